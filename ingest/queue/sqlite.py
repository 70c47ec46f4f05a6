"""A dramatiq broker in one SQLite file: for one machine, without a server.

A consumer holds the messages that it has taken under a lease, which it renews while it polls. When its
process dies, the lease runs out and another consumer gets the message: each is delivered at least once.
"""

import time
import uuid
from collections.abc import Iterable
from pathlib import Path
from threading import Event

import dramatiq
from dramatiq.broker import Consumer, MessageProxy
from dramatiq.errors import DecodeError, QueueJoinTimeout, QueueNotFound

from ingest.queue.messages import Messages

LEASE_SECONDS = 10.0
"""How long a dead consumer's messages wait for another one. Renewed three times in that time."""
POLL_SECONDS = 0.05
"""How often an idle consumer looks for messages."""


class SqliteBroker(dramatiq.Broker):
    """The broker in the file at `path`, which is made if need be. Opened at first use.

    The messages may be wiped at any time, rows or file: consumers go on with what comes next. Operations
    raise dramatiq's BrokerConnectionError while the file cannot be used.
    """

    def __init__(
        self,
        path: Path,
        *,
        middleware: list[dramatiq.Middleware] | None = None,
        lease_seconds: float = LEASE_SECONDS,
    ) -> None:
        super().__init__(middleware)
        self._messages = Messages(path)
        self._lease_seconds = lease_seconds

    def declare_queue(self, queue_name: str) -> None:
        """Make the queue known to this process; in the file there is nothing to declare."""
        if queue_name in self.queues:
            return
        self.emit_before("declare_queue", queue_name)
        self.queues[queue_name] = None
        self.emit_after("declare_queue", queue_name)

    def enqueue(
        self, message: dramatiq.Message[object], *, delay: int | None = None
    ) -> dramatiq.Message[object]:
        """Store the message, to be delivered after `delay` milliseconds. QueueNotFound."""
        self._require(message.queue_name)
        self.emit_before("enqueue", message, delay)
        self._messages.put(message.queue_name, message.encode(), (delay or 0) / 1000)
        self.emit_after("enqueue", message, delay)
        return message

    def consume(self, queue_name: str, prefetch: int = 1, timeout: int = 30_000) -> Consumer:
        """An iterator that waits at most `timeout` milliseconds for each message. QueueNotFound."""
        self._require(queue_name)
        return SqliteConsumer(
            self._messages,
            queue_name,
            prefetch=prefetch,
            timeout_seconds=timeout / 1000,
            lease_seconds=self._lease_seconds,
        )

    def depth(self, queue_name: str) -> int:
        """Messages that are not acknowledged yet, delayed ones included."""
        return self._messages.count(queue_name)

    def waiting(self, queue_name: str) -> int:
        """Messages that no consumer holds, delayed ones left out."""
        return self._messages.due(queue_name)

    def dead_letters(self, queue_name: str) -> list[bytes]:
        """The rejected messages as they were sent: unknown actors, undecodable bytes."""
        return self._messages.dead(queue_name)

    def flush(self, queue_name: str) -> None:
        """Drop every message of the queue."""
        self._messages.wipe(queue_name)

    def flush_all(self) -> None:
        """Drop every message of the declared queues."""
        for queue_name in self.get_declared_queues():
            self.flush(queue_name)

    def join(self, queue_name: str, *, timeout: int | None = None) -> None:
        """Wait until every message is acknowledged, at most `timeout` milliseconds. QueueJoinTimeout."""
        self._require(queue_name)
        deadline = None if timeout is None else time.monotonic() + timeout / 1000
        while self.depth(queue_name):
            if deadline is not None and time.monotonic() >= deadline:
                raise QueueJoinTimeout(f"{queue_name} still holds messages")  # type: ignore[no-untyped-call]
            time.sleep(POLL_SECONDS)

    def close(self) -> None:
        """Close the file."""
        self._messages.close()

    def _require(self, queue_name: str) -> None:
        if queue_name not in self.queues:
            raise QueueNotFound(queue_name)  # type: ignore[no-untyped-call]


class HeldMessage(MessageProxy):
    """A message that a consumer holds."""

    def __init__(self, message: dramatiq.Message[object], row: int, owner: str) -> None:
        super().__init__(message)
        self.row = row
        self.owner = owner


class SqliteConsumer(Consumer):
    """Takes messages off one queue. One thread iterates; others acknowledge."""

    def __init__(
        self,
        messages: Messages,
        queue_name: str,
        *,
        prefetch: int,
        timeout_seconds: float,
        lease_seconds: float,
    ) -> None:
        self._messages = messages
        self._queue_name = queue_name
        self._prefetch = prefetch
        self._timeout_seconds = timeout_seconds
        self._lease_seconds = lease_seconds
        self._owner = uuid.uuid4().hex
        self._held: set[int] = set()
        self._room = Event()
        self._renewed_at = time.monotonic()

    def __next__(self) -> MessageProxy | None:
        """The next message, or None if none came in time or as many as allowed are held already."""
        deadline = time.monotonic() + self._timeout_seconds
        while True:
            self._renew_if_due()
            if len(self._held) < self._prefetch and (message := self._take()):
                return message
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                return None
            self._room.wait(min(POLL_SECONDS, remaining))
            self._room.clear()

    def ack(self, message: MessageProxy) -> None:
        """The message has been processed: forget it, unless its lease was lost in the meantime."""
        held = _held(message)
        self._messages.delete(held.row, held.owner)
        self._let_go(held)

    def nack(self, message: MessageProxy) -> None:
        """Put the message aside as a dead letter."""
        held = _held(message)
        self._messages.bury(held.row, held.owner)
        self._let_go(held)

    def requeue(self, messages: Iterable[MessageProxy]) -> None:
        """Let others have messages that were taken but not begun."""
        for message in messages:
            held = _held(message)
            self._messages.give_back(held.row, held.owner)
            self._let_go(held)

    def _take(self) -> HeldMessage | None:
        taken = self._messages.take(self._queue_name, self._owner, self._lease_seconds)
        if taken is None:
            return None
        row, content = taken
        try:
            message = HeldMessage(dramatiq.Message.decode(content), row, self._owner)
        except DecodeError:
            self._messages.bury(row, self._owner)
            return None
        self._held.add(row)
        return message

    def _renew_if_due(self) -> None:
        if self._held and time.monotonic() - self._renewed_at >= self._lease_seconds / 3:
            self._messages.renew(self._owner, self._lease_seconds)
            self._renewed_at = time.monotonic()

    def _let_go(self, held: HeldMessage) -> None:
        self._held.discard(held.row)
        self._room.set()


def _held(message: MessageProxy) -> HeldMessage:
    """A message that comes back from dramatiq: always one that a consumer of ours gave it."""
    if not isinstance(message, HeldMessage):
        raise TypeError(f"not a message of this broker: {message!r}")
    return message
