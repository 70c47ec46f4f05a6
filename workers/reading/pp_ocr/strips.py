"""Strips: the turned rectangles that hold one printed line each, and their pictures. Pure."""

from dataclasses import dataclass, replace
from math import ceil, cos, hypot, radians, sin

import cv2
import numpy as np

from schemas.base import Box
from workers.reading.levelling import Gray

HEIGHT = 48
"""Pixels. The height at which the recognition network reads a line."""
WIDEST = 3200
"""Pixels of a line's picture; wider lines are squeezed."""
ABOVE = 0.35
"""How far above the strip a mark may reach; in strip heights."""
STRONG_REDUCTION = 1.6
"""Line height, in its picture's, from which pixels are first averaged: warping alone would skip some."""


@dataclass(frozen=True, kw_only=True)
class Strip:
    """A rectangle on the page, in pixels, turned by `angle` degrees clockwise (-45 to 45)."""

    x: float
    y: float
    """Its centre."""
    width: float
    """Along the line."""
    height: float
    angle: float

    @property
    def along(self) -> tuple[float, float]:
        """The direction of the line, of length 1."""
        return cos(radians(self.angle)), sin(radians(self.angle))

    def point(self, along: float, down: float) -> tuple[float, float]:
        """The page's point that lies so far from the strip's top left corner, in pixels of the page."""
        ux, uy = self.along
        dx, dy = along - self.width / 2, down - self.height / 2
        return self.x + dx * ux - dy * uy, self.y + dx * uy + dy * ux

    def part(self, start: float, end: float) -> "Strip":
        """The piece of the strip between two distances from its left end."""
        x, y = self.point((start + end) / 2, self.height / 2)
        return Strip(x=x, y=y, width=end - start, height=self.height, angle=self.angle)

    def box(self, start: float, top: float, end: float, bottom: float) -> Box:
        """The smallest upright box on the page around a part of the strip."""
        corners = [self.point(along, down) for along in (start, end) for down in (top, bottom)]
        xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
        return min(xs), min(ys), max(xs), max(ys)


def higher(strip: Strip) -> Strip:
    """The strip with room for the marks over its capitals."""
    x, y = strip.point(strip.width / 2, (1 - ABOVE) * strip.height / 2)
    return replace(strip, x=x, y=y, height=(1 + ABOVE) * strip.height)


def picture_of(gray: Gray, strip: Strip, high: int = HEIGHT) -> Gray:
    """The strip's pixels, set level, so many pixels high."""
    width = min(WIDEST, max(8, round(high * strip.width / max(1.0, strip.height))))
    corners = [strip.point(0, 0), strip.point(strip.width, 0), strip.point(0, strip.height)]
    reduction = strip.height / high
    if reduction > STRONG_REDUCTION:
        gray, corners = _reduced(gray, [*corners, strip.point(strip.width, strip.height)], 1.2 / reduction)
    matrix = cv2.getAffineTransform(
        np.array(corners[:3], dtype=np.float32),
        np.array([(0, 0), (width, 0), (0, high)], dtype=np.float32),
    )
    sharp = cv2.INTER_CUBIC if reduction < 1 else cv2.INTER_LINEAR
    return np.asarray(
        cv2.warpAffine(gray, matrix, (width, high), flags=sharp, borderMode=cv2.BORDER_REPLICATE),
        dtype=np.uint8,
    )


def _reduced(
    gray: Gray, corners: list[tuple[float, float]], factor: float
) -> tuple[Gray, list[tuple[float, float]]]:
    """The part of the page around the corners, made smaller, and the corners in it."""
    rows, columns = gray.shape
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    left, top = max(0, int(min(xs)) - 2), max(0, int(min(ys)) - 2)
    right, bottom = min(columns, ceil(max(xs)) + 3), min(rows, ceil(max(ys)) + 3)
    if right - left < 2 or bottom - top < 2:  # noqa: PLR2004 - nothing to average
        return gray, corners
    part = cv2.resize(gray[top:bottom, left:right], None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    scale_x, scale_y = part.shape[1] / (right - left), part.shape[0] / (bottom - top)
    return np.asarray(part, dtype=np.uint8), [((x - left) * scale_x, (y - top) * scale_y) for x, y in corners]


def length(strip: Strip) -> float:
    """The longer side, in pixels."""
    return max(strip.width, strip.height)


def turned_quarter(strip: Strip, columns: int) -> Strip:
    """Where the strip lies after the page, `columns` pixels wide, is turned a quarter counter-clockwise."""
    return Strip(
        x=strip.y, y=columns - 1 - strip.x, width=strip.width, height=strip.height, angle=strip.angle - 90
    )


def level(strip: Strip) -> Strip:
    """The same rectangle with its angle between -45 and 45 degrees, width and height changed to match."""
    width, height, angle = strip.width, strip.height, strip.angle
    while angle > 45:  # noqa: PLR2004
        angle, width, height = angle - 90, height, width
    while angle <= -45:  # noqa: PLR2004
        angle, width, height = angle + 90, height, width
    return Strip(x=strip.x, y=strip.y, width=width, height=height, angle=angle)


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Pixels between two points."""
    return hypot(one[0] - other[0], one[1] - other[1])
