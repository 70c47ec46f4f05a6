"""A table's rows with every cell under its column, empty ones too. Pure.

What a number or a cross means is its column: a row that only lists what is printed on it would leave open
whether a member voted yes or no.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from workers.structure.joining import join_lines
from workers.structure.lines import Cell, Line

Rows = tuple[tuple[str, ...], ...]

CLEARLY = 2.0
"""How many times as far away every other heading is than the one that is put over a column's figures."""


@dataclass
class _Column:
    """The stretch of x that its cells fill, in the unit of the lines, and the lines that have one."""

    x0: float
    x1: float
    rows: set[int]


def table_rows(lines: Sequence[Line]) -> Rows:
    """Cells by row and column; every row has all columns. Lines that go on with a cell are joined to it."""
    columns = _columns(lines)
    rows: list[list[list[str]]] = []
    above: Line | None = None
    for line in lines:
        placed = [(_column_of(cell, columns), cell.text) for cell in line.cells]
        if not (rows and above and _goes_on(line, placed, rows[-1])):
            rows.append([[] for _ in columns])
        for column, text in placed:
            rows[-1][column].append(text)
        above = line
    return tuple(tuple(join_lines(cell, glue=" ").text for cell in row) for row in rows)


def _goes_on(line: Line, placed: Sequence[tuple[int, str]], above: Sequence[Sequence[str]]) -> bool:
    """Whether the line is the second one of an inner cell of the row above."""
    if len(placed) != 1 or line.gap > 0 or line.new_page:
        return False
    column, _ = placed[0]
    return column > 0 and bool(above[column]) and line.box is not None


def _columns(lines: Sequence[Line]) -> list[_Column]:
    """The table's columns from left to right: cells that share some x stand in one.

    Cells over several columns do not make one of them.
    """
    cells = [(number, cell) for number, line in enumerate(lines) for cell in line.cells]
    widest = max(lines, key=lambda line: len(line.cells)).cells
    columns: list[_Column] = []
    for number, cell in sorted(cells, key=lambda one: one[1].x0):
        if sum(_shared(cell, other.x0, other.x1) > 0 for other in widest) > 1:
            continue
        if columns and cell.x0 < columns[-1].x1:
            columns[-1].x1 = max(columns[-1].x1, cell.x1)
            columns[-1].rows.add(number)
        else:
            columns.append(_Column(cell.x0, cell.x1, {number}))
    return _with_headings(columns) if columns else [_Column(widest[0].x0, widest[-1].x1, {0})]


def _with_headings(columns: Sequence[_Column]) -> list[_Column]:
    """The columns, a heading that stands beside its figures put over them.

    Headings begin at a column's left edge and figures end at its right one, so that they may share no x. A
    heading is only put where none other is nearly as near.
    """
    whole = list(columns)
    for figures in [column for column in columns if 0 not in column.rows]:
        place = whole.index(figures)
        near = sorted(
            (max(other.x0 - figures.x1, figures.x0 - other.x1), at)
            for at, other in enumerate(whole)
            if abs(at - place) == 1 and other.rows == {0}
        )
        if not near or (len(near) > 1 and near[0][0] * CLEARLY > near[1][0]):
            continue
        first, last = sorted((place, near[0][1]))
        rows = whole[first].rows | whole[last].rows
        whole[first : last + 1] = [_Column(whole[first].x0, whole[last].x1, rows)]
    return whole


def _column_of(cell: Cell, columns: Sequence[_Column]) -> int:
    """The first column that the cell shares x with, else the nearest."""
    for number, column in enumerate(columns):
        if _shared(cell, column.x0, column.x1) > 0:
            return number
    middle = (cell.x0 + cell.x1) / 2
    return min(range(len(columns)), key=lambda n: abs((columns[n].x0 + columns[n].x1) / 2 - middle))


def _shared(cell: Cell, x0: float, x1: float) -> float:
    return min(cell.x1, x1) - max(cell.x0, x0)
