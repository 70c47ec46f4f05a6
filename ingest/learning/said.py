"""What one correction says that the site's settings may lack, whether or not it holds. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from schemas.learning import TaughtSetting
from schemas.review import Correction, FieldTarget, RepairTarget, TextTarget

Taught = tuple[TaughtSetting, str]
"""A setting and a value that it lacks."""

LONGEST_ACRONYM = 5
"""Capitals alone, up to so many letters: no name."""
NAMED = frozenset({"issuer", "recipient", "officer", "signatories", "copy_to"})
"""Fields whose values are names."""
_PREFIX = re.compile(r"([A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{1,9})[\s/.:-]*\d")
_WORD = re.compile(r"(?<![\w?\ufffd@.])[^\W\d_]{4,}(?![\w?\ufffd@])")
"""At least four letters, since shorter words are too like too many others; no part of a code, an address or a
word that is still damaged."""


def said(correction: Correction) -> Iterator[Taught]:
    """Every value that the correction alone speaks for."""
    target = correction.target
    if isinstance(target, FieldTarget):
        yield from _of_value(target.path.split("/")[1], _text(correction.before), _text(correction.after))
    elif isinstance(target, TextTarget):
        before, after = _text(correction.before) or "", _text(correction.after) or ""
        rest = target.line_text[target.start + len(before) :]
        yield from _new_words(target.line_text, target.line_text[: target.start] + after + rest)
    elif isinstance(target, RepairTarget):
        sides = target.seen, target.proposed
        yield from _new_words(*sides if correction.after is True else reversed(sides))


def words_of(text: str) -> Counter[str]:
    """The words of a text that may be taught, as they are taught: a name in capitals is a name."""
    return Counter(
        word.capitalize() if word.isupper() else word
        for word in _WORD.findall(text)
        if not (word.isupper() and len(word) <= LONGEST_ACRONYM)
    )


def prefix_of(number: str) -> str | None:
    """The letters that a diarienummer begins with."""
    found = _PREFIX.match(number)
    return found[1] if found else None


def body_of(issuer: str) -> str:
    """The board or office: the last part of an issuer."""
    return issuer.rsplit(", ", maxsplit=1)[-1]


def _of_value(field: str, before: str | None, after: str | None) -> Iterator[Taught]:
    if after is None:
        return
    if field == "dnr" and (prefix := prefix_of(after)) is not None:
        yield "own_dnr_prefixes", prefix
    if field == "issuer":
        yield "own_bodies", body_of(after)
    if field in NAMED:
        yield from _new_words(before or "", after)


def _new_words(before: str, after: str) -> Iterator[Taught]:
    for word in words_of(after) - words_of(before):
        yield "own_words", word


def _text(value: object) -> str | None:
    """The text of a value, or of an entry with a value or a name."""
    if isinstance(value, Mapping):
        value = value.get("value", value.get("name"))
    return value if isinstance(value, str) else None
