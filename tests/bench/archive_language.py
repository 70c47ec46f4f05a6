"""The made-up language of `./bench web`: words as unevenly frequent, as long and as many as Swedish ones.

Zipf's law as Mandelbrot mended it, over so many words that new ones keep turning up, as names and compounds
do in real archives.
"""

import random
import re
from collections.abc import Iterator
from itertools import islice

import numpy as np

WORDS_OF_A_LANGUAGE = 200_000
FLATTENED, STEEPNESS = 2.7, 1.05
"""Of the frequency 1 / (rank + FLATTENED) ^ STEEPNESS."""
WORDS_ON_A_LINE = 10
SYLLABLES = tuple(
    re.findall(
        r"\w+",
        "för an sö kan be slut nämn den vå rå dig här ut sam ord tid lag ren bygg väg skol ar e en är mil jö "
        "plan kom mun re gi on ens hand lägg are stad skog ström å bo stöd om sorg",
    )
)


class Language:
    """Words, the first ones the most frequent and mostly short."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)  # It makes words, no secrets.
        self.words = tuple(islice(_words(chance), WORDS_OF_A_LANGUAGE))
        ranks = np.arange(1, WORDS_OF_A_LANGUAGE + 1)
        shares = (ranks + FLATTENED) ** -STEEPNESS
        self._up_to = np.cumsum(shares / shares.sum())

    def text(self, chance: np.random.Generator, length: int) -> str:
        """So many words in lines, a full stop now and then."""
        drawn = np.minimum(np.searchsorted(self._up_to, chance.random(length)), WORDS_OF_A_LANGUAGE - 1)
        words = [self.words[at] for at in drawn]
        lines = (" ".join(words[at : at + WORDS_ON_A_LINE]) for at in range(0, length, WORDS_ON_A_LINE))
        return ".\n".join(lines)


def _words(chance: random.Random) -> Iterator[str]:
    """Different words without end, of one syllable at first and of up to six later."""
    made: set[str] = set()
    while True:
        longest = 1 + min(5, len(str(len(made))))
        word = "".join(chance.choices(SYLLABLES, k=chance.randint(max(1, longest - 3), longest)))
        if word not in made:
            made.add(word)
            yield word
