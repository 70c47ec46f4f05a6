"""Where the white of a line parts its characters into words, beside where the network read spaces. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from workers.reading.pp_ocr.figures import FigureSpacing, thousands, usual_figures
from workers.reading.pp_ocr.letters import Group
from workers.reading.pp_ocr.strips import HEIGHT

Judge = Callable[[str], bool]
"""Says something of a word without the signs around it."""
GLUED = 5
"""Characters from which a word may be two …"""
SPACE = 7
"""… that stand so many pixels of the 48-pixel line apart: letters of tightly set text stand nearer."""
COLUMN = 0.5 * HEIGHT
"""White of a column or a tab stop: nothing is one word over it."""
MUCH_WIDER = 3.0
"""… if it is so many times as wide as that between letters, which may be set far apart."""
WIDER = 1.3
"""How much wider than the white between letters a space is at least …"""
TWICE, PLAINLY = 2.0, 2.2
"""… and how much wider it is where no list is asked, or where one takes two words for a compound."""
CLEAR = 0.7
"""Share of the line's other spaces from which white is one, whatever is beside it. Of 59,000 words of the
open half of `tests/bench/scans` no right one that lists do not have as one word held so much white, but for
figures: see `figures`."""
FALSE_SPACE = 0.5
"""Share of the line's other spaces that one has at least which the network read."""
ENOUGH_SPACES, ENOUGH_LETTERS, ENOUGH_ON_PAGE = 3, 8, 20
SPREAD_OUT = 1.5
"""So many times the white between the page's letters: a line with more is set wider than the page."""
TELLING = 6
"""Letters of a word in capitals that makes its neighbour another word."""
SIGNS = ".,;:!?)"
NEVER_FIRST, NEVER_LAST = SIGNS + "]”’\"'-–/%_", "([”\"'_"
DASHES = "-–/"


@dataclass(frozen=True, kw_only=True)
class Spacing:
    """How many pixels apart the letters of a line stand at most, mostly, and how many its words.

    0 where it has too few of them to tell.
    """

    letters: float = 0.0
    words: float = 0.0
    figures: FigureSpacing = field(default_factory=FigureSpacing)

    @property
    def column(self) -> float:
        return max(COLUMN, MUCH_WIDER * self.letters)

    @property
    def clear(self) -> float:
        """White that is a space, whatever is beside it; more than any where the line has too few spaces."""
        return max(SPACE, CLEAR * self.words, TWICE * self.letters) if self.words else float("inf")


def into_words(read: list[Group], page: Spacing, *, is_known: Judge, is_one_word: Judge) -> list[Group]:
    """The line's letters word by word; `read` has them as the network did.

    The network loses some spaces. What no list has as one word comes apart where the white is as wide as the
    line's spaces; and what is not known at all where it is wider than between letters, if the letters there
    are parted by a sign or both parts are known. Where the line has too few
    spaces to tell how wide they are, its `page` does.
    """
    whole = _without_false_spaces(read, is_known)
    spacing = _spacing(whole, page)
    found = [part for group in whole for part in _parted(group, spacing.column)]
    found = [part for group in found for part in _clearly_parted(group, spacing, is_one_word)]
    found = [part for group in found for part in _cut(group, thousands(group, spacing.figures))]
    return [part for group in found for part in _come_apart(group, spacing, is_known, is_one_word)]


def widest_within(group: Group) -> int:
    """Pixels of the widest white between two letters of a word."""
    return max((letter.white for letter in group[1:]), default=0)


def usual_white(groups: Sequence[Group]) -> float:
    """Pixels that most letters of a word stand apart at most; 0 in a line of few letters."""
    gaps = [letter.white for group in groups for letter in group[1:]]
    return float(np.percentile(gaps, 90)) if len(gaps) >= ENOUGH_LETTERS else 0.0


def usual_spacing(lines: Sequence[Sequence[Group]], short: Sequence[Sequence[Group]] = ()) -> Spacing:
    """What is usual on a page of these lines; of `short` ones, only their figures tell."""
    figures = usual_figures([*lines, *short])
    spaces = [group[0].white for line in lines for group in line[1:]]
    letters = [usual for line in lines if (usual := usual_white(line))]
    if len(spaces) < ENOUGH_ON_PAGE or not letters:
        return Spacing(figures=figures)
    return Spacing(letters=float(np.median(letters)), words=float(np.median(spaces)), figures=figures)


def _spacing(groups: Sequence[Group], page: Spacing) -> Spacing:
    figures = page.figures.of_line(groups)
    spaces = [group[0].white for group in groups[1:]]
    if len(spaces) < ENOUGH_SPACES:
        # Spaces that were lost are among the whites between its letters: their middle is one of letters.
        gaps = [letter.white for group in groups for letter in group[1:]]
        middle = float(np.median(gaps)) if gaps else 0.0
        # A name set with room between its letters has more of it between words, too.
        if page.words >= SPACE and gaps and middle <= SPREAD_OUT * page.letters:
            return Spacing(letters=max(page.letters, middle), words=page.words, figures=figures)
        return Spacing(letters=usual_white(groups), figures=figures)
    middle = float(np.median(spaces))
    words = middle if middle >= SPACE else 0.0
    return Spacing(letters=usual_white(groups), words=words, figures=figures)


def _without_false_spaces(groups: list[Group], is_known: Judge) -> list[Group]:
    """The words, joined where the white between them is a letter's: typewriters set letters far apart."""
    spaces = [group[0].white for group in groups[1:]]
    if len(spaces) < ENOUGH_SPACES:
        return groups
    narrow = min(FALSE_SPACE * float(np.median(spaces)), WIDER * usual_white(groups))
    joined = groups[:1]
    for white, group in zip(spaces, groups[1:], strict=True):
        parted = is_known(_bare(joined[-1])) and is_known(_bare(group))
        if white < narrow and not parted and group[0].text.isalpha() and joined[-1][-1].text.isalpha():
            joined[-1] = joined[-1] + group
        else:
            joined.append(group)
    return joined


def _bare(group: Group) -> str:
    return _text(group).strip(SIGNS)


def _text(group: Group) -> str:
    return "".join(letter.text for letter in group)


def _parted(group: Group, white: float) -> list[Group]:
    """The group in parts, between which there is so much white."""
    return _cut(group, [at for at in range(1, len(group)) if group[at].white >= white])


def _cut(group: Group, cuts: Sequence[int]) -> list[Group]:
    return [group[start:end] for start, end in pairwise([0, *cuts, len(group)])]


def _clearly_parted(group: Group, spacing: Spacing, is_one_word: Judge) -> list[Group]:
    """What is not one word in parts, between which the white is as wide as the line's spaces."""
    if spacing.words == 0.0 or is_one_word(_bare(group)):
        return [group]
    cuts = []
    for at in range(1, len(group)):
        in_number = group[at - 1].text.isdigit() and group[at].text.isdigit()
        if in_number or group[at].white < spacing.clear:
            continue
        if _may_part(_text(group[:at]), _text(group[at:])):
            cuts.append(at)
    return _cut(group, cuts)


def _may_part(left: str, right: str) -> bool:
    """Whether a space can stand between two texts; after a dash that ends a first part: `Miljö- och`, not
    `Per- Åke`.
    """
    last, first = left[-1], right[0]
    if first in NEVER_FIRST or last in NEVER_LAST:
        return False
    after_figure = last in SIGNS + DASHES and last != ")" and not left[:-1][-1:].isalpha()
    if after_figure and not (last == "," and first.isalpha()):
        return False
    return last not in DASHES or first.islower() or (first.isalpha() and left.isupper())


def _come_apart(group: Group, spacing: Spacing, is_known: Judge, is_one_word: Judge) -> list[Group]:
    text = _text(group).rstrip(SIGNS)
    if len(text) < GLUED or is_one_word(text):
        return [group]
    wider = WIDER
    if is_known(text):
        if not spacing.letters:
            return [group]
        wider = PLAINLY
    return _joined(_parted(group, max(SPACE, wider * spacing.letters)), is_known)


def _joined(parts: list[Group], is_known: Judge) -> list[Group]:
    """The parts, those joined again between which no space can stand."""
    words = [parts[0]]
    for part in parts[1:]:
        if _is_boundary(words[-1], part, is_known):
            words.append(part)
        else:
            words[-1] = words[-1] + part
    return words


def _is_boundary(left: Group, right: Group, is_known: Judge) -> bool:
    last, first = left[-1].text, right[0].text
    if last in SIGNS:
        return first.isalpha() and len(left) > 1 and left[-2].text.isalpha()
    before, after = _text(left), _text(right).rstrip(SIGNS)
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
