"""Every kind of damage whose information survives is undone, throughout a text and in one paragraph of it."""

import pytest

from tests.bench.damage import CLASSES, RECOVERABLE, damaged
from tests.unit.repair.fictional import TEXT
from workers.repair import repair_text
from workers.repair.edits import replay, undo

LEFT_TO_THE_LANGUAGE_MODEL = tuple(name for name in CLASSES if name not in RECOVERABLE)
PARAGRAPHS = TEXT.split("\n\n")
TEXT_HEAVY = max(range(len(PARAGRAPHS)), key=lambda at: sum(letter in "åäö" for letter in PARAGRAPHS[at]))


@pytest.mark.parametrize("name", RECOVERABLE)
def test_a_damaged_text_comes_back(name: str) -> None:
    damage = damaged(name, TEXT, seed=1)
    assert damage.text != damage.expected
    result = repair_text(damage.text, join_lines=True)
    assert result.text.split() == damage.expected.split()
    assert replay(damage.text, result.edits) == result.text
    assert undo(result.text, result.edits) == damage.text


@pytest.mark.parametrize("name", [name for name in RECOVERABLE if name != "cp1252 as latin-1"])
def test_a_damaged_paragraph_comes_back_and_its_neighbours_stay(name: str) -> None:
    damage = damaged(name, PARAGRAPHS[TEXT_HEAVY], seed=2)
    before, after = "\n\n".join(PARAGRAPHS[:TEXT_HEAVY]), "\n\n".join(PARAGRAPHS[TEXT_HEAVY + 1 :])
    result = repair_text(f"{before}\n\n{damage.text}\n\n{after}", join_lines=True)
    assert result.text.split() == f"{before}\n\n{damage.expected}\n\n{after}".split()


@pytest.mark.parametrize("name", sorted(set(LEFT_TO_THE_LANGUAGE_MODEL) - {"generic OCR"}))
def test_most_words_with_lost_letters_come_back(name: str) -> None:
    """Most: names that somebody made up, and a capital that was lost, no model can know. How many words
    come back in longer texts is the bench's business."""
    damage = damaged(name, TEXT, seed=3)
    result = repair_text(damage.text, join_lines=True)
    assert undo(result.text, result.edits) == damage.text
    words = list(zip(damage.text.split(), result.text.split(), damage.expected.split(), strict=True))
    broken = [word for word in words if word[0] != word[2]]
    wrong = [word for word in words if word[1] != word[2]]
    assert len(broken) > 25
    assert len(wrong) <= 0.16 * len(broken), wrong
    spoiled = [word for word in words if word[0] == word[2] != word[1]]
    assert spoiled == []


def test_of_a_little_ocr_noise_the_plain_words_come_back_and_nothing_else_changes() -> None:
    case = damaged("generic OCR", TEXT, seed=3)
    got = repair_text(case.text, join_lines=True).text
    words = list(zip(case.text.split(), got.split(), case.expected.split(), strict=True))
    broken = [word for word in words if word[0] != word[2]]
    assert [word for word in words if word[0] != word[1] != word[2]] == []
    assert len([word for word in broken if word[1] == word[2]]) > len(broken) / 2


@pytest.mark.parametrize(
    "line",
    [
        "Se bilagan image1.emf och kartan Rakelsystemet",
        "Bolagen H&M och FSC? deltog",
        "Filen heter rapport5 och not1",
        "Samtalet med Fatin hölls på finska",
    ],
)
def test_what_looks_misread_and_is_not_stays(line: str) -> None:
    assert repair_text(line, join_lines=True).edits == ()


@pytest.mark.parametrize(
    ("seen", "printed"),
    [
        ("Styrelsen föres1ås besluta om möj1igheter", "Styrelsen föreslås besluta om möjligheter"),
        ("den 3 septcmber", "den 3 september"),
        ("Kostuaderna för skolan", "Kostnaderna för skolan"),
    ],
)
def test_one_plainly_misread_word_speaks_for_itself(seen: str, printed: str) -> None:
    assert repair_text(seen, join_lines=True).text == printed


def test_sound_text_stays() -> None:
    result = repair_text(TEXT, join_lines=True)
    assert result.edits == ()
    assert result.text == TEXT


def test_a_sound_text_is_repaired_to_itself_once_and_for_all() -> None:
    """Repairing twice changes nothing more."""
    for name in RECOVERABLE:
        once = repair_text(damaged(name, TEXT, seed=4).text, join_lines=True).text
        assert repair_text(once, join_lines=True).edits == (), name
