"""The file of the SQLite broker: messages, who holds them until when, and dead letters."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dramatiq.errors import ConnectionClosed

from ingest.lockfile import locked_beside

_BUSY_SECONDS = 10.0
"""How long an operation waits for another process that writes."""

# A message is due when `due_at` has passed, in seconds since 1970-01-01 UTC. Taking it moves `due_at` to
# the end of the lease, so a message whose holder died becomes due by itself, behind those that wait.
_SCHEMA = """
CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    queue TEXT NOT NULL,
    content BLOB NOT NULL,
    due_at REAL NOT NULL,
    owner TEXT
);
CREATE INDEX IF NOT EXISTS messages_due ON messages (queue, due_at, id);
CREATE INDEX IF NOT EXISTS messages_owner ON messages (owner) WHERE owner IS NOT NULL;
CREATE TABLE IF NOT EXISTS dead_letters (
    id INTEGER PRIMARY KEY,
    queue TEXT NOT NULL,
    content BLOB NOT NULL,
    died_at REAL NOT NULL
);
"""
_NEXT = "SELECT id FROM messages WHERE queue = ? AND due_at <= ? ORDER BY due_at, id LIMIT 1"


class Messages:
    """The messages in the file at `path`. Threads share one connection, one at a time.

    Every method raises dramatiq's ConnectionClosed if the file cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._inode = 0

    def put(self, queue: str, content: bytes, delay_seconds: float) -> None:
        """Add a message, due after the delay."""
        with self._open() as connection:
            connection.execute(
                "INSERT INTO messages (queue, content, due_at) VALUES (?, ?, ?)",
                (queue, content, time.time() + delay_seconds),
            )

    def take(self, queue: str, owner: str, lease_seconds: float) -> tuple[int, bytes] | None:
        """The id and content of the next due message, now held by `owner`; None if there is none."""
        now = time.time()
        with self._open() as connection:
            # Looking is cheap and stops nobody; only when there is something to take does it lock.
            if connection.execute(_NEXT, (queue, now)).fetchone() is None:
                return None
            rows = connection.execute(
                f"UPDATE messages SET owner = ?, due_at = ? WHERE id = ({_NEXT}) RETURNING id, content",  # noqa: S608
                (owner, now + lease_seconds, queue, now),
            ).fetchall()
        return rows[0] if rows else None

    def renew(self, owner: str, lease_seconds: float) -> None:
        """Let every message of the owner be held for `lease_seconds` from now."""
        with self._open() as connection:
            connection.execute(
                "UPDATE messages SET due_at = ? WHERE owner = ?", (time.time() + lease_seconds, owner)
            )

    def give_back(self, row: int, owner: str) -> None:
        """Make a held message due at once, for anybody."""
        with self._open() as connection:
            connection.execute(
                "UPDATE messages SET due_at = ?, owner = NULL WHERE id = ? AND owner = ?",
                (time.time(), row, owner),
            )

    def delete(self, row: int, owner: str) -> None:
        """Forget a held message."""
        with self._open() as connection:
            connection.execute("DELETE FROM messages WHERE id = ? AND owner = ?", (row, owner))

    def bury(self, row: int, owner: str) -> None:
        """Move a held message to the dead letters. A crash in between buries it twice, never not at all."""
        with self._open() as connection:
            connection.execute(
                "INSERT INTO dead_letters (queue, content, died_at) "
                "SELECT queue, content, ? FROM messages WHERE id = ? AND owner = ?",
                (time.time(), row, owner),
            )
            connection.execute("DELETE FROM messages WHERE id = ? AND owner = ?", (row, owner))

    def count(self, queue: str) -> int:
        """Messages of the queue, held and delayed ones included."""
        with self._open() as connection:
            (number,) = connection.execute(
                "SELECT count(*) FROM messages WHERE queue = ?", (queue,)
            ).fetchone()
        return int(number)

    def due(self, queue: str) -> int:
        """Messages of the queue that nobody holds and whose time has come."""
        with self._open() as connection:
            (number,) = connection.execute(
                "SELECT count(*) FROM messages WHERE queue = ? AND due_at <= ?", (queue, time.time())
            ).fetchone()
        return int(number)

    def dead(self, queue: str) -> list[bytes]:
        """Contents of the queue's dead letters, oldest first."""
        with self._open() as connection:
            rows = connection.execute(
                "SELECT content FROM dead_letters WHERE queue = ? ORDER BY id", (queue,)
            )
            return [content for (content,) in rows]

    def wipe(self, queue: str) -> None:
        """Forget every message of the queue."""
        with self._open() as connection:
            connection.execute("DELETE FROM messages WHERE queue = ?", (queue,))

    def close(self) -> None:
        """Close the file; it is opened again when it is needed again."""
        with self._turn:
            self._disconnect()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """The connection, for one operation of one thread."""
        with self._turn:
            try:
                yield self._connected()
            except (sqlite3.Error, OSError) as error:
                self._disconnect()
                raise ConnectionClosed(f"the queue file cannot be used: {error}") from error  # type: ignore[no-untyped-call]

    def _connected(self) -> sqlite3.Connection:
        """The connection to the file that is there now: it may have been deleted, and made anew."""
        if self._connection is not None and self._inode == _inode(self._path):
            return self._connection
        self._disconnect()
        with locked_beside(self._path):
            self._connection = sqlite3.connect(
                self._path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            self._connection.execute("PRAGMA journal_mode = WAL")
            # What a power cut takes from the queue is found again by the register's sweep.
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.executescript(_SCHEMA)
            self._inode = _inode(self._path)
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _inode(path: Path) -> int:
    """0 if there is no file; no file has that number."""
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return 0
