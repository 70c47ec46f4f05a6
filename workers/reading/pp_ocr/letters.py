"""The letters of a line in groups, and the white between them. Pure."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from workers.reading.pp_ocr.reading import Character

Run = tuple[int, int]
"""Columns or rows of pixels that stand together: the first, and one past the last."""
BULLETS = "•·"


class Letter(NamedTuple):
    """A character that is no space, and the pixels of the widest white between it and the one before it."""

    character: Character
    white: int
    width: int = 0
    """Pixels of its ink between the white on both sides; 0 where it touches another letter."""

    @property
    def text(self) -> str:
        return self.character.text


Group = list[Letter]
"""The letters of a word."""


def grouped(characters: Sequence[Character], whites: Sequence[Run]) -> list[Group]:
    """The letters between the spaces that the network read; `whites` are the runs of columns without ink."""
    printed = [character for character in characters if not character.text.isspace()]
    between = [_between(whites, left, right) for left, right in pairwise(printed)]
    ends = [(0, 0), *between, (0, 0)]
    letters = iter(
        Letter(character, before[1] - before[0], _width(before, after))
        for character, (before, after) in zip(printed, pairwise(ends), strict=True)
    )
    groups: list[Group] = [[]]
    for character in characters:
        if character.text.isspace():
            groups.append([])
        else:
            groups[-1].append(next(letters))
    if len(groups[0]) > 1 and groups[0][0].text in BULLETS:
        groups[:1] = [groups[0][:1], groups[0][1:]]
    return [group for group in groups if group]


def middle_of_gap(whites: Sequence[Run], left: Character, right: Character) -> int:
    """The middle of the widest run of white between two characters."""
    first, last = _between(whites, left, right)
    return (first + last) // 2 if last > first else int((left.end + right.start) / 2)


def _width(before: Run, after: Run) -> int:
    stands_alone = before[1] > before[0] and after[1] > after[0]
    return max(0, after[0] - before[1]) if stands_alone else 0


def _between(whites: Sequence[Run], left: Character, right: Character) -> Run:
    """The widest run of white between two characters' middles; an empty one where there is none."""
    first, last = int((left.start + left.end) / 2), int((right.start + right.end) / 2)
    widest = first, first
    for at in range(bisect_right(whites, first, key=itemgetter(1)), len(whites)):
        start, end = whites[at]
        if start >= last:
            break
        run = max(start, first), min(end, last)
        if run[1] - run[0] > widest[1] - widest[0]:
            widest = run
    return widest
