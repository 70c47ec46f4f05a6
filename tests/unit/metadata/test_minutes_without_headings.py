"""Minutes that decide in a sentence under the matter's paragraph; what is told, or a form, is no decision."""

import pytest

from tests.unit.metadata.reading import values_of

MINUTES = (
    "Ekeby kommun             Sammanträdesprotokoll\nBygg- och miljönämnden   2020-05-05\n\n"
    "Beslutande               Erik Ek (S), ordförande\nParagrafer               §§ 50–55\n\n"
)
EXTRACT_OF_1977 = """BYGGNADSNÄMNDEN I SVANSKOGS KOMMUN
Protokoll fört vid sammanträde med byggnadsnämnden
den 28 juli 1977 kl. 19.00 i kommunalhuset

§ 1.
Att jämte ordföranden justera dagens protokoll utsågs herr Nils Klingvall.

§ 2.
Föredrogs ansökan från Svanskogs Träförädling om byggnadslov.

Byggnadsnämnden beslöt
att under förutsättning av länsarkitektens tillstyrkan meddela sökt byggnadslov.

§ 3.
Upplästes länsstyrelsens cirkulär. Lades till handlingarna.
"""


def decided(text: str) -> list[str]:
    return [decision.value for decision in values_of(text).decisions]


@pytest.mark.parametrize(
    "sentence",
    [
        "Dagordningen godkänns med tillägget att ärendet om strandskydd behandlas först.",
        "Nämnden tar del av informationen.",
        "Nämnden godkänner delårsbokslutet och överlämnar det till kommunstyrelsen.",
        "Till ny ersättare för tiden till och med den 31 december 2022 väljs Bo Ek (C).",
        "Kommunchefen får i uppdrag att teckna avtalet.",
    ],
)
def test_a_sentence_under_a_matter_decides(sentence: str) -> None:
    text = f"{MINUTES}§ 50 Budget för nästa år\n\n{sentence}\n\n§ 51 Bygglov\n\nBeslut\n\nBygglov beviljas.\n"
    assert decided(text) == [sentence, "Bygglov beviljas."]


@pytest.mark.parametrize(
    "sentence",
    [
        "Miljöchefen informerar om tillsynsplanen.",
        "Bo Ek väljs att justera protokollet.",
        "Föregående protokoll genomgicks och lades till handlingarna.",
        "Inga övriga frågor anmäls.",
    ],
)
def test_what_is_told_decides_nothing(sentence: str) -> None:
    text = f"{MINUTES}§ 50 Information\n\n{sentence}\n\n§ 51 Bygglov\n\nBeslut\n\nBygglov beviljas.\n"
    assert decided(text) == ["Bygglov beviljas."]


def test_a_matter_with_a_heading_decides_under_it() -> None:
    text = (
        f"{MINUTES}§ 50 Budget\n\nNämnden antog planen i fjol.\n\nBeslut\n\nBudgeten fastställs.\n\n"
        "§ 51 Bygglov\n\nBeslut\n\nBygglov beviljas.\n"
    )
    assert decided(text) == ["Budgeten fastställs.", "Bygglov beviljas."]


def test_clauses_of_older_minutes() -> None:
    assert decided(EXTRACT_OF_1977) == [
        "att under förutsättning av länsarkitektens tillstyrkan meddela sökt byggnadslov.",
        "Lades till handlingarna.",
    ]
