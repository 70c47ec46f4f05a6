"""Headings of text without type: which stand under which, and which stand over a list."""

from tests.unit.structure.paper import text_pages
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
