"""Strips: rectangles that turn with their lines, and keep their place on the page."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.reading.pp_ocr.strips import HEIGHT, Strip, level, picture_of, turned_quarter

PAGE = 400
lengths = st.floats(10, 300)
strips = st.builds(
    Strip,
    x=st.floats(0, PAGE),
    y=st.floats(0, PAGE),
    width=lengths,
    height=lengths,
    angle=st.floats(-180, 180),
)


def corners(strip: Strip) -> list[tuple[float, float]]:
    ends = [(0.0, 0.0), (strip.width, 0.0), (strip.width, strip.height), (0.0, strip.height)]
    return sorted((round(x, 3), round(y, 3)) for x, y in (strip.point(*end) for end in ends))


@given(strips)
def test_levelling_keeps_the_rectangle(strip: Strip) -> None:
    levelled = level(strip)
    assert -45 < levelled.angle <= 45
    assert np.allclose(corners(levelled), corners(strip), atol=0.01)


@given(strips, st.floats(0, 1), st.floats(0, 1))
def test_a_part_of_a_strip_lies_in_it(strip: Strip, one: float, other: float) -> None:
    start, end = sorted((one * strip.width, other * strip.width))
    part = strip.part(start, end)
    assert part.point(0, 0) == pytest.approx(strip.point(start, 0), abs=0.01)
    assert part.point(part.width, part.height) == pytest.approx(strip.point(end, strip.height), abs=0.01)


def test_a_quarter_turn_moves_a_strip_with_its_page() -> None:
    page = np.full((PAGE, PAGE), 255, np.uint8)
    page[100:110, 40:240] = 0
    upright = Strip(x=140, y=105, width=200, height=10, angle=0)
    turned = level(turned_quarter(upright, PAGE))
    assert turned.box(0, 0, turned.width, turned.height) == pytest.approx((100, 159, 110, 359), abs=1.5)
    assert np.rot90(page)[160:359, 100:110].max() == 0


@pytest.mark.parametrize("angle", [-20, 0, 3, 40])
@pytest.mark.parametrize("height", [20, 48, 150])
def test_a_strips_picture_is_level_and_48_pixels_high(angle: float, height: int) -> None:
    page = np.full((800, 1200), 255, np.uint8)
    strip = Strip(x=600, y=400, width=height * 4, height=height, angle=angle)
    outline = np.array(
        [strip.point(*end) for end in ((0, 0), (height * 2, 0), (height * 2, height), (0, height))]
    )
    cv2.fillPoly(page, [outline.round().astype(np.int32)], (0,))
    picture = picture_of(page, strip)
    assert picture.shape == (HEIGHT, 4 * HEIGHT)
    assert picture[6:-6, 6 : 2 * HEIGHT - 6].max() < 60
    assert picture[6:-6, 2 * HEIGHT + 6 : -6].min() > 200
