"""Derivatives for the archive: searchable PDF/A-2b and ALTO."""

from workers.archive.alto import alto
from workers.archive.pdfa import searchable_pdf

__all__ = ["alto", "searchable_pdf"]
