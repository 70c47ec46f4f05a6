"""How likely a string of letters is as a word of official Swedish, for words that no list knows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LETTERS = "^abcdefghijklmnopqrstuvwxyzåäöé*"
EDGE = "^"
OTHER = "*"
HIGHEST_COST = 12.0
"""Nats that the level 255 stands for."""

Levels = NDArray[np.uint8]
_NUMBER = {letter: at for at, letter in enumerate(LETTERS)}
_OTHER = _NUMBER[OTHER]
_SIZE = len(LETTERS)


@dataclass(frozen=True, kw_only=True)
class Spelling:
    """`levels[a, b, c, d]` is the cost of d after a, b and c."""

    levels: memoryview

    def log_probability(self, word: str) -> float:
        """ln P(word) as a word type; lower case. The word's end is part of it."""
        number = _NUMBER.get
        levels = self.levels
        context = total = 0
        for letter in word:
            at = context * _SIZE + number(letter, _OTHER)
            total += levels[at]
            context = at % (_SIZE * _SIZE * _SIZE)
        return -(total + levels[context * _SIZE]) * (HIGHEST_COST / 255)
