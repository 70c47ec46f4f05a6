"""Stems of words, one of which stands in every text that a rule can match: asked before the rule is tried.

Most texts hold no word of most rules. A rule that says which words it waits for is spared them:

    _CITED = Stems("sou", "prop", "dir")
    for passage in manuscript.body:
        if _CITED.among(passage.words) and (match := _PATTERN.search(passage.text)): …

`words` of a passage are its words in lower case, told once for all rules; for other texts `Stems.stand_in`
does the same. A stem is any part of one word, in lower case; it holds no white space. The stems must cover
the rule: a text that the rule matches and that holds none of them would be missed.
"""

from collections.abc import Iterable
from functools import lru_cache

REMEMBERED = 16_384
"""Words of which each set of stems knows whether they hold one: a language's common ones."""


class Stems:
    """Parts of words. Each word is looked at once and then known."""

    def __init__(self, *stems: str) -> None:
        self._stems = stems
        self._holds = lru_cache(maxsize=REMEMBERED)(self._look)

    def among(self, words: Iterable[str]) -> bool:
        """Whether one of the words, in lower case, holds a stem."""
        return any(map(self._holds, words))

    def stand_in(self, text: str) -> bool:
        """Whether a word of the text holds a stem."""
        return any(map(self._holds, text.lower().split()))

    def _look(self, word: str) -> bool:
        return any(stem in word for stem in self._stems)
