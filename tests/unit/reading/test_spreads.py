"""Two pages on one sheet, and the tables that look like them."""

import pytest

from workers.reading.columns import in_reading_order
from workers.reading.segment import Segment
from workers.reading.spreads import side_by_side

LEADING = 14.0


def line(text: str, x: float, y: float, width: float = 300.0) -> Segment[str]:
    return Segment(content=text, box=(x, y, x + width, y + 8), text=text, words=len(text.split()))


def page(name: str, x: float, ys: list[float], width: float = 300.0) -> list[Segment[str]]:
    return [line(f"{name}{at}", x, y, width) for at, y in enumerate(ys)]


def paragraphs(lines: int, first: float, gap: float) -> list[float]:
    """Where lines stand in paragraphs of three."""
    return [first + at * LEADING + at // 3 * gap for at in range(lines)]


def read(segments: list[Segment[str]]) -> list[str]:
    return [segment.content for row in in_reading_order(segments) for segment in row]


@pytest.mark.parametrize("ys", [[64, 98, 140, 153], paragraphs(18, 65, 9)])
def test_the_left_page_of_a_sheet_is_read_first(ys: list[float]) -> None:
    left, right = page("vänster", 60, paragraphs(20, 60, 7)), page("höger", 480, ys)
    assert read([*right, *left]) == [one.content for one in (*left, *right)]


def test_dirt_between_the_pages_belongs_to_one_of_them() -> None:
    left, right = page("vänster", 60, paragraphs(20, 60, 7)), page("höger", 480, paragraphs(18, 65, 9))
    speck = line("l", 410, 100, 3)
    assert side_by_side([*left, speck, *right]) == [[*left, speck], right]


@pytest.mark.parametrize("fall", [0.0, 5.0])
def test_a_table_over_the_whole_sheet_keeps_its_rows(fall: float) -> None:
    ys = paragraphs(18, 60, 7)
    cells = [*page("namn", 60, ys, 120), *page("summa", 480, [y + fall for y in ys], 300)]
    assert side_by_side(cells) == [cells]


def test_a_heading_across_the_middle_makes_one_page() -> None:
    left, right = page("vänster", 60, paragraphs(20, 60, 7)), page("höger", 480, paragraphs(18, 65, 9))
    sheet = [line("Sammanställning över hela bladet", 200, 30, 400), *left, *right]
    assert side_by_side(sheet) == [sheet]


def test_an_upright_page_is_one_page() -> None:
    left, right = (
        page("vänster", 60, paragraphs(45, 60, 7), 200),
        page("höger", 300, paragraphs(43, 65, 9), 200),
    )
    assert side_by_side([*left, *right]) == [[*left, *right]]


def test_two_lines_of_a_stamp_beside_a_list_are_no_page() -> None:
    left, stamp = page("rad", 60, paragraphs(18, 60, 7)), page("stämpel", 500, [63, 79], 200)
    assert side_by_side([*left, *stamp]) == [[*left, *stamp]]


def test_nothing_stands_on_an_empty_sheet() -> None:
    assert side_by_side([]) == [[]]
