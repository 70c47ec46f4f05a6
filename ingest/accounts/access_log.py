"""The append-only log of access, a hash chain of its own: who signed in, who failed to, and what was done to
accounts and to the archive as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, select

from ingest.register import chains
from ingest.register.database import read_clock, to_utc
from ingest.register.tables import access_log

AccessKind = Literal[
    "sign_in",
    "sign_in.failed",
    "sign_in.locked_out",
    "sign_out",
    "account.added",
    "account.role",
    "account.shut",
    "account.opened",
    "account.link",
    "account.password",
    "run.started",
    "run.paused",
    "run.resumed",
    "run.cancelled",
    "run.accepted",
    "run.rejected",
    "vocabulary.tried",
    "vocabulary.accepted",
    "vocabulary.declined",
    "vocabulary.undone",
]


@dataclass(frozen=True, kw_only=True)
class Access:
    """One entry. `account` is the name it is about, as it was typed when there is no such account."""

    at: datetime
    kind: AccessKind
    actor: str
    account: str | None
    address: str | None
    details: Mapping[str, str]


def append(
    connection: Connection,
    kind: AccessKind,
    *,
    actor: str,
    account: str | None,
    address: str | None = None,
    details: Mapping[str, str] | None = None,
) -> None:
    """Write one entry, last in its transaction: nobody else writes one before that has ended.

    `address` is the network address of whoever did it.
    """
    chains.append(
        connection,
        chains.ACCESS,
        {
            "at": read_clock(connection),
            "kind": kind,
            "actor": actor,
            "account": account,
            "address": address,
            "details": dict(details or {}),
        },
    )


def newest(connection: Connection, limit: int) -> tuple[Access, ...]:
    """The last entries, newest first."""
    rows = connection.execute(select(access_log).order_by(access_log.c.sequence.desc()).limit(limit))
    return tuple(
        Access(
            at=to_utc(row.at),
            kind=row.kind,
            actor=row.actor,
            account=row.account,
            address=row.address,
            details=row.details,
        )
        for row in rows
    )
