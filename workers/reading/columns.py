"""Reading order on a page with columns of running text. Pure.

Printed rows are read from left to right, so that names side by side in a signature block, or the cells of a
table, stay one line. Only where two columns of running text stand beside each other, the left one is read
to its end first.
"""

from collections.abc import Sequence
from statistics import median

from workers.reading.margins import beside, margins
from workers.reading.segment import Content, Segment
from workers.reading.spreads import side_by_side

ENOUGH_ROWS = 5
"""Rows that each column must have. Signature blocks have two to four."""
ENOUGH_WORDS = 3
"""Median of words in a column's segments: the cells of tables hold fewer."""
FILLED = 0.75
"""Median share of the column's width that its rows fill: running text goes on to the edge, cells do not."""
GUTTER = 6.0
"""Points of white between columns, at least."""
ALIGNED = 3.0
"""Points within which rows begin at the same edge."""
OVER, MOST_OVER = 0.1, 14.0
"""Share of its length, and points, by which a line may reach over its column's edge."""
APART = 1.5
"""White between rows, in their height, from which a short row does not belong to the column."""
MAX_COLUMNS = 8


Row = list[Segment[Content]]


def in_reading_order(segments: Sequence[Segment[Content]]) -> list[Row[Content]]:
    """Rows of segments, each row to be read as one line, in reading order.

    Of two pages on one sheet the left one is read first. A note in the margin is read before the line beside
    which it begins, and with it those right below it: what a letterhead states in its margin does not part
    the title.
    """
    return [row for page in side_by_side(segments) for row in _on_one_page(page)]


def _on_one_page(segments: Sequence[Segment[Content]]) -> list[Row[Content]]:
    page = margins(segments)
    rows = _column_by_column(page.text)
    for note in page.stacks():
        place = next(
            (at for at, row in enumerate(rows) if any(beside(part, one) for part in note for one in row)),
            len(rows),
        )
        rows[place:place] = [[line] for line in note]
    return rows


def _column_by_column(segments: Sequence[Segment[Content]], depth: int = 0) -> list[Row[Content]]:
    rows = _rows(segments)
    if depth >= MAX_COLUMNS:
        return rows
    found = _columns(rows)
    if found is None:
        return rows
    first, last, gutter = found
    block = [segment for row in rows[first:last] for segment in row]
    left = [segment for segment in block if _side(segment, gutter) < 0]
    right = [segment for segment in block if _side(segment, gutter) > 0]
    return [
        *_column_by_column([segment for row in rows[:first] for segment in row], depth + 1),
        *_column_by_column(left, depth + 1),
        *_column_by_column(right, depth + 1),
        *_column_by_column([segment for row in rows[last:] for segment in row], depth + 1),
    ]


def _rows(segments: Sequence[Segment[Content]]) -> list[Row[Content]]:
    rows: list[Row[Content]] = []
    for segment in sorted(segments, key=lambda segment: segment.box[1] + segment.box[3]):
        top, bottom = segment.box[1], segment.box[3]
        if rows:
            band_top, band_bottom = rows[-1][0].box[1], rows[-1][0].box[3]
            overlap = min(bottom, band_bottom) - max(top, band_top)
            if overlap >= 0.5 * min(bottom - top, band_bottom - band_top):
                rows[-1].append(segment)
                continue
        rows.append([segment])
    for row in rows:
        row.sort(key=lambda segment: segment.box[0])
    return rows


def _columns(rows: Sequence[Row[Content]]) -> tuple[int, int, float] | None:
    """The longest block of rows in two columns: first row, one past the last, the right column's edge."""
    best: tuple[int, int, float] | None = None
    for gutter in _right_column_edges(rows):
        for first, last in _uncrossed(rows, gutter):
            if (best is None or last - first > best[1] - best[0]) and _is_running_text(
                rows[first:last], gutter
            ):
                best = first, last, gutter
    return best


def _right_column_edges(rows: Sequence[Row[Content]]) -> list[float]:
    """x at which enough segments begin, other than at the page's left edge."""
    starts = sorted(segment.box[0] for row in rows for segment in row)
    edges: list[float] = []
    for index, start in enumerate(starts):
        together = [other for other in starts[index:] if other - start <= ALIGNED]
        if (
            len(together) >= ENOUGH_ROWS
            and start - starts[0] > GUTTER
            and (not edges or start - edges[-1] > ALIGNED)
        ):
            edges.append(start)
    return edges


def _uncrossed(rows: Sequence[Row[Content]], gutter: float) -> list[tuple[int, int]]:
    """Maximal runs of rows in which nothing stands in the white before `gutter`."""
    runs: list[tuple[int, int]] = []
    white = _white_before(rows, gutter)
    first = 0
    for index in range(len(rows) + 1):
        crossed = index == len(rows) or _crosses(rows[index], gutter, white)
        if crossed:
            last = index
            while last - first > ENOUGH_ROWS and _stands_apart(rows[last - 1], rows[last - 2]):
                last -= 1
            while last - first > ENOUGH_ROWS and _stands_apart(rows[first], rows[first + 1]):
                first += 1
            if last - first >= ENOUGH_ROWS:
                runs.append((first, last))
            first = index + 1
    return runs


def _white_before(rows: Sequence[Row[Content]], gutter: float) -> float:
    """Where the white before `gutter` begins: a little of it may stand behind the lines of the left column
    beside which there is one of the right."""
    parted = [
        max((segment.box[2] for segment in row if _side(segment, gutter) < 0), default=None)
        for row in rows
        if any(_side(segment, gutter) > 0 for segment in row)
    ]
    ends = [end for end in parted if end is not None]
    return max(gutter - GUTTER, median(ends) + ALIGNED) if ends else gutter - GUTTER


def _crosses(row: Row[Content], gutter: float, white: float) -> bool:
    """Whether a segment stands on both sides of `gutter`, or alone in the `white` before it."""
    if any(_side(segment, gutter) == 0 for segment in row):
        return True
    parted = any(_side(segment, gutter) > 0 for segment in row)
    return not parted and any(segment.box[2] > white for segment in row)


def _side(segment: Segment[Content], gutter: float) -> int:
    """-1 left of a column's edge, 1 right of it, 0 on both sides.

    Dirt, or a neighbour's letter, at a line's end makes it a little longer than its column.
    """
    left, _, right, _ = segment.box
    over = min(MOST_OVER, OVER * (right - left))
    if right <= gutter + over:
        return -1
    return 1 if left >= gutter - over - 0.01 else 0


def _stands_apart(row: Row[Content], neighbour: Row[Content]) -> bool:
    """True for a short row, such as a page number, with more white around it than lines of a column have."""
    gap = max(row[0].box[1] - neighbour[0].box[3], neighbour[0].box[1] - row[0].box[3])
    return len(row) == 1 and row[0].words < ENOUGH_WORDS and gap > APART * (row[0].box[3] - row[0].box[1])


def _is_running_text(rows: Sequence[Row[Content]], gutter: float) -> bool:
    segments = [segment for row in rows for segment in row]
    left = [segment for segment in segments if _side(segment, gutter) < 0]
    right = [segment for segment in segments if _side(segment, gutter) > 0]
    return _fills_column(left) and _fills_column(right)


def _fills_column(column: Sequence[Segment[Content]]) -> bool:
    rows = _rows(column)
    if len(rows) < ENOUGH_ROWS:
        return False
    x0 = min(segment.box[0] for segment in column)
    x1 = max(segment.box[2] for segment in column)
    fill = median((row[-1].box[2] - row[0].box[0]) / max(0.1, x1 - x0) for row in rows)
    words = median(segment.words for segment in column)
    return fill >= FILLED and words >= ENOUGH_WORDS
