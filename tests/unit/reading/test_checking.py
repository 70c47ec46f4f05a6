"""What a parser that was taken over might answer must end as EngineCrashed, not in the record."""

import math
from typing import Any

import pytest

from ingest.errors import EngineCrashed
from ingest.sandbox import Untrusted
from workers.reading.checking import check_opened, check_pixels

GLYPHS: dict[str, Any] = {
    "texts": ["å"],
    "edges": [10_000, 10_000, 15_000, 20_000],
    "bold": [False],
    "directions": [0],
}
FACTS: dict[str, Any] = {
    "width": 595.0,
    "height": 842.0,
    "rotate": 90,
    "sizing": "",
    "image_cover": 0.5,
    "curves": 3,
    "layer_error": "",
    "images": [[5.0, 5.0, 60.0, 60.0]],
    "glyphs": GLYPHS,
}
PIXELS: dict[str, Any] = {
    "columns": 4,
    "rows": 2,
    "channels": 1,
    "box": [0.0, 0.0, 2.0, 1.0],
    "origin": "image",
}


def test_sound_answers_pass() -> None:
    page = check_opened(Untrusted(FACTS, ()))
    assert (page.width, page.rotate, page.glyphs[0].text) == (595.0, 90, "å")
    picture = check_pixels(Untrusted(PIXELS, (bytes(8),)), page, 1)
    assert (picture.samples.shape, picture.dpi) == ((2, 4), 144)
    coloured = check_pixels(Untrusted(PIXELS | {"channels": 3}, (bytes(24),)), page, 1)
    assert coloured.samples.shape == (2, 4, 3)


@pytest.mark.parametrize(
    "lie",
    [
        {"width": math.nan},
        {"width": -5},
        {"height": 1e12},
        {"height": "842"},
        {"height": True},
        {"rotate": 45},
        {"rotate": False},
        {"image_cover": 1.5},
        {"sizing": "x" * 10_000},
        {"images": None},
        {"images": [[0.0, 0.0, 1.0]]},
        {"images": [[0.0, 0.0, 1.0, 1.0]] * 501},
        {"glyphs": None},
        {"glyphs": {}},
        {"glyphs": GLYPHS | {"texts": []}},
        {"glyphs": GLYPHS | {"texts": [None]}},
        {"glyphs": GLYPHS | {"texts": ["å" * 1000]}},
        {"glyphs": GLYPHS | {"edges": [10_000, 10_000, 15_000]}},
        {"glyphs": GLYPHS | {"edges": [10_000, 10_000, 15_000, 20_000] * 2}},
        {"glyphs": GLYPHS | {"edges": [10_000, 10_000, 15_000, math.inf]}},
        {"glyphs": GLYPHS | {"edges": [10_000, 10_000, 15_000, 10**30]}},
        {"glyphs": GLYPHS | {"edges": [10_000, 10_000, 99_999_000, 20_000]}},
        {"glyphs": GLYPHS | {"edges": [10_000, 10_000, 15_000, True]}},
        {"glyphs": GLYPHS | {"bold": ["no"]}},
        {"glyphs": GLYPHS | {"bold": []}},
        {"glyphs": GLYPHS | {"directions": [45]}},
        {"glyphs": GLYPHS | {"directions": [False]}},
        {"glyphs": GLYPHS | {"directions": [[0]]}},
    ],
)
def test_impossible_facts_are_a_crash(lie: dict[str, Any]) -> None:
    with pytest.raises(EngineCrashed):
        check_opened(Untrusted(FACTS | lie, ()))


@pytest.mark.parametrize("value", [None, [], "facts", {}])
def test_no_facts_are_a_crash(value: Any) -> None:
    with pytest.raises(EngineCrashed):
        check_opened(Untrusted(value, ()))


@pytest.mark.parametrize(
    ("lie", "blobs"),
    [
        ({}, ()),
        ({}, (bytes(7),)),
        ({}, (bytes(8), b"")),
        ({"columns": 0}, (b"",)),
        ({"columns": 4000, "rows": 4000}, (bytes(16_000_000),)),
        ({"channels": 2}, (bytes(16),)),
        ({"box": [0.0, 0.0, 0.0, 1.0]}, (bytes(8),)),
        ({"box": [0.0, 0.0, math.nan, 1.0]}, (bytes(8),)),
        ({"box": [0.0, 0.0, 5_000.0, 1.0]}, (bytes(8),)),
    ],
)
def test_impossible_pixels_are_a_crash(lie: dict[str, Any], blobs: tuple[bytes, ...]) -> None:
    page = check_opened(Untrusted(FACTS, ()))
    with pytest.raises(EngineCrashed):
        check_pixels(Untrusted(PIXELS | lie, blobs), page, 1)
