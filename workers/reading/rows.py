"""From painted glyphs to printed rows and the words in them. Pure.

A page has thousands of glyphs: what is asked of each is asked of all at once, column by column.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from schemas.base import Rotation
from schemas.turning import turn_box, turned_by
from workers.reading.glyph import EDGE_UNITS, Glyphs
from workers.reading.skew import runs_of_one_height, slope

SPACE_GAP = 0.20
"""Gap between two glyphs, in type sizes, that is read as a space even if none is written. Word spaces are
.22 to .35 in print; letter spacing inside words stays below .15."""
COVERED_SPACE = 0.03
"""Type sizes from one letter's end to the next one's beginning, either way, up to which a written space is
none: some programs write one, without room, where a word may be broken. The narrowest space in use has .16.
Words of an OCR's layer may overlap by more, and are words all the same."""
TINY = 0.1
"""Points; a smaller type size cannot be seen."""
SEGMENT_GAP = 1.2
"""Gap, in type sizes, that parts a printed row into segments: columns, table cells, tab stops."""
SAME_ROW = 0.5
"""Two runs are in one row when their vertical overlap is at least this share of the lower one's height."""
TOUCHING = 0.2
"""Type sizes between two glyphs painted one after the other, either way, within which they are of one word:
less than a word space. A note's mark is raised right behind its word, in smaller type."""
RAISED = 0.3
"""… provided that the lower one shares so much of its height with the other."""
ROWS_BACK = 3
"""Rows among which a run's own is looked for."""
DOUBLED = 0.15
"""A glyph painted again within this many type sizes is a cheap boldface, not a second letter."""
SPACES = " \u00a0\t\n\r\v\u2002\u2003\u2007\u2009\u202f\u200b\u2028\u2029\x85"
"""What separates words. Form feeds and other control characters stay where they are, for repair to judge."""
QUARTER = 90

Numbers = NDArray[np.int64]
Points = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class PrintedRows:
    """Printed glyphs of all rows, one after the other, and where things begin among them.

    Entry n of each column is glyph n's, in reading space, points; there are no white ones among them.
    """

    texts: Sequence[str]
    boxes: Points
    """Glyphs × (x0, top, x1, bottom)."""
    bold: NDArray[np.bool_]
    segments: Numbers
    """First glyph of each segment: a part of a row without a wide gap."""
    words: Numbers
    """First glyph of each word; every segment begins with one."""


def printed_rows(glyphs: Glyphs, turn: Rotation, width: float, height: float) -> PrintedRows | None:
    """The glyphs that run to the right on the page (`width` × `height` points) turned clockwise by `turn`."""
    running = np.flatnonzero(glyphs.quarters == turned_by(0, -turn) // QUARTER)
    if not len(running):
        return None
    texts = glyphs.texts if len(running) == len(glyphs) else [glyphs.texts[at] for at in running.tolist()]
    # Turned as the whole numbers that they are, no edge gathers noise.
    across, down = round(width * EDGE_UNITS), round(height * EDGE_UNITS)
    turned = turn_box(tuple(glyphs.edges[running].T), across, down, turn)
    boxes = np.stack(turned, axis=1) / EDGE_UNITS
    white = {text for text in {*texts} if not text.strip(SPACES)}
    inked = np.fromiter((text not in white for text in texts), dtype=np.bool_, count=len(texts))
    order, rows = _in_rows(texts, boxes, slope(boxes, inked))
    shown = np.flatnonzero(inked[order])
    if not len(shown):
        return None
    order, rows = order[shown], rows[shown]
    boxes = boxes[order]
    segments = _begins_segment(boxes, rows)
    return PrintedRows(
        texts=[texts[at] for at in order.tolist()],
        boxes=boxes,
        bold=glyphs.bold[running][order],
        segments=np.flatnonzero(segments),
        words=np.flatnonzero(segments | _begins_word(boxes, shown)),
    )


def _in_rows(texts: Sequence[str], boxes: Points, falls: float) -> tuple[Numbers, Numbers]:
    """Row by row from the top, each from left to right: which glyph, and which row it stands in."""
    rows = _rows(boxes, falls)
    glyphs = np.concatenate([np.arange(start, end) for row in rows for start, end in row])
    lengths = [sum(end - start for start, end in row) for row in rows]
    row_of = np.repeat(np.arange(len(rows)), lengths)
    order = glyphs[np.lexsort((boxes[glyphs, 0], row_of))]
    kept = _without_doubles(texts, boxes, order, row_of)
    return order[kept], row_of[kept]


def _rows(boxes: Points, falls: float) -> list[list[tuple[int, int]]]:
    """Runs of glyphs (the first, one past the last) of one printed row each."""
    fall = falls * (boxes[:, 0] + boxes[:, 2]) / 2 if falls else np.zeros(len(boxes))
    level = boxes - np.stack([np.zeros(len(boxes)), fall] * 2, axis=1)
    starts = runs_of_one_height(level)
    extents: dict[tuple[float, float], list[tuple[int, int]]] = {}
    for start, end, extent in zip(starts, [*starts[1:], len(boxes)], _extents(level, starts), strict=True):
        extents.setdefault(extent, []).append((start, end))
    rows: list[list[tuple[int, int]]] = []
    bands: list[tuple[float, float]] = []
    # A run of text has one height, so a page has few extents; all glyphs of one extent belong to one row.
    for (top, bottom), runs in sorted(
        extents.items(), key=lambda item: (sum(item[0]), boxes[item[1][0][0], 0])
    ):
        for index in range(len(rows) - 1, max(-1, len(rows) - 1 - ROWS_BACK), -1):
            band_top, band_bottom = bands[index]
            overlap = min(bottom, band_bottom) - max(top, band_top)
            if overlap >= SAME_ROW * max(0.1, min(bottom - top, band_bottom - band_top)):
                rows[index] += runs
                break
        else:
            rows.append(list(runs))
            bands.append((top, bottom))
    return rows


def _extents(level: Points, starts: Sequence[int]) -> list[tuple[float, float]]:
    """Top and bottom of each run; of one that touches a higher one, such as a raised figure, the other's."""
    begin, end = level[starts[1:]], level[np.array(starts[1:], dtype=np.int64) - 1]
    lower = np.minimum(begin[:, 3] - begin[:, 1], end[:, 3] - end[:, 1])
    shared = np.minimum(begin[:, 3], end[:, 3]) - np.maximum(begin[:, 1], end[:, 1])
    touch = (abs(begin[:, 0] - end[:, 2]) < TOUCHING * lower) & (shared >= RAISED * lower)
    found: list[tuple[float, float]] = [(top, bottom) for top, bottom in level[starts, 1::2].tolist()]
    for run in (np.flatnonzero(touch) + 1).tolist():
        one, other = found[run - 1], found[run]
        found[run - 1 : run + 1] = [one, one] if one[1] - one[0] >= other[1] - other[0] else [other, other]
    return found


def _without_doubles(
    texts: Sequence[str], boxes: Points, order: Numbers, row_of: Numbers
) -> NDArray[np.bool_]:
    """Which of the glyphs in order are letters of their own."""
    kept = np.ones(len(order), dtype=np.bool_)
    lefts, heights = boxes[order, 0], boxes[order, 3] - boxes[order, 1]
    near = (np.diff(lefts) < DOUBLED * heights[1:]) & (np.diff(row_of) == 0)
    for row in {*row_of[1:][near].tolist()}:
        start, end = np.searchsorted(row_of, [row, row + 1]).tolist()
        seen: list[int] = []
        for place in range(start, end):
            if any(_is_double(texts, boxes, order[place], order[other]) for other in seen[-3:]):
                kept[place] = False
            else:
                seen.append(place)
    return kept


def _is_double(texts: Sequence[str], boxes: Points, glyph: int, other: int) -> bool:
    near = DOUBLED * (boxes[glyph, 3] - boxes[glyph, 1])
    return texts[glyph] == texts[other] and bool((abs(boxes[glyph, :2] - boxes[other, :2]) < near).all())


def _begins_segment(boxes: Points, rows: Numbers) -> NDArray[np.bool_]:
    """Whether a wide gap, or nothing of its row, stands before each glyph."""
    begins = np.ones(len(boxes), dtype=np.bool_)
    begins[1:] = np.diff(rows) != 0
    reach = np.empty(len(boxes))
    starts = np.flatnonzero(begins).tolist()
    for start, end in zip(starts, [*starts[1:], len(boxes)], strict=True):
        np.maximum.accumulate(boxes[start:end, 2], out=reach[start:end])
    heights = boxes[1:, 3] - boxes[1:, 1]
    begins[1:] |= boxes[1:, 0] - reach[:-1] > SEGMENT_GAP * heights
    return begins


def _begins_word(boxes: Points, places: Numbers) -> NDArray[np.bool_]:
    """Whether a space, written or not, stands before each glyph; `places` count the white ones too."""
    begins = np.ones(len(boxes), dtype=np.bool_)
    gaps = (boxes[1:, 0] - boxes[:-1, 2]) / np.maximum(boxes[1:, 3] - boxes[1:, 1], TINY)
    spaced = np.diff(places) > 1
    begins[1:] = np.where(spaced, abs(gaps) > COVERED_SPACE, gaps > SPACE_GAP)
    return begins
