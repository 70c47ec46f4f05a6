"""Long documents: born digital as an office's programs write them, and scans among which some come twice."""

import io
import logging
import random

import pikepdf
from fpdf import FPDF
from PIL import ImageFont

from tests.bench.scans.pages import pages
from tests.bench.scans.typesetting import A4
from tests.bench.scans.wording import Words

logging.getLogger("fontTools").setLevel(logging.ERROR)  # It tells of every table that it leaves out.

BODY, BOLD = "LiberationSerif-Regular.ttf", "LiberationSans-Bold.ttf"
LEFT, TOP, WIDTH = 72.0, 60.0, 440.0
PARAGRAPHS = 4
"""Between headings."""
EVERY = 10
"""One scanned page in so many is a picture that stood before: a separator sheet, a form's back."""


def digital_document(pages: int, seed: int) -> bytes:
    """So many pages of running text with headings, 3,000 letters each, their fonts embedded."""
    words = Words("open", random.Random(seed))
    pdf = FPDF(unit="pt", format=A4)
    for style, file in (("", BODY), ("B", BOLD)):
        pdf.add_font("Body", style, str(ImageFont.truetype(file, 10).path))
    pdf.set_margins(LEFT, TOP, LEFT)
    pdf.set_auto_page_break(True, TOP)
    pdf.add_page()
    while pdf.page_no() <= pages:
        pdf.set_font("Body", "B", 14)
        pdf.multi_cell(WIDTH, 18, words.title(), new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("Body", "", 11)
        for _ in range(PARAGRAPHS):
            pdf.ln(7)
            pdf.multi_cell(WIDTH, 14.5, words.paragraph(), align="L", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(14)
    with pikepdf.open(io.BytesIO(bytes(pdf.output()))) as written:
        del written.pages[pages:]
        return _saved(written)


def scanned_bundle(number: int, seed: int) -> bytes:
    """So many scans in one PDF; each tenth shows the very picture of the first."""
    made = [page.pdf for page in pages(seed, number)]
    with pikepdf.Pdf.new() as bundle:
        for nth, content in enumerate(made, 1):
            with pikepdf.open(io.BytesIO(content if nth % EVERY else made[0])) as page:
                bundle.pages.extend(page.pages)
        return _saved(bundle)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()
