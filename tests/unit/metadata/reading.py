"""Short way from a text to its extracted values."""

from schemas.metadata import DateRole, DnrRole, DocumentType, Metadata
from tests.unit.structure.paper import boxed_pages, text_pages
from workers.metadata import extract
from workers.structure import structure


def values_of(text: str) -> Metadata:
    """What is extracted from a plain text."""
    pages = text_pages(text)
    return extract(pages, structure(pages))


def printed(source: str) -> Metadata:
    """What is extracted from a layout file, set on paper and read without errors."""
    pages = boxed_pages(source)
    return extract(pages, structure(pages))


def numbers(text: str) -> dict[str, DnrRole]:
    """Every diarienummer with its role."""
    return {dnr.value: dnr.role for dnr in values_of(text).dnr}


def dates(text: str) -> dict[str | None, DateRole]:
    """Every date with its role."""
    return {date.value: date.role for date in values_of(text).dates}


def kind(text: str) -> DocumentType | None:
    """The type of document."""
    found = values_of(text).document_type
    return None if found is None else found.value
