"""Notes at the foot of a page, tied to the marks in the text that they explain."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from schemas.structure import LineRef
from workers.structure.lines import Line

SMALL = 0.88
"""Ratio of type heights under which small type low on the page is a footnote."""
LOW = 0.6
"""Share of the page's height below which footnotes stand."""
MOST_LINES = 14
"""Lines at a page's end that are looked at, where nothing but the marks in the text tells."""

_BEGINS = re.compile(r"(?P<number>\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2})[.)]?\s+(?=[A-ZÅÄÖ(”\"]|http|www|[a-zåäö])")
_BEGINS_PLAIN = re.compile(r"(?P<number>\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2})\s+(?=[A-ZÅÄÖ”\"]|http|www)")
_RAISED = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
_MARK = re.compile(r"(?<=[a-zåäöA-ZÅÄÖ.,;:)”\"])(?P<number>[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2}|\d{1,2})(?=[\s.,;:)]|$)")
_RAISED_ONLY = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]")


@dataclass(frozen=True, kw_only=True)
class Footnote:
    """Consecutive lines of the body from `first`, and the line that bears its mark."""

    first: int
    last: int
    marker: str  #: as printed
    mark: LineRef | None


def find_footnotes(body: Sequence[Line]) -> list[Footnote]:
    """Every footnote, in order. On paper small type low on the page tells; in text the mark must be found."""
    found: list[Footnote] = []
    for _page, group in groupby(range(len(body)), key=lambda i: body[i].ref.page):
        positions = list(group)
        starts = list(_starts(body, positions))
        ends = [*(first for first, _, _ in starts[1:]), positions[-1] + 1]
        for (first, marker, mark), end in zip(starts, ends[-len(starts) :] if starts else (), strict=True):
            last = first
            while last + 1 < end and (body[first].box is None or _is_small(body[last + 1])):
                last += 1
            found.append(Footnote(first=first, last=last, marker=marker, mark=mark))
    return found


def _is_small(line: Line) -> bool:
    return line.box is not None and line.size_ratio < SMALL and line.y > LOW


def _starts(body: Sequence[Line], positions: Sequence[int]) -> Iterator[tuple[int, str, LineRef | None]]:
    """Where the notes of one page begin: from the first one on, everything to the page's end is notes."""
    begun = 0
    for position in positions:
        line = body[position]
        small = _is_small(line)
        if begun and line.box is not None and not small:
            return  # A foot or a signature under the notes.
        match = (_BEGINS if small else _BEGINS_PLAIN).match(line.text)
        if match is None:
            continue
        number = int(match.group("number").translate(_RAISED))
        if begun and number != begun + 1:
            continue
        mark = _mark_of(number, [body[i] for i in positions if i < position])
        at_end = positions[-1] - position < MOST_LINES
        if small or (
            line.box is None and mark is not None and at_end and _are_notes(body, position, positions)
        ):
            begun = number
            yield position, match.group("number"), mark


def _are_notes(body: Sequence[Line], position: int, positions: Sequence[int]) -> bool:
    """No further heading or item number stands below: `1 Inledning` is a chapter, not a note."""
    numbers = [
        int(found.group("number").translate(_RAISED))
        for i in positions
        if i >= position and (found := _BEGINS_PLAIN.match(body[i].text))
    ]
    sentence = (
        body[positions[-1]].text.rstrip().endswith((".", ")", "”")) or "http" in body[positions[-1]].text
    )
    return sentence and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _mark_of(number: int, above: Sequence[Line]) -> LineRef | None:
    """The last line above that bears the number, raised or right behind a word."""
    for line in reversed(above):
        for found in _MARK.finditer(line.text):
            if int(found.group("number").translate(_RAISED)) == number and _is_raised(line, found):
                return line.ref
    return None


def _is_raised(line: Line, found: re.Match[str]) -> bool:
    """A raised figure, or a figure glued to a word or a full stop, as text layers give raised ones."""
    if _RAISED_ONLY.match(found.group()):
        return True
    before = line.text[found.start() - 1]
    return (before.isalpha() and before.islower()) or (
        before in ".,”)" and line.text[: found.start() - 1][-1:].isalpha()
    )
