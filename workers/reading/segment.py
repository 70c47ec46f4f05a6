"""A part of a printed row: what reading order is made of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

WIDE_GAP = 1.0
"""White between words, in type sizes or heights of their strip, that may part a text from what stands beside
it: spaces in justified text reach .7."""
Content = TypeVar("Content")


@dataclass(frozen=True, kw_only=True)
class Segment(Generic[Content]):
    """A part of a printed row without wide gaps; `box` in reading space, points, origin top left."""

    content: Content
    box: tuple[float, float, float, float]
    text: str
    words: int


def without_wide_gaps(edges: Sequence[tuple[float, float]], height: float) -> Iterator[slice]:
    """The runs of a row's words between its wide gaps; `edges` are where each begins and ends."""
    gaps = enumerate(pairwise(edges), start=1)
    starts = [0, *(at for at, (left, right) in gaps if right[0] - left[1] >= WIDE_GAP * height)]
    for start, end in pairwise([*starts, len(edges)]):
        yield slice(start, end)
