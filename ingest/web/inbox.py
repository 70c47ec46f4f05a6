"""Inkorg and a document's progress as page values. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ingest.settings import Settings
from ingest.web import labels
from ingest.web.wording import page_count, size
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
    """One line of a list of documents."""

    id: str
    filename: str
    mark: StatusMark
    media_type: str
    progress: str
    pages_total: int
    pages_done: int
    received_at: datetime
    problem: str | None

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
    """Everything `inbox.html` shows. `older` is the address of the next page of the list, if there is one."""

    limits: UploadLimits
    rows: tuple[DocumentRow, ...]
    counts: tuple[StatusCount, ...]
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
    """Everything `outcome.html` shows."""

    outcomes: tuple[Outcome, ...]

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
    problem: str | None


@dataclass(frozen=True, kw_only=True)
class ProgressPage:
    """Everything `progress.html` shows: a document that is not done, or failed."""

    id: str
    filename: str
    facts: str
    mark: StatusMark
    progress: str
    pages_total: int
    pages_done: int
    pages: tuple[PageMark, ...]
    problem: str | None
    receipts: tuple[Receipt, ...]


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
        mark=status_mark(summary.status),
        media_type=labels.MEDIA_TYPE[summary.media_type],
        progress=progress_words(summary.status, done=summary.pages_done, total=summary.pages_total),
        pages_total=summary.pages_total,
        pages_done=summary.pages_done,
        received_at=summary.received_at,
        problem=summary.problem.sv if summary.problem else None,
    )


def status_counts(counts: Mapping[DocumentStatus, int]) -> tuple[StatusCount, ...]:
    """Counts in the order of the journey."""
    return tuple(
        StatusCount(mark=status_mark(status), count=counts.get(status, 0)) for status in labels.STATUS
    )


def status_mark(status: DocumentStatus) -> StatusMark:
    """The status with its word."""
    return StatusMark(status=status, label=labels.STATUS[status])


def progress_words(status: DocumentStatus, *, done: int, total: int) -> str:
    """`3 av 7 sidor lästa`, or what there is to say in the other states."""
    if status == "processing":
        if done == total:
            return "alla sidor lästa, sammanställs"
        return f"{done} av {page_count(total)} {'läst' if total == 1 else 'lästa'}"
    if status == "received":
        return f"{page_count(total)} väntar på läsning"
    return page_count(total)


def progress_page(view: DocumentView) -> ProgressPage:
    """Where a document stands, page by page."""
    return ProgressPage(
        id=view.id,
        filename=view.filename,
        facts=file_facts(view),
        mark=status_mark(view.status),
        progress=progress_words(view.status, done=view.pages_done, total=view.pages_total),
        pages_total=view.pages_total,
        pages_done=view.pages_done,
        pages=_page_marks(view.pages),
        problem=view.problem.sv if view.problem else None,
        receipts=view.receipts,
    )


def file_facts(view: DocumentView) -> str:
    """The original in one line: `PDF, 7 sidor, 1,2 MB`."""
    return f"{labels.MEDIA_TYPE[view.media_type]}, {page_count(view.pages_total)}, {size(view.bytes)}"


def _page_marks(pages: Sequence[PageProgress]) -> tuple[PageMark, ...]:
    return tuple(
        PageMark(
            number=page.number,
            status=page.status,
            label=labels.PAGE_STATUS[page.status],
            problem=page.problem.sv if page.problem else None,
        )
        for page in pages
    )
