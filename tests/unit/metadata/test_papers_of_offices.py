"""Papers of offices, companies and citizens, as they word what forms have no field for."""

# Papers stay whole, so that they can be read.
# ruff: noqa: E501

import pytest

from tests.unit.metadata.reading import kind, numbers, printed, values_of

HEAD = "Ekeby kommun\nSocialnämnden\n2024-05-06\nDnr SN 2024/12\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ekeby kommun\n2022-05-31\n\nRedovisning av delegeringsbeslut\n\nFöljande beslut redovisas:\n", "anmälningslista"),
        ("Kultur- och fritidsnämndens protokoll\n2022-03-01\n\n1. Upprop\n\nBo Ek utses.\n", "protokoll"),
        ("Ekeby 2026-04-14\n\nNämndinitiativ: Rädda fritidsgården\n\nVi yrkar därför att nämnden beslutar\natt rädda den.\n", "skrivelse"),
        ("Till Byggnadsnämnden\n\nBygglovet på Linden 3\n\nVi vill överklaga detta.\n\nBo Ek\n", "överklagande"),
        ("Västra församlingen\n\nÅrsberättelse och bokslut för år 1962\n\nKassan växte.\n", "årsbokslut"),
    ],
)  # fmt: skip
def test_kinds(text: str, expected: str) -> None:
    assert kind(text) == expected


def test_how_to_appeal_is_an_attachment_where_it_stands_alone() -> None:
    found = values_of(f"{HEAD}Bygglov\n\nBeslut\nBygglov beviljas.\n\nBilagor\nHur man överklagar\n")
    assert [attachment.value for attachment in found.attachments] == ["Hur man överklagar"]


def test_whom_a_sentence_tells_gets_a_copy() -> None:
    found = values_of(
        f"{HEAD}Avtal\n\nBeslut\nAvtalet ingås.\n\n"
        "Beslutet expedieras till miljö- och byggnadsnämnden, planeringsavdelningen och studentkåren.\n"
    )
    assert [copy.value for copy in found.copy_to] == [
        "miljö- och byggnadsnämnden",
        "planeringsavdelningen",
        "studentkåren",
    ]


def test_an_authority_s_unit_is_no_addressee_of_its_own() -> None:
    found = values_of(
        f"{HEAD}Tillsyn\n\nBeslut\nÄrendet avslutas.\n\nKopia till\nLänsstyrelsen, Miljöenheten\n"
    )
    assert [copy.value for copy in found.copy_to] == ["Länsstyrelsen, Miljöenheten"]


def test_figures_without_a_full_stop_are_no_decision() -> None:
    found = values_of(
        "Region Ekby\nBESLUT\n2026-04-02\nDnr RS 2025/41\n\nTilldelning av avtal\n\nBeslut\n\n"
        "Regionen tecknar avtal med nedanstående leverantör.\n\nTextilia Syd AB 556000-7782\n\nSkäl\n\nBilligast.\n"
    )
    assert [d.value for d in found.decisions] == ["Regionen tecknar avtal med nedanstående leverantör."]


def test_numbered_clauses_without_a_point() -> None:
    found = values_of(
        "Ekeby kommun\nPROTOKOLLSUTDRAG\nBarnnämnden\n2025-03-14\n\n§ 81 Ansökan om godkännande\n\n"
        "Beslut\n\nBarnnämnden beslutar\n1 att inte godkänna föreningen som huvudman,\n2 att avgiften inte återbetalas.\n"
    )
    assert [d.value for d in found.decisions] == [
        "att inte godkänna föreningen som huvudman,",
        "att avgiften inte återbetalas.",
    ]


def test_a_court_sits_in_the_town_on_its_next_line() -> None:
    found = printed(
        """
@margins 25 25 20 20
@font serif 11
@tabs 0 70 120
| *KAMMARRÄTTEN I | *DOM | Sida 1 (4)
| *NORRSTAD | 2026-02-19 | Mål nr 1187-25
| Avdelning 3 | Meddelad i Norrstad
@skip 8
@tabs 0
SAKEN
Bistånd enligt socialtjänstlagen
@skip 4
KAMMARRÄTTENS AVGÖRANDE
Kammarrätten avslår överklagandet.
"""
    ).issuer
    assert found is not None
    assert found.value == "Kammarrätten i Norrstad"


def test_a_number_behind_a_word_that_ends_like_a_law_is_one() -> None:
    found = numbers(
        "Hovrätten för Nedre Norrland\nYTTRANDE 2025-06-24\nDnr 836-2023\nJustitiedepartementet\n\n"
        "Promemorian Utökade möjligheter till beslag\n(Ju2025/3847/A)\n\nHovrätten har inga synpunkter på förslaget.\n"
    )
    assert found == {"836-2023": "own", "Ju2025/3847/A": "referenced"}


def test_the_number_of_a_contract_is_no_case_s() -> None:
    assert numbers("HYRESKONTRAKT FÖR LOKAL Nr 2201-14-01\n\nHyresvärd: Ekeby kommun\n") == {}


def test_the_number_of_the_matter_is_no_title() -> None:
    found = values_of(
        "Ekeby kommun\nÄrende: BMK.2025.7818\n\nUnderrättelse om bygglov\n\nNi kan yttra er.\n"
    ).title
    assert found is not None
    assert found.value == "Underrättelse om bygglov"
