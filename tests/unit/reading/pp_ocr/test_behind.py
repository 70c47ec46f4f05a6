"""A line that something large lies over is read by itself, at the height of the page's lines."""

from dataclasses import replace

import numpy as np
import pytest

from workers.reading.levelling import Gray
from workers.reading.pp_ocr.behind import lines_behind
from workers.reading.pp_ocr.models import Floats, Networks
from workers.reading.pp_ocr.reading import Seen, see_lines
from workers.reading.pp_ocr.strips import Strip, picture_of

ALPHABET = ("", "a", "b")
LETTERS = 14
LINE = Strip(x=300, y=100, width=500, height=20, angle=0)
TALL = replace(LINE, y=200, height=50)


def reads_what_fills_the_strip(samples: Floats) -> Floats:
    """A network that is sure of `LETTERS` letters where ink goes over the middle half of the height."""
    inked = np.flatnonzero((samples[0, 0] < 0).mean(axis=1) > 0.3)
    fills = inked.size > 0 and 8 <= inked[0] <= 16 and 32 <= inked[-1] <= 40
    chance = np.zeros((1, 2 * LETTERS, len(ALPHABET)), np.float32)
    chance[0, ::2, 0] = 1.0
    chance[0, 1::2, 1:] = (0.99, 0.01) if fills else (0.6, 0.4)
    return chance


NETWORKS = Networks(
    detect=reads_what_fills_the_strip, recognise=reads_what_fills_the_strip, characters=ALPHABET, version=""
)


def page(*lines: float) -> Gray:
    """Bars 10 pixels high, like the letters of a line, around these heights."""
    gray = np.full((400, 600), 255, np.uint8)
    for y in lines:
        gray[round(y) - 5 : round(y) + 5, 50:550] = 0
    return gray


def behind(gray: Gray, *strips: Strip) -> dict[int, list[tuple[Strip, Seen]]]:
    seen = see_lines(NETWORKS, [picture_of(gray, strip) for strip in strips])
    return lines_behind(NETWORKS, gray, strips, seen)


@pytest.mark.parametrize("y", [188, 200, 209])
def test_a_line_is_found_wherever_it_stands_in_the_strip(y: int) -> None:
    found = behind(page(100, y), LINE, TALL)
    ((strip, seen),) = found[1]
    assert strip.y == pytest.approx(y, abs=3)
    assert strip.height == LINE.height
    assert seen.line.text == "a" * LETTERS


def test_two_lines_in_one_strip_are_two() -> None:
    found = behind(page(100, 176, 226), LINE, replace(TALL, height=76))
    assert sorted(round(strip.y) for strip, _ in found[1]) == pytest.approx([176, 226], abs=3)


def test_a_line_that_has_a_strip_of_its_own_is_not_read_twice() -> None:
    assert behind(page(100, 200), LINE, TALL, replace(LINE, y=203)) == {}


@pytest.mark.parametrize(
    "strip",
    [
        # Blank; type of another size; as long as it is high, a mark or an emblem.
        replace(TALL, y=300),
        replace(LINE, y=200, height=28),
        replace(TALL, width=90),
    ],
)
def test_nothing_is_looked_for_where_no_line_can_stand(strip: Strip) -> None:
    assert behind(page(100, 200), LINE, strip) == {}


def test_large_type_that_is_read_stays_whole() -> None:
    gray = page(100)
    gray[188:212, 50:550] = 0
    assert behind(gray, LINE, replace(TALL, height=48)) == {}


def test_a_page_without_a_sure_line_tells_no_height() -> None:
    assert behind(page(200), TALL) == {}
