"""The way from the register to the workers: dramatiq messages that carry a document's id and a page."""

from ingest.queue.broker import ASSEMBLE, QUEUE, READ_PAGE, RUN_AGAIN, Broker, broker_from_url, send, waiting

__all__ = ["ASSEMBLE", "QUEUE", "READ_PAGE", "RUN_AGAIN", "Broker", "broker_from_url", "send", "waiting"]
