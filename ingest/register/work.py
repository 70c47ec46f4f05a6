"""Units of work: a document's pages and then its assembly, and the outbox that tells the broker of them.

A unit is opened together with its row in the outbox, in one transaction, so none is ever forgotten.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Integer, bindparam, delete, func, insert, select, update

from ingest.register.database import now, read_clock
from ingest.register.tables import claims, outbox, pages
from ingest.register.values import ASSEMBLY, Work

# Built once: the relay asks many times a second.
_DUE = (
    select(outbox.c.sequence, outbox.c.document_id, outbox.c.page)
    .join(claims, (claims.c.document_id == outbox.c.document_id) & (claims.c.page == outbox.c.page))
    .where(claims.c.due_at <= now())
    .order_by(outbox.c.turn, outbox.c.sequence)
    .limit(bindparam("limit", type_=Integer))
)

BACKGROUND_TURN = 2**30
"""The turn of what can wait: after every turn that a document of any length comes to."""

_NEXT_TURN = select(func.coalesce(func.min(outbox.c.turn), 0)).where(outbox.c.turn < BACKGROUND_TURN)


def open_pages(connection: Connection, document_id: str, count: int) -> None:
    """Make the pages of a new document and open the work on them."""
    numbers = range(1, count + 1)
    unit = _unclaimed(connection) | {"document_id": document_id}
    connection.execute(
        insert(pages),
        [{"document_id": document_id, "number": number, "status": "waiting"} for number in numbers],
    )
    connection.execute(insert(claims), [unit | {"page": n} for n in numbers])
    put_in_outbox(connection, document_id, numbers)


def reopen_pages(connection: Connection, document_id: str, count: int) -> None:
    """Open the work on every page again, as if nothing had been tried."""
    connection.execute(
        update(pages).where(pages.c.document_id == document_id).values(status="waiting", problem=None)
    )
    connection.execute(
        update(claims)
        .where(claims.c.document_id == document_id, claims.c.page > ASSEMBLY)
        .values(_unclaimed(connection))
    )
    put_in_outbox(connection, document_id, range(1, count + 1))


def open_unit(connection: Connection, document_id: str, page: int) -> None:
    """Open the document's assembly, or its work in a run, for the first time or again."""
    unit = _unclaimed(connection)
    reopened = connection.execute(
        update(claims)
        .where(claims.c.document_id == document_id, claims.c.page == page)
        .values(unit)
        .returning(claims.c.page)
    )
    if reopened.first() is None:
        connection.execute(insert(claims).values(unit | {"document_id": document_id, "page": page}))
    put_in_outbox(connection, document_id, [page])


def put_in_outbox(connection: Connection, document_id: str, units: Iterable[int]) -> None:
    """Let the relay tell the broker about these units: the first one next, each other one a turn later.

    Work in a run comes after all other work.
    """
    next_turn = connection.execute(_NEXT_TURN).scalar_one()
    connection.execute(
        insert(outbox),
        [
            {"document_id": document_id, "page": page, "turn": turn if page >= ASSEMBLY else BACKGROUND_TURN}
            for turn, page in enumerate(units, start=next_turn)
        ],
    )


def due(connection: Connection, limit: int) -> list[Work]:
    """The next rows of the outbox whose time has come, at most `limit`."""
    rows = connection.execute(_DUE, {"limit": limit})
    return [Work(sequence=row.sequence, document_id=row.document_id, page=row.page) for row in rows]


def delete_sent(connection: Connection, sequences: Sequence[int]) -> None:
    """Forget rows of which the broker has been told."""
    connection.execute(delete(outbox).where(outbox.c.sequence.in_(sequences)))


def _unclaimed(connection: Connection) -> dict[str, str | int | float | None]:
    return {
        "state": "open",
        "attempts": 0,
        "owner": None,
        "lease_until": None,
        "due_at": read_clock(connection),
        "sweeps": 0,
        "problem": None,
    }
