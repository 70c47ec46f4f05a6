"""Boxes to be ticked on a form, found by their form: readers take them for an O, a D, or nothing. Pure.

A box's frame is four straight strokes that meet in four corners, as wide as they are high and as high as a
line of print. No letter has that. What is drawn inside, in ink or by a pen, is its mark.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from schemas.base import Box

Gray = NDArray[np.uint8]
Ink = NDArray[np.uint8]

EMPTY, MARKED = "☐", "☒"
SIDE = (6.5, 18.0)
"""Points. Boxes are drawn as high as letters, or up to a line's height."""
SQUARE = 1.2
"""The longer side is at most this many times the shorter one."""
STROKE = 3.3
"""Points that a straight stroke of a frame is long, at least."""
PALE = 0.4
"""How far from the ink's limit (Otsu's) towards the paper a thin frame may be pale."""
MENDED = 1.4
"""Points. A copier's gaps in a stroke that are no longer are closed."""
BAND = 0.16
"""Share of a box's side, from each edge inwards, in which its frame is drawn; the page may lie askew."""
DRAWN, INKED = 0.85, 0.65
"""Share of an edge along which there is ink in its band, with gaps closed and without: letters whose gaps are
closed have edges, too."""
THIN, THICK = (0.2, 0.3), 0.6
"""Within the frame, in its side, lies white; share of such a strip, in its middle, that a mark may cover. The
stems of bold letters are thicker."""
CORNER, CORNERED = 0.2, 0.6
"""Share of the side that a corner takes, and share of it along which ink must run: round letters have none
there, a tick's end may reach a little over it."""
APART, TOUCHED = 0.15, 0.3
"""White on either side of a box, in its side, and share of that strip's height that a mark may reach into:
letters stand closer to their neighbours."""
SHARE_MARKED = 0.07
"""Share of the inside that a mark covers, at least; specks of dirt cover some .02, a thin cross .12."""
CERTAIN = (0.03, 0.12)
"""Shares up to which a box is surely empty, and from which it is surely marked."""
NO_PARENT = -1
"""OpenCV's."""
FULL = 0.93
"""What is inked further is a bullet or a blot."""


@dataclass(frozen=True, kw_only=True)
class Checkbox:
    """A box on the page; `box` in pixels."""

    box: Box
    marked: bool
    certain: bool
    """False where so little ink lies inside that it may be dirt."""

    @property
    def sign(self) -> str:
        """How it stands in the text."""
        return MARKED if self.marked else EMPTY


def checkboxes(gray: Gray, dpi: float) -> tuple[Checkbox, ...]:
    """The boxes of a page, from top to bottom."""
    point = dpi / 72
    limit, _ = cv2.threshold(gray, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    limit += PALE * max(0.0, float(np.median(gray[::8, ::8])) - limit)
    ink = (gray <= limit).astype(np.uint8)
    gap = np.ones((1, 1 + 2 * round(MENDED * point / 2)), np.uint8)
    closed = np.maximum(*(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, line) for line in (gap, gap.T)))
    found = [_judged(closed, ink, place) for place in _frames(closed, point)]
    return tuple(sorted((one for one in found if one is not None), key=lambda one: (one.box[1], one.box[0])))


def _frames(ink: Ink, point: float) -> Iterator[tuple[int, int, int, int]]:
    """Left, top, width and height of what straight strokes make that is as large as a box, and as square."""
    # In two levels: a box's outline, within a section's frame too, has no parent, its white inside has one.
    strokes = _straight_strokes(ink, max(3, round(STROKE * point)))
    outlines, levels = cv2.findContours(strokes, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    low, high = SIDE[0] * point, SIDE[1] * point
    for outline, (_, _, _, parent) in zip(outlines, levels[0] if outlines else (), strict=True):
        if parent != NO_PARENT:
            continue
        left, top, width, height = cv2.boundingRect(outline)
        sides = sorted((width, height))
        if low <= sides[0] and sides[1] <= min(high, SQUARE * sides[0]):
            yield left, top, width, height


def _straight_strokes(ink: Ink, length: int) -> Ink:
    """The ink of strokes that are level or upright for so many pixels."""
    level = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    upright = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    return np.bitwise_or(level, upright)


def _judged(closed: Ink, ink: Ink, place: tuple[int, int, int, int]) -> Checkbox | None:
    """The box at that place; None for what has no whole frame, or is full of ink."""
    left, top, width, height = place
    part, bare = (one[top : top + height, left : left + width] > 0 for one in (closed, ink))
    across, down = max(1, round(BAND * width)), max(1, round(BAND * height))
    if _least_edge(part, across, down) < DRAWN or _least_edge(bare, across, down) < INKED:
        return None
    wide, tall = max(1, round(CORNER * width)), max(1, round(CORNER * height))
    corners = (part[:tall, :wide], part[:tall, -wide:], part[-tall:, :wide], part[-tall:, -wide:])
    if not all(_has_corner(corner) for corner in corners):
        return None
    if max(map(_thickness, (bare, bare[::-1], bare.T, bare.T[::-1]))) > THICK or not _stands_apart(
        ink, place
    ):
        return None
    inside = bare[2 * down : -2 * down, 2 * across : -2 * across]
    share = float(inside.mean()) if inside.size else 1.0
    if share > FULL:
        return None
    return Checkbox(
        box=(left, top, left + width, top + height),
        marked=share >= SHARE_MARKED,
        certain=not CERTAIN[0] < share < CERTAIN[1],
    )


def _least_edge(part: NDArray[np.bool_], across: int, down: int) -> float:
    """Share of its worst edge along which there is ink."""
    edges = (
        part[:down].any(axis=0),
        part[-down:].any(axis=0),
        part[:, :across].any(axis=1),
        part[:, -across:].any(axis=1),
    )
    return min(float(edge.mean()) for edge in edges)


def _has_corner(corner: NDArray[np.bool_]) -> bool:
    """Whether ink runs along both of the corner's edges, as far as its end."""
    return bool(corner.any(axis=0).mean() >= CORNERED and corner.any(axis=1).mean() >= CORNERED)


def _thickness(part: NDArray[np.bool_]) -> float:
    """Share of ink in the strip below its upper edge's frame."""
    height, width = part.shape
    strip = part[round(THIN[0] * height) : max(1, round(THIN[1] * height)), width // 4 : -(width // 4)]
    return float(strip.mean()) if strip.size else 1.0


def _stands_apart(ink: Ink, place: tuple[int, int, int, int]) -> bool:
    """On all four sides: the page may lie on its side."""
    left, top, width, height = place
    white = max(2, round(APART * width))
    columns, rows = slice(left, left + width), slice(top, top + height)
    before, over = (
        slice(max(0, left - 1 - white), max(0, left - 1)),
        slice(max(0, top - 1 - white), max(0, top - 1)),
    )
    after, under = (
        slice(left + width + 1, left + width + 1 + white),
        slice(top + height + 1, top + height + 1 + white),
    )
    beside = [ink[rows, before].any(axis=1), ink[rows, after].any(axis=1)]
    beside += [ink[over, columns].any(axis=0), ink[under, columns].any(axis=0)]
    return all(float(side.mean()) <= TOUCHED for side in beside)
