"""A list of documents as a table for spreadsheets. Pure.

Separated by semicolons and with a byte order mark, as Swedish spreadsheets expect it.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from io import StringIO

from ingest.web import labels
from ingest.web.wording import exact_moment, swedish_day
from schemas.document import DocumentSummary

MEDIA_TYPE = "text/csv; charset=utf-8"
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""First in the file, it says that the file is UTF-8."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell that begins so is taken for a formula, which may do harm; with an apostrophe before it, for text."""

_COLUMNS = (
    "Id",
    "Inkom",
    "Enligt",
    "Inlämnad",
    "Läge",
    "Diarienummer",
    "Dokumenttyp",
    "Titel",
    "Avsändare",
    "Handläggare",
    "Handlingens datum",
    "Fil",
    "Sidor",
    "Behöver granskas",
    "Personnummer",
)


def table_lines(documents: Iterable[DocumentSummary], say: Callable[[str], str]) -> Iterator[str]:
    """The table line by line, its heading first, in the language of `say`."""
    yield MARK + _line([say(column) for column in _COLUMNS])
    for document in documents:
        yield _line(_cells(document, say))


def _cells(document: DocumentSummary, say: Callable[[str], str]) -> list[str]:
    kind = document.document_type
    return [
        document.id,
        (document.received_on or swedish_day(document.received_at)).isoformat(),
        say(labels.RECEIVED_BASIS[document.received_basis]),
        exact_moment(document.received_at),
        say(labels.STATUS[document.status]),
        document.dnr or "",
        say(labels.DOCUMENT_TYPE[kind]) if kind else "",
        document.title or "",
        document.issuer or "",
        document.officer or "",
        document.document_date or "",
        document.filename,
        str(document.pages_total),
        *(
            "" if value is None else say("ja") if value else say("nej")
            for value in (document.needs_review, document.personal_data)
        ),
    ]


def _line(cells: list[str]) -> str:
    line = StringIO()
    csv.writer(line, delimiter=";").writerow([_harmless(cell) for cell in cells])
    return line.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
