"""How memory is handed out and looked after in a worker."""

import ctypes
import gc

M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8
"""Of mallopt(3)."""
LARGE = 1 << 20
"""Bytes. A page's pixels and what networks make of them are far larger, and are needed for moments only."""


def give_large_blocks_back() -> None:
    """Large blocks go back to the system as soon as they are free.

    By itself glibc moves its threshold up with the first large block that is freed, to 32 MB, and keeps the
    freed pixels of every later page: some 50 MB for each worker. And all threads share one pool, as only one
    of them works: a dozen MB that another would leave behind. Does nothing where `mallopt` is not known.
    """
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallopt"):
        libc.mallopt(M_MMAP_THRESHOLD, LARGE)
        libc.mallopt(M_ARENA_MAX, 1)


NEW_OBJECTS = 50_000
"""A page of text makes some 20,000 objects, none of them in cycles."""


def look_for_cycles_less_often() -> None:
    """Python looks for cycles after so many new objects, not after its 700.

    Each look goes on to older objects in the end, and a worker keeps lexicons of several hundred thousand: a
    tenth of a born-digital page's time.
    """
    gc.set_threshold(NEW_OBJECTS)
