"""One process at a time, by a lock on a file. The lock ends with the process that holds it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked_beside(path: Path) -> Iterator[None]:
    """Hold the file `<path>.lock`, waiting for whoever holds it. Its folder is made if need be. OSError.

    SQLite's switch to write-ahead logging is the reason: of two processes that try it at the same moment
    one fails at once with "database is locked", whatever its time-out.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
