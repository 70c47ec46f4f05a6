"""The log for those who answer for the archive: latest first; when its chains were last looked through."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select

from ingest.register import views
from ingest.register.chain import Walk
from ingest.register.database import Database, now, to_utc
from ingest.register.register import LogName, Register
from ingest.register.tables import documents, events, heads, log_checks
from schemas.events import Event, LogQuery


@dataclass(frozen=True, kw_only=True)
class Check:
    """A log that was looked through."""

    log: LogName
    at: datetime
    actor: str
    entries: int
    #: The hash of the last entry, as it was.
    head: str | None
    #: The first entry that was not as it was written, and what is the matter; None for a whole chain.
    broken_at: int | None
    breach: str | None


class Logbook:
    """The log of a register, to be read and checked."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._database: Database = register.database

    def latest(self, query: LogQuery, *, before: int | None, limit: int) -> tuple[Event, ...]:
        """What is asked for of what happened before event `before`, latest first."""
        asked = views.log_conditions(query)
        if before is not None:
            asked.append(events.c.sequence < before)
        with self._database.read() as connection:
            rows = connection.execute(
                select(events).where(*asked).order_by(events.c.sequence.desc()).limit(limit)
            )
            return tuple(views.to_event(row) for row in rows)

    def titles(self, document_ids: Iterable[str]) -> dict[str, str]:
        """What documents are called, by id: their titles, protected as in lists, else their file names."""
        query = (
            select(documents.c.id, func.coalesce(heads.c.title, documents.c.filename).label("title"))
            .join(heads, heads.c.document_id == documents.c.id)
            .where(documents.c.id.in_(set(document_ids)))
        )
        with self._database.read() as connection:
            return {row.id: row.title for row in connection.execute(query)}

    def check(self, *, actor: str, noted: str | None = None) -> dict[LogName, Walk]:
        """Look through both logs, and keep that it was done and what was found.

        It reads every entry: about a second for each 30,000.
        """
        walks = self._register.verify_logs(noted=noted)
        with self._database.write() as connection:
            for name, walk in walks.items():
                connection.execute(
                    insert(log_checks).values(
                        at=now(),
                        actor=actor,
                        log=name,
                        entries=walk.rows,
                        head=walk.head.hash if walk.head and walk.rows else None,
                        broken_at=walk.broken.sequence if walk.broken else None,
                        breach=walk.broken.breach if walk.broken else None,
                    )
                )
        return walks

    def last_check(self, name: LogName) -> Check | None:
        """When a log was last looked through; None if it never was."""
        query = select(log_checks).where(log_checks.c.log == name).order_by(log_checks.c.id.desc()).limit(1)
        with self._database.read() as connection:
            row = connection.execute(query).first()
        return _check(row) if row is not None else None


def _check(row: Row[Any]) -> Check:
    return Check(
        log=row.log,
        at=to_utc(row.at),
        actor=row.actor,
        entries=row.entries,
        head=row.head,
        broken_at=row.broken_at,
        breach=row.breach,
    )
