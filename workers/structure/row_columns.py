"""Finds rows of a table whose cells stand nearer to each other than columns do elsewhere. Pure.

`Leverantör   Org.nr   Rang` over `Textilia Syd AB 556000-7782 1`: the room in the second row is a word's, but
a word begins under each of the first row's cells.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from schemas.base import Box
from schemas.page import ReadLine

LEAST_EDGES = 2
"""Inner cells of the wide row that the narrow one follows; one may be chance."""
COLUMN = 1.6
"""Type heights between two words of a row that part its cells, as in every line."""
SAME_EDGE = 2.0
"""Points by which the left edges of one column differ."""
NEXT_ROW = 1.6
"""Type heights from one row's foot to the next one's top at most."""


def row_columns(lines: Sequence[ReadLine]) -> dict[int, frozenset[int]]:
    """For the positions of such rows the numbers of the words that begin a cell."""
    boxes = [_boxes(line) for line in lines]
    wide = [list(_edges(of_line, line)) for of_line, line in zip(boxes, lines, strict=True)]
    if not any(len(edges) >= LEAST_EDGES for edges in wide):
        return {}
    found: dict[int, frozenset[int]] = {}
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        edges: Sequence[float] = ()
        before: ReadLine | None = None
        for position in order:
            if before is None or not _adjoin(before, lines[position]):
                edges = ()
            if len(wide[position]) >= max(LEAST_EDGES, len(edges)):
                edges = wide[position]
            elif begins := _begins(boxes[position], edges):
                found[position] = found.get(position, frozenset()) | begins
            else:
                edges = ()
            before = lines[position]
    return found


def _boxes(line: ReadLine) -> Sequence[Box]:
    if line.box is None:
        return ()
    boxes = [word.box for word in line.words if word.box is not None]
    return boxes if len(boxes) == len(line.words) else ()


def _adjoin(one: ReadLine, other: ReadLine) -> bool:
    """Whether two lines stand right over each other."""
    if one.box is None or other.box is None:
        return False
    room = max(one.box[1], other.box[1]) - min(one.box[3], other.box[3])
    return 0 <= room + _height(one) <= (1 + NEXT_ROW) * _height(one)


def _height(line: ReadLine) -> float:
    return line.size or (line.box[3] - line.box[1] if line.box is not None else 0.0)


def _edges(boxes: Sequence[Box], line: ReadLine) -> Iterator[float]:
    """Where the inner cells of a row begin, in points."""
    yield from (b[0] for a, b in pairwise(boxes) if b[0] - a[2] > COLUMN * _height(line))


def _begins(boxes: Sequence[Box], edges: Sequence[float]) -> frozenset[int]:
    """The words under every one of the edges; none where one of them has no word."""
    under = [
        next((n for n, box in enumerate(boxes) if n and abs(box[0] - edge) <= SAME_EDGE), None)
        for edge in edges
    ]
    return frozenset(n for n in under if n is not None) if None not in under else frozenset()
