"""Lock-out: how many sign-ins may fail, for a name and from an address, before both must wait.

An attempt is counted before its password is looked at, so that attempts sent at the same moment all count.
Names that do not exist are counted like others: being locked out tells nobody whether an account exists.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, text, update

from ingest.register.database import read_clock
from ingest.register.tables import sign_in_failures as failures

WINDOW_SECONDS = 15 * 60
"""Failures are counted, and a lock-out lasts, for this long from the first one."""
NAME_LIMIT = 5
ADDRESS_LIMIT = 30
"""Higher: a whole office may come from one address."""

_BEGIN = text(
    "INSERT INTO sign_in_failures (whose, failures, first_at) VALUES (:whose, 0, :at) "
    "ON CONFLICT (whose) DO NOTHING"
)


@dataclass(frozen=True, kw_only=True)
class LockOut:
    """The attempt is not made: too many have failed."""

    #: Until the next attempt is looked at, at least 1.
    minutes: int
    #: Whether it is the first attempt that is turned away.
    is_new: bool


def count(connection: Connection, *, name: str, address: str) -> LockOut | None:
    """Count one attempt as failed until it has succeeded; or the lock-out that it meets."""
    clock = read_clock(connection)
    # Always in this order, so that two attempts never wait for each other's rows.
    return _count(connection, f"name:{name}", NAME_LIMIT, clock) or _count(
        connection, f"address:{address}", ADDRESS_LIMIT, clock
    )


def forgive(connection: Connection, *, name: str, address: str) -> None:
    """It succeeded: forget the name's failures, this attempt of the address', and what is too old to
    count."""
    connection.execute(delete(failures).where(failures.c.whose == f"name:{name}"))
    connection.execute(
        update(failures)
        .where(failures.c.whose == f"address:{address}", failures.c.failures > 0)
        .values(failures=failures.c.failures - 1)
    )
    connection.execute(delete(failures).where(failures.c.first_at < read_clock(connection) - WINDOW_SECONDS))


def _count(connection: Connection, whose: str, limit: int, clock: float) -> LockOut | None:
    of_whose = failures.c.whose == whose
    connection.execute(_BEGIN, {"whose": whose, "at": clock})
    row = connection.execute(select(failures).where(of_whose).with_for_update()).one()
    if row.first_at < clock - WINDOW_SECONDS:
        connection.execute(update(failures).where(of_whose).values(failures=1, first_at=clock))
        return None
    connection.execute(update(failures).where(of_whose).values(failures=failures.c.failures + 1))
    if row.failures < limit:
        return None
    seconds = row.first_at + WINDOW_SECONDS - clock
    return LockOut(minutes=max(1, -int(-seconds // 60)), is_new=row.failures == limit)
