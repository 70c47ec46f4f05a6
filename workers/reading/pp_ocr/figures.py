"""How far apart a page's figures stand, and where the white between two of them parts thousands. Pure.

Figures of one typeface are as wide as each other, so the white between those of one group is nearly the same
all over a page, and more only beside a 1. All lengths are in widths of a line's figures: a strip that holds
nothing but figures is cut closer, and they are larger in it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

import numpy as np

from workers.reading.pp_ocr.letters import Group, Letter

CLOSE = (0.15, 0.3, 0.45)
"""White between two figures of a group, none, one or both of which are a 1, where the page does not tell."""
SPACE = 0.45
"""How much more there is between two groups …"""
LEAST = 2 / 3
"""… and the share of it from which a page tells itself: on dithered print white is filled."""
ENOUGH = 4
"""Pairs from which the page tells itself."""
PARTS, PARTS_YEAR = 0.6, 0.9
"""Shares of a space from which white parts thousands, and those of what may be a year …"""
ELSEWHERE = 0.75
"""… if no white within the groups is wider than this share of it: on a bad copy all whites differ. On 72
scans of tables and 159 others by another pipeline than `tests/bench/scans` 205 numbers came right
so, and none that was right before was spoilt."""
THOUSANDS = 3
FARTHEST = 1.2
"""White from which two figures belong to two numbers."""
_NUMBER = re.compile(r"(?<![\w:/.,])(?<!\d-)(\d{4,})(?![:/–-]?\d)(?![.,]\d{3})")
"""A long number, not one amid a code or a date."""
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, kw_only=True)
class FigureSpacing:
    """What is usual on a page or in a line; see `CLOSE` and `SPACE`."""

    close: tuple[float, ...] = CLOSE
    space: float = SPACE
    width: float = 0.0
    """Pixels of a figure that is no 1; 0 where there is none."""

    def of_line(self, groups: Iterable[Group]) -> "FigureSpacing":
        """The page's, in the widths of a line's own figures if it has any."""
        return replace(self, width=_width(groups) or self.width)

    def share(self, left: Letter, right: Letter) -> float | None:
        """White between two figures beyond a group's own, as a share of a space; None where nothing tells."""
        if self.width == 0.0 or not (left.text.isdigit() and right.text.isdigit()):
            return None
        return (right.white / self.width - self.close[_ones(left, right)]) / self.space


def thousands(group: Group, figures: FigureSpacing) -> list[int]:
    """Where the numbers of a word come apart into groups of three figures: at all of their places or none."""
    return [cut for number in _numbers(group, figures) if number.comes_apart for cut in number.cuts]


def undecided(before: Group, group: Group, after: Group, figures: FigureSpacing) -> float:
    """How far the white speaks against how a word's figures are parted, in it and beside it, from 0 to 1."""
    joined = [number.between for number in _numbers(group, figures)]
    beside = [
        figures.share(left[-1], right[0])
        for left, right in ((before, group), (group, after))
        if left and right
    ]
    parted = [1 - share for share in beside if share is not None]
    return min(1.0, max([0.0, *joined, *parted]))


def usual_figures(lines: Sequence[Sequence[Group]]) -> FigureSpacing:
    """What is usual on a page of these lines, as the network has parted them."""
    widths = [width for line in lines if (width := _width(line))]
    if not widths:
        return FigureSpacing()
    usual = float(np.median(widths))
    close: tuple[list[float], ...] = ([], [], [])
    apart: list[tuple[float, int]] = []
    for line in lines:
        width = _width(line) or usual
        for left, right in chain.from_iterable(map(_within_thousands, line)):
            close[_ones(left, right)].append(right.white / width)
        apart += _between_groups(line, width)
    middles = tuple(
        float(np.median(whites)) if len(whites) >= ENOUGH else least
        for whites, least in zip(close, CLOSE, strict=True)
    )
    wide = [white - middles[ones] for white, ones in apart if white < FARTHEST]
    space = float(np.median(wide)) if len(wide) >= ENOUGH else SPACE
    return FigureSpacing(close=middles, space=max(space, LEAST * SPACE), width=usual)


@dataclass(frozen=True)
class _Number:
    """A long number: the white before each of its figures but the first, by its place in the word."""

    end: int
    whites: dict[int, float]
    may_be_year: bool

    @property
    def cuts(self) -> list[int]:
        return [at for at in self.whites if (self.end - at) % THOUSANDS == 0]

    @property
    def between(self) -> float:
        """The narrowest white between its thousands."""
        return min(self.whites[at] for at in self.cuts)

    @property
    def comes_apart(self) -> bool:
        within = max((white for at, white in self.whites.items() if at not in self.cuts), default=0.0)
        parts = PARTS_YEAR if self.may_be_year else PARTS
        return self.between >= parts and within <= ELSEWHERE * self.between


def _numbers(group: Group, figures: FigureSpacing) -> Iterator[_Number]:
    for found in _NUMBER.finditer("".join(letter.text for letter in group)):
        first, end = found.span(1)
        yield _Number(
            end=end,
            whites={at: figures.share(group[at - 1], group[at]) or 0.0 for at in range(first + 1, end)},
            may_be_year=_YEAR.fullmatch(found[1]) is not None,
        )


def _within_thousands(group: Group) -> Iterator[tuple[Letter, Letter]]:
    """Figures beside each other, but for those between which a space may have been lost."""
    after = 0
    for right, left in pairwise(reversed(group)):
        after = after + 1 if right.text.isdigit() else 0
        if after % THOUSANDS and left.text.isdigit():
            yield left, right


def _between_groups(line: Sequence[Group], width: float) -> Iterator[tuple[float, int]]:
    """White between two words that end and begin with a figure, and how many of those are a 1."""
    for left, right in pairwise(line):
        if left[-1].text.isdigit() and right[0].text.isdigit():
            yield right[0].white / width, _ones(left[-1], right[0])


def _ones(left: Letter, right: Letter) -> int:
    return (left.text + right.text).count("1")


def _width(groups: Iterable[Group]) -> float:
    """Pixels of a figure that is no 1, in the middle; 0 without any."""
    widths = [
        letter.width
        for letter in chain.from_iterable(groups)
        if letter.text.isdigit() and letter.text != "1" and letter.width
    ]
    return float(np.median(widths)) if widths else 0.0
