"""Keeps a claim alive while its work goes on."""

import logging
import os
import threading
import time
from types import TracebackType

from ingest.errors import InkomError, LeaseLost
from ingest.register import ASSEMBLY, Claim, Register
from ingest.settings import Settings

EXIT_HUNG = 70
"""Exit code of a worker that ended itself (EX_SOFTWARE)."""

log = logging.getLogger(__name__)


LOOKS = 2
"""Times that the sandbox is asked about one page: what it says, what it looks like."""
READINGS = 3
"""Times that a page may be read: sample lines, the rest, and all of it by the other reader."""


def longest(page: int, settings: Settings) -> float:
    """Seconds that a unit of work may take: its own time-outs together, at most `INKOM_UNIT_SECONDS`."""
    if page == ASSEMBLY:
        return settings.unit_seconds
    return min(settings.unit_seconds, LOOKS * settings.page_seconds + READINGS * settings.recognise_seconds)


class Renewal:
    """Renews a claim's lease from a thread of its own until the work in the `with` block ends.

    Work that takes longer than `longest` hangs, and Python cannot interrupt it: the process ends itself, the
    lease runs out, and the attempt counts. A lost lease is no reason to break off: the result
    is written under a key that is the same for every worker, and the register refuses a stale owner's finish.
    """

    def __init__(self, register: Register, claim: Claim, settings: Settings) -> None:
        self._register = register
        self._claim = claim
        self._lease_seconds = settings.lease_seconds
        self._deadline = time.monotonic() + longest(claim.page, settings)
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._renew, name="lease", daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._done.set()
        self._thread.join()

    def _left(self) -> float:
        return self._deadline - time.monotonic()

    def _renew(self) -> None:
        while not self._done.wait(min(self._lease_seconds / 3, max(0.0, self._left()))):
            if self._left() <= 0:
                log.critical("work on %s hangs; ending the process", self._claim)
                os._exit(EXIT_HUNG)
            try:
                self._register.renew(self._claim, self._lease_seconds)
            except LeaseLost:
                return
            except InkomError:
                log.warning("lease not renewed; trying again", exc_info=True)
