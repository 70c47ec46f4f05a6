"""Which recogniser reads first, and which reads where it fails."""

from dataclasses import dataclass

from ingest.errors import Misconfigured
from ingest.settings import Settings
from workers.reading.pp_ocr import PpOcr
from workers.reading.recogniser import Recogniser
from workers.reading.tesseract import Tesseract


@dataclass(frozen=True, kw_only=True)
class Recognisers:
    """A worker process's recognisers."""

    first: Recogniser
    second: Recogniser | None
    """Reads a page on which the first one fails; null when Tesseract reads everything."""
    reason: str
    """Why another one is first than the setting says, for provenance; empty when it is as set."""


def recognisers(settings: Settings) -> Recognisers:
    """As the setting says; Tesseract where PP-OCR's packages or models are missing or unknown.

    Raises Misconfigured when Tesseract is missing.
    """
    tesseract = Tesseract(seconds=settings.recognise_seconds)
    if settings.recogniser == "tesseract":
        return Recognisers(first=tesseract, second=None, reason="")
    try:
        first = PpOcr(seconds=settings.recognise_seconds, second=tesseract)
    except Misconfigured as error:
        return Recognisers(first=tesseract, second=None, reason=str(error.details["why"]))
    return Recognisers(first=first, second=tesseract, reason="")
