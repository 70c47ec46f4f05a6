"""Layouts of boards, courts and agencies, each with what it must give and what it must not."""

from tests.unit.metadata.reading import values_of

MINUTES = """Ekby kommun                          Protokoll
Fritidsnämnden                       2022-03-15

§ 12
Ansökan om lotteritillstånd

Ekby IF ansökte den 14 februari 2022 om tillstånd att anordna lotteri.

Beslut
Nämnden beviljar Ekby IF lotteritillstånd.

§ 13
Remiss av kulturplan

Kommunstyrelsen har remitterat förslag till kulturplan.

Beslut
Nämnden tillstyrker planen.

Olof Ström (M) deltar inte i beslutet.

§ 14
Nästa sammanträde
Nästa sammanträde hålls den 12 april 2022.
"""


def test_the_next_case_of_the_minutes_ends_the_decisions_of_the_one_before() -> None:
    found = values_of(MINUTES)
    assert [d.value for d in found.decisions] == [
        "Nämnden beviljar Ekby IF lotteritillstånd.",
        "Nämnden tillstyrker planen.",
    ]


def test_the_title_of_one_case_of_many_is_no_title_of_the_minutes() -> None:
    assert values_of(MINUTES).title is None


def test_clauses_in_a_column_of_their_own_are_decisions() -> None:
    text = """EKBY KOMMUN              SAMMANTRÄDESPROTOKOLL
Kommunfullmäktige        2021-11-29

Kf § 141                 Dnr KS/2021:412

Avgifter för räddningstjänstens tillsyn

Kommunfullmäktige beslutar

att   anta förslaget till avgifter, samt

att   avgifterna ska gälla från och med den 1 januari 2022.

Karin Malm (M) yrkar avslag på förslaget.
"""
    assert [d.value for d in values_of(text).decisions] == [
        "att anta förslaget till avgifter",
        "att avgifterna ska gälla från och med den 1 januari 2022.",
    ]


def test_a_court_decides_over_a_list_of_conditions() -> None:
    text = """EKBY TINGSRÄTT                    DOM                Mål nr
Mark- och miljödomstolen          2021-06-22         M 1187-20

DOMSLUT

Mark- och miljödomstolen lämnar Ekby Kalk AB tillstånd till fortsatt täkt av kalksten.

För tillståndet gäller följande villkor.

1. Brytning får inte ske under nivån +42 meter.

BAKGRUND
Bolaget ansökte den 3 mars 2020 om tillstånd.
"""
    first, *rest = values_of(text).decisions
    assert first.value.startswith("Mark- och miljödomstolen lämnar")
    assert [d.value for d in rest] == ["Brytning får inte ske under nivån +42 meter."]


def test_a_courts_beslut_is_a_decision_of_a_court() -> None:
    text = """FÖRVALTNINGSRÄTTEN       BESLUT            Mål nr
I EKBY                   2021-06-22        1187-20

SAKEN
Avskrivning

FÖRVALTNINGSRÄTTENS BESLUT
Förvaltningsrätten avskriver målet.
"""
    kind = values_of(text).document_type
    assert kind is not None
    assert kind.value == "domstolsavgörande"


def test_a_boards_appeal_has_its_own_number_and_the_courts_is_anothers() -> None:
    text = """Ekby kommun              Överklagande
Socialnämnden            2022-02-12
                         Dnr SN 2021/836

Kammarrätten i Norrstad
genom förvaltningsrätten i Västervik

Överklagande av Förvaltningsrätten i Västerviks dom i mål nr
11148-18

Yrkande
Socialnämnden yrkar att kammarrätten fastställer nämndens beslut.
"""
    found = values_of(text)
    assert {(d.value, d.role) for d in found.dnr} == {("SN 2021/836", "own"), ("11148-18", "referenced")}
    assert found.recipient is not None
    assert found.recipient.value == "Kammarrätten i Norrstad"


def test_roles_over_as_many_names_are_signatures() -> None:
    text = "Ekby kommun\nProtokoll\n2022-03-15\n\nBeslut\nNämnden godkänner rapporten.\n\n\n"
    text += "Ordförande Justerare Sekreterare\nKarin Malm Olof Ström Ann Ek\n"
    assert [(s.name, s.title) for s in values_of(text).signatories] == [
        ("Karin Malm", "Ordförande"),
        ("Olof Ström", "Justerare"),
        ("Ann Ek", "Sekreterare"),
    ]


def test_a_number_behind_a_paragraph_is_the_cases_but_a_paragraph_is_none() -> None:
    text = "Norrstads Stad    Utdrag ur protokoll\nKommunstyrelsen   2018-10-23\n\nRedovisning av uppdrag\n"
    assert [d.value for d in values_of(text + "§ 136, 0900/18\n").dnr] == ["0900/18"]
    assert not values_of(text + "§ 136/18\n").dnr


def test_a_ministrys_remiss_is_a_letter_to_its_list_and_not_to_itself() -> None:
    text = """Socialdepartementet                          Remiss
                                             2023-02-14
                                             S2023/00512

Enligt sändlista

Betänkandet God vård i livets slut (SOU 2023:9)

Remissvaren ska ha kommit in till Socialdepartementet senast den 31 maj 2023.
"""
    found = values_of(text)
    assert found.document_type is not None
    assert (found.document_type.value, found.recipient) == ("skrivelse", None)


def test_days_of_adjusting_of_an_agency_report_and_of_a_range() -> None:
    text = MINUTES + "\nJusteringens\nplats och tid          Kommunhuset 2022-03-18\n"
    assert ("2022-03-18", "justering") in {(d.value, d.role) for d in values_of(text).dates}
    text = "Beslut\n\nTillstånd ges 2022-06-03–2022-06-05 enligt lägesrapport den 1 mars 2022.\n"
    found = {(d.value, d.role) for d in values_of(text).dates}
    assert {value for value, _ in found} == {"2022-06-03", "2022-06-05", "2022-03-01"}
    assert ("2022-03-01", "underlag") in found


def test_a_number_with_its_label_over_the_kind_of_document_is_no_title() -> None:
    assert (
        values_of("Dnr KSN 2024/130\nTjänsteutlåtande\n\nNämnden föreslås bevilja ansökan.\n").title is None
    )
