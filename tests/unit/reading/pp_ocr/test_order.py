"""Reading order and the parting of strips that span two columns."""

from itertools import chain

import numpy as np
import pytest

from workers.reading.levelling import Gray
from workers.reading.pp_ocr.order import Piece, ordered, skew
from workers.reading.pp_ocr.parting import parted, trimmed, without_parts
from workers.reading.pp_ocr.reading import Character
from workers.reading.pp_ocr.strips import Strip
from workers.reading.pp_ocr.words import PlacedWord

DPI = 72.0
SCALE = 48 / 12


def piece(text: str, x: float, y: float, width: float, angle: float = 0) -> Piece:
    """A printed line of 12 points whose ink fills it; `x` is its left end."""
    words = text.split()
    step = width * SCALE / len(words)
    placed = tuple(
        PlacedWord(
            characters=tuple(Character(text=letter, probability=1, start=0, end=1) for letter in word),
            start=at * step,
            end=(at + 1) * step - 6,
            top=10,
            bottom=38,
        )
        for at, word in enumerate(words)
    )
    strip = Strip(x=x + width / 2, y=y, width=width, height=12, angle=angle)
    return Piece(strip=strip, width=round(width * SCALE), words=placed)


def texts(pieces: list[Piece]) -> list[str]:
    lines = ordered(pieces, DPI)
    return [" ".join(word.text for piece in line for word in piece.words) for line in lines]


def test_columns_of_running_text_are_read_one_after_the_other() -> None:
    left = [piece(f"vänster rad nummer {row} här", 50, 100 + 14 * row, 220) for row in range(8)]
    right = [piece(f"höger rad nummer {row} här", 300, 100 + 14 * row, 220) for row in range(8)]
    found = texts([page for pair in zip(left, right, strict=True) for page in pair])
    assert [line.split()[0] for line in found] == ["vänster"] * 8 + ["höger"] * 8


def test_the_cells_of_a_table_stay_on_their_row() -> None:
    rows = [
        (piece(f"{row}", 50, 100 + 14 * row, 8), piece("2024-05-02", 100, 100 + 14 * row, 60),
         piece("Anna Åkesson Ek", 300, 100 + 14 * row, 100))
        for row in range(8)
    ]  # fmt: skip
    assert texts([cell for row in rows for cell in row])[3] == "3 2024-05-02 Anna Åkesson Ek"


def test_nothing_is_ordered_on_an_empty_page() -> None:
    assert ordered([], DPI) == []
    assert trimmed([], DPI) == []
    assert skew([]) == 0


def test_the_skew_is_that_of_the_long_lines() -> None:
    short = [Strip(x=0, y=0, width=10, height=12, angle=0)] * 5
    assert skew([*short, Strip(x=0, y=0, width=400, height=12, angle=1.2)]) == 1.2


def test_a_tables_cells_which_all_seem_level_do_not_outvote_its_title() -> None:
    cells = [Strip(x=0, y=0, width=20, height=12, angle=0)] * 200
    assert skew([*cells, Strip(x=0, y=0, width=480, height=14, angle=-0.9)]) == -0.9


def test_a_table_that_lay_askew_keeps_its_rows() -> None:
    def at(x: float, y: float) -> float:
        return y + x * 0.0157

    title = piece("Elevantal per skola och årskurs den femtonde oktober", 50, at(250, 80), 400, angle=0.9)
    rows = [
        [piece(f"{row}{column}", x, at(x, 100 + 14 * row), 12) for column, x in enumerate(range(50, 500, 45))]
        for row in range(6)
    ]
    found = texts([title, *chain.from_iterable(rows)])
    assert found[1:] == [" ".join(f"{row}{column}" for column in range(10)) for row in range(6)]


def test_a_line_that_ends_where_its_column_does_may_stand_alone() -> None:
    left = [piece(f"vänster rad nummer {row} här", 50, 100 + 14 * row, 222) for row in range(9)]
    right = [piece(f"höger rad nummer {row} här", 276, 100 + 14 * row, 220) for row in range(9)]
    del right[4]
    found = [line.split()[0] for line in texts([*left, *right])]
    assert found == ["vänster"] * 9 + ["höger"] * 8


def test_strips_that_reach_into_each_other_are_cut_apart() -> None:
    left = Strip(x=150, y=100, width=220, height=14, angle=0)
    right = Strip(x=360, y=100, width=220, height=14, angle=0)
    one, other = trimmed([left, right], DPI)
    assert one.x + one.width / 2 == other.x - other.width / 2 == 255
    below = Strip(x=360, y=130, width=220, height=14, angle=0)
    assert trimmed([left, below], DPI) == [left, below]


def test_dirt_at_a_lines_end_does_not_join_columns() -> None:
    left = [piece(f"vänster rad nummer {row} här", 50, 100 + 14 * row, 220) for row in range(8)]
    right = [piece(f"höger rad nummer {row} här", 284, 100 + 14 * row, 220) for row in range(8)]
    left[3] = piece("vänster rad nummer 3 här.", 50, 142, 238)
    found = texts([page for pair in zip(left, right, strict=True) for page in pair])
    assert [line.split()[0] for line in found] == ["vänster"] * 8 + ["höger"] * 8


def test_a_line_over_both_columns_parts_them() -> None:
    rows: list[tuple[Piece, ...]] = [
        (piece(f"vänster rad nummer {row} här", 50, 100 + 14 * row, 220),
         piece(f"höger rad nummer {row} här", 284, 100 + 14 * row, 220))
        for row in range(14)
    ]  # fmt: skip
    rows[7] = (piece("rubrik över hela sidans bredd står här", 50, 198, 440),)
    found = [line.split()[0] for line in texts([cell for row in rows for cell in row])]
    assert found == ["vänster"] * 7 + ["höger"] * 7 + ["rubrik"] + ["vänster"] * 6 + ["höger"] * 6


def test_letters_that_were_found_twice_are_left_out() -> None:
    line = Strip(x=200, y=100, width=300, height=12, angle=0)
    letter = Strip(x=60, y=100, width=10, height=12, angle=0)
    below = Strip(x=56, y=114, width=10, height=12, angle=0)
    assert without_parts([letter, line, below], DPI) == [line, below]
    assert without_parts([], DPI) == []


def picture(*inked: tuple[float, float], specks: tuple[float, ...] = ()) -> Gray:
    """A line 480 points long in 48 pixels of height, printed from and to these points."""
    gray = np.full((48, round(480 * SCALE)), 255, dtype=np.uint8)
    for start, end in inked:
        gray[12:36, round(start * SCALE) : round(end * SCALE)] = 0
    for speck in specks:
        gray[20:24, round(speck * SCALE) : round(speck * SCALE) + 5] = 0
    return gray


def columns(spanning: Gray) -> list[Strip]:
    """Six lines in two columns, from 0 and from 250 points, and a seventh that was found as one."""
    half = Strip(x=115, y=100, width=230, height=12, angle=0)
    left = [Strip(x=115, y=100 + 14 * row, width=230, height=12, angle=0) for row in range(6)]
    right = [Strip(x=365, y=100 + 14 * row, width=230, height=12, angle=0) for row in range(6)]
    one = np.ascontiguousarray(picture((0, 230))[:, : round(half.width * SCALE)])
    whole = Strip(x=240, y=184, width=480, height=12, angle=0)
    pictures = [one] * 12 + [spanning]
    return [strip for strip in parted([*left, *right, whole], pictures, DPI) if strip.y == pytest.approx(184)]


@pytest.mark.parametrize("specks", [(), (235.0,), (234.0, 239.0, 244.0), (248.5,)])
def test_a_strip_over_two_columns_is_cut_at_the_white_also_where_it_is_dirty(
    specks: tuple[float, ...],
) -> None:
    first, second = columns(picture((0, 230), (250, 480), specks=specks))
    border = first.x + first.width / 2
    assert 230 < border < 250
    assert border == pytest.approx(second.x - second.width / 2)


def test_a_hyphen_in_little_white_parts_no_number_from_its_other_half() -> None:
    joined = picture((0, 245.5), (250, 480))
    assert len(columns(joined)) == 2
    joined[22:26, round(246.5 * SCALE) : round(249 * SCALE)] = 0
    assert len(columns(joined)) == 1


def test_a_column_that_begins_with_a_dash_is_cut_before_it() -> None:
    dash = picture((0, 230), (258, 480))
    dash[22:26, round(250 * SCALE) : round(254 * SCALE)] = 0
    first, _ = columns(dash)
    assert 230 < first.x + first.width / 2 < 250


def test_a_line_over_the_whole_page_stays_whole() -> None:
    words = [(at, at + 27.0) for at in range(0, 480, 30)]
    assert len(columns(picture(*words))) == 1
    dotted = picture(*words, specks=tuple(chain.from_iterable((end, end + 1) for _, end in words)))
    assert len(columns(dotted)) == 1
