"""A page's picture and the places on it, as the viewer draws them. Pure.

Boxes come in points of the unrotated page; the picture is turned for reading, and so are the places here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from schemas.base import Box
from schemas.record import RecordPage
from schemas.turning import turn_box


@dataclass(frozen=True, kw_only=True)
class Place:
    """A rectangle on the turned page, in points."""

    x: float
    y: float
    width: float
    height: float

    @property
    def numbers(self) -> str:
        """As an attribute of an element: `72 60 120 12`."""
        return f"{self.x:g} {self.y:g} {self.width:g} {self.height:g}"


@dataclass(frozen=True, kw_only=True)
class Source:
    """One size of the picture: its address and its width in pixels."""

    href: str
    width: int


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A page that can be shown: its size in points as turned, and its picture's sizes, smallest first."""

    width: float
    height: float
    sources: tuple[Source, ...]

    @property
    def shown(self) -> Source:
        """What is loaded first: sharp enough to read at the width of half a screen."""
        return next((source for source in self.sources if source.width >= READABLE_PIXELS), self.sources[-1])


READABLE_PIXELS = 900


def picture(document_id: str, page: RecordPage) -> Picture | None:
    """The page's picture; None where there is none, as for text files."""
    if page.width is None or page.height is None or not page.renditions:
        return None
    upright = page.rotation in (0, 180)
    return Picture(
        width=page.width if upright else page.height,
        height=page.height if upright else page.width,
        sources=tuple(
            Source(href=picture_address(document_id, page.number, made.width), width=made.width)
            for made in page.renditions
        ),
    )


def picture_address(document_id: str, page: int, width: int) -> str:
    """Where the picture of a page of at least this width in pixels is served."""
    return f"/api/v1/documents/{document_id}/pages/{page}/image?width={width}"


def place(box: Box | None, page: RecordPage) -> Place | None:
    """Where a box lies on the turned page; None without a box or a page size."""
    if box is None or page.width is None or page.height is None:
        return None
    x0, y0, x1, y1 = turn_box(box, page.width, page.height, page.rotation)
    return Place(x=round(x0, 1), y=round(y0, 1), width=round(x1 - x0, 1), height=round(y1 - y0, 1))


def places(boxes: Iterable[Box | None], page: RecordPage) -> tuple[Place, ...]:
    """The places of all boxes that have one."""
    return tuple(found for box in boxes if (found := place(box, page)))
