"""Bullets and dashes before a line are found by their form; dirt and rules are not taken for them."""

import numpy as np
import pytest

from workers.reading.levelling import Gray
from workers.reading.pp_ocr.bullets import bulleted
from workers.reading.pp_ocr.strips import Strip

HEIGHT = 40
LINE = Strip(x=400, y=100, width=400, height=HEIGHT, angle=0)


def page(*blots: tuple[int, int, int, int]) -> Gray:
    """A line of bars from x = 206 on, and blots of x, y, width and height."""
    gray = np.full((200, 700), 245, dtype=np.uint8)
    for x in range(206, 590, 14):
        gray[88:112, x : x + 8] = 20
    for x, y, wide, tall in blots:
        gray[y : y + tall, x : x + wide] = 20
    return gray


def mark(*blots: tuple[int, int, int, int]) -> str | None:
    found = bulleted(page(*blots), [LINE], [6.0])
    return found[0].text if found else None


@pytest.mark.parametrize(
    ("blot", "text"),
    [
        ((160, 96, 9, 9), "•"),
        ((160, 99, 13, 3), "–"),
        ((160, 99, 26, 3), "–"),
        ((160, 99, 8, 3), "-"),
    ],
)
def test_marks_by_their_form(blot: tuple[int, int, int, int], text: str) -> None:
    assert mark(blot) == text


@pytest.mark.parametrize(
    "blots",
    [
        (),
        # A rule, a stroke, an underline, a speck, and a mark that touches the text.
        ((110, 99, 60, 2),),
        ((160, 85, 3, 30),),
        ((160, 116, 13, 3),),
        ((160, 99, 2, 2),),
        ((190, 99, 13, 3),),
        # Two marks are something else.
        ((150, 99, 13, 3), (170, 99, 13, 3)),
    ],
)
def test_other_ink_is_no_mark(blots: tuple[tuple[int, int, int, int], ...]) -> None:
    assert mark(*blots) is None


def test_a_dash_that_a_copier_broke_is_whole_again() -> None:
    assert mark((160, 99, 6, 3), (168, 99, 6, 3)) == "–"


def test_a_bullet_beside_a_speck_does_not_grow_together_with_it() -> None:
    assert mark((160, 96, 9, 9), (171, 100, 2, 2)) == "•"


def test_the_box_is_that_of_the_ink() -> None:
    assert bulleted(page((160, 99, 13, 3)), [LINE], [6.0])[0].box == (160, 99, 173, 102)


def test_a_dash_between_two_columns_is_not_the_second_ones() -> None:
    left = Strip(x=90, y=100, width=120, height=HEIGHT, angle=0)
    assert bulleted(page((160, 99, 13, 3)), [left, LINE], [0.0, 6.0]) == {}
