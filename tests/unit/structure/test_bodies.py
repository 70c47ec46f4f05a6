"""What bodies of records hold: notes, lists inside lists, announced signatures. And that no line is lost."""

import pytest

from schemas.structure import Block, LineRef, StructuredDocument
from tests.bench.documents.case import case_of
from tests.bench.documents.template import HERE, fillings
from tests.bench.metadata_cases import boxed_pages
from tests.unit.structure.paper import text_pages
from workers.structure import structure

NEW_FORMS = (
    "dom-utan-titlar", "forelaggande-lansstyrelse", "protokoll-forening", "protokoll-votering",
    "riktlinje-tre-nivaer", "tjansteutlatande-expedieras",
)  # fmt: skip


def _blocks(document: StructuredDocument) -> list[Block]:
    return [block for section in document.sections for block in section.blocks]


def _structured(text: str) -> StructuredDocument:
    return structure(text_pages(text))


@pytest.mark.parametrize("name", NEW_FORMS)
@pytest.mark.parametrize("form", ["text", "boxes"])
def test_every_line_stands_in_exactly_one_place(name: str, form: str) -> None:
    case = case_of(next(fillings(HERE / "open" / f"{name}.txt")))
    pages = text_pages(case.text) if form == "text" else boxed_pages(case)
    document = structure(pages)
    found = [ref for section in document.sections for ref in section.heading_lines]
    found += [ref for block in _blocks(document) for ref in block.lines]
    found += [ref for piece in document.furniture for ref in piece.lines]
    there = [LineRef(page=p.page.number, line=i) for p in pages for i in range(len(p.lines))]
    assert sorted((r.page, r.line) for r in found) == [(r.page, r.line) for r in there]


NOTED = (
    "Bakgrund\nStadsdelen fick sin park för många år sedan.¹ Den är sliten och behöver rustas upp så\n"
    "att alla kan använda den under hela året.\n1 Parken invigdes av nämndens dåvarande ordförande.\n"
)


def test_a_note_is_tied_to_the_line_that_bears_its_mark() -> None:
    (note,) = [block for block in _blocks(_structured(NOTED)) if block.kind == "footnote"]
    assert (note.marker, note.text) == ("1", "Parken invigdes av nämndens dåvarande ordförande.")
    assert note.mark_at == LineRef(page=1, line=1)


def test_a_numbered_line_without_a_mark_in_the_text_is_no_note() -> None:
    assert not [b for b in _blocks(_structured(NOTED.replace("¹", ""))) if b.kind == "footnote"]


def test_a_paragraph_goes_on_over_the_note_at_the_pages_foot() -> None:
    pages = text_pages(
        "Bakgrund\nParken byggdes för länge sedan¹ och har sedan dess använts av skolorna i området\n"
        "1 Den invigdes av ordföranden.\n\fsom en del av undervisningen i biologi.\n"
    )
    texts = [b.text for b in _blocks(structure(pages)) if b.kind == "paragraph"]
    assert len(texts) == 1
    assert "området som en del" in texts[0]


def _depths(text: str) -> list[int]:
    return [block.level for block in _blocks(_structured(text)) if block.kind == "list_item"]


def test_items_inside_items_are_told_by_their_markers() -> None:
    text = "1. pröva behovet\na) inom befintliga lokaler\nb) genom inhyrning\n2. besluta.\n"
    text = f"Bakgrund\nDe tre stegen är följande:\n{text}"
    assert _depths(text) == [0, 1, 1, 0]


def test_a_bullet_that_was_read_in_two_ways_makes_no_inner_list() -> None:
    text = "Bakgrund\nDet gäller följande:\n– skolor och förskolor\n• äldreboenden\n– idrottshallar\n"
    assert _depths(text) == [0, 0, 0]


@pytest.mark.parametrize(
    ("printed", "signers"),
    [
        ("På nämndens vägnar\n\nAnna Berg\nOrdförande\n", [("Anna Berg", "Ordförande")]),
        ("Elektroniskt signerat av\nAnna Berg, skolchef\n", [("Anna Berg", "skolchef")]),
        ("Vid protokollet\nAnna Berg\n\nJusteras\nBo Ek\n", [("Anna Berg", ""), ("Bo Ek", "")]),
        ("Regiondirektör   Fastighetschef\n\nAnna Berg   Bo Ek\n",
         [("Anna Berg", "Regiondirektör"), ("Bo Ek", "Fastighetschef")]),
        ("För kännedom\nAnna Berg\n", []),
        ("Anna Berg\n", []),
    ],
)  # fmt: skip
def test_signatures_that_a_line_announces(printed: str, signers: list[tuple[str, str]]) -> None:
    text = f"Bakgrund\nNämnden har prövat ärendet och funnit att ansökan kan beviljas.\n\n{printed}"
    found = [
        row for block in _blocks(_structured(text)) if block.kind == "signature" for row in block.rows or ()
    ]
    assert found == signers
