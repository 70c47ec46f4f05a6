"""An OCRmyPDF engine that recognises nothing: it hands over words that are known already.

OCRmyPDF imports plugins by name, so the words of the one document that a sandboxed child serves wait here.
"""

from pathlib import Path
from typing import Any

from ocrmypdf import hookimpl
from ocrmypdf.builtin_plugins.tesseract_ocr import TesseractOptions
from ocrmypdf.models.ocr_element import Baseline, BoundingBox, OcrClass, OcrElement
from ocrmypdf.pluginspec import OcrEngine, OrientationConfidence
from PIL import Image

from workers.archive.invisible import PageText, TextLine

POINTS_PER_INCH = 72.0

texts: dict[int, PageText] = {}
"""Text by page, counted from 0. Pages that are missing here have none."""


class KnownWords(OcrEngine):
    """Gives the words in `texts` to OCRmyPDF's renderer."""

    @staticmethod
    def version() -> str:
        return "1"

    @staticmethod
    def creator_tag(options: Any) -> str:  # noqa: ARG004 - the base class names it
        return "Inkom"

    def __str__(self) -> str:
        return "Inkom"

    @staticmethod
    def languages(options: Any) -> set[str]:  # noqa: ARG004 - the base class names it
        return {"swe"}

    @staticmethod
    def get_orientation(input_file: Path, options: Any) -> OrientationConfidence:  # noqa: ARG004 - as above
        return OrientationConfidence(angle=0, confidence=0.0)

    @staticmethod
    def get_deskew(input_file: Path, options: Any) -> float:  # noqa: ARG004 - as above
        return 0.0

    @staticmethod
    def supports_generate_ocr() -> bool:
        return True

    @staticmethod
    def generate_ocr(
        input_file: Path,  # noqa: ARG004 - as above
        options: Any,  # noqa: ARG004
        page_number: int = 0,
    ) -> tuple[OcrElement, str]:
        page = texts[page_number]
        root = OcrElement(
            ocr_class=OcrClass.PAGE,
            bbox=BoundingBox(0, 0, page.width, page.height),
            dpi=POINTS_PER_INCH,
            page_number=page_number,
            children=[_element(line) for line in page.lines],
        )
        return root, ""

    @staticmethod
    def generate_hocr(input_file: Path, output_hocr: Path, output_text: Path, options: Any) -> None:
        raise NotImplementedError

    @staticmethod
    def generate_pdf(input_file: Path, output_pdf: Path, output_text: Path, options: Any) -> None:
        raise NotImplementedError


def _element(line: TextLine) -> OcrElement:
    words = [
        OcrElement(ocr_class=OcrClass.WORD, bbox=BoundingBox(*word.box), text=word.text)
        for word in line.words
    ]
    return OcrElement(
        ocr_class=OcrClass.LINE,
        bbox=BoundingBox(*line.box),
        baseline=Baseline(slope=line.slope, intercept=line.intercept),
        direction="ltr",
        language="swe",
        children=words,
    )


@hookimpl
def get_ocr_engine(options: Any) -> OcrEngine:  # noqa: ARG001 - pluggy passes by name
    """Our engine, whatever the options say."""
    return KnownWords()


@hookimpl
def rasterize_pdf_page(output_file: Path, pageno: int, **_rest: Any) -> Path:
    """An empty sheet instead of the page's picture: nobody looks at it, since nothing is recognised."""
    page = texts[pageno - 1]
    sheet = Image.new("1", (max(1, round(page.width)), max(1, round(page.height))), 1)
    sheet.save(output_file, dpi=(POINTS_PER_INCH, POINTS_PER_INCH))
    return output_file


@hookimpl
def initialize(plugin_manager: Any) -> None:
    """Tesseract's own plugin stays out: it would ask for the program's version three times a document."""
    plugin_manager.set_blocked("ocrmypdf.builtin_plugins.tesseract_ocr")


@hookimpl
def register_options() -> dict[str, type[TesseractOptions]]:
    """The options of the plugin that is left out: OCRmyPDF looks at them all the same."""
    return {"tesseract": TesseractOptions}
