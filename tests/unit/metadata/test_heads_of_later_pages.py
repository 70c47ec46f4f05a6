"""What whole records showed of their heads: cut short, back on later pages, or with the subject told late."""

import pytest

from tests.unit.metadata.reading import dates, kind, numbers, values_of

AGENDA = """KALLELSE                            1 (9)
FRITIDSNÄMNDEN                      2021-06-11

Plats och tid       Sjösalen, Hamngatan 4
                    Måndagen den 21 juni 2021 kl 18:00

Kallade             Kim Berg (S), ordförande

Föredragningslista

1    Upprop
2    Val av justerare
"""
LATER = (
    "\fKALLELSE                            2 (9)\n                                    {day}\n\n"
    "3    Badplatsen vid Sjöhult\n"
)
JUDGMENT = """SVEA HOVRÄTT                        DOM                      Mål nr
Mark- och miljööverdomstolen        2019-03-20               P 4412-18
                                    Stockholm

ÖVERKLAGAT AVGÖRANDE
Umeå tingsrätts, mark- och miljödomstolen, dom 2018-04-12 i mål nr P 310-17, se bilaga

KLAGANDE
Granvik Bygg AB

MOTPARTER
1. Byggnadsnämnden i Åsele kommun
2. K B
\f
SVEA HOVRÄTT                        DOM                      P 4412-18

SAKEN
Bygglov för radhus på fastigheten Tallen 3

DOMSLUT
Mark- och miljööverdomstolen avslår överklagandet.
"""
REPORT = (
    "Ekeby kommun\nKommunledningskontoret\nTJÄNSTESKRIVELSE\n2024-05-06\nDnr KS 2024/12\n\n{title}\n\n"
    "Sammanfattning\n{text}\n"
)
LETTER = (
    "Sjöhults verk\n2024-05-06\nDnr 2024-00118\n\nNy avgift för provtagning\n\n"
    "Bakgrund\nAvgiften höjs nästa år och gäller alla som lämnar prover till verket.\n{text}\n"
)


def test_the_date_of_a_running_head_is_that_of_the_first_page() -> None:
    assert dates(AGENDA + LATER.format(day="2021-06-11")) == {
        "2021-06-11": "document",
        "2021-06-21": "meeting",
    }


def test_another_date_at_the_top_of_a_page_is_not_the_heads() -> None:
    assert dates(AGENDA + LATER.format(day="2021-06-14"))["2021-06-11"] == "document"
    found = values_of(AGENDA + LATER.format(day="2021-06-14")).dates
    assert [d.rule for d in found if d.value == "2021-06-14"] != ["date.running_head"]


def test_the_day_and_hour_of_a_meeting_are_no_title() -> None:
    title = values_of(AGENDA).title
    assert title is None or "juni" not in title.value


def test_what_a_case_is_about_may_stand_on_the_second_page() -> None:
    title = values_of(JUDGMENT).title
    assert title is not None
    assert title.value == "Bygglov för radhus på fastigheten Tallen 3"


def test_without_its_heading_nothing_on_the_second_page_is_the_case() -> None:
    title = values_of(JUDGMENT.replace("SAKEN\n", "")).title
    assert title is None or title.rule != "title.case"


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        ("Yttrande över betänkandet Färre län\n- en ny karta (SOU 2099:7)", "- en ny karta (SOU 2099:7)"),
        ("Yttrande över betänkandet Färre län\n- Kommunen avstår från yttrande.", "Färre län"),
    ],
)
def test_a_title_goes_on_behind_a_dash(lines: str, value: str) -> None:
    title = values_of(REPORT.format(title=lines, text="Ärendet har beretts.")).title
    assert title is not None
    assert title.value.endswith(value)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("I rapporten Ett enklare torg (2024-01-22) redovisas tre förslag.", "underlag"),
        ("Kravprofilen fastslogs av nämnden den 22 januari 2024.", "decision"),
        ("Bron öppnades (2024-01-22) efter en vinter med mycket is.", "event"),
    ],
)
def test_days_that_papers_and_decisions_are_cited_by(text: str, role: str) -> None:
    assert dates(REPORT.format(title="Enklare torg i Ekeby", text=text))["2024-01-22"] == role


def test_the_time_where_adjusters_are_chosen_is_when_they_adjust() -> None:
    head = "Protokoll\nMiljönämnden\n\nDatum:    2024-11-12\nPlats:    Stadshuset\n\n"
    chosen = (
        "§ 1 Val av protokollsjusterare\n\nJusterare: Kim Berg (S)\n\nTid: Tisdagen den 19 november 2024\n\n"
    )
    other = "§ 2 Studiebesök\n\nNämnden besöker verket.\n\nTid: Onsdagen den 20 november 2024\n"
    found = dates(head + chosen + other)
    assert found["2024-11-19"] == "justering"
    assert found["2024-11-20"] != "justering"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ekeby kommun har beretts tillfälle att till Finansdepartementet yttra sig över förslaget.",
            "remissvar",
        ),
        ("Ekeby kommun har beretts plats i rådet för att tala om förslaget.", "skrivelse"),
    ],
)
def test_an_answer_names_whom_it_answers_between_the_words(text: str, expected: str) -> None:
    letter = "Ekeby kommun\n2024-05-06\n\nFinansdepartementet\n103 33 Stockholm\n\nNya län\n\n"
    found = kind(f"{letter}{text}\nVi önskar få besked om tidplanen.\n")
    assert (found == "remissvar") is (expected == "remissvar")


def test_rules_for_delegation_are_named_after_their_board() -> None:
    rules = values_of(
        "Kommunstyrelsens delegationsordning\n\nAntagen av kommunstyrelsen 8 juni 2022, § 46.\n\n"
        "Diarienummer KS 2022/100.\n\nDelegation\n\nBeslut får fattas med stöd av delegation.\n"
    )
    assert rules.document_type is not None
    assert rules.document_type.value == "riktlinje"
    assert rules.title is not None
    assert rules.title.value == "Kommunstyrelsens delegationsordning"


def test_a_number_only_to_be_quoted_is_nobodys_until_the_head_prints_it() -> None:
    assert numbers(LETTER.format(text="Ange ärendenummer 985512-11.")) == {"2024-00118": "own"}
    assert numbers(LETTER.format(text="Ange ärendenummer 2024-00118.")) == {"2024-00118": "own"}
    assert "31-4512-11" in numbers(LETTER.format(text="Verket avgjorde ärendet, dnr 31-4512-11, i mars."))


def test_half_of_another_registers_number_is_no_case_of_a_court() -> None:
    assert numbers(LETTER.format(text="Akten bär mål nr III D 21-150.")) == {"2024-00118": "own"}
    assert "D 21-15" in numbers(LETTER.format(text="Akten bär mål nr D 21-15."))


APPEAL = """Centrala provningsnämnden                                   Sid 1 (2)
CENTRAL REVIEW BOARD

                                BESLUT                      Dnr Ö 41-2022
                                2022-11-18

KLAGANDE
Ekeby högskola

ÖVERKLAGAT BESLUT
Regionala provningsnämndens beslut den 22 augusti 2022, dnr 2022/193

SAKEN
Provning av ett projekt om isläggning

Studien ska visa hur sjöar fryser och varför isen lägger sig först i de grunda vikarna.
"""
GRANT = """Fiskedepartementet
Regeringsbeslut 9

2004-03-11     Jo2004/512/FI
Sjöhults materielverk
115 88 STOCKHOLM

Regleringsbrev för budgetåret 2004 avseende Sjöhults materielverk

Riksdagen har beslutat om verkets verksamhet.

Regeringen beslutar att följande skall gälla för budgetåret 2004.
"""


def test_fields_under_a_name_in_english_are_still_the_head() -> None:
    found = values_of(APPEAL)
    assert {d.value: d.role for d in found.dnr} == {"Ö 41-2022": "own", "2022/193": "referenced"}
    assert {d.value: d.role for d in found.dates} == {"2022-11-18": "decision", "2022-08-22": "event"}
    assert not [d for d in found.decisions if "41-2022" in d.value]


def test_a_day_in_the_first_sentences_is_no_field_of_the_head() -> None:
    told = APPEAL.replace(
        "                                2022-11-18\n",
        "Högskolan ansökte på nytt den 18 november 2022 om att få prova isen i sjöarna.\n",
    )
    assert dates(told)["2022-11-18"] == "event"


def test_a_decision_of_the_government_may_have_a_number_alone() -> None:
    assert kind(GRANT) == "beslut"
    assert numbers(GRANT) == {"Jo2004/512/FI": "own"}
    assert dates(GRANT) == {"2004-03-11": "decision"}


def test_numbers_behind_the_rows_of_contents_are_those_of_matters() -> None:
    head = "GRANVIKS STAD         Protokoll\nKommunstyrelsen\n2021-10-11\n\nPlats och tid   Stadshuset\n\n"
    rows = (
        "§ 138\nDelårsrapport för staden (KS/2020:1) ......... 5\n\n"
        "§ 139\nFinansrapport för staden (KS/2021:10) ........ 7\n\n"
        "§ 140\nTaxa för torghandel (KS/2021:14) ............. 9\n"
    )
    told = "§ 138\nNämnden tog del av rapporten, som svarar på frågan i (KS/2020:1) om torget.\n"
    assert set(numbers(head + rows).values()) == {"item"}
    assert numbers(head + told) != {"KS/2020:1": "item"}


def test_the_time_under_the_names_of_adjusters_is_when_they_adjust() -> None:
    form = (
        "KOMMUNSTYRELSEN                   Sidan 1(30)\n                     2023-09-25\n\n"
        "Plats och tid         Hamnsalen, stadshuset kl. 09:00-11:50\n\n"
        "Justerande            Kim Berg (KD)\n{label:<22}Stadens kansli 2023-10-02\n"
    )
    assert dates(form.format(label="Plats och tid"))["2023-10-02"] == "justering"
    assert dates(form.format(label="Nästa möte"))["2023-10-02"] != "justering"


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("Motion 2097/98:L26\nav Kim Berg och Eva Lind (fp)", True),
        ("Betänkande 2097/98:L26\nav Kim Berg och Eva Lind (fp)", False),
    ],
)
def test_a_motion_is_known_by_its_number(first: str, *, expected: bool) -> None:
    text = f"{first}\n\nDet allmännas ansvar\n\nIngen ska behöva vänta på sin rätt. Det gäller alla.\n"
    assert (kind(text) == "skrivelse") is expected


def test_decisions_of_the_government_are_cited_by_their_day() -> None:
    text = "Beslutet upphävdes i Regeringsbeslut den 21 januari 2024."
    assert dates(REPORT.format(title="Strandskydd i Ekeby", text=text))["2024-01-21"] == "decision"


def test_the_place_of_a_case_in_the_plan_for_registers_belongs_to_its_number() -> None:
    assert numbers(LETTER.format(text="Ärendet har dnr 2017KSM0604 301 hos oss.")).keys() == {
        "2024-00118", "2017KSM0604 301",
    }  # fmt: skip


def test_an_agenda_may_number_its_matters_on_lines_of_their_own() -> None:
    agenda = (
        "Kulturnämndens sammanträde onsdagen den 21 mars 2018\n\nTid:\n17:00\n\nDagordning\n\n"
        " • 1.\n\n  Beslut om dagordning\n\n • 2.\n\n  Val av justerare\n\n • 3.\n\n  Nästa sammanträde\n"
    )
    assert kind(agenda) == "kallelse"
    decision = (
        "Sjöhults verk\nBESLUT\n2018-03-21\nDnr 2018-00118\n\nBeslut om dagbrott\n\nVerket avslår ansökan.\n"
    )
    assert kind(decision) == "beslut"


def test_a_paper_that_was_handed_over_is_not_dated_by_that() -> None:
    text = "Riksdagen överlämnade verkets rapport till regeringen den 10 december 2023."
    assert dates(REPORT.format(title="Enklare torg i Ekeby", text=text))["2023-12-10"] == "event"
    cited = "Förslaget bygger på verkets rapport den 10 december 2023."
    assert dates(REPORT.format(title="Enklare torg i Ekeby", text=cited))["2023-12-10"] == "underlag"


def test_a_lone_day_under_a_label_is_not_the_heads() -> None:
    form = (
        "Kilsbergs miljöförvaltning\nKontrollrapport\n2024-12-03\nDnr: 2024-05600\n\n"
        "Livsmedelskontroll utan avvikelser\n\nDatum för kontrollen:\n2024-11-28\nNärvarande:\nKim Berg\n\n"
        "Resultat av kontrollen\nInga avvikelser noterades av dem som var där.\n"
    )
    assert dates(form) == {"2024-12-03": "document", "2024-11-28": "event"}


@pytest.mark.parametrize(
    ("page", "expected"),
    [("1 (47)", "protokoll"), ("1 (2)", "protokollsutdrag"), ("12 (47)", "protokollsutdrag")],
)
def test_the_first_of_many_pages_begins_whole_minutes(page: str, expected: str) -> None:
    minutes = (
        f"GRANVIKS KOMMUN           Protokoll             {page}\nSamhällsbyggnadsnämnden   2014-03-18\n\n"
        "Plats och tid             Rådhuset\n\nBeslutande                Kim Berg (C), ordförande\n\n"
        "§ 27\nFöredragningslista\n\nBeslut\nEtt nytt ärende tillkommer.\n"
    )
    assert kind(minutes) == expected
