"""How the C library hands out memory in a worker."""

import ctypes

M_MMAP_THRESHOLD = -3
LARGE = 1 << 20
"""Bytes. A page's pixels and what networks make of them are far larger, and are needed for moments only."""


def give_large_blocks_back() -> None:
    """Large blocks go back to the system as soon as they are free.

    By itself glibc moves its threshold up with the first large block that is freed, to 32 MB, and keeps the
    freed pixels of every later page: some 50 MB for each worker. Does nothing where `mallopt` is not known.
    """
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallopt"):
        libc.mallopt(M_MMAP_THRESHOLD, LARGE)
