"""What every suite about the register shares: an empty, migrated one, on SQLite and on PostgreSQL.

A suite is a `WithRegister`; `class TestOnSqlite(OnSqlite, Suite)` says where it runs.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.register import Register
from tests.servers import PostgreSQL


class WithRegister:
    """Every test gets an empty, migrated register."""

    @pytest.fixture
    def url(self) -> str:
        raise NotImplementedError

    @pytest.fixture
    def register(self, url: str) -> Iterator[Register]:
        register = Register(url)
        register.migrate()
        yield register
        register.close()


class OnSqlite(WithRegister):
    """In a folder that is not there yet."""

    @pytest.fixture
    def url(self, tmp_path: Path) -> str:
        return f"sqlite:///{tmp_path / 'new folder' / 'register.db'}"


@pytest.mark.xdist_group("postgresql")
class OnPostgresql(WithRegister):
    """In a database of the test's own."""

    @pytest.fixture
    def url(self, postgresql: PostgreSQL) -> str:
        return postgresql.url_of(postgresql.new_database())
