"""Parts of a page's pixels painted over, so that a recogniser sees the rest; and print outside given boxes.

Boxes are in points of the unrotated page. Pure.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from schemas.base import Box
from workers.reading.checking import PagePixels
from workers.reading.levelling import level

PAPER_PERCENTILE = 80
"""The paper's tone is brighter than most of a page."""
CELL = 0.08
"""Inches. Side of the cells in which ink is looked for: half a line of text."""
INKED = (0.03, 0.7)
"""Share of a cell that its ink covers where text stands; more is a border or a picture."""
DARK = 128
MARGIN = 0.3
"""Inches along the page's edges whose ink is a border or a shadow."""
GRAY = 2


def only(picture: PagePixels, boxes: Sequence[Box]) -> PagePixels:
    """The picture with everything but these boxes in the colour of the paper."""
    shown = np.full_like(picture.samples, 0)
    shown[...] = _paper(picture)
    for x0, top, x1, bottom in _pixels(picture, boxes, grow=0):
        shown[top:bottom, x0:x1] = picture.samples[top:bottom, x0:x1]
    return replace(picture, samples=shown)


def without(picture: PagePixels, boxes: Sequence[Box]) -> PagePixels:
    """The picture with these boxes in the colour of the paper."""
    shown = picture.samples.copy()
    for x0, top, x1, bottom in _pixels(picture, boxes, grow=0):
        shown[top:bottom, x0:x1] = _paper(picture)
    return replace(picture, samples=shown)


def ink_outside(picture: PagePixels, boxes: Sequence[Box], grow: float) -> float:
    """Square inches of what looks like text outside the boxes, each widened by `grow` points."""
    gray = picture.samples if picture.samples.ndim == GRAY else picture.samples.min(axis=2)
    cell = max(2, round(CELL * picture.dpi))
    rows, columns = gray.shape[0] // cell, gray.shape[1] // cell
    if not rows or not columns:
        return 0.0
    dark = level(np.ascontiguousarray(gray), picture.dpi).gray < DARK
    share = dark[: rows * cell, : columns * cell].reshape(rows, cell, columns, cell).mean(axis=(1, 3))
    inked = (share > INKED[0]) & (share < INKED[1])
    for x0, top, x1, bottom in _pixels(picture, boxes, grow=grow):
        inked[top // cell : -(-bottom // cell), x0 // cell : -(-x1 // cell)] = False
    edge = round(MARGIN / CELL)
    inside = inked[edge:-edge, edge:-edge]
    return float((inside & _beside(inside)).sum()) * CELL * CELL


def _beside(inked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Cells whose neighbour to the left or right has ink: specks have none."""
    beside = np.zeros_like(inked)
    beside[:, 1:] |= inked[:, :-1]
    beside[:, :-1] |= inked[:, 1:]
    return beside


def _paper(picture: PagePixels) -> NDArray[np.uint8]:
    sample = picture.samples[::9, ::9]
    tone = np.percentile(sample.reshape(-1, *sample.shape[2:]), PAPER_PERCENTILE, axis=0)
    return np.asarray(tone, dtype=np.uint8)


def _pixels(picture: PagePixels, boxes: Sequence[Box], *, grow: float) -> list[tuple[int, int, int, int]]:
    rows, columns = picture.samples.shape[:2]
    left, top, right, bottom = picture.box
    across, down = columns / (right - left), rows / (bottom - top)
    return [
        (
            max(0, int((x0 - grow - left) * across)),
            max(0, int((y0 - grow - top) * down)),
            max(0, -int(-(x1 + grow - left) * across)),
            max(0, -int(-(y1 + grow - top) * down)),
        )
        for x0, y0, x1, y1 in boxes
    ]
