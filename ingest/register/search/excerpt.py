"""Where a query's words stand in a document: a few words around the first hit. Pure."""

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest.register.search.words import Term
from schemas.document import Excerpt

BEFORE, AFTER = 60, 160
"""Characters shown around the first hit, cut at white space."""

_NO_WORD_BEFORE, _NO_WORD_AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_BETWEEN, _REST_OF_WORD = r"[\W_]+", r"[^\W_]*"
_WHITE = re.compile(r"\s")


def excerpt(text: str, terms: Sequence[Term]) -> Excerpt | None:
    """The surroundings of the first hit, with every hit in them; None if nothing of it stands there."""
    hit = _pattern(tuple(terms))
    first = hit.search(text)
    if first is None:
        return None
    start = _at_space(text, max(0, first.start() - BEFORE), first.start())
    end = _at_space(text, min(len(text), first.end() + AFTER), first.end())
    shown = _WHITE.sub(" ", text[start:end])
    return Excerpt(
        text=shown,
        hits=tuple(found.span() for found in hit.finditer(shown)),
        cut_before=start > 0,
        cut_after=end < len(text),
    )


@lru_cache(maxsize=64)
def _pattern(terms: tuple[Term, ...]) -> re.Pattern[str]:
    """Any of the terms where it stands as words of its own, longer ones first."""
    ways = sorted((_way(term) for term in terms), key=len, reverse=True)
    return re.compile(f"{_NO_WORD_BEFORE}(?:{'|'.join(ways)})", re.IGNORECASE)


def _way(term: Term) -> str:
    return _BETWEEN.join(term.words) + (_REST_OF_WORD if term.prefix else _NO_WORD_AFTER)


def _at_space(text: str, place: int, hit: int) -> int:
    """The place moved towards the hit until a word is whole."""
    if place in (0, len(text)):
        return place
    step = 1 if place < hit else -1
    while place != hit and not text[place if step > 0 else place - 1].isspace():
        place += step
    return place
