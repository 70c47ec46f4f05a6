"""Image originals as PDF pages of the size they were read at. Runs inside the sandbox only."""

import io
from collections.abc import Callable

import img2pdf  # type: ignore[import-untyped]
from PIL import ExifTags, Image, ImageSequence

from workers.archive.plan import PagePlan
from workers.reading.picture import page_size

Layout = Callable[[int, int, tuple[float, float]], tuple[float, float, float, float]]

REFUSED = (
    img2pdf.AlphaChannelError,
    img2pdf.ExifOrientationError,
    img2pdf.ImageOpenError,
    img2pdf.JpegColorspaceError,
    img2pdf.PdfTooLargeError,
    img2pdf.UnsupportedColorspaceError,
    NotImplementedError,
    ValueError,
)
"""What img2pdf raises for pixels that a PDF cannot take as they are."""


def pdf_of_images(content: bytes, pages: list[PagePlan]) -> bytes:
    """A PDF with a page for each frame.

    JPEG data, fax-coded TIFF and plain PNG data go in as they are, other pixels unchanged and compressed
    without loss. Only what a PDF cannot take is converted: transparency is shown on white, 16-bit samples
    become 8-bit.
    """
    if not _is_turned(content):
        try:
            return _pdf([content], pages)
        except REFUSED:
            pass
    with Image.open(io.BytesIO(content)) as image:
        frames = [_png(frame) for frame in ImageSequence.Iterator(image)]
    return _pdf(frames, pages)


def _pdf(images: list[bytes], pages: list[PagePlan]) -> bytes:
    converted: bytes = img2pdf.convert(
        images, layout_fun=_layout(pages), rotation=img2pdf.Rotation.none, nodate=True
    )
    return converted


def _layout(pages: list[PagePlan]) -> Layout:
    """Each image fills a page of the size that was read; an unread page gets A4's long side."""
    sizes = iter(pages)

    def place(columns: int, rows: int, _dpi: tuple[float, float]) -> tuple[float, float, float, float]:
        page = next(sizes)
        width, height = page["width"], page["height"]
        if width is None or height is None:
            width, height, _ = page_size((columns, rows), None)
        return width, height, width, height

    return place


def _is_turned(content: bytes) -> bool:
    """True for a TIFF that asks to be turned: reading saw it turned, so the page must be so too."""
    with Image.open(io.BytesIO(content)) as image:
        return image.format == "TIFF" and image.getexif().get(ExifTags.Base.Orientation, 1) != 1


def _png(frame: Image.Image) -> bytes:
    frame.load()
    if frame.mode.startswith("I;16"):
        frame = frame.convert("F").point(lambda value: value / 257).convert("L")
    elif frame.has_transparency_data:
        coloured = frame.convert("RGBA")
        frame = Image.alpha_composite(Image.new("RGBA", frame.size, "white"), coloured).convert("RGB")
    elif frame.mode not in ("1", "L", "RGB", "P"):
        frame = frame.convert("RGB")
    result = io.BytesIO()
    frame.save(result, "PNG")
    return result.getvalue()
