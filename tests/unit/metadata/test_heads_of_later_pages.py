"""What whole records showed: heads that return on later pages, subjects told late, numbers to be quoted."""

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
