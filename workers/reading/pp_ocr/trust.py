"""How probably a word was read right: a logistic model of what the network and the lexicon say of it. Pure.

The weights were fitted on 25,000 words of generated scans of all degradations (`tests/bench/scans`, the open
half) and hold for the networks named in `models` only.
"""

import re
from collections.abc import Callable, Sequence
from math import exp, log
from statistics import fmean

from workers.reading.pp_ocr.reading import Character

DOUBTFUL = 0.93
"""Words less probably right are marked as doubtful: one in twenty, which holds three of four wrong words."""
CERTAIN = 1e-4
IMPOSSIBLE = 1e-3
BASE = 0.40
LEAST, MEAN, LINE = 0.347, -1.043, -0.320
"""For the log odds of the word's least sure character, its mean and its line's mean."""
SURPRISE = 0.075
"""For each nat of all its characters together."""
UNKNOWN, UNKNOWN_NAME = 4.051, 4.051 - 2.459
"""For words that the lexicon does not know, small and with a capital: many of the latter are names."""
DIGITS, SIGNS, SINGLE = 1.460, 1.193, 1.220
LENGTH = 1.036
"""For the logarithm of its length."""
_EDGES = re.compile(r"^\W+|\W+$")
_PARTS = re.compile(r"[-/]")


def trust(word: Sequence[Character], line: float, is_known: Callable[[str], bool]) -> float:
    """Probability that every character of the word is right; `line` is its line's mean confidence."""
    text = "".join(character.text for character in word)
    probabilities = [character.probability for character in word]
    bare = _EDGES.sub("", text)
    odds = (
        BASE
        + LEAST * _log_odds(min(probabilities))
        + MEAN * _log_odds(fmean(probabilities))
        + LINE * _log_odds(line)
        + SURPRISE * sum(-log(max(probability, IMPOSSIBLE)) for probability in probabilities)
        + _strangeness(bare, is_known)
        + DIGITS * any(map(str.isdigit, bare))
        + SIGNS * (not bare)
        + SINGLE * (len(bare) == 1)
        + LENGTH * log(len(text))
    )
    return 1 / (1 + exp(odds))


def _strangeness(bare: str, is_known: Callable[[str], bool]) -> float:
    parts = [part for part in _PARTS.split(bare) if part]
    if not parts or not all(map(str.isalpha, parts)):
        return 0.0
    if all(len(part) == 1 or is_known(part) for part in parts):
        return 0.0
    return UNKNOWN_NAME if bare[0].isupper() else UNKNOWN


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, CERTAIN), 1 - CERTAIN)
    return log(bounded / (1 - bounded))
