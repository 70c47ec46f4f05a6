"""From the register's outbox to the broker's file: at least once, through kills and outages."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dramatiq
import pytest

from ingest.errors import QueueUnavailable
from ingest.queue import ASSEMBLE, QUEUE, READ_PAGE, RUN_AGAIN, Broker, broker_from_url
from ingest.register import ASSEMBLY, NewDocument, Register, unit_of
from ingest.relay import relay_once, run_relay
from ingest.settings import Settings
from schemas.document import Statement
from schemas.reprocess import RunRequest, Selection
from tests.by_hand import NOTHING
from tests.migrated import put_register
from tests.patience import PATIENCE_SECONDS, wait_until

KILLED_AFTER_SENDING = """
import os, signal, sys, dramatiq
from ingest.queue import broker_from_url
from ingest.register import Register
from ingest.relay import relay_once

class Killer(dramatiq.Middleware):
    sent = 0
    def after_enqueue(self, broker, message, delay):
        self.sent += 1
        if self.sent == 3:
            os.kill(os.getpid(), signal.SIGKILL)

broker = broker_from_url(sys.argv[2])
broker.add_middleware(Killer())
relay_once(Register(sys.argv[1]), broker)
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", sweep_seconds=0.1, requeue_seconds=3600)


@pytest.fixture
def register(settings: Settings) -> Iterator[Register]:
    register = Register(put_register(settings.data / "register.db"))
    yield register
    register.close()


@pytest.fixture
def broker(settings: Settings) -> Iterator[Broker]:
    broker = broker_from_url(settings.effective_queue_url)
    yield broker
    broker.close()


def take_in(register: Register, name: str, *, pages: int = 3) -> str:
    upload = NewDocument(
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        filename=name,
        media_type="text/plain",
        bytes=10,
        pages=pages,
        stated=Statement(),
        actor="registrator",
    )
    return register.register(upload).id


def received(broker: Broker) -> list[tuple[str, str, int]]:
    """Every message that waits, acknowledged: actor, document and page."""
    messages = []
    consumer = broker.consume(QUEUE, timeout=0)
    while (message := next(consumer)) is not None:
        messages.append((message.actor_name, *message.args))
        consumer.ack(message)
    return messages


@contextmanager
def running_relay(register: Register, broker: Broker, settings: Settings) -> Iterator[None]:
    stop = threading.Event()
    relay = threading.Thread(target=run_relay, args=(register, broker, settings, stop))
    relay.start()
    try:
        yield
        assert relay.is_alive()
    finally:
        stop.set()
        relay.join(PATIENCE_SECONDS)
        assert not relay.is_alive()


def test_work_is_handed_over_once_and_by_the_right_name(register: Register, broker: Broker) -> None:
    document = take_in(register, "a", pages=2)
    assert relay_once(register, broker).sent == 2
    assert relay_once(register, broker).sent == 0
    assert received(broker) == [(READ_PAGE, document, 1), (READ_PAGE, document, 2)]
    for page in (1, 2):
        claim = register.claim(document, page, owner="w", lease_seconds=600, attempts=3)
        assert claim is not None
        register.finish_page(claim)
    assert relay_once(register, broker).sent == 1
    assert received(broker) == [(ASSEMBLE, document, ASSEMBLY)]


def test_kill_between_sending_and_forgetting_loses_nothing(
    register: Register, broker: Broker, settings: Settings
) -> None:
    document = take_in(register, "a", pages=5)
    command = [sys.executable, "-c", KILLED_AFTER_SENDING]
    urls = [settings.effective_register_url, settings.effective_queue_url]
    assert subprocess.run(command + urls, check=False).returncode == -signal.SIGKILL
    assert relay_once(register, broker).sent == 5
    pages = [page for _, _, page in received(broker)]
    assert sorted(pages) == [1, 1, 2, 2, 3, 3, 4, 5]
    assert register.outbox(10) == []
    assert register.backlog() == 5
    assert register.document(document).status == "received"


def test_queue_that_fails_half_way_is_not_sent_everything_again(
    register: Register, settings: Settings, tmp_path: Path
) -> None:
    class FolderVanishes(dramatiq.Middleware):
        sent = 0

        def after_enqueue(self, *_: object) -> None:
            self.sent += 1
            if self.sent == 2:
                shutil.rmtree(tmp_path / "queue")
                (tmp_path / "queue").touch()

    broker = broker_from_url(f"sqlite:///{tmp_path}/queue/queue.db")
    broker.add_middleware(FolderVanishes())
    take_in(register, "a", pages=5)
    with pytest.raises(QueueUnavailable):
        relay_once(register, broker)
    assert [work.page for work in register.outbox(10)] == [3, 4, 5]


def test_rows_wait_while_the_queue_is_down(
    register: Register, settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "queue").touch()
    broker = broker_from_url(f"sqlite:///{tmp_path}/queue/queue.db")
    document = take_in(register, "a")
    with running_relay(register, broker, settings):
        wait_until(lambda: "queue_unavailable" in caplog.text)
        assert len(register.outbox(10)) == 3
        (tmp_path / "queue").unlink()
        wait_until(lambda: register.outbox(10) == [])
    assert [page for _, _, page in received(broker)] == [1, 2, 3]
    assert register.document(document).status == "received"
    broker.close()


def test_relay_waits_while_the_register_is_down(
    broker: Broker, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    register = Register(settings.effective_register_url)
    with running_relay(register, broker, settings):
        wait_until(lambda: "register_unavailable" in caplog.text)
        register.migrate()
        take_in(register, "a")
        wait_until(lambda: register.outbox(10) == [])
    assert len(received(broker)) == 3
    register.close()


def test_what_is_run_again_waits_for_everything_else(register: Register, broker: Broker) -> None:
    documents = [read(register, f"read {number}") for number in range(3)]
    register.sent([row.sequence for row in register.outbox(100)])
    request = RunRequest(selection=Selection(which="all"))
    run = register.runs.start(request, actor="anna", pipeline_version="2.0")
    new = take_in(register, "new", pages=2)
    assert relay_once(register, broker).sent == 2
    assert received(broker) == [(READ_PAGE, new, 1), (READ_PAGE, new, 2)]
    broker.flush(QUEUE)
    # Of a run no more than one message waits, so that what comes in next stands right behind it.
    assert [relay_once(register, broker).sent for _ in range(3)] == [1, 0, 0]
    assert received(broker) == [(RUN_AGAIN, documents[0], unit_of(run))]


def read(register: Register, name: str) -> str:
    document = take_in(register, name, pages=1)
    for unit in (1, ASSEMBLY):
        claim = register.claim(document, unit, owner="test", lease_seconds=600, attempts=3)
        assert claim is not None
        if unit == ASSEMBLY:
            register.finish_document(claim, version="1.0-r0", record_key="k", artifacts={}, entry=NOTHING)
        else:
            register.finish_page(claim)
    return document


def test_sweep_brings_a_dead_workers_page_back(
    register: Register, broker: Broker, settings: Settings
) -> None:
    document = take_in(register, "a", pages=1)
    with running_relay(register, broker, settings):
        wait_until(lambda: received(broker) == [(READ_PAGE, document, 1)])
        assert register.claim(document, 1, owner="dead", lease_seconds=0.3, attempts=3) is not None
        wait_until(lambda: received(broker) == [(READ_PAGE, document, 1)])
    assert register.claim(document, 1, owner="alive", lease_seconds=600, attempts=3) is not None


def test_new_work_waits_for_no_sweep(register: Register, broker: Broker, settings: Settings) -> None:
    rarely = settings.model_copy(update={"sweep_seconds": 10 * PATIENCE_SECONDS})
    with running_relay(register, broker, rarely):
        for name in ("first", "second"):
            take_in(register, name)
            wait_until(lambda: register.outbox(10) == [])
        assert len(received(broker)) == 6


def test_idle_relay_rests(settings: Settings) -> None:
    code = """
import threading
from ingest.queue import broker_from_url
from ingest.register import Register
from ingest.relay import run_relay
from ingest.settings import Settings
from tests.patience import rests
settings = Settings()
register = Register(settings.effective_register_url)
register.migrate()
stop = threading.Event()
relay = threading.Thread(
    target=run_relay, args=(register, broker_from_url(settings.effective_queue_url), settings, stop)
)
relay.start()
print(rests(wakes=30))
stop.set()
"""
    environment = {**os.environ, "INKOM_DATA": str(settings.data)}
    result = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert result.stdout == "True\n", "it has been seen to wake up 11 times a second"
