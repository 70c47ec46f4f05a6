"""Parts strips that the detection network drew across the white between two columns. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.reading.levelling import Gray
from workers.reading.pp_ocr.order import laid_level, skew
from workers.reading.pp_ocr.strips import HEIGHT, Strip
from workers.reading.pp_ocr.words import Inked, inked, runs

ENOUGH = 5
"""Lines that must begin at the same place for a column to begin there."""
ALIGNED = 3.0
"""Points within which they begin."""
WHITE = 0.35
"""White before a column, in line heights, at least: word spaces in justified text reach .3."""
SPECK = 0.2
"""Height of dirt, of a full stop and of a hyphen in line heights, at most."""
LEAST_INK = 2
"""Pixels of a column of the 48-pixel picture from which it counts as inked."""

SAME_ROW = 0.5
PART = 0.8
"""Share of a strip within another one from which it is a part of it."""
MOST_TRIMMED = 1.5
"""Line heights. Strips that overlap by more than twice this are read as they are."""
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class _Line:
    strip: Strip
    ink: Inked
    """Of its picture."""
    left: float
    """x of its strip on the page laid level, points."""
    scale: float
    """Points for each column of the picture."""

    @cached_property
    def columns(self) -> Inked:
        """Which columns of its picture bear ink."""
        return _inked_columns(self.ink)

    @property
    def without_specks(self) -> Inked:
        """The same but for specks, among which are full stops and hyphens."""
        return _inked_columns(_without_specks(self.ink))

    @property
    def start(self) -> float | None:
        """x of its first ink; null without ink."""
        there = np.flatnonzero(self.columns)
        return self.left + float(there[0]) * self.scale if there.size else None


def without_parts(strips: Sequence[Strip], dpi: float) -> list[Strip]:
    """The strips but for those that lie within a longer one on their row: letters found twice."""
    if not strips:
        return []
    angle = skew(strips)
    boxes = np.array([laid_level(strip, angle, dpi) for strip in strips])
    return [strip for strip, box in zip(strips, boxes, strict=True) if not _is_part(box, boxes)]


def _is_part(box: Floats, boxes: Floats) -> bool:
    left, top, right, bottom = box
    width = right - left
    inside = np.minimum(right, boxes[:, 2]) - np.maximum(left, boxes[:, 0])
    down = np.minimum(bottom, boxes[:, 3]) - np.maximum(top, boxes[:, 1])
    longer = boxes[:, 2] - boxes[:, 0] > width
    return bool(np.any(longer & (inside > PART * width) & (down > SAME_ROW * (bottom - top))))


def trimmed(strips: Sequence[Strip], dpi: float) -> list[Strip]:
    """The strips, those that reach into a neighbour on their row cut where both end."""
    if not strips:
        return []
    angle = skew(strips)
    boxes = np.array([laid_level(strip, angle, dpi) for strip in strips])
    return [_trimmed(strip, boxes[index], boxes) for index, strip in enumerate(strips)]


def _trimmed(strip: Strip, box: Floats, boxes: Floats) -> Strip:
    left, top, right, bottom = box
    height = bottom - top
    on_row = np.minimum(bottom, boxes[:, 3]) - np.maximum(top, boxes[:, 1]) > SAME_ROW * height
    over_end = on_row & (boxes[:, 0] > left + height) & (boxes[:, 0] < right) & (boxes[:, 2] > right + height)
    over_start = (
        on_row & (boxes[:, 2] < right - height) & (boxes[:, 2] > left) & (boxes[:, 0] < left - height)
    )
    start = max((float(end - left) / 2 for end in boxes[over_start, 2]), default=0.0)
    cut = max((float(right - begin) / 2 for begin in boxes[over_end, 0]), default=0.0)
    scale = strip.width / float(right - left)
    longest = MOST_TRIMMED * float(height)
    if max(start, cut) > longest:
        return strip
    return strip.part(start * scale, strip.width - cut * scale)


def parted(strips: Sequence[Strip], pictures: Sequence[Gray], dpi: float) -> list[Strip]:
    """The strips, each that spans the white before a column cut in two there."""
    if not strips:
        return []
    angle = skew(strips)
    lines = []
    for strip, picture in zip(strips, pictures, strict=True):
        left, _, right, _ = laid_level(strip, angle, dpi)
        lines.append(_Line(strip, inked(picture), left, (right - left) / picture.shape[1]))
    edges = _edges([start for line in lines if (start := line.start) is not None])
    if not edges:
        return list(strips)
    return [part for line in lines for part in _cut(line, edges)]


def _inked_columns(ink: Inked) -> Inked:
    inked_columns: Inked = ink.sum(axis=0) >= LEAST_INK
    return inked_columns


def _without_specks(ink: Inked) -> Inked:
    count, labels, found, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    small = np.flatnonzero(found[:count, cv2.CC_STAT_HEIGHT] <= SPECK * HEIGHT)
    return ink & ~np.isin(labels, small)


def _edges(starts: Sequence[float]) -> list[float]:
    """Where columns begin, from left to right, other than the first."""
    edges: list[float] = []
    group: list[float] = []
    for start in [*sorted(starts), float("inf")]:
        if group and start - group[0] > ALIGNED:
            if len(group) >= ENOUGH:
                edges.append(median(group))
            group = group[1:] if start - group[-1] <= ALIGNED else []
        group.append(start)
    return edges[1:]


def _cut(line: _Line, edges: Sequence[float]) -> list[Strip]:
    # Dirt between the columns breaks the white; a column may also begin with a dash that looks like dirt.
    cuts = _cuts(line, line.columns, edges) or _cuts(line, line.without_specks, edges)
    if not cuts:
        return [line.strip]
    to_pixels = line.strip.width / line.columns.size
    borders = [0.0, *(cut * to_pixels for cut in cuts), line.strip.width]
    return [line.strip.part(start, end) for start, end in pairwise(borders)]


def _cuts(line: _Line, columns: Inked, edges: Sequence[float]) -> list[float]:
    """Where the line is to be cut: shortly before a column, in columns of its picture."""
    return [
        float(last) - WHITE * HEIGHT / 2
        for (_, first), (last, _) in pairwise(runs(columns))
        # White with a hyphen in it is no column's: `2024-` would be parted from `137`.
        if np.count_nonzero(~line.columns[first:last]) >= WHITE * HEIGHT
        and any(abs(line.left + float(last) * line.scale - edge) <= ALIGNED for edge in edges)
    ]
