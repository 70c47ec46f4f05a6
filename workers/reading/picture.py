"""A page as a picture: image files by Pillow, any pixels as gray or RGB. Runs inside the sandbox only."""

from dataclasses import dataclass
from math import ceil, sqrt
from typing import BinaryIO

import numpy as np
from PIL import ExifTags, Image

from ingest.errors import UnreadablePage
from ingest.probe.limits import KEPT_PIXELS

A4_LONG_SIDE = 842.0
"""Points. The long side of a page whose image file states no credible resolution."""
CREDIBLE_DPI = (50.0, 2400.0)
PLACEHOLDER_DPI = 96.0
"""Resolutions up to this are what programs write when they know none (72, 96) …"""
PLACEHOLDER_LONG_SIDE = 1700.0
"""… when they would make the page longer than A2 (points)."""
SQUARE_TOLERANCE = 1.1
"""Pixels whose sides differ by more than this factor (fax: 204 × 98 dpi) are made square."""
LONGEST_SIDE = 32_000
"""Pixels. Tesseract refuses pictures with a side beyond 32,767."""
STRIP_ROWS = 512
"""Rows converted at a time: a large page would not fit into the sandbox's memory in two forms at once."""
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
    stored = image.size
    # A JPEG's decoder can leave out every second row and column; other formats know no such draft.
    large = stored[0] * stored[1] > KEPT_PIXELS
    drafted = image.draft(None, (stored[0] // 2, stored[1] // 2)) if large else None
    image.load()
    rotate = 0
    if image.format != "TIFF":
        rotate = TURN_BY_EXIF.get(image.getexif().get(ExifTags.Base.Orientation, 1), 0)
    width, height, sizing = page_size(image.size if drafted is None else stored, stated)
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

    At most some `KEPT_PIXELS`; larger pages come at a lower resolution. Transparency is shown on white;
    16-bit samples are scaled to 8. Closes the page's own image.
    """
    x0, top, x1, bottom = page.box
    columns, rows = page.image.size
    dpi_x, dpi_y = columns * 72 / (x1 - x0), rows * 72 / (bottom - top)
    # Every second pixel at 600 dpi is still 300 dpi: recognition gains nothing from more.
    reduction = max(1, int(min(dpi_x, dpi_y) // dpi), _reduction_to_fit(columns, rows))
    image = _reduced(page.image, reduction)
    page.image.close()
    if max(dpi_x, dpi_y) > SQUARE_TOLERANCE * min(dpi_x, dpi_y):
        square_inches = (x1 - x0) * (bottom - top) / 72**2
        longest_inches = max(x1 - x0, bottom - top) / 72
        fitting = min(sqrt(KEPT_PIXELS / square_inches), LONGEST_SIDE / longest_inches)
        target = min(max(dpi_x, dpi_y), 2 * dpi, fitting)
        square = (max(1, round((x1 - x0) * target / 72)), max(1, round((bottom - top) * target / 72)))
        image = image.resize(square, Image.Resampling.BICUBIC)
    return image


def _reduction_to_fit(columns: int, rows: int) -> int:
    return max(ceil(sqrt(columns * rows / KEPT_PIXELS)), ceil(max(columns, rows) / LONGEST_SIDE))


def _reduced(image: Image.Image, reduction: int) -> Image.Image:
    """Gray or RGB as a viewer would show it, every `reduction` pixels in both directions made one."""
    brightest = _brightest(image)
    mode = "RGB" if brightest is None and _has_coloured_ink(image) else "L"
    if reduction == 1 and image.mode in ("L", "RGB", "RGBX") and not image.has_transparency_data:
        return image.convert(mode)
    result = Image.new(mode, (ceil(image.width / reduction), ceil(image.height / reduction)))
    step = max(1, STRIP_ROWS // reduction) * reduction
    for top in range(0, image.height, step):
        strip = image.crop((0, top, image.width, min(image.height, top + step)))
        shown = _shown(strip).convert(mode) if brightest is None else _gray_of_deep(strip, brightest)
        result.paste(shown.reduce(reduction) if reduction > 1 else shown, (0, top // reduction))
    return result


def _shown(image: Image.Image) -> Image.Image:
    """Gray or RGB, as a viewer would show it."""
    if image.has_transparency_data:
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image.convert("RGBA"))
    return image.convert("L" if image.mode in ("1", "L") else "RGB")


def _has_coloured_ink(image: Image.Image) -> bool:
    """True when some pixels are far more coloured than most, which are paper."""
    if image.mode in ("1", "L"):
        return False
    size = (ceil(image.width / COLOUR_STEP), ceil(image.height / COLOUR_STEP))
    preview = _shown(image.resize(size, Image.Resampling.NEAREST)).convert("RGB")
    red, green, blue = (np.asarray(band) for band in preview.split())
    # Channel by channel: along the last axis of three numpy is ten times slower.
    highest = np.maximum(np.maximum(red, green), blue).astype(np.int16)
    chroma = highest - np.minimum(np.minimum(red, green), blue)
    return float(np.mean(chroma > np.median(chroma) + COLOURED)) > COLOURED_SHARE


def _brightest(image: Image.Image) -> float | None:
    """The sample value that is shown as white, for samples deeper than 8 bits; None for all others."""
    if image.mode.startswith("I;16"):
        return 65535.0
    if image.mode not in ("I", "F"):
        return None
    _, highest = image.getextrema()
    return max(1.0, float(highest))  # type: ignore[arg-type]


def _gray_of_deep(image: Image.Image, brightest: float) -> Image.Image:
    """Deep samples scaled to 8 bits: Pillow's own conversion would clip them at 255."""
    deep = np.asarray(image.convert("F"))
    return Image.fromarray((np.clip(deep / brightest, 0, 1) * 255).astype(np.uint8))
