"""Stretches of a text that are taken: no two values are read out of the same characters."""

from bisect import bisect_left, insort
from collections.abc import Iterable


class Spans:
    """Ranges `[start, end)`, none of them empty and no two overlapping; asked in logarithmic time."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._spans = sorted(spans)

    def overlaps(self, start: int, end: int) -> bool:
        """Whether a character of `[start, end)` is taken."""
        after = bisect_left(self._spans, (end,))
        return after > 0 and self._spans[after - 1][1] > start

    def add(self, start: int, end: int) -> None:
        """Take the range, which overlaps none that is taken."""
        insort(self._spans, (start, end))

    def copy(self) -> "Spans":
        """The same ranges, to add further ones to."""
        return Spans(self._spans)
