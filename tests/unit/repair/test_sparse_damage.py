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
        ("Sista dag aft svara på remissen är i maj", "Sista dag att svara på remissen är i maj"),
        ("Utredaren 5ka lämna förslag till nämnden", "Utredaren ska lämna förslag till nämnden"),
        ("Nämnden antog en metod tör att ta ut avgift", "Nämnden antog en metod för att ta ut avgift"),
        ("Kraven skärpte5 0ch reglerna ändrades", "Kraven skärptes och reglerna ändrades"),
        ("Avtal om éndring av avtalet om den rattsliga", "Avtal om ändring av avtalet om den rättsliga"),
        ("En oversyn av forsvaret gjordes (Fo 2022:02)", "En översyn av försvaret gjordes (Fö 2022:02)"),
        ("Protokoll om barnets rattigheter (S 1990:20)", "Protokoll om barnets rättigheter (SÖ 1990:20)"),
        ("Direktiv till utredningen om vard (S 2005:18)", "Direktiv till utredningen om vård (S 2005:18)"),
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
        "Medlemmarna i Brf Granen kallas till stämma",
        "Enligt direktivet5 gäller lagen även staten",
        "Vid Dili undertecknades avtalet om hamnen",
        "Enligt FoL och SoL är kommunen skyldig att yttra sig",
        "Han drack 5 l mjölk och åt en tårta",
        "Postadress: Box 1180, 711 22 Lindesfors | Telefon: 0980-319",
        "SELECT har, bor FROM lan WHERE ar = 2024 visar fel i systemet",
        "Bilaga 5a, 5b och 5g samt rum B5, A0-ritning och DVD5",
    ],
)
def test_a_sound_line_stays(line: str) -> None:
    assert repair_text(line, join_lines=False).edits == ()


def test_a_section_is_numbered_where_a_one_elsewhere_is_an_i() -> None:
    seen = (
        "Insatser enligt § 1 socialtjdnstlagen gors 1 hemmet fér den som bor 1 kommunen och har behov av stdd"
    )
    assert repair_text(seen, join_lines=False).text == (
        "Insatser enligt § 1 socialtjänstlagen görs i hemmet för den som bor i kommunen och har behov av stöd"
    )
