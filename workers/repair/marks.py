"""Diacritics that stand beside their letter: `Fo¨rvaltningen`, `F¨orvaltningen`, `Fo ¨rvaltningen`.

PDF writers print a letter and its mark apart, the mark before or after, with or without a space. Which, is
decided once for the whole text, by which composition gives likelier Swedish.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workers.repair.edits import Change, changed
from workers.repair.swedish import cost, is_common
from workers.repair.tokens import LONGEST_TOKEN

MARKS = {
    "¨": "\u0308",
    "\u0308": "\u0308",
    "˚": "\u030a",
    "\u030a": "\u030a",
    "°": "\u030a",
    "´": "\u0301",
    "\u0301": "\u0301",
}
"""A mark as it is seen, and the combining mark it stands for. `°` is a ring only inside a word; `´` is one
only in a text that has other marks too, being an apostrophe else (`Lasse´s`)."""
COMPOSED = frozenset("åäöÅÄÖéÉüÜ")
VOWELS = frozenset("aeiouyåäöé")
"""A string without any is no word of its own but the rest of one."""

_MARK = "[¨\u0308˚\u030a°´\u0301]"
_SPACED = re.compile("[A-Za-zåäö][¨˚]|[¨˚][A-Za-zåäö]|[AOUEaoue] [\u0308\u030a]|[a-zåäö]°[a-zåäö]")
"""A mark that touches a letter; one that stands alone is spoken of, not printed apart."""
_AFTER = re.compile(f"(?P<letter>[AOUEaoue]) ?(?P<mark>{_MARK})(?P<gap> ?)")
_BEFORE = re.compile(f"(?P<mark>{_MARK}) ?(?P<letter>[AOUEaoue])(?P<gap> ?)")
_LINE_WITH_MARK = re.compile(f"(?m)^[^\n]*{_MARK}[^\n]*")


def composed(text: str) -> Sequence[Change]:
    """Each letter and the mark beside it as one letter, in the lines that become likelier by it."""
    if not _SPACED.search(text):
        return ()
    options = [list(_likelier_lines(pattern, text)) for pattern in (_AFTER, _BEFORE)]
    best = min(options, key=lambda lines: sum(line.nats for line in lines))
    return [change for line in best for change in line.changes]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Line:
    """The compositions in one line, and what they add to its cost, in nats."""

    changes: list[Change]
    nats: float


def _likelier_lines(pattern: re.Pattern[str], text: str) -> Iterator[_Line]:
    for line in _LINE_WITH_MARK.finditer(text):
        changes = list(_compositions(pattern, line.group()))
        nats = _nats(changed(line.group(), changes)) - _nats(line.group())
        if nats < 0:
            yield _Line(changes=[_moved(change, line.start()) for change in changes], nats=nats)


def _compositions(pattern: re.Pattern[str], line: str) -> Iterator[Change]:
    for found in pattern.finditer(line):
        letter = unicodedata.normalize("NFC", found["letter"] + MARKS[found["mark"]])
        if letter in COMPOSED and (found["mark"] != "°" or _inside_word(found)):
            yield Change(
                start=found.start(),
                end=found.end() - (len(found["gap"]) and not _goes_on(found, letter)),
                after=letter,
                kind="unicode",
            )


def _inside_word(found: re.Match[str]) -> bool:
    before = found.string[max(0, found.start() - 1) : found.start()]
    after = found.string[found.end() : found.end() + 1]
    return " " not in found.group() and before.isalpha() and after.isalpha()


def _goes_on(found: re.Match[str], letter: str) -> bool:
    """Whether the word continues behind the space that follows the letter."""
    start, end = found.span()
    head = found.string[max(0, start - LONGEST_TOKEN) : start].rpartition(" ")[2] + letter
    tail = found.string[end : end + LONGEST_TOKEN].partition(" ")[0].rstrip(".,;:!?)")
    if not (tail.isalpha() and tail.islower()) or len(head) + len(tail) > LONGEST_TOKEN:
        return False
    return not VOWELS & set(tail) or (is_common(head + tail) and not is_common(head))


def _nats(line: str) -> float:
    return sum(cost(token) for token in line.split() if len(token) <= LONGEST_TOKEN)


def _moved(change: Change, by: int) -> Change:
    return replace(change, start=change.start + by, end=change.end + by)
