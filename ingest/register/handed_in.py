"""What one person has handed in: each file with its receipt, and where its document stands now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, Connection, Select, case, func, null, select, true

from ingest.register.database import Database, to_utc
from ingest.register.tables import documents, heads, receipts
from schemas.document import DocumentStatus

Fate = Literal["duplicate", "withdrawn", "review", "received", "processing", "done", "failed"]
"""What became of a file: it was here already, it was taken back, its document asks for a look, or else the
document's status."""

_CLOCKS_APART_SECONDS = 60
"""Receipts are numbered as they are written; those of one minute may have their times in another order."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """From `since` on, until just before `until`."""

    since: datetime
    until: datetime


@dataclass(frozen=True, kw_only=True)
class HandedIn:
    """One file that somebody handed in."""

    receipt_id: int
    received_at: datetime
    filename: str
    document_id: str
    title: str | None
    #: A file that was here already has its document's status as well.
    fate: Fate
    status: DocumentStatus


class HandedInFiles:
    """The files that people handed in, by person and time. RegisterUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counts(self, actor: str, span: Span) -> Mapping[Fate, int]:
        """How many files met which fate; those that none met are left out."""
        with self._database.read() as connection:
            fates = _files(connection, actor, span).subquery()
            counted = select(fates.c.fate, func.count().label("number")).group_by(fates.c.fate)
            return {row.fate: row.number for row in connection.execute(counted)}

    def page(
        self, actor: str, span: Span, *, fate: Fate | None, before: int | None, limit: int
    ) -> tuple[HandedIn, ...]:
        """At most so many files, latest first: those before receipt `before`, and of one fate only. What is
        done is so whether or not it asks for a look."""
        with self._database.read() as connection:
            files = _files(connection, actor, span).subquery()
            query = select(files).order_by(files.c.id.desc()).limit(limit)
            if fate is not None:
                query = query.where(files.c.fate.in_(("done", "review") if fate == "done" else (fate,)))
            if before is not None:
                query = query.where(files.c.id < before)
            return tuple(
                HandedIn(
                    receipt_id=row.id,
                    received_at=to_utc(row.received_at),
                    filename=row.filename,
                    document_id=row.document_id,
                    title=row.title,
                    fate=row.fate,
                    status=row.status,
                )
                for row in connection.execute(query)
            )

    def last_before(self, actor: str, at: datetime) -> datetime | None:
        """When the person last handed something in before then, if ever."""
        with self._database.read() as connection:
            first = _first_since(connection, at.timestamp() + _CLOCKS_APART_SECONDS)
            last = (
                select(receipts.c.received_at)
                .where(receipts.c.id < first, receipts.c.actor == actor)
                .where(receipts.c.received_at < at.timestamp())
                .order_by(receipts.c.id.desc())
                .limit(1)
            )
            found = connection.execute(last).scalar_one_or_none()
            return None if found is None else to_utc(found)


def _files(connection: Connection, actor: str, span: Span) -> Select[tuple[object, ...]]:
    first = _first_since(connection, span.since.timestamp() - _CLOCKS_APART_SECONDS)
    return (
        select(
            receipts.c.id,
            receipts.c.received_at,
            receipts.c.filename,
            receipts.c.document_id,
            heads.c.title,
            documents.c.status,
            _fate().label("fate"),
        )
        .join(documents, documents.c.id == receipts.c.document_id)
        .join(heads, heads.c.document_id == receipts.c.document_id)
        .where(receipts.c.id >= first, receipts.c.actor == actor)
        .where(receipts.c.received_at >= span.since.timestamp())
        .where(receipts.c.received_at < span.until.timestamp())
    )


def _fate() -> ColumnElement[str]:
    return case(
        (documents.c.withdrawn.is_not(null()), "withdrawn"),
        (receipts.c.duplicate == true(), "duplicate"),
        ((documents.c.status == "done") & (heads.c.needs_review == true()), "review"),
        else_=documents.c.status,
    )


def _first_since(connection: Connection, at: float) -> int:
    """The number of the first receipt of that time or later, found by halving: times have no index."""
    low, high = 1, (connection.execute(select(func.max(receipts.c.id))).scalar_one() or 0) + 1
    while low < high:
        middle = (low + high) // 2
        next_one = select(receipts.c.id, receipts.c.received_at).where(receipts.c.id >= middle)
        row = connection.execute(next_one.order_by(receipts.c.id).limit(1)).one()
        low, high = (low, middle) if row.received_at >= at else (row.id + 1, high)
    return low
