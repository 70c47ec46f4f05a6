"""A finished document as a page value: the sheet, reasons for a second look, the text, files. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.web import labels
from ingest.web.contents import Chapter, FurnitureLine, chapters, furniture_lines
from ingest.web.inbox import StatusMark, file_facts, status_mark
from ingest.web.sheet import Sheet, registration_sheet
from schemas.document import DocumentView, Receipt
from schemas.provenance import Step
from schemas.record import Record


@dataclass(frozen=True, kw_only=True)
class FileLink:
    """A file that belongs to the document."""

    label: str
    address: str


@dataclass(frozen=True, kw_only=True)
class UnreadPage:
    """A page that could not be read, and why."""

    number: int
    why: str


@dataclass(frozen=True, kw_only=True)
class RecordView:
    """Everything `record.html` shows."""

    id: str
    heading: str
    filename: str
    facts: str
    mark: StatusMark
    needs_review: bool
    reasons: tuple[str, ...]
    unread: tuple[UnreadPage, ...]
    words: int
    doubtful_words: int
    repairs: int
    sheet: Sheet
    chapters: tuple[Chapter, ...]
    furniture: tuple[FurnitureLine, ...]
    files: tuple[FileLink, ...]
    receipts: tuple[Receipt, ...]
    version: str
    sandbox: str
    steps: tuple[Step, ...]


def record_view(record: Record, document: DocumentView, *, version: str) -> RecordView:
    """The page of a document whose current record is `record`, of the given version."""
    return RecordView(
        id=record.id,
        heading=heading(record),
        filename=record.source.filename,
        facts=file_facts(document),
        mark=status_mark(document.status),
        needs_review=record.quality.needs_review,
        reasons=tuple(reason.sv for reason in record.quality.reasons),
        unread=tuple(
            UnreadPage(number=page.number, why=page.problem.sv) for page in record.pages if page.problem
        ),
        words=record.quality.words,
        doubtful_words=record.quality.doubtful_words,
        repairs=record.quality.repairs,
        sheet=registration_sheet(record, document.receipts),
        chapters=chapters(record.sections),
        furniture=furniture_lines(record.furniture),
        files=_files(record.id, tuple(record.artifacts)),
        receipts=document.receipts,
        version=version,
        sandbox=record.provenance.sandbox,
        steps=record.provenance.steps,
    )


def heading(record: Record) -> str:
    """What the page is called: the document's own title, or its file's name."""
    return record.title.value if record.title else record.source.filename


def _files(document_id: str, artifacts: Sequence[str]) -> tuple[FileLink, ...]:
    base = f"/api/v1/documents/{document_id}"
    known = (name for name in labels.ARTIFACT if name in artifacts)
    return (
        FileLink(label="JSON", address=f"{base}/record"),
        *(FileLink(label=labels.ARTIFACT[name], address=f"{base}/{name}") for name in known),
    )
