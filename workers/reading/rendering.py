"""The only door to PDFium: a PDF page as pixels. Runs inside the sandbox only."""

from collections.abc import Callable, Iterator, Sequence
from math import floor, sqrt

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from ingest.probe.limits import KEPT_PIXELS

POINTS_PER_INCH = 72
ROUNDED_UP = 0.999
"""PDFium rounds both sides up to whole pixels."""


DRAWN_DPI = (12, 300)
"""Pages that are only looked at: no coarser, as posters would be, and no finer, as labels would be."""


def dpi_for(width: float, columns: int) -> int:
    """The resolution at which a page of `width` points is some `columns` pixels wide."""
    coarsest, finest = DRAWN_DPI
    return max(coarsest, min(finest, floor(columns * POINTS_PER_INCH / width)))


def render(content: bytes, number: int, dpi: int) -> Image.Image:
    """The visible part of page `number` (from 1), unrotated, form fields and notes included.

    Its mode is RGBX, PDFium's own pixels: leaving out each fourth byte takes half as long as drawing them.

    Drawn at `dpi`, or lower where the page would have more than `KEPT_PIXELS`.
    """
    (image,) = render_pages(content, [number], lambda _width: dpi)
    return image


def render_pages(
    content: bytes, numbers: Sequence[int], dpi_of: Callable[[float], float]
) -> Iterator[Image.Image]:
    """The same for several pages of one document; `dpi_of` gives it for a page's width in points."""
    with pypdfium2.PdfDocument(content) as document:
        document.init_forms()
        for number in numbers:
            page = document[number - 1]
            page.set_rotation(0)
            width, height = page.get_size()
            scale = min(dpi_of(width) / POINTS_PER_INCH, sqrt(KEPT_PIXELS / (width * height)) * ROUNDED_UP)
            rendered: Image.Image = page.render(scale=scale, prefer_bgrx=True, rev_byteorder=True).to_pil()
            page.close()
            yield rendered
