"""Inkorg and a document's progress as page values. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ingest.settings import Settings
from ingest.web import labels
from ingest.web.handed_in import DaySum, RefusedFile
from ingest.web.history import LogEntry, log_entries
from ingest.web.language import Phrase
from schemas.base import Problem
from schemas.document import (
    DocumentList,
    DocumentStatus,
    DocumentSummary,
    DocumentView,
    PageProgress,
    PageStatus,
    Receipt,
)
from schemas.events import Event
from schemas.upload import Upload


@dataclass(frozen=True, kw_only=True)
class UploadLimits:
    """What is taken in, told before anything is sent."""

    megabytes: int
    pages: int
    megapixels: int


@dataclass(frozen=True, kw_only=True)
class StatusMark:
    """A status in words; `status` chooses shape and colour, which never stand alone."""

    status: DocumentStatus
    label: str


@dataclass(frozen=True, kw_only=True)
class DocumentRow:
    """One line of Inkorg. Title and dnr are there when the document has been read and has them."""

    id: str
    filename: str
    title: str | None
    dnr: str | None
    needs_review: bool
    mark: StatusMark
    media_type: str
    progress: Phrase
    pages_total: int
    pages_done: int
    received_at: datetime
    problem: Problem | None

    @property
    def in_progress(self) -> bool:
        """Whether a bar says more than the words do."""
        return self.mark.status == "processing"


@dataclass(frozen=True, kw_only=True)
class StatusCount:
    """How many documents are in a state."""

    mark: StatusMark
    count: int


@dataclass(frozen=True, kw_only=True)
class InboxPage:
    """Everything `inbox.html` shows. `today` is what the reader handed in, None for who may not; `unfinished`
    are their uploads that broke off, and `refused` what was not taken in and they have not yet thrown away;
    `older` is the address of the next page of the list, if there is one."""

    limits: UploadLimits
    rows: tuple[DocumentRow, ...]
    counts: tuple[StatusCount, ...]
    today: DaySum | None
    refused: tuple[RefusedFile, ...]
    unfinished: tuple[Upload, ...]
    older: str | None
    is_first: bool


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one file of a plain form: a receipt, or the reason why there is none."""

    filename: str
    receipt: Receipt | None
    problem: Problem | None


@dataclass(frozen=True, kw_only=True)
class OutcomePage:
    """Everything `outcome.html` shows. `pile` is the document that was taken apart, if one was."""

    outcomes: tuple[Outcome, ...]
    pile: str | None = None

    @property
    def received(self) -> int:
        """Files with a receipt."""
        return sum(outcome.receipt is not None for outcome in self.outcomes)

    @property
    def refused(self) -> int:
        """Files without one."""
        return len(self.outcomes) - self.received


@dataclass(frozen=True, kw_only=True)
class PageMark:
    """One page's progress in words."""

    number: int
    status: PageStatus
    label: str
    problem: Problem | None


@dataclass(frozen=True, kw_only=True)
class FileFacts:
    """The original as a person speaks of it: name, kind, pages, size."""

    filename: str
    media_type: str
    pages: int
    bytes: int


@dataclass(frozen=True, kw_only=True)
class ProgressPage:
    """Everything `progress.html` shows: a document that is not done, or failed."""

    id: str
    file: FileFacts
    mark: StatusMark
    progress: Phrase
    pages_total: int
    pages_done: int
    pages: tuple[PageMark, ...]
    problem: Problem | None
    receipts: tuple[Receipt, ...]
    log: tuple[LogEntry, ...]


def upload_limits(settings: Settings) -> UploadLimits:
    """The limits in force."""
    return UploadLimits(
        megabytes=settings.max_upload_mb,
        pages=settings.max_pages,
        megapixels=settings.max_page_megapixels,
    )


def document_rows(documents: DocumentList) -> tuple[DocumentRow, ...]:
    """The list, newest first."""
    return tuple(_row(summary) for summary in documents.documents)


def _row(summary: DocumentSummary) -> DocumentRow:
    return DocumentRow(
        id=summary.id,
        filename=summary.filename,
        title=summary.title,
        dnr=summary.dnr,
        needs_review=bool(summary.needs_review),
        mark=status_mark(summary.status),
        media_type=labels.MEDIA_TYPE[summary.media_type],
        progress=progress_words(summary.status, done=summary.pages_done, total=summary.pages_total),
        pages_total=summary.pages_total,
        pages_done=summary.pages_done,
        received_at=summary.received_at,
        problem=summary.problem,
    )


def status_counts(counts: Mapping[DocumentStatus, int]) -> tuple[StatusCount, ...]:
    """Counts in the order of the journey."""
    return tuple(
        StatusCount(mark=status_mark(status), count=counts.get(status, 0)) for status in labels.STATUS
    )


def status_mark(status: DocumentStatus) -> StatusMark:
    """The status with its word."""
    return StatusMark(status=status, label=labels.STATUS[status])


def progress_words(status: DocumentStatus, *, done: int, total: int) -> Phrase:
    """`3 av 7 sidor lästa`, or what there is to say in the other states."""
    if status == "processing":
        if done == total:
            return Phrase.of("alla sidor lästa, sammanställs")
        key = "{done} av {n} sida läst" if total == 1 else "{done} av {n} sidor lästa"
        return Phrase.of(key, done=done, n=total)
    if status == "received":
        return Phrase.counted("{n} sida väntar på läsning", "{n} sidor väntar på läsning", total)
    return Phrase.counted("{n} sida", "{n} sidor", total)


def progress_page(view: DocumentView, events: Sequence[Event]) -> ProgressPage:
    """Where a document stands, page by page, and what has happened to it."""
    return ProgressPage(
        id=view.id,
        file=file_facts(view),
        mark=status_mark(view.status),
        progress=progress_words(view.status, done=view.pages_done, total=view.pages_total),
        pages_total=view.pages_total,
        pages_done=view.pages_done,
        pages=_page_marks(view.pages),
        problem=view.problem,
        receipts=view.receipts,
        log=log_entries(events),
    )


def file_facts(view: DocumentView) -> FileFacts:
    """The original's facts."""
    return FileFacts(
        filename=view.filename,
        media_type=labels.MEDIA_TYPE[view.media_type],
        pages=view.pages_total,
        bytes=view.bytes,
    )


def _page_marks(pages: Sequence[PageProgress]) -> tuple[PageMark, ...]:
    return tuple(
        PageMark(
            number=page.number,
            status=page.status,
            label=labels.PAGE_STATUS[page.status],
            problem=page.problem,
        )
        for page in pages
    )
