"""Rows of a table whose words stand near each other are parted where the row over them is; text is not."""

from schemas.page import ReadLine, ReadPage
from tests.unit.structure.paper import HEIGHT, WIDTH, printed_words, read_line, unrepaired
from workers.structure import structure
from workers.structure.row_columns import row_columns

SIZE = 10.0
EDGES = (70.0, 160.0, 236.0)
HEAD = ("Leverantör", "Org.nr", "Rang")


def row(number: int, cells: tuple[str, ...], edges: tuple[float, ...] = EDGES) -> ReadLine:
    """A line whose cells begin at the edges, in points."""
    words = [
        word
        for edge, cell in zip(edges, cells, strict=True)
        for word in printed_words(edge, 100 + 12 * number, cell, SIZE)
    ]
    return read_line(words, SIZE, bold=False)


NEAR = row(1, ("Textilia i Syd AB", "556000-7782", "1"), (70.0, 160.0, 236.0))


def test_a_near_row_is_parted_as_the_row_over_it() -> None:
    lines = [row(0, HEAD), NEAR, row(2, ("Nordvask AB", "556000-1120", "2"))]
    begins = row_columns(lines)[1]
    assert {lines[1].words[n].text for n in begins} == {"556000-7782", "1"}


def test_a_near_row_is_parted_as_the_row_below_it() -> None:
    lines = [NEAR, row(2, HEAD)]
    assert {lines[0].words[n].text for n in row_columns(lines)[0]} == {"556000-7782", "1"}


def test_the_table_has_its_rows() -> None:
    heading = read_line(printed_words(70, 50, "Beslut", SIZE), SIZE, bold=True)
    text = read_line(
        printed_words(70, 70, "Avtal tecknas med följande leverantörer.", SIZE), SIZE, bold=False
    )
    lines = (heading, text, row(0, HEAD), NEAR, row(2, ("Nordvask AB", "556000-1120", "2")))
    page = ReadPage(number=1, width=WIDTH, height=HEIGHT, text_source="ocr", reason="test", lines=lines)
    rows = [b.rows for s in structure((unrepaired(page),)).sections for b in s.blocks if b.kind == "table"]
    assert rows == [
        (HEAD, ("Textilia i Syd AB", "556000-7782", "1"), ("Nordvask AB", "556000-1120", "2")),
    ]


def test_text_under_a_row_is_not_parted() -> None:
    text = read_line(
        printed_words(70, 112, "Avtalet gäller från och med den första maj", SIZE), SIZE, bold=False
    )
    assert row_columns([row(0, HEAD), text]) == {}


def test_a_row_further_down_has_its_own_columns() -> None:
    assert row_columns([row(0, HEAD), row(9, ("Textilia i Syd AB", "556000-7782", "1"))]) == {}


def test_one_edge_may_be_chance() -> None:
    two = row(0, HEAD[:2], EDGES[:2])
    assert row_columns([two, row(1, ("Textilia i Syd AB", "556000-7782"), EDGES[:2])]) == {}
