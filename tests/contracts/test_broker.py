"""What the broker must do: deliver at least once, whatever dies. Tried with real processes and kills."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import dramatiq
import pytest
from dramatiq.broker import Consumer, MessageProxy
from dramatiq.errors import BrokerConnectionError, QueueJoinTimeout, QueueNotFound

from ingest.errors import Misconfigured, QueueUnavailable
from ingest.queue import ASSEMBLE, QUEUE, READ_PAGE, broker_from_url, send
from ingest.queue.sqlite import SqliteBroker

LEASE = 1.0

CONSUME = """
import sys
from pathlib import Path
from ingest.queue.sqlite import SqliteBroker
broker = SqliteBroker(Path(sys.argv[1]), middleware=[], lease_seconds=1.0)
broker.declare_queue("documents")
consumer = broker.consume("documents", prefetch=1, timeout=100)
"""
HOLD = CONSUME + "print(next(consumer).args[1], flush=True)\nwhile True: next(consumer)"
WORK = (
    CONSUME
    + """
for message in consumer:
    if message is None:
        if broker.depth("documents") == 0:
            break
        continue
    print(message.args[1], flush=True)
    consumer.ack(message)
"""
)
PRODUCE = """
import sys
from ingest.queue import broker_from_url, send
broker = broker_from_url(f"sqlite:///{sys.argv[1]}")
for page in range(int(sys.argv[2]), int(sys.argv[2]) + 500):
    send(broker, "read_page", "d", page)
"""
IDLE = """
import sys, time, dramatiq
from ingest.queue import broker_from_url
broker = broker_from_url(f"sqlite:///{sys.argv[1]}")
worker = dramatiq.Worker(broker, worker_threads=1)
worker.start()
time.sleep(0.5)
wall, cpu = time.monotonic(), time.process_time()
time.sleep(3)
print((time.process_time() - cpu) / (time.monotonic() - wall))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new folder" / "queue.db"


@pytest.fixture
def broker(path: Path) -> Iterator[SqliteBroker]:
    broker = SqliteBroker(path, middleware=[], lease_seconds=LEASE)
    broker.declare_queue(QUEUE)
    yield broker
    broker.close()


def consumer(broker: SqliteBroker, *, prefetch: int = 1, timeout: int = 300) -> Consumer:
    return broker.consume(QUEUE, prefetch=prefetch, timeout=timeout)


def taken(consumer: Consumer) -> MessageProxy:
    message = next(consumer)
    assert message is not None
    return message


def child(code: str, path: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code, path, *arguments], stdout=subprocess.PIPE, text=True)


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


class TestDelivery:
    def test_in_order_and_once(self, broker: SqliteBroker) -> None:
        for page in (1, 2, 3):
            send(broker, READ_PAGE, "d", page)
        assert broker.depth(QUEUE) == 3
        one = consumer(broker)
        for page in (1, 2, 3):
            message = taken(one)
            assert (message.actor_name, message.args) == (READ_PAGE, ("d", page))
            one.ack(message)
        assert next(one) is None
        assert broker.depth(QUEUE) == 0

    def test_takes_no_more_than_it_may_hold(self, broker: SqliteBroker) -> None:
        for page in (1, 2, 3):
            send(broker, READ_PAGE, "d", page)
        one = consumer(broker, prefetch=2, timeout=60)
        held = [taken(one), taken(one)]
        assert next(one) is None
        one.ack(held[0])
        assert taken(one).args[1] == 3

    def test_delayed_message_comes_when_it_is_due(self, broker: SqliteBroker) -> None:
        message: dramatiq.Message[object] = dramatiq.Message(
            queue_name=QUEUE, actor_name=READ_PAGE, args=("d", 1), kwargs={}, options={}
        )
        started = time.monotonic()
        broker.enqueue(message, delay=250)
        send(broker, READ_PAGE, "d", 2)
        one = consumer(broker, prefetch=2, timeout=2000)
        assert [taken(one).args[1], taken(one).args[1]] == [2, 1]
        assert 0.25 <= time.monotonic() - started < 1

    def test_rejected_message_is_put_aside(self, broker: SqliteBroker) -> None:
        send(broker, READ_PAGE, "d", 1)
        one = consumer(broker)
        one.nack(taken(one))
        assert broker.depth(QUEUE) == 0
        (dead,) = broker.dead_letters(QUEUE)
        assert dramatiq.Message.decode(dead).args == ("d", 1)

    def test_requeued_message_goes_to_another_at_once(self, broker: SqliteBroker) -> None:
        send(broker, READ_PAGE, "d", 1)
        one, other = consumer(broker), consumer(broker, timeout=0)
        one.requeue([taken(one)])
        assert taken(other).args == ("d", 1)

    def test_garbage_in_the_file_is_put_aside(self, broker: SqliteBroker, path: Path) -> None:
        send(broker, READ_PAGE, "d", 1)
        raw = sqlite3.connect(path)
        raw.execute("INSERT INTO messages (queue, content, due_at) VALUES (?, ?, 0)", (QUEUE, b"\xff{"))
        raw.commit()
        raw.close()
        assert taken(consumer(broker)).args == ("d", 1)
        assert broker.dead_letters(QUEUE) == [b"\xff{"]

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

    def test_join_waits_and_flush_empties(self, broker: SqliteBroker) -> None:
        send(broker, READ_PAGE, "d", 1)
        with pytest.raises(QueueJoinTimeout):
            broker.join(QUEUE, timeout=60)
        broker.flush_all()
        broker.join(QUEUE, timeout=60)


class TestLeases:
    def test_silent_consumer_loses_its_message_and_its_say(self, broker: SqliteBroker) -> None:
        send(broker, READ_PAGE, "d", 1)
        silent, other = consumer(broker), consumer(broker, timeout=2000)
        lost = taken(silent)
        again = taken(other)
        silent.ack(lost)
        silent.nack(lost)
        silent.requeue([lost])
        assert broker.depth(QUEUE) == 1
        other.ack(again)
        assert broker.depth(QUEUE) == 0
        assert broker.dead_letters(QUEUE) == []

    def test_polling_consumer_keeps_its_message(self, broker: SqliteBroker) -> None:
        send(broker, READ_PAGE, "d", 1)
        busy, other = consumer(broker, timeout=100), consumer(broker, timeout=0)
        message = taken(busy)
        deadline = time.monotonic() + 1.5 * LEASE
        while time.monotonic() < deadline:
            assert next(busy) is None
            assert next(other) is None
        busy.ack(message)
        assert broker.depth(QUEUE) == 0

    def test_killed_consumers_message_goes_to_another(self, broker: SqliteBroker, path: Path) -> None:
        send(broker, READ_PAGE, "d", 7)
        holder = child(HOLD, path)
        assert first_line(holder) == "7"
        other = consumer(broker, timeout=int(1.5 * LEASE * 1000))
        assert next(other) is None, "the holder renews its lease"
        os.kill(holder.pid, signal.SIGKILL)
        end(holder)
        assert taken(other).args[1] == 7


class TestManyProcesses:
    def test_nothing_is_lost_between_four_producers_and_four_consumers(self, path: Path) -> None:
        producers = [child(PRODUCE, path, str(500 * n)) for n in range(4)]
        victim = child(HOLD, path)
        first_line(victim)
        end(victim)
        for producer in producers:
            assert producer.wait(60) == 0
            end(producer)
        consumers = [child(WORK, path) for _ in range(4)]
        seen: list[int] = []
        for process in consumers:
            out, _ = process.communicate(timeout=60)
            seen += map(int, out.split())
        assert set(seen) == set(range(2000))

    @pytest.mark.parametrize("wipe", ["rows", "files"])
    def test_consumers_survive_a_wiped_queue(self, broker: SqliteBroker, path: Path, wipe: str) -> None:
        for page in (1, 2):
            send(broker, READ_PAGE, "d", page)
        one, far = consumer(broker, timeout=1000), child(HOLD, path)
        message = taken(one)
        first_line(far)
        if wipe == "rows":
            raw = sqlite3.connect(path)
            raw.execute("DELETE FROM messages")
            raw.commit()
            raw.close()
        else:
            for file in path.parent.glob("queue.db*"):
                file.unlink()
        one.ack(message)
        other_process = broker_from_url(f"sqlite:///{path}")
        send(other_process, READ_PAGE, "d", 3)
        other_process.close()
        assert taken(one).args[1] == 3
        assert far.poll() is None
        end(far)

    def test_idle_worker_rests(self, path: Path) -> None:
        out, _ = child(IDLE, path).communicate(timeout=30)
        assert float(out) < 0.01


class TestWithWorkers:
    def test_actors_are_called_by_name(self, broker: SqliteBroker) -> None:
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
        send(broker, ASSEMBLE, "d", 0)
        send(broker, "unknown", "d", 5)
        broker.join(QUEUE, timeout=5000)
        worker.stop()
        assert called == [(READ_PAGE, "d", 1), (ASSEMBLE, "d", 0)]
        assert len(broker.dead_letters(QUEUE)) == 1


class TestAddresses:
    @pytest.mark.parametrize("url", ["", "nonsense", "amqp://h:5672", "redis://h", "sqlite://"])
    def test_urls_that_cannot_work(self, url: str) -> None:
        with pytest.raises(Misconfigured):
            broker_from_url(url)

    def test_file_that_cannot_be_used(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        broker = broker_from_url(f"sqlite:///{tmp_path}/file/queue.db")
        with pytest.raises(QueueUnavailable):
            send(broker, READ_PAGE, "d", 1)
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
