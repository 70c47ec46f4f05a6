"""Derivatives: searchable PDF/A-2b and ALTO for the archive, renditions for the web."""

from workers.archive.alto import alto
from workers.archive.pdfa import WrittenPdf, searchable_pdf
from workers.archive.renditions import DRAWN_BY, DRAWN_COLUMNS, RenditionFile, renditions

__all__ = [
    "DRAWN_BY",
    "DRAWN_COLUMNS",
    "RenditionFile",
    "WrittenPdf",
    "alto",
    "renditions",
    "searchable_pdf",
]
