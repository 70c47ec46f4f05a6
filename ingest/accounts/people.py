"""The accounts' rows: names, roles, passwords, and who may no longer sign in."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from ingest.accounts.rights import Role
from ingest.errors import BadName, LastAdministrator, NameTaken, UnknownAccount
from ingest.register.database import read_clock, to_utc
from ingest.register.tables import accounts

_NAME = re.compile(r"[^\W_][\w.@-]{1,63}")
_TAKEN_BY_INKOM = frozenset({"local", "worker", "inkom"})
"""Actors of the log that are no accounts."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """One account, as an administrator sees it."""

    id: int
    name: str
    role: Role
    active: bool
    #: False until its one-time link has been used, and for those who sign in elsewhere.
    has_password: bool
    made_at: datetime


def known_name(name: str) -> str:
    """The one spelling under which an account is kept: small letters, composed. BadName."""
    spelled = unicodedata.normalize("NFC", name.strip().lower())
    if not _NAME.fullmatch(spelled) or spelled in _TAKEN_BY_INKOM:
        raise BadName
    return spelled


def add(connection: Connection, name: str, role: Role, *, password: str | None = None) -> int:
    """Make an account; `password` is a hash. The account's number. BadName, NameTaken."""
    spelled = known_name(name)
    try:
        with connection.begin_nested():
            number: int = connection.execute(
                insert(accounts)
                .values(
                    name=spelled, role=role, password=password, active=True, made_at=read_clock(connection)
                )
                .returning(accounts.c.id)
            ).scalar_one()
            return number
    except IntegrityError as error:
        raise NameTaken(name=spelled) from error


def by_name(connection: Connection, name: str) -> Row[Any] | None:
    """The row of the account with this name, in any spelling."""
    try:
        spelled = known_name(name)
    except BadName:
        return None
    return connection.execute(select(accounts).where(accounts.c.name == spelled)).first()


def by_id(connection: Connection, account_id: int) -> Row[Any]:
    """The account's row, which nobody else changes until the transaction ends. UnknownAccount."""
    row = connection.execute(select(accounts).where(accounts.c.id == account_id).with_for_update()).first()
    if row is None:
        raise UnknownAccount
    return row


def everybody(connection: Connection) -> tuple[Account, ...]:
    """All accounts, those that may sign in first, by name."""
    rows = connection.execute(select(accounts).order_by(accounts.c.active.desc(), accounts.c.name))
    return tuple(
        Account(
            id=row.id,
            name=row.name,
            role=row.role,
            active=row.active,
            has_password=row.password is not None,
            made_at=to_utc(row.made_at),
        )
        for row in rows
    )


def set_role(connection: Connection, account_id: int, role: Role) -> None:
    """UnknownAccount, LastAdministrator."""
    row = by_id(connection, account_id)
    if role != "administrator":
        _leave_one_administrator(connection, row)
    connection.execute(update(accounts).where(accounts.c.id == account_id).values(role=role))


def set_active(connection: Connection, account_id: int, *, active: bool) -> None:
    """UnknownAccount, LastAdministrator."""
    row = by_id(connection, account_id)
    if not active:
        _leave_one_administrator(connection, row)
    connection.execute(update(accounts).where(accounts.c.id == account_id).values(active=active))


def set_password(connection: Connection, account_id: int, password: str | None) -> None:
    """Keep this hash, or none."""
    connection.execute(update(accounts).where(accounts.c.id == account_id).values(password=password))


def administrators(connection: Connection) -> int:
    """How many accounts may administer the others."""
    return connection.execute(
        select(func.count())
        .select_from(accounts)
        .where(accounts.c.role == "administrator", accounts.c.active)
    ).scalar_one()


def _leave_one_administrator(connection: Connection, row: Row[Any]) -> None:
    if row.role == "administrator" and row.active and administrators(connection) == 1:
        raise LastAdministrator
