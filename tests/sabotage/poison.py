"""Makes the parsers inside the sandbox truly crash, hang or eat memory on files that carry a mark.

Preloaded into the sandbox's host by `tests.sabotage.cli`: the marked file does to a parser what a hostile
file does, at the place where it would do it.
"""

import ctypes
import functools
from collections.abc import Callable
from typing import BinaryIO

from ingest.sandbox import Reply
from workers.reading import opening


def segfault() -> None:
    """Reads address zero."""
    ctypes.string_at(0)


def hang() -> None:
    """Never ends."""
    while True:
        pass


def memory_bomb() -> None:
    """Asks for memory until there is none."""
    hoard = []
    while True:
        hoard.append(bytearray(64 << 20))


SABOTAGE = {b"%SABOTAGE segfault": segfault, b"%SABOTAGE hang": hang, b"%SABOTAGE memory": memory_bomb}


def _sabotaged(function: Callable[..., Reply]) -> Callable[..., Reply]:
    @functools.wraps(function)
    def opened(source: BinaryIO, **arguments: str | int) -> Reply:
        content = source.read()
        source.seek(0)
        for mark, harm in SABOTAGE.items():
            if mark in content:
                harm()
        return function(source, **arguments)

    return opened


opening.open_page = _sabotaged(opening.open_page)
