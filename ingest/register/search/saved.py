"""Searches that somebody has given a name, to have them again: each caller's own."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from ingest.register.tables import saved_searches

MOST_SAVED = 50
"""For one person; of more, the oldest is forgotten."""


@dataclass(frozen=True, kw_only=True)
class SavedSearch:
    """A name, and the filters as they stand in an address."""

    id: int
    name: str
    query: str


def save(connection: Connection, owner: str, name: str, query: str) -> None:
    """Keep it; another one of this name is replaced."""
    mine = saved_searches.c.owner == owner
    connection.execute(delete(saved_searches).where(mine, saved_searches.c.name == name))
    connection.execute(insert(saved_searches).values(owner=owner, name=name, query=query))
    count = connection.execute(select(func.count()).select_from(saved_searches).where(mine)).scalar_one()
    if count > MOST_SAVED:
        oldest = select(func.min(saved_searches.c.id)).where(mine).scalar_subquery()
        connection.execute(delete(saved_searches).where(saved_searches.c.id == oldest))


def forget(connection: Connection, owner: str, number: int) -> None:
    """Forget it, if it is the owner's."""
    connection.execute(
        delete(saved_searches).where(saved_searches.c.owner == owner, saved_searches.c.id == number)
    )


def of(connection: Connection, owner: str) -> tuple[SavedSearch, ...]:
    """The owner's searches, by name."""
    rows = connection.execute(
        select(saved_searches).where(saved_searches.c.owner == owner).order_by(saved_searches.c.name)
    )
    return tuple(SavedSearch(id=row.id, name=row.name, query=row.query) for row in rows)
