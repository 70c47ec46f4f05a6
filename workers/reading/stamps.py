"""Parts a page's coloured stamps from its print, so that each can be read without the other. Pure.

A received stamp in blue or red ink lies askew and across the text. In the page's gray it spoils the words
below it and is itself not read. So its pixels are taken out of the page's gray, and set straight apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, radians, sin

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from schemas.base import Box

Samples = NDArray[np.uint8]

PAPER_PERCENTILE = 75
COLOURED = 45
"""Difference between a pixel's strongest and weakest channel, against the paper's, from which it is
coloured ink. Black print stays below 25 even with the fringes that scanners draw."""
FADED = 22
"""The same for the pixels at a stroke's edge, which go with it."""
BLACK = 0.45
"""A pixel whose strongest channel stays below this share of the paper's is black print under the stamp."""
REACH_INTO = 3.0
"""Pixels. Where a stamp's ink is taken out, its neighbours reach so far into the gap: strokes close again."""
CELL = 0.05
"""Inches. Side of the cells in which coloured pixels are counted."""
CELL_SHARE = 0.05
"""Share of coloured pixels in a cell that belongs to a stamp."""
REACH = 3
"""Cells by which a stamp's letters may stand apart."""
SMALLEST = (0.6, 0.3)
LARGEST = (5.0, 4.0)
"""Inches, width and height. Smaller are marks and dots, larger are pictures and coloured paper."""
MOST = 4
"""Stamps looked for on one page, the largest first."""
STEEPEST = 15
"""Degrees by which a stamp may lean."""
STEPS = ((1.0, STEEPEST), (0.25, 0.75))
"""Angles tried: step and reach in degrees, coarse and fine."""
PREVIEW_DPI = 100
LEANING = 2.0
"""Degrees from which coloured ink is a stamp; less is the page's own skew, and the ink coloured print …"""
FRAME = 0.55
"""… unless it stands in a frame: a row or column that is ink to this share is a frame's line."""
MARGIN = 0.08
"""Inches of white kept around a stamp."""


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """A stamp set straight: its ink dark on white, and how its pixels lie on the page."""

    gray: Samples
    centre: tuple[float, float]
    """Of the stamp, in pixels of the page."""
    angle: float
    """Degrees that it was turned, counter-clockwise."""

    def on_page(self, box: Box) -> Box:
        """The smallest upright box on the page around `box` of the straightened stamp, in pixels."""
        rows, columns = self.gray.shape
        turn = radians(self.angle)
        corners = [(x - columns / 2, y - rows / 2) for x in (box[0], box[2]) for y in (box[1], box[3])]
        xs = [self.centre[0] + x * cos(turn) - y * sin(turn) for x, y in corners]
        ys = [self.centre[1] + x * sin(turn) + y * cos(turn) for x, y in corners]
        return min(xs), min(ys), max(xs), max(ys)


@dataclass(frozen=True)
class Separated:
    """The page's gray without its stamps, and the stamps."""

    gray: Samples
    stamps: tuple[Stamp, ...]


def separate(colours: Samples, dpi: float) -> Separated:
    """Part a page of rows × columns × RGB."""
    gray = np.asarray(Image.fromarray(colours).convert("L")).copy()
    paper = np.percentile(colours[::8, ::8].reshape(-1, 3), PAPER_PERCENTILE, axis=0).astype(np.float32)
    stamps = []
    for x0, y0, x1, y1 in _regions(colours, paper, dpi):
        strength = _colour_strength(colours[y0:y1, x0:x1], paper)
        stamp = _straightened(strength, ((x0 + x1) / 2, (y0 + y1) / 2), dpi)
        if stamp is not None:
            black = colours[y0:y1, x0:x1].max(axis=2) < BLACK * float(paper.max())
            inked = _grown(_grown(strength > FADED)) & ~black
            gray[y0:y1, x0:x1] = cv2.inpaint(
                gray[y0:y1, x0:x1], inked.astype(np.uint8), REACH_INTO, cv2.INPAINT_TELEA
            )
            stamps.append(stamp)
    return Separated(gray, tuple(stamps))


def _colour_strength(colours: Samples, paper: NDArray[np.float32]) -> NDArray[np.float32]:
    """How much the channels differ, 0 to 255, on paper made white."""
    white = np.minimum(colours.astype(np.float32) * (255.0 / np.maximum(paper, 1.0)), 255.0)
    difference: NDArray[np.float32] = white.max(axis=2) - white.min(axis=2)
    return difference


def _regions(colours: Samples, paper: NDArray[np.float32], dpi: float) -> list[tuple[int, int, int, int]]:
    """Boxes (pixels) of the compact patches of coloured ink that have a stamp's size."""
    step = max(1, int(dpi // PREVIEW_DPI))
    coloured = _colour_strength(colours[::step, ::step], paper) > COLOURED
    cell = max(2, round(CELL * dpi / step))
    rows, columns = coloured.shape[0] // cell, coloured.shape[1] // cell
    cells = coloured[: rows * cell, : columns * cell].reshape(rows, cell, columns, cell).mean(axis=(1, 3))
    side, margin = cell * step, round(MARGIN * dpi)
    height, width = colours.shape[:2]
    boxes = []
    for top, left, bottom, right in _patches(cells > CELL_SHARE):
        size = (right - left) * side / dpi, (bottom - top) * side / dpi
        if all(low <= length <= high for low, length, high in zip(SMALLEST, size, LARGEST, strict=True)):
            boxes.append(
                (
                    max(0, left * side - margin),
                    max(0, top * side - margin),
                    min(width, right * side + margin),
                    min(height, bottom * side + margin),
                )
            )
    boxes.sort(key=lambda box: (box[2] - box[0]) * (box[3] - box[1]), reverse=True)
    return boxes[:MOST]


def _patches(occupied: NDArray[np.bool_]) -> Iterator[tuple[int, int, int, int]]:
    """Top, left, bottom, right of the groups of occupied cells that stand no more than `REACH` apart."""
    waiting = {(int(row), int(column)) for row, column in np.argwhere(occupied)}
    near = [(dy, dx) for dy in range(-REACH, REACH + 1) for dx in range(-REACH, REACH + 1)]
    while waiting:
        start = min(waiting)
        waiting.discard(start)
        patch, border = [start], [start]
        while border:
            row, column = border.pop()
            found = [(row + dy, column + dx) for dy, dx in near if (row + dy, column + dx) in waiting]
            waiting.difference_update(found)
            patch += found
            border += found
        rows, columns = zip(*patch, strict=True)
        yield min(rows), min(columns), max(rows) + 1, max(columns) + 1


def _grown(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The mask with its neighbours, where ink fades into paper."""
    grown = mask.copy()
    grown[1:] |= mask[:-1]
    grown[:-1] |= mask[1:]
    grown[:, 1:] |= mask[:, :-1]
    grown[:, :-1] |= mask[:, 1:]
    return grown


def _straightened(strength: NDArray[np.float32], centre: tuple[float, float], dpi: float) -> Stamp | None:
    """The stamp without its frame; None for coloured print that is no stamp."""
    full = max(float(COLOURED), float(np.percentile(strength, 97)))
    ink = Image.fromarray((np.minimum(strength / full, 1.0) * 255).astype(np.uint8))
    angle = _lean(ink, dpi)
    straight = np.asarray(ink.rotate(angle, Image.Resampling.BICUBIC, expand=True)).copy()
    inked = straight > 255 * COLOURED / full / 2
    frame_rows, frame_columns = inked.mean(axis=1) > FRAME, inked.mean(axis=0) > FRAME
    if abs(angle) < LEANING and not (frame_rows.any() and frame_columns.any()):
        return None
    straight[frame_rows, :] = 0
    straight[:, frame_columns] = 0
    return Stamp(gray=255 - straight, centre=centre, angle=angle)


def _lean(ink: Image.Image, dpi: float) -> float:
    """Degrees to turn the stamp, counter-clockwise, so that its lines run level: there the sums of its rows
    differ most."""
    preview = ink.reduce(max(1, int(dpi // PREVIEW_DPI)))
    best = 0.0
    for step, reach in STEPS:
        angles = [best + step * count for count in range(-round(reach / step), round(reach / step) + 1)]
        best = max(angles, key=lambda angle: _unevenness(preview, angle))
    return best


def _unevenness(ink: Image.Image, angle: float) -> float:
    rows = np.asarray(ink.rotate(angle, Image.Resampling.BILINEAR, expand=True), dtype=np.float32).sum(axis=1)
    return float(np.sum(np.diff(rows) ** 2))
