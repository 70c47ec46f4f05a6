"""Lengthens strips to the ends of their ink: the network leaves many a first or last letter out. Pure."""

from collections.abc import Sequence

import numpy as np

from workers.reading.levelling import Gray
from workers.reading.pp_ocr.strips import HEIGHT, Strip, picture_of
from workers.reading.pp_ocr.words import Inked, inked

REACH = 1.6
"""How far beyond its end a strip's ink is followed; in line heights, as all lengths below."""
NEXT_LETTER = 0.16
"""White between two letters of a word, at most."""
MARGIN = 0.2
"""White kept beyond the last ink …"""
ENOUGH = 0.1
"""… and what is enough where the strip has it already."""
INSIDE = 0.5
"""How far into the strip the ink is looked for from which it is followed."""
CORE = (0.15, 0.85)
"""The part of the height in which letters of this line, not of its neighbours, stand."""
RULE = 0.95
"""Share of the height that a frame's line fills and a letter does not."""
LEAST_INK = 2
"""Pixels of a column of the 48-pixel picture from which it counts as inked."""


def lengthened(page: Gray, strips: Sequence[Strip]) -> list[Strip]:
    """The strips, level, those whose ink goes on beyond an end made longer."""
    return [_lengthened(page, strip) for strip in strips]


def _lengthened(page: Gray, strip: Strip) -> Strip:
    if strip.height < 1 or strip.width < strip.height / 2:
        return strip
    reach = REACH * strip.height
    longer = strip.part(-reach, strip.width + reach)
    ink = inked(picture_of(page, longer))
    scale = longer.width / ink.shape[1]
    pixels = round(reach / scale)
    columns = ink[int(CORE[0] * HEIGHT) : int(CORE[1] * HEIGHT)].sum(axis=0) >= LEAST_INK
    columns &= ink.mean(axis=0) < RULE
    before = _beyond(columns[: pixels + round(INSIDE * HEIGHT)][::-1])
    after = _beyond(columns[-pixels - round(INSIDE * HEIGHT) :])
    return strip.part(-before * scale, strip.width + after * scale)


def _beyond(columns: Inked) -> float:
    """Pixels to add at an end; `columns` run outwards and begin `INSIDE` the strip."""
    inside = round(INSIDE * HEIGHT)
    places = np.flatnonzero(columns)
    if not places.size or places[0] >= inside:
        return 0.0
    gaps = np.flatnonzero(np.diff(places) > NEXT_LETTER * HEIGHT)
    last = next((int(places[gap]) for gap in gaps if places[gap + 1] >= inside), int(places[-1]))
    if last < inside - ENOUGH * HEIGHT or last == len(columns) - 1:
        return 0.0
    return max(0.0, last + 1 - inside + MARGIN * HEIGHT)
