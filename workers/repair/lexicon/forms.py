"""The known word forms and compound parts, found by word or by skeleton."""

import math
from dataclasses import dataclass

from workers.repair.lexicon.skeleton import SEPARATOR, key, word_of
from workers.repair.lexicon.trie import Trie

WEIGHT_FLOOR, WEIGHT_BASE = 0.02, 1.12
"""A weight level l stands for WEIGHT_FLOOR · WEIGHT_BASE^l; level 0 for no such part."""

WORD, NAME, CORPUS, CAPITAL = 1, 2, 4, 8
"""Flags: a word by itself (not only a part of compounds); always with a capital; seen in the corpus; mostly
with a capital there (`Åklagarmyndigheten`)."""

_LOG_WEIGHT = tuple(math.log(WEIGHT_FLOOR) + level * math.log(WEIGHT_BASE) for level in range(256))


@dataclass(frozen=True, kw_only=True)
class Form:
    """A known form. `number`: in the language model, 0 if it has none; weights: ln, None if no such part."""

    word: str
    number: int
    flags: int
    first: float | None
    last: float | None

    @property
    def is_word(self) -> bool:
        """Whether it stands by itself."""
        return bool(self.flags & WORD)

    @property
    def is_name(self) -> bool:
        """Whether it is always written with a capital."""
        return bool(self.flags & NAME)

    @property
    def has_capital(self) -> bool:
        """Whether it is mostly written with a capital, also amid a sentence."""
        return bool(self.flags & (NAME | CAPITAL))


@dataclass(frozen=True, kw_only=True)
class Forms:
    """Tries and the arrays that they index; `first_total`, `last_total` are ln of the weights' sums."""

    trie: Trie
    first_skeletons: Trie
    dropped: Trie
    number: memoryview
    flags: memoryview
    first: memoryview
    last: memoryview
    first_total: float
    last_total: float

    def find(self, word: str) -> Form | None:
        """The form, or None if it is not known at all."""
        at = self.trie.get(key(word))
        return None if at is None else self._form(word, at)

    def alike(self, shape: str) -> list[Form]:
        """All forms with this skeleton."""
        return [
            self._form(word_of(stored), self.trie[stored]) for stored in self.trie.keys(shape + SEPARATOR)
        ]

    def first_parts(self, shape: str) -> list[str]:
        """Skeletons of first parts of compounds that `shape` begins with, shortest first."""
        return self.first_skeletons.prefixes(shape)

    def with_dropped(self, rest: str) -> list[str]:
        """Words that leave `rest` when their å, ä and ö are dropped."""
        return [stored.partition(SEPARATOR)[2] for stored in self.dropped.keys(rest + SEPARATOR)]

    def _form(self, word: str, at: int) -> Form:
        first, last = self.first[at], self.last[at]
        return Form(
            word=word,
            number=self.number[at],
            flags=self.flags[at],
            first=_LOG_WEIGHT[first] - self.first_total if first else None,
            last=_LOG_WEIGHT[last] - self.last_total if last else None,
        )
