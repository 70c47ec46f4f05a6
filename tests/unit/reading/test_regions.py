"""Lines of a text layer in regions, and both sources on one page."""

import numpy as np
import pytest

from schemas.page import ReadLine, Word
from tests.unit.reading.painting import columns
from workers.reading.checking import OpenedPage, PagePixels
from workers.reading.masking import ink_outside, only, without
from workers.reading.merging import merged
from workers.reading.regions import Region, regions_of
from workers.reading.textlayer import Opinion

Box = tuple[float, float, float, float]
PAGE = OpenedPage(
    width=300,
    height=400,
    rotate=0,
    sizing="",
    image_cover=0,
    images=(),
    curves=0,
    layer_error="",
    glyphs=columns([]),
)


def line(text: str, x0: float, top: float, x1: float) -> ReadLine:
    box: Box = (x0, top, x1, top + 10)
    return ReadLine(text=text, words=(Word(text=text, start=0, box=box),), box=box)


def names(regions: tuple[Region, ...]) -> list[list[str]]:
    return [[line.text for line in region.lines] for region in regions]


def test_a_gap_or_another_column_begins_a_region() -> None:
    left = [line(f"v{n}", 20, 20 + 13 * n, 130) for n in range(4)]
    lower = [line(f"u{n}", 20, 100 + 13 * n, 130) for n in range(3)]
    right = [line(f"h{n}", 160, 20 + 13 * n, 270) for n in range(3)]
    found = regions_of([*left, *lower, *right], width=300, height=400, rotation=0)
    assert names(found) == [["v0", "v1", "v2", "v3"], ["u0", "u1", "u2"], ["h0", "h1", "h2"]]


def test_what_was_read_stands_before_what_lies_lower_in_its_column() -> None:
    kept = [Region(lines=(line("överst", 20, 20, 200),)), Region(lines=(line("nederst", 20, 300, 200),))]
    bad = Region(lines=(line("skräp", 20, 145, 200),))
    dropped = [(bad, Opinion(standing="read", reason="text_layer_misread"))]
    read = [line("mitten", 20, 140, 200), line("stämpel", 20, 360, 200)]
    lines, regions = merged(kept, read, dropped, PAGE)
    assert [one.text for one in lines] == ["överst", "mitten", "nederst", "stämpel"]
    assert [(one.source, one.reason) for one in regions] == [
        ("text_layer", "text_layer_good"),
        ("ocr", "text_layer_misread"),
        ("text_layer", "text_layer_good"),
        ("ocr", "text_layer_partial"),
    ]


@pytest.fixture
def picture() -> PagePixels:
    """Two rows of strokes on gray paper at 144 dpi."""
    samples = np.full((800, 600), 230, np.uint8)
    for top in (200, 600):
        samples[top : top + 20, 60:540:6] = 20
        samples[top : top + 20, 61:540:6] = 20
    return PagePixels(samples=samples, dpi=144, box=(0, 0, 300, 400), origin="image")


def test_a_mask_shows_or_hides_the_boxes_alone(picture: PagePixels) -> None:
    box: Box = (25, 95, 275, 115)
    assert (only(picture, [box]).samples[600:620] == 230).all()
    assert (only(picture, [box]).samples[200:220] == picture.samples[200:220]).all()
    assert (without(picture, [box]).samples[200:220] == 230).all()
    assert (without(picture, [box]).samples[600:620] == picture.samples[600:620]).all()


def test_ink_outside_the_layer_is_measured(picture: PagePixels) -> None:
    both: list[Box] = [(25, 95, 275, 115), (25, 295, 275, 315)]
    assert ink_outside(picture, both, 3) == 0
    assert ink_outside(picture, both[:1], 3) == pytest.approx(3.3 * 10 / 72, rel=0.6)
    assert ink_outside(picture, [], 3) == pytest.approx(2 * ink_outside(picture, both[:1], 3), rel=0.4)
