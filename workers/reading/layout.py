"""From the characters of a text layer to words and lines in reading order. Pure.

Everything happens in reading space: the page turned so that most of its text runs to the right. Boxes are
mapped back to the unrotated page at the end.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from statistics import median

from schemas.base import Box, Rotation
from schemas.page import ReadLine, Word
from schemas.turning import TURNS, turn_box, turn_box_back, turned_by
from workers.reading.columns import in_reading_order
from workers.reading.glyph import Glyph
from workers.reading.segment import Segment
from workers.reading.skew import slope

SPACE_GAP = 0.20
"""Gap between two glyphs, in type sizes, that is read as a space even if none is written. Word spaces are
.22 to .35 in print; letter spacing inside words stays below .15."""
COVERED_SPACE = 0.03
"""Type sizes from one letter's end to the next one's beginning, either way, up to which a written space is
none: some programs write one, without room, where a word may be broken. The narrowest space in use has .16.
Words of an OCR's layer may overlap by more, and are words all the same."""
TINY = 0.1
"""Points; a smaller type size cannot be seen."""
SEGMENT_GAP = 1.2
"""Gap, in type sizes, that parts a printed row into segments: columns, table cells, tab stops."""
SAME_ROW = 0.5
"""Two runs are in one row when their vertical overlap is at least this share of the lower one's height."""
DOUBLED = 0.15
"""A glyph painted again within this many type sizes is a cheap boldface, not a second letter."""
MOSTLY = 0.5
SPACES = " \u00a0\t\n\r\v\u2002\u2003\u2007\u2009\u202f\u200b\u2028\u2029\x85"
"""What separates words. Form feeds and other control characters stay where they are, for repair to judge."""


def reading_rotation(glyphs: Sequence[Glyph], rotate: Rotation) -> Rotation:
    """Clockwise degrees to turn the page so that most of its text runs to the right.

    `rotate` is what the file asks for; it decides where there is no text.
    """
    if not glyphs:
        return rotate
    counts: dict[Rotation, int] = {0: 0, 90: 0, 180: 0, 270: 0}
    for glyph in glyphs:
        counts[glyph.direction] += 1
    direction = max(counts, key=lambda turn: counts[turn])
    return turned_by(0, -direction)


def lines_of(
    glyphs: Sequence[Glyph], *, width: float, height: float, rotation: Rotation
) -> tuple[ReadLine, ...]:
    """Lines in reading order. `width` and `height` (points) are the unrotated page's.

    Text that runs in another direction than most (margin marks, turned stamps) comes last.
    """
    lines: list[ReadLine] = []
    for turn in (rotation, *(other for other in TURNS if other != rotation)):
        back = turned_by(0, -turn)
        turned = [
            glyph._replace(box=turn_box(glyph.box, width, height, turn)) if turn else glyph
            for glyph in glyphs
            if glyph.direction == back
        ]
        segments = [segment for row in _rows(turned, slope(turned)) for segment in _segments(row)]
        for row_of_segments in in_reading_order(segments):
            line = _line([word for segment in row_of_segments for word in segment.content])
            if line is not None:
                lines.append(_turned_back(line, width, height, turn))
    return tuple(lines)


def _rows(glyphs: Iterable[Glyph], slope: float) -> list[list[Glyph]]:
    """Glyphs of one printed row each, from top to bottom, every row from left to right."""
    extents: dict[tuple[float, float], list[Glyph]] = {}
    for glyph in glyphs:
        x0, top, x1, bottom = glyph.box
        fall = slope and slope * (x0 + x1) / 2
        extents.setdefault((top - fall, bottom - fall), []).append(glyph)
    rows: list[list[Glyph]] = []
    bands: list[tuple[float, float]] = []
    # A run of text has one height, so a page has few extents; all glyphs of one extent belong to one row.
    for (top, bottom), run in sorted(extents.items(), key=lambda item: (sum(item[0]), item[1][0].box[0])):
        for index in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
            band_top, band_bottom = bands[index]
            overlap = min(bottom, band_bottom) - max(top, band_top)
            if overlap >= SAME_ROW * max(0.1, min(bottom - top, band_bottom - band_top)):
                rows[index] += run
                break
        else:
            rows.append(run)
            bands.append((top, bottom))
    for row in rows:
        row.sort(key=_left)
    return [_without_doubles(row) for row in rows]


def _left(glyph: Glyph) -> float:
    return glyph.box[0]


def _without_doubles(row: list[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    last = float("-inf")
    for glyph in row:
        x0, top, _, bottom = glyph.box
        # From left to right: where the last one stands too far off, so do those before it.
        if x0 - last >= DOUBLED * (bottom - top) or not any(_is_double(glyph, other) for other in kept[-3:]):
            kept.append(glyph)
            last = x0
    return kept


def _is_double(glyph: Glyph, other: Glyph) -> bool:
    near = DOUBLED * (glyph.box[3] - glyph.box[1])
    return (
        glyph.text == other.text
        and abs(glyph.box[0] - other.box[0]) < near
        and abs(glyph.box[1] - other.box[1]) < near
    )


def _segments(row: Sequence[Glyph]) -> list[Segment[tuple[list[Glyph], ...]]]:
    """Runs of a row without a wide gap, each in words. Spaces do not bridge one."""
    parts: list[list[int]] = []
    """Places in the row of the printed glyphs of each."""
    right = float("-inf")
    for place, (text, (x0, top, x1, bottom), _, _) in enumerate(row):
        if _is_space(text):
            continue
        if not parts or x0 - right > SEGMENT_GAP * (bottom - top):
            parts.append([])
        parts[-1].append(place)
        right = max(right, x1)
    segments = []
    for part in parts:
        words = _words(row[part[0] : part[-1] + 1])
        box = _union([row[place].box for place in part])
        segments.append(Segment(content=tuple(words), box=box, words=len(words)))
    return segments


@lru_cache(maxsize=1024)
def _is_space(text: str) -> bool:
    return text in SPACES if len(text) == 1 else not text.strip(SPACES)


def _words(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    words: list[list[Glyph]] = []
    spaced = False
    right = 0.0
    for glyph in glyphs:
        text, (x0, top, x1, bottom), _, _ = glyph
        if _is_space(text):
            spaced = True
            continue
        gap = (x0 - right) / max(bottom - top, TINY)
        if not words or (abs(gap) > COVERED_SPACE if spaced else gap > SPACE_GAP):
            words.append([])
        words[-1].append(glyph)
        right = x1
        spaced = False
    return words


def _line(runs: Sequence[list[Glyph]]) -> ReadLine | None:
    """A line of words that are given by their glyphs."""
    words: list[Word] = []
    boxes: list[Box] = []
    start = 0
    for run in runs:
        text = "".join([glyph.text for glyph in run])
        boxes.append(_union([glyph.box for glyph in run]))
        words.append(Word(text=text, start=start, box=boxes[-1], edges=_edges(text, run)))
        start += len(text) + 1
    if not words:
        return None
    printed = [glyph for run in runs for glyph in run]
    return ReadLine(
        text=" ".join([word.text for word in words]),
        words=tuple(words),
        box=_union(boxes),
        size=round(median([glyph.box[3] - glyph.box[1] for glyph in printed]), 2),
        bold=sum([glyph.bold for glyph in printed]) > MOSTLY * len(printed),
    )


def _edges(text: str, run: Sequence[Glyph]) -> tuple[float, ...]:
    """Left edge of each character and the right edge of the last; a ligature's width is shared out."""
    if len(text) == len(run):
        return (*[round(glyph.box[0], 3) for glyph in run], round(run[-1].box[2], 3))
    edges: list[float] = []
    for glyph in run:
        x0, _, x1, _ = glyph.box
        edges.append(round(x0, 3))
        count = len(glyph.text)
        if count > 1:
            edges.extend(round(x0 + (x1 - x0) * index / count, 3) for index in range(1, count))
    return (*edges, round(run[-1].box[2], 3))


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


def _union(boxes: Sequence[Box]) -> Box:
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return round(min(x0s), 3), round(min(tops), 3), round(max(x1s), 3), round(max(bottoms), 3)
