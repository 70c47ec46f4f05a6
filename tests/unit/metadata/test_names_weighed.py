"""Names that no rule knows the part of: the recipient and those who sign, where enough speaks for them."""

import pytest

from tests.bench.documents.case import cases
from tests.unit.metadata.reading import values_of
from tests.unit.structure.paper import text_pages
from workers.metadata import Site
from workers.metadata.passage import Manuscript
from workers.metadata.recipient_weighed import weighed_recipient
from workers.metadata.recipients import find_recipient
from workers.metadata.signatory_weighed import weighed_signatories
from workers.metadata.weighed import Weighed
from workers.metadata.weighing.body_traits import Paper, named_places
from workers.metadata.weighing.person_traits import Roll, persons
from workers.metadata.weighing.sorts import sort_of
from workers.structure import structure
from workers.structure.lines import read_lines

FEE = """Ekby kommun
Överförmyndarnämnden
2023-04-12
Dnr ÖN 2023/77

Delegationsbeslut

{name}

Beslut om arvode till god man

Beslut
Arvode för 2022 fastställs till 12 000 kronor.

Anna Berg
Överförmyndarhandläggare
"""
ANSWER = """Ekby kommun
Överförmyndarnämnden                 Handläggare Socialdepartementet
2023-04-12                           103 33 Stockholm
Dnr ÖN 2023/77

Yttrande över betänkandet En god man (SOU 2022:90)

Överförmyndarnämnden tillstyrker förslaget.

Anna Berg
Ordförande
"""
MAIL = """Från: Anna Berg <anna.berg@post.example>
Till: Registrator <kommun@ekby.example>
Skickat: den 3 maj 2023 10:11
Ämne: Bygglov för carport

Hej!
Jag vill överklaga.

{end}
"""
REPORT = """Ekby kommun
Kulturförvaltningen
Karl Ek, utredare
2023-04-12
Dnr KN 2023/77

Tjänsteskrivelse

Bidrag till Ekby bokmässa

Förslag till beslut
Kulturnämnden beviljar bidrag med 40 000 kronor.

Karl Ek
Utredare
"""
NAMED = """Ekby kommun
Kulturförvaltningen
{name}
2023-04-12
Dnr KN 2023/77
Kulturnämnden

Tjänsteskrivelse

Bidrag till Ekby bokmässa

Förslag till beslut
Kulturnämnden beviljar bidrag med 40 000 kronor.

Sammanfattning
Föreningen har ansökt om bidrag.
"""


def _manuscript(text: str) -> Manuscript:
    pages = text_pages(text)
    lines = read_lines(pages)
    return Manuscript(tuple(pages), structure(pages, lines), tuple(lines), Site())


def test_to_whom_a_decision_is_written_without_an_address() -> None:
    found = values_of(FEE.format(name="Margareta Lind")).recipient
    assert found is not None
    assert (found.value, found.rule) == ("Margareta Lind", "recipient.weighed")
    assert [piece.raw for piece in found.evidence] == ["Margareta Lind"]


def test_an_addressee_behind_a_label_of_the_column_beside_it() -> None:
    assert find_recipient(_manuscript(ANSWER), "remissvar") is None
    found = values_of(ANSWER).recipient
    assert found is not None
    assert found.value == "Socialdepartementet"


@pytest.mark.parametrize("name", ["Sida 1 av 2", "Anna Berg, överförmyndarhandläggare", "2023-04-11"])
def test_what_else_stands_in_a_head_is_not_addressed(name: str) -> None:
    assert values_of(FEE.format(name=name)).recipient is None


def test_an_officer_is_not_whom_the_report_is_written_to() -> None:
    found = values_of(REPORT).recipient
    assert found is None or found.value == "Kulturnämnden"


def test_two_names_of_two_columns_are_no_officer() -> None:
    alone = Weighed(_manuscript(NAMED.format(name="Karl Ek")), "tjänsteskrivelse").officer()
    assert alone is not None
    assert alone.name == "Karl Ek"
    assert Weighed(_manuscript(NAMED.format(name="Karl Ek Rut Holm")), "tjänsteskrivelse").officer() is None


def test_a_document_that_is_written_to_nobody_in_particular_keeps_none() -> None:
    manuscript = _manuscript(FEE.format(name="Margareta Lind"))
    assert weighed_recipient(manuscript, "protokoll", None) is None
    assert weighed_recipient(manuscript, "delegationsbeslut", None) is not None


def test_a_recipient_that_only_a_sentence_names_stands() -> None:
    text = REPORT.replace(
        "Kulturnämnden beviljar", "Förvaltningen föreslår att kulturnämnden beslutar att bevilja"
    )
    manuscript = _manuscript(text)
    told = find_recipient(manuscript, "tjänsteskrivelse")
    assert told is not None
    assert told.rule == "recipient.asked"
    assert weighed_recipient(manuscript, "tjänsteskrivelse", told) == told


def test_who_signs_a_mail_without_a_closing() -> None:
    found = values_of(MAIL.format(end="Anna Berg")).signatories
    assert [(one.name, one.title, one.rule) for one in found] == [("Anna Berg", None, "signatory.weighed")]


@pytest.mark.parametrize("end", ["Ekby centrum", "Skickat från min telefon", "Grannen är Karl Ek."])
def test_what_else_ends_a_mail_signs_nothing(end: str) -> None:
    assert not values_of(MAIL.format(end=end)).signatories


def test_names_in_minutes_are_not_weighed() -> None:
    manuscript = _manuscript(MAIL.format(end="Anna Berg"))
    assert weighed_signatories(manuscript, "skrivelse")
    assert not weighed_signatories(manuscript, "protokoll")


def test_a_cell_of_two_columns_is_no_name_but_ends_with_one() -> None:
    paper = Paper(_manuscript(ANSWER), "remissvar")
    names = [named.name for named in named_places(paper)]
    assert "Socialdepartementet" in names
    assert "Handläggare Socialdepartementet" not in names
    company = Paper(_manuscript("Ekby kommun\n\nKarl Ek Bygg AB\nBox 12\n123 45 Ekby\n"), "skrivelse")
    assert "Karl Ek Bygg AB" in [named.name for named in named_places(company)]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Anna Berg", ["Anna Berg"]),
        ("Anna Berg, miljöchef", ["Anna Berg"]),
        ("Miljöchef Anna Berg", ["Anna Berg"]),
        ("Anna Berg (S)", ["Anna Berg"]),
        ("......Anna Berg......", ["Anna Berg"]),
        ("Ekby kommun", []),
        ("Ekby den 3 maj 2023", []),
        ("I den långa meningen nämns till slut, men bara som granne, en viss Anna Berg", []),
    ],
)
def test_names_apart_from_text(line: str, names: list[str]) -> None:
    roll = Roll(_manuscript(f"Något annat först.\n\n{line}\n"), "skrivelse")
    assert [person.name for person in persons(roll)] == names


@pytest.mark.parametrize(
    ("cell", "sort"),
    [
        ("Anna Berg", "person"), ("miljöchef", "title"), ("2023-04-12", "date"), ("123 45 Ekby", "address"),
        ("Dnr", "label dnr_own"), ("Till: Ekby", "field recipient"), ("anna.berg@ekby.example", "mail"),
        ("Med vänlig hälsning", "closing"), ("Tjänsteskrivelse", "document"), ("Bokmässan", "short"),
    ],
)  # fmt: skip
def test_sorts_of_cells(cell: str, sort: str) -> None:
    assert sort_of(cell) == sort


def test_weighed_names_are_verbatim_and_have_evidence() -> None:
    met = set[str]()
    for case in cases("barn"):
        pages = text_pages(case.text)
        found = values_of(case.text)
        for value in (found.recipient, *found.signatories):
            if value is None or not value.rule.endswith(".weighed"):
                continue
            met.add(value.rule)
            assert value.evidence
            for piece in value.evidence:
                assert pages[piece.page - 1].page.raw_text[piece.start : piece.end] == piece.raw
    assert met == {"recipient.weighed", "signatory.weighed"}
