"""Dates in all their forms; roles by cue; nothing guessed."""

import pytest

from tests.unit.metadata.reading import dates, values_of
from workers.metadata.date_forms import printed_dates


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("2016-11-28", "2016-11-28"),
        ("den 28 november 2016", "2016-11-28"),
        ("tisdagen den 20 februari 2024", "2024-02-20"),
        ("7 nov 2018", "2018-11-07"),
        ("1/1 2020", "2020-01-01"),
        ("20250919", "2025-09-19"),
        ("14 december år 2023", "2023-12-14"),
        ("Den 2003-11-21", "2003-11-21"),
        ("28.11.2016", "2016-11-28"),
        ("28/11 2016", "2016-11-28"),
        ("2016 11 28", "2016-11-28"),
        ("23/9-16", "2016-09-23"),
        ("23/9-97", "1997-09-23"),
        ("den l oktober 2016", "2016-10-01"),
        ("26 sept 2024", "2024-09-26"),
        ("13 oktober", "XXXX-10-13"),
        ("november 2016", "2016-11"),
        ("29 februari", "XXXX-02-29"),
    ],
)
def test_forms(printed: str, value: str) -> None:
    (found,) = printed_dates(f"Något hände {printed} i staden.")
    assert found.value == value
    assert ("incomplete" in found.flags) == ("XXXX" in value or len(value) == 7)


@pytest.mark.parametrize("printed", ["31 februari 2016", "2016-02-30", "den 31 april 2020"])
def test_impossible_dates_are_flagged(printed: str) -> None:
    (found,) = printed_dates(f"Något hände {printed} i staden.")
    assert (found.value, found.flags) == (None, ("impossible",))


@pytest.mark.parametrize(
    "text",
    [
        "I juni fattade nämnden",  # A day is never made of the word I.
        "1–29 augusti",
        "2024-2027",
        "13.00–13.20",
        "640823-3234",
        "dnr 2013-07406",
        "prop. 2016/17:1",
        "3/4 av ytan",
        "§ 5/11",
        "21 138 kr",
        "mars månad",
        "2016:1128",
        "lokal 20259919",
    ],
)
def test_what_is_no_full_date(text: str) -> None:
    assert [p for p in printed_dates(text) if p.value and len(p.value) == 10 and "X" not in p.value] == []


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Remisstiden sträcker sig till den 28 november 2016.", "deadline"),
        ("Svar ska lämnas senast den 28 november 2016.", "deadline"),
        ("Förvaltningen har fått anstånd till den 28 november 2016.", "deadline"),
        ("Skrivelsen inkom till nämnden den 28 november 2016.", "received"),
        ("Ärendet behandlades i förvaltningsgruppen den 28 november 2016.", "meeting"),
        ("Programmet är antaget av kommunfullmäktige den 28 november 2016.", "decision"),
        ("Delegationsordningen (KF 2016-11-28) gäller.", "decision"),
        ("Remissen är daterad 2016-11-28 av staden.", "underlag"),
        ("Förvaltningens tjänsteskrivelse den 28 november 2016 bifogas.", "underlag"),
        ("Olyckan inträffade den 28 november 2016.", "event"),
        ("Taxan gäller från och med den 28 november 2016.", "valid_from"),
    ],
)
def test_roles_by_cue(sentence: str, role: str) -> None:
    assert dates(f"Bakgrund\n{sentence}\n") == {"2016-11-28": role}


def test_the_nearest_cue_decides() -> None:
    text = (
        "Bakgrund\n"
        "Nämnden har i ett beslut, daterat den 26 februari 2024, krävt svar senast den 15 april 2024.\n"
    )
    assert dates(text) == {"2024-02-26": "underlag", "2024-04-15": "deadline"}


def test_dates_in_a_list_of_underlag() -> None:
    text = "Beslutsunderlag\n\n- Planbeskrivning, 2025-02-05\n- Bullerutredning, Ekljud AB, 7 nov 2024\n"
    assert dates(text) == {"2025-02-05": "underlag", "2024-11-07": "underlag"}


@pytest.mark.parametrize("stamped", ["2024-03-14", "2024 -03- 14", "2024 - 03 - 14", "2024- 03 -14"])
def test_the_stamp_of_receipt(stamped: str) -> None:
    text = f"EKHOLMA KOMMUN\nByggnadsnämnden\nINKOM\n{stamped}\nDnr BN-2024-00341\n\nTill nämnden\n"
    found = values_of(text)
    assert [(d.value, d.role) for d in found.dates] == [("2024-03-14", "received")]
    assert [(d.value, d.role) for d in found.dnr] == [("BN-2024-00341", "own")]


@pytest.mark.parametrize("span", ["2024 09-12", "2004 - 2005", "2024 - 13 - 01", "tel. 2024 - 03 - 1455"])
def test_figures_with_dashes_are_no_dates(span: str) -> None:
    assert dates(f"Bakgrund\nUppgiften var {span} enligt nämnden.\n") == {}


def test_a_label_beside_or_above() -> None:
    text = (
        "Justeringsdatum       2025-05-08\n"
        "Anslaget sätts upp    2025-05-09\nAnslaget tas ned      2025-05-31\n"
    )
    assert dates(text) == {"2025-05-08": "justering", "2025-05-09": "posted_from", "2025-05-31": "posted_to"}


def test_the_print_date_of_the_form_is_no_date_of_the_document() -> None:
    assert dates("TJÄNSTESKRIVELSE\nUtskriftsdatum: 2024-05-06\nDatum: 2024-05-01\n\nNy taxa\n") == {
        "2024-05-01": "document"
    }


def test_the_same_day_in_the_same_words_counts_once() -> None:
    text = "Bakgrund\nBranden den 3 maj 2020 var stor. Efter branden den 3 maj 2020 byggdes huset upp.\n"
    assert len(values_of(text).dates) == 1


def test_a_number_is_never_read_as_a_date() -> None:
    found = values_of("BESLUT\nDnr 2006-152-307\nDatum 2006-12-01\n\nTillsyn av hamnen\n")
    assert [d.value for d in found.dates] == ["2006-12-01"]
    assert [d.value for d in found.dnr] == ["2006-152-307"]
