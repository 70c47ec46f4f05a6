"""The one door to marisa-trie: a static set of strings, numbered, a few bytes each, memory-mapped."""

from collections.abc import Iterable
from typing import Protocol

import marisa_trie  # type: ignore[import-not-found]


class Trie(Protocol):
    """What we use of a trie. Numbers are dense, from 0."""

    def __len__(self) -> int: ...
    def __getitem__(self, key: str) -> int:
        """The number of a key; KeyError if it is absent."""

    def get(self, key: str) -> int | None:
        """The number of a key, if it is there."""

    def keys(self, prefix: str = "") -> list[str]:
        """All keys that begin with `prefix`."""

    def prefixes(self, key: str) -> list[str]:
        """All keys that `key` begins with, shortest first."""

    def save(self, path: str) -> None:
        """Writes the file that `mmap` reads."""

    def mmap(self, path: str) -> "Trie":
        """Maps a saved trie into memory."""


def trie(keys: Iterable[str] = ()) -> Trie:
    """A trie of these keys."""
    made: Trie = marisa_trie.Trie(list(keys))
    return made
