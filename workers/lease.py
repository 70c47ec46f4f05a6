"""Keeps a claim alive while its work goes on."""

import logging
import threading
from types import TracebackType

from ingest.errors import InkomError, LeaseLost
from ingest.register import Claim, Register

log = logging.getLogger(__name__)


class Renewal:
    """Renews a claim's lease from a thread of its own until the work in the `with` block ends.

    A lost lease is no reason to break off: the result is written under a key that is the same for every
    worker, and the register refuses a stale owner's finish.
    """

    def __init__(self, register: Register, claim: Claim, lease_seconds: int) -> None:
        self._register = register
        self._claim = claim
        self._lease_seconds = lease_seconds
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

    def _renew(self) -> None:
        while not self._done.wait(self._lease_seconds / 3):
            try:
                self._register.renew(self._claim, self._lease_seconds)
            except LeaseLost:
                return
            except InkomError:
                log.warning("lease not renewed; trying again", exc_info=True)
