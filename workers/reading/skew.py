"""How much the lines of a text layer fall. Pure.

Born-digital lines are level. The words of a scan's layer stand where its OCR saw them, and with a page that
lay askew in the scanner a line's last word is several points lower, or higher, than its first.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median

from workers.reading.glyph import Glyph

Point = tuple[float, float]

ENOUGH_WORDS = 4
"""Words of a line whose slope can be measured: their boxes end at the baseline or at a descender."""
ENOUGH_LINES = 5
STEEPEST = 0.05
"""Three degrees. Steeper is no skew but another order of painting."""
LEAST = 0.001
"""Half a point in a line's length: nothing that parts a row."""


def slope(glyphs: Sequence[Glyph]) -> float:
    """Points by which lines fall for each point to the right, of glyphs in the order of painting.

    0 for level lines, and where too few lines are painted word by word.
    """
    slopes = [_slope(line) for line in _lines(glyphs) if len(line) >= ENOUGH_WORDS]
    if len(slopes) < ENOUGH_LINES:
        return 0.0
    found = median(slopes)
    return found if LEAST <= abs(found) <= STEEPEST else 0.0


def _lines(glyphs: Sequence[Glyph]) -> Iterator[list[Point]]:
    """Where words stand (middle, bottom) that are painted from left to right, in runs of one height."""
    line: list[Point] = []
    for (_, bottom), run in groupby(glyphs, key=lambda glyph: glyph.box[1::2]):
        printed = [glyph.box for glyph in run if not glyph.text.isspace()]
        if not printed:
            continue
        middle = (printed[0][0] + printed[-1][2]) / 2
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
