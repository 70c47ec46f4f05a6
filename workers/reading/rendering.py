"""The only door to PDFium: a PDF page as pixels. Runs inside the sandbox only."""

from math import sqrt

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from ingest.probe.limits import KEPT_PIXELS

POINTS_PER_INCH = 72
ROUNDED_UP = 0.999
"""PDFium rounds both sides up to whole pixels."""


def render(content: bytes, number: int, dpi: int) -> Image.Image:
    """The visible part of page `number` (from 1), unrotated, RGB, form fields and notes included.

    Drawn at `dpi`, or lower where the page would have more than `KEPT_PIXELS`.
    """
    with pypdfium2.PdfDocument(content) as document:
        document.init_forms()
        page = document[number - 1]
        page.set_rotation(0)
        width, height = page.get_size()
        scale = min(dpi / POINTS_PER_INCH, sqrt(KEPT_PIXELS / (width * height)) * ROUNDED_UP)
        rendered: Image.Image = page.render(scale=scale).to_pil()
        return rendered if rendered.mode == "RGB" else rendered.convert("RGB")
