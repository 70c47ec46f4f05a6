"""Notes in the margin are read apart from the text; labels and columns stay where they are."""

import pytest

from workers.reading.columns import in_reading_order
from workers.reading.segment import Segment
from workers.reading.setwidth import ems

TYPE = 11
"""Points."""


def segment(text: str, x0: float, x1: float, row: float, height: float = 11) -> Segment[str]:
    top = 100 + 14 * row
    return Segment(content=text, box=(x0, top, x1, top + height), text=text, words=len(text.split()))


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


def test_a_note_whose_first_line_stands_between_two_rows_is_one_all_the_same() -> None:
    body = text()
    note = [
        segment(line, 515, 570, 5.65 + 0.72 * at, 8) for at, line in enumerate(("Tranås", "Box 12", "571 22"))
    ]
    lines = [one.content for one in body]
    assert read([*body, *note]) == [*lines[:6], "Tranås", "Box 12", "571 22", *lines[6:]]


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


def noted(
    count: int, *, size: float = 0.78, x0: float = 515, text: str = "Tillämpning"
) -> list[Segment[str]]:
    """Notes whose boxes are as high as the text's, as a scan's are: only their width tells the size."""
    wide = ems(text) * size * TYPE
    return [segment(text, x0, x0 + wide, 5 * number) for number in range(count)]


def set_text(rows: int = 25, x0: float = 100) -> list[Segment[str]]:
    words = "rad av löpande text som går nästan ända ut i kanten av spalten här"
    return [segment(words, x0, x0 + ems(words) * TYPE, row) for row in range(rows)]


@pytest.mark.parametrize("x0", [30, 515])
def test_notes_of_a_scan_are_known_by_their_narrower_type(x0: float) -> None:
    lines = read([*set_text(), *noted(4, x0=x0)])
    assert [at for at, line in enumerate(lines) if line == "Tillämpning"] == [0, 6, 12, 18]


@pytest.mark.parametrize("x0", [30, 515])
def test_labels_of_the_text_s_size_stay_on_their_rows(x0: float) -> None:
    assert "Tillämpning" not in read([*set_text(), *noted(4, size=0.95, x0=x0)])


def test_one_line_in_a_margin_may_be_anything() -> None:
    assert "Tillämpning" not in read([*set_text(), *noted(1)])


def test_a_column_beside_most_rows_is_no_margin() -> None:
    small = [segment("ett ord", 515, 515 + ems("ett ord") * 0.7 * TYPE, row) for row in range(0, 25, 2)]
    assert "ett ord" not in read([*set_text(), *small])


def test_where_text_begins_in_the_margin_there_is_none() -> None:
    """Labels left of what they label stand under headings that begin where they do."""
    headings = [segment("Rubrik över hela sidans bredd på raden", 30, 400, 30 + row) for row in range(5)]
    assert "Tillämpning" not in read([*set_text(), *noted(4, x0=30), *headings])


def test_a_line_that_was_read_with_its_note_hides_no_margin() -> None:
    body = set_text()
    body[3] = segment(body[3].content + " Tillämpning", 100, 575, 3)
    assert read([*body, *noted(4)]).count("Tillämpning") == 4


def test_the_fields_of_a_letterhead_in_the_margin_do_not_part_the_title() -> None:
    body = text()
    fields = [
        segment("Diarienummer:", 30, 85, 4.1, 8),
        segment("TI-2022-113", 30, 80, 4.8, 8),
        segment("Datum:", 30, 60, 6.4, 8),
        segment("2023-06-30", 30, 80, 7.1, 8),
    ]
    lines = [one.content for one in body]
    assert read([*body, *fields]) == [
        *lines[:4], "Diarienummer:", "TI-2022-113", "Datum:", "2023-06-30", *lines[4:],
    ]  # fmt: skip


def test_notes_far_from_each_other_stay_where_they_begin() -> None:
    body = text()
    notes = [segment("Bakgrund", 30, 85, 1.1, 8), segment("Skäl", 30, 60, 8.1, 8)]
    lines = [one.content for one in body]
    assert read([*body, *notes]) == [lines[0], "Bakgrund", *lines[1:8], "Skäl", *lines[8:]]


def fields(pitch: float) -> list[Segment[str]]:
    """A margin full of fields in smaller type, so many of the text's lines from one to the next."""
    return [segment("Tillämpning", 30, 30 + ems("Tillämpning") * 0.78 * TYPE, at * pitch) for at in range(13)]


def test_many_fields_with_lines_of_their_own_are_a_margin() -> None:
    lines = read([*set_text(), *fields(0.77)])
    assert lines[:13] == ["Tillämpning"] * 13


def test_as_many_on_the_rows_of_the_text_are_labels() -> None:
    assert "Tillämpning" not in read([*set_text(), *fields(1.0)])
