"""Finds by its ink the hyphen that the network took for a space, and the space it added to one. Pure.

`KUN 2002-984` read as `KUN 2002 984` or `KUN 2002- 984` is another number.
"""

from collections.abc import Sequence
from dataclasses import replace

from workers.reading.levelling import Gray
from workers.reading.pp_ocr.dashes import LEAST_CAPITAL, capital_of
from workers.reading.pp_ocr.reading import Character, LineRead
from workers.reading.pp_ocr.rings import Blot, blots_of, body_at, higher
from workers.reading.pp_ocr.strips import Strip, picture_of

HYPHEN = "-"
WIDTH, THICKEST = (0.2, 0.75), 0.25
"""Width of a hyphen, and its height at most; in capitals' heights."""
MIDDLE = (0.35, 0.75)
"""How far below the top of its neighbour its middle lies; in the neighbour's height."""
CLOSE = 0.25
"""White in capitals' heights that is no space: word spaces have .3 and more."""
SURE = 0.9
"""Probability of a hyphen that only its ink tells: it is for the second reader to see, too."""


def with_hyphens(page: Gray, strip: Strip, width: int, line: LineRead) -> LineRead:
    """The line with the hyphens between its figures and names; `width` is that of its picture."""
    characters = line.characters
    places = [at for at in range(1, len(characters) - 1) if _may_hide_hyphen(characters, at)]
    if not places:
        return line
    picture = picture_of(page, higher(strip))
    blots, scale = blots_of(picture), picture.shape[1] / width
    capital = capital_of(characters, blots, scale)
    if capital < LEAST_CAPITAL:
        return line
    found = list(characters)
    for at in reversed(places):
        left, right = (body_at(blots, characters[beside], scale) for beside in (at - 1, at + 1))
        if left is None or right is None:
            continue
        if HYPHEN in (characters[at - 1].text, characters[at + 1].text):
            if right.left - left.right < CLOSE * capital:
                del found[at]
        elif _hyphen_between(left, right, blots, capital):
            found[at] = replace(characters[at], text=HYPHEN, probability=SURE)
    return LineRead(tuple(found))


def _may_hide_hyphen(characters: Sequence[Character], at: int) -> bool:
    """A space between two figures, two names, or beside a hyphen that follows or opens a figure."""
    if not characters[at].text.isspace():
        return False
    left, right = characters[at - 1].text, characters[at + 1].text
    if left == HYPHEN:
        return right.isdigit() and at > 1 and characters[at - 2].text.isdigit()
    if right == HYPHEN:
        return left.isdigit() and at + 2 < len(characters) and characters[at + 2].text.isdigit()
    return (left.isdigit() and right.isdigit()) or (left.islower() and right.isupper())


def _hyphen_between(left: Blot, right: Blot, blots: Sequence[Blot], capital: float) -> bool:
    """Whether one blot alone, of a hyphen's form and height, lies between two letters."""
    there = [blot for blot in blots if left.right <= blot.left and blot.right <= right.left]
    if len(there) != 1:
        return False
    (blot,) = there
    middle = ((blot.top + blot.bottom) / 2 - left.top) / max(1, left.bottom - left.top)
    wide, high = (blot.right - blot.left) / capital, (blot.bottom - blot.top) / capital
    return WIDTH[0] <= wide <= WIDTH[1] and high <= min(THICKEST, wide) and MIDDLE[0] <= middle <= MIDDLE[1]
