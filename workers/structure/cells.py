"""The cells of a line: runs of words that stand apart, told by boxes, by white space, or by what they are."""

import re
from collections.abc import Set
from dataclasses import dataclass
from itertools import islice, pairwise

from schemas.repair import RepairedLine, RepairedPage
from workers.structure.flat import flat_cells
from workers.structure.offsets import Alignment

COLUMN_GAP = re.compile(r"(?<=\S)(?:[ \u00a0]{3,}|[ \u00a0]*\t[\t \u00a0]*)(?=\S)")
"""White space that divides cells in text without boxes: a tab, or three spaces (pdftotext -layout)."""

MOST_CELLS = 100
"""A line of text without boxes that has more cells is no row of a table: it stays whole."""

CELL_GAP_EM = 1.6
"""Gaps between words wider than this many type heights divide cells; justified text stays below 1."""

FLAT_WIDTH = 80
"""Columns that the cells of a line without room between them are taken to share."""

_SET_WIDE = re.compile(r"\S+(?:[ \u00a0]{2,}\S+){2,}")
"""A line of which no two words stand one space apart."""

RULE_WORD = re.compile(r"[=|_~—-]+")
"""What a recogniser makes of rules and stains between cells; at a line's start it may be a dash."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A run of words in a line, apart from others. `start` and `end` count in the line's text; `x0` and
    `x1` are points where there are boxes and columns of characters where there are none."""

    text: str
    start: int
    end: int
    x0: float
    x1: float


def read_cells(
    page: RepairedPage, number: int, indent: int, *, em: float, begins: Set[int]
) -> tuple[Cell, ...]:
    """The cells of a page's line; they count from its first character that is no white space, `indent`.

    `em` is the height of its type in points; `begins` are the numbers of words that begin a cell however near
    the word before them stands.
    """
    read, repaired = page.page.lines[number], page.lines[number]
    if read.box and read.words and all(word.box for word in read.words):
        return _boxed_cells(page, number, indent, em=em, begins=begins)
    return _spaced_cells(repaired.text, indent)


def shared_cells(text: str) -> tuple[Cell, ...]:
    """The cells of a row of a head that lost the room between them, as if they shared a line; else none."""
    spans = flat_cells(text)
    share = max(len(text), FLAT_WIDTH) / max(1, len(spans))
    return tuple(
        Cell(text=text[a:b], start=a, end=b, x0=share * number, x1=share * (number + 1))
        for number, (a, b) in enumerate(spans)
    )


def _spaced_cells(text: str, indent: int) -> tuple[Cell, ...]:
    inner = text.rstrip()
    may_divide = ("   " in inner or "\t" in inner or "\u00a0" in inner) and not _is_set_wide(inner)
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


def _is_set_wide(line: str) -> bool:
    """`Vägledning     gällande  stöd`: words set or read apart, some by less than a column."""
    words = line.split()
    return (
        _SET_WIDE.fullmatch(line, len(line) - len(line.lstrip())) is not None
        and re.search(r"\S  \S", line) is not None
        and any(word.isalpha() and word.islower() for word in words[1:])
    )


def _boxed_cells(
    page: RepairedPage, number: int, indent: int, *, em: float, begins: Set[int]
) -> tuple[Cell, ...]:
    read, repaired = page.page.lines[number], page.lines[number]
    repaired_offset = Alignment(repaired).repaired_offset
    words = [read.words[0], *(word for word in read.words[1:] if not RULE_WORD.fullmatch(word.text))]
    told = [read.words[n] for n in begins]
    groups = [[words[0]]]
    for a, b in pairwise(words):
        wide = a.box and b.box and b.box[0] - a.box[2] > CELL_GAP_EM * em
        if wide or b in told:
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
