"""How much the lines of a text layer fall. Pure.

Born-digital lines are level. The words of a scan's layer stand where its OCR saw them, and with a page that
lay askew in the scanner a line's last word is several points lower, or higher, than its first.
"""

from collections.abc import Iterator, Sequence
from statistics import median

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]

ENOUGH_WORDS = 4
"""Words of a line whose slope can be measured: their boxes end at the baseline or at a descender."""
ENOUGH_LINES = 5
STEEPEST = 0.05
"""Three degrees. Steeper is no skew but another order of painting."""
LEAST = 0.001
"""Half a point in a line's length: nothing that parts a row."""


def slope(boxes: NDArray[np.float64], printed: NDArray[np.bool_]) -> float:
    """Points by which lines fall for each point to the right, of glyphs in the order of painting.

    `boxes` are glyphs × (x0, top, x1, bottom) in points; `printed` are those that are no white space. 0 for
    level lines, and where too few lines are painted word by word.
    """
    slopes = [_slope(line) for line in _lines(boxes, printed) if len(line) >= ENOUGH_WORDS]
    if len(slopes) < ENOUGH_LINES:
        return 0.0
    found = median(slopes)
    return found if LEAST <= abs(found) <= STEEPEST else 0.0


def runs_of_one_height(boxes: NDArray[np.float64]) -> list[int]:
    """Where runs of glyphs of the same top and bottom begin."""
    differ = (boxes[1:, 1] != boxes[:-1, 1]) | (boxes[1:, 3] != boxes[:-1, 3])
    return [0, *(np.flatnonzero(differ) + 1).tolist()] if len(boxes) else []


def _lines(boxes: NDArray[np.float64], printed: NDArray[np.bool_]) -> Iterator[list[Point]]:
    """Where words stand (middle, bottom) that are painted from left to right, in runs of one height."""
    inked = np.flatnonzero(printed)
    starts = np.array(runs_of_one_height(boxes), dtype=np.int64)
    # Of each run the first and the last glyph that is printed, if it has one.
    firsts = np.searchsorted(inked, starts)
    lasts = np.searchsorted(inked, [*starts[1:], len(boxes)]) - 1
    there = firsts <= lasts
    begins, ends = inked[firsts[there]], inked[lasts[there]]
    middles = ((boxes[begins, 0] + boxes[ends, 2]) / 2).tolist()
    line: list[Point] = []
    for middle, bottom in zip(middles, boxes[ends, 3].tolist(), strict=True):
        if line and middle <= line[-1][0]:
            yield line
            line = []
        line.append((middle, bottom))
    yield line


def _slope(line: Sequence[Point]) -> float:
    """By least squares."""
    x_mean = sum(x for x, _ in line) / len(line)
    y_mean = sum(y for _, y in line) / len(line)
    spread = sum((x - x_mean) ** 2 for x, _ in line)
    return sum((x - x_mean) * (y - y_mean) for x, y in line) / spread
