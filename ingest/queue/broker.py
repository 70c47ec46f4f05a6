"""Which broker a URL means, and the one kind of message that goes through it.

A message is only a wake-up call. Attempts are counted in the register's claims and every engine call has
its own time-out, so the broker carries none of dramatiq's middleware: a message is acknowledged once its
actor has returned or raised, and work that is still open then is found again by the register's sweep.
"""

from pathlib import Path

import dramatiq
from dramatiq.errors import BrokerError
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from ingest.errors import Misconfigured, QueueUnavailable
from ingest.queue.sqlite import SqliteBroker

QUEUE = "documents"
READ_PAGE = "read_page"
"""Name of the actor that reads one page: `read_page(document_id, page)`, pages counted from 1."""
ASSEMBLE = "assemble"
"""Name of the actor that makes the record of a document whose pages are read: `assemble(document_id, 0)`."""


def broker_from_url(url: str) -> dramatiq.Broker:
    """The broker at `sqlite:///PATH`, with its queue declared. Nothing is opened before the first use.

    Misconfigured for any other URL.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise Misconfigured(setting="queue_url", why="not a URL") from error
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise Misconfigured(setting="queue_url", why="only sqlite:///PATH is supported")
    broker = SqliteBroker(Path(parsed.database), middleware=[])
    broker.declare_queue(QUEUE)
    return broker


def send(broker: dramatiq.Broker, actor_name: str, document_id: str, page: int) -> None:
    """Wake a worker up for a page (or for page 0, the assembly). QueueUnavailable."""
    message = dramatiq.Message[None](
        queue_name=QUEUE, actor_name=actor_name, args=(document_id, page), kwargs={}, options={}
    )
    try:
        broker.enqueue(message)
    except BrokerError as error:
        raise QueueUnavailable from error
