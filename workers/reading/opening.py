"""Opens an original and takes one page's facts or pixels out of it. Runs inside the sandbox only.

The page is what a viewer shows of it: the part of the CropBox that lies in the MediaBox, before /Rotate is
applied. All coordinates are points from its top left corner. `UserUnit` is ignored, as PDFium and pdfplumber
ignore it. What leaves is plain JSON and raw bytes.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from importlib.metadata import version
from itertools import takewhile
from typing import Any, BinaryIO

import pdfplumber
import pikepdf
from PIL import Image
from pydantic import JsonValue

from ingest.errors import UnreadablePage
from ingest.sandbox import Reply
from workers.reading.checking import IMAGE_SHARE
from workers.reading.painted import Painted, PaintedGlyphs
from workers.reading.picture import ImagePage, picture_of_file, samples
from workers.reading.rendering import dpi_for, render, render_pages
from workers.reading.whole_image import whole_page_image

OPENED_BY = {
    "application/pdf": ("pdfplumber", version("pdfplumber")),
    "image/tiff": ("pillow", version("pillow")),
    "image/jpeg": ("pillow", version("pillow")),
    "image/png": ("pillow", version("pillow")),
}
"""Engine and version that opens each kind of original."""
PIXELS_BY = OPENED_BY | {
    "application/pdf": ("pikepdf, pypdfium2", f"{version('pikepdf')}, {version('pypdfium2')}")
}
"""Engine and version that takes the pixels out of it."""


@contextmanager
def _broken_page() -> Iterator[None]:
    """Hostile bytes make parsers raise whatever their authors did not think of, so everything is caught here.

    Running out of memory is not the page's own fault and passes through to the sandbox.
    """
    # The limit is ours, kept at the door; Pillow's own is lower and would break off a sound page.
    Image.MAX_IMAGE_PIXELS = None
    try:
        yield
    except (UnreadablePage, MemoryError):
        raise
    except Exception as error:
        raise UnreadablePage from error


def open_page(source: BinaryIO, *, media_type: str, number: int, columns: int | None) -> Reply:
    """Facts of page `number` (from 1), and its picture if it is a plain page of a PDF.

    A plain page has text, and no image that may hold text of its own.
    The value holds `facts` and `picture`. Facts are `width` and `height` (points), `rotate` (clockwise
    degrees that the file asks for), `sizing` (how the size of an image without a stated resolution was found,
    else empty), `image_cover` (share of the page covered by images), `images` (their boxes, within the page),
    `curves` (painted paths), `layer_error` (empty, or why the text layer could not be parsed) and `text`, all
    glyphs' texts one after the other; what else there is to say of glyphs is the first blob, as
    `glyph.PACKED` says. `picture` is what `page_pixels` says of pixels, drawn some `columns` pixels wide;
    they are the second blob. Where nothing was drawn it is null, its blob empty. Raises UnreadablePage.
    """
    with _broken_page():
        if media_type != "application/pdf":
            return _reply([_of_image(picture_of_file(source, number))])
        facts, glyphs = pdf_facts(source, number)
        if columns is None or not _is_plain((facts, glyphs)):
            return _reply([(facts, glyphs, None)])
        return _reply([(facts, glyphs, _drawn(source, number, dpi_for(facts["width"], columns)))])


def _drawn(source: BinaryIO, number: int, dpi: int) -> "Picture | None":
    """A page that can be read, drawn if it can be drawn too."""
    try:
        with _broken_page():
            return _described(_pdf_picture(source, number, dpi), dpi)
    except UnreadablePage:
        return None


def _of_image(page: ImagePage) -> "Opened":
    facts = {
        "width": page.width,
        "height": page.height,
        "rotate": page.rotate,
        "sizing": page.sizing,
        "image_cover": 1.0,
        "images": [[0.0, 0.0, page.width, page.height]],
        "curves": 0,
        "layer_error": "",
        "text": "",
    }
    return facts, PaintedGlyphs(), None


def page_pixels(source: BinaryIO, *, media_type: str, number: int, dpi: int, max_megapixels: int) -> Reply:
    """Pixels of page `number`, row by row from the top, as the blob; one byte each (gray) or three (RGB).

    The image's own pixels where the page is one whole image, else the page rendered at `dpi`. The value
    holds `columns`, `rows`, `channels` (1 or 3), `box` (the part of the page that the pixels show, in points)
    and `origin` (`image` or `rendering`). Raises UnreadablePage.
    """
    with _broken_page():
        if media_type == "application/pdf":
            page = _pdf_picture(source, number, dpi)
        else:
            page = picture_of_file(source, number)
        if page.image.width * page.image.height > max_megapixels * 1_000_000:
            raise UnreadablePage
        value, pixels = _described(page, dpi)
        return Reply(value, (pixels,))


def _described(page: ImagePage, dpi: int) -> "Picture":
    pixels = samples(page, dpi)
    value: JsonValue = {
        "columns": pixels.width,
        "rows": pixels.height,
        "channels": len(pixels.getbands()),
        "box": list(page.box),
        "origin": page.origin,
    }
    return value, pixels.tobytes()


def open_plain_pages(source: BinaryIO, *, first: int, last: int, columns: int | None) -> Reply:
    """Pages of a PDF from `first` to `last`, up to the first one that is not plain.

    Of each one the value and the blobs hold what `open_page` gives; where `columns` is null nothing is drawn.
    One call for many pages: fonts are parsed once. Raises UnreadablePage.
    """
    with _broken_page():
        with pikepdf.open(source) as pdf:
            pages = [_page(pdf, number) for number in range(first, last + 1)]
            facts = list(takewhile(_is_plain, _facts(pages)))
            content = _document_of(pages[: len(facts)]).read() if facts and columns else b""
        if columns is None:
            return _reply([(*page, None) for page in facts])
        drawn = render_pages(content, range(1, len(facts) + 1), partial(dpi_for, columns=columns))
        found: list[Opened] = []
        for (one, glyphs), image in zip(facts, drawn, strict=True):
            width, height = one["width"], one["height"]
            page = ImagePage(
                image=image, width=width, height=height, box=(0, 0, width, height), origin="rendering"
            )
            found.append((one, glyphs, _described(page, dpi_for(width, columns))))
        return _reply(found)


def _reply(opened: "Sequence[Opened]") -> Reply:
    value: list[JsonValue] = []
    blobs: list[bytes] = []
    for facts, glyphs, picture in opened:
        described, pixels = (None, b"") if picture is None else picture
        value.append({"facts": facts, "picture": described})
        blobs += [glyphs.packed(), pixels]
    return Reply(value, tuple(blobs))


def _is_plain(page: "PdfFacts") -> bool:
    """Whether a page is likely to be read from its text layer alone."""
    facts, glyphs = page
    area = facts["width"] * facts["height"]
    return bool(glyphs.texts) and not any(
        (x1 - x0) * (bottom - top) >= IMAGE_SHARE * area for x0, top, x1, bottom in facts["images"]
    )


PdfFacts = tuple[dict[str, Any], PaintedGlyphs]
Picture = tuple[JsonValue, bytes]
Opened = tuple[dict[str, Any], PaintedGlyphs, Picture | None]


def pdf_facts(source: BinaryIO, number: int) -> PdfFacts:
    """The facts of a PDF page, and its glyphs."""
    with pikepdf.open(source) as pdf:
        return next(_facts([_page(pdf, number)]))


def _facts(pages: Sequence[pikepdf.Page]) -> Iterator[PdfFacts]:
    """Page by page; the pages of one document are parsed as one of their own.

    pdfminer would walk through all the document's pages before the one it is asked for.
    """
    document = _document_of(pages)
    parsed = cache(lambda: pdfplumber.open(document))  # type: ignore[arg-type]
    for index, page in enumerate(pages):
        yield _page_facts(page, partial(lambda nth: parsed().pages[nth], index))


def _page_facts(page: pikepdf.Page, parse: Callable[[], pdfplumber.page.Page]) -> PdfFacts:
    box = visible_box(page)
    media = [float(edge) for edge in page.mediabox]
    rotate = int(page.obj.get("/Rotate", 0)) % 360
    if rotate % 90:
        raise UnreadablePage
    left = box[0] - min(media[0], media[2])
    top = max(media[1], media[3]) - box[3]
    painted = Painted(left, top, max(media[1], media[3]) - min(media[1], media[3]), box)
    error = ""
    try:
        painted.read(parse())
    except MemoryError:
        raise
    except Exception as broken:  # noqa: BLE001 - a page whose layer breaks its parser can still be seen and read
        error = type(broken).__name__
    glyphs = PaintedGlyphs() if error else painted.glyphs
    facts = {
        "width": box[2] - box[0],
        "height": box[3] - box[1],
        "rotate": rotate,
        "sizing": "",
        "image_cover": min(1.0, painted.image_area / max(1e-6, painted.width * painted.height)),
        "images": painted.images,
        "curves": painted.curves,
        "layer_error": error,
        "text": glyphs.text,
    }
    return facts, glyphs


def _document_of(pages: Sequence[pikepdf.Page]) -> BinaryIO:
    result = io.BytesIO()
    with pikepdf.Pdf.new() as alone:
        alone.pages.extend(pages)
        alone.save(result)
    result.seek(0)
    return result


def _page(pdf: pikepdf.Pdf, number: int) -> pikepdf.Page:
    if not 1 <= number <= len(pdf.pages):
        raise UnreadablePage
    return pdf.pages[number - 1]


def visible_box(page: pikepdf.Page) -> tuple[float, float, float, float]:
    """CropBox within MediaBox, in the PDF's own coordinates (origin bottom left), as x0, y0, x1, y1.

    A CropBox that leaves nothing of the page is ignored, as viewers do.
    """
    media = _sorted([float(edge) for edge in page.mediabox])
    crop = _sorted([float(edge) for edge in page.cropbox])
    inside = (
        max(media[0], crop[0]),
        max(media[1], crop[1]),
        min(media[2], crop[2]),
        min(media[3], crop[3]),
    )
    if inside[2] - inside[0] < 1 or inside[3] - inside[1] < 1:
        return media
    return inside


def _sorted(box: list[float]) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = box
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _pdf_picture(source: BinaryIO, number: int, dpi: int) -> ImagePage:
    with pikepdf.open(source) as pdf:
        page = _page(pdf, number)
        found = whole_page_image(page, visible_box(page))
        if found is not None:
            return found
        visible = visible_box(page)
    width, height = visible[2] - visible[0], visible[3] - visible[1]
    source.seek(0)
    image = render(source.read(), number, dpi)
    return ImagePage(image=image, width=width, height=height, box=(0, 0, width, height), origin="rendering")
