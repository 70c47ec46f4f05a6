"""Finds an agenda's narrow column of numbers, which stands nearer to its text than columns do. Pure.

`1  Mötets öppnande`, `2  Val av justerare`: the room behind the number is less than what parts columns
elsewhere, but the texts begin under each other and the numbers count on.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from schemas.page import ReadLine

LEAST_ROWS = 3
"""Numbers that count on from row to row; fewer may be chance."""
ROOM = 0.55
"""Type heights behind the number; a word's space ends at .35."""
SAME_EDGE = 3.0
"""Points by which the texts' left edges differ."""

_NUMBER = re.compile(r"\d{1,2}")
_BEGINS_WITH_NUMBER = re.compile(r"\s*\d{1,2}\s")


def number_column(lines: Sequence[ReadLine]) -> frozenset[int]:
    """The positions of the lines of a page that begin with a number in a column of its own."""
    found: set[int] = set()
    for run in _runs(lines):
        if len(run) >= LEAST_ROWS:
            found.update(run)
    return frozenset(found)


def _runs(lines: Sequence[ReadLine]) -> Iterator[list[int]]:
    """Rows that count on, with nothing between them but what stands under their text or right of it."""
    run: list[int] = []
    edge = 0.0
    for position, line in enumerate(lines):
        text_edge = _text_edge(line)
        if text_edge is not None and run and _counts_on(lines[run[-1]], line, edge, text_edge):
            run.append(position)
        elif text_edge is not None:
            yield run
            run, edge = [position], text_edge
        elif run and (line.box is None or line.box[0] < edge - SAME_EDGE):
            yield run
            run = []
    yield run


def _counts_on(before: ReadLine, line: ReadLine, edge: float, text_edge: float) -> bool:
    return abs(text_edge - edge) <= SAME_EDGE and int(line.words[0].text) == int(before.words[0].text) + 1


def _text_edge(line: ReadLine) -> float | None:
    """Where the text behind the line's number begins, in points; None where there is no such room."""
    if not _BEGINS_WITH_NUMBER.match(line.text):
        return None
    number, text = next(pairwise(line.words), (None, None))
    if number is None or text is None or not _NUMBER.fullmatch(number.text):
        return None
    if number.box is None or text.box is None:
        return None
    height = line.size or number.box[3] - number.box[1]
    return text.box[0] if text.box[0] - number.box[2] > ROOM * height else None
