"""What every broker must do: deliver at least once, whatever dies. Tried with real processes and kills."""

import contextlib
import gc
import hashlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, Protocol

import dramatiq
import pika  # type: ignore[import-untyped]
import pytest
from dramatiq.broker import Consumer, MessageProxy
from dramatiq.common import xq_name
from dramatiq.errors import BrokerConnectionError, QueueJoinTimeout, QueueNotFound

from ingest.errors import Misconfigured, QueueUnavailable
from ingest.queue import ASSEMBLE, QUEUE, READ_PAGE, Broker, broker_from_url, send, waiting
from ingest.queue.rabbit import RabbitBroker
from ingest.queue.sqlite import SqliteBroker
from ingest.register import NewDocument, Register
from ingest.relay import relay_once
from schemas.document import Statement
from tests.migrated import put_register
from tests.patience import PATIENCE_SECONDS, wait_until
from tests.servers import RabbitMQ

LEASE = 5 * PATIENCE_SECONDS
"""Seconds after which the SQLite broker takes a message back: no test waits for it unless it says so."""
SHORT_LEASE = 0.6
"""Where a test waits for it. Nothing may depend on a consumer's being quick enough to renew it."""
WAKES = 50
"""How often an idle worker may wake up in a second; it has been seen to 23 times, and 5 with RabbitMQ."""

OPEN = """
import sys, time, dramatiq
from pathlib import Path
from ingest.queue import QUEUE, broker_from_url, send
from ingest.queue.sqlite import SqliteBroker
if sys.argv[1].startswith("sqlite:///"):
    broker = SqliteBroker(Path(sys.argv[1].removeprefix("sqlite:///")), middleware=[], lease_seconds=0.6)
    broker.declare_queue(QUEUE)
else:
    broker = broker_from_url(sys.argv[1])
"""
HOLD = (
    OPEN
    + """
consumer = broker.consume(QUEUE, prefetch=1, timeout=100)
print(next(message for message in consumer if message).args[1], flush=True)
while True: next(consumer)
"""
)
WORK = (
    OPEN
    + """
consumer = broker.consume(QUEUE, prefetch=1, timeout=100)
for message in consumer:
    if message is not None:
        print(message.args[1], flush=True)
        consumer.ack(message)
"""
)
PRODUCE = (
    OPEN
    + """
for page in range(int(sys.argv[2]), int(sys.argv[2]) + 200):
    send(broker, "read_page", "d", page)
"""
)
IDLE = (
    OPEN
    + """
from tests.patience import rests
worker = dramatiq.Worker(broker, worker_threads=1)
worker.start()
print(rests(wakes=int(sys.argv[2])))
"""
)


class Consume(Protocol):
    def __call__(self, *, prefetch: int = 1, timeout: int = 300) -> Consumer: ...


@pytest.fixture
def consumer(broker: Broker) -> Iterator[Consume]:
    """Makes consumers, which end with the test."""
    consumers: list[Consumer] = []

    def consume(*, prefetch: int = 1, timeout: int = 300) -> Consumer:
        consumers.append(broker.consume(QUEUE, prefetch=prefetch, timeout=timeout))
        return consumers[-1]

    yield consume
    for each in consumers:
        with contextlib.suppress(BrokerConnectionError):
            each.close()


def taken(consumer: Consumer) -> MessageProxy:
    """The next message, if one comes at all."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if (message := next(consumer)) is not None:
            return message
    pytest.fail("no message came")


def child(
    code: str, url: str, *arguments: str, out: IO[str] | int = subprocess.PIPE
) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code, url, *arguments], stdout=out, text=True)


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


def pages(files: Iterable[Path]) -> set[int]:
    """What consumers have printed so far."""
    return {int(page) for file in files for page in file.read_text().split()}


def take_in(register: Register, name: str, *, pages: int) -> str:
    return register.register(
        NewDocument(
            sha256=hashlib.sha256(name.encode()).hexdigest(),
            filename=name,
            media_type="application/pdf",
            bytes=10,
            pages=pages,
            stated=Statement(),
            actor="registrator",
        )
    ).id


class BrokerContract:
    """Every test gets an empty queue."""

    @pytest.fixture
    def url(self) -> str:
        raise NotImplementedError

    @pytest.fixture
    def broker(self, url: str) -> Iterator[Broker]:
        raise NotImplementedError

    def dead(self, url: str) -> list[bytes]:
        """The contents of the dead letters."""
        raise NotImplementedError

    def put_raw(self, url: str, content: bytes) -> None:
        """Bytes that no producer of ours would send."""
        raise NotImplementedError

    def see_it_held(self, url: str, other: Consumer) -> None:
        """The one message stays with the living consumer in another process that has taken it."""
        assert next(other) is None

    def test_in_order_and_once(self, consumer: Consume, broker: Broker) -> None:
        for page in (1, 2, 3):
            send(broker, READ_PAGE, "d", page)
        assert waiting(broker) == 3
        one = consumer()
        for page in (1, 2, 3):
            message = taken(one)
            assert (message.actor_name, message.args) == (READ_PAGE, ("d", page))
            one.ack(message)
        assert next(one) is None
        assert waiting(broker) == 0

    def test_takes_no_more_than_it_may_hold(self, consumer: Consume, broker: Broker) -> None:
        for page in (1, 2, 3):
            send(broker, READ_PAGE, "d", page)
        one = consumer(prefetch=2, timeout=60)
        held = [taken(one), taken(one)]
        assert next(one) is None
        assert waiting(broker) == 1
        one.ack(held[0])
        assert taken(one).args[1] == 3

    def test_held_message_does_not_wait(self, consumer: Consume, broker: Broker) -> None:
        assert waiting(broker) == 0
        send(broker, READ_PAGE, "d", 1)
        assert waiting(broker) == 1
        one = consumer()
        message = taken(one)
        assert waiting(broker) == 0
        one.ack(message)

    def test_rejected_message_is_put_aside(self, consumer: Consume, broker: Broker, url: str) -> None:
        send(broker, READ_PAGE, "d", 1)
        one = consumer()
        one.nack(taken(one))
        assert next(one) is None
        assert waiting(broker) == 0
        (dead,) = self.dead(url)
        assert dramatiq.Message.decode(dead).args == ("d", 1)

    def test_message_not_begun_goes_to_another_at_once(self, consumer: Consume, broker: Broker) -> None:
        send(broker, READ_PAGE, "d", 1)
        one, other = consumer(), consumer()
        message = taken(one)
        assert next(other) is None
        one.requeue([message])
        one.close()
        assert taken(other).args == ("d", 1)

    def test_garbage_is_put_aside(self, consumer: Consume, broker: Broker, url: str) -> None:
        assert waiting(broker) == 0
        self.put_raw(url, b"\xff{")
        send(broker, READ_PAGE, "d", 1)
        one = consumer()
        assert taken(one).args == ("d", 1)
        wait_until(lambda: next(one) is None and self.dead(url) == [b"\xff{"])

    def test_flush_empties(self, broker: Broker) -> None:
        send(broker, READ_PAGE, "d", 1)
        broker.flush_all()
        assert waiting(broker) == 0

    def test_killed_consumers_message_goes_to_another(
        self, consumer: Consume, broker: Broker, url: str
    ) -> None:
        send(broker, READ_PAGE, "d", 7)
        holder = child(HOLD, url)
        assert first_line(holder) == "7"
        other = consumer()
        self.see_it_held(url, other)
        os.kill(holder.pid, signal.SIGKILL)
        end(holder)
        assert taken(other).args[1] == 7

    def test_nothing_is_lost_between_four_producers_and_four_consumers(
        self, url: str, broker: Broker, tmp_path: Path
    ) -> None:
        seen = [tmp_path / f"seen {number}" for number in range(4)]
        producers = [child(PRODUCE, url, str(200 * n)) for n in range(4)]
        victim = child(HOLD, url)
        first_line(victim)
        end(victim)
        for producer in producers:
            assert producer.wait(PATIENCE_SECONDS) == 0
            end(producer)
        consumers = []
        for path in seen:
            with path.open("w") as out:
                consumers.append(child(WORK, url, out=out))
        try:
            wait_until(lambda: pages(seen) == set(range(800)))
            wait_until(lambda: waiting(broker) == 0)
        finally:
            for process in consumers:
                end(process)

    def test_a_long_document_does_not_hold_up_a_short_one(
        self, broker: Broker, consumer: Consume, tmp_path: Path
    ) -> None:
        register = Register(put_register(tmp_path / "register.db"))
        long = take_in(register, "report", pages=3000)
        relay_once(register, broker)
        one, before = consumer(), 0
        message = taken(one)
        short = take_in(register, "letter", pages=1)
        while message.args[0] == long:
            before += 1
            claim = register.claim(*message.args, owner="w", lease_seconds=600, attempts=3)
            assert claim is not None
            relay_once(register, broker)
            register.finish_page(claim)
            one.ack(message)
            message = taken(one)
        assert message.args == (short, 1)
        assert before <= 12
        register.close()

    def test_idle_worker_rests(self, url: str, broker: Broker) -> None:
        out, _ = child(IDLE, url, str(WAKES)).communicate(timeout=PATIENCE_SECONDS)
        assert out == "True\n"

    def test_actors_are_called_by_name(self, broker: Broker, url: str) -> None:
        called: list[tuple[str, str, int]] = []

        def read_page(document_id: str, page: int) -> None:
            called.append((READ_PAGE, document_id, page))
            raise OSError("an actor that raises is not called again by the broker")

        def assemble(document_id: str, page: int) -> None:
            called.append((ASSEMBLE, document_id, page))

        dramatiq.actor(broker=broker, queue_name=QUEUE)(read_page)
        dramatiq.actor(broker=broker, queue_name=QUEUE)(assemble)
        worker = dramatiq.Worker(broker, worker_threads=1, worker_timeout=50)
        worker.start()
        send(broker, READ_PAGE, "d", 1)
        send(broker, "unknown", "d", 5)
        send(broker, ASSEMBLE, "d", 0)
        wait_until(lambda: len(called) == 2 and waiting(broker) == 0)
        wait_until(lambda: len(self.dead(url)) == 1)
        worker.stop()
        assert called == [(READ_PAGE, "d", 1), (ASSEMBLE, "d", 0)]


class TestSqlite(BrokerContract):
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return tmp_path / "new folder" / "queue.db"

    @pytest.fixture
    def url(self, path: Path) -> str:
        return f"sqlite:///{path}"

    @pytest.fixture
    def broker(self, path: Path) -> Iterator[SqliteBroker]:
        broker = SqliteBroker(path, middleware=[], lease_seconds=LEASE)
        broker.declare_queue(QUEUE)
        yield broker
        broker.close()

    @pytest.fixture
    def brief(self, path: Path) -> Iterator[SqliteBroker]:
        """The same queue to consumers that lose their messages soon."""
        brief = SqliteBroker(path, middleware=[], lease_seconds=SHORT_LEASE)
        brief.declare_queue(QUEUE)
        yield brief
        brief.close()

    def dead(self, url: str) -> list[bytes]:
        return self._raw(url, "SELECT content FROM dead_letters ORDER BY id")

    def put_raw(self, url: str, content: bytes) -> None:
        self._raw(url, "INSERT INTO messages (queue, content, due_at) VALUES (?, ?, 0)", QUEUE, content)

    def see_it_held(self, url: str, other: Consumer) -> None:
        """Its lease is prolonged again and again. Nobody else asks in the meantime: a stall might cost it."""
        held_until = self._lease(url)
        wait_until(lambda: self._lease(url) > held_until + SHORT_LEASE)

    def _lease(self, url: str) -> float:
        """Until when the one message is held."""
        (until,) = self._raw(url, "SELECT due_at FROM messages WHERE owner IS NOT NULL")
        return float(until)

    def _raw(self, url: str, statement: str, *values: object) -> list[Any]:
        raw = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        try:
            return [content for (content,) in raw.execute(statement, values)]
        finally:
            raw.close()

    def test_delayed_message_comes_when_it_is_due(self, consumer: Consume, broker: SqliteBroker) -> None:
        message: dramatiq.Message[object] = dramatiq.Message(
            queue_name=QUEUE, actor_name=READ_PAGE, args=("d", 1), kwargs={}, options={}
        )
        started = time.monotonic()
        broker.enqueue(message, delay=250)
        send(broker, READ_PAGE, "d", 2)
        assert waiting(broker) == 1
        one = consumer(prefetch=2, timeout=int(2000 * PATIENCE_SECONDS))
        assert [taken(one).args[1], taken(one).args[1]] == [2, 1]
        assert 0.25 <= time.monotonic() - started < PATIENCE_SECONDS, "when the consumer gave up waiting"

    def test_only_declared_queues(self, broker: SqliteBroker) -> None:
        message: dramatiq.Message[object] = dramatiq.Message(
            queue_name="other", actor_name="a", args=(), kwargs={}, options={}
        )
        for act in (
            lambda: broker.enqueue(message),
            lambda: broker.consume("other"),
            lambda: broker.join("other"),
        ):
            with pytest.raises(QueueNotFound):
                act()
        assert broker.get_declared_queues() == {QUEUE}
        assert broker.get_declared_delay_queues() == set()

    def test_join_waits(self, broker: SqliteBroker) -> None:
        send(broker, READ_PAGE, "d", 1)
        with pytest.raises(QueueJoinTimeout):
            broker.join(QUEUE, timeout=60)
        broker.flush_all()
        broker.join(QUEUE, timeout=60)

    def test_silent_consumer_loses_its_message_and_its_say(
        self, consumer: Consume, broker: SqliteBroker, brief: SqliteBroker
    ) -> None:
        send(broker, READ_PAGE, "d", 1)
        silent, other = brief.consume(QUEUE, timeout=300), consumer()
        lost = taken(silent)
        again = taken(other)
        silent.ack(lost)
        silent.nack(lost)
        silent.requeue([lost])
        assert broker.depth(QUEUE) == 1
        other.ack(again)
        assert broker.depth(QUEUE) == 0
        assert broker.dead_letters(QUEUE) == []

    def test_polling_consumer_keeps_its_message(
        self, broker: SqliteBroker, brief: SqliteBroker, url: str
    ) -> None:
        send(broker, READ_PAGE, "d", 1)
        busy = brief.consume(QUEUE, timeout=100)
        message = taken(busy)
        held_until = self._lease(url)
        wait_until(lambda: next(busy) is None and self._lease(url) > held_until + SHORT_LEASE)
        busy.ack(message)
        assert broker.depth(QUEUE) == 0

    @pytest.mark.parametrize("wipe", ["rows", "files"])
    def test_consumers_survive_a_wiped_queue(
        self, consumer: Consume, broker: SqliteBroker, path: Path, url: str, wipe: str
    ) -> None:
        for page in (1, 2):
            send(broker, READ_PAGE, "d", page)
        one, far = consumer(), child(HOLD, url)
        message = taken(one)
        first_line(far)
        if wipe == "rows":
            self._raw(url, "DELETE FROM messages")
        else:
            for file in path.parent.glob("queue.db*"):
                file.unlink()
        one.ack(message)
        other_process = broker_from_url(url)
        send(other_process, READ_PAGE, "d", 3)
        other_process.close()
        assert taken(one).args[1] == 3
        assert far.poll() is None
        end(far)

    def test_file_that_cannot_be_used(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        broker = broker_from_url(f"sqlite:///{tmp_path}/file/queue.db")
        with pytest.raises(QueueUnavailable):
            send(broker, READ_PAGE, "d", 1)
        with pytest.raises(QueueUnavailable):
            waiting(broker)
        with pytest.raises(BrokerConnectionError):
            next(broker.consume(QUEUE, timeout=0))

    def test_file_that_is_no_database(self, tmp_path: Path) -> None:
        file = tmp_path / "queue.db"
        file.write_bytes(b"not a database, but something else" * 100)
        broker = broker_from_url(f"sqlite:///{file}")
        with pytest.raises(QueueUnavailable):
            send(broker, READ_PAGE, "d", 1)
        file.unlink()
        send(broker, READ_PAGE, "d", 1)
        broker.close()


# pika leaves it to the garbage collector to close the sockets of a connection that broke.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
class TestRabbit(BrokerContract):
    @pytest.fixture
    def url(self, rabbitmq: RabbitMQ) -> str:
        return rabbitmq.url

    @pytest.fixture
    def broker(self, url: str) -> Iterator[RabbitBroker]:
        broker = broker_from_url(url)
        assert isinstance(broker, RabbitBroker)
        waiting(broker)
        broker.flush_all()
        yield broker
        broker.close()
        del broker
        gc.collect()

    def dead(self, url: str) -> list[bytes]:
        with pika.BlockingConnection(pika.URLParameters(url)) as connection:
            channel, found = connection.channel(), []
            while (got := channel.basic_get(xq_name(QUEUE)))[0] is not None:
                found.append(got[2])
            return found

    def put_raw(self, url: str, content: bytes) -> None:
        with pika.BlockingConnection(pika.URLParameters(url)) as connection:
            connection.channel().basic_publish("", QUEUE, content)

    def test_a_deleted_queue_is_made_again(self, broker: RabbitBroker, url: str) -> None:
        def delete() -> None:
            with pika.BlockingConnection(pika.URLParameters(url)) as connection:
                connection.channel().queue_delete(QUEUE)

        send(broker, READ_PAGE, "d", 1)
        delete()
        send(broker, READ_PAGE, "d", 2)
        assert waiting(broker) == 1
        delete()
        with pytest.raises(QueueUnavailable):
            waiting(broker)
        assert waiting(broker) == 0

    def test_an_hour_of_silence_between_two_messages(self, broker: RabbitBroker) -> None:
        """The server ends a connection that sends no heartbeat; the next message opens another."""
        send(broker, READ_PAGE, "d", 1)
        broker.connection._impl._transport._sock.shutdown(socket.SHUT_RDWR)
        send(broker, READ_PAGE, "d", 2)
        assert waiting(broker) == 2

    def test_messages_and_workers_outlive_the_server(self, rabbitmq: RabbitMQ) -> None:
        broker = broker_from_url(rabbitmq.url)
        done: list[int] = []

        def read_page(document_id: str, page: int) -> None:
            done.append(page)

        dramatiq.actor(broker=broker, queue_name=QUEUE)(read_page)
        send(broker, READ_PAGE, "d", 101)
        rabbitmq.kill()
        for act in (lambda: send(broker, READ_PAGE, "d", 102), lambda: waiting(broker)):
            with pytest.raises(QueueUnavailable):
                act()
        worker = dramatiq.Worker(broker, worker_threads=1, worker_timeout=50)
        worker.start()
        time.sleep(0.5)
        assert done == []
        rabbitmq.start()
        send(broker, READ_PAGE, "d", 103)
        wait_until(lambda: {101, 103} <= set(done))
        worker.stop()
        broker.close()
        gc.collect()

    @pytest.mark.parametrize("wrong", ["port", "password", "host"])
    def test_nobody_there(self, url: str, wrong: str) -> None:
        bad = {
            "port": "amqp://guest:guest@127.0.0.1:1",
            "password": url.replace("guest:guest", "guest:fel"),
            "host": "amqp://guest:guest@nowhere.invalid",
        }[wrong]
        broker = broker_from_url(bad)
        with pytest.raises(QueueUnavailable):
            send(broker, READ_PAGE, "d", 1)
        with pytest.raises(QueueUnavailable):
            waiting(broker)
        gc.collect()


@pytest.mark.parametrize(
    "url", ["", "nonsense", "amqp://", "amqp://h:port", "amqp://h/v?heartbeat=x", "redis://h", "sqlite://"]
)
def test_urls_that_cannot_work(url: str) -> None:
    with pytest.raises(Misconfigured):
        broker_from_url(url)
