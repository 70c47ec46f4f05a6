"""What every suite about the register shares: an empty, migrated one, on SQLite and on PostgreSQL.

A suite is a `WithRegister`; `class TestOnSqlite(OnSqlite, Suite)` says where it runs.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.register import Register
from tests.migrated import put_register
from tests.servers import PostgreSQL


class WithRegister:
    """Every test gets an empty, migrated register."""

    @pytest.fixture
    def empty_url(self) -> str:
        """Where there are no tables yet."""
        raise NotImplementedError

    @pytest.fixture
    def url(self) -> str:
        """Where the register is."""
        raise NotImplementedError

    @pytest.fixture
    def register(self, url: str) -> Iterator[Register]:
        register = Register(url)
        yield register
        register.close()


class OnSqlite(WithRegister):
    """In a file of the test's own."""

    @pytest.fixture
    def empty_url(self, tmp_path: Path) -> str:
        return f"sqlite:///{tmp_path / 'new folder' / 'register.db'}"

    @pytest.fixture
    def url(self, tmp_path: Path) -> str:
        return put_register(tmp_path / "register.db")


class OnPostgresql(WithRegister):
    """In a database that no other test uses at the same time."""

    @pytest.fixture
    def empty_url(self, postgresql: PostgreSQL) -> str:
        return postgresql.url_of(postgresql.new_database())

    @pytest.fixture
    def url(self, postgresql: PostgreSQL, migrated_database: str, reused_database: str) -> str:
        postgresql.put_back(reused_database, migrated_database)
        return postgresql.url_of(reused_database)
