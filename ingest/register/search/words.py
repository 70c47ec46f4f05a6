"""How texts and queries fall into words: by the same rule, whichever database is behind it. Pure.

A word is a run of letters and figures, in small letters. Composed letters stay what they are: å, ä and ö are
no a and o, and é is no e.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.register.search.dnr_keys import LABEL, sought_keys

LONGEST_WORD = 500
"""Characters; PostgreSQL takes no word of much more, and no query is longer."""
MOST_TERMS = 20
"""Terms of a query that count: more would only cost time."""

WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r'"([^"]*)"?|([^"]+)')
_PREFIX = re.compile(r"[^\W\d_]{1,5}(?:-[^\W\d_]{1,3})?")
_NUMBER = re.compile(r"(?=.*\d)[^\W_]+(?:[-–‐−/:.][^\W_]+)+")
_FIGURES = re.compile(r"\d{1,6}")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, kw_only=True)
class Term:
    """One thing that must be found: words that stand together, or a document with one of these dnr."""

    words: tuple[str, ...]
    #: Whether the last word may go on.
    prefix: bool = False
    #: Spelling-insensitive keys, when the term may be a dnr.
    dnr_keys: tuple[str, ...] = ()


def composed(text: str) -> str:
    """The text with its letters composed, as it is kept and shown."""
    return unicodedata.normalize("NFC", text).replace("\x00", " ")


def words(text: str) -> list[str]:
    """The words of a text, in order."""
    return [found.group()[:LONGEST_WORD] for found in WORD.finditer(composed(text).lower())]


def terms(query: str) -> tuple[Term, ...]:
    """What a query asks for. Any string is one; what holds no word asks for nothing."""
    found: list[Term] = []
    for piece in _PIECE.finditer(composed(query)):
        quoted, loose = piece.groups()
        found += _phrase(quoted) if quoted is not None else _loose_terms(loose.split())
    return tuple(found[:MOST_TERMS])


def _loose_terms(pieces: list[str]) -> Iterator[Term]:
    at = 0
    while at < len(pieces):
        length = _dnr_length(pieces[at:])
        if length:
            spelled = LABEL.sub("", " ".join(pieces[at : at + length]))
            yield Term(words=tuple(words(spelled)), dnr_keys=sought_keys(spelled))
        else:
            yield from _phrase(pieces[at], prefix=pieces[at].endswith("*"))
        at += length or 1


def _phrase(text: str, *, prefix: bool = False) -> Iterator[Term]:
    in_it = tuple(words(text))
    if in_it:
        yield Term(words=in_it, prefix=prefix)


def _dnr_length(pieces: list[str]) -> int:
    """How many of the pieces, from the first on, may be one dnr: `dnr KS 2025/153`, `KS 2025 153`."""
    at = 1 if LABEL.fullmatch(f"{pieces[0]} ") else 0
    prefixed = at < len(pieces) and _PREFIX.fullmatch(pieces[at]) is not None
    at += prefixed
    if at < len(pieces) and _NUMBER.fullmatch(pieces[at]):
        at += 1
        while at < len(pieces) and _FIGURES.fullmatch(pieces[at]):
            at += 1
        return at
    if (
        prefixed
        and at + 1 < len(pieces)
        and _YEAR.fullmatch(pieces[at])
        and _FIGURES.fullmatch(pieces[at + 1])
    ):
        return at + 2
    return 0
