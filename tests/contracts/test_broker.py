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
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

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
from tests.servers import RabbitMQ

LEASE = 1.0
"""Seconds after which the SQLite broker takes a message back from a consumer that has died."""

OPEN = """
import sys, time, dramatiq
from pathlib import Path
from ingest.queue import QUEUE, broker_from_url, send
from ingest.queue.sqlite import SqliteBroker
if sys.argv[1].startswith("sqlite:///"):
    broker = SqliteBroker(Path(sys.argv[1].removeprefix("sqlite:///")), middleware=[], lease_seconds=1.0)
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
empty = 0
consumer = broker.consume(QUEUE, prefetch=1, timeout=100)
while empty < 15:
    message = next(consumer)
    if message is None:
        empty += 1
        continue
    empty = 0
    print(message.args[1], flush=True)
    consumer.ack(message)
consumer.close()
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
worker = dramatiq.Worker(broker, worker_threads=1)
worker.start()
time.sleep(0.5)
wall, cpu = time.monotonic(), time.process_time()
time.sleep(3)
print((time.process_time() - cpu) / (time.monotonic() - wall))
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


def taken(consumer: Consumer, *, seconds: float = 3 * LEASE) -> MessageProxy:
    """The next message, when it comes within the time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if (message := next(consumer)) is not None:
            return message
    pytest.fail("no message came")


def wait_until(condition: Callable[[], bool], *, seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come to be"
        time.sleep(0.02)


def child(code: str, url: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code, url, *arguments], stdout=subprocess.PIPE, text=True)


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


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
        one.requeue([taken(one)])
        one.close()
        assert taken(other, seconds=0.9 * LEASE).args == ("d", 1)

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
        other = consumer(timeout=int(1.5 * LEASE * 1000))
        assert next(other) is None, "the holder is alive"
        os.kill(holder.pid, signal.SIGKILL)
        end(holder)
        assert taken(other).args[1] == 7

    def test_nothing_is_lost_between_four_producers_and_four_consumers(
        self, url: str, broker: Broker
    ) -> None:
        producers = [child(PRODUCE, url, str(200 * n)) for n in range(4)]
        victim = child(HOLD, url)
        first_line(victim)
        end(victim)
        for producer in producers:
            assert producer.wait(60) == 0
            end(producer)
        consumers = [child(WORK, url) for _ in range(4)]
        seen: list[int] = []
        for process in consumers:
            out, _ = process.communicate(timeout=60)
            seen += map(int, out.split())
        assert set(seen) == set(range(800))
        assert waiting(broker) == 0

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
            claim = register.claim(*message.args, owner="w", lease_seconds=60, attempts=3)
            assert claim is not None
            relay_once(register, broker)
            register.finish_page(claim)
            one.ack(message)
            message = taken(one)
        assert message.args == (short, 1)
        assert before <= 12
        register.close()

    def test_idle_worker_rests(self, url: str, broker: Broker) -> None:
        out, _ = child(IDLE, url).communicate(timeout=30)
        assert float(out) < 0.01

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

    def dead(self, url: str) -> list[bytes]:
        return self._raw(url, "SELECT content FROM dead_letters ORDER BY id")

    def put_raw(self, url: str, content: bytes) -> None:
        self._raw(url, "INSERT INTO messages (queue, content, due_at) VALUES (?, ?, 0)", QUEUE, content)

    def _raw(self, url: str, statement: str, *values: object) -> list[bytes]:
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
        one = consumer(prefetch=2, timeout=2000)
        assert [taken(one).args[1], taken(one).args[1]] == [2, 1]
        assert 0.25 <= time.monotonic() - started < 1

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
        self, consumer: Consume, broker: SqliteBroker
    ) -> None:
        send(broker, READ_PAGE, "d", 1)
        silent, other = consumer(), consumer(timeout=2000)
        lost = taken(silent)
        again = taken(other)
        silent.ack(lost)
        silent.nack(lost)
        silent.requeue([lost])
        assert broker.depth(QUEUE) == 1
        other.ack(again)
        assert broker.depth(QUEUE) == 0
        assert broker.dead_letters(QUEUE) == []

    def test_polling_consumer_keeps_its_message(self, consumer: Consume, broker: SqliteBroker) -> None:
        send(broker, READ_PAGE, "d", 1)
        busy, other = consumer(timeout=100), consumer(timeout=0)
        message = taken(busy)
        deadline = time.monotonic() + 1.5 * LEASE
        while time.monotonic() < deadline:
            assert next(busy) is None
            assert next(other) is None
        busy.ack(message)
        assert broker.depth(QUEUE) == 0

    @pytest.mark.parametrize("wipe", ["rows", "files"])
    def test_consumers_survive_a_wiped_queue(
        self, consumer: Consume, broker: SqliteBroker, path: Path, url: str, wipe: str
    ) -> None:
        for page in (1, 2):
            send(broker, READ_PAGE, "d", page)
        one, far = consumer(timeout=1000), child(HOLD, url)
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
        wait_until(lambda: {101, 103} <= set(done), seconds=60)
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
