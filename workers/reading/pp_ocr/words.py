"""From a line's characters and its picture to words with the boxes of their ink. Pure."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.reading.levelling import Gray, tones
from workers.reading.pp_ocr.reading import Character
from workers.reading.pp_ocr.strips import HEIGHT

Inked = NDArray[np.bool_]
Run = tuple[int, int]
"""Columns or rows of pixels that stand together: the first, and one past the last."""
PALE = 24
"""Least difference of gray between paper and ink; below it there is nothing to measure."""
GLUED = 5
"""Characters from which a word may be two."""
SPACE = 7
"""Pixels of the 48-pixel line: spaces in tightly set text are at least so wide, letters stand nearer."""
PLAIN = 0.5 * HEIGHT
"""White of a column or a tab stop: nothing is one word over it."""
MUCH_WIDER = 3.0
"""… if it is so many times as wide as that between letters, which may be set far apart."""
TELLING = 6
"""Letters of a word in capitals that makes its neighbour another word."""
WIDER = 1.3
"""How much wider than the white between letters a space is at least …"""
FALSE_SPACE = 0.5
"""… and which share of the line's other spaces it has at least."""
ENOUGH_SPACES, ENOUGH_LETTERS = 3, 8
SIGNS = ".,;:!?)"
BULLETS = "•·"
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

    @property
    def text(self) -> str:
        return "".join(character.text for character in self.characters)


def words_of(
    characters: Sequence[Character], picture: Gray, is_known: Callable[[str], bool]
) -> tuple[PlacedWord, ...]:
    """The line's words from left to right.

    The network loses some spaces. A word that is not known comes apart where the white is as wide as a space,
    if its letters there are parted by a sign or both parts are known.
    """
    ink = inked(picture)
    whites = runs(np.logical_not(np.any(ink, axis=0)))
    whole = _without_false_spaces(_groups(characters), whites, is_known)
    usual = _usual_white(whole, whites)
    space = max(SPACE, WIDER * usual)
    plain = max(PLAIN, MUCH_WIDER * usual)
    whole = [part for group in whole for part in _parted(group, whites, plain)]
    groups = [part for group in whole for part in _come_apart(group, whites, space, is_known)]
    if not groups:
        return ()
    parting = [_middle_of_gap(whites, left[-1], right[0]) for left, right in pairwise(groups)]
    borders = [0, *parting, picture.shape[1]]
    return tuple(
        _placed(group, ink, first, last)
        for group, (first, last) in zip(groups, pairwise(borders), strict=True)
    )


def _groups(characters: Sequence[Character]) -> list[list[Character]]:
    groups: list[list[Character]] = [[]]
    for character in characters:
        if character.text.isspace():
            groups.append([])
        else:
            groups[-1].append(character)
    if len(groups[0]) > 1 and groups[0][0].text in BULLETS:
        groups[:1] = [groups[0][:1], groups[0][1:]]
    return [group for group in groups if group]


def _without_false_spaces(
    groups: list[list[Character]], whites: Sequence[Run], is_known: Callable[[str], bool]
) -> list[list[Character]]:
    """The words, joined where the white between them is a letter's: typewriters set letters far apart."""
    spaces = [_widest_white(whites, left[-1], right[0]) for left, right in pairwise(groups)]
    if len(spaces) < ENOUGH_SPACES:
        return groups
    narrow = min(FALSE_SPACE * float(np.median(spaces)), WIDER * _usual_white(groups, whites))
    joined = groups[:1]
    for white, group in zip(spaces, groups[1:], strict=True):
        parted = is_known(_bare(joined[-1])) and is_known(_bare(group))
        if white < narrow and not parted and group[0].text.isalpha() and joined[-1][-1].text.isalpha():
            joined[-1] = joined[-1] + group
        else:
            joined.append(group)
    return joined


def _bare(group: Sequence[Character]) -> str:
    return "".join(character.text for character in group).strip(SIGNS)


def _usual_white(groups: Sequence[Sequence[Character]], whites: Sequence[Run]) -> float:
    """Pixels that most letters of a word stand apart at most; 0 in a line of few letters."""
    gaps = [_widest_white(whites, left, right) for group in groups for left, right in pairwise(group)]
    return float(np.percentile(gaps, 90)) if len(gaps) >= ENOUGH_LETTERS else 0.0


def inked(picture: Gray) -> Inked:
    """Which pixels are ink; none where ink and paper can hardly be told apart."""
    low, high = tones(picture, 1, 90)
    if high - low < PALE:
        return np.zeros(picture.shape, dtype=np.bool_)
    threshold, _ = cv2.threshold(picture, 0, 255, cv2.THRESH_OTSU)
    ink: Inked = picture <= min(threshold, high - PALE / 2)
    return ink


def _come_apart(
    group: list[Character], whites: Sequence[Run], space: float, is_known: Callable[[str], bool]
) -> list[list[Character]]:
    text = "".join(character.text for character in group).rstrip(SIGNS)
    if len(text) < GLUED or is_known(text):
        return [group]
    return _joined(_parted(group, whites, space), is_known)


def _parted(group: list[Character], whites: Sequence[Run], white: float) -> list[list[Character]]:
    """The group in parts, between which there is so much white."""
    cuts = [cut for cut in range(1, len(group)) if _widest_white(whites, group[cut - 1], group[cut]) >= white]
    return [group[start:end] for start, end in pairwise([0, *cuts, len(group)])]


def _joined(parts: list[list[Character]], is_known: Callable[[str], bool]) -> list[list[Character]]:
    """The parts, those joined again between which no space can stand."""
    words = [parts[0]]
    for part in parts[1:]:
        if _is_boundary(words[-1], part, is_known):
            words.append(part)
        else:
            words[-1] = words[-1] + part
    return words


def _is_boundary(left: list[Character], right: list[Character], is_known: Callable[[str], bool]) -> bool:
    last, first = left[-1].text, right[0].text
    if last in SIGNS:
        return first.isalpha() and len(left) > 1 and left[-2].text.isalpha()
    before = "".join(character.text for character in left)
    after = "".join(character.text for character in right).rstrip(SIGNS)
    # Numbers beside words; letters and figures of codes stand close.
    if last.isdigit() != first.isdigit():
        return (last.isalpha() and is_known(before)) or (first.isalpha() and is_known(after)) or last == "§"
    if before.isalpha() and after.isalpha() and (before + after).isupper():
        # A place is in no list, but what it is: ÄLVDALA KOMMUN.
        return any(len(part) >= TELLING and is_known(part) for part in (before, after))
    # A name that is not known may be made of known words.
    if before[0].isupper() or not before.isalpha() or not after.isalpha():
        return False
    return is_known(before) and is_known(after)


def _widest_white(whites: Sequence[Run], left: Character, right: Character) -> int:
    """Pixels of the widest run of white between two characters' middles."""
    first, last = _between(whites, left, right)
    return last - first


def _middle_of_gap(whites: Sequence[Run], left: Character, right: Character) -> int:
    """The middle of the widest run of white between two characters."""
    first, last = _between(whites, left, right)
    return (first + last) // 2 if last > first else int((left.end + right.start) / 2)


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


def _placed(group: list[Character], ink: Inked, first: int, last: int) -> PlacedWord:
    part = ink[:, first:last]
    columns = np.flatnonzero(part.any(axis=0))
    rows = _own_rows(np.any(part, axis=1)) if columns.size else None
    if rows is None:
        start, end = max(0.0, group[0].start), max(group[-1].end, group[0].start + 1)
        top, bottom = DEFAULT_ROWS
    else:
        start, end = first + float(columns[0]), first + float(columns[-1] + 1)
        top, bottom = float(rows[0]), float(rows[1])
    return PlacedWord(characters=tuple(group), start=start, end=end, top=top, bottom=bottom)


def _own_rows(rows: NDArray[np.bool_]) -> Run | None:
    """First row and one past the last, without what reaches in from the lines above and below."""
    found = runs(rows)
    own = [run for run in found if run[0] > 0 and run[1] < len(rows)] or found
    return (own[0][0], own[-1][1]) if own else None


def runs(flags: NDArray[np.bool_]) -> list[Run]:
    """Where true ones stand together: the first, and one past the last."""
    edges = np.flatnonzero(np.diff(flags.view(np.int8), prepend=0, append=0)).tolist()
    return list(zip(edges[0::2], edges[1::2], strict=True))
