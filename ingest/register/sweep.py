"""Finds work again whose holder died, and work that no worker was ever woken up for."""

import logging

from sqlalchemy import ColumnElement, Connection, and_, case, exists, literal, or_, select, update

from ingest.errors import GaveUp
from ingest.register import outcomes, work
from ingest.register.claims import LONGEST_DELAY_SECONDS, is_misdated, is_unit, mark_page
from ingest.register.database import Database, now
from ingest.register.runs import items as run_items
from ingest.register.tables import claims, outbox
from ingest.register.values import Swept, run_of
from ingest.register.views import lock_documents
from schemas.base import Problem

_log = logging.getLogger(__name__)

_BATCH = 100
"""Units of one transaction: others who write wait for no more than these."""
_LONGEST_WAIT_SECONDS = 3600
"""However often a unit was queued again, it is queued again after this time."""
_MOST_DOUBLINGS = 12
"""One second doubled so often is over an hour; more would only lead to larger and larger numbers."""


def sweep(database: Database, *, attempts: int, requeue_seconds: float) -> Swept:
    """Queue lost units again, or give them up once their attempts are used up."""
    _date_anew(database)
    lost = _is_lost(requeue_seconds)
    requeued = given_up = 0
    while units := _find(database, lost):
        with database.write() as connection:
            # All of them before the first event: who writes events holds up everybody else who does, and
            # may not wait for a document that one of those has locked.
            lock_documents(connection, {document_id for document_id, _ in units})
            run_items.lock_runs(connection, {run for _, page in units if (run := run_of(page))})
            for document_id, page in units:
                again = _save(connection, document_id, page, lost, attempts)
                requeued += again is True
                given_up += again is False
        if len(units) < _BATCH:
            break
    run_items.go_on(database)
    return Swept(requeued=requeued, given_up=given_up)


def _date_anew(database: Database) -> None:
    """After the clock was set back: what waits for a time of the old clock is due now.

    Who holds a unit may live, and has some time to renew the lease by the new clock.
    """
    with database.read() as connection:
        if connection.execute(select(claims.c.page).where(is_misdated()).limit(1)).first() is None:
            return
    held = claims.c.owner.is_not(None)
    with database.write() as connection:
        dated = connection.execute(
            update(claims)
            .where(is_misdated())
            .values(
                due_at=now(),
                lease_until=case((held, now() + LONGEST_DELAY_SECONDS), else_=claims.c.lease_until),
            )
        )
    _log.warning("The clock was set back: %d units of work are due anew", dated.rowcount)


def _is_lost(requeue_seconds: float) -> ColumnElement[bool]:
    """True for open work whose lease has run out, or which nobody has claimed for too long.

    What still stands in the outbox is not lost: the relay will tell the broker.
    """
    waited = literal(requeue_seconds) * literal(1).bitwise_lshift(claims.c.sweeps)
    in_outbox = exists().where(outbox.c.document_id == claims.c.document_id, outbox.c.page == claims.c.page)
    expired = and_(claims.c.owner.is_not(None), claims.c.lease_until <= now())
    forgotten = and_(
        claims.c.owner.is_(None),
        or_(claims.c.due_at + waited <= now(), claims.c.due_at + _LONGEST_WAIT_SECONDS <= now()),
        ~in_outbox,
    )
    return and_(claims.c.state == "open", or_(expired, forgotten))


def _find(database: Database, lost: ColumnElement[bool]) -> list[tuple[str, int]]:
    """In a transaction of its own that only reads: mostly nothing is lost, and nobody has to wait."""
    with database.read() as connection:
        units = (
            select(claims.c.document_id, claims.c.page)
            .where(lost)
            .order_by(claims.c.document_id, claims.c.page)
        )
        return [(row.document_id, row.page) for row in connection.execute(units.limit(_BATCH))]


def _save(
    connection: Connection, document_id: str, page: int, lost: ColumnElement[bool], attempts: int
) -> bool | None:
    """True: queued again; False: given up; None: it was not lost any more. The document is locked."""
    more_sweeps = and_(claims.c.owner.is_(None), claims.c.sweeps < _MOST_DOUBLINGS)
    saved = connection.execute(
        update(claims)
        .where(is_unit(document_id, page), lost)
        .values(
            state=case((claims.c.attempts < attempts, "open"), else_="closed"),
            owner=None,
            lease_until=None,
            due_at=now(),
            sweeps=case((more_sweeps, claims.c.sweeps + 1), else_=claims.c.sweeps),
        )
        .returning(claims.c.state, claims.c.attempts, claims.c.problem)
    ).first()
    if saved is None:
        return None
    if saved.state == "closed":
        gave_up = GaveUp(attempts=saved.attempts).problem
        problem = Problem.model_validate(saved.problem) if saved.problem else gave_up
        outcomes.mark_failed(connection, document_id, page, problem)
        return False
    mark_page(connection, document_id, page, "waiting")
    work.put_in_outbox(connection, document_id, [page])
    return True
