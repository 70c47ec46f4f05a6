"""From the characters of a text layer to words and lines in reading order. Pure.

Everything happens in reading space: the page turned so that most of its text runs to the right. Boxes are
mapped back to the unrotated page at the end.
"""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

import numpy as np

from schemas.base import Box, Rotation
from schemas.page import ReadLine, Word
from schemas.turning import TURNS, turn_box_back, turned_by
from workers.reading.columns import in_reading_order
from workers.reading.glyph import Glyphs
from workers.reading.rows import PrintedRows, printed_rows
from workers.reading.segment import Segment

MOSTLY = 0.5


def reading_rotation(glyphs: Glyphs, rotate: Rotation) -> Rotation:
    """Clockwise degrees to turn the page so that most of its text runs to the right.

    `rotate` is what the file asks for; it decides where there is no text.
    """
    if not len(glyphs):
        return rotate
    counts = np.bincount(glyphs.quarters, minlength=len(TURNS))
    return turned_by(0, -TURNS[int(counts.argmax())])


def lines_of(glyphs: Glyphs, *, width: float, height: float, rotation: Rotation) -> tuple[ReadLine, ...]:
    """Lines in reading order. `width` and `height` (points) are the unrotated page's.

    Text that runs in another direction than most (margin marks, turned stamps) comes last.
    """
    lines: list[ReadLine] = []
    for turn in (rotation, *(other for other in TURNS if other != rotation)):
        rows = printed_rows(glyphs, turn, width, height)
        if rows is not None:
            for row in in_reading_order(_segments(rows)):
                line = _line([word for segment in row for word in segment.content])
                lines.append(_turned_back(line, width, height, turn))
    return tuple(lines)


class _PrintedWord(NamedTuple):
    text: str
    box: Box
    edges: tuple[float, ...]
    """Left edge of each character and the right edge of the last."""
    heights: list[float]
    """Of its glyphs."""
    bold: int
    """How many of its glyphs are."""


def _segments(rows: PrintedRows) -> list[Segment[list[_PrintedWord]]]:
    words = list(_words(rows))
    starts = np.searchsorted(rows.words, rows.segments).tolist()
    parts = [words[start:end] for start, end in zip(starts, [*starts[1:], len(words)], strict=True)]
    return [
        Segment(
            content=part,
            box=_union([word.box for word in part]),
            text=" ".join([word.text for word in part]),
            words=len(part),
        )
        for part in parts
    ]


def _words(rows: PrintedRows) -> Iterator[_PrintedWord]:
    starts = rows.words.tolist()
    ends = [*starts[1:], len(rows.texts)]
    boxes = np.concatenate(
        [
            np.minimum.reduceat(rows.boxes[:, :2], rows.words),
            np.maximum.reduceat(rows.boxes[:, 2:], rows.words),
        ],
        axis=1,
    ).tolist()
    lefts, rights = rows.boxes[:, 0].tolist(), rows.boxes[:, 2].tolist()
    heights, bold = (rows.boxes[:, 3] - rows.boxes[:, 1]).tolist(), rows.bold.tolist()
    for start, end, box in zip(starts, ends, boxes, strict=True):
        texts = rows.texts[start:end]
        text = "".join(texts)
        edges = lefts[start:end]
        if len(text) != len(texts):
            edges = list(_shared_out(texts, edges, rights[start:end]))
        yield _PrintedWord(
            text=text,
            box=tuple(box),
            edges=(*edges, rights[end - 1]),
            heights=heights[start:end],
            bold=sum(bold[start:end]),
        )


def _shared_out(texts: Sequence[str], lefts: Sequence[float], rights: Sequence[float]) -> Iterator[float]:
    """Left edges of characters; a ligature's width is shared out among its letters."""
    for text, x0, x1 in zip(texts, lefts, rights, strict=True):
        yield x0
        for index in range(1, len(text)):
            yield round(x0 + (x1 - x0) * index / len(text), 3)


def _line(printed: Sequence[_PrintedWord]) -> ReadLine:
    words: list[Word] = []
    start = 0
    for word in printed:
        words.append(Word(text=word.text, start=start, box=word.box, edges=word.edges))
        start += len(word.text) + 1
    heights = [height for word in printed for height in word.heights]
    return ReadLine(
        text=" ".join([word.text for word in printed]),
        words=tuple(words),
        box=_union([word.box for word in printed]),
        size=round(median(heights), 2),
        bold=sum([word.bold for word in printed]) > MOSTLY * len(heights),
    )


def _union(boxes: Sequence[Box]) -> Box:
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return min(x0s), min(tops), max(x1s), max(bottoms)


def _turned_back(line: ReadLine, width: float, height: float, turn: Rotation) -> ReadLine:
    if turn == 0:
        return line
    words = tuple(
        word.model_copy(update={"box": turn_box_back(word.box, width, height, turn), "edges": None})
        for word in line.words
        if word.box is not None
    )
    box = None if line.box is None else turn_box_back(line.box, width, height, turn)
    return line.model_copy(update={"words": words, "box": box})
