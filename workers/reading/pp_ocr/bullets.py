"""Bullets and dashes before a line, found by their form: the detection network does not see them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.reading.levelling import Gray
from workers.reading.pp_ocr.strips import Strip

BULLET, DASH, HYPHEN = "•", "–", "-"
LONG = 3.0
"""A line is at least this many times as wide as high."""
REACH = 2.6
"""How far to the left of the line its bullet is looked for; in line heights, as all lengths below."""
BEFORE = 0.25
"""How far before the first letter's place, which is not exact, its ink may begin."""
INTO = 0.12
"""How far into the strip: its edge may cut the bullet's white off."""
HALF_HEIGHT = 0.55
ROUND = (0.6, 1.6)
"""Width over height."""
TALL = (0.09, 0.45)
FULL = 0.6
"""Share of its box that a bullet fills; a circle fills .79."""
DASH_WIDE, HYPHEN_WIDE = (0.26, 0.85), (0.14, 0.26)
"""Widths of dashes and hyphens: half a type size and a third of one; a line is 1.3 to 1.6 type sizes high."""
THIN = (0.02, 0.13)
SLENDER = 2.2
"""A dash is at least this many times as wide as high."""
EVEN = 0.5
"""Share of its box that a dash fills; a page laid askew leaves corners."""
BROKEN = 0.1
"""White within a dash that a copier broke, or that faint ink left, at most."""
OFF_MIDDLE = 0.22
APART = 0.1
"""White between the bullet and the text, at least."""
SPECK = 0.006
"""Line heights squared. Smaller blots are dirt and do not count."""
Place = tuple[float, float, float, float]
Ink = NDArray[np.uint8]


@dataclass(frozen=True, kw_only=True)
class Bullet:
    """A list item's mark; `box` in pixels of the page."""

    text: str
    box: Place


def bulleted(page: Gray, strips: Sequence[Strip], starts: Sequence[float]) -> dict[int, Bullet]:
    """For each strip with a bullet or a dash before its text: that mark.

    `starts` is where each strip's text begins, in pixels from its left end: some strips hold their bullet.
    Strips of which nothing was read are no lines: such a one may hold another's bullet.
    """
    found = {}
    for index, (strip, start) in enumerate(zip(strips, starts, strict=True)):
        if strip.width < LONG * strip.height or _is_beside_another(strip, strips):
            continue
        begin = min(max(0.0, start - BEFORE * strip.height), strip.width / 2)
        bullet = _bullet(page, strip.part(begin, strip.width))
        if bullet is not None:
            found[index] = bullet
    return found


def _is_beside_another(own: Strip, strips: Sequence[Strip]) -> bool:
    """Whether another strip stands where the bullet would."""
    x, y = own.point(0, own.height / 2)
    return any(
        abs(other.y - y) < 0.36 * (own.height + other.height)
        and other.x - other.width / 2 < x - 0.2 * own.height
        and other.x + other.width / 2 > x - REACH * own.height
        for other in strips
        if other is not own
    )


def _bullet(page: Gray, strip: Strip) -> Bullet | None:
    height = strip.height
    x, y = strip.point(0, height / 2)
    left, right = int(x - REACH * height), int(x + INTO * height)
    top, bottom = int(y - HALF_HEIGHT * height), int(y + HALF_HEIGHT * height)
    if left < 0 or top < 0 or bottom >= page.shape[0] or right <= left:
        return None
    tones = page[top:bottom, max(0, int(x)) : min(int(x + 6 * height), page.shape[1])]
    if not tones.size:
        return None
    ink, paper = np.percentile(tones, (3, 90))
    dark = (page[top:bottom, left:right] < (ink + paper) / 2).astype(np.uint8)
    mended = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((1, 1 + round(BROKEN * height)), np.uint8))
    found = _mark(dark, height) or _mark(np.asarray(mended, np.uint8), height)
    if found is None:
        return None
    text, (column, row, wide, tall) = found
    return Bullet(text=text, box=(left + column, top + row, left + column + wide, top + row + tall))


def _mark(dark: Ink, height: float) -> tuple[str, tuple[int, int, int, int]] | None:
    """The only blot there, if it has a mark's form: that, and its left edge, top, width and height."""
    count, _, blots, centres = cv2.connectedComponentsWithStats(dark)
    candidates = [
        blot
        for blot in range(1, count)
        if blots[blot, cv2.CC_STAT_AREA] >= max(6, SPECK * height * height)
        and blots[blot, cv2.CC_STAT_LEFT] > 0
        and blots[blot, cv2.CC_STAT_LEFT] + blots[blot, cv2.CC_STAT_WIDTH] < dark.shape[1] - APART * height
    ]
    if len(candidates) != 1:
        return None
    column, row, wide, tall, area = (int(number) for number in blots[candidates[0]])
    text = _form(wide / height, tall / height, area / (wide * tall))
    if text is None or abs(float(centres[candidates[0]][1]) - dark.shape[0] / 2) >= OFF_MIDDLE * height:
        return None
    return text, (column, row, wide, tall)


def _form(wide: float, tall: float, full: float) -> str | None:
    """What a blot of this width and height, in line heights, may be that fills so much of its box."""
    if ROUND[0] < wide / tall < ROUND[1] and TALL[0] < tall < TALL[1] and full > FULL:
        return BULLET
    if wide / tall < SLENDER or not THIN[0] < tall < THIN[1] or full < EVEN:
        return None
    if DASH_WIDE[0] <= wide < DASH_WIDE[1]:
        return DASH
    return HYPHEN if HYPHEN_WIDE[0] <= wide < HYPHEN_WIDE[1] else None
