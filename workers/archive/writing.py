"""Writes the searchable PDF/A-2b. Runs inside the sandbox only.

Image originals become PDF pages; replaced text layers are taken away; OCRmyPDF sets our words as invisible
text; pikepdf makes PDF/A of the result, once its validator approves. OCRmyPDF would ask the same validator
twice, and look at every picture again.
"""

import io
import logging
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import ocrmypdf
import pikepdf
from pikepdf import pdfa
from PIL import Image

from ingest.errors import EngineCrashed
from ingest.sandbox import Reply
from workers.archive import known_words
from workers.archive.invisible import page_text
from workers.archive.old_text import remove_hidden_text, shows_text
from workers.archive.originals import pdf_of_images
from workers.archive.pictures import with_pictures
from workers.archive.plan import WORDS_WANTED, PagePlan, PlacedWord
from workers.reading.opening import pdf_facts, visible_box

FLAVOUR = "2b"
FAST_WEB_VIEW = 1_000_000
"""Bytes from which a file is ordered so that a viewer shows its first page before the last has come
(OCRmyPDF's default). pikepdf does it, which writes last: `NEVER` keeps OCRmyPDF from it."""
NEVER = 1_000_000
"""Megabytes."""
MESSAGE_LENGTH = 150
LANGUAGE = "sv"
NO_RECORD = ("/AcroForm", "/OpenAction", "/AA")
"""Entries of the catalogue that PDF/A forbids, or that its validator cannot judge."""


class NotArchivable(Exception):
    """A PDF that pikepdf's repairs do not make PDF/A. Never leaves the module."""


def write(source: BinaryIO, *, media_type: str, pages: list[PagePlan], dpi: int) -> Reply:
    """The PDF/A as the only blob; the value is the engine that wrote it.

    `WORDS_WANTED` and no blob where a page that keeps its text layer cannot be PDF/A with it.
    """
    logging.getLogger("ocrmypdf").setLevel(logging.CRITICAL)
    Image.MAX_IMAGE_PIXELS = None  # The door has checked the pixels.
    content = source.read()
    if media_type != "application/pdf":
        content = pdf_of_images(content, pages)
    elif not any(orders["recognised"] for orders in pages):
        declared = _declared(content)
        if declared is not None:
            return Reply("pikepdf", (declared,))
    content = _without_old_text(content, pages, dpi)
    try:
        return Reply("ocrmypdf", (_searchable(content, pages),))
    except NotArchivable:
        if any(orders["lines"] is None for orders in pages):
            return Reply(WORDS_WANTED)
        content = _archivable(content, pages, dpi)
    try:
        return Reply("ocrmypdf", (_searchable(content, pages),))
    except NotArchivable as error:
        raise EngineCrashed(how=f"no PDF/A: {str(error)[:MESSAGE_LENGTH]}") from error


def _declared(content: bytes) -> bytes | None:
    """The PDF declared as PDF/A; None where more than pikepdf's own repairs would be needed for it."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            _leave_out_what_is_no_record(pdf)
            if "/Lang" not in pdf.Root:
                pdf.Root.Lang = LANGUAGE
            # PDF/A believes the newer metadata alone. On its way out it says what has edited the file.
            with pdf.open_metadata() as metadata:
                metadata.load_from_docinfo(pdf.docinfo)
            return _approved(pdf)
    except (NotArchivable, pikepdf.PdfError, ValueError):
        return None


def _approved(pdf: pikepdf.Pdf, *, linearize: bool = False) -> bytes:
    """The PDF as PDF/A, which the validator has seen as it is. Raises NotArchivable."""
    result = io.BytesIO()
    try:
        pdfa.save(pdf, result, FLAVOUR, linearize=linearize)
    except (pdfa.PdfaError, pikepdf.PdfError, ValueError) as error:
        raise NotArchivable(str(error)) from error
    return result.getvalue()


def _leave_out_what_is_no_record(pdf: pikepdf.Pdf) -> None:
    """A form that can still be filled in is no record; its fields keep their looks as annotations.

    What a viewer is to do when it opens the file is no part of the record either.
    """
    for name in NO_RECORD:
        if name in pdf.Root:
            del pdf.Root[name]


def rehearse() -> None:
    """Writes a sheet with a word on it: what the engine first makes and keeps is then made."""
    sheet = io.BytesIO()
    Image.new("1", (100, 100), 1).save(sheet, "PNG")
    page = PagePlan(
        width=100.0,
        height=100.0,
        rotation=0,
        recognised=True,
        bad_layer=False,
        keeps_text=False,
        lines=[[("Göteborg", 10.0, 10.0, 60.0, 20.0)]],
    )
    write(io.BytesIO(sheet.getvalue()), media_type="image/png", pages=[page], dpi=72)


def _without_old_text(content: bytes, pages: list[PagePlan], dpi: int) -> bytes:
    """The PDF without replaced text layers.

    Hidden text is simply removed. Visible text whose characters cannot be decoded is part of the page's
    looks; left in place it would mix its garbage into every search and copy, so such a page is replaced by
    its picture.
    """
    pictures: set[int] = set()
    result = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        _leave_out_what_is_no_record(pdf)
        for number, (page, orders) in enumerate(zip(pdf.pages, pages, strict=True), 1):
            if not orders["recognised"]:
                continue
            remove_hidden_text(pdf, page, visible_box(page))
            if shows_text(page):
                if orders["bad_layer"]:
                    pictures.add(number)
                else:
                    orders["keeps_text"] = True
        pdf.save(result)
    cleaned = result.getvalue()
    return with_pictures(cleaned, pictures, dpi) if pictures else cleaned


def _searchable(content: bytes, pages: list[PagePlan]) -> bytes:
    """Our words in, PDF/A out. Raises NotArchivable."""
    turned = _place_words(content, pages)
    ours = [number for number, text in sorted(known_words.texts.items()) if text.lines]
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder, "before.pdf"), Path(folder, "after.pdf")
        before.write_bytes(turned)
        # A file that it does not know by name it does not decode again when it is written.
        with after.open("wb") as stream:
            _set_words(before, stream, ours)
        with pikepdf.open(after) as pdf:
            return _approved(pdf, linearize=after.stat().st_size > FAST_WEB_VIEW)


def _set_words(before: Path, after: BinaryIO, ours: list[int]) -> None:
    """OCRmyPDF with the words in `known_words` for the pages `ours`, counted from 0."""
    ocrmypdf.ocr(
        before,
        after,
        plugins=["workers.archive.known_words"],
        language=["swe"],
        pages=",".join(str(number + 1) for number in ours) or "1",
        # `redo` leaves visible text in peace, where `skip` would leave out its whole page.
        mode="redo" if ours else "skip",
        output_type="pdf",
        fast_web_view=NEVER,
        rasterizer="pypdfium",
        optimize=0,
        jobs=1,
        use_threads=True,
        progress_bar=False,
        invalidate_digital_signatures=True,
        tagged_pdf_mode="ignore",
    )


def _place_words(content: bytes, pages: list[PagePlan]) -> bytes:
    """The PDF with recognised pages turned for reading; leaves the words to set in `known_words`."""
    known_words.texts.clear()
    result = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for number, (page, orders) in enumerate(zip(pdf.pages, pages, strict=True)):
            visible, media = visible_box(page), _media(page)
            if orders["recognised"]:
                page.obj.Rotate = orders["rotation"]
            lines = (orders["lines"] or []) if orders["recognised"] else []
            if orders["keeps_text"]:
                lines = _beside_visible_text(content, number + 1, lines)
            known_words.texts[number] = page_text(
                lines,
                orders["rotation"],
                media=(media[2] - media[0], media[3] - media[1]),
                crop_offset=(visible[0] - media[0], media[3] - visible[3]),
            )
        pdf.save(result)
    return result.getvalue()


def _beside_visible_text(
    content: bytes, number: int, lines: Iterable[list[PlacedWord]]
) -> list[list[PlacedWord]]:
    """The lines without the words that the page's own visible text says already."""
    _, glyphs = pdf_facts(io.BytesIO(content), number)
    middles = [((x0 + x1) / 2, (top + bottom) / 2) for x0, top, x1, bottom in glyphs.boxes()]
    return [
        [
            word
            for word in line
            if not any(word[1] < x < word[3] and word[2] < y < word[4] for x, y in middles)
        ]
        for line in lines
    ]


def _media(page: pikepdf.Page) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(edge) for edge in page.mediabox)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _archivable(content: bytes, pages: list[PagePlan], dpi: int) -> bytes:
    """The PDF whose resisting pages are given another form.

    Most often a font is not embedded. If only the hidden text of a scan uses it, ours takes that text's place
    and the scan stays as it is; else the page becomes a picture.
    """
    resisting: set[int] = set()
    result = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for number, (page, orders) in enumerate(zip(pdf.pages, pages, strict=True), 1):
            if _is_archivable(page):
                continue
            orders["recognised"] = True
            remove_hidden_text(pdf, page, visible_box(page))
            if not _is_archivable(page):
                resisting.add(number)
        pdf.save(result)
    return with_pictures(result.getvalue(), resisting, dpi)


def _is_archivable(page: pikepdf.Page) -> bool:
    with pikepdf.Pdf.new() as alone:
        alone.pages.append(page)
        try:
            pdfa.save(alone, io.BytesIO(), FLAVOUR)
        except pdfa.PdfaError:
            return False
    return True
