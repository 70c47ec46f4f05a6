"""How the register talks to its database: connections, transactions, its clock, and its errors.

Everything that differs between SQLite and PostgreSQL is here and in the migrations.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Dialect, Double, Engine, create_engine, event, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    NotSupportedError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from ingest.errors import Misconfigured, RegisterUnavailable, Unkeepable
from ingest.lockfile import locked_beside
from ingest.register.waiting import AnsweredConnection

_BUSY_MS = 30_000
"""How long a writer waits for another one."""
_MIGRATION_LOCK = 0x1A4B0A
"""Number of PostgreSQL's advisory lock; any number will do that nobody else in the database uses."""
_SESSION = {
    # A receipt is a promise; whoever runs the database may not weaken it by its defaults.
    "synchronous_commit": "on",
    # What a vanished worker's machine leaves behind must not hold the others up for longer.
    "idle_in_transaction_session_timeout": "30s",
    "lock_timeout": f"{_BUSY_MS}ms",
    "statement_timeout": "120s",
}
"""What every connection to PostgreSQL begins with."""
_TRANSPORT = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
"""When a silent server counts as gone, in seconds, the last one in milliseconds."""
_OUR_MISTAKES = (IntegrityError, ProgrammingError, NotSupportedError)
"""Errors of a statement, not of the database behind it: they are never worth another try."""


class now(FunctionElement[float]):  # noqa: N801  (reads as the SQL function that it is)
    """The database's clock, in seconds since 1970-01-01 UTC, to about a millisecond."""

    type = Double()
    inherit_cache = True


@compiles(now, "sqlite")
def _now_sqlite(_element: now, _compiler: SQLCompiler, **_options: Any) -> str:
    return "((julianday('now') - 2440587.5) * 86400.0)"


@compiles(now, "postgresql")
def _now_postgresql(_element: now, _compiler: SQLCompiler, **_options: Any) -> str:
    return "CAST(extract(epoch FROM clock_timestamp()) AS double precision)"


class Database:
    """One database and its transactions. Connections are opened at first use, one for each thread."""

    def __init__(self, url: str) -> None:
        """Misconfigured if the URL or its driver cannot be used."""
        try:
            parsed = make_url(url)
            if parsed.get_backend_name() not in ("sqlite", "postgresql"):
                raise Misconfigured(setting="register_url", why="neither SQLite nor PostgreSQL")
            self.engine = _sqlite(parsed) if parsed.get_backend_name() == "sqlite" else _postgresql(parsed)
        except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
            raise Misconfigured(setting="register_url", why="no such database or driver") from error
        self._file = Path(parsed.database) if self._is_sqlite and parsed.database else None
        if self._is_sqlite and (self._file is None or parsed.database == ":memory:"):
            raise Misconfigured(setting="register_url", why="a database in memory would lose documents")

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database and changes nothing."""
        with _translated(), self._reading.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is committed when the context ends without an error."""
        with _translated(), self._writing.begin() as connection:
            yield connection

    @contextmanager
    def migration(self) -> Iterator[Connection]:
        """A writing transaction that at most one process in the world is in."""
        if self._file is None:
            with self.write() as connection:
                connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _MIGRATION_LOCK})
                connection.execute(text("SET LOCAL statement_timeout = 0"))
                yield connection
            return
        with _translated(), locked_beside(self._file):
            self._keep_write_ahead_log()
            with self.write() as connection:
                yield connection

    def close(self) -> None:
        """Close the idle connections."""
        self.engine.dispose()

    def _keep_write_ahead_log(self) -> None:
        """The mode stays with the file. It cannot be set inside a transaction, so not on a connection."""
        raw = self.engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA journal_mode = WAL")
        finally:
            raw.close()

    @property
    def _is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @property
    def _reading(self) -> Engine:
        if self._is_sqlite:
            return self.engine
        # Its default shows each statement of a transaction another state.
        return self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @property
    def _writing(self) -> Engine:
        return self.engine.execution_options(writes=True)


@contextmanager
def exact_text(connection: Connection) -> Iterator[None]:
    """Text that is no UTF-8 is read all the same, with each wrong byte as a lone surrogate.

    SQLite keeps whatever bytes somebody has written into the file; PostgreSQL keeps only UTF-8.
    """
    driver = connection.connection.dbapi_connection
    if not isinstance(driver, sqlite3.Connection):
        yield
        return
    driver.text_factory = lambda stored: stored.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = str


def read_clock(connection: Connection) -> float:
    """The database's time, in seconds since 1970-01-01 UTC."""
    return connection.execute(select(now())).scalar_one()


def to_utc(seconds: float) -> datetime:
    """A time of the register as a date and time, to the millisecond."""
    return datetime.fromtimestamp(round(seconds, 3), UTC)


def _postgresql(url: URL) -> Engine:
    """`postgresql://…`, whatever driver SQLAlchemy would choose by itself."""
    session = " ".join(f"-c {name}={value}" for name, value in _SESSION.items())
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args=_TRANSPORT | {"application_name": "inkom", "options": session},
    )

    @event.listens_for(engine, "do_connect")
    def _connected(
        _dialect: Dialect, _record: object, arguments: list[Any], named: dict[str, Any]
    ) -> AnsweredConnection:
        return AnsweredConnection.connect(*arguments, **named)

    return engine


def _sqlite(url: URL) -> Engine:
    """Let SQLAlchemy alone begin transactions, and let writers begin as such.

    A transaction that begins by reading and writes later cannot wait for another writer: SQLite ends it
    with "database is locked". One that begins as a writer waits for its turn.
    """
    engine = create_engine(url, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (OSError, PoolTimeout, sqlite3.Error) as error:
        raise RegisterUnavailable from error
    except DataError as error:
        # PostgreSQL holds no NUL in a text and no number beyond its column; SQLite takes both.
        raise Unkeepable from error
    except DBAPIError as error:
        if isinstance(error, _OUR_MISTAKES):
            raise
        raise RegisterUnavailable from error
