"""Checks what comes out of the sandbox before anything else looks at it. Pure.

A parser taken over by a hostile file can answer anything; after these checks the answer is at worst wrong.
"""

from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from ingest.errors import EngineCrashed
from ingest.sandbox import Untrusted
from schemas.base import Box, Rotation
from workers.reading.glyph import EDGE_UNITS, PACKED, Glyphs

MAX_SIDE = 200_000.0
"""Points; far beyond the 14,400 that PDF allows without UserUnit."""
MAX_GLYPHS = 200_000
MAX_IMAGES = 500
MAX_GLYPH_TEXT = 40
"""Characters of one glyph: a ligature has up to four, `(cid:65535)` eleven."""
OUTSIDE = 100.0
"""Points by which a glyph's box may reach over the page's edge; its middle has been checked to lie inside."""
DPI_RANGE = (10.0, 20_000.0)
TEXT_LENGTH = 200
CHANNELS = (1, 3)
SMALLEST_SIDE = 0.1
"""Points of the page that its pixels show, in each direction."""
IMAGE_SHARE = 0.02
"""Share of the page from which an image on it may be a stamp or an annex rather than an emblem."""
BOX_EDGES = 4
FULL_TURN = 4
"""Quarters."""


@dataclass(frozen=True, kw_only=True)
class OpenedPage:
    """A page's checked facts; lengths in points of the unrotated page."""

    width: float
    height: float
    rotate: Rotation
    sizing: str
    image_cover: float
    images: tuple[Box, ...]
    """Where images lie on the page."""
    curves: int
    layer_error: str
    glyphs: Glyphs = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class PagePixels:
    """A page's checked pixels, and the part of the page they show (points)."""

    samples: NDArray[np.uint8]
    """Rows × columns of gray, or rows × columns × RGB."""
    dpi: float
    box: Box
    origin: str


def check_opened(untrusted: Untrusted) -> OpenedPage:
    """The facts of a page and its glyphs. Raises EngineCrashed when they are not those of `open_page`."""
    value = _object(untrusted.value)
    width, height = _number(value.get("width"), 0.5, MAX_SIDE), _number(value.get("height"), 0.5, MAX_SIDE)
    return OpenedPage(
        width=round(width, 3),
        height=round(height, 3),
        rotate=_rotation(value.get("rotate")),
        sizing=_text(value.get("sizing"), TEXT_LENGTH),
        image_cover=_number(value.get("image_cover"), 0, 1),
        images=tuple(_box(box, width, height) for box in _list(value.get("images"), MAX_IMAGES)),
        curves=int(_number(value.get("curves"), 0, 1e9)),
        layer_error=_text(value.get("layer_error"), TEXT_LENGTH),
        glyphs=_glyphs(value.get("text"), untrusted.blobs, width, height),
    )


def check_pixels(untrusted: Untrusted, page: OpenedPage, max_megapixels: int) -> PagePixels:
    """The pixels of a page. Raises EngineCrashed when they are not what `page_pixels` gives."""
    value = _object(untrusted.value)
    columns, rows = int(_number(value.get("columns"), 1, 1e6)), int(_number(value.get("rows"), 1, 1e6))
    channels = int(_number(value.get("channels"), 1, 3))
    if columns * rows > max_megapixels * 1_000_000 or channels not in CHANNELS or len(untrusted.blobs) != 1:
        raise _nonsense("pixels")
    if len(untrusted.blobs[0]) != columns * rows * channels:
        raise _nonsense("pixels")
    box = _box(value.get("box"), page.width, page.height)
    if min(box[2] - box[0], box[3] - box[1]) < SMALLEST_SIDE:
        raise _nonsense("box")
    shape = (rows, columns) if channels == 1 else (rows, columns, channels)
    return PagePixels(
        samples=np.frombuffer(untrusted.blobs[0], dtype=np.uint8).reshape(shape),
        dpi=_number(columns * 72 / (box[2] - box[0]), *DPI_RANGE),
        box=box,
        origin=_text(value.get("origin"), TEXT_LENGTH),
    )


def check_run(
    untrusted: Untrusted, most: int, max_megapixels: int
) -> tuple[tuple[OpenedPage, PagePixels | None], ...]:
    """Up to `most` pages with their pictures, if they were drawn.

    Raises EngineCrashed when they are not what `open_page` and `open_plain_pages` give.
    """
    entries = [_object(entry) for entry in _list(untrusted.value, most)]
    if 2 * len(entries) != len(untrusted.blobs):
        raise _nonsense("pages")
    found = []
    for entry, glyphs, pixels in zip(entries, untrusted.blobs[0::2], untrusted.blobs[1::2], strict=True):
        page = check_opened(Untrusted(entry.get("facts"), (glyphs,)))
        untrusted_picture = Untrusted(entry.get("picture"), (pixels,))
        drawn = untrusted_picture.value is not None
        found.append((page, check_pixels(untrusted_picture, page, max_megapixels) if drawn else None))
    return tuple(found)


def check_page(untrusted: Untrusted, max_megapixels: int) -> tuple[OpenedPage, PagePixels | None]:
    """The only page, with its picture, if it was drawn. Raises EngineCrashed."""
    found = check_run(untrusted, 1, max_megapixels)
    if not found:
        raise _nonsense("pages")
    return found[0]


def _glyphs(untrusted_text: JsonValue, blobs: tuple[bytes, ...], width: float, height: float) -> Glyphs:
    if len(blobs) != 1 or len(blobs[0]) % PACKED.itemsize:
        raise _nonsense("glyphs")
    packed = np.frombuffer(blobs[0], dtype=PACKED)
    if len(packed) > MAX_GLYPHS or bool((packed["quarters"] >= FULL_TURN).any()):
        raise _nonsense("glyphs")
    return Glyphs(
        texts=_texts(untrusted_text, packed["length"].tolist()),
        edges=_edges(packed["edges"], width, height),
        bold=packed["bold"] != 0,
        quarters=packed["quarters"].astype(np.int64),
    )


def _texts(untrusted: JsonValue, lengths: list[int]) -> list[str]:
    """The text of each glyph, all of which stand one after the other."""
    text = _text(untrusted, MAX_GLYPHS * MAX_GLYPH_TEXT)
    if sum(lengths) != len(text) or max(lengths, default=0) > MAX_GLYPH_TEXT:
        raise _nonsense("text")
    ends = [*accumulate(lengths)]
    return [text[end - length : end] for end, length in zip(ends, lengths, strict=True)]


def _edges(untrusted: NDArray[np.int64], width: float, height: float) -> NDArray[np.int64]:
    """The same checks as `_box`, of edges in thousandths of a point."""
    reach = np.array([OUTSIDE + width, OUTSIDE + height] * 2) * EDGE_UNITS
    across = np.array([width, height] * 2) * EDGE_UNITS
    if not bool(((untrusted >= -reach) & (untrusted <= reach + across)).all()):
        raise _nonsense("number")
    low, high = untrusted[:, :2], untrusted[:, 2:]
    return np.concatenate([np.minimum(low, high), np.maximum(low, high)], axis=1)


def _box(untrusted: JsonValue, width: float, height: float) -> Box:
    if not isinstance(untrusted, list) or len(untrusted) != BOX_EDGES:
        raise _nonsense("box")
    reach_x, reach_y = OUTSIDE + width, OUTSIDE + height
    x0, x1 = (_number(edge, -reach_x, width + reach_x) for edge in untrusted[0::2])
    top, bottom = (_number(edge, -reach_y, height + reach_y) for edge in untrusted[1::2])
    return min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom)


def _object(untrusted: JsonValue) -> dict[str, JsonValue]:
    if not isinstance(untrusted, dict):
        raise _nonsense("value")
    return untrusted


def _list(untrusted: JsonValue, longest: int) -> list[JsonValue]:
    if not isinstance(untrusted, list) or len(untrusted) > longest:
        raise _nonsense("list")
    return untrusted


def _number(untrusted: JsonValue, low: float, high: float) -> float:
    if isinstance(untrusted, bool) or not isinstance(untrusted, int | float):
        raise _nonsense("number")
    if not low <= untrusted <= high:
        raise _nonsense("number")
    return float(untrusted)


def _text(untrusted: JsonValue, length: int) -> str:
    if not isinstance(untrusted, str) or len(untrusted) > length:
        raise _nonsense("text")
    return untrusted


def _rotation(untrusted: JsonValue) -> Rotation:
    turns: tuple[Rotation, ...] = (0, 90, 180, 270)
    for turn in turns:
        if untrusted == turn and not isinstance(untrusted, bool):
            return turn
    raise _nonsense("rotation")


def _nonsense(what: str) -> EngineCrashed:
    return EngineCrashed(how=f"impossible answer from the sandbox: {what}")
