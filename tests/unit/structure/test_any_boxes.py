"""Whatever a reader says stands on a page: every line is kept, once, and no character of it is lost."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.base import Box
from schemas.page import ReadLine, ReadPage
from schemas.repair import RepairedPage
from schemas.structure import StructuredDocument
from tests.unit.structure.paper import HEIGHT, WIDTH, printed_words, read_line, unrepaired
from workers.structure import structure

TEXTS = st.sampled_from(
    [
        "Förslag till beslut", "1. Beslutet justeras.", "2. Nämnden godkänner förslaget.", "• en punkt",
        "- ett led", "Sid 2 (8)", "1 (2)", "Dnr", "KS 2018/14", "Datum 2024-05-06", "Anna Berg", "Chef",
        "Anna Berg Bo Ek", "Chef Jurist", "www.ekholma.example", "Växel 08-465 004 00", "utveck-", "ling av",
        "att godkänna rapporten", "Bilagor", "INKOM", "2024-05-06", "Till", "Kulturnämnden", "§ 4", "BESLUT",
        "Nämnden har prövat ärendet vid sitt möte och funnit att det inte kan avgöras.", "3", "1 Se prop. 1.",
        "Inledning ........ 3", "| a | b |", "12 400 -300 7", "å", "Klicka här för att ange text.",
    ]
)  # fmt: skip
PLACES = st.tuples(
    st.sampled_from([-5.0, 30.0, 85.0, 85.0, 85.0, 99.0, 240.0, 300.0, 420.0, 590.0]),
    st.sampled_from([8.0, 11.0, 11.0, 12.5, 18.0]),
    st.booleans(),
)
STEPS = st.sampled_from([0.0, 2.0, 13.5, 13.5, 13.5, 13.5, 24.0, 60.0, 300.0, -100.0])


@st.composite
def pages(draw: st.DrawFn) -> tuple[RepairedPage, ...]:
    """Pages of lines with boxes that may overlap, run off the page, or be missing."""
    found = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        y, lines = 40.0, list[ReadLine]()
        for _ in range(draw(st.integers(0, 18))):
            y += draw(STEPS)
            (x, size, bold), text = draw(PLACES), draw(TEXTS)
            line = read_line(printed_words(x, y, text, size), size, bold=bold)
            lines.append(line if draw(st.integers(0, 9)) else _without_boxes(line))
        page = ReadPage(
            number=number, width=WIDTH, height=HEIGHT, text_source="ocr", reason="test",
            rotation=draw(st.sampled_from((0, 0, 0, 90))), lines=tuple(lines),
        )  # fmt: skip
        found.append(unrepaired(page))
    return tuple(found)


def _without_boxes(line: ReadLine) -> ReadLine:
    return ReadLine(text=line.text, words=(), box=None)


def _places(document: StructuredDocument) -> Counter[tuple[int, int]]:
    lines: Counter[tuple[int, int]] = Counter()
    for section in document.sections:
        lines.update((ref.page, ref.line) for ref in section.heading_lines)
        lines.update((ref.page, ref.line) for block in section.blocks for ref in block.lines)
    lines.update((ref.page, ref.line) for piece in document.furniture for ref in piece.lines)
    return lines


def _characters(text: str) -> Counter[str]:
    """Letters, figures and signs; a hyphen may go when a word is joined, an asterisk is markup."""
    return Counter(c for c in text if not c.isspace() and c not in "-*")


@settings(max_examples=120, deadline=None)
@given(pages())
def test_every_line_stands_in_exactly_one_place(found: tuple[RepairedPage, ...]) -> None:
    expected = {(page.page.number, at) for page in found for at in range(len(page.lines))}
    places = _places(structure(found))
    assert set(places) == expected
    assert set(places.values()) <= {1}


@settings(max_examples=120, deadline=None)
@given(pages())
def test_no_character_is_lost(found: tuple[RepairedPage, ...]) -> None:
    document = structure(found)
    kept = Counter[str]()
    for section in document.sections:
        kept += _characters(section.heading or "")
        for block in section.blocks:
            kept += _characters(f"{block.marker or ''}{block.text}")
    for piece in document.furniture:
        kept += _characters(piece.text)
    assert not _characters("".join(line.text for page in found for line in page.lines)) - kept


@settings(max_examples=60, deadline=None)
@given(pages())
def test_a_block_lies_on_its_page_in_the_box_of_its_lines(found: tuple[RepairedPage, ...]) -> None:
    boxes = {(page.page.number, at): line.box for page in found for at, line in enumerate(page.page.lines)}
    for section in structure(found).sections:
        for block in section.blocks:
            own = [boxes[ref.page, ref.line] for ref in block.lines if ref.page == block.page]
            if block.box is not None:
                assert all(box is None or _inside(box, block.box) for box in own)


def _inside(inner: Box, outer: Box) -> bool:
    """Within a hundredth of a point."""
    left, top, right, bottom = inner
    return (
        left >= outer[0] - 0.01
        and top >= outer[1] - 0.01
        and right <= outer[2] + 0.01
        and bottom <= outer[3] + 0.01
    )
