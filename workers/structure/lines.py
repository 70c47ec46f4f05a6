"""Lines as a typographer sees them: where they stand, how far from the last one, and in which cells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from statistics import median

from schemas.base import Box, lean
from schemas.boxes import around as boxes_around
from schemas.repair import RepairedPage
from schemas.structure import LineRef
from workers.structure.cells import Cell, read_cells, shared_cells
from workers.structure.number_columns import number_column
from workers.structure.row_columns import row_columns

__all__ = ["Cell", "Line", "Origin", "line_ref", "read_lines"]

USUAL_TYPE = 10.0
"""Points; the height of type where it is not known."""

DOUBLE_SPACED_SHARE = 0.5
"""Over this share of lines followed by exactly one empty line, the empty lines mean nothing."""

DOUBLE_SPACED_WITHIN = 0.2
"""… provided that this share of the lines after an empty one begin in lower case."""
DOUBLE_SPACED_LEAST = 8
"""Lines; a shorter page shows no habit."""

SAME_ROW = 2
"""Points; a smaller step down is no new line."""

PARAGRAPH_PITCH = 1.32
"""A step down to the next line of more than this many usual steps is a gap between paragraphs."""


ROW_OVERLAP = 0.6
"""Lines side by side that share this much of their height are one printed row, read in parts."""

ROW_GLUE = "   "

REFERENCES = 20_000
"""Lines whose references are kept: those of some hundred pages."""

STAMP_WORD = re.compile(r"(?:INKOM(?:MEN|MET|NA)?|ANKOM(?:MEN)?)\b(?!\s+[a-zåäö])")
STAMP_HEIGHTS = 3
"""Heights of the stamp's word within which its date and number stand."""
STAMP_TYPE = 0.25
STAMP_LENGTH = 30
"""Share by which type heights of one stamp differ; characters of its lines."""


@dataclass(frozen=True, kw_only=True)
class Origin:
    """`length` characters of a line's text from `at` are the repaired source line `ref` from `offset`."""

    ref: LineRef
    at: int
    offset: int
    length: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Line:
    """A printed line that is not blank: one source line, or the parts of one that was read in parts.

    It is itself and no other, however alike two lines of a document are: things are known of it by itself.
    """

    text: str  #: repaired, without white space around it
    origins: tuple[Origin, ...]
    cells: tuple[Cell, ...]
    gap: float  #: empty room above, in lines; 0 where there is none
    after: float  #: empty room below, in lines
    glued: bool  #: nothing below it where the page otherwise has an empty line after every line
    new_page: bool  #: first of its page
    y: float  #: middle of the line from the top: 0 to 1 of the page's height, or of its lines
    box: Box | None
    height: float | None  #: of the type, points
    size_ratio: float  #: type height against the document's usual one; 1 where it is not known
    bold: bool
    sure: float | None = None  #: mean confidence of its words, where the reader gives it

    @property
    def ref(self) -> LineRef:
        """The first source line."""
        return self.origins[0].ref

    @cached_property
    def refs(self) -> tuple[LineRef, ...]:
        """Every source line of it."""
        return tuple(origin.ref for origin in self.origins)

    def place(self, ref: LineRef, offset: int) -> int:
        """Where the character `offset` of the source line stands in `text`."""
        origin = self._origin_of[ref.page, ref.line]
        return origin.at + offset - origin.offset

    @cached_property
    def _origin_of(self) -> dict[tuple[int, int], Origin]:
        return {(origin.ref.page, origin.ref.line): origin for origin in self.origins}

    @property
    def x0(self) -> float:
        """Left edge, in the unit of the cells."""
        return self.cells[0].x0

    @property
    def x1(self) -> float:
        """Right edge, in the unit of the cells."""
        return self.cells[-1].x1

    def in_column_of(self, cell: Cell) -> list[Cell]:
        """Its cells that stand over or under another line's: they share some x."""
        return [own for own in self.cells if own.x0 < cell.x1 and own.x1 > cell.x0]


@lru_cache(maxsize=REFERENCES)
def line_ref(page: int, line: int) -> LineRef:
    """The reference; each is made and checked once for all that cite it."""
    return lean(LineRef(page=page, line=line))


def read_lines(pages: Sequence[RepairedPage]) -> list[Line]:
    """Every line that is not blank, in reading order."""
    heights = [_height(page, i) for page in pages for i in range(len(page.lines))]
    known = sorted(h for h in heights if h is not None)
    usual = median(known) if known else None
    return [line for page in pages for line in _rows(_page_lines(page, usual))]


def _rows(lines: Sequence[Line]) -> Iterator[Line]:
    """Neighbours in reading order that stand side by side become one line."""
    if not any(line.box for line in lines):
        yield from lines
        return
    row: list[Line] = []
    around: Box | None = None
    stamped = _stamped(lines)
    for line in lines:
        apart = line.ref in stamped or (row and row[-1].ref in stamped)
        if row and not apart and _side_by_side(row[-1], around, line):
            row.append(line)
            around = boxes_around([around, line.box])
        else:
            if row:
                yield _one_line(row, around)
            row, around = [line], line.box
    if row:
        yield _one_line(row, around)


def _stamped(lines: Sequence[Line]) -> set[LineRef]:
    """The lines of receivers' stamps: a stamp stands beside the letter's lines, never in a row with them."""
    found: set[LineRef] = set()
    for stamp in lines:
        if stamp.box is None or not STAMP_WORD.match(stamp.text):
            continue
        left, top, right, bottom = stamp.box
        reach = STAMP_HEIGHTS * (bottom - top)
        found.update(
            line.ref
            for line in lines
            if line.box is not None
            and line.box[0] < right
            and line.box[2] > left
            and top - reach < line.box[1] < bottom + reach
            and (line is stamp or _is_of_stamp(line, stamp))
        )
    return found


def _is_of_stamp(line: Line, stamp: Line) -> bool:
    """A date or a number as large as the stamp's word."""
    alike = abs(line.size_ratio - stamp.size_ratio) < STAMP_TYPE * stamp.size_ratio
    return alike and any(c.isdigit() for c in line.text) and len(line.text) < STAMP_LENGTH


def _side_by_side(last: Line, around: Box | None, line: Line) -> bool:
    """Whether the line stands right of the row that ends with `last` and fills the box `around`."""
    if around is None or line.box is None or last.ref.page != line.ref.page or last.x1 > line.x0:
        return False
    shared = min(around[3], line.box[3]) - max(around[1], line.box[1])
    return shared > ROW_OVERLAP * min(around[3] - around[1], line.box[3] - line.box[1])


def _one_line(row: Sequence[Line], around: Box | None) -> Line:
    if len(row) == 1:
        return row[0]
    shifts = list(accumulate((len(part.text) + len(ROW_GLUE) for part in row[:-1]), initial=0))
    parts = list(zip(row, shifts, strict=True))
    return replace(
        row[0],
        text=ROW_GLUE.join(part.text for part in row),
        origins=tuple(replace(o, at=o.at + shift) for part, shift in parts for o in part.origins),
        cells=tuple(
            replace(c, start=c.start + shift, end=c.end + shift) for part, shift in parts for c in part.cells
        ),
        after=row[-1].after,
        box=around,
        size_ratio=max(part.size_ratio for part in row),
        bold=all(part.bold for part in row),
    )


def _page_lines(page: RepairedPage, usual_height: float | None) -> list[Line]:
    numbers = [i for i, line in enumerate(page.lines) if line.text.strip()]
    if not numbers:
        return []
    blanks = [0, *(b - a - 1 for a, b in pairwise(numbers))]
    double = _double_spaced(page, numbers, blanks)
    steps = _steps(page, numbers)
    counted = number_column(page.page.lines)
    in_rows = row_columns(page.page.lines)
    lines = []
    for position, (number, blank) in enumerate(zip(numbers, blanks, strict=True)):
        below = blanks[position + 1] if position + 1 < len(numbers) else 99
        repaired = page.lines[number]
        text = repaired.text.strip()
        start = repaired.text.index(text)
        height = _height(page, number)
        box = page.page.lines[number].box
        gap = steps[position] if box else _blank_gap(blank, double=double)
        last = position + 1 == len(numbers)
        after = 1.0 if last else (steps[position + 1] if box else _blank_gap(below, double=double))
        lines.append(
            Line(
                text=text,
                origins=(
                    Origin(ref=line_ref(page.page.number, number), at=0, offset=start, length=len(text)),
                ),
                cells=read_cells(
                    page,
                    number,
                    start,
                    em=height or USUAL_TYPE,
                    begins={1} if number in counted else in_rows.get(number, frozenset()),
                ),
                gap=gap,
                after=after,
                glued=double and not box and below == 0,
                new_page=position == 0,
                y=_y(page, number, box),
                box=box,
                height=height,
                size_ratio=height / usual_height if height and usual_height else 1.0,
                bold=bool(page.page.lines[number].bold),
                sure=_sureness(page, number),
            )
        )
    return lines if any(line.box for line in lines) else _with_flat_heads(lines)


def _double_spaced(page: RepairedPage, numbers: list[int], blanks: list[int]) -> bool:
    """An empty line after every line, also within sentences; one after every paragraph is no such thing."""
    single = [number for number, blank in zip(numbers, blanks, strict=True) if blank == 1]
    within = sum(page.lines[number].text.strip()[0].islower() for number in single)
    return (
        len(blanks) > DOUBLE_SPACED_LEAST
        and len(single) > DOUBLE_SPACED_SHARE * len(blanks)
        and within > DOUBLE_SPACED_WITHIN * len(single)
    )


def _blank_gap(blank: int, *, double: bool) -> float:
    return max(0, blank - 1) / 2 if double else float(blank)


def _steps(page: RepairedPage, numbers: list[int]) -> list[float]:
    """Room above each line in usual line steps, 0 for the usual one; all 0 where there are no boxes."""
    boxes = [page.page.lines[n].box for n in numbers]
    downs = [b[3] - a[3] if a and b else None for a, b in pairwise(boxes)]
    positive = sorted(d for d in downs if d is not None and d > SAME_ROW)
    if not positive:
        return [0.0] * len(numbers)
    # Most steps are within paragraphs: the lower middle one is not disturbed by gaps between them.
    usual = positive[int(len(positive) * 0.4)]
    heights = [h for n in numbers if (h := _height(page, n))]
    if heights:
        usual = min(usual, 1.6 * median(heights))
    gaps = [0.0]
    for down in downs:
        wide = down is not None and down > PARAGRAPH_PITCH * usual
        up = down is not None and down < -usual  # The reader went to the top of another column.
        gaps.append(down / usual - 1 if wide and down else 1.0 if up else 0.0)
    return gaps


def _height(page: RepairedPage, number: int) -> float | None:
    line = page.page.lines[number]
    if line.size:
        return line.size
    return line.box[3] - line.box[1] if line.box else None


def _sureness(page: RepairedPage, number: int) -> float | None:
    known = [w.confidence for w in page.page.lines[number].words if w.confidence is not None]
    return sum(known) / len(known) if known else None


def _y(page: RepairedPage, number: int, box: Box | None) -> float:
    if box and page.page.height:
        return (box[1] + box[3]) / 2 / page.page.height
    return (number + 0.5) / len(page.lines)


def _with_flat_heads(lines: list[Line]) -> list[Line]:
    """In text without boxes: rows of heads that lost the room between their cells, with cells again."""
    return [
        replace(line, cells=cells) if len(line.cells) == 1 and (cells := shared_cells(line.text)) else line
        for line in lines
    ]
