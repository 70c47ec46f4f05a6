"""Inside the sandbox: pages and pixels of an image file, by Pillow."""

import struct
from typing import BinaryIO

from PIL import Image, JpegImagePlugin, PngImagePlugin, TiffImagePlugin

from ingest.errors import NotOpenable, TooManyPages
from ingest.probe.limits import check_pixels
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


def image_pages(source: BinaryIO, media_type: MediaType, *, max_pages: int, max_megapixels: int) -> int:
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
            _check_sizes(image, pages, max_megapixels)
            if pages == 1:
                _decode(image)
    except _DAMAGE as error:
        raise NotOpenable from error
    return pages


def _check_sizes(image: Image.Image, pages: int, max_megapixels: int) -> None:
    check_pixels(1, image.width * image.height, max_megapixels)
    for page in range(2, pages + 1):
        try:
            image.seek(page - 1)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - Pillow raises whatever it stumbles over in a damaged directory.
            return  # This page, and what Pillow finds only through it, is marked when it is read.
        check_pixels(page, image.width * image.height, max_megapixels)


def _decode(image: Image.Image) -> None:
    image.seek(0)
    # JPEG then reads every coefficient but computes only an eighth of the width and height.
    image.draft(None, (image.width // _DRAFT_SCALE, image.height // _DRAFT_SCALE))
    image.load()
