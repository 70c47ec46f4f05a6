"""Whether a word is Swedish as it is written: the lexicon knows it, and its casing is a word's."""

import re

from workers.repair import known
from workers.repair.known import is_form

_SIGNS = re.compile(r"^\W+|\W+$")


def is_known(word: str) -> bool:
    """Whether the word, in its own case or as a sentence's first, is known."""
    in_capitals = word.isupper() and len(word) > 1
    return (in_capitals or word[1:] == word[1:].lower()) and is_form(word.lower())


def is_one_word(word: str) -> bool:
    """Whether a list has the word as one: not only two that may make a compound."""
    return known.is_one_word(word.lower())


def bare(word: str) -> str:
    """The word without the signs around it."""
    return _SIGNS.sub("", word)
