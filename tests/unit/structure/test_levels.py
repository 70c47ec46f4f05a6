"""Headings of text without type and of scans: which stand under which, and which stand over a list."""

from collections.abc import Mapping

import pytest

from schemas.page import ReadPage
from tests.unit.structure.paper import printed_words, read_line, text_pages, unrepaired
from workers.structure import structure

MINUTES = """Miljönämnden
PROTOKOLL
2024-05-06

§ 41 Föregående protokoll
Protokollet gås igenom utan erinran.

§ 42 Bygglov för förskola
Beslut
Nämnden beslutar att bevilja bygglov för förskolan.

Bakgrund
Ansökan kom in till nämnden under våren och var komplett.

§ 43 Övriga frågor
Inga frågor anmäls av ledamöterna vid sammanträdet.
"""
JUDGMENT = """DOMSLUT
Förvaltningsrätten avslår överklagandet i dess helhet.

YRKANDEN M.M.
Klaganden yrkar att beslutet ska upphävas av rätten.

DOMSKÄL

Tillämpliga bestämmelser
Av lagen framgår att en elev har rätt till skolskjuts om vägen är lång.

HUR MAN ÖVERKLAGAR
Se bilaga, där det framgår hur domen kan överklagas.
"""
GUIDELINE = """Inledning
Syftet med riktlinjen är att alla ska veta vad som gäller i kommunens verksamheter.

Chefens ansvar
Chefen ska årligen
• gå igenom riktlinjerna,
• anmäla avvikelser.

Berörda styrdokument
• Delegationsordning
• Dokumenthanteringsplan
"""


def levels(text: str) -> list[tuple[str, int]]:
    return [(s.heading, s.level) for s in structure(text_pages(text)).sections if s.heading]


def scanned_levels(text: str, sizes: Mapping[str, float]) -> list[tuple[str, int]]:
    """The same of a scan on which type of 11 points, or of `sizes` by how a line begins, was measured."""
    lines = []
    for number, line in enumerate(text.split("\n")):
        size = next((size for start, size in sizes.items() if line.startswith(start)), 11.0)
        if line:
            words = printed_words(70, 60 + 16 * number, line, size)
            lines.append(read_line(words, size, bold=size != 11.0))
    page = ReadPage(
        number=1, width=595, height=842, text_source="ocr", reason="no_text_layer", lines=tuple(lines)
    )
    return [(s.heading, s.level) for s in structure((unrepaired(page),)).sections if s.heading]


def test_type_measured_on_a_scan_does_not_outweigh_cases_or_capitals() -> None:
    measured = {"§ 41": 13.0, "§ 42": 12.0, "§ 43": 12.4, "Beslut": 12.1, "Bakgrund": 10.9}
    assert scanned_levels(MINUTES, measured) == levels(MINUTES)
    measured = {"DOMSLUT": 12.4, "YRKANDEN": 11.5, "DOMSKÄL": 13.1, "Tillämpliga": 12.9, "HUR": 10.4}
    assert scanned_levels(JUDGMENT, measured) == levels(JUDGMENT)


@pytest.mark.parametrize(("size", "level"), [(12.6, 1), (11.4, 1), (10.3, 2)])
def test_elsewhere_type_tells_where_it_differs_by_more_than_is_measured_wrong(
    size: float, level: int
) -> None:
    text = GUIDELINE.replace("Chefens ansvar\n", "Chefens ansvar\nChefen leder arbetet.\n")
    found = dict(scanned_levels(text, {"Inledning": 13.5, "Chefens": size, "Berörda": 13.0}))
    assert (found["Inledning"], found["Chefens ansvar"]) == (1, level)


def test_the_headings_of_a_case_stand_under_its_paragraph() -> None:
    assert levels(MINUTES) == [
        ("§ 41 Föregående protokoll", 1), ("§ 42 Bygglov för förskola", 1), ("Beslut", 2), ("Bakgrund", 2),
        ("§ 43 Övriga frågor", 1),
    ]  # fmt: skip


def test_headings_in_small_letters_stand_under_those_in_capitals() -> None:
    assert levels(JUDGMENT) == [
        ("DOMSLUT", 1), ("YRKANDEN M.M.", 1), ("DOMSKÄL", 1), ("Tillämpliga bestämmelser", 2),
        ("HUR MAN ÖVERKLAGAR", 1),
    ]  # fmt: skip


def test_without_cases_or_capitals_all_headings_are_alike() -> None:
    text = MINUTES.replace("§ 41 ", "").replace("§ 42 ", "").replace("§ 43 ", "")
    assert {level for _, level in levels(text)} == {1}


def test_a_few_words_over_a_list_are_a_heading() -> None:
    assert [heading for heading, _ in levels(GUIDELINE)] == [
        "Inledning",
        "Chefens ansvar",
        "Berörda styrdokument",
    ]


def test_what_a_list_continues_is_no_heading() -> None:
    text = GUIDELINE.replace("Chefens ansvar\n", "").replace("Berörda styrdokument\n", "Till detta hör:\n")
    assert levels(text) == [("Inledning", 1)]


def test_boxes_to_tick_stay_in_the_text() -> None:
    pages = text_pages("Bifogade handlingar\n■ Karta   □ Trafikanordningsplan\n□ Ja   ☒ Nej\n■ Punkt\n")
    texts = [(b.marker, b.text) for s in structure(pages).sections for b in s.blocks]
    kept = " ".join(text for _, text in texts)
    assert "■ Karta" in kept
    assert "□ Trafikanordningsplan" in kept
    assert "□ Ja" in kept
    assert "☒ Nej" in kept
    assert ("■", "Punkt") in texts


def test_a_unit_between_the_kind_and_the_number_belongs_to_the_letterhead() -> None:
    head = "Vårdstyrelsen\nBESLUT\nRegler och behörighet\n2019-03-14\nDnr 6.2-04819/2018\n\n"
    text = head + "Ansökan om legitimation\n\nBeslut\nVårdstyrelsen avslår ansökan om legitimation.\n"
    assert [heading for heading, _ in levels(text)] == ["Beslut"]
    decided = "Vårdstyrelsen\nBeslut\nVårdstyrelsen avslår ansökan.\nDatum\n2019-03-14\n"
    assert [heading for heading, _ in levels(decided)] == ["Beslut"]
