"""Damage in one paragraph, or in a line given alone, is repaired on its own evidence; the rest stays."""

import pytest

from tests.bench.damage import damaged
from tests.unit.repair.fictional import TEXT
from workers.repair import repair_text

PARAGRAPHS = TEXT.split("\n\n")
LONGEST = max(range(len(PARAGRAPHS)), key=lambda at: len(PARAGRAPHS[at]))


@pytest.mark.parametrize("name", ["stripped", "question marks", "dropped", "wrong-language OCR"])
def test_one_damaged_paragraph_in_a_sound_document(name: str) -> None:
    case = damaged(name, PARAGRAPHS[LONGEST], seed=5)
    before, after = "\n\n".join(PARAGRAPHS[:LONGEST]), "\n\n".join(PARAGRAPHS[LONGEST + 1 :])
    result = repair_text(f"{before}\n\n{case.text}\n\n{after}", join_lines=False).text
    assert result.startswith(before)
    assert result.endswith(after)
    repaired = result[len(before) + 2 : len(result) - len(after) - 2].split()
    wrong = [pair for pair in zip(repaired, case.expected.split(), strict=True) if pair[0] != pair[1]]
    assert len(wrong) <= 2, wrong


@pytest.mark.parametrize(
    ("seen", "printed"),
    [
        ("Det galler for alla som är anställda", "Det gäller för alla som är anställda"),
        ("Förvaltningens forslag till beslut", "Förvaltningens förslag till beslut"),
    ],
)
def test_a_line_with_one_damaged_word_among_sound_ones(seen: str, printed: str) -> None:
    assert repair_text(seen, join_lines=False).text == printed


@pytest.mark.parametrize(
    "line",
    [
        "Hon for till Almvik på måndagen",
        "Han satte galler för fönstren",
        "Ordföranden Sven Hammar är på plats",
        "Per Hart och Åsa Lind",
    ],
)
def test_a_sound_line_stays(line: str) -> None:
    assert repair_text(line, join_lines=False).edits == ()
