"""One-time links: to choose a password, or to make the first administrator's account."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from ingest.accounts.passwords import digest, new_token
from ingest.errors import LinkExpired
from ingest.register.database import read_clock
from ingest.register.tables import accounts, one_time_links

LINK_SECONDS = 24 * 3600


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """What a link that still opens is good for."""

    #: None for the link that makes the first administrator.
    account_id: int | None
    name: str | None


def make(connection: Connection, account_id: int | None) -> str:
    """A link's token. An account's earlier links stop opening; those of nobody stay until one is used."""
    if account_id is not None:
        connection.execute(delete(one_time_links).where(one_time_links.c.account_id == account_id))
    token = new_token()
    ends_at = read_clock(connection) + LINK_SECONDS
    connection.execute(
        insert(one_time_links).values(digest=digest(token), account_id=account_id, ends_at=ends_at)
    )
    return token


def invitation(connection: Connection, token: str) -> Invitation:
    """What the link is good for; looking does not use it up. LinkExpired."""
    row = connection.execute(
        select(one_time_links.c.account_id, accounts.c.name)
        .join(accounts, accounts.c.id == one_time_links.c.account_id, isouter=True)
        .where(one_time_links.c.digest == digest(token), one_time_links.c.ends_at > read_clock(connection))
    ).first()
    if row is None:
        raise LinkExpired
    return Invitation(account_id=row.account_id, name=row.name)


def use_up(connection: Connection, token: str) -> Invitation:
    """What the link is good for, once; with the first administrator all links to make one end.
    LinkExpired."""
    found = invitation(connection, token)
    used = connection.execute(delete(one_time_links).where(one_time_links.c.digest == digest(token)))
    if used.rowcount != 1:
        raise LinkExpired
    if found.account_id is None:
        connection.execute(delete(one_time_links).where(one_time_links.c.account_id.is_(None)))
    return found
