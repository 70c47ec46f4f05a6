"""Shares of words in Swedish and its neighbours -> what each word says for another language.

A share is that of a list of word frequencies; what the list lacks has the share that its letters give it. The
shares of Swedish words are those of official text and of the list, each word as it is and as damage leaves
it.
"""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.repair.lexicon.neighbours import (
    EDGE,
    LANGUAGES,
    LETTERS,
    NATS_PER_LEVEL,
    OTHER,
)
from workers.repair.lexicon.skeleton import unmarked, without_marked
from workers.repair.lexicon.trie import Trie
from workers.repair.lexicon.trie import trie as make_trie

Shares = Mapping[str, float]
"""Words in lower case, with their share of all words."""

OFFICIAL = 0.6
"""Of the Swedish that comes in, how much is like the corpus; the rest is like the list."""
INTACT, STRIPPED, DROPPED = 0.5, 0.35, 0.15
"""How often a word with marks is met as it is, without them, and with nothing in their place."""
UNLISTED = 0.05
"""Share of running words that no list has, in any language."""
RARE = 2e-6
"""Share from which a word of a neighbour is listed; and a Swedish one in some state of damage."""
LEAST_SAID = 1.0
"""Nats by which a listed word must say something else than its letters, lest the letters do."""
MOST_SAID = 6.0
"""Nats that one word may say: a list of another kind of text is no better than that."""
_SAFE = frozenset(LETTERS) - {EDGE, OTHER}

Chances = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """`words` numbers the rows of `levels` (word, language); `letters` is (a, b, c, language). In levels."""

    words: Trie
    levels: NDArray[np.int8]
    letters: NDArray[np.int8]


def compile_neighbours(
    official: Mapping[str, int], swedish: Shares, others: Mapping[str, Shares]
) -> Compiled:
    """The tables; `official` counts the corpus's words, `others` has a list for each of LANGUAGES."""
    seen = _damaged(_mixed(official, swedish))
    own_letters = _letter_chances(seen)
    letters = {language: _letter_chances(_spelled(others[language])) for language in LANGUAGES}
    own = _Language(shares=seen, letters=own_letters)
    models = [_Language(shares=_spelled(others[name]), letters=letters[name]) for name in LANGUAGES]
    listed = sorted(
        {word for model in (own, *models) for word, share in model.shares.items() if share >= RARE}
    )
    rows = {}
    for word in listed:
        swedish_log = own.log_share(word)
        said = [_bounded(model.log_share(word) - swedish_log) for model in models]
        spelled = [model.log_letters(word) - own.log_letters(word) for model in models]
        if max(abs(a - _bounded(b)) for a, b in zip(said, spelled, strict=True)) >= LEAST_SAID:
            rows[word] = said
    words = make_trie(sorted(rows))
    levels = np.zeros((len(words), len(LANGUAGES)), dtype=np.int8)
    for word, said in rows.items():
        levels[words[word]] = _levels(np.array(said))
    table = np.stack([np.log(letters[name]) - np.log(own_letters) for name in LANGUAGES], axis=-1)
    return Compiled(words=words, levels=levels, letters=_levels(table))


@dataclass(frozen=True, kw_only=True)
class _Language:
    """Shares of its words, and the chances of its letters."""

    shares: Shares
    letters: Chances

    def log_share(self, word: str) -> float:
        return math.log(self.shares.get(word, 0.0) + UNLISTED * math.exp(self.log_letters(word)))

    def log_letters(self, word: str) -> float:
        codes = _codes(word)
        return float(
            sum(
                math.log(self.letters[codes[at - 2], codes[at - 1], codes[at]]) for at in range(2, len(codes))
            )
        )


def _codes(word: str) -> list[int]:
    return [LETTERS.index(letter) for letter in EDGE * 2 + word + EDGE]


def _bounded(nats: float) -> float:
    return max(-MOST_SAID, min(MOST_SAID, nats))


def _levels(nats: NDArray[np.float64]) -> NDArray[np.int8]:
    return np.clip(np.rint(nats / NATS_PER_LEVEL), -127, 127).astype(np.int8)


def _spelled(shares: Shares) -> dict[str, float]:
    """The words of letters that the tables know."""
    return {
        word: share for word, share in shares.items() if share and len(word) > 1 and _SAFE.issuperset(word)
    }


def _mixed(official: Mapping[str, int], listed: Shares) -> dict[str, float]:
    total = sum(official.values())
    mixed: defaultdict[str, float] = defaultdict(float)
    for word, count in official.items():
        mixed[word] += OFFICIAL * count / total
    for word, share in listed.items():
        mixed[word] += (1 - OFFICIAL) * share
    return _spelled(mixed)


def _damaged(shares: Shares) -> dict[str, float]:
    seen: defaultdict[str, float] = defaultdict(float)
    for word, share in shares.items():
        for state, how_often in ((word, INTACT), (unmarked(word), STRIPPED), (without_marked(word), DROPPED)):
            if len(state) > 1:
                seen[state] += how_often * share
    return dict(seen)


def _letter_chances(shares: Shares) -> Chances:
    """P(c | a b) over word types, a word weighing by the logarithm of its share; smoothed by Witten-Bell."""
    size = len(LETTERS)
    counts: tuple[Chances, ...] = tuple(np.zeros((size,) * length) for length in (1, 2, 3))
    least = math.log(min(shares.values()))
    for word, share in shares.items():
        weight = 1 + math.log(share) - least
        codes = _codes(word)
        for at in range(2, len(codes)):
            for length, table in enumerate(counts, start=1):
                table[tuple(codes[at - length + 1 : at + 1])] += weight
    chance: Chances = np.full(size, 1 / size)
    for table in counts:
        total = table.sum(axis=-1, keepdims=True)
        kinds = np.maximum((table > 0).sum(axis=-1, keepdims=True), 0.01)
        chance = (table + kinds * chance) / (total + kinds)
    return chance
