"""Strips are drawn out to the end of their word, and no further."""

import numpy as np
import pytest

from workers.reading.pp_ocr.ends import lengthened
from workers.reading.pp_ocr.strips import Strip

HEIGHT = 48


def page(inked: list[tuple[int, int]]) -> np.ndarray:
    """A line of bars between these columns."""
    gray = np.full((200, 900), 250, np.uint8)
    for first, last in inked:
        gray[90:110, first:last] = 20
    return gray


LETTERS = [(300 + 16 * at, 312 + 16 * at) for at in range(20)]


def ends(gray: np.ndarray, left: float, right: float) -> tuple[float, float]:
    strip = Strip(x=(left + right) / 2, y=100, width=right - left, height=HEIGHT, angle=0)
    (longer,) = lengthened(gray, [strip])
    return longer.x - longer.width / 2, longer.x + longer.width / 2


def test_a_cut_off_letter_comes_back() -> None:
    left, right = ends(page(LETTERS), 315, 640)
    assert left == pytest.approx(300 - 0.2 * HEIGHT, abs=2)
    assert right == 640


@pytest.mark.parametrize(
    "beside",
    [
        # A word's space away stands another word or a bullet; farther a column.
        [(262, 284)],
        [(200, 260)],
        [],
    ],
)
def test_what_stands_apart_is_left_out(beside: list[tuple[int, int]]) -> None:
    assert ends(page([*LETTERS, *beside]), 290, 640)[0] == 290


def test_ink_without_an_end_is_no_letter() -> None:
    assert ends(page([(0, 300), *LETTERS]), 302, 640)[0] == 302


def test_a_frame_is_no_letter() -> None:
    gray = page(LETTERS)
    gray[:, 296:298] = 20
    assert ends(gray, 300, 640)[0] == pytest.approx(300, abs=12)
