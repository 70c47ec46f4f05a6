"""Two pages that lie side by side on one sheet, told from a table that goes across it. Pure."""

from collections.abc import Sequence
from statistics import median

from workers.reading.segment import Content, Segment

WIDE = 1.1
"""Width of what is printed, in its height: two A4 pages on an A3 sheet have 1.2 to 1.5, one page .5 to .8."""
MIDDLE = (0.38, 0.62)
"""Where in that width the white between the pages may lie."""
GUTTER = 24.0
"""Points of it, at least: the inner margins of both pages."""
ENOUGH_LINES = 4
"""Lines of each page: fewer do not tell whether they are a table's."""
LEVEL, NEAR = 0.75, 0.25
"""Share of one page's lines that stand level with one of the other's, at most, within so much of their
height. All cells of a table's rows do; of the lines of two pages a quarter do by chance, half beside two
columns."""
PRINT = 2
"""Characters from which a segment is no speck of the shadow between the pages."""


def side_by_side(segments: Sequence[Segment[Content]]) -> list[list[Segment[Content]]]:
    """The segments of each page, the left one first; of a sheet with one page, all of them."""
    printed = [segment for segment in segments if len(segment.text) >= PRINT]
    middle = _white(printed)
    if middle is None:
        return [list(segments)]
    left = [segment for segment in printed if segment.box[2] <= middle]
    right = [segment for segment in printed if segment.box[0] >= middle]
    if min(len(left), len(right)) < ENOUGH_LINES or _are_level(left, right):
        return [list(segments)]
    centres = [(segment, (segment.box[0] + segment.box[2]) / 2) for segment in segments]
    return [
        [segment for segment, centre in centres if centre < middle],
        [segment for segment, centre in centres if centre >= middle],
    ]


def _white(printed: Sequence[Segment[Content]]) -> float | None:
    """The middle of the white that parts the sheet from top to bottom; None without any."""
    if not printed:
        return None
    x0, y0 = (min(segment.box[at] for segment in printed) for at in (0, 1))
    x1, y1 = (max(segment.box[at] for segment in printed) for at in (2, 3))
    if x1 - x0 < WIDE * (y1 - y0):
        return None
    first, last = (x0 + share * (x1 - x0) for share in MIDDLE)
    ends = sorted((segment.box[0], segment.box[2]) for segment in printed)
    reached = [ends[0][1]]
    for _, end in ends[1:]:
        reached.append(max(reached[-1], end))
    gaps = [
        (start - end, (start + end) / 2)
        for end, (start, _) in zip(reached, ends[1:], strict=False)
        if start - end >= GUTTER and first <= (start + end) / 2 <= last
    ]
    return max(gaps)[1] if gaps else None


def _are_level(left: Sequence[Segment[Content]], right: Sequence[Segment[Content]]) -> bool:
    """Whether they are rows of one table, be they all a little lower on one side: the sheet lay askew."""
    fewer, more = sorted((left, right), key=len)
    lower = [min((_middle(other) - _middle(one) for other in more), key=abs) for one in fewer]
    askew = median(lower)
    level = sum(
        abs(by - askew) <= NEAR * (one.box[3] - one.box[1]) for one, by in zip(fewer, lower, strict=True)
    )
    return level > LEVEL * len(fewer)


def _middle(segment: Segment[Content]) -> float:
    return (segment.box[1] + segment.box[3]) / 2
