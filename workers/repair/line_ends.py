"""Words and numbers that a line's end has broken, made whole again on the first of the two lines.

A hyphen at a line's end is taken out between two parts of a word (`förvalt-⏎ningen`), and stays where the
word is written with one (`EU-⏎kommissionen`, `009-⏎1322/2011`). A hanging hyphen (`risk-⏎och sårbarhets…`)
is not a break. A soft hyphen always is.
"""

import re
from collections.abc import Iterator, Sequence

from workers.repair.edits import Change
from workers.repair.model import model

_AFTER_HANGING_HYPHEN = (
    "och eller samt respektive resp till kontra men liksom som såväl og und oder and or ja tai"
)
AFTER_HANGING_HYPHEN = frozenset(_AFTER_HANGING_HYPHEN.split())
"""In Swedish and in the languages of annexes."""
ALSO_AN_ENDING = "samt"
"""`gemen-⏎samt` is one word where the dictionary has it and no compound begins with its head; `risk-⏎samt` is
not, nor is `lång-⏎samt` for sure."""
SHORTEST_HEAD = 3
KEEPS_ITS_HYPHEN = frozenset({"a", "b", "c", "d", "e", "x", "it", "tv", "pdf", "cd", "ip", "icke"})
"""First parts that are written with a hyphen though they are lower-case."""

_BREAK = re.compile(
    r"(?<=\w)(?P<hyphen>[-‐\u00ad])(?P<break>[ \t\r]*\n(?:[ \t\r]*\n)?[ \t]*)"
    r"(?P<tail>\w+)(?P<rest>\S*)(?P<gap> ?)"
)
"""Scans and PDF texts may have a blank line after every line."""
_HEAD = re.compile(r"\w+\Z")
_NUMBER = re.compile(
    r"\b\d{1,3}(?:[.-]\d+)*-\d{1,7}/\d{2,4}\b"  # 009-1322/2011
    r"|\b[A-ZÅÄÖ][\w.]{0,5}[- ]\d{4}-\d{3,7}\b"  # KS-2025-00620
    r"|\b(?:19|20)\d\d-[01]\d-[0-3]\d\b"
)
"""Diarienummer and ISO dates; another number with a hyphen at a line's end may be an open range."""
LONGEST_HEAD = 40
"""Characters before the hyphen that are looked at."""


def joined(text: str) -> Sequence[Change]:
    """Every broken word or number, whole, and the line break behind it.

    A word that is broken twice is joined once here; the next round joins the rest.
    """
    return list(_joins(text))


def _joins(text: str) -> Iterator[Change]:
    for found in _BREAK.finditer(text):
        hyphen = _hyphen(found)
        if hyphen is None:
            continue
        line_break = found["break"] if found["gap"] else ""
        yield Change(
            start=found.start(),
            end=found.end(),
            after=hyphen + found["tail"] + found["rest"] + line_break,
            kind="line_join",
        )


def _hyphen(found: re.Match[str]) -> str | None:
    """What stands between the joined parts, nothing or a hyphen; None where nothing is broken."""
    before = found.string[max(0, found.start() - LONGEST_HEAD) : found.start()]
    head = _HEAD.search(before)
    if head is None:
        return None
    word, tail = head.group(), found["tail"]
    if found["hyphen"] == "\u00ad":
        return "" if word[-1].isalpha() and tail[0].isalpha() else None
    if tail[0].islower():
        return _hyphen_of_word(word, tail)
    number = f"{before}-{tail}{found['rest']}"
    spanning = any(m.start() < len(before) < m.end() for m in _NUMBER.finditer(number))
    return "-" if spanning else None


def _hyphen_of_word(head: str, tail: str) -> str | None:
    if tail in AFTER_HANGING_HYPHEN and not (tail == ALSO_AN_ENDING and _goes_on_in_samt(head)):
        return None
    abbreviated = len(head) > 1 and head.isupper()
    return "-" if head[-1].isdigit() or abbreviated or head.lower() in KEEPS_ITS_HYPHEN else ""


def _goes_on_in_samt(head: str) -> bool:
    forms = model().forms
    whole, part = forms.find((head + ALSO_AN_ENDING).lower()), forms.find(head.lower())
    begins_compounds = len(head) < SHORTEST_HEAD or (part is not None and part.first is not None)
    return whole is not None and whole.number > 0 and not begins_compounds
