"""Finds the ring or the dots over a capital A by its form: the network reads many an Å as A. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import cv2

from workers.reading.levelling import Gray
from workers.reading.pp_ocr.reading import Character, LineRead
from workers.reading.pp_ocr.strips import Strip, picture_of

ABOVE = 0.35
"""How far above the strip a mark may reach; in strip heights."""
TALL = frozenset("BDEFGHIJKLMNPRSTUVWXYZbdfhkl0123456789")
"""Characters that show how high a capital stands."""
RISE = (0.13, 0.50)
"""How far a marked letter stands above other capitals; in their height."""
LEAST_CAPITAL = 9
"""Pixels. Lower capitals are too small to be measured."""
WIDEST = 1.5
"""Width of a letter in capitals' heights; what is wider are letters grown together."""
DOTS = 2


@dataclass(frozen=True)
class Blot:
    """The box of connected ink, in pixels of a strip's picture."""

    left: int
    top: int
    right: int
    bottom: int


def with_marks(page: Gray, strip: Strip, width: int, line: LineRead) -> LineRead:
    """The line with each A that bears a ring or dots as Å or Ä; `width` is that of the line's picture."""
    if all(character.text != "A" for character in line.characters):
        return line
    tall = higher(strip)
    picture = picture_of(page, tall)
    blots = blots_of(picture)
    scale = picture.shape[1] / width
    capitals = [
        blot
        for character in line.characters
        if character.text in TALL and (blot := body_at(blots, character, scale)) is not None
    ]
    if not capitals:
        return line
    top = median(blot.top for blot in capitals)
    height = median(blot.bottom - blot.top for blot in capitals)
    if height < LEAST_CAPITAL:
        return line
    return LineRead(
        tuple(
            _marked(character, body_at(blots, character, scale), blots, top, height)
            if character.text == "A"
            else character
            for character in line.characters
        )
    )


def higher(strip: Strip) -> Strip:
    """The strip with room for the marks over its capitals."""
    x, y = strip.point(strip.width / 2, (1 - ABOVE) * strip.height / 2)
    return replace(strip, x=x, y=y, height=(1 + ABOVE) * strip.height)


def blots_of(picture: Gray) -> list[Blot]:
    """All connected ink of a picture."""
    _, inked = cv2.threshold(picture, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    count, _, stats, _ = cv2.connectedComponentsWithStats(inked)
    return [
        Blot(int(left), int(top), int(left + width), int(top + height))
        for left, top, width, height, _ in stats[1:count]
    ]


def body_at(blots: Sequence[Blot], character: Character, scale: float) -> Blot | None:
    """The highest blot at the character's middle."""
    middle = (character.start + character.end) / 2 * scale
    there = [blot for blot in blots if blot.left <= middle <= blot.right]
    return max(there, key=lambda blot: blot.bottom - blot.top, default=None)


def _marked(
    character: Character, body: Blot | None, blots: Sequence[Blot], top: float, height: float
) -> Character:
    if body is None or body.right - body.left > WIDEST * height:
        return character
    above = [
        blot
        for blot in blots
        if blot.bottom <= body.top + 2
        and body.left <= (blot.left + blot.right) / 2 <= body.right
        and body.top - blot.bottom <= RISE[0] * height
        and blot.bottom - blot.top >= 2  # noqa: PLR2004 - a pixel's height is dirt
        and blot.top > 0
    ]
    rise = top - min((blot.top for blot in above), default=body.top)
    if not RISE[0] * height <= rise <= RISE[1] * height:
        return character
    return replace(character, text="Ä" if len(above) == DOTS else "Å")
