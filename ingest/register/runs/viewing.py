"""Where a run stands, and what it would change."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, exists, func, select

from ingest.errors import UnknownRun
from ingest.register.database import to_utc
from ingest.register.runs.deciding import is_on_trial, is_stale
from ingest.register.tables import run_changes, run_items, runs
from schemas.base import Problem
from schemas.reprocess import ChangeKind, ItemState, KindCount, Run, RunItem, RunItems, RunList, Selection

_UNDECIDED = run_items.c.state == "ready"


def newest(connection: Connection, limit: int) -> RunList:
    """The last runs, newest first."""
    rows = connection.execute(select(runs).order_by(runs.c.id.desc()).limit(limit)).all()
    return RunList(runs=tuple(_run(connection, row) for row in rows))


def run(connection: Connection, number: int) -> Run:
    """One of them. UnknownRun."""
    row = connection.execute(select(runs).where(runs.c.id == number)).first()
    if row is None:
        raise UnknownRun
    return _run(connection, row)


def items(
    connection: Connection,
    number: int,
    *,
    state: ItemState | None,
    kind: ChangeKind | None,
    after: str | None,
    limit: int,
) -> RunItems:
    """Documents of a run, or those that follow `after`; with `kind` those with such a change. UnknownRun."""
    run(connection, number)
    query = select(run_items).where(run_items.c.run_id == number)
    if state is not None:
        query = query.where(run_items.c.state == state)
    if kind is not None:
        query = query.where(
            exists().where(
                run_changes.c.run_id == number,
                run_changes.c.document_id == run_items.c.document_id,
                run_changes.c.kind == kind,
            )
        )
    if after is not None:
        query = query.where(run_items.c.number > _item(connection, number, after).number)
    rows = connection.execute(query.order_by(run_items.c.number).limit(limit + 1)).all()
    shown = rows[:limit]
    changes = _changes(connection, number, [row.document_id for row in shown])
    return RunItems(
        items=tuple(_shown(row, changes[row.document_id]) for row in shown),
        next_after=shown[-1].document_id if len(rows) > limit else None,
    )


def item(connection: Connection, number: int, document_id: str) -> RunItem:
    """One document of a run. UnknownRun."""
    row = _item(connection, number, document_id)
    return _shown(row, _changes(connection, number, [document_id])[document_id])


def neighbours(connection: Connection, number: int, document_id: str) -> tuple[str | None, str | None]:
    """The undecided documents before and after this one. UnknownRun."""
    here = _item(connection, number, document_id).number
    undecided = select(run_items.c.document_id).where(run_items.c.run_id == number, _UNDECIDED).limit(1)
    before = undecided.where(run_items.c.number < here).order_by(run_items.c.number.desc())
    after = undecided.where(run_items.c.number > here).order_by(run_items.c.number)
    return connection.execute(before).scalar(), connection.execute(after).scalar()


def candidate_key(connection: Connection, number: int, document_id: str) -> str:
    """Where the candidate lies in the store. UnknownRun."""
    key = _item(connection, number, document_id).record_key
    if key is None:
        raise UnknownRun
    return str(key)


def stale(connection: Connection, number: int, limit: int) -> list[str]:
    """Undecided documents, at most `limit`, that were corrected after they were compared."""
    query = select(run_items.c.document_id).where(run_items.c.run_id == number, _UNDECIDED, is_stale())
    return list(connection.execute(query.order_by(run_items.c.number).limit(limit)).scalars())


def to_accept(connection: Connection, number: int, limit: int) -> list[str]:
    """Documents, at most `limit`, whose candidates are to be accepted and are not yet."""
    query = select(run_items.c.document_id).where(
        run_items.c.run_id == number, run_items.c.state == "accepting"
    )
    return list(connection.execute(query.order_by(run_items.c.number).limit(limit)).scalars())


def _run(connection: Connection, row: Row[Any]) -> Run:
    counts: dict[ItemState, int] = {
        found.state: found.number
        for found in connection.execute(
            select(run_items.c.state, func.count().label("number"))
            .where(run_items.c.run_id == row.id)
            .group_by(run_items.c.state)
        )
    }
    changed = exists().where(
        run_changes.c.run_id == row.id, run_changes.c.document_id == run_items.c.document_id
    )
    undecided = select(func.count()).select_from(run_items).where(run_items.c.run_id == row.id, _UNDECIDED)
    return Run(
        id=row.id,
        made_at=to_utc(row.made_at),
        actor=row.actor,
        selection=Selection.model_validate(row.selection),
        reading=row.reading,
        pipeline_version=row.pipeline_version,
        state=row.state,
        documents=sum(counts.values()),
        counts=counts,
        unchanged=connection.execute(undecided.where(~changed)).scalar_one(),
        kinds=_kinds(connection, row.id),
        compared=row.compared,
        stale=connection.execute(undecided.where(is_stale())).scalar_one(),
        on_trial=is_on_trial(connection, row.taught),
    )


def _kinds(connection: Connection, number: int) -> tuple[KindCount, ...]:
    rows = connection.execute(
        select(
            run_changes.c.kind,
            func.count().label("documents"),
            func.sum(run_changes.c.changes).label("changes"),
        )
        .join(
            run_items,
            (run_items.c.run_id == run_changes.c.run_id)
            & (run_items.c.document_id == run_changes.c.document_id),
        )
        .where(run_changes.c.run_id == number, _UNDECIDED)
        .group_by(run_changes.c.kind)
        .order_by(func.count().desc(), run_changes.c.kind)
    )
    return tuple(KindCount(kind=row.kind, documents=row.documents, changes=row.changes) for row in rows)


def _item(connection: Connection, number: int, document_id: str) -> Row[Any]:
    row = connection.execute(
        select(run_items).where(run_items.c.run_id == number, run_items.c.document_id == document_id)
    ).first()
    if row is None:
        raise UnknownRun
    return row


def _changes(
    connection: Connection, number: int, ids: Sequence[str]
) -> defaultdict[str, dict[ChangeKind, int]]:
    found: defaultdict[str, dict[ChangeKind, int]] = defaultdict(dict)
    rows = connection.execute(
        select(run_changes).where(run_changes.c.run_id == number, run_changes.c.document_id.in_(ids))
    )
    for row in rows:
        found[row.document_id][row.kind] = row.changes
    return found


def _shown(row: Row[Any], changes: dict[ChangeKind, int]) -> RunItem:
    return RunItem(
        run=row.run_id,
        document_id=row.document_id,
        state=row.state,
        base_version=row.base_version,
        version=row.version,
        after_number=row.after_number,
        changes=changes,
        problem=Problem.model_validate(row.problem) if row.problem else None,
        decided_by=row.decided_by,
        decided_at=None if row.decided_at is None else to_utc(row.decided_at),
    )
