"""Hands work from the register's outbox to the broker, and sweeps up what got lost on the way.

A row leaves the outbox only after the broker has taken its message: a crash in between sends it twice,
never not at all, and the second one falls off at the claim.

Documents take turns in the outbox, page by page, but a broker hands out what came first. So only a few
more messages wait there than there are workers: a letter that comes in after a long report waits for a few
of its pages, not for all of them.
"""

import logging
import threading
import time
from dataclasses import dataclass

from ingest.errors import RetryLater
from ingest.queue import ASSEMBLE, READ_PAGE, RUN_AGAIN, Broker, send, waiting
from ingest.register import ASSEMBLY, Register, Work
from ingest.settings import Settings

_log = logging.getLogger(__name__)

_BATCH = 100
"""Rows handed over between two deletions: what a crash sends twice at most."""
_POLL_SECONDS = 0.1
"""How long new work waits at most before the broker hears of it."""
_REFILL_SECONDS = 0.03
"""How long to wait for workers to take messages, when there is more work than the broker is to hold."""
_SPARE_MESSAGES = 8
"""Messages that may wait while nobody works: the first ones for workers that nobody knows of yet."""
_MESSAGES_PER_WORKER = 2
"""Messages that may wait for each worker that works."""
_BACKGROUND_MESSAGES = 1
"""Messages about runs that may wait while nothing else does."""
_BACK_OFF_SECONDS = (0.5, 1.0, 2.0, 5.0)
"""Waits after errors in a row; the last one repeats."""


@dataclass(frozen=True, kw_only=True)
class Relayed:
    """What one round of the relay did."""

    #: Messages handed to the broker.
    sent: int
    #: Whether more is due.
    left: bool


def relay_once(register: Register, broker: Broker) -> Relayed:
    """Hand due work to the broker, as much as it is to hold. RegisterUnavailable, QueueUnavailable.

    What was handed over before the queue failed leaves the outbox all the same.
    """
    if not register.outbox(1):
        return Relayed(sent=0, left=False)
    here = waiting(broker)
    room = _SPARE_MESSAGES + _MESSAGES_PER_WORKER * register.held() - here
    # One more than is handed over tells whether some are left: a long report's pages all stand there.
    due = register.outbox(min(_BATCH, max(0, room) + 1))
    ordinary = [work for work in due if work.page >= ASSEMBLY]
    # What is run again can wait. It is due only after everything else, and never stands before it in the
    # broker but for one message.
    now = ordinary[: max(0, room)] if ordinary else due[: max(0, _BACKGROUND_MESSAGES - here)]
    sent: list[int] = []
    try:
        for work in now:
            send(broker, _actor(work), work.document_id, work.page)
            sent.append(work.sequence)
    finally:
        if sent:
            register.sent(sent)
    return Relayed(sent=len(sent), left=len(sent) < len(due) or len(due) == _BATCH)


def _actor(work: Work) -> str:
    if work.page < ASSEMBLY:
        return RUN_AGAIN
    return ASSEMBLE if work.page == ASSEMBLY else READ_PAGE


def run_relay(register: Register, broker: Broker, settings: Settings, stop: threading.Event) -> None:
    """Relay and sweep until `stop` is set. Survives a register or a queue that does not answer."""
    sweep_at = time.monotonic()
    failures = 0
    while not stop.is_set():
        try:
            if time.monotonic() >= sweep_at:
                _sweep(register, settings)
                sweep_at = time.monotonic() + settings.sweep_seconds
            relayed = relay_once(register, broker)
            failures = 0
        except RetryLater as error:
            wait = _BACK_OFF_SECONDS[min(failures, len(_BACK_OFF_SECONDS) - 1)]
            failures += 1
            _log.warning("The relay waits %.1f s: %s (%s)", wait, error, type(error.__cause__).__name__)
            stop.wait(wait)
            continue
        stop.wait(_REFILL_SECONDS if relayed.left else _POLL_SECONDS)


def _sweep(register: Register, settings: Settings) -> None:
    swept = register.sweep(attempts=settings.attempts, requeue_seconds=settings.requeue_seconds)
    if swept.requeued or swept.given_up:
        _log.info("Swept: %d queued again, %d given up", swept.requeued, swept.given_up)
