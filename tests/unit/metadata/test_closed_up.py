"""Who drew a document up where the rows of its head were read closed up, or its name over several lines."""

import pytest

from tests.unit.metadata.reading import values_of
from workers.metadata.closed_up import own_column
from workers.structure.lines import Cell

BODY = """
Ärendet
Bostadsbolaget ansöker om bidrag till en lekplats i kvarteret Tranan.

Beslut
Ansökan avslås.
"""


def _issuer(head: str) -> str | None:
    found = values_of(head + BODY).issuer
    return None if found is None else found.value


def _own(text: str) -> str:
    return own_column(Cell(text=text, start=3, end=3 + len(text), x0=0, x1=len(text))).text


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Ekby kommun PROTOKOLL 1 (3)", "Ekby kommun"),
        ("Ekby kommun 1", "Ekby kommun"),
        ("Region Norrsjö Pressmeddelande", "Region Norrsjö"),
        ("Statens växtnämnd Datum", "Statens växtnämnd"),
        ("SKOLSTYRELSEN I den 3 mars 1967", "SKOLSTYRELSEN I"),
        ("vård och tillsyn 2020-05-19 1(1)", "vård och tillsyn"),
        ("Ekby kommun > Kulturnämnden > Sammanträde 2023-03-04", "Ekby kommun > Kulturnämnden"),
    ],
)
def test_a_name_ends_where_the_next_column_begins(cell: str, name: str) -> None:
    assert _own(cell) == name


@pytest.mark.parametrize(
    "name",
    [
        "BYGGNADSNÄMNDEN I EKBY KOMMUN",
        "Nämnden för Kultur & Fritid",
        "Avdelning 3",
        "Länsstyrelsen i Västra Sjölands län",
        "Ekby kommun > Kulturnämnden",
        "Kommunalförbundet Norra Vattnet",
    ],
)
def test_a_name_of_one_column_is_whole(name: str) -> None:
    assert _own(name) == name


def test_a_cut_cell_ends_in_its_line_where_its_text_does() -> None:
    cell = own_column(Cell(text="Ekby kommun BESLUT", start=3, end=21, x0=0, x1=18))
    assert (cell.start, cell.end) == (3, 14)


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("Ekby kommun DELGIVNINGSKVITTO\nDnr KS 2020/12\n", "Ekby kommun"),
        ("Kulturnämnden, Ekby kommun Sida 1 av 1\nDnr KN 2020/12\n", "Ekby kommun, Kulturnämnden"),
        ("Ekby kommun – Socialförvaltningen 1 av 1\nDnr SN 2020/12\n", "Ekby kommun, Socialförvaltningen"),
        ("HOVRÄTTEN ÖVER PROTOKOLL\nNORRA MARK 2018-09-11\n", "Hovrätten över Norra mark"),
        ("RIKSDAGENS\nBESLUT\nOMBUDSMÄN\nDatum\n2015-01-12\n", "Riksdagens ombudsmän"),
        ("Södra Ekens pastorat\n2023-03-28\nDnr 2023-12\n", "Södra Ekens pastorat"),
    ],
)
def test_who_stands_in_a_head_that_was_read_closed_up(head: str, issuer: str) -> None:
    assert _issuer(head) == issuer


@pytest.mark.parametrize(
    "head",
    [
        "RIKSDAGENS     BESLUT\nDatum          Dnr\n2015-01-12     123-2015\n",
        "Svenska kyrkan\nPROTOKOLL nr 6\n2022-07-27\n",
    ],
)
def test_half_a_name_and_a_whole_church_are_nobody(head: str) -> None:
    assert _issuer(head) is None


def test_a_county_board_under_a_municipality_is_no_office_of_it() -> None:
    assert _issuer("Ekby kommun\nLänsstyrelsen\nDnr KS 2020/12\n") == "Ekby kommun"


def test_a_person_before_the_office_is_no_part_of_its_name() -> None:
    found = _issuer("Ekby kommun\nViktor Ek, Kulturkontoret\n2020-01-12\n")
    assert found == "Ekby kommun"


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("LÄNSSTYRELSEN\nDALARÖ LÄN\n2020-01-12\n", "Länsstyrelsen i Dalarö län"),
        ("Länsstyrelsen\nDatum\nDalarö län\n", "Länsstyrelsen i Dalarö län"),
        ("LÄNSSTYRELSEN\nI DALARÖ LÄN\n2020-01-12\n", "Länsstyrelsen i Dalarö län"),
        ("Länsstyrelsen Dalarö län\n2020-01-12\n", "Länsstyrelsen Dalarö län"),
        ("Länsstyrelsen\nSkåne\n2020-01-12\n", "Länsstyrelsen Skåne"),
    ],
)
def test_a_county_board_is_one_in_its_county(head: str, issuer: str) -> None:
    assert _issuer(head) == issuer


INVITATION = """{top}

Kallelse till ordinarie föreningsstämma

Medlemmarna kallas härmed till stämma torsdagen den 23 december 2021 klockan 18.00 i bygdegården.

Förslag till dagordning
1. Stämman öppnas
2. Val av ordförande och sekreterare för stämman
"""


@pytest.mark.parametrize("top", ["Ekvikens vägsamfällighet", "Ekby Hamn AB"])
def test_whose_name_stands_over_its_own_paper(top: str) -> None:
    found = values_of(INVITATION.format(top=top)).issuer
    assert found is not None
    assert (found.value, found.rule) == (top, "issuer.sender")


@pytest.mark.parametrize("top", ["Till medlemmarna", "2021-12-01\n\nMötet\n\nEkvikens vägsamfällighet"])
def test_what_else_stands_over_it_is_no_issuer(top: str) -> None:
    assert values_of(INVITATION.format(top=top)).issuer is None
