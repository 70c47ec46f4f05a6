"""Where characters of a line stand on the page: the boxes of its words, cut between the letters."""

from bisect import bisect_left, bisect_right

from schemas.base import Box
from schemas.boxes import around
from schemas.page import ReadLine, Word


def box_of(line: ReadLine, start: int, end: int, *, upright: bool) -> Box | None:
    """The smallest box around the characters `[start, end)` of the line as read, in points.

    A part of a word is cut at its characters' edges where the reader knows them. Where it does not, the word
    stays whole if the rest of it is punctuation (a cut would go through the value's own last letter) or if
    the page is turned (its words do not run along x); else it is cut in proportion.
    """
    boxes: list[Box] = []
    first = bisect_right(line.words, start, key=lambda word: word.start + len(word.text))
    last = bisect_left(line.words, end, key=lambda word: word.start)
    for word in line.words[first:last]:
        a, b = max(start, word.start), min(end, word.start + len(word.text))
        if a >= b:
            continue
        if word.box is None:
            return None
        left, top, right, bottom = word.box
        if (a, b) != (word.start, word.start + len(word.text)):
            left, right = _cut(word, word.box, a - word.start, b - word.start, upright=upright)
        boxes.append((left, top, right, bottom))
    return around(boxes)


def _cut(word: Word, box: Box, start: int, end: int, *, upright: bool) -> tuple[float, float]:
    """Left and right edge of the characters `[start, end)` of the word."""
    length = len(word.text)
    if word.edges is not None and len(word.edges) == length + 1:
        edges = word.edges[start], word.edges[end]
        return min(edges), max(edges)
    rest = word.text[:start] + word.text[end:]
    if not upright or not any(character.isalnum() for character in rest):
        return box[0], box[2]
    width = (box[2] - box[0]) / length
    return box[0] + width * start, box[0] + width * end
