"""Who works on what: claims under a lease, by the database's clock.

Of several workers that are woken up for one unit, one gets the claim and the others nothing. A claim can
be closed by its holder alone: once the lease has run out and the unit was swept up or claimed again, the
former holder's word counts for nothing.
"""

import secrets
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, and_, delete, func, or_, select, update

from ingest.errors import LeaseLost
from ingest.register.database import now
from ingest.register.tables import claims, documents, outbox, pages
from ingest.register.values import ASSEMBLY, Claim
from schemas.base import Problem
from schemas.document import PageStatus

LONGEST_LEASE_SECONDS = 1800
LONGEST_DELAY_SECONDS = 60
"""Nobody may hold a unit for longer at a time, or put one off for longer: a time that lies further ahead
dates from before the database's clock was set back."""

# Built once: the relay asks many times a second.
_HELD = (
    select(func.count()).select_from(claims).where(claims.c.owner.is_not(None), claims.c.lease_until > now())
)


def is_unit(document_id: str, page: int) -> ColumnElement[bool]:
    """True for the row of one unit of work."""
    return and_(claims.c.document_id == document_id, claims.c.page == page)


def is_misdated() -> ColumnElement[bool]:
    """True for open work that waits for a time further ahead than anybody sets one."""
    return and_(
        claims.c.state == "open",
        or_(
            and_(claims.c.owner.is_(None), claims.c.due_at > now() + LONGEST_DELAY_SECONDS),
            and_(claims.c.owner.is_not(None), claims.c.lease_until > now() + LONGEST_LEASE_SECONDS),
        ),
    )


def claim(
    connection: Connection, document_id: str, page: int, *, owner: str, lease_seconds: float, attempts: int
) -> Claim | None:
    """Take the unit, if it is open, due, free and has an attempt left."""
    holder = f"{owner}#{secrets.token_hex(6)}"
    taken = connection.execute(
        update(claims)
        .where(
            is_unit(document_id, page),
            claims.c.state == "open",
            or_(claims.c.owner.is_(None), claims.c.lease_until <= now()),
            claims.c.due_at <= now(),
            claims.c.attempts < attempts,
        )
        .values(attempts=claims.c.attempts + 1, owner=holder, lease_until=_end(lease_seconds), sweeps=0)
        .returning(claims.c.attempts)
    ).first()
    if taken is None:
        return None
    mark_page(connection, document_id, page, "reading")
    return Claim(
        document_id=document_id,
        page=page,
        owner=holder,
        attempt=taken.attempts,
        # What is run again is read already; its status stays.
        revision=_begun(connection, document_id) if page >= ASSEMBLY else _revision(connection, document_id),
    )


def claim_fresh(
    connection: Connection, document_id: str, numbers: range, *, owner: str, lease_seconds: float
) -> list[Claim]:
    """Take those of the pages that nobody has tried yet, in order, and spare the broker their messages."""
    holder = f"{owner}#{secrets.token_hex(6)}"
    wanted = and_(claims.c.document_id == document_id, claims.c.page.in_(numbers))
    taken = connection.execute(
        update(claims)
        .where(
            wanted,
            claims.c.state == "open",
            claims.c.owner.is_(None),
            claims.c.due_at <= now(),
            claims.c.attempts == 0,
        )
        .values(attempts=1, owner=holder, lease_until=_end(lease_seconds), sweeps=0)
        .returning(claims.c.page)
    )
    found = sorted(row.page for row in taken)
    if not found:
        return []
    _mark_pages(connection, document_id, found, "reading")
    connection.execute(delete(outbox).where(outbox.c.document_id == document_id, outbox.c.page.in_(found)))
    revision = _begun(connection, document_id)
    return [
        Claim(document_id=document_id, page=page, owner=holder, attempt=1, revision=revision)
        for page in found
    ]


def renew(connection: Connection, claim: Claim, lease_seconds: float) -> None:
    """Extend the lease. LeaseLost."""
    _change_held(connection, claim, {"lease_until": _end(lease_seconds)})


def held(connection: Connection) -> int:
    """How many units are being worked on."""
    return connection.execute(_HELD).scalar_one()


def close(connection: Connection, claim: Claim) -> None:
    """The unit is done, one way or the other. LeaseLost."""
    _change_held(connection, claim, {"state": "closed", "owner": None, "lease_until": None})


def close_pages(connection: Connection, held: Sequence[Claim]) -> None:
    """Pages of one document that were claimed together are read. LeaseLost, and then none is closed."""
    first = held[0]
    numbers = [claim.page for claim in held]
    closed = connection.execute(
        update(claims)
        .where(
            claims.c.document_id == first.document_id,
            claims.c.page.in_(numbers),
            claims.c.state == "open",
            claims.c.owner == first.owner,
        )
        .values(state="closed", owner=None, lease_until=None)
        .returning(claims.c.page)
    )
    if len(closed.all()) != len(numbers):
        raise LeaseLost
    _mark_pages(connection, first.document_id, numbers, "read")


def free(connection: Connection, held: Sequence[Claim]) -> list[int]:
    """Pages that were claimed together and not tried are open as before; gives those that were still held."""
    first = held[0]
    freed = connection.execute(
        update(claims)
        .where(
            claims.c.document_id == first.document_id,
            claims.c.page.in_([claim.page for claim in held]),
            claims.c.state == "open",
            claims.c.owner == first.owner,
        )
        .values(attempts=0, owner=None, lease_until=None, due_at=now())
        .returning(claims.c.page)
    )
    numbers = sorted(row.page for row in freed)
    _mark_pages(connection, first.document_id, numbers, "waiting")
    return numbers


def put_back(
    connection: Connection, claim: Claim, problem: Problem, delay_seconds: float, *, attempts: int
) -> None:
    """Open the unit again, due after the delay, with `attempts` counted so far. LeaseLost."""
    if delay_seconds > LONGEST_DELAY_SECONDS:
        raise ValueError(delay_seconds)
    _change_held(
        connection,
        claim,
        {
            "owner": None,
            "lease_until": None,
            "due_at": now() + delay_seconds,
            "attempts": attempts,
            "problem": problem.model_dump(),
        },
    )
    mark_page(connection, claim.document_id, claim.page, "waiting")


def mark_page(connection: Connection, document_id: str, page: int, status: PageStatus) -> None:
    """Show where a page stands; an assembly has no page to show."""
    _mark_pages(connection, document_id, [page], status)


def _begun(connection: Connection, document_id: str) -> int:
    """Work on the document goes on. Gives its revision."""
    connection.execute(
        update(documents)
        .where(documents.c.id == document_id, documents.c.status == "received")
        .values(status="processing")
    )
    return _revision(connection, document_id)


def _revision(connection: Connection, document_id: str) -> int:
    revision = select(documents.c.revision).where(documents.c.id == document_id)
    return int(connection.execute(revision).scalar_one())


def _mark_pages(connection: Connection, document_id: str, numbers: Sequence[int], status: PageStatus) -> None:
    connection.execute(
        update(pages)
        .where(pages.c.document_id == document_id, pages.c.number.in_(numbers))
        .values(status=status)
    )


def _end(lease_seconds: float) -> ColumnElement[float]:
    if lease_seconds > LONGEST_LEASE_SECONDS:
        raise ValueError(lease_seconds)
    return now() + lease_seconds


def _change_held(connection: Connection, claim: Claim, values: dict[str, object]) -> None:
    held = connection.execute(
        update(claims)
        .where(
            is_unit(claim.document_id, claim.page),
            claims.c.state == "open",
            claims.c.owner == claim.owner,
        )
        .values(values)
        .returning(claims.c.page)
    )
    if held.first() is None:
        raise LeaseLost


def step_aside(connection: Connection, claim: Claim) -> None:
    """Nothing went wrong: open the unit again, with as many attempts left as before. LeaseLost."""
    _change_held(
        connection,
        claim,
        {"owner": None, "lease_until": None, "due_at": now(), "attempts": claim.attempt - 1},
    )
