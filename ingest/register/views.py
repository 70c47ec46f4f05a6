"""What can be read from the register."""

from collections.abc import Collection, Mapping
from typing import Any, get_args

from sqlalchemy import ColumnElement, Connection, Row, func, inspect, null, select

from ingest.errors import (
    NotReady,
    ReadingFailed,
    RegisterUnavailable,
    UnknownDocument,
    UnknownVersion,
    Withdrawn,
)
from ingest.register.database import now, to_utc
from ingest.register.tables import claims, documents, events, last_event, pages, receipts, records
from ingest.register.values import ASSEMBLY, CurrentRecord, SourceRow
from schemas.base import Problem
from schemas.document import (
    DocumentStatus,
    DocumentView,
    PageProgress,
    Receipt,
    Statement,
    Withdrawal,
)
from schemas.events import Event, Feed, LogQuery

ENDED = ("read", "failed")
"""The statuses of pages on which no work is left."""


def check(connection: Connection) -> None:
    """Return if the tables are there. RegisterUnavailable."""
    if not inspect(connection).has_table(last_event.name):
        raise RegisterUnavailable


def lock_document(connection: Connection, document_id: str) -> Row[Any]:
    """The document's row, which nobody else changes until the transaction ends. UnknownDocument.

    SQLite lets only one transaction write at a time, so it has nothing more to lock.
    """
    return _one_document(connection, document_id, lock=True)


def lock_documents(connection: Connection, document_ids: Collection[str]) -> None:
    """Lock several documents' rows, in an order that is the same for everybody."""
    rows = select(documents.c.id).where(documents.c.id.in_(document_ids)).order_by(documents.c.id)
    connection.execute(rows.with_for_update()).all()


def source(connection: Connection, document_id: str) -> SourceRow:
    """What a worker needs to know about the original. UnknownDocument."""
    row = _one_document(connection, document_id)
    return SourceRow(
        document_id=row.id,
        sha256=row.sha256,
        filename=row.filename,
        media_type=row.media_type,
        bytes=row.bytes,
        pages=row.pages,
        embedded=row.embedded,
        received_at=to_utc(row.received_at),
        revision=row.revision,
    )


def document(connection: Connection, document_id: str) -> DocumentView:
    """Where a document stands. UnknownDocument."""
    row = _one_document(connection, document_id)
    progress = _progress(connection, document_id)
    return DocumentView(
        id=row.id,
        status=row.status,
        filename=row.filename,
        media_type=row.media_type,
        bytes=row.bytes,
        sha256=row.sha256,
        received_at=to_utc(row.received_at),
        finished_at=None if row.finished_at is None else to_utc(row.finished_at),
        pages_total=row.pages,
        pages_done=sum(page.status in ENDED for page in progress),
        pages=progress,
        problem=row.problem,
        receipts=_receipts(connection, row),
        record_version=row.current_version,
        withdrawn=row.withdrawn and _withdrawal(row.withdrawn),
    )


def failed_pages(connection: Connection, document_id: str) -> dict[int, Problem]:
    """Why pages could not be read, by page number."""
    failed = select(pages.c.number, pages.c.problem).where(
        pages.c.document_id == document_id, pages.c.status == "failed"
    )
    return {
        row.number: Problem.model_validate(row.problem)
        for row in connection.execute(failed.order_by(pages.c.number))
    }


def current(connection: Connection, document_id: str) -> CurrentRecord:
    """Where the current record lies. UnknownDocument, Withdrawn, NotReady, ReadingFailed."""
    row = _one_document(connection, document_id)
    if row.withdrawn is not None:
        raise Withdrawn
    if row.current_version is None:
        raise ReadingFailed if row.status == "failed" else NotReady
    return record_of(connection, document_id, row.current_version)


def record_of(connection: Connection, document_id: str, version: str) -> CurrentRecord:
    """Where the pipeline's record of this version lies. UnknownDocument, Withdrawn, UnknownVersion."""
    if _one_document(connection, document_id).withdrawn is not None:
        raise Withdrawn
    record = connection.execute(
        select(records).where(records.c.document_id == document_id, records.c.version == version)
    ).first()
    if record is None:
        raise UnknownVersion
    return CurrentRecord(
        document_id=document_id,
        version=record.version,
        record_key=record.record_key,
        artifacts=record.artifacts,
        readings=record.readings or record.version,
    )


def feed(connection: Connection, *, after: int, limit: int) -> Feed:
    """What happened after event `after`, oldest first."""
    rows = connection.execute(
        select(events).where(events.c.sequence > after).order_by(events.c.sequence).limit(limit)
    )
    found = tuple(to_event(row) for row in rows)
    return Feed(events=found, next_after=found[-1].sequence if found else after)


def log(connection: Connection, query: LogQuery, *, after: int, limit: int) -> Feed:
    """What is asked for of what happened after event `after`, oldest first."""
    asked = log_conditions(query)
    rows = connection.execute(
        select(events).where(events.c.sequence > after, *asked).order_by(events.c.sequence).limit(limit)
    )
    found = tuple(to_event(row) for row in rows)
    return Feed(events=found, next_after=found[-1].sequence if found else after)


def log_conditions(query: LogQuery) -> list[ColumnElement[bool]]:
    """What must be true of the events that are asked for."""
    return [
        condition
        for given, condition in (
            (query.document_id, events.c.document_id == query.document_id),
            (query.actor, events.c.actor == query.actor),
            (query.kind, events.c.kind == query.kind),
            (query.since, events.c.at >= (query.since.timestamp() if query.since else 0)),
            (query.until, events.c.at < (query.until.timestamp() if query.until else 0)),
        )
        if given is not None
    ]


def history(connection: Connection, document_id: str) -> tuple[Event, ...]:
    """What has happened to one document, oldest first."""
    rows = connection.execute(
        select(events).where(events.c.document_id == document_id).order_by(events.c.sequence)
    )
    return tuple(to_event(row) for row in rows)


def counts(connection: Connection, *, withdrawn: bool) -> dict[DocumentStatus, int]:
    """How many documents have each status, with or without those that were withdrawn."""
    counted: dict[DocumentStatus, int] = dict.fromkeys(get_args(DocumentStatus), 0)
    query = select(documents.c.status, func.count().label("number")).group_by(documents.c.status)
    if not withdrawn:
        query = query.where(documents.c.withdrawn.is_(null()))
    for row in connection.execute(query):
        counted[row.status] = row.number
    return counted


def backlog(connection: Connection) -> int:
    """Units of work that are not closed, without what is run again: that can wait."""
    return connection.execute(
        select(func.count()).select_from(claims).where(claims.c.state == "open", claims.c.page >= ASSEMBLY)
    ).scalar_one()


def longest_wait(connection: Connection) -> float:
    """Seconds that the oldest of them has been due; 0 if none is."""
    oldest = func.min(claims.c.due_at)
    waited = connection.execute(
        select(now() - oldest).where(claims.c.state == "open", claims.c.page >= ASSEMBLY)
    ).scalar_one()
    return max(0.0, waited or 0.0)


def to_event(row: Row[Any]) -> Event:
    """An event from its row."""
    return Event(
        sequence=row.sequence,
        at=to_utc(row.at),
        kind=row.kind,
        document_id=row.document_id,
        actor=row.actor,
        details=row.details,
        hash=row.hash,
    )


def _one_document(connection: Connection, document_id: str, *, lock: bool = False) -> Row[Any]:
    query = select(documents).where(documents.c.id == document_id)
    row = connection.execute(query.with_for_update() if lock else query).first()
    if row is None:
        raise UnknownDocument
    return row


def _withdrawal(trace: Mapping[str, Any]) -> Withdrawal:
    return Withdrawal(at=to_utc(trace["at"]), actor=trace["actor"], reason=trace["reason"])


def _progress(connection: Connection, document_id: str) -> tuple[PageProgress, ...]:
    rows = connection.execute(
        select(pages).where(pages.c.document_id == document_id).order_by(pages.c.number)
    )
    return tuple(PageProgress(number=row.number, status=row.status, problem=row.problem) for row in rows)


def _receipts(connection: Connection, document: Row[Any]) -> tuple[Receipt, ...]:
    rows = connection.execute(
        select(receipts).where(receipts.c.document_id == document.id).order_by(receipts.c.id)
    )
    return tuple(
        Receipt(
            receipt_id=row.id,
            id=document.id,
            status=document.status,
            duplicate=row.duplicate,
            filename=row.filename,
            media_type=document.media_type,
            bytes=document.bytes,
            sha256=document.sha256,
            pages=document.pages,
            received_at=to_utc(row.received_at),
            stated=Statement.model_validate(row.stated),
        )
        for row in rows
    )
