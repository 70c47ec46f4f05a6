"""Decisions of boards with long names and behind what was moved, and what only lies beside decisions."""

from tests.unit.metadata.reading import values_of

SAME_DECISION_AT_EACH_FOOT = """Hamn- och båtnämnden          Sammanträdesprotokoll     2018-04-23     2

Hbn § 59                                                  Dnr HBN 2018/0004

Redovisning av ett skolprojekt

Elever i årskurs tre har undersökt varför så få ungdomar seglar. De berättar om metoden
och om vad de kom fram till. Bryggorna behöver belysning, och kurserna bör börja senare.

Hamn- och båtnämnden noterar informationen.

Justerandes sign                                   Utdragsbestyrkande    Datum
\fHamn- och båtnämnden          Sammanträdesprotokoll     2018-04-23     3

Hbn § 60                                                  Dnr HBN 2017/0177

Lägesrapport om muddringen

Hamnchefen berättar hur långt arbetet har kommit. Entreprenören har bytt pråm, och
arbetet blir klart till midsommar.

Hamn- och båtnämnden noterar informationen.

Justerandes sign                                   Utdragsbestyrkande    Datum
"""
BEHIND_A_MOTION = """NORRBY KOMMUN            SAMMANTRÄDESPROTOKOLL
Kommunstyrelsen          2013-09-05                            4 (36)

KS § 138

Svar på en granskning av kommunens båtplatser

Revisorerna har granskat hur båtplatserna fördelas. Kommunfullmäktige beslutade den 3 maj 2009 att
fördelningen skulle ske genom lottning. Granskningen är gjord som en intervjustudie.

Yrkande

Bo Ek (M) yrkar bifall till kansliets förslag.

Kommunstyrelsen beslutar att

godkänna kansliets förslag till svar och sända det till revisorerna.

Justerandes sign                                   Utdragsbestyrkande
"""
REPORTED = """Norrby kommun
Hamnnämnden                        PROTOKOLL
                                   2014-03-26

§ 3
Anmälan av skrivelser

Beslut

Hamnnämnden antecknar skrivelserna till protokollet.

Följande skrivelser anmäls:

1. Kommunstyrelsen, protokollsutdrag om årsredovisning 2013
2. Revisorerna, granskning av båtplatser
"""
ON_A_CONDITION = """Norra regionen                     PROTOKOLL
Regionstyrelsen                    2014-11-18

§ 12
Riktlinjer för representation

Beslut

1. Regionstyrelsen fastställer riktlinjer för representation.
2. Regionstyrelsen upphäver riktlinjerna från 2001.

Regionstyrelsens beslut gäller under förutsättning att regionfullmäktige antar policyn.

Förslaget har varit på remiss hos nämnderna.

Sammanfattning

Riktlinjerna har setts över.
"""
NEXT_MATTER_OF_A_SUMMONS = """Norra regionen
Regionfullmäktige                  KALLELSE
                                   2016-02-24

3. Val av justerare

Förslag till beslut

Presidiet föreslår regionfullmäktige besluta

att utse Kajsa Ek och Pia Toll att justera protokollet.

4. Tid för justering

Förslag till beslut

Presidiet föreslår regionfullmäktige besluta

att justering sker den 10 mars på regionens kansli.

5. Allmänhetens frågestund
"""


def _decisions(text: str) -> list[str]:
    return [decision.value for decision in values_of(text).decisions]


def test_a_decision_that_ends_every_page_is_no_running_foot() -> None:
    assert _decisions(SAME_DECISION_AT_EACH_FOOT) == ["Hamn- och båtnämnden noterar informationen."] * 2


def test_what_a_body_decides_behind_what_was_moved_and_not_what_another_decided_long_ago() -> None:
    assert _decisions(BEHIND_A_MOTION) == [
        "Kommunstyrelsen beslutar att godkänna kansliets förslag till svar och sända det till revisorerna."
    ]


def test_what_is_reported_is_not_decided() -> None:
    assert _decisions(REPORTED) == ["Hamnnämnden antecknar skrivelserna till protokollet."]


def test_a_condition_behind_the_list_is_decided_and_the_text_behind_it_not() -> None:
    assert _decisions(ON_A_CONDITION) == [
        "Regionstyrelsen fastställer riktlinjer för representation.",
        "Regionstyrelsen upphäver riktlinjerna från 2001.",
        "Regionstyrelsens beslut gäller under förutsättning att regionfullmäktige antar policyn.",
    ]


def test_the_number_of_the_next_matter_ends_the_clauses() -> None:
    assert [proposal.value for proposal in values_of(NEXT_MATTER_OF_A_SUMMONS).decision_proposals] == [
        "att utse Kajsa Ek och Pia Toll att justera protokollet.",
        "att justering sker den 10 mars på regionens kansli.",
    ]
