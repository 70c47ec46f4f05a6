"""Estimates the type size of a printed line from the heights of its words. Pure."""

from collections.abc import Sequence
from statistics import median

X_HEIGHT = 0.50
ASCENDER = 0.71
"""Capitals, digits and stems; the means over the common text faces, in type sizes."""
RINGED_CAPITAL = 0.92
DESCENDER = 0.21
LOW = frozenset("acemnorsuvwxz")
DESCENDING = frozenset("gjpqyQ,;()[]{}§/|")
RINGED = frozenset("ÅÄÖÉÜ")
FLAT = frozenset("-–—.,_·•:;'\"”’*+=~")
"""Marks whose height says little about the type; words of them alone are left out."""


def type_size(words: Sequence[tuple[str, float]]) -> float | None:
    """Points, from (text, height of its box in points); null when no word is fit to tell.

    Serves to tell headings from text, not to name the exact size: it is right within a tenth or so.
    """
    sizes = [
        height / _height_in_type_sizes(text)
        for text, height in words
        if any(character not in FLAT for character in text)
    ]
    return round(median(sizes), 1) if sizes else None


def _height_in_type_sizes(text: str) -> float:
    characters = set(text)
    if characters & RINGED:
        top = RINGED_CAPITAL
    elif characters - LOW - DESCENDING - FLAT or characters & frozenset("jQ()[]{}§/|"):
        top = ASCENDER
    else:
        top = X_HEIGHT
    return top + (DESCENDER if characters & DESCENDING else 0.0)
