"""How memory is handed out and looked after in a worker."""

import ctypes
import gc
from typing import Any

import dramatiq

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
"""Of mallopt(3)."""
NEVER = 1 << 30
"""Bytes: more than is ever free at the end of the pool."""
LARGEST = 32 << 20
"""Bytes: the highest threshold that glibc takes. What is larger comes from the system and goes back to it."""


def keep_freed_memory() -> None:
    """What a page has freed stays in the pool, for what is read next on the same page.

    Given back at once, large blocks would be mapped and cleared anew each time: a scanned page's pixels and
    what networks make of them forty thousand times 4 kB, a twentieth of its time. And all threads share one
    pool, as only one of them works: a dozen MB that another would leave behind. Does nothing where `mallopt`
    is not known.
    """
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallopt"):
        libc.mallopt(M_MMAP_THRESHOLD, LARGEST)
        libc.mallopt(M_TRIM_THRESHOLD, NEVER)
        libc.mallopt(M_ARENA_MAX, 1)


def give_freed_memory_back() -> None:
    """All of it, not only what lies at the pool's end. Does nothing where `malloc_trim` is not known."""
    libc = ctypes.CDLL(None)
    if hasattr(libc, "malloc_trim"):
        libc.malloc_trim(0)


class MemoryGivenBack(dramatiq.Middleware):
    """A worker that waits, or goes on to another page, holds nothing of the last one."""

    def after_process_message(
        self,
        broker: dramatiq.Broker,  # noqa: ARG002 - the base class names it
        message: dramatiq.MessageProxy,  # noqa: ARG002
        *,
        result: Any = None,  # noqa: ARG002
        exception: BaseException | None = None,  # noqa: ARG002
    ) -> None:
        """The work that a message set off has ended."""
        give_freed_memory_back()


NEW_OBJECTS = 50_000
"""A page of text makes some 20,000 objects, none of them in cycles."""


def look_for_cycles_less_often() -> None:
    """Python looks for cycles after so many new objects, not after its 700.

    Each look goes on to older objects in the end, and a worker keeps lexicons of several hundred thousand: a
    tenth of a born-digital page's time.
    """
    gc.set_threshold(NEW_OBJECTS)
