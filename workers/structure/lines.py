"""Lines as a typographer sees them: where they stand, how far from the last one, and in which cells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import accumulate, islice, pairwise
from statistics import median

from schemas.base import Box
from schemas.boxes import around as boxes_around
from schemas.repair import RepairedLine, RepairedPage
from schemas.structure import LineRef
from workers.structure.flat import flat_cells
from workers.structure.number_columns import number_column
from workers.structure.offsets import Alignment

COLUMN_GAP = re.compile(r"(?<=\S)(?:[ \u00a0]{3,}|[ \u00a0]*\t[\t \u00a0]*)(?=\S)")
"""White space that divides cells in text without boxes: a tab, or three spaces (pdftotext -layout)."""

MOST_CELLS = 100
"""A line of text without boxes that has more cells is no row of a table: it stays whole."""

CELL_GAP_EM = 1.6
"""Gaps between words wider than this many type heights divide cells; justified text stays below 1."""

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


FLAT_WIDTH = 80
"""Columns that the cells of a line without room between them are taken to share."""

RULE_WORD = re.compile(r"[=|_~—-]+")
"""What a recogniser makes of rules and stains between cells; at a line's start it may be a dash."""

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
class Cell:
    """A run of words in a line, apart from others. `start` and `end` count in the line's text; `x0` and
    `x1` are points where there are boxes and columns of characters where there are none."""

    text: str
    start: int
    end: int
    x0: float
    x1: float


@dataclass(frozen=True, kw_only=True)
class Origin:
    """`length` characters of a line's text from `at` are the repaired source line `ref` from `offset`."""

    ref: LineRef
    at: int
    offset: int
    length: int


@dataclass(frozen=True, kw_only=True)
class Line:
    """A printed line that is not blank: one source line, or the parts of one that was read in parts."""

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

    @cached_property
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


@lru_cache(maxsize=REFERENCES)
def line_ref(page: int, line: int) -> LineRef:
    """The reference; each is made and checked once for all that cite it."""
    return LineRef(page=page, line=line)


def read_lines(pages: Sequence[RepairedPage]) -> list[Line]:
    """Every line that is not blank, in reading order."""
    heights = [_height(page, i) for page in pages for i in range(len(page.lines))]
    known = sorted(h for h in heights if h is not None)
    usual = median(known) if known else None
    return [line for page in pages for line in _rows(_page_lines(page, usual))]


def _rows(lines: Sequence[Line]) -> Iterator[Line]:
    """Neighbours in reading order that stand side by side become one line."""
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
                cells=_cells(page, number, start, counted=number in counted),
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


def _cells(page: RepairedPage, number: int, indent: int, *, counted: bool) -> tuple[Cell, ...]:
    """The line's cells; they count from its first character that is no white space, `indent`.

    `counted` where its first word stands in a column of numbers.
    """
    read, repaired = page.page.lines[number], page.lines[number]
    if read.box and read.words and all(word.box for word in read.words):
        return _boxed_cells(page, number, indent, counted=counted)
    return _spaced_cells(repaired.text, indent)


def _with_flat_heads(lines: list[Line]) -> list[Line]:
    """In text without boxes: rows of heads that lost the room between their cells, with cells again."""
    return [_with_flat_cells(line) if len(line.cells) == 1 else line for line in lines]


def _with_flat_cells(line: Line) -> Line:
    spans = flat_cells(line.text)
    if not spans:
        return line
    share = max(len(line.text), FLAT_WIDTH) / len(spans)
    cells = (
        Cell(text=line.text[a:b], start=a, end=b, x0=share * number, x1=share * (number + 1))
        for number, (a, b) in enumerate(spans)
    )
    return replace(line, cells=tuple(cells))


def _spaced_cells(text: str, indent: int) -> tuple[Cell, ...]:
    inner = text.rstrip()
    may_divide = "   " in inner or "\t" in inner or "\u00a0" in inner
    gaps = list(islice(COLUMN_GAP.finditer(inner, indent), MOST_CELLS)) if may_divide else []
    cells = []
    start = indent
    for gap in [*(gaps if len(gaps) < MOST_CELLS else ()), None]:
        end = gap.start() if gap else len(inner)
        if end > start:
            x0 = len(text[:start].expandtabs(8))
            cells.append(
                Cell(text=text[start:end], start=start - indent, end=end - indent, x0=x0, x1=x0 + end - start)
            )
        start = gap.end() if gap else end
    return tuple(cells)


def _boxed_cells(page: RepairedPage, number: int, indent: int, *, counted: bool) -> tuple[Cell, ...]:
    read, repaired = page.page.lines[number], page.lines[number]
    em = _height(page, number) or 10.0
    repaired_offset = Alignment(repaired).repaired_offset
    words = [read.words[0], *(word for word in read.words[1:] if not RULE_WORD.fullmatch(word.text))]
    groups = [[words[0]]]
    for a, b in pairwise(words):
        wide = a.box and b.box and b.box[0] - a.box[2] > CELL_GAP_EM * em
        if wide or (counted and a is read.words[0]):
            groups.append([])
        groups[-1].append(b)
    cells: list[Cell] = []
    for position, group in enumerate(groups):
        start = repaired_offset(group[0].start)
        last = group[-1].start + len(group[-1].text)
        end = repaired_offset(last) if position + 1 < len(groups) else len(repaired.text)
        text = repaired.text[start:end]
        core = text.strip()
        if not core:
            continue
        start += text.index(core)
        for left, right in flat_cells(core) or ((0, len(core)),):
            inside = [
                w.box for w in group if w.box and start + left <= repaired_offset(w.start) < start + right
            ]
            xs = inside or [w.box for w in group if w.box]
            cells.append(
                Cell(
                    text=core[left:right],
                    start=start + left - indent,
                    end=start + right - indent,
                    x0=xs[0][0],
                    x1=max(box[2] for box in xs),
                )
            )
    return tuple(cells) or (_whole(repaired, read.box[0] if read.box else 0.0),)


def _whole(repaired: RepairedLine, x0: float) -> Cell:
    text = repaired.text.strip()
    return Cell(text=text, start=0, end=len(text), x0=x0, x1=x0 + len(text))
