"""A part of a printed row: what reading order is made of."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Content = TypeVar("Content")


@dataclass(frozen=True, kw_only=True)
class Segment(Generic[Content]):
    """A part of a printed row without wide gaps; `box` in reading space, points, origin top left."""

    content: Content
    box: tuple[float, float, float, float]
    text: str
    words: int
