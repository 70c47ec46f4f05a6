"""A text as the words that traits are made of."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_FIGURES = re.compile(r"\d+")
_CAPITALS = re.compile(r"[A-ZÅÄÖ]{2,}")
_CAPITALIZED = re.compile(r"[A-ZÅÄÖ][a-zåäöéü]+")
_SMALL = re.compile(r"[a-zåäöéü]+")
ENDING = 6
"""Letters of a word's end: the last part of a compound says what it is, `byggnadsnämnden`, `ankomstdatum`."""
LONGEST_SHAPE = 24
REMEMBERED = 512
"""Texts whose words are remembered, those of some pages: a line is asked about for itself and for others."""


@lru_cache(maxsize=REMEMBERED)
def words(text: str) -> tuple[str, ...]:
    """Words, numbers as `0`, and marks, in lower case."""
    return tuple(["0" if word[0].isdigit() else word for word in _WORD.findall(text.lower())])


def ending(word: str) -> str:
    """The end of a longer word, or the whole of a shorter one."""
    return word[-ENDING:]


@lru_cache(maxsize=REMEMBERED)
def shape(text: str) -> str:
    """How it is written, without what: `Anna Berg, 08-508` is `Aa Aa, 0-0`."""
    for pattern, sign in ((_FIGURES, "0"), (_CAPITALS, "AA"), (_CAPITALIZED, "Aa"), (_SMALL, "a")):
        text = pattern.sub(sign, text)
    return " ".join(text.split())[:LONGEST_SHAPE]


def each(name: str, found: Sequence[str]) -> list[str]:
    """A trait for each word, and for the end of each longer one."""
    whole = [f"{name}={word}" for word in found]
    return whole + [f"{name}~{ending(word)}" for word in found if len(word) > ENDING]


def pairs(name: str, found: Sequence[str]) -> list[str]:
    """A trait for each two words that follow each other."""
    return [f"{name}={one}_{other}" for one, other in pairwise(found)]
