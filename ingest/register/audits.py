"""Audits by sample: what was drawn, what reviewers found, how it was decided. One door, one transaction each.

The draw is written once and never changed. A finding states which revision it replaces, so that two reviewers
of one document do not overwrite each other unseen. Events stand with every document of the sample, since
every entry of the log tells of a document.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from pydantic import JsonValue, ValidationError
from sqlalchemy import Connection, Row, Select, func, insert, null, select, update

from ingest.audit import report
from ingest.errors import AuditEnded, AuditNotDone, BadRequest, StaleFinding, UnknownAudit
from ingest.register import log
from ingest.register.database import Database, now, read_clock, to_utc
from ingest.register.search.matching import asked
from ingest.register.tables import audit_documents, audits, corrections, documents, events, heads
from schemas.audit import (
    Audit,
    AuditReport,
    AuditStatus,
    AuditSummary,
    Drawn,
    Finding,
    LotDefinition,
    Sampled,
    Since,
)
from schemas.events import EventKind
from schemas.search import Search


@dataclass(frozen=True, kw_only=True)
class Lot:
    """The documents of a definition just now, in order of id, each with its record's version."""

    versions: dict[str, str]
    #: Documents that have no record (yet).
    left_out: int
    #: How many corrections each document has; those without any are not in it.
    corrections: dict[str, int]

    def version(self, document_id: str) -> str:
        """The version of the record as it is served."""
        count = self.corrections.get(document_id, 0)
        return f"{self.versions[document_id]}-c{count}" if count else self.versions[document_id]


@dataclass(frozen=True, kw_only=True)
class LotSize:
    """How many documents of a definition have a record just now, and how many have none (yet)."""

    documents: int
    left_out: int


class Audits:
    """The audits of a register."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def lot(self, definition: LotDefinition) -> Lot:
        """What the definition finds just now. BadRequest if it is no address of the list."""
        search = search_of(definition)
        with self._database.read() as connection:
            return _lot(connection, definition, search)

    def size(self, definition: LotDefinition) -> LotSize:
        """How many documents that is, without fetching them. BadRequest."""
        search = search_of(definition)
        with self._database.read() as connection:
            found = _found(connection, definition, search).subquery()
            count = select(func.count(), func.count(found.c.current_version))
            every, with_record = connection.execute(count.select_from(found)).one()
            return LotSize(documents=with_record, left_out=every - with_record)

    def clock(self) -> datetime:
        """The database's time, UTC."""
        with self._database.read() as connection:
            return to_utc(read_clock(connection))

    def begin(self, drawn: Drawn) -> int:
        """Keep what was drawn, and say so in the log of each document; the audit's number."""
        with self._database.write() as connection:
            return _begin(connection, drawn)

    def all(self) -> tuple[AuditSummary, ...]:
        """Every audit, latest first."""
        with self._database.read() as connection:
            return _all(connection)

    def audit(self, number: int) -> Audit:
        """One audit as it stands. UnknownAudit."""
        with self._database.read() as connection:
            return _audit(connection, number)

    def report(self, number: int) -> str:
        """The report's JSON, byte for byte as its hash is in the log. UnknownAudit, AuditNotDone."""
        with self._database.read() as connection:
            return _report(connection, number)

    def find(self, number: int, position: int, finding: Finding, *, revision: int) -> None:
        """Keep what was found in a document of the sample, in place of finding number `revision` (0: none).

        UnknownAudit, AuditEnded, StaleFinding.
        """
        with self._database.write() as connection:
            _find(connection, number, position, finding, revision)

    def decide(self, number: int, *, actor: str) -> AuditReport:
        """Accept or reject the lot, and keep the report. UnknownAudit, AuditEnded, AuditNotDone."""
        with self._database.write() as connection:
            return _decide(connection, number, actor)

    def abandon(self, number: int, *, actor: str, reason: str) -> None:
        """End an audit without a decision; it stays in the list. UnknownAudit, AuditEnded."""
        with self._database.write() as connection:
            _open(connection, number)
            _end(connection, number, state="abandoned", by=actor, why=reason)
            _note(connection, number, "audit.abandoned", actor, {"reason": reason})


def search_of(definition: LotDefinition) -> Search:
    """The search that a definition states. BadRequest."""
    try:
        return Search.model_validate(dict(parse_qsl(definition.search)))
    except ValidationError as error:
        raise BadRequest(field=str(error.errors()[0]["loc"][-1])) from error


def report_hash(report_json: str) -> str:
    """The SHA-256 of a report as it is kept, given out and entered in the log."""
    return hashlib.sha256(report_json.encode()).hexdigest()


def _found(connection: Connection, definition: LotDefinition, search: Search) -> Select[Any]:
    query = (
        select(documents.c.id, documents.c.current_version)
        .join(heads, heads.c.document_id == documents.c.id)
        .where(*asked(connection, search, private=True).listed)
    )
    if definition.pile is not None:
        query = query.where(documents.c.id.in_(_cut_out_of(connection, definition.pile)))
    return query


def _lot(connection: Connection, definition: LotDefinition, search: Search) -> Lot:
    rows = connection.execute(_found(connection, definition, search).order_by(documents.c.id)).all()
    versions = {row.id: row.current_version for row in rows if row.current_version is not None}
    counted = connection.execute(
        select(corrections.c.document_id, func.count().label("made")).group_by(corrections.c.document_id)
    )
    return Lot(
        versions=versions,
        left_out=len(rows) - len(versions),
        corrections={row.document_id: row.made for row in counted if row.document_id in versions},
    )


def _cut_out_of(connection: Connection, pile: str) -> list[str]:
    cuts = connection.execute(
        select(events.c.details).where(events.c.document_id == pile, events.c.kind == "document.split")
    )
    return [part["document"] for row in cuts for part in row.details["parts"]]


def _begin(connection: Connection, drawn: Drawn) -> int:
    if connection.dialect.name == "postgresql":
        # Its own counters leave gaps, and a gap looks like an audit that somebody has done away with.
        connection.exec_driver_sql("LOCK TABLE audits IN EXCLUSIVE MODE")
    last = select(func.coalesce(func.max(audits.c.number), 0))
    number = int(connection.execute(last).scalar_one()) + 1
    values = {
        "number": number,
        "lot": drawn.lot,
        "state": "open",
        "drawn": drawn.model_dump_json(),
        "begun_by": drawn.begun_by,
        "drawn_at": drawn.drawn_at.timestamp(),
    }
    connection.execute(insert(audits).values(values))
    connection.execute(
        insert(audit_documents),
        [
            {
                "audit": number,
                "position": position,
                "document_id": one.document_id,
                "record_version": one.record_version,
                "finding": None,
                "revision": 0,
            }
            for position, one in enumerate(drawn.sample, start=1)
        ],
    )
    plan = drawn.plan
    facts: dict[str, JsonValue] = {
        "lot_sha256": drawn.lot_sha256,
        "seed": drawn.seed,
        "plan": [plan.lot_size, plan.sample_size, plan.acceptance_number],
    }
    _note(connection, number, "audit.drawn", drawn.begun_by, facts)
    return number


def _all(connection: Connection) -> tuple[AuditSummary, ...]:
    size, looked_at = Counter[int](), Counter[int]()
    for row in connection.execute(
        select(
            audit_documents.c.audit,
            func.count().label("size"),
            func.count().filter(audit_documents.c.revision > 0).label("looked_at"),
        ).group_by(audit_documents.c.audit)
    ):
        size[row.audit], looked_at[row.audit] = row.size, row.looked_at
    columns = (audits.c.number, audits.c.lot, audits.c.state, audits.c.begun_by, audits.c.drawn_at)
    return tuple(
        AuditSummary(
            number=row.number,
            lot=row.lot,
            state=row.state,
            begun_by=row.begun_by,
            drawn_at=to_utc(row.drawn_at),
            sample_size=size[row.number],
            looked_at=looked_at[row.number],
        )
        for row in connection.execute(select(*columns).order_by(audits.c.number.desc()))
    )


def _audit(connection: Connection, number: int) -> Audit:
    row = connection.execute(select(audits).where(audits.c.number == number)).first()
    if row is None:
        raise UnknownAudit(number=number)
    return Audit(
        number=number,
        state=row.state,
        drawn=Drawn.model_validate_json(row.drawn),
        sample=_sample(connection, number),
        ended_by=row.ended_by,
        ended_at=to_utc(row.ended_at) if row.ended_at is not None else None,
        ended_why=row.ended_why,
    )


def _report(connection: Connection, number: int) -> str:
    audit = _audit(connection, number)
    kept: str | None = connection.execute(
        select(audits.c.report).where(audits.c.number == number)
    ).scalar_one()
    if kept is None:
        raise AuditNotDone(left=len(audit.sample) - audit.looked_at)
    return kept


def _sample(connection: Connection, number: int) -> tuple[Sampled, ...]:
    corrected = (
        select(func.count())
        .select_from(corrections)
        .where(corrections.c.document_id == audit_documents.c.document_id)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(
            audit_documents,
            documents.c.filename,
            documents.c.current_version,
            documents.c.withdrawn.is_not(null()).label("gone"),
            heads.c.title,
            corrected.label("corrected"),
        )
        .join(documents, documents.c.id == audit_documents.c.document_id)
        .join(heads, heads.c.document_id == documents.c.id)
        .where(audit_documents.c.audit == number)
        .order_by(audit_documents.c.position)
    )
    return tuple(_sampled(row) for row in rows)


def _sampled(row: Row[Any]) -> Sampled:
    current = f"{row.current_version}-c{row.corrected}" if row.corrected else row.current_version
    return Sampled(
        position=row.position,
        document_id=row.document_id,
        title=row.title or row.filename,
        record_version=row.record_version,
        finding=Finding.model_validate(row.finding) if row.finding is not None else None,
        revision=row.revision,
        withdrawn=row.gone,
        newer=current if current != row.record_version else None,
    )


def _open(connection: Connection, number: int) -> None:
    """Lock the audit's row. UnknownAudit, AuditEnded."""
    row = connection.execute(
        select(audits.c.state).where(audits.c.number == number).with_for_update()
    ).first()
    if row is None:
        raise UnknownAudit(number=number)
    if row.state != "open":
        raise AuditEnded(number=number)


def _find(connection: Connection, number: int, position: int, finding: Finding, revision: int) -> None:
    _open(connection, number)
    changed = connection.execute(
        update(audit_documents)
        .where(
            audit_documents.c.audit == number,
            audit_documents.c.position == position,
            audit_documents.c.document_id == finding.document_id,
            audit_documents.c.revision == revision,
        )
        .values(
            finding=finding.model_dump(mode="json"),
            wrong=len(finding.wrong_fields),
            looked_at=finding.fields,
            revision=revision + 1,
        )
    )
    if changed.rowcount != 1:
        raise StaleFinding
    # What was wrong is named, not told: the log never holds what stands in a document.
    details: dict[str, JsonValue] = {
        "audit": number,
        "wrong": list(finding.wrong_fields),
        "fields": finding.fields,
        "revision": revision + 1,
    }
    if finding.unseen is not None:
        details["unseen"] = finding.unseen
    log.append(connection, "audit.reviewed", finding.document_id, actor=finding.reviewer, details=details)


def _decide(connection: Connection, number: int, actor: str) -> AuditReport:
    _open(connection, number)
    audit = _audit(connection, number)
    findings = [one.finding for one in audit.sample if one.finding is not None]
    if len(findings) < len(audit.sample):
        raise AuditNotDone(left=len(audit.sample) - len(findings))
    done = report(
        number,
        audit.drawn,
        findings,
        since=[
            Since(
                document_id=one.document_id, withdrawn=one.withdrawn, version=one.newer or one.record_version
            )
            for one in audit.sample
            if one.withdrawn or one.newer is not None
        ],
        decided_by=actor,
        decided_at=to_utc(read_clock(connection)),
    )
    kept = done.model_dump_json(indent=1)
    _end(connection, number, state=done.decision, by=actor, report=kept)
    facts: dict[str, JsonValue] = {
        "decision": done.decision,
        "wrong_documents": done.wrong_documents,
        "report_sha256": report_hash(kept),
    }
    _note(connection, number, "audit.decided", actor, facts)
    return done


def _end(
    connection: Connection,
    number: int,
    *,
    state: AuditStatus,
    by: str,
    why: str | None = None,
    report: str | None = None,
) -> None:
    connection.execute(
        update(audits)
        .where(audits.c.number == number)
        .values(state=state, ended_by=by, ended_at=now(), ended_why=why, report=report)
    )


def _note(
    connection: Connection, number: int, kind: EventKind, actor: str, facts: dict[str, JsonValue]
) -> None:
    """One event for each document of the sample."""
    sampled: Sequence[str] = (
        connection.execute(
            select(audit_documents.c.document_id)
            .where(audit_documents.c.audit == number)
            .order_by(audit_documents.c.position)
        )
        .scalars()
        .all()
    )
    for document_id in sampled:
        log.append(connection, kind, document_id, actor=actor, details={"audit": number, **facts})
