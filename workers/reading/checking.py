"""Checks what comes out of the sandbox before anything else looks at it. Pure.

A parser taken over by a hostile file can answer anything; after these checks the answer is at worst wrong.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from ingest.errors import EngineCrashed
from ingest.sandbox import Untrusted
from schemas.base import Box, Rotation
from workers.reading.glyph import EDGE_UNITS, Glyph

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
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, kw_only=True)
class PagePixels:
    """A page's checked pixels, and the part of the page they show (points)."""

    samples: NDArray[np.uint8]
    """Rows × columns of gray, or rows × columns × RGB."""
    dpi: float
    box: Box
    origin: str


def check_opened(untrusted: Untrusted) -> OpenedPage:
    """The facts of a page. Raises EngineCrashed when they are not what `open_page` gives."""
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
        glyphs=_glyphs(_object(value.get("glyphs")), width, height),
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
) -> tuple[tuple[OpenedPage, PagePixels], ...]:
    """Up to `most` pages with their pictures. Raises EngineCrashed when they are not `open_plain_pages`'."""
    entries = [_object(entry) for entry in _list(untrusted.value, most)]
    if len(entries) != len(untrusted.blobs):
        raise _nonsense("pages")
    found = []
    for entry, blob in zip(entries, untrusted.blobs, strict=True):
        page = check_opened(Untrusted(entry.get("facts"), ()))
        found.append((page, check_pixels(Untrusted(entry.get("picture"), (blob,)), page, max_megapixels)))
    return tuple(found)


def _glyphs(untrusted: dict[str, JsonValue], width: float, height: float) -> tuple[Glyph, ...]:
    """Column by column: a page has thousands."""
    texts = _list(untrusted.get("texts"), MAX_GLYPHS)
    edges = _list(untrusted.get("edges"), MAX_GLYPHS * BOX_EDGES)
    bold, directions = (
        _list(untrusted.get("bold"), MAX_GLYPHS),
        _list(untrusted.get("directions"), MAX_GLYPHS),
    )
    columns = (_texts(texts), _boxes(edges, width, height), _flags(bold), _rotations(directions))
    if len({len(column) for column in columns}) > 1:
        raise _nonsense("glyphs")
    return tuple(map(Glyph, *columns))


def _texts(untrusted: list[JsonValue]) -> list[str]:
    """The same checks as `_text`."""
    texts = [one for one in untrusted if type(one) is str]
    if len(texts) != len(untrusted):
        raise _nonsense("text")
    for text in {*texts}:
        _text(text, MAX_GLYPH_TEXT)
    return texts


def _flags(untrusted: list[JsonValue]) -> list[bool]:
    flags = [one for one in untrusted if type(one) is bool]
    if len(flags) != len(untrusted):
        raise _nonsense("flag")
    return flags


def _rotations(untrusted: list[JsonValue]) -> list[Rotation]:
    """The same checks as `_rotation`."""
    turns = _whole_numbers(untrusted)
    known = {turn: _rotation(turn) for turn in {*turns}}
    return [known[turn] for turn in turns]


def _boxes(untrusted: list[JsonValue], width: float, height: float) -> list[Box]:
    """The same checks as `_box`, of edges in thousandths of a point."""
    if len(untrusted) % BOX_EDGES:
        raise _nonsense("box")
    try:
        edges = np.array(_whole_numbers(untrusted), dtype=np.int64).reshape(-1, BOX_EDGES) / EDGE_UNITS
    except OverflowError as error:
        raise _nonsense("number") from error
    reach = np.array([OUTSIDE + width, OUTSIDE + height] * 2)
    if not bool(((edges >= -reach) & (edges <= reach + (width, height) * 2)).all()):
        raise _nonsense("number")
    low, high = np.minimum(edges[:, :2], edges[:, 2:]), np.maximum(edges[:, :2], edges[:, 2:])
    lows, highs = low.T.tolist(), high.T.tolist()
    return list(zip(*lows, *highs, strict=True))


def _whole_numbers(untrusted: list[JsonValue]) -> list[int]:
    numbers = [one for one in untrusted if type(one) is int]
    if len(numbers) != len(untrusted):
        raise _nonsense("number")
    return numbers


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
