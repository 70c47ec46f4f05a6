"""A PostgreSQL that stands still, as on a hung disk: who waits is told; one that is slow is waited for."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from ingest.errors import RegisterUnavailable
from ingest.register import Register, waiting
from tests.servers import PostgreSQL


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "SILENCE_SECONDS", 0.5)
    monkeypatch.setattr(waiting, "CONNECT_SECONDS", 2)


@pytest.fixture
def server() -> Iterator[PostgreSQL]:
    with tempfile.TemporaryDirectory(prefix="pg") as folder, PostgreSQL(Path(folder)) as server:
        yield server


def test_who_waits_for_a_stopped_server_is_told_and_goes_on_after_it(server: PostgreSQL) -> None:
    register = Register(server.url)
    register.migrate()
    with server.stopped():
        started = time.monotonic()
        with pytest.raises(RegisterUnavailable):
            register.counts()
        assert time.monotonic() - started < 10
    assert not any(register.counts().values())
    register.close()


def test_a_slow_statement_of_a_living_server_is_waited_for(server: PostgreSQL) -> None:
    register = Register(server.url)
    with register.database.read() as connection:
        assert connection.execute(text("SELECT 7 FROM pg_sleep(2)")).scalar_one() == 7
    register.close()
