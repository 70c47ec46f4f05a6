"""Who is signed in: sessions on the server, named by a secret in the browser's cookie."""

from sqlalchemy import Connection, delete, insert, select, update

from ingest.accounts.passwords import digest, new_token
from ingest.accounts.rights import Caller
from ingest.register.database import read_clock
from ingest.register.tables import accounts, sessions

IDLE_SECONDS = 2 * 3600
"""A session that nobody uses for so long ends."""
TOUCH_SECONDS = 60
"""How exactly its last use is kept: reading a page need not write each time."""


def begin(connection: Connection, account_id: int, *, seconds: float) -> str:
    """A new session's token, never one that the browser came with. What has ended is forgotten."""
    clock = read_clock(connection)
    connection.execute(
        delete(sessions).where((sessions.c.ends_at < clock) | (sessions.c.seen_at < clock - IDLE_SECONDS))
    )
    token = new_token()
    connection.execute(
        insert(sessions).values(
            digest=digest(token), account_id=account_id, seen_at=clock, ends_at=clock + seconds
        )
    )
    return token


def caller(connection: Connection, token: str) -> tuple[Caller, bool] | None:
    """Whose session it is, and whether its use is to be noted; None for one that has ended or never was."""
    clock = read_clock(connection)
    row = connection.execute(
        select(accounts.c.id, accounts.c.name, accounts.c.role, sessions.c.seen_at)
        .join(accounts, accounts.c.id == sessions.c.account_id)
        .where(
            sessions.c.digest == digest(token),
            sessions.c.ends_at > clock,
            sessions.c.seen_at > clock - IDLE_SECONDS,
            accounts.c.active,
        )
    ).first()
    if row is None:
        return None
    found = Caller(name=row.name, role=row.role, way="session", account_id=row.id)
    return found, row.seen_at < clock - TOUCH_SECONDS


def touch(connection: Connection, token: str) -> None:
    """Note that the session is in use."""
    connection.execute(
        update(sessions).where(sessions.c.digest == digest(token)).values(seen_at=read_clock(connection))
    )


def end(connection: Connection, token: str) -> None:
    """Sign this browser out."""
    connection.execute(delete(sessions).where(sessions.c.digest == digest(token)))


def end_all(connection: Connection, account_id: int) -> None:
    """Sign the account out everywhere."""
    connection.execute(delete(sessions).where(sessions.c.account_id == account_id))
