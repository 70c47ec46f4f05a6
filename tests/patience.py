"""Waiting for what must come to be, and for a process to rest, on a machine that may be busy otherwise.

No test measures how long something takes here: what else runs would decide it.
"""

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass

PATIENCE_SECONDS = 120.0
"""Many times what anything takes here: only what never comes to be takes as long."""
_LOOK_SECONDS = 0.02
_WINDOW_SECONDS = 1.0
"""How long a process is watched at a time."""


def wait_until(true: Callable[[], bool]) -> None:
    """Returns once it is true; AssertionError if it does not come to be."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < deadline, "it did not come to be"
        time.sleep(_LOOK_SECONDS)


@dataclass(frozen=True, kw_only=True)
class Unrest:
    """What this process did in a second in which it had nothing to do, all its threads together.

    What else runs on the machine makes both figures smaller, if anything.
    """

    #: How often a thread woke up from waiting.
    wakes: float
    #: Seconds of CPU time.
    cpu: float


def rests(*, wakes: float, cpu: float = 0.3) -> bool:
    """Whether this process comes to rest: one second in which it is up no more often and no longer.

    It may take some time until then: what is being started is not at rest yet.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS / 4
    while time.monotonic() < deadline:
        seen = _watched()
        if seen.wakes <= wakes and seen.cpu <= cpu:
            return True
    return False


def _watched() -> Unrest:
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF)
    time.sleep(_WINDOW_SECONDS)
    seconds, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Unrest(wakes=(after.ru_nvcsw - before.ru_nvcsw) / seconds, cpu=cpu / seconds)
