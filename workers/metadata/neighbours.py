"""Which line stands left of another at the same height, where the page was read column by column."""

from bisect import bisect_right
from collections.abc import Iterable

from workers.structure.lines import ROW_OVERLAP, Line

BAND = 12.0
"""Points; a line is looked for in the bands of so much height that it reaches into."""
MOST_BANDS = 12
"""A line that is higher is no line of text."""
MOST_TRIED = 50
"""Lines tried from right to left: more than stand beside each other on any paper."""


class Neighbours:
    """The lines of a document with boxes, by page and height; one question takes logarithmic time."""

    def __init__(self, lines: Iterable[Line]) -> None:
        bands: dict[tuple[int, int], list[tuple[float, int, Line]]] = {}
        for order, line in enumerate(lines):
            if line.box is None:
                continue
            first, last = int(line.box[1] // BAND), int(line.box[3] // BAND)
            if last - first < MOST_BANDS:
                for band in range(first, last + 1):
                    bands.setdefault((line.ref.page, band), []).append((line.x1, order, line))
        self._bands = {key: sorted(found, key=lambda at: at[:2]) for key, found in bands.items()}

    def left_of(self, line: Line) -> Line | None:
        """The nearest line that ends left of `line` and shares most of its height."""
        if line.box is None:
            return None
        top, bottom = line.box[1], line.box[3]
        # What shares more than half of the height also holds its middle.
        band = self._bands.get((line.ref.page, int((top + bottom) / 2 // BAND)), [])
        end = bisect_right(band, line.x0, key=lambda at: at[0])
        for _x1, _order, other in reversed(band[max(0, end - MOST_TRIED) : end]):
            if other.box is None or other is line:
                continue
            if min(bottom, other.box[3]) - max(top, other.box[1]) > ROW_OVERLAP * (bottom - top):
                return other
        return None
