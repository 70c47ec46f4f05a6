"""Hands work from the register's outbox to the broker, and sweeps up what got lost on the way.

A row leaves the outbox only after the broker has taken its message: a crash in between sends it twice,
never not at all, and the second one falls off at the claim.
"""

import logging
import threading
import time

from ingest.errors import RetryLater
from ingest.queue import ASSEMBLE, READ_PAGE, Broker, send
from ingest.register import ASSEMBLY, Register
from ingest.settings import Settings

_log = logging.getLogger(__name__)

_BATCH = 100
"""Rows handed over between two deletions: what a crash sends twice at most."""
_POLL_SECONDS = 0.1
"""How long new work waits at most before the broker hears of it."""
_BACK_OFF_SECONDS = (0.5, 1.0, 2.0, 5.0)
"""Waits after errors in a row; the last one repeats."""


def relay_once(register: Register, broker: Broker) -> int:
    """Hand one batch of due work to the broker; returns how much. RegisterUnavailable, QueueUnavailable.

    What was handed over before the queue failed leaves the outbox all the same.
    """
    sent: list[int] = []
    try:
        for work in register.outbox(_BATCH):
            send(broker, ASSEMBLE if work.page == ASSEMBLY else READ_PAGE, work.document_id, work.page)
            sent.append(work.sequence)
    finally:
        if sent:
            register.sent(sent)
    return len(sent)


def run_relay(register: Register, broker: Broker, settings: Settings, stop: threading.Event) -> None:
    """Relay and sweep until `stop` is set. Survives a register or a queue that does not answer."""
    sweep_at = time.monotonic()
    failures = 0
    while not stop.is_set():
        try:
            if time.monotonic() >= sweep_at:
                _sweep(register, settings)
                sweep_at = time.monotonic() + settings.sweep_seconds
            idle = relay_once(register, broker) < _BATCH
            failures = 0
        except RetryLater as error:
            wait = _BACK_OFF_SECONDS[min(failures, len(_BACK_OFF_SECONDS) - 1)]
            failures += 1
            _log.warning("The relay waits %.1f s: %s (%s)", wait, error, error.__cause__)
            stop.wait(wait)
            continue
        if idle:
            stop.wait(_POLL_SECONDS)


def _sweep(register: Register, settings: Settings) -> None:
    swept = register.sweep(attempts=settings.attempts, requeue_seconds=settings.requeue_seconds)
    if swept.requeued or swept.given_up:
        _log.info("Swept: %d queued again, %d given up", swept.requeued, swept.given_up)
