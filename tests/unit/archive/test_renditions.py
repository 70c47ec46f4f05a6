"""Renditions show the page as it is read: size, turn and margins; and nothing is enlarged."""

import io
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from schemas.base import Box, Rotation
from schemas.turning import TURNS
from workers.archive import RenditionFile, renditions
from workers.reading.checking import PagePixels

INK, PAPER = 30, 240


def picture(
    columns: int, rows: int, box: Box, *, corner: int = INK, channels: int | None = None
) -> PagePixels:
    """Paper with one dark corner, at the top left, a quarter of the picture in both directions."""
    samples = np.full((rows, columns) if channels is None else (rows, columns, channels), PAPER, np.uint8)
    samples[: rows // 4, : columns // 4] = corner
    return PagePixels(samples=samples, dpi=columns * 72 / (box[2] - box[0]), box=box, origin="image")


def opened(file: RenditionFile) -> Image.Image:
    image = Image.open(io.BytesIO(file.jpeg))
    assert (file.rendition.width, file.rendition.height) == image.size
    return image


def value(file: RenditionFile, x: float, y: float) -> int:
    """The gray at a place, in shares of the picture's sides."""
    image = opened(file).convert("L")
    return int(np.asarray(image)[int(y * (image.height - 1)), int(x * (image.width - 1))])


def test_a_large_scan_comes_in_three_sizes() -> None:
    files = renditions(picture(2480, 3508, (0, 0, 595, 842)), width=595, height=842, rotation=0)
    assert [opened(file).size for file in files] == [(160, 226), (1000, 1415), (2000, 2830)]
    assert [file.nominal for file in files] == [160, 1000, 2000]
    assert all(value(file, 0.1, 0.1) < 60 and value(file, 0.9, 0.9) > 220 for file in files)


def test_nothing_is_enlarged_and_the_largest_has_all_pixels() -> None:
    files = renditions(picture(595, 842, (0, 0, 595, 842)), width=595, height=842, rotation=0)
    assert [(file.nominal, opened(file).size) for file in files] == [(160, (160, 226)), (1000, (595, 842))]


def test_every_turn_brings_the_corner_to_its_place() -> None:
    places = {0: (0.1, 0.1), 90: (0.9, 0.1), 180: (0.9, 0.9), 270: (0.1, 0.9)}
    for rotation in TURNS:
        files = renditions(picture(900, 600, (0, 0, 300, 200)), width=300, height=200, rotation=rotation)
        for file in files:
            for turn, (x, y) in places.items():
                assert (value(file, x, y) < 60) is (turn == rotation), (rotation, turn)


def test_pixels_that_miss_the_margin_leave_paper_and_those_beyond_it_are_cut() -> None:
    (_, file) = renditions(picture(500, 500, (50, 50, 100, 100)), width=100, height=100, rotation=0)
    assert value(file, 0.2, 0.2) == 255
    assert value(file, 0.55, 0.55) < 60
    (_, file) = renditions(picture(800, 800, (-100, -100, 100, 100)), width=100, height=100, rotation=0)
    assert value(file, 0.0, 0.0) > 220


def test_colour_stays() -> None:
    files = renditions(picture(400, 400, (0, 0, 100, 100), channels=3), width=100, height=100, rotation=0)
    assert {opened(file).mode for file in files} == {"RGB"}


@settings(max_examples=40, deadline=None)
@given(
    columns=st.integers(1, 900),
    rows=st.integers(1, 900),
    width=st.floats(1, 2000),
    height=st.floats(1, 2000),
    rotation=st.sampled_from(TURNS),
)
def test_any_page_has_renditions_of_its_own_shape(
    columns: int, rows: int, width: float, height: float, rotation: Rotation
) -> None:
    files = renditions(
        picture(columns, rows, (0, 0, width, height)), width=width, height=height, rotation=rotation
    )
    assert files
    shown = width / height if rotation in (0, 180) else height / width
    for file in files:
        image = opened(file)
        assert image.width <= file.nominal
        assert abs(image.width - shown * image.height) <= 1 + shown or image.width == 1 or image.height == 1
    assert all(one.rendition.width <= other.rendition.width for one, other in pairwise(files))
