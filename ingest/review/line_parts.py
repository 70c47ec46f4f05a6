"""A line as it was read beside the line as it stands now, word by word. Pure.

Repairs say exactly what they changed. What people changed after that is found by comparing words: where the
words are the same again, so are their places.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from schemas.record import Repair

_WORDS = re.compile(r"\s+|\S+")


@dataclass(frozen=True, kw_only=True)
class LinePart:
    """A word of a line, or the white space between two.

    `start` and `end` count in the line as it was read, where `before` stands; `at` counts in the line as it
    stands now, where `after` does. If it is `corrected`, a person wrote `after`; otherwise `repairs` made it
    of `before`.
    """

    start: int
    end: int
    before: str
    at: int
    after: str
    repairs: tuple[Repair, ...] = ()
    corrected: bool = False

    @property
    def is_space(self) -> bool:
        """Whether there is nothing to read in it, neither before nor now."""
        return not self.before.strip() and not self.after.strip()


def line_parts(raw: str, text: str, repairs: Sequence[Repair], *, start: int) -> tuple[LinePart, ...]:
    """The parts of one line: their `before` joined are `raw`, their `after` joined are `text`.

    The repairs are those of the line, in order; they count in the page's raw text, where the line begins at
    `start`.
    """
    parts = tuple(_repaired(raw, repairs, start))
    if "".join(part.after for part in parts) == text:
        return parts
    return tuple(_corrected(raw, parts, text))


def _repaired(raw: str, repairs: Sequence[Repair], start: int) -> Iterator[LinePart]:
    """Cut at white space that no repair touches."""
    first, at = 0, 0
    for end in (*_cuts(raw, repairs, start), len(raw)):
        inside = [one for one in repairs if first <= one.start - start and one.end - start <= end]
        after = _replayed(raw, inside, start, first, end)
        if first < end or inside:
            yield LinePart(
                start=first, end=end, before=raw[first:end], at=at, after=after, repairs=tuple(inside)
            )
        repairs = repairs[len(inside) :]
        first, at = end, at + len(after)


def _cuts(raw: str, repairs: Sequence[Repair], start: int) -> Iterator[int]:
    for space in re.finditer(r"\s+", raw):
        first, last = (start + edge for edge in space.span())
        if not any(_touches(repair, first, last) for repair in repairs):
            yield from (cut for cut in space.span() if 0 < cut < len(raw))


def _touches(repair: Repair, first: int, last: int) -> bool:
    if repair.start == repair.end:
        return first <= repair.start <= last
    return repair.start < last and repair.end > first


def _replayed(raw: str, repairs: Sequence[Repair], start: int, first: int, end: int) -> str:
    done, after = first, ""
    for repair in repairs:
        after += raw[done : repair.start - start] + (repair.after if repair.applied else repair.before)
        done = repair.end - start
    return after + raw[done:end]


def _corrected(raw: str, parts: Sequence[LinePart], text: str) -> Iterator[LinePart]:
    """The same parts where the words are the same, and one part for each place that a person changed."""
    said = [part.after for part in parts]
    words = _WORDS.findall(text)
    at = 0
    for _tag, i1, i2, j1, j2 in SequenceMatcher(None, said, words, autojunk=False).get_opcodes():
        now = "".join(words[j1:j2])
        if now == "".join(said[i1:i2]):
            for part in parts[i1:i2]:
                yield replace(part, at=at)
                at += len(part.after)
            continue
        first = parts[i1].start if i1 < len(parts) else len(raw)
        end = parts[i2 - 1].end if i1 < i2 else first
        yield LinePart(start=first, end=end, before=raw[first:end], at=at, after=now, corrected=True)
        at += len(now)
