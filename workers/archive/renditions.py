"""Sized, lossy pictures of a page for the web, from pixels that have been checked. Pure."""

import io
from dataclasses import dataclass
from importlib.metadata import version

import numpy as np
from PIL import Image

from ingest.storage.keys import RENDITION_WIDTHS
from schemas.base import Rotation
from schemas.page import Rendition
from workers.reading.checking import PagePixels

DRAWN_BY = ("pillow", version("pillow"))
QUALITY = 62
"""JPEG quality: print stays clear of ringing, and a scanned A4 page 2000 pixels wide takes some 400 kB."""
DRAWN_COLUMNS = RENDITION_WIDTHS[1]
"""Width at which pages are drawn that nobody needed pixels of: born-digital ones, whose text is beside."""
LONGEST = 4
"""Most widths that a picture may be high: what is longer becomes narrower."""
PAPER = 255
GAP = 2.0
"""Before it is made fine, a picture is reduced by whole pixels to this many times its size (Pillow)."""
TURNS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
"""Pillow turns the other way round."""


@dataclass(frozen=True, kw_only=True)
class RenditionFile:
    """A rendition's JPEG, and the nominal width by which it is stored and asked for."""

    rendition: Rendition
    nominal: int
    jpeg: bytes


def renditions(
    picture: PagePixels, *, width: float, height: float, rotation: Rotation
) -> tuple[RenditionFile, ...]:
    """The visible page of `width` × `height` points, turned clockwise by `rotation`, in up to three sizes.

    Nothing is enlarged: the first size that the pixels do not fill is as large as they are, and the last.
    """
    columns = picture.samples.shape[1]
    most = columns / (picture.box[2] - picture.box[0])
    shown_width, shown_height = (width, height) if rotation in (0, 180) else (height, width)
    made: list[tuple[int, Image.Image]] = []
    image = Image.fromarray(np.asarray(picture.samples))
    # From the largest down: each is made from the one before, which is cheaper and looks the same.
    for nominal in _reachable(most, shown_width, shown_height):
        scale = min(most, _scale(nominal, shown_width, shown_height))
        if made:
            size = (max(1, round(shown_width * scale)), max(1, round(shown_height * scale)))
            image = image.resize(size, Image.Resampling.HAMMING, reducing_gap=GAP)
        else:
            image = _page_image(image, picture.box, width, height, scale)
            if rotation:
                image = image.transpose(TURNS[rotation])
        made.append((nominal, image))
    return tuple(_file(nominal, image) for nominal, image in reversed(made))


def _reachable(most: float, width: float, height: float) -> list[int]:
    """The nominal widths, largest first, down from the first one that takes all the pixels there are."""
    wanted: list[int] = []
    for nominal in RENDITION_WIDTHS:
        wanted.insert(0, nominal)
        if _scale(nominal, width, height) >= most:
            break
    return wanted


def _scale(nominal: int, width: float, height: float) -> float:
    """Pixels for each point."""
    return min(nominal / width, LONGEST * nominal / height)


def _page_image(
    image: Image.Image, box: tuple[float, float, float, float], width: float, height: float, scale: float
) -> Image.Image:
    """The whole visible page; what the pixels do not show is paper."""
    x0, top, x1, bottom = (round(edge * scale) for edge in box)
    page = (max(1, round(width * scale)), max(1, round(height * scale)))
    image = image.resize((max(1, x1 - x0), max(1, bottom - top)), Image.Resampling.HAMMING)
    if (x0, top, *image.size) == (0, 0, *page):
        return image
    sheet = Image.new(image.mode, page, PAPER if image.mode == "L" else (PAPER,) * 3)
    sheet.paste(image, (x0, top))
    return sheet


def _file(nominal: int, image: Image.Image) -> RenditionFile:
    jpeg = io.BytesIO()
    image.save(jpeg, "JPEG", quality=QUALITY)
    return RenditionFile(
        rendition=Rendition(width=image.width, height=image.height), nominal=nominal, jpeg=jpeg.getvalue()
    )
