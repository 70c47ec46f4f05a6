"""A finished document as page values: the workbench, the sheet alone, the running text. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ingest.errors import NoSeparators
from ingest.piles import parts_between_separators, separator_sheets
from ingest.register import Neighbours
from ingest.web import labels
from ingest.web.contents import Chapter, FurnitureLine, chapters, furniture_lines, within
from ingest.web.corrections import CorrectionMark, PastCorrection, history, value_marks
from ingest.web.history import LogEntry, log_entries
from ingest.web.inbox import FileFacts, StatusMark, file_facts, status_mark
from ingest.web.sheet import Sheet, registration_sheet
from ingest.web.shelf import Shelved
from ingest.web.viewer import PageView, Thumbnails, thumbnails
from schemas.base import Problem
from schemas.document import DocumentView, Receipt
from schemas.events import Event
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
    why: Problem


@dataclass(frozen=True, kw_only=True)
class FinishedReview:
    """That somebody has looked the current record through to its end."""

    who: str
    at: datetime


def finished_review(version: str, events: Sequence[Event]) -> FinishedReview | None:
    """Who last said that the pipeline's record of this version is right as corrected."""
    ends = [one for one in events if one.kind == "review.finished" and one.details.get("version") == version]
    return FinishedReview(who=ends[-1].actor, at=ends[-1].at) if ends else None


MOST_REPAIRED_PAGES = 100
"""Links to pages with repairs; the thumbnails mark the others."""

Panel = Literal["blad", "text", "rattelser", "om"]
"""What stands beside the picture: the sheet, the page's lines, its repairs, or facts about the document."""


@dataclass(frozen=True, kw_only=True)
class SeparatedPile:
    """Separator sheets stand in a file that nobody has taken apart: on which pages, and how many documents
    would come of it."""

    sheets: tuple[int, ...]
    parts: int


def separated_pile(record: Record, events: Sequence[Event]) -> SeparatedPile | None:
    """What taking the file apart at its separator sheets would give, if it has any."""
    if record.source.media_type != "application/pdf" or any(one.kind == "document.split" for one in events):
        return None
    try:
        parts = parts_between_separators(record)
    except NoSeparators:
        return None
    return SeparatedPile(sheets=separator_sheets(record), parts=len(parts))


@dataclass(frozen=True, kw_only=True)
class RecordView:
    """Everything `record.html` shows, one page of the document open."""

    id: str
    heading: str
    file: FileFacts
    mark: StatusMark
    panel: Panel
    page: PageView
    neighbours: Neighbours
    pile: SeparatedPile | None
    strip: Thumbnails
    needs_review: bool
    reasons: tuple[Problem, ...]
    unread: tuple[UnreadPage, ...]
    words: int
    doubtful_words: int
    repairs: int
    repaired_pages: tuple[int, ...]
    is_masked: bool
    has_pictures: bool
    sheet: Sheet
    files: tuple[FileLink, ...]
    receipts: tuple[Receipt, ...]
    log: tuple[LogEntry, ...]
    version: str
    history: tuple[PastCorrection, ...]
    may_review: bool
    finished: FinishedReview | None
    sandbox: str
    steps: tuple[Step, ...]

    @property
    def can_be_split(self) -> bool:
        """Whether the document may be a pile: a PDF of several pages."""
        return self.file.media_type == "PDF" and self.file.pages > 1

    @property
    def can_be_read_again(self) -> bool:
        """Whether another attempt is allowed: pages of it could not be read."""
        return bool(self.unread)


@dataclass(frozen=True, kw_only=True)
class Opened:
    """Where in a document its reader is. One that `is_masked` shows them neither pictures nor files."""

    panel: Panel
    page: PageView
    neighbours: Neighbours
    is_masked: bool


def record_view(
    shelved: Shelved, document: DocumentView, *, opened: Opened, events: Sequence[Event], may_review: bool
) -> RecordView:
    """The page of a document by its record as it is served."""
    record = shelved.record
    return RecordView(
        id=record.id,
        heading=heading(record),
        file=file_facts(document),
        mark=status_mark(document.status),
        panel=opened.panel,
        page=opened.page,
        neighbours=opened.neighbours,
        pile=separated_pile(record, events),
        strip=thumbnails(record, opened.page.number),
        needs_review=record.quality.needs_review,
        reasons=record.quality.reasons,
        unread=tuple(
            UnreadPage(number=page.number, why=page.problem) for page in record.pages if page.problem
        ),
        words=record.quality.words,
        doubtful_words=record.quality.doubtful_words,
        repairs=record.quality.repairs,
        repaired_pages=tuple(sorted({repair.page for repair in record.repairs}))[:MOST_REPAIRED_PAGES],
        is_masked=opened.is_masked,
        has_pictures=any(page.renditions for page in record.pages),
        sheet=registration_sheet(record, document.receipts, marks_of(shelved)),
        files=_files(record.id, () if opened.is_masked else tuple(record.artifacts)),
        receipts=document.receipts,
        log=log_entries(events),
        version=shelved.shown_version,
        history=history(shelved.version, shelved.corrections, shelved.outcomes),
        may_review=may_review,
        finished=finished_review(shelved.version, events),
        sandbox=record.provenance.sandbox,
        steps=record.provenance.steps,
    )


@dataclass(frozen=True, kw_only=True)
class SheetPage:
    """Everything `registerblad.html` shows: the sheet by itself."""

    id: str
    heading: str
    file: FileFacts
    sheet: Sheet
    version: str
    is_earlier: bool


def sheet_page(shelved: Shelved, document: DocumentView, *, is_earlier: bool) -> SheetPage:
    """The registration sheet by itself, of an earlier version if that was asked for."""
    record = shelved.record
    return SheetPage(
        id=record.id,
        heading=heading(record),
        file=file_facts(document),
        sheet=registration_sheet(record, document.receipts, marks_of(shelved)),
        version=shelved.shown_version,
        is_earlier=is_earlier,
    )


def marks_of(shelved: Shelved) -> Mapping[str, CorrectionMark]:
    """The values that people wrote, by path."""
    return value_marks(shelved.record, shelved.corrections, shelved.outcomes)


PAGES_OF_TEXT = 20
"""Pages whose text stands on one address: most documents whole, and a 3,000-page volume stays light."""


@dataclass(frozen=True, kw_only=True)
class TextPage:
    """Everything `text.html` shows: the running text of some pages in a row."""

    id: str
    heading: str
    first: int
    last: int
    chapters: tuple[Chapter, ...]
    furniture: tuple[FurnitureLine, ...]
    previous: int | None
    following: int | None
    version: str
    is_earlier: bool


def text_page(shelved: Shelved, page: int, *, is_earlier: bool) -> TextPage:
    """The range of the text in which `page` stands; a number past the end shows the last range."""
    record = shelved.record
    count = len(record.pages)
    first = (min(page, count) - 1) // PAGES_OF_TEXT * PAGES_OF_TEXT + 1
    last = min(first + PAGES_OF_TEXT - 1, count)
    return TextPage(
        id=record.id,
        heading=heading(record),
        first=first,
        last=last,
        chapters=chapters(within(record.sections, first, last)),
        furniture=furniture_lines([piece for piece in record.furniture if first <= piece.page <= last]),
        previous=first - PAGES_OF_TEXT if first > 1 else None,
        following=last + 1 if last < count else None,
        version=shelved.shown_version,
        is_earlier=is_earlier,
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
