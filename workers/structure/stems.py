"""Stems of words, one of which stands in every text that a rule can match: asked before the rule is tried.

Most texts hold no word of most rules. A rule that says which words it waits for is spared them:

    _MARKED = Stems("osl", "sekretess", "hemlig")
    if _MARKED.stand_in(text) and (match := _PATTERN.search(text)): …

A stem is any part of one word, in lower case, without white space. The stems must cover the rule: a text that
the rule matches and that holds none of them is missed. Each word is looked at once and then known.

Rules that are all asked of the same texts have their stems in one table, and a text is looked at once for all
of them (`StemTable`); for the passages of a document that is `Passage.cues`.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Generic, TypeVar

REMEMBERED = 16_384
"""Words that are known: a language's common ones."""

Rule = TypeVar("Rule", bound=object)


class Stems:
    """What one rule waits for."""

    def __init__(self, *stems: str) -> None:
        self._any = _any_of(stems)
        self._holds = lru_cache(maxsize=REMEMBERED)(self._look)

    def among(self, words: Iterable[str]) -> bool:
        """Whether one of the words, in lower case, holds a stem."""
        return any(map(self._holds, words))

    def stand_in(self, text: str) -> bool:
        """Whether a word of the text holds a stem."""
        return any(map(self._holds, text.lower().split()))

    def _look(self, word: str) -> bool:
        return self._any.search(word) is not None


class StemTable(Generic[Rule]):
    """What each of many rules waits for: its stems, with spaces between them."""

    def __init__(self, table: Mapping[Rule, str]) -> None:
        self._stems = [(stem, rule) for rule, stems in table.items() for stem in stems.split()]
        self._any = _any_of(stem for stem, _ in self._stems)
        self._known = lru_cache(maxsize=REMEMBERED)(self._look)

    def woken_by(self, words: Iterable[str]) -> frozenset[Rule]:
        """The rules that one of the words, in lower case, holds a stem of."""
        return frozenset().union(*map(self._known, words))

    def _look(self, word: str) -> frozenset[Rule]:
        if self._any.search(word) is None:
            return frozenset()
        return frozenset(rule for stem, rule in self._stems if stem in word)


def _any_of(stems: Iterable[str]) -> re.Pattern[str]:
    """One of the stems. Those that begin alike are tried together: most letters of a word begin none."""
    by_beginning: dict[str, list[str]] = {}
    for stem in stems:
        by_beginning.setdefault(stem[0], []).append(re.escape(stem[1:]))
    return re.compile("|".join(f"{re.escape(one)}(?:{'|'.join(rest)})" for one, rest in by_beginning.items()))
