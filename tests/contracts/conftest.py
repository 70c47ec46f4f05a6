"""Real servers for the contract tests.

Each process of pytest-xdist that needs one starts its own, on free ports, so any distribution is safe.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.migrated import migrate
from tests.servers import PostgreSQL, RabbitMQ, SeaweedFS


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    """`KEY:SECRET@HOST:PORT` of a SeaweedFS with an S3 gateway."""
    with tempfile.TemporaryDirectory(prefix="weed") as folder, SeaweedFS(Path(folder)) as server:
        yield server.endpoint


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """A PostgreSQL for as many databases as there are tests."""
    with tempfile.TemporaryDirectory(prefix="pg") as folder, PostgreSQL(Path(folder)) as server:
        yield server


@pytest.fixture(scope="session")
def migrated_database(postgresql: PostgreSQL) -> str:
    """The name of a database with the register's tables, to be copied."""
    name = postgresql.new_database()
    migrate(postgresql.url_of(name))
    return name


@pytest.fixture(scope="session")
def reused_database(postgresql: PostgreSQL, migrated_database: str) -> str:
    """The name of a copy of it, which each test empties for itself."""
    return postgresql.new_database(migrated_database)


@pytest.fixture(scope="session")
def rabbitmq() -> Iterator[RabbitMQ]:
    """A RabbitMQ whose queue each test empties for itself."""
    with tempfile.TemporaryDirectory(prefix="rabbit") as folder, RabbitMQ(Path(folder)) as server:
        yield server
