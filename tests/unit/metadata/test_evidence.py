"""Every value points at its place: the raw text there is what it says, and the words in its box spell it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.base import Box
from schemas.metadata import Evidence, Extracted, Metadata
from schemas.page import ReadLine, Word
from schemas.repair import Edit, RepairedLine, RepairedPage
from schemas.structure import Block, LineRef, Section, StructuredDocument
from tests.unit.structure.paper import GLYPH, Reading, boxed_pages, read_line, text_pages, unrepaired
from workers.metadata import extract
from workers.metadata.passage import Manuscript
from workers.metadata.word_boxes import box_of
from workers.structure import read_lines, structure

DOCUMENTS = Path(__file__).parent / "documents"
CORPUS = Path(__file__).parents[2] / "corpus" / "documents"
LAYOUTS = [path for path in sorted(CORPUS.glob("*.txt")) if path.read_bytes().startswith(b"@")]


def every_value(metadata: Metadata) -> list[Extracted]:
    values: list[Extracted] = []
    for field in Metadata.model_fields:
        value = getattr(metadata, field)
        values += value if isinstance(value, tuple) else [value] if value is not None else []
    return values


def spelled(page: RepairedPage, evidence: Evidence) -> str:
    """The characters of the line whose middles lie in the evidence's box, without white space.

    Only of its own line: a stamp may lie over other text.
    """
    assert evidence.box is not None
    x0, y0, x1, y1 = evidence.box
    text = ""
    at = 0
    for line in page.page.lines:
        mine = at <= evidence.start <= at + len(line.text)
        at += len(line.text) + 1
        for word in line.words if mine else ():
            assert word.box is not None
            left, top, right, bottom = word.box
            if not y0 - 0.1 <= (top + bottom) / 2 <= y1 + 0.1:
                continue
            width = (right - left) / len(word.text)
            text += "".join(
                c for i, c in enumerate(word.text) if x0 - 0.1 <= left + width * (i + 0.5) <= x1 + 0.1
            )
    return text


def assert_cited(pages: tuple[RepairedPage, ...]) -> None:
    by_number = {page.page.number: page for page in pages}
    values = every_value(extract(pages, structure(pages)))
    assert values
    for value in values:
        assert value.rule
        assert value.confidence is not None
        assert 0 < value.confidence < 1
        for evidence in value.evidence:
            page = by_number[evidence.page]
            assert page.page.raw_text[evidence.start : evidence.end] == evidence.raw
            assert evidence.raw.strip() == evidence.raw != ""
            assert "\n" not in evidence.raw
            if page.page.width is None:
                assert evidence.box is None
            else:
                assert_spells(spelled(page, evidence), "".join(evidence.raw.split()))


def assert_spells(words: str, raw: str) -> None:
    """Nothing but punctuation glued to the value's words may stand in the box beside them."""
    before, found, after = words.partition(raw)
    assert found, (words, raw)
    assert not any(character.isalnum() for character in before + after), (words, raw)


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.txt")), ids=lambda path: path.stem)
def test_values_of_texts_are_cited(path: Path) -> None:
    assert_cited(text_pages(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("reading", ["rows", "cells"])
@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_values_on_paper_are_cited(path: Path, reading: Reading) -> None:
    assert_cited(boxed_pages(path.read_text(encoding="utf-8"), reading))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(alphabet="abåö 12-/:.DKSnr\u00e9", max_size=25),
        min_size=1,
        max_size=12,
    ),
    st.booleans(),
)
def test_nothing_is_cited_wrongly_in_any_text(lines: list[str], shout: bool) -> None:
    head = "BESLUT\nDnr KS 2018/14\n" if shout else ""
    pages = text_pages(head + "\n".join(lines))
    for value in every_value(extract(pages, structure(pages))):
        for evidence in value.evidence:
            assert pages[0].page.raw_text[evidence.start : evidence.end] == evidence.raw


def _repaired(original: str, edits: tuple[Edit, ...], text: str) -> RepairedPage:
    words = [(word, (10.0 + 30 * i, 10.0, 38.0 + 30 * i, 20.0)) for i, word in enumerate(original.split())]
    line = read_line(words, 10, bold=False)
    page = boxed_pages("@font sans 10\nx").__getitem__(0).page.model_copy(update={"lines": (line,)})
    return RepairedPage(page=page, lines=(RepairedLine(original=original, text=text, edits=edits),))


def test_evidence_is_what_was_read_before_repair() -> None:
    edit = Edit(start=5, end=18, before="Kulturnamnden", after="Kulturnämnden", kind="diacritic")
    page = _repaired("Till Kulturnamnden", (edit,), "Till Kulturnämnden")
    block = Block(kind="paragraph", text=page.text, page=1, box=None, lines=(LineRef(page=1, line=0),))
    section = Section(heading=None, level=0, page=1, box=None, blocks=(block,))
    manuscript = Manuscript(
        (page,), StructuredDocument(sections=(section,), furniture=()), tuple(read_lines((page,)))
    )
    (passage,) = manuscript.passages
    (evidence,) = manuscript.evidence(passage, passage.text.index("Kult"), len(passage.text))
    assert (evidence.raw, evidence.start, evidence.end) == ("Kulturnamnden", 5, 18)
    assert evidence.box == (40.0, 10.0, 68.0, 20.0)


def test_a_part_of_a_word_is_cut_at_its_edges() -> None:
    word = Word(text="(ab)", start=0, box=(0, 0, 40, 10), edges=(0, 4, 20, 36, 40))
    line = ReadLine(text="(ab)", words=(word,), box=(0, 0, 40, 10))
    assert box_of(line, 1, 3, upright=True) == (4, 0, 36, 10)


@pytest.mark.parametrize(
    ("text", "start", "end", "upright", "box"),
    [
        ("Nr12", 2, 4, True, (20, 0, 40, 10)),
        ("(ab)", 1, 3, True, (0, 0, 40, 10)),
        ("Nr12", 2, 4, False, (0, 0, 40, 10)),
    ],
    ids=["in proportion", "whole, the rest is punctuation", "whole, the page is turned"],
)
def test_a_part_of_a_word_without_edges(text: str, start: int, end: int, upright: bool, box: Box) -> None:
    line = ReadLine(text=text, words=(Word(text=text, start=0, box=(0, 0, 40, 10)),), box=(0, 0, 40, 10))
    assert box_of(line, start, end, upright=upright) == box


def test_a_value_on_two_lines_has_a_piece_for_each() -> None:
    pages = text_pages(
        "Bakgrund\nProgrammet från tidigare år finns i ärendet (Dnr 009-\n1322/2011) i akten.\n"
    )
    (found,) = extract(pages, structure(pages)).dnr
    assert [e.raw for e in found.evidence] == ["009-", "1322/2011"]


def test_glyphs_of_the_test_paper_have_one_width() -> None:
    page = unrepaired(boxed_pages("@font sans 10\nabc")[0].page)
    box = page.page.lines[0].words[0].box
    assert box is not None
    assert box[2] - box[0] == pytest.approx(3 * GLYPH * 10)
