"""Which broker a URL means, and the one kind of message that goes through it.

A message is only a wake-up call. Attempts are counted in the register's claims and every engine call has
its own time-out, so the broker carries none of dramatiq's middleware: a message is acknowledged once its
actor has returned or raised, and work that is still open then is found again by the register's sweep.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dramatiq
from dramatiq.errors import BrokerError
from sqlalchemy import URL
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from ingest.errors import Misconfigured, QueueUnavailable
from ingest.queue.rabbit import RabbitBroker
from ingest.queue.sqlite import SqliteBroker

QUEUE = "documents"
READ_PAGE = "read_page"
"""Name of the actor that reads one page: `read_page(document_id, page)`, pages counted from 1."""
ASSEMBLE = "assemble"
"""Name of the actor that makes the record of a document whose pages are read: `assemble(document_id, 0)`."""
RUN_AGAIN = "run_again"
"""Name of the actor that runs a read document again: `run_again(document_id, unit)`, a unit of a run."""


Broker = SqliteBroker | RabbitBroker


def broker_from_url(url: str) -> Broker:
    """The broker at `sqlite:///PATH`, `amqp://USER:PASSWORD@HOST:PORT/VHOST` or, encrypted, `amqps://…`.

    Its queue is declared; nothing is opened before the first use. Misconfigured for any other URL; the
    message never repeats it, for it holds a password.
    """
    try:
        parsed = make_url(url)
        broker = _broker(parsed, url)
    except (ArgumentError, ValueError) as error:
        raise _misconfigured("not a URL") from error
    broker.declare_queue(QUEUE)
    return broker


def send(broker: Broker, actor_name: str, document_id: str, page: int) -> None:
    """Wake a worker up for a page, for page 0, the assembly, or for a unit of a run. QueueUnavailable."""
    message = dramatiq.Message[None](
        queue_name=QUEUE, actor_name=actor_name, args=(document_id, page), kwargs={}, options={}
    )
    with _translated():
        broker.enqueue(message)


def waiting(broker: Broker) -> int:
    """Messages that no worker holds. QueueUnavailable."""
    with _translated():
        return broker.waiting(QUEUE)


def _broker(parsed: URL, url: str) -> Broker:
    kind = parsed.get_backend_name()
    if kind == "sqlite" and parsed.database:
        return SqliteBroker(Path(parsed.database), middleware=[])
    if kind in ("amqp", "amqps") and parsed.host:
        return RabbitBroker(url, middleware=[])
    raise _misconfigured("neither sqlite:///PATH nor amqp://HOST")


def _misconfigured(why: str) -> Misconfigured:
    return Misconfigured(setting="queue_url", why=why)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (BrokerError, OSError) as error:
        raise QueueUnavailable from error
