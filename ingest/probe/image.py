"""Inside the sandbox: pages and pixels of an image file, by Pillow."""

import struct
from typing import BinaryIO

from PIL import Image, JpegImagePlugin, PngImagePlugin, TiffImagePlugin

from ingest.errors import NotOpenable, TooManyPages
from ingest.probe.limits import KEPT_PIXELS, PageLimits
from ingest.probe.tiff import tiff_pages
from schemas.document import MediaType

_FORMATS = {
    "image/tiff": TiffImagePlugin.TiffImageFile.format,
    "image/jpeg": JpegImagePlugin.JpegImageFile.format,
    "image/png": PngImagePlugin.PngImageFile.format,
}
# What Pillow raises for damaged files; anything else counts as a crash, with the same answer to the uploader.
_DAMAGE = (OSError, SyntaxError, ValueError, EOFError, struct.error)
_DRAFT_SCALE = 8
_DECODED_BYTES = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16L": 2, "I;16B": 2, "I;16N": 2}
"""Bytes of a pixel in Pillow's memory, by mode; four in all others."""
_COEFFICIENT_BYTES = 2
_ROWS_PER_STRIP = 278


def image_pages(source: BinaryIO, media_type: MediaType, *, max_pages: int, limits: PageLimits) -> int:
    """Frames of a TIFF, one for other images. Raises NotOpenable, TooManyPages, TooManyPixels.

    A file of a single page must decode to its end: with that page there would be nothing to receive, and the
    person is still at the scanner. Of several pages, one may be damaged; it is marked when it is read.
    """
    # The limit is ours, checked before any pixel is decoded; Pillow's own is lower and only warns.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(source, formats=[_FORMATS[media_type]]) as image:
            pages = tiff_pages(source) if media_type == "image/tiff" else 1
            if pages > max_pages:
                raise TooManyPages(pages=pages, limit=max_pages)
            _check_sizes(image, pages, limits)
            if pages == 1:
                _decode(image)
    except _DAMAGE as error:
        raise NotOpenable from error
    return pages


def _check_sizes(image: Image.Image, pages: int, limits: PageLimits) -> None:
    limits.check(1, image.width * image.height, _bytes_per_pixel(image))
    for page in range(2, pages + 1):
        try:
            image.seek(page - 1)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - Pillow raises whatever it stumbles over in a damaged directory.
            return  # This page, and what Pillow finds only through it, is marked when it is read.
        limits.check(page, image.width * image.height, _bytes_per_pixel(image))


def _bytes_per_pixel(image: Image.Image) -> float:
    """What decoding takes while the page is read."""
    decoded = _DECODED_BYTES.get(image.mode, 4)
    if isinstance(image, JpegImagePlugin.JpegImageFile):
        # Of a large page the reader lets the decoder compute every second row and column only.
        reduced = decoded / 4 if image.width * image.height > KEPT_PIXELS else decoded
        return reduced + _coefficients_per_pixel(image) * _COEFFICIENT_BYTES
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        # A strip is decoded as a whole before it is copied; many files have only one.
        rows: int = image.tag_v2.get(_ROWS_PER_STRIP, image.height)
        return decoded * (1 + min(1.0, rows / max(1, image.height)))
    return decoded


def _coefficients_per_pixel(image: JpegImagePlugin.JpegImageFile) -> float:
    """All of them are held in memory for a progressive JPEG, none otherwise."""
    if not image.info.get("progressive"):
        return 0
    sampling = [(across, down) for _, across, down, _ in image.layer]
    finest = max(across for across, _ in sampling) * max(down for _, down in sampling)
    return sum(across * down for across, down in sampling) / finest


def _decode(image: Image.Image) -> None:
    image.seek(0)
    # JPEG then reads every coefficient but computes only an eighth of the width and height.
    image.draft(None, (image.width // _DRAFT_SCALE, image.height // _DRAFT_SCALE))
    image.load()
