"""What a parser that was taken over might answer must end as EngineCrashed, not in the record."""

import math
from typing import Any

import numpy as np
import pytest

from ingest.errors import EngineCrashed
from ingest.sandbox import Untrusted
from workers.reading.checking import check_opened, check_page, check_pixels
from workers.reading.glyph import PACKED


def packed(
    edges: tuple[int, ...] = (10_000, 10_000, 15_000, 20_000), *, length: int = 1, quarters: int = 0
) -> bytes:
    return np.array([(edges, length, 1, quarters)], dtype=PACKED).tobytes()


FACTS: dict[str, Any] = {
    "width": 595.0,
    "height": 842.0,
    "rotate": 90,
    "sizing": "",
    "image_cover": 0.5,
    "curves": 3,
    "layer_error": "",
    "images": [[5.0, 5.0, 60.0, 60.0]],
    "text": "å",
}
PIXELS: dict[str, Any] = {
    "columns": 4,
    "rows": 2,
    "channels": 1,
    "box": [0.0, 0.0, 2.0, 1.0],
    "origin": "image",
}


def test_sound_answers_pass() -> None:
    page = check_opened(Untrusted(FACTS, (packed(),)))
    assert (page.width, page.rotate, page.glyphs.texts) == (595.0, 90, ["å"])
    assert page.glyphs.edges.tolist() == [[10_000, 10_000, 15_000, 20_000]]
    assert (page.glyphs.bold.tolist(), page.glyphs.quarters.tolist()) == ([True], [0])
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
        {"text": None},
        {"text": ["å"]},
        {"text": ""},
        {"text": "åå"},
    ],
)
def test_impossible_facts_are_a_crash(lie: dict[str, Any]) -> None:
    with pytest.raises(EngineCrashed):
        check_opened(Untrusted(FACTS | lie, (packed(),)))


@pytest.mark.parametrize(
    "blobs",
    [
        (),
        (packed(), packed()),
        (packed()[:-1],),
        (b"",),
        (packed() * 2,),
        (packed(length=2),),
        (packed(quarters=4),),
        (packed((10_000, 10_000, 99_999_000, 20_000)),),
        (packed((10_000, -(2**63), 15_000, 2**63 - 1)),),
    ],
)
def test_impossible_glyphs_are_a_crash(blobs: tuple[bytes, ...]) -> None:
    with pytest.raises(EngineCrashed):
        check_opened(Untrusted(FACTS, blobs))


def test_a_glyph_of_too_many_characters_is_a_crash() -> None:
    with pytest.raises(EngineCrashed):
        check_opened(Untrusted(FACTS | {"text": "å" * 1000}, (packed(length=1000),)))


@pytest.mark.parametrize("value", [None, [], "facts", {}])
def test_no_facts_are_a_crash(value: Any) -> None:
    with pytest.raises(EngineCrashed):
        check_opened(Untrusted(value, (packed(),)))


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
    page = check_opened(Untrusted(FACTS, (packed(),)))
    with pytest.raises(EngineCrashed):
        check_pixels(Untrusted(PIXELS | lie, blobs), page, 1)


@pytest.mark.parametrize("drawn", [True, False])
def test_a_page_comes_with_its_picture_if_it_was_drawn(drawn: bool) -> None:
    entry: dict[str, Any] = {"facts": FACTS, "picture": PIXELS if drawn else None}
    page, picture = check_page(Untrusted([entry], (packed(), bytes(8) if drawn else b"")), 1)
    assert page.glyphs.texts == ["å"]
    assert (picture is not None) == drawn


@pytest.mark.parametrize(
    ("pages", "blobs"), [(0, 0), (1, 1), (1, 3), (2, 4)], ids=["none", "no blob", "a blob more", "two pages"]
)
def test_one_page_is_one_page(pages: int, blobs: int) -> None:
    value: list[Any] = [{"facts": FACTS, "picture": None}] * pages
    with pytest.raises(EngineCrashed):
        check_page(Untrusted(value, (packed(), b"", packed(), b"")[:blobs]), 1)
