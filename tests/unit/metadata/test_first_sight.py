"""What the second labelled set showed at first sight: forms that the rules had not met."""

import pytest

from tests.unit.metadata.reading import values_of

DECISION = "Myndigheten för havet\nBESLUT\n2021-03-04\nDnr {number}\n\nBeslut\nAnsökan beviljas.\n"


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("131 123456-15/111", "131 123456-15/111"),
        ("5.1.3-2023:1234", "5.1.3-2023:1234"),
        ("SLU.ua.2021.2.6-1234", "SLU.ua.2021.2.6-1234"),
        ("2021-POL000123", "2021-POL000123"),
        ("LS2016-0123", "LS-2016-0123"),
        ("UFV-PA 2021/1234", "UFV-PA 2021/1234"),
        ("HaV 2021-001234", "HaV-2021-001234"),
        ("2021-02491", "2021-02491"),
    ],
)
def test_series_of_agencies_are_taken_whole(printed: str, value: str) -> None:
    assert [(d.value, d.role) for d in values_of(DECISION.format(number=printed)).dnr] == [(value, "own")]


def test_room_between_columns_hides_no_prefix() -> None:
    text = DECISION.format(number="1-2021").replace("Dnr 1-2021", "Ärendenummer" + " " * 40 + "MBN 2021/38")
    assert [d.value for d in values_of(text).dnr] == ["MBN 2021/38"]


def test_numbers_of_the_authors_own_series_need_no_label_behind_words_for_a_case() -> None:
    text = (
        DECISION.format(number="4567-2020")
        + "\nSkäl\nSe beslut 5232-2009 och 5825-2011 samt åren 2009-2011.\n"
    )
    found = {d.value: d.role for d in values_of(text).dnr}
    assert found == {"4567-2020": "own", "5232-2009": "referenced", "5825-2011": "referenced"}


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        (
            "Regeringsbeslut III:4\n2021-03-04\nFi2021/01234\n\nRegeringens beslut\nAvslås.\n",
            "Regeringen",
        ),
        (
            "Hällaryds Fastighets AB\nProtokoll nr 6/2023 från styrelsemöte\n\n§ 1 Val\nMötet öppnades.\n",
            "Hällaryds Fastighets AB",
        ),
        (
            "Dnr: 4567-2020\nBeslutsdatum: 2021-03-04\n\nAnmälan\nEn anmälan kom in till JO.\n",
            "Riksdagens ombudsmän",
        ),
    ],
)
def test_who_decides_without_a_letterhead(text: str, issuer: str) -> None:
    found = values_of(text).issuer
    assert found is not None
    assert found.value == issuer


def test_the_court_that_an_appeal_goes_to_did_not_write_it() -> None:
    found = values_of(
        "ÖVERKLAGANDE\n2021-03-04\nFörvaltningsrätten i Västervik\n\nJag överklagar beslutet.\n"
    ).issuer
    assert found is None


def test_a_mark_of_secrecy_and_its_ground_on_the_next_line_are_one() -> None:
    (mark,) = values_of("SEKRETESS\nenligt 26 kap. 1 § OSL\nAlmby kommun\nSocialnämnden\nBESLUT\n").secrecy
    assert (mark.chapter, mark.section) == ("26", "1")


def test_minutes_without_headings_have_their_decisions() -> None:
    text = "Almby Bostäder AB\nProtokoll nr 2/2023\n\n§ 1 Anbud\n\nStyrelsen beslutade att anta anbudet.\n"
    assert [d.value for d in values_of(text).decisions] == ["Styrelsen beslutade att anta anbudet."]
