"""The only door to PDFium: a PDF page as pixels. Runs inside the sandbox only."""

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

POINTS_PER_INCH = 72


def render(content: bytes, number: int, dpi: int) -> Image.Image:
    """The visible part of page `number` (from 1), unrotated, RGB at `dpi`, form fields and notes included."""
    with pypdfium2.PdfDocument(content) as document:
        document.init_forms()
        page = document[number - 1]
        page.set_rotation(0)
        rendered: Image.Image = page.render(scale=dpi / POINTS_PER_INCH).to_pil()
        return rendered.convert("RGB")
