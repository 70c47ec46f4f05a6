"""Finds capitals that were read as small letters of the same shape, by how high they stand. Pure.

The network reads `Ordföranden` at the head of a line as `ordföranden`, `(C)` as `(c)`.
"""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from workers.reading.levelling import Gray
from workers.reading.pp_ocr.reading import Character, LineRead
from workers.reading.pp_ocr.rings import blots_of, body_at, higher
from workers.reading.pp_ocr.strips import Strip, picture_of

ALIKE = frozenset("cosuvwxzö")
UNSURE = 0.95
"""The network's probability for a letter from which its case is believed."""
TALL = frozenset("BDEFHIKLMNPRTYbdfhkl")
LOW = frozenset("acemnorsuvwxz")
MIDDLE = 0.55
"""Share of the way from a small letter's height to a capital's from which a letter is a capital."""
ENOUGH_LOWER = 0.85
"""A small letter's height, in capitals, above which the two cannot be told apart."""
LEAST_CAPITAL = 9
"""Pixels. Lower capitals are too small to be measured."""
WIDEST = 1.5
"""Width of a letter in capitals' heights; what is wider are letters grown together."""


def with_capitals(page: Gray, strip: Strip, width: int, line: LineRead) -> LineRead:
    """The line with the first letters of words that stand as high as capitals made such.

    `width` is that of the line's picture.
    """
    initials = [at for at in range(len(line.characters)) if _is_initial(line.characters, at)]
    if not initials:
        return line
    picture = picture_of(page, higher(strip))
    blots, scale = blots_of(picture), picture.shape[1] / width
    bodies = {
        at: body
        for at, character in enumerate(line.characters)
        if (character.text in TALL or character.text in LOW) and (body := body_at(blots, character, scale))
    }
    tall = [bodies[at] for at in bodies if line.characters[at].text in TALL]
    low = [bodies[at] for at in bodies if line.characters[at].text in LOW and at not in initials]
    if not tall or not low:
        return line
    base = median(blot.bottom for blot in (*tall, *low))
    capital, small = base - median(blot.top for blot in tall), base - median(blot.top for blot in low)
    if capital < LEAST_CAPITAL or small > ENOUGH_LOWER * capital:
        return line
    characters = list(line.characters)
    for at in initials:
        body = body_at(blots, characters[at], scale)
        if body is None or body.right - body.left > WIDEST * capital:
            continue
        is_capital = base - body.top > small + MIDDLE * (capital - small)
        if is_capital:
            characters[at] = replace(characters[at], text=characters[at].text.upper())
    return LineRead(tuple(characters))


def _is_initial(characters: Sequence[Character], at: int) -> bool:
    """Whether an unsure letter of one shape in both cases begins a word; words in capitals are left alone."""
    character = characters[at]
    if character.text not in ALIKE or character.probability >= UNSURE:
        return False
    if at > 0 and characters[at - 1].text.isalnum():
        return False
    following = characters[at + 1].text if at + 1 < len(characters) else ""
    return not following.isupper()
