"""Where the readings of one place differ: nobody should have to search for it among a hundred words. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

LONGEST_SAME = 60
"""Characters that two readings have in common without a break; of more the ends alone are shown."""
SHOWN_END = 24
LEAST_ALIKE = 0.5
"""Readings that have less than this share of their characters in common are different things: nothing is
marked in them."""
ELLIPSIS = " … "


@dataclass(frozen=True, kw_only=True)
class Marked:
    """A run of a reading's characters, and whether it is what makes it differ."""

    text: str
    differs: bool


def marked(readings: Sequence[str]) -> tuple[tuple[Marked, ...], ...]:
    """Each reading against the first, and the first against the second; one alone is not marked."""
    first, *others = readings or ("",)
    if not others:
        return tuple((Marked(text=one, differs=False),) for one in readings)
    return (_against(first, others[0]), *(_against(one, first) for one in others))


def _against(reading: str, other: str) -> tuple[Marked, ...]:
    matcher = SequenceMatcher(None, other, reading, autojunk=False)
    if matcher.ratio() < LEAST_ALIKE:
        return (Marked(text=reading, differs=False),)
    return tuple(_runs(reading, matcher))


def _runs(reading: str, matcher: SequenceMatcher[str]) -> Iterator[Marked]:
    for tag, _, _, start, end in matcher.get_opcodes():
        if tag == "equal":
            same = reading[start:end]
            yield Marked(
                text=_shortened(same, is_first=not start, is_last=end == len(reading)), differs=False
            )
        elif start < end:
            yield Marked(text=reading[start:end], differs=True)


def _shortened(same: str, *, is_first: bool, is_last: bool) -> str:
    """The ends of a long stretch: where it begins or ends the reading, that end is left out too."""
    if len(same) <= LONGEST_SAME:
        return same
    before = "" if is_first else same[:SHOWN_END].rsplit(" ", 1)[0]
    after = "" if is_last else same[-SHOWN_END:].split(" ", 1)[-1]
    return f"{before}{ELLIPSIS}{after}"
