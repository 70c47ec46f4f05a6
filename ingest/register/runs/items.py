"""The work on one document of a run, under claims like every other work, and what keeps a run going.

Only a few units of a run are open at a time: each one that ends opens the next, and the sweep does where one
ended otherwise. So the outbox stays short, and pausing is closing a few claims.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, func, insert, or_, select, update

from ingest.errors import OutOfDate, UnknownRun
from ingest.register import claims, log, work
from ingest.register.database import Database
from ingest.register.tables import claims as claim_rows
from ingest.register.tables import outbox, run_changes, run_items, runs
from ingest.register.values import Claim, run_of, unit_of
from ingest.register.views import lock_document
from schemas.base import Problem
from schemas.reprocess import ChangeKind, Reading

WINDOW = 32
"""Units of a run that are open at a time: as many as find a worker while the next ones are opened."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """What is to be done with a document of a run."""

    run: int
    document_id: str
    #: False: the candidate is to be made; True: it has been decided to accept it.
    accept: bool
    reading: Reading


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A new record that is stored, and what it would change."""

    #: Of the record that it was compared with.
    base_version: str
    version: str
    record_key: str
    artifacts: Mapping[str, str]
    #: The version under which the readings and pictures of its pages lie.
    readings: str
    #: The last correction that the comparison knows.
    after_number: int
    changes: Mapping[ChangeKind, int]


def lock_run(connection: Connection, run: int) -> Row[Any]:
    """The run's row, which nobody else changes until the transaction ends. UnknownRun."""
    row = connection.execute(select(runs).where(runs.c.id == run).with_for_update()).first()
    if row is None:
        raise UnknownRun
    return row


def lock_runs(connection: Connection, wanted: Collection[int]) -> None:
    """Lock several, in an order that is the same for everybody."""
    for run in sorted(wanted):
        lock_run(connection, run)


def item(connection: Connection, run: int, document_id: str) -> Row[Any]:
    """A document of a run. UnknownRun."""
    row = connection.execute(select(run_items).where(_is(run, document_id))).first()
    if row is None:
        raise UnknownRun
    return row


def task(connection: Connection, run: int, document_id: str) -> Task | None:
    """What a claimed unit is about; None if nothing is to be done any more. UnknownRun."""
    row = item(connection, run, document_id)
    if row.state not in ("waiting", "accepting"):
        return None
    reading = connection.execute(select(runs.c.reading).where(runs.c.id == run)).scalar_one()
    return Task(run=run, document_id=document_id, accept=row.state == "accepting", reading=reading)


def offer(connection: Connection, claim: Claim, made: Candidate) -> None:
    """The candidate is stored and compared: it waits for a decision. LeaseLost.

    If another record is served by now than it was compared with, it is out of date at once.
    """
    document = lock_document(connection, claim.document_id)
    run = _run(claim)
    lock_run(connection, run)
    claims.close(connection, claim)
    if document.withdrawn is not None or document.current_version != made.base_version:
        _end(connection, run, claim.document_id, "outdated", OutOfDate().problem)
    else:
        connection.execute(
            update(run_items)
            .where(_is(run, claim.document_id))
            .values(
                state="ready",
                base_version=made.base_version,
                version=made.version,
                record_key=made.record_key,
                artifacts=dict(made.artifacts),
                readings=made.readings,
                problem=None,
            )
        )
        keep_comparison(connection, run, claim.document_id, made.changes, after_number=made.after_number)
    feed(connection, run)


def keep_comparison(
    connection: Connection,
    run: int,
    document_id: str,
    changes: Mapping[ChangeKind, int],
    *,
    after_number: int,
) -> None:
    """What a candidate would change, as it stands now. The run is locked."""
    compared = connection.execute(
        update(runs).where(runs.c.id == run).values(compared=runs.c.compared + 1).returning(runs.c.compared)
    ).scalar_one()
    connection.execute(
        update(run_items).where(_is(run, document_id)).values(after_number=after_number, compared=compared)
    )
    connection.execute(
        delete(run_changes).where(run_changes.c.run_id == run, run_changes.c.document_id == document_id)
    )
    if changes:
        rows = [
            {"run_id": run, "document_id": document_id, "kind": kind, "changes": number}
            for kind, number in changes.items()
        ]
        connection.execute(insert(run_changes), rows)


def leave(connection: Connection, claim: Claim, problem: Problem) -> None:
    """There is nothing to run again: the document was taken back, or is being read anew. LeaseLost."""
    lock_document(connection, claim.document_id)
    run = _run(claim)
    lock_run(connection, run)
    claims.close(connection, claim)
    _end(connection, run, claim.document_id, "outdated", problem)
    feed(connection, run)


def done(connection: Connection, claim: Claim) -> None:
    """The unit is done, whatever has become of the document. LeaseLost."""
    run = _run(claim)
    lock_run(connection, run)
    claims.close(connection, claim)
    feed(connection, run)


def step_aside(connection: Connection, claim: Claim) -> None:
    """Other work waits: go on later with what is left. No attempt is counted. LeaseLost."""
    claims.step_aside(connection, claim)
    work.put_in_outbox(connection, claim.document_id, [claim.page])


def fail(connection: Connection, run: int, document_id: str, problem: Problem) -> None:
    """There will be no candidate; the record that is served stays. The run is locked."""
    _end(connection, run, document_id, "failed", problem)
    feed(connection, run)
    log.append(connection, "record.reprocess_failed", document_id, details={"run": run, "code": problem.code})


def leave_runs(connection: Connection, document_id: str, problem: Problem) -> None:
    """A document that is taken back is decided on in no run any more. Its row is locked."""
    connection.execute(
        update(run_items)
        .where(
            run_items.c.document_id == document_id,
            run_items.c.state.in_(("waiting", "ready", "accepting")),
        )
        .values(state="outdated", problem=problem.model_dump())
    )


def outdate(connection: Connection, run: int, document_id: str) -> None:
    """Another record is served by now than the candidate was compared with. The run is locked."""
    _end(connection, run, document_id, "outdated", OutOfDate().problem)


def look_again(connection: Connection, run: int, document_id: str) -> None:
    """The document was corrected after it was compared: back to those not decided. The run is locked."""
    connection.execute(
        update(run_items).where(_is(run, document_id)).values(state="ready", decided_by=None, decided_at=None)
    )


def changes(connection: Connection, run: int, document_id: str) -> dict[ChangeKind, int]:
    """What the candidate would change."""
    rows = connection.execute(
        select(run_changes.c.kind, run_changes.c.changes).where(
            run_changes.c.run_id == run, run_changes.c.document_id == document_id
        )
    )
    return {row.kind: row.changes for row in rows}


def feed(connection: Connection, run: int) -> None:
    """Open the next units of a run, as many as are missing in its window. The run is locked."""
    unit = unit_of(run)
    has_work = select(claim_rows.c.document_id).where(claim_rows.c.page == unit, claim_rows.c.state == "open")
    busy: int = connection.execute(select(func.count()).select_from(has_work.subquery())).scalar_one()
    if busy >= WINDOW:
        return
    running = select(runs.c.state).where(runs.c.id == run).scalar_subquery() == "running"
    waits = or_(run_items.c.state == "accepting", and_(run_items.c.state == "waiting", running))
    next_items = (
        select(run_items.c.document_id)
        .where(run_items.c.run_id == run, waits, run_items.c.document_id.not_in(has_work))
        .order_by(run_items.c.state, run_items.c.number)
        .limit(WINDOW - busy)
    )
    for document_id in connection.execute(next_items).scalars().all():
        work.open_unit(connection, document_id, unit)


def go_on(database: Database) -> None:
    """Feed every run that has something left to do: after a document was taken back, after a crash."""
    with database.read() as connection:
        left = select(run_items.c.run_id).where(run_items.c.state.in_(("waiting", "accepting"))).distinct()
        wanted = connection.execute(left).scalars().all()
    for run in sorted(wanted):
        with database.write() as connection:
            lock_run(connection, run)
            feed(connection, run)


def stop_work(connection: Connection, run: int) -> None:
    """Nobody goes on with the run's waiting documents: what is being done is lost. The run is locked."""
    unit = unit_of(run)
    waiting = select(run_items.c.document_id).where(run_items.c.run_id == run, run_items.c.state == "waiting")
    connection.execute(delete(outbox).where(outbox.c.page == unit, outbox.c.document_id.in_(waiting)))
    connection.execute(
        update(claim_rows)
        .where(
            claim_rows.c.page == unit,
            claim_rows.c.state == "open",
            claim_rows.c.document_id.in_(waiting),
        )
        .values(state="closed", owner=None, lease_until=None)
    )


def is_left(connection: Connection, run: int) -> bool:
    """Whether documents of the run are still to be run."""
    waiting = select(run_items.c.document_id).where(run_items.c.run_id == run, run_items.c.state == "waiting")
    return connection.execute(waiting.limit(1)).first() is not None


def others_wait(connection: Connection) -> bool:
    """Whether work is due that no run is about."""
    ordinary = select(outbox.c.sequence).where(outbox.c.turn < work.BACKGROUND_TURN).limit(1)
    return connection.execute(ordinary).first() is not None


def _end(connection: Connection, run: int, document_id: str, state: str, problem: Problem) -> None:
    connection.execute(
        update(run_items).where(_is(run, document_id)).values(state=state, problem=problem.model_dump())
    )


def _run(claim: Claim) -> int:
    run = run_of(claim.page)
    if run is None:
        raise ValueError("a claim on no run")
    return run


def _is(run: int, document_id: str) -> Any:
    return and_(run_items.c.run_id == run, run_items.c.document_id == document_id)
