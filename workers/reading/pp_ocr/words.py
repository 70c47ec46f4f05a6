"""From a line's characters and its picture to words with the boxes of their ink. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.reading.levelling import Gray, tones
from workers.reading.pp_ocr.figures import undecided
from workers.reading.pp_ocr.letters import Group, Run, grouped, middle_of_gap
from workers.reading.pp_ocr.reading import Character
from workers.reading.pp_ocr.spacing import (
    WIDER,
    Judge,
    Spacing,
    into_words,
    usual_white,
    widest_within,
)
from workers.reading.pp_ocr.strips import HEIGHT

Inked = NDArray[np.bool_]
PALE = 24
"""Least difference of gray between paper and ink; below it there is nothing to measure."""
CLOSE = 5
"""Pixels that letters may stand apart in any line."""
RULE = 2 * HEIGHT
"""Pixels of a level stroke that is no letter's."""
FILLED = 0.1
"""Share of a usual row's ink from which a row is one of letters."""
DEFAULT_ROWS = (0.2 * HEIGHT, 0.8 * HEIGHT)
"""Where a line's letters stand when its ink cannot be told from the paper."""


@dataclass(frozen=True, kw_only=True)
class PlacedWord:
    """A word and its ink's edges, in pixels of the line's 48-pixel picture."""

    characters: tuple[Character, ...]
    start: float
    end: float
    top: float
    bottom: float
    gap: float = 0.0
    """Pixels by which its widest white is wider than letters stand apart in its line."""
    undecided: float = 0.0
    """How far the white speaks against how its figures are parted; see `figures`."""

    @property
    def text(self) -> str:
        return "".join(character.text for character in self.characters)


@dataclass(frozen=True, kw_only=True)
class Spread:
    """A line over its ink, its letters grouped by the spaces that the network read."""

    groups: list[Group]
    ink: Inked
    whites: Sequence[Run]
    """Runs of columns without ink."""


def spread(characters: Sequence[Character], picture: Gray) -> Spread:
    """The characters over the ink of their line's picture."""
    ink = without_rules(inked(picture))
    top, bottom = _body(ink)
    whites = runs(np.logical_not(np.any(ink[top:bottom], axis=0)))
    return Spread(groups=grouped(characters, whites), ink=ink, whites=whites)


def words_of(line: Spread, page: Spacing, *, is_known: Judge, is_one_word: Judge) -> tuple[PlacedWord, ...]:
    """The line's words from left to right; `page` is the usual spacing there."""
    ink, whites = line.ink, line.whites
    groups = into_words(line.groups, page, is_known=is_known, is_one_word=is_one_word)
    if not groups:
        return ()
    close = max(CLOSE, WIDER * usual_white(groups))
    parting = [
        middle_of_gap(whites, left[-1].character, right[0].character) for left, right in pairwise(groups)
    ]
    borders = [0, *parting, ink.shape[1]]
    figures = page.figures.of_line(groups)
    neighbours = zip([[], *groups[:-1]], groups, [*groups[1:], []], strict=True)
    return tuple(
        _placed(
            [letter.character for letter in group],
            ink,
            first,
            last,
            gap=max(0.0, widest_within(group) - close),
            undecided=undecided(before, group, after, figures),
        )
        for (before, group, after), (first, last) in zip(neighbours, pairwise(borders), strict=True)
    )


def inked(picture: Gray) -> Inked:
    """Which pixels are ink; none where ink and paper can hardly be told apart."""
    low, high = tones(picture, 1, 90)
    if high - low < PALE:
        return np.zeros(picture.shape, dtype=np.bool_)
    threshold, _ = cv2.threshold(picture, 0, 255, cv2.THRESH_OTSU)
    ink: Inked = picture <= min(threshold, high - PALE / 2)
    return ink


def without_rules(ink: Inked) -> Inked:
    """The ink but for long level strokes: a cell's borders, which would leave no column white."""
    if ink.shape[1] < RULE:
        return ink
    strokes = cv2.morphologyEx(ink.view(np.uint8), cv2.MORPH_OPEN, np.ones((1, RULE), np.uint8))
    thick = cv2.dilate(strokes, np.ones((3, 3), np.uint8))
    others: Inked = np.logical_and(ink, thick == 0)
    return others


def _body(ink: Inked) -> Run:
    """The rows of the line's letters, without what is left of a rule above or below them."""
    filled = np.count_nonzero(ink, axis=1)
    least = FILLED * float(np.median(filled[filled > 0])) if filled.any() else 0.0
    return max(runs(filled > least), key=lambda run: run[1] - run[0], default=(0, len(ink)))


def _placed(
    group: list[Character], ink: Inked, first: int, last: int, *, gap: float, undecided: float
) -> PlacedWord:
    part = ink[:, first:last]
    columns = np.flatnonzero(part.any(axis=0))
    rows = _own_rows(np.any(part, axis=1)) if columns.size else None
    if rows is None:
        start, end = max(0.0, group[0].start), max(group[-1].end, group[0].start + 1)
        top, bottom = DEFAULT_ROWS
    else:
        start, end = first + float(columns[0]), first + float(columns[-1] + 1)
        top, bottom = float(rows[0]), float(rows[1])
    return PlacedWord(
        characters=tuple(group), start=start, end=end, top=top, bottom=bottom, gap=gap, undecided=undecided
    )


def _own_rows(rows: NDArray[np.bool_]) -> Run | None:
    """First row and one past the last, without what reaches in from the lines above and below.

    A line that lies askew may itself reach to the strip's edge: most of the rows are its own.
    """
    found = runs(rows)
    most = max(found, key=lambda run: run[1] - run[0], default=None)
    own = [run for run in found if run == most or (run[0] > 0 and run[1] < len(rows))]
    return (own[0][0], own[-1][1]) if own else None


def runs(flags: NDArray[np.bool_]) -> list[Run]:
    """Where true ones stand together: the first, and one past the last."""
    edges = np.flatnonzero(np.diff(flags.view(np.int8), prepend=0, append=0)).tolist()
    return list(zip(edges[0::2], edges[1::2], strict=True))
