"""Proposals and decisions in reports, summonses, minutes and the papers of a city's executive."""

import pytest

from schemas.metadata import Metadata
from tests.unit.metadata.reading import kind, values_of
from tests.unit.structure.paper import text_pages
from workers.structure import structure

PROMEMORIA = """PM 2011:44 RVI (Dnr 314-901/2011)

Förslag till handlingsplan för tillgängliga badplatser
Remiss från Vattendelegationen

Borgarrådsberedningen föreslår kommunstyrelsen besluta följande

Remissen anses besvarad med vad som sägs i promemorian.

Promemorian överlämnas till Vattendelegationen.

Föredragande borgarrådet Berit Ekman anför följande.

Bakgrund

Vattendelegationen har tagit fram ett förslag till handlingsplan.
"""
TO_EACH_BODY = """Norrby kommun                      Tjänsteutlåtande
Kommunledningskontoret             2021-03-02
                                   Dnr 0412/21

Nytt reglemente för hamnnämnden

Förslag till beslut i kommunstyrelsen

Kommunstyrelsen ställer sig bakom förslaget.

Förslag till beslut i kommunfullmäktige

Reglemente för hamnnämnden antas.

Sammanfattning

Reglementet har setts över. Uppdraget förändras inte.
"""
SUMMONS = """Norrby kommun
Hamnnämnden                        KALLELSE
                                   2022-05-04

Hamnnämnden kallas till sammanträde.

1. Anmälan av delegationsbeslut

Förslag till beslut

Hamnnämnden lägger anmälan till handlingarna.

Sammanfattning

Beslut sedan förra sammanträdet.

2. Taxa för gästhamnen

Förslag till beslut

Hamnnämnden antar taxan.

Sammanfattning

Taxan räknas upp med index.
"""
REPORT_THAT_SAYS_IT_AGAIN = """Norrby kommun                      TJÄNSTESKRIVELSE
Hamnkontoret                       2021-03-02
                                   Dnr HN 2021/12

Taxa för gästhamnen

Förslag till beslut

Hamnnämnden antar taxan.

Bakgrund

Taxan har inte höjts sedan 2016.

Förslag till beslut

Kontoret föreslår mot denna bakgrund att taxan höjs med index.
"""
NEXT_MATTER = """Norrby kommun
Kommunstyrelsen                    PROTOKOLL
                                   2015-02-04

4. Information om bokslutet

Ekonomichefen informerade om bokslutet.

Kommunstyrelsen beslutade:

att lägga informationen till handlingarna.

att uppdra åt ekonomichefen att återkomma i mars.

5. Yttrande över en utredning om hamnavgifter
"""
HEADING_OF_EVERY_PAGE = """NORRBY KOMMUN      PROTOKOLL      2 (9)
Hamnnämnden        2014-08-28

§ 64
Ändring i taxan

Beslut
Hamnnämnden beslutar att höja taxan med två procent.

Ärende
Den 2 juli 2014 trädde nya regler i kraft. Taxan räknas därför upp.
\fNORRBY KOMMUN      PROTOKOLL      3 (9)
Hamnnämnden        2014-08-28

§ 65
Avgift för bogsering

Beslut
Hamnnämnden beslutar att avgiften tas bort.

Ärende
Den 13 december 2013 skickade hamnkontoret en påminnelse till den som
hade beställt bogsering. Någon betalning har inte kommit in.
"""

TWO_BODIES_WITHOUT_ROOM = """Utlåtande 2005:902 RI (Dnr 312-9012/2005)
Nya brandbåtar i skärgården
Kommunstyrelsen föreslår kommunfullmäktige besluta följande
1. Två brandbåtar köps in.
2. Brandnämnden får i uppdrag att återkomma med förslag till bemanning.
Kommunstyrelsen beslutar för egen del följande
1. Stadsledningskontoret får i uppdrag att utvärdera inköpet.
Föredragande borgarrådet Annika Bo anför följande.
Bakgrund
Brandbåtarna är från 1974. De har gått på grund två gånger och reservdelar
finns inte längre att köpa.
"""
AGENDA = """Norra regionen
Direktionen                        FÖREDRAGNINGSLISTA
                                   2015-06-10

4. Betänkande om service i glesbygd

Förslag till beslut:

Arbetsutskottet föreslår direktionen besluta:

Remissen besvaras enligt yttrandeförslaget.

Ärendet bifogas.

5. Utredning om kollektivtrafiken

Förslag till beslut:

Arbetsutskottet föreslår direktionen besluta:

1. Kollektivtrafiken utreds.
2. Arbetsutskottet är styrgrupp för utredningen.
"""


def _proposals(found: Metadata) -> list[str]:
    return [proposal.value for proposal in found.decision_proposals]


def _decisions(found: Metadata) -> list[str]:
    return [decision.value for decision in found.decisions]


def test_paragraphs_under_a_body_that_proposes_are_proposals_up_to_who_speaks_next() -> None:
    assert _proposals(values_of(PROMEMORIA)) == [
        "Remissen anses besvarad med vad som sägs i promemorian.",
        "Promemorian överlämnas till Vattendelegationen.",
    ]


def test_each_body_has_its_proposal() -> None:
    assert _proposals(values_of(TO_EACH_BODY)) == [
        "Kommunstyrelsen ställer sig bakom förslaget.",
        "Reglemente för hamnnämnden antas.",
    ]


def test_each_matter_of_a_summons_has_its_proposal() -> None:
    assert _proposals(values_of(SUMMONS)) == [
        "Hamnnämnden lägger anmälan till handlingarna.",
        "Hamnnämnden antar taxan.",
    ]


def test_a_report_that_says_its_proposal_again_proposes_once() -> None:
    assert _proposals(values_of(REPORT_THAT_SAYS_IT_AGAIN)) == ["Hamnnämnden antar taxan."]


def test_a_number_behind_clauses_is_the_next_matter() -> None:
    assert _decisions(values_of(NEXT_MATTER)) == [
        "att lägga informationen till handlingarna.",
        "att uppdra åt ekonomichefen att återkomma i mars.",
    ]


def test_a_heading_that_every_page_has_within_its_text_is_no_running_foot() -> None:
    headings = [section.heading for section in structure(text_pages(HEADING_OF_EVERY_PAGE)).sections]
    assert [heading for heading in headings if heading in ("Beslut", "Ärende")] == ["Beslut", "Ärende"] * 2
    assert _decisions(values_of(HEADING_OF_EVERY_PAGE)) == [
        "Hamnnämnden beslutar att höja taxan med två procent.",
        "Hamnnämnden beslutar att avgiften tas bort.",
    ]


def test_what_is_proposed_to_a_body_ends_where_another_decides_for_itself() -> None:
    assert _proposals(values_of(TWO_BODIES_WITHOUT_ROOM)) == [
        "Två brandbåtar köps in.",
        "Brandnämnden får i uppdrag att återkomma med förslag till bemanning.",
    ]


def test_a_sentence_may_be_led_in_to_above_the_number_of_the_next_matter() -> None:
    assert _proposals(values_of(AGENDA)) == [
        "Remissen besvaras enligt yttrandeförslaget.",
        "Kollektivtrafiken utreds.",
        "Arbetsutskottet är styrgrupp för utredningen.",
    ]


@pytest.mark.parametrize("word", ["DAGORDNING", "Kungörelse och föredragningslista", "Ärendelista"])
def test_an_agenda_is_a_summons_though_its_matters_hold_proposals(word: str) -> None:
    agenda = SUMMONS.replace("KALLELSE", word).replace("Hamnnämnden kallas till sammanträde.\n\n", "")
    assert kind(agenda) == "kallelse"


def test_an_agenda_that_minutes_hold_makes_them_no_summons() -> None:
    text = "Norrby kommun\nHamnnämnden\nPROTOKOLL\n2022-05-04\n\nDagordning\n1. Mötet öppnas\n2. Taxa\n\n"
    cases = "§ 1 Mötets öppnande\nMötet öppnas.\n\n§ 2 Taxa\nHamnnämnden antar taxan.\n"
    assert kind(text + cases) == "protokoll"
