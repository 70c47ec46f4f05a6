"""What is done with candidates: many are marked at once, and then accepted one by one, each in a transaction.

Nothing is accepted that nobody has seen: a decision names the last comparison that its decider knew, and a
document that was corrected after it was compared waits for another look.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, exists, func, insert, select, update

from ingest.errors import OnTrial
from ingest.register import chains, log
from ingest.register.database import now, read_clock
from ingest.register.runs import items
from ingest.register.search import Entry, index
from ingest.register.tables import (
    corrections,
    documents,
    pages,
    records,
    reviews,
    run_changes,
    run_items,
    runs,
    vocabulary,
)
from ingest.register.values import ASSEMBLY
from ingest.register.views import lock_document
from schemas.base import Problem
from schemas.reprocess import ChangeKind, Decision

BELIEFS: frozenset[ChangeKind] = frozenset({"evidence", "needs_review", "review_reasons"})
"""Changes of what is believed of a record, and not of what it says: a person has looked that through."""
_AT_ONCE = 500
"""Ids in one statement."""


def decide(connection: Connection, run: int, decision: Decision, *, actor: str) -> int:
    """Mark the candidates that a decision is about, and open the work of accepting. Gives how many.

    UnknownRun; OnTrial if what they were made with is not in force.
    """
    taught = items.lock_run(connection, run).taught
    if decision.accept and is_on_trial(connection, taught):
        raise OnTrial
    state = "accepting" if decision.accept else "rejected"
    marked = 0
    for part in _chosen(decision):
        changed = connection.execute(
            update(run_items)
            .where(
                run_items.c.run_id == run,
                run_items.c.state == "ready",
                run_items.c.compared <= decision.compared,
                *part,
            )
            .values(state=state, decided_by=actor, decided_at=now())
        )
        marked += changed.rowcount
    if marked:
        items.feed(connection, run)
        kind = "run.accepted" if decision.accept else "run.rejected"
        note(connection, kind, run, actor=actor, details={"documents": str(marked)})
    return marked


def stop(connection: Connection, run: int, *, actor: str) -> None:
    """Leave the rest of a run as it is, for good. A second time changes nothing. UnknownRun."""
    if items.lock_run(connection, run).state == "cancelled":
        return
    items.stop_work(connection, run)
    connection.execute(
        update(run_items)
        .where(run_items.c.run_id == run, run_items.c.state == "waiting")
        .values(state="cancelled")
    )
    connection.execute(update(runs).where(runs.c.id == run).values(state="cancelled"))
    note(connection, "run.cancelled", run, actor=actor)


def accept(
    connection: Connection,
    run: int,
    document_id: str,
    *,
    entry: Entry,
    after_number: int,
    unread: Mapping[int, Problem],
) -> bool:
    """Serve the candidate from now on, found by `entry`; False if that is not decided, or not any more.

    `entry` is of the candidate under its first `after_number` corrections; with more of them than were
    compared it is put back, to be looked at again. `unread` are its pages that could not be read.
    """
    document = lock_document(connection, document_id)
    items.lock_run(connection, run)
    item = items.item(connection, run, document_id)
    if item.state != "accepting":
        return False
    if document.current_version != item.base_version or document.status != "done":
        items.outdate(connection, run, document_id)
        return False
    if not item.after_number == after_number == _last_correction(connection, document_id):
        items.look_again(connection, run, document_id)
        return False
    connection.execute(
        insert(records).values(
            document_id=document_id,
            version=item.version,
            record_key=item.record_key,
            artifacts=item.artifacts,
            made_at=now(),
            readings=item.readings,
        )
    )
    connection.execute(
        update(documents).where(documents.c.id == document_id).values(current_version=item.version)
    )
    _mark_pages(connection, document_id, unread)
    if items.changes(connection, run, document_id).keys() <= BELIEFS:
        _still_reviewed(connection, document_id, item.base_version, item.version)
    index.put(connection, document_id, item.version, entry)
    connection.execute(
        update(run_items)
        .where(run_items.c.run_id == run, run_items.c.document_id == document_id)
        .values(state="accepted")
    )
    log.append(
        connection,
        "record.reprocessed",
        document_id,
        actor=item.decided_by,
        details={"version": item.version, "before": item.base_version, "run": run},
    )
    return True


def note(
    connection: Connection, kind: str, run: int, *, actor: str, details: Mapping[str, str] | None = None
) -> None:
    """Say in the log of access what somebody does to a whole run; it comes last in its transaction."""
    chains.append(
        connection,
        chains.ACCESS,
        {
            "at": read_clock(connection),
            "kind": kind,
            "actor": actor,
            "account": None,
            "address": None,
            "details": {"run": str(run), **(details or {})},
        },
    )


def is_on_trial(connection: Connection, taught: Sequence[int] | None) -> bool:
    """Whether a run is made with proposals that are not all in force."""
    if not taught:
        return False
    in_force = select(vocabulary.c.id).where(vocabulary.c.id.in_(taught), vocabulary.c.state == "in_force")
    return len(connection.execute(in_force).all()) != len(taught)


def is_stale() -> ColumnElement[bool]:
    """True for an item whose document was corrected after it was compared."""
    return exists().where(
        corrections.c.document_id == run_items.c.document_id, corrections.c.number > run_items.c.after_number
    )


def _chosen(decision: Decision) -> list[list[ColumnElement[bool]]]:
    """Conditions on the items, of parts that share none."""
    narrowed: list[ColumnElement[bool]] = []
    if decision.kinds is not None:
        others = exists().where(
            run_changes.c.run_id == run_items.c.run_id,
            run_changes.c.document_id == run_items.c.document_id,
            run_changes.c.kind.not_in(decision.kinds),
        )
        narrowed.append(~others)
    if decision.accept:
        narrowed.append(~is_stale())
    if decision.documents is None:
        return [narrowed]
    ids = [*dict.fromkeys(decision.documents)]
    return [
        [*narrowed, run_items.c.document_id.in_(ids[start : start + _AT_ONCE])]
        for start in range(0, len(ids), _AT_ONCE)
    ]


def _mark_pages(connection: Connection, document_id: str, unread: Mapping[int, Problem]) -> None:
    """Which pages could be read is told of the record that is served."""
    its_pages = pages.c.document_id == document_id
    connection.execute(
        update(pages)
        .where(its_pages, pages.c.status == "failed", pages.c.number.not_in([ASSEMBLY, *unread]))
        .values(status="read", problem=None)
    )
    for number, problem in unread.items():
        connection.execute(
            update(pages)
            .where(its_pages, pages.c.number == number)
            .values(status="failed", problem=problem.model_dump())
        )


def _still_reviewed(connection: Connection, document_id: str, before: str, version: str) -> None:
    """Who has looked through a record has looked through what says the same, whatever is believed of it."""
    connection.execute(
        update(reviews)
        .where(reviews.c.document_id == document_id, reviews.c.finished_version == before)
        .values(finished_version=version)
    )


def _last_correction(connection: Connection, document_id: str) -> int:
    last = select(func.coalesce(func.max(corrections.c.number), 0))
    return int(connection.execute(last.where(corrections.c.document_id == document_id)).scalar_one())
