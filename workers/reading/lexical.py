"""Whether words are Swedish, by the repair's lexicon: what a text layer is judged by."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from workers.repair.known import SHORTEST_PART, is_form, without_signs

SHORTEST_IN_CAPITALS = 5
"""Letters; shorter words in capitals are abbreviations."""
REMEMBERED = 16_384
"""Words whose looks are known."""
_SHAPED = re.compile(
    r"[^\W\d_](?:[a-zà-öø-ÿ]+|[A-ZÀ-ÖØ-Þ]+|)(?:[-:'’][^\W\d_]+)*(?:[.…·_]*\d{1,3})?"
    r"|[\d\W_]+(?:[^\W\d_]{1,4})?"
)
"""A word in usual casing, also with a note's number or (in a table of contents) a page's; or a number with a
unit or ending."""
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)\S+", re.IGNORECASE)
"""An address on the net, whose casing says nothing of a font."""


def is_known(word: str) -> bool:
    """Whether the word, without signs around it, is a Swedish form or a compound, or has no letters."""
    bare = without_signs(word)
    return not any(map(str.isalpha, bare)) or is_form(bare.lower())


def known_share(words: Sequence[str]) -> float | None:
    """Share of the running words that are Swedish; None where there is no such word."""
    running = _running(words)
    return sum(is_form(word.lower()) for word in running) / len(running) if running else None


def running_words(words: Sequence[str]) -> int:
    """How many words `known_share` counts."""
    return len(_running(words))


def shaped_share(words: Sequence[str]) -> float:
    """Share of the characters that stand in words of usual casing or in numbers; 1 without words.

    Characters that were put for each other by a font's own numbering break the casing of nearly every word.
    Addresses on the net are not counted.
    """
    judged = [(len(word), looks) for word in words if not (looks := _looks(word)).is_address]
    total = sum(length for length, _ in judged)
    return sum(length for length, looks in judged if looks.is_shaped) / total if total else 1.0


def _running(words: Sequence[str]) -> list[str]:
    """Words in lower case or in capitals throughout: others are often names, which are in no lexicon."""
    return [looks.bare for looks in map(_looks, words) if looks.is_running]


class _Looks(NamedTuple):
    """What can be said of a word by its letters' casing alone."""

    bare: str
    """Without the signs around it."""
    is_running: bool
    is_shaped: bool
    is_address: bool


@lru_cache(maxsize=REMEMBERED)
def _looks(word: str) -> _Looks:
    bare = without_signs(word)
    in_capitals = bare.isupper() and len(bare) >= SHORTEST_IN_CAPITALS
    in_lower_case = bare.islower() and len(bare) >= SHORTEST_PART
    return _Looks(
        bare=bare,
        is_running=bare.isalpha() and (in_lower_case or in_capitals),
        is_shaped=not bare or _SHAPED.fullmatch(bare) is not None,
        is_address=_ADDRESS.fullmatch(bare) is not None,
    )
