"""Granskning: what waits, how many errors are expected in it and why, and who holds it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ingest.web import labels
from ingest.web.language import Phrase
from schemas.review import ExpectedErrors, ReviewItem, ReviewQueue

LEAST_TOLD = 0.05
"""Fewer expected errors than this are none to speak of."""


@dataclass(frozen=True, kw_only=True)
class WaitingDocument:
    """A row of the queue. `share` is its expected errors beside the most of all, 0 to 1, for a bar."""

    id: str
    title: str
    filename: str
    dnr: str | None
    document_type: str | None
    pages: int
    expected: str | None
    share: float
    why: tuple[Phrase, ...]
    asks: bool
    corrections: int
    holder: str | None
    is_own: bool
    lease_until: datetime | None


@dataclass(frozen=True, kw_only=True)
class QueuePage:
    """Everything that `review_queue.html` shows. `own` are the reader's begun reviews."""

    waiting: int
    asking: int
    expected: str
    own: tuple[WaitingDocument, ...]
    rows: tuple[WaitingDocument, ...]
    can_begin: bool
    just_finished: bool


def queue_page(queue: ReviewQueue, *, who: str, just_finished: bool) -> QueuePage:
    """The queue as this person sees it."""
    most = max((one.expected_errors or 0.0 for one in queue.documents), default=0.0)
    rows = tuple(_row(item, most, who) for item in queue.documents)
    return QueuePage(
        waiting=queue.waiting,
        asking=queue.asking,
        expected=about(queue.expected_errors),
        own=tuple(row for row in rows if row.is_own),
        rows=rows,
        can_begin=any(row.holder is None for row in rows),
        just_finished=just_finished,
    )


def about(errors: float) -> str:
    """A number of expected errors as a person says it, in every language: `0`, `<1`, `3`, `120`."""
    if errors < LEAST_TOLD:
        return "0"
    return "<1" if errors < 1 else f"{errors:.0f}"


def _row(item: ReviewItem, most: float, who: str) -> WaitingDocument:
    errors = item.expected_errors
    return WaitingDocument(
        id=item.document_id,
        title=item.title or item.filename,
        filename=item.filename,
        dnr=item.dnr,
        document_type=labels.DOCUMENT_TYPE[item.document_type] if item.document_type else None,
        pages=item.pages,
        expected=None if errors is None else about(errors),
        share=(errors or 0.0) / most if most else 0.0,
        why=tuple(_why(item.expected)) if item.expected else (),
        asks=bool(item.needs_review),
        corrections=item.corrections,
        holder=item.holder,
        is_own=item.holder == who,
        lease_until=item.lease_until,
    )


def _why(expected: ExpectedErrors) -> Iterator[Phrase]:
    if expected.unread >= LEAST_TOLD:
        yield Phrase.of("på olästa sidor: {n}", n=about(expected.unread))
    if expected.words >= LEAST_TOLD:
        yield Phrase.of("fellästa ord: {n}", n=about(expected.words))
    if expected.values >= LEAST_TOLD:
        yield Phrase.of("fel i värden: {n}", n=about(expected.values))
