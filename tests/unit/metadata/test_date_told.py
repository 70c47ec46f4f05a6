"""What others decided, met about and wrote, told in decisions, reports and minutes."""

import pytest

from tests.unit.metadata.reading import dates

RULING = "Tillsynsverket\nBESLUT\nDatum 2024-05-06\nDnr 2024-00812\n\nTillsyn av avlopp\n\nBakgrund\n"
REPORT = "Ekeby kommun\nTjänsteskrivelse\nDatum 2024-05-06\nDnr KS 2024/12\n\nSvar på motion\n\nÄrendet\n"
MINUTES = "Ekeby kommun\nSAMMANTRÄDESPROTOKOLL\nSocialnämnden\n2024-05-06\n\n§ 3 Föregående protokoll\n"
DAY = "2023-03-15"


@pytest.mark.parametrize(
    "sentence",
    [
        "Länsstyrelsen beslutade den 15 mars 2023 att förelägga nämnden att redovisa sina rutiner.",
        "Verket har överklagat nämndens beslut den 15 mars 2023 om avgift för tillsynen.",
        "Bygglovet upphävdes genom ett beslut den 15 mars 2023 som har vunnit laga kraft.",
    ],
)
def test_what_others_decided_is_an_event_to_a_decision_and_a_decision_to_a_report(sentence: str) -> None:
    assert dates(f"{RULING}{sentence}\n")[DAY] == "event"
    assert dates(f"{REPORT}{sentence}\n")[DAY] == "decision"


@pytest.mark.parametrize(
    "sentence",
    [
        "I sitt beslut den 6 maj 2024 anförde verket att kravet är skäligt och att det kan följas.",
        "Detta beslut har fattats den 7 maj 2024 av enhetschefen efter föredragning.",
    ],
)
def test_a_decision_tells_of_itself_too(sentence: str) -> None:
    assert set(dates(f"{RULING}{sentence}\n").values()) == {"decision"}


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Räddningstjänsten har yttrat sig den 15 mars 2023 och har inget att erinra.", "event"),
        ("Räddningstjänsten har i yttrande den 15 mars 2023 inget haft att erinra.", "underlag"),
        ("Bolaget bemötte yttrandena den 15 mars 2023.", "event"),
        ("Kim Berg (S) lämnade motionen den 15 mars 2023.", "event"),
        ("Kim Berg (S) föreslår i en motion den 15 mars 2023 att parken öppnas.", "underlag"),
        ("Kommunstyrelsen har den 15 mars 2023, § 61, föreslagit att motionen avslås.", "meeting"),
        ("Kommunstyrelsen har den 15 mars 2023, § 61, beslutat att motionen avslås.", "decision"),
        ("Vid styrelsemötet den 15 mars 2023 beslutade styrelsen att inhämta offerter.", "decision"),
        ("Vid styrelsemötet den 15 mars 2023 deltog kommunens ekonom.", "meeting"),
        ("Ärendet väntas tas upp i kommunstyrelsen den 15 mars 2023.", "meeting"),
        ("Nämnden har antagit detta yttrande den 15 mars 2023.", "decision"),
        ("Undertecknad överklagar domen den 15 mars 2023 och yrkar att den upphävs.", "decision"),
        ("Samråd hölls 2023-03-15.", "meeting"),
        ("Samråd hölls 2023-03-15–2023-04-12.", "event"),
        ("Beskedet fick jag hem i brevlådan den 15 mars 2023.", "event"),
    ],
)
def test_what_was_done_parts_from_the_document_and_the_meeting(sentence: str, role: str) -> None:
    assert dates(f"{REPORT}{sentence}\n")[DAY] == role


def test_minutes_that_are_put_on_file_are_a_document() -> None:
    assert (
        dates(f"{MINUTES}Protokollet från mötet den 15 mars 2023 läggs till handlingarna.\n")[DAY]
        == "underlag"
    )
    assert dates(f"{MINUTES}Frågan väcktes vid mötet den 15 mars 2023.\n")[DAY] == "meeting"


@pytest.mark.parametrize(
    ("heading", "role"),
    [("Tidigare beslut i ärendet", "decision"), ("Ärendets fortsatta gång", "meeting")],
)
def test_rows_of_boards_play_the_part_that_the_heading_names(heading: str, role: str) -> None:
    rows = "Utbildningsnämnden 2023-03-15\nKommunstyrelsen 2023-04-12\n"
    found = dates(f"{REPORT}Skolan är trång.\n\n{heading}\n{rows}")
    assert {found[DAY], found["2023-04-12"]} == {role}


def test_a_sentence_under_the_heading_of_the_matters_way_tells_its_own() -> None:
    told = "Ansökan kom in 2023-03-15 och granskades av två tjänstemän vid kontoret.\n"
    assert dates(f"{REPORT}Skolan är trång.\n\nÄrendets gång\n{told}")[DAY] == "received"
