"""Every cell of a table stands under its column."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.structure.lines import Cell, Line, Origin, line_ref
from workers.structure.tables import table_rows

Placed = tuple[float, str]
GLYPH, STEP = 5.0, 14.0


def line(number: int, *placed: Placed, gap: float = 0.0, width: float = GLYPH) -> Line:
    """A row of cells, each given by its left edge and its text; letters are `width` points wide."""
    text = "  ".join(text for _, text in placed)
    at = [sum(len(text) + 2 for _, text in placed[:n]) for n in range(len(placed))]
    cells = tuple(
        Cell(text=text, start=start, end=start + len(text), x0=x0, x1=x0 + width * len(text))
        for (x0, text), start in zip(placed, at, strict=True)
    )
    top = 100 + STEP * number
    return Line(
        text=text,
        origins=(Origin(ref=line_ref(1, number), at=0, offset=0, length=len(text)),),
        cells=cells,
        gap=gap,
        after=0.0,
        glued=False,
        new_page=False,
        y=top / 842,
        box=(cells[0].x0, top, cells[-1].x1, top + 11),
        height=11.0,
        size_ratio=1.0,
        bold=False,
        sure=None,
    )


def table(*rows: Sequence[Placed]) -> list[Line]:
    return [line(number, *row) for number, row in enumerate(rows)]


def test_a_cross_stands_under_its_vote() -> None:
    rows = table_rows(
        table(
            [(50, "Ledamöter"), (200, "Ja"), (250, "Nej"), (300, "Avstår")],
            [(50, "Börje Åkerlund (C)"), (202, "X")],
            [(50, "Märta Sjöö (V)"), (255, "X")],
            [(50, "Åke Ängslycka (M)"), (311, "X")],
            [(50, "Summa"), (203, "1"), (256, "1"), (312, "1")],
        )
    )
    assert rows == (
        ("Ledamöter", "Ja", "Nej", "Avstår"),
        ("Börje Åkerlund (C)", "X", "", ""),
        ("Märta Sjöö (V)", "", "X", ""),
        ("Åke Ängslycka (M)", "", "", "X"),
        ("Summa", "1", "1", "1"),
    )


def test_figures_at_the_right_edge_stand_under_the_heading_at_the_left_one() -> None:
    rows = table_rows(
        table(
            [(50, "Post"), (150, "Mkr"), (330, "Not")],
            [(50, "Intäkter"), (190, "12 400"), (330, "1")],
            [(50, "Kostnader"), (195, "9 100")],
        )
    )
    assert rows == (("Post", "Mkr", "Not"), ("Intäkter", "12 400", "1"), ("Kostnader", "9 100", ""))


def test_figures_between_two_headings_are_put_under_neither() -> None:
    rows = table_rows(
        table(
            [(50, "Namn"), (150, "Ja"), (190, "Nej")],
            [(50, "A. Ek"), (172, "X")],
            [(50, "B. Ask"), (172, "X")],
        )
    )
    assert [len(row) for row in rows] == [4, 4, 4]
    assert rows[1] == ("A. Ek", "", "X", "")


def test_a_cell_over_several_columns_does_not_join_them() -> None:
    rows = table_rows(
        table(
            [(50, "År"), (150, "2022"), (250, "2023"), (350, "2024")],
            [(50, "Barn"), (150, "uppgift saknas för båda åren"), (350, "12")],
            [(50, "Unga"), (150, "3"), (250, "4"), (350, "5")],
        )
    )
    assert rows[1] == ("Barn", "uppgift saknas för båda åren", "", "12")
    assert rows[2] == ("Unga", "3", "4", "5")


def test_a_cell_over_two_lines_is_one() -> None:
    rows = table_rows(
        table(
            [(50, "Bygglov"), (150, "22"), (250, "Kungörs i Post- och")],
            [(250, "Inrikes Tidningar")],
            [(50, "Tillsyn"), (150, "4"), (250, "Avser hela beslu-")],
            [(250, "tet")],
        )
    )
    assert rows == (
        ("Bygglov", "22", "Kungörs i Post- och Inrikes Tidningar"),
        ("Tillsyn", "4", "Avser hela beslutet"),
    )


def test_a_row_of_its_own_is_not_put_into_the_one_above() -> None:
    rows = table([(50, "Bygglov"), (150, "22"), (250, "x")])
    apart = [*rows, line(1, (250, "y"), gap=1.0)]
    first = [*rows, line(1, (50, "Tillsyn"))]
    empty = [
        *table([(50, "Bygglov"), (250, "x")], [(50, "Tillsyn"), (150, "1"), (250, "z")]),
        line(2, (150, "2")),
    ]
    assert table_rows(apart) == (("Bygglov", "22", "x"), ("", "", "y"))
    assert table_rows(first) == (("Bygglov", "22", "x"), ("Tillsyn", "", ""))
    assert table_rows(empty)[0] == ("Bygglov", "", "x")


@pytest.mark.parametrize("count", [1, 3])
def test_a_lone_line_is_a_table_of_one_row(count: int) -> None:
    cells = [(50.0 + 100 * n, f"cell {n}") for n in range(count)]
    assert table_rows(table(cells)) == (tuple(text for _, text in cells),)


CELLS = st.tuples(st.integers(0, 500), st.text("abcåäö 1", min_size=1, max_size=12).filter(str.strip))
ROWS = st.lists(CELLS, min_size=1, max_size=5, unique_by=lambda cell: cell[0]).map(sorted)


@given(st.lists(ROWS, min_size=1, max_size=8))
def test_no_cell_is_lost_and_all_rows_are_as_wide(rows: list[list[Placed]]) -> None:
    made = [line(n, *row, gap=1.0) for n, row in enumerate(rows)]
    found = table_rows(made)
    assert len({len(row) for row in found}) == 1
    for row, cells in zip(found, rows, strict=True):
        assert sorted(" ".join(row).split()) == sorted(" ".join(text for _, text in cells).split())
