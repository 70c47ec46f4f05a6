"""Finds what is written by hand between the print, by its form: signatures, notes of joined letters. Pure.

Networks that find lines of print find half of the signatures, and no reader can read them. A pen's stroke is
thin, long and bent, and what hangs together is larger than any letter of print.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from schemas.base import Box
from schemas.turning import turn_box, turn_box_back
from workers.reading.levelling import Gray
from workers.reading.recogniser import RecognisedLine, Recognition
from workers.reading.regions import around
from workers.reading.setwidth import ems

DPI = 150
"""Resolution at which strokes are followed."""
PAPER, DARKER = 0.35, 18
"""Inches around a pixel whose mean is the paper's tone, and how much darker ink is."""
RULE = 0.45
"""Inches of a straight line that no pen draws freehand."""
LEAST, MOST = (0.45, 0.14), (3.6, 1.3)
"""Inches, width and height, of what hangs together."""
STROKE = 0.045
"""Inches. A pen's stroke is thinner."""
FILL = 0.30
"""Share of its box that ink covers at most; emblems and blots cover more."""
CROSSINGS = 4
"""How often the stroke passes some height, at least: arcs, brackets and torn edges do so once or twice."""
WIDER = 1.3
"""Width in heights, at least."""
NEAR = 0.12
"""Inches between parts of one signature."""
LARGEST_NUMBER = 8
"""More on one page are a drawing, a map, or a page written by hand."""
SPREAD = 2.5
"""A word whose letters would be this much wider than high is no print."""

Mask = NDArray[np.uint8]


@dataclass(frozen=True, kw_only=True)
class ByHand:
    """A page's print without what was read of handwriting, and where that stands, in pixels."""

    lines: tuple[RecognisedLine, ...]
    boxes: tuple[Box, ...]


def by_hand(gray: Gray, dpi: float, recognition: Recognition) -> ByHand:
    """What was recognised of these pixels, with the handwriting that the recogniser has not seen as such."""
    rows, columns = gray.shape
    turn = recognition.rotation
    upright = np.ascontiguousarray(np.rot90(gray, -turn // 90))
    words = [
        word._replace(box=turn_box(word.box, columns, rows, turn))
        for word in (Printed(one.text, one.box) for line in recognition.lines for one in line.words)
    ]
    found = [turn_box_back(box, columns, rows, turn) for box in scrawls(upright, dpi, words)]
    # The words again, in their lines, by what they look like when the page lies for reading.
    printed = iter([is_print(word) for word in words])
    lines = [
        tuple(word for word in line.words if next(printed) or not any(_holds(box, word.box) for box in found))
        for line in recognition.lines
    ]
    return ByHand(
        lines=tuple(RecognisedLine(words) for words in lines if words),
        boxes=tuple(_joined([*recognition.handwriting, *found], NEAR * dpi)),
    )


def _holds(area: Box, box: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return area[0] <= x <= area[2] and area[1] <= y <= area[3]


class Printed(NamedTuple):
    """A word as a reader gives it; its box in pixels of a page that lies for reading."""

    text: str
    box: Box


def scrawls(gray: Gray, dpi: float, words: Sequence[Printed]) -> list[Box]:
    """Boxes of handwriting, in pixels of the picture, in which these words were read."""
    scale = DPI / dpi
    size = max(1, round(gray.shape[1] * scale)), max(1, round(gray.shape[0] * scale))
    small = np.asarray(cv2.resize(gray, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    ink = _without_rules(_ink(small))
    for word in words:
        if is_print(word):
            x0, top, x1, bottom = (round(edge * scale) for edge in word.box)
            ink[max(0, top - 1) : bottom + 1, max(0, x0 - 1) : x1 + 1] = 0
    found = _joined(_strokes(ink), NEAR * DPI)
    if len(found) > LARGEST_NUMBER:
        return []
    return [(x0 / scale, top / scale, x1 / scale, bottom / scale) for x0, top, x1, bottom in found]


def is_print(word: Printed) -> bool:
    """Whether the word's letters would be about as wide as high: of a scrawl few are read, far apart."""
    x0, top, x1, bottom = word.box
    return x1 - x0 <= SPREAD * max(1.0, bottom - top) * max(0.3, ems(word.text))


def _ink(gray: Gray) -> Mask:
    paper = round(PAPER * DPI) | 1
    return np.asarray(
        cv2.adaptiveThreshold(gray, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, paper, DARKER),
        dtype=np.uint8,
    )


def _without_rules(ink: Mask) -> Mask:
    """The ink without straight lines across and down, and what little stands off them."""
    long = round(RULE * DPI)
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((long, 1), np.uint8))
    rules = cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8))
    return np.asarray(cv2.subtract(ink, rules), dtype=np.uint8)


def _strokes(ink: Mask) -> list[Box]:
    """Boxes of what hangs together and is like a pen's stroke."""
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    widths, heights, areas = (
        stats[:, what].astype(float) for what in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA)
    )
    fits = (
        (LEAST[0] * DPI <= widths)
        & (widths <= MOST[0] * DPI)
        & (LEAST[1] * DPI <= heights)
        & (heights <= MOST[1] * DPI)
        & (widths >= WIDER * heights)
        & (areas <= FILL * widths * heights)
    )
    found: list[Box] = []
    # Label 0 is the paper.
    for label in np.flatnonzero(fits[1:]) + 1:
        x, y, width, height, _ = stats[label].tolist()
        part = (labels[y : y + height, x : x + width] == label).astype(np.uint8)
        if _is_stroke(part):
            found.append((x, y, x + width, y + height))
    return found


def _is_stroke(part: Mask) -> bool:
    framed = cv2.copyMakeBorder(part, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    half = cv2.distanceTransform(framed, cv2.DIST_L2, 3)
    # The middle of a stroke lies half its width from its edge; where strokes cross it lies deeper.
    thick = 2 * float(np.percentile(half[framed > 0], 90))
    crossings = int((np.diff(framed.astype(np.int8), axis=1) > 0).sum(axis=1).max())
    return thick <= STROKE * DPI and crossings >= CROSSINGS


def _joined(boxes: Sequence[Box], near: float) -> list[Box]:
    """The boxes, those that stand near each other as one."""
    joined: list[Box] = []
    for box in sorted(boxes):
        for at, other in enumerate(joined):
            apart = max(box[0] - other[2], other[0] - box[2], box[1] - other[3], other[1] - box[3])
            if apart <= near:
                joined[at] = around([other, box])
                break
        else:
            joined.append(box)
    return joined
