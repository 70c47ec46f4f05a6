"""Notes in the margin are read apart from the text; labels and columns stay where they are."""

import pytest

from workers.reading.columns import in_reading_order
from workers.reading.segment import Segment


def segment(text: str, x0: float, x1: float, row: float, height: float = 11) -> Segment[str]:
    top = 100 + 14 * row
    return Segment(content=text, box=(x0, top, x1, top + height), words=len(text.split()))


def text(x0: float = 100, x1: float = 500, rows: int = 12) -> list[Segment[str]]:
    return [segment(f"rad {row} av löpande text här", x0, x1, row) for row in range(rows)]


def read(segments: list[Segment[str]]) -> list[str]:
    return [" ".join(one.content for one in row) for row in in_reading_order(segments)]


@pytest.mark.parametrize(("x0", "x1"), [(30, 80), (515, 570)])
def test_a_note_is_read_before_the_line_where_it_begins(x0: float, x1: float) -> None:
    body = text()
    note = [segment("Justering", x0, x1, 5.1, 8), segment("av § 209-213", x0, x1, 5.9, 8)]
    lines = [one.content for one in body]
    assert read([*body, *note]) == [*lines[:5], "Justering", "av § 209-213", *lines[5:]]


def test_a_label_of_the_texts_size_stays_on_its_row() -> None:
    body = text()
    assert read([*body, segment("Beslutande", 30, 85, 3)])[3] == f"Beslutande {body[3].content}"
    assert read([*body, segment("Beslutande", 30, 85, 3.1, 9)])[3] == f"Beslutande {body[3].content}"


def test_a_column_of_small_figures_within_the_text_is_no_margin() -> None:
    body = [*text(x1=400)[:4], *text()[4:]]
    assert read([*body, segment("1 200", 450, 480, 2, 8)])[2] == f"{body[2].content} 1 200"


def test_small_print_that_stands_alone_is_no_note() -> None:
    body = text()
    assert read([*body, segment("Blankett 14", 30, 70, 30, 7)])[-1] == "Blankett 14"


def test_a_page_without_running_text_has_no_margin() -> None:
    rows = [segment(f"namn {row}", 100, 200, row) for row in range(9)]
    assert read([*rows, segment("not", 30, 50, 2, 7)])[2] == "not namn 2"
