"""A page as a picture: image files by Pillow, any pixels as gray or RGB. Runs inside the sandbox only."""

from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
from PIL import ExifTags, Image

from ingest.errors import UnreadablePage

A4_LONG_SIDE = 842.0
"""Points. The long side of a page whose image file states no credible resolution."""
CREDIBLE_DPI = (50.0, 2400.0)
PLACEHOLDER_DPI = 96.0
"""Resolutions up to this are what programs write when they know none (72, 96) …"""
PLACEHOLDER_LONG_SIDE = 1700.0
"""… when they would make the page longer than A2 (points)."""
SQUARE_TOLERANCE = 1.1
"""Pixels whose sides differ by more than this factor (fax: 204 × 98 dpi) are made square."""
COLOUR_STEP = 4
COLOURED = 40
COLOURED_SHARE = 0.0003
"""A stamp covers about .002 of a page with its ink; JPEG's colour noise stays below the threshold."""
TURN_BY_EXIF = {3: 180, 6: 90, 8: 270}
"""EXIF orientation to clockwise degrees; mirrored ones do not come from scanners and are left as stored."""


@dataclass(frozen=True, kw_only=True)
class ImagePage:
    """A picture of a page. `width`, `height` and `box` are points; `box` is the part the picture shows."""

    image: Image.Image
    width: float
    height: float
    box: tuple[float, float, float, float]
    origin: str
    rotate: int = 0
    sizing: str = ""


def picture_of_file(source: BinaryIO, number: int) -> ImagePage:
    """Page (frame) `number` of a TIFF, JPEG or PNG. Raises UnreadablePage when there is no such frame.

    The unrotated page is the image as stored; a TIFF's Orientation is already applied by Pillow. Without a
    credible stated resolution the long side is taken as A4's, and `sizing` says so.
    """
    source.seek(0)
    image = Image.open(source)
    if not 1 <= number <= getattr(image, "n_frames", 1):
        raise UnreadablePage
    image.seek(number - 1)
    stated = image.info.get("dpi")
    image.load()
    rotate = 0
    if image.format != "TIFF":
        rotate = TURN_BY_EXIF.get(image.getexif().get(ExifTags.Base.Orientation, 1), 0)
    width, height, sizing = page_size(image.size, stated)
    return ImagePage(
        image=image,
        width=width,
        height=height,
        box=(0, 0, width, height),
        origin="image",
        rotate=rotate,
        sizing=sizing,
    )


def page_size(size: tuple[int, int], stated: tuple[float, float] | None) -> tuple[float, float, str]:
    """Points of an image of `size` pixels with the `stated` dpi, and the rule used where none is credible."""
    if stated is not None:
        dpi_x, dpi_y = float(stated[0]), float(stated[1])
        low, high = CREDIBLE_DPI
        if low <= dpi_x <= high and low <= dpi_y <= high:
            width, height = size[0] * 72 / dpi_x, size[1] * 72 / dpi_y
            placeholder = max(dpi_x, dpi_y) <= PLACEHOLDER_DPI and max(width, height) > PLACEHOLDER_LONG_SIDE
            if not placeholder:
                return width, height, ""
    scale = A4_LONG_SIDE / max(size)
    return size[0] * scale, size[1] * scale, "no credible resolution stated: long side taken as 842 pt (A4)"


def samples(page: ImagePage, dpi: int) -> Image.Image:
    """The picture with square pixels, at most twice `dpi`: 8-bit gray, or RGB where there is coloured ink.

    Transparency is shown on white; 16-bit samples are scaled to 8.
    """
    image = _shown(page.image)
    x0, top, x1, bottom = page.box
    dpi_x, dpi_y = image.width * 72 / (x1 - x0), image.height * 72 / (bottom - top)
    # Every second pixel at 600 dpi is still 300 dpi: recognition gains nothing from more.
    reduction = int(min(dpi_x, dpi_y) // dpi)
    if reduction > 1:
        image = image.reduce(reduction)
    if max(dpi_x, dpi_y) > SQUARE_TOLERANCE * min(dpi_x, dpi_y):
        target = min(max(dpi_x, dpi_y), 2 * dpi)
        square = (round((x1 - x0) * target / 72), round((bottom - top) * target / 72))
        image = image.resize(square, Image.Resampling.BICUBIC)
    return image


def _shown(image: Image.Image) -> Image.Image:
    """Gray or RGB, as a viewer would show it."""
    if image.mode.startswith(("I", "F")):
        return _gray_of_deep(image)
    if image.has_transparency_data:
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image.convert("RGBA"))
    if image.mode in ("1", "L"):
        return image.convert("L")
    image = image.convert("RGB")
    return image if _has_coloured_ink(image) else image.convert("L")


def _has_coloured_ink(image: Image.Image) -> bool:
    """True when some pixels are far more coloured than most, which are paper."""
    preview = np.asarray(image)[::COLOUR_STEP, ::COLOUR_STEP].astype(np.int16)
    chroma = preview.max(axis=2) - preview.min(axis=2)
    return float(np.mean(chroma > np.median(chroma) + COLOURED)) > COLOURED_SHARE


def _gray_of_deep(image: Image.Image) -> Image.Image:
    """16-bit samples scaled to 8 bits: Pillow's own conversion would clip them at 255."""
    deep = np.asarray(image.convert("F"))
    top = 65535.0 if image.mode.startswith("I;16") else max(1.0, float(deep.max()))
    return Image.fromarray((np.clip(deep / top, 0, 1) * 255).astype(np.uint8))
