"""Empty registers with all their tables, as copies of one that the migrations have made.

Migrating takes as long as many a test. That it works from any version is for `tests/contracts` to try.
"""

import tempfile
from functools import cache
from pathlib import Path

from ingest.register import Register


def put_register(file: Path) -> str:
    """Put an empty register of SQLite there, in a folder that is made if need be; its URL."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(_template())
    return f"sqlite:///{file}"


def migrate(url: str) -> None:
    """Give a database its tables, and leave no connection to it."""
    register = Register(url)
    register.migrate()
    register.close()


@cache
def _template() -> bytes:
    """The file of a register that nobody has open: no page of it waits in a log beside it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "register.db"
        migrate(f"sqlite:///{file}")
        assert not file.with_name("register.db-wal").exists()
        return file.read_bytes()
