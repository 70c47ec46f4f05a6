"""Whether words are Swedish, by the repair's lexicon: what a text layer is judged by."""

import re
from collections.abc import Sequence

from workers.repair.known import SHORTEST_PART, is_form, without_signs

SHORTEST_IN_CAPITALS = 5
"""Letters; shorter words in capitals are abbreviations."""
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


def _running(words: Sequence[str]) -> list[str]:
    """Words in lower case or in capitals throughout: others are often names, which are in no lexicon."""
    bare = [without_signs(word) for word in words]
    return [
        word
        for word in bare
        if word.isalpha() and ((word.islower() and len(word) >= SHORTEST_PART) or _is_in_capitals(word))
    ]


def _is_in_capitals(word: str) -> bool:
    return word.isupper() and len(word) >= SHORTEST_IN_CAPITALS


def shaped_share(words: Sequence[str]) -> float:
    """Share of the characters that stand in words of usual casing or in numbers; 1 without words.

    Characters that were put for each other by a font's own numbering break the casing of nearly every word.
    Addresses on the net are not counted.
    """
    bare = [(word, without_signs(word)) for word in words]
    judged = [(word, core) for word, core in bare if not _ADDRESS.fullmatch(core)]
    total = sum(len(word) for word, _ in judged)
    shaped = sum(len(word) for word, core in judged if not core or _SHAPED.fullmatch(core))
    return shaped / total if total else 1.0
