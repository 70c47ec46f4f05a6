"""Inside the sandbox: pages and pixels of a PDF, by pikepdf. No stream is decoded, no page is drawn."""

from collections.abc import Iterator
from typing import BinaryIO

import pikepdf
from pikepdf import Dictionary, Name, Object, Stream

from ingest.errors import Encrypted, FormWithoutPages, NotOpenable, Portfolio, TooManyPages
from ingest.probe.limits import PageLimits

PROBE_DPI = 300
_POINTS_PER_INCH = 72
_STREAMED_BYTES = 1
"""Of a large image in a PDF the reader decodes a few rows at a time."""
_JPX_BYTES = 16
"""JPEG 2000 is decoded whole, to four bytes for each of up to four colours."""
_ANCESTORS = 100
"""Page trees are a few levels deep; a loop of parents has no end."""


def pages_and_files(source: BinaryIO, *, max_pages: int, limits: PageLimits) -> tuple[int, int]:
    """The number of pages, and of files that lie beside them.

    Raises Encrypted, NotOpenable, Portfolio, FormWithoutPages, TooManyPages, TooManyPixels.

    Passwords: a file that opens with the empty one (restrictions only) is taken. Damage that qpdf can repair
    is no obstacle: the original is kept as it is, and readers repair it likewise.
    """
    try:
        with pikepdf.open(source) as pdf:
            pages = len(pdf.pages)
            if pages < 1:
                raise NotOpenable
            if pages > max_pages:
                raise TooManyPages(pages=pages, limit=max_pages)
            _check_that_pages_are_the_document(pdf)
            _check_sizes(pdf, limits)
            return pages, _files_beside_pages(pdf)
    except pikepdf.PasswordError as error:
        raise Encrypted from error
    except pikepdf.PdfError as error:
        # Certificates and unknown security handlers are unsupported to qpdf, and protection to people.
        if "encrypt" in str(error).lower():
            raise Encrypted from error
        raise NotOpenable from error


def embedded_files(source: BinaryIO) -> int:
    """How many files lie in a PDF beside its pages."""
    with pikepdf.open(source) as pdf:
        return _files_beside_pages(pdf)


def _files_beside_pages(pdf: pikepdf.Pdf) -> int:
    """Those listed as attachments, and those pinned to a page."""
    pinned = sum(_is_pinned_file(note) for page in pdf.pages for note in _notes(page.obj))
    return len(pdf.attachments) + pinned


def _notes(page: Object) -> list[Object]:
    notes = page.get(Name.Annots)
    return list(notes) if isinstance(notes, pikepdf.Array) else []


def _is_pinned_file(note: Object) -> bool:
    return isinstance(note, Dictionary) and note.get(Name.Subtype) == Name.FileAttachment


def _check_that_pages_are_the_document(pdf: pikepdf.Pdf) -> None:
    """Of a portfolio, and of a form that its viewer draws, the pages are but a cover (ISO 32000-1, 12.3.5;
    ISO 32000-2, annex K). A collection that is hidden at first is an ordinary document with attachments."""
    collection = pdf.Root.get(Name.Collection)
    if isinstance(collection, Dictionary) and collection.get(Name.View) != Name.H and len(pdf.attachments):
        raise Portfolio
    form = pdf.Root.get(Name.AcroForm)
    has_xfa = isinstance(form, Dictionary) and Name.XFA in form
    is_drawn_by_viewer: object = pdf.Root.get(Name.NeedsRendering)
    if has_xfa and is_drawn_by_viewer is True:
        raise FormWithoutPages


def _check_sizes(pdf: pikepdf.Pdf, limits: PageLimits) -> None:
    """Each page drawn at 300 dpi, and each image by its declared size.

    What is missing or no number has no size here: the page is marked when it is read.
    """
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, start=1):
        limits.check(number, _page_pixels(page.obj))
        for image in _images(_inherited(page.obj, Name.Resources), seen):
            pixels = _number(image.get(Name.Width)) * _number(image.get(Name.Height))
            limits.check(number, pixels, _JPX_BYTES if _is_jpx(image) else _STREAMED_BYTES)


def _inherited(page: Object, key: Name) -> Object | None:
    """An attribute of a page or of the nearest node above it in the page tree."""
    node: Object | None = page
    for _ in range(_ANCESTORS):
        if not isinstance(node, Dictionary):
            return None
        value = node.get(key)
        if value is not None:
            return value
        node = node.get(Name.Parent)
    return None


def _page_pixels(page: Object) -> float:
    box = _inherited(page, Name.MediaBox)
    if not isinstance(box, pikepdf.Array) or len(box) != 4:  # noqa: PLR2004
        return 0
    x0, y0, x1, y1 = (_number(value) for value in box)
    unit = _number(page.get(Name.UserUnit)) or 1
    dots_per_point = PROBE_DPI / _POINTS_PER_INCH * unit
    return abs(x1 - x0) * abs(y1 - y0) * dots_per_point**2


def _images(resources: Object | None, seen: set[tuple[int, int]]) -> Iterator[Stream]:
    """The images in the resources and in the forms below; each object once for the whole file."""
    waiting = [resources]
    while waiting:
        current = waiting.pop()
        objects = current.get(Name.XObject) if isinstance(current, Dictionary) else None
        if not isinstance(objects, Dictionary) or objects.objgen in seen:
            continue
        if objects.is_indirect:
            seen.add(objects.objgen)
        for entry in objects.values():
            if not isinstance(entry, Stream) or entry.objgen in seen:
                continue
            seen.add(entry.objgen)
            if entry.get(Name.Subtype) == Name.Form:
                waiting.append(entry.get(Name.Resources))
            else:
                yield entry


def _is_jpx(image: Stream) -> bool:
    filters = image.get(Name.Filter)
    return Name.JPXDecode in (list(filters) if isinstance(filters, pikepdf.Array) else [filters])


def _number(value: object) -> float:
    """Integers, reals (Decimal); 0 for all else."""
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return 0
