"""How high a page's letters stand, by which letters of one form are told apart. Pure.

Ascenders show nothing of it: in many a typeface they stand higher than the capitals do. A line of one word,
or of a name's first letter alone, has no other capital; but how much higher capitals are than small letters
is the same all over a page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

import cv2

from workers.reading.levelling import Gray
from workers.reading.pp_ocr.reading import Character, LineRead
from workers.reading.pp_ocr.strips import Strip, higher, picture_of

FINE = 96
"""Pixels of the picture in which heights are measured, twice the reader's: a small letter and a capital
differ by five of that one's."""
CAPITALS = frozenset("BDEFHIKLMNPRTUVXZ")
SMALL = frozenset("acemnorsuvwxz")
"""Letters that show how high their kind stands: without marks, ascenders and descenders."""
LEAST = 14
"""Pixels of a small letter's height under which it is a broken one, or print too small to be measured."""
LEAST_RATIO = 1.1
"""Capitals over small letters; typefaces have 1.2 (typewriters) to 1.5. Below it the two cannot be told
apart."""


@dataclass(frozen=True)
class Blot:
    """The box of connected ink, in pixels of a strip's picture."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def width(self) -> int:
        return self.right - self.left


@dataclass(frozen=True, kw_only=True)
class LineInk:
    """A line's ink in a picture `FINE` pixels high, with room for marks over its capitals."""

    blots: tuple[Blot, ...]
    bodies: tuple[Blot | None, ...]
    """Each character's highest blot."""
    base: float
    """Where letters without descenders end."""
    small: float
    """Height of the line's small letters; 0 where it has none that shows it …"""
    capital: float
    """… and of its capitals."""

    def capital_by(self, ratio: float) -> float:
        """Height of a capital of this line, by `ratio` where its small letters tell; 0 if nothing does."""
        return self.small * ratio or self.capital


def ink_of(page: Gray, strip: Strip, width: int, line: LineRead) -> LineInk:
    """The line's ink; `width` is that of the picture in which it was read."""
    picture = picture_of(page, higher(strip), FINE)
    blots = blots_of(picture)
    scale = picture.shape[1] / width
    bodies = tuple(body_at(blots, character, scale) for character in line.characters)
    inked = [(c.text, body) for c, body in zip(line.characters, bodies, strict=True) if body is not None]
    small = [body for text, body in inked if text in SMALL and body.height >= LEAST]
    capitals = [body for text, body in inked if text in CAPITALS and body.height >= LEAST]
    return LineInk(
        blots=tuple(blots),
        bodies=bodies,
        base=float(median(body.bottom for body in (*small, *capitals))) if small or capitals else 0.0,
        small=float(median(body.height for body in small)) if small else 0.0,
        capital=float(median(body.height for body in capitals)) if capitals else 0.0,
    )


def capital_ratio(inks: Iterable[LineInk]) -> float:
    """How many times as high as small letters the page's capitals are; 0 where that cannot be told."""
    ratios = [ink.capital / ink.small for ink in inks if ink.capital and ink.small]
    ratio = median(ratios) if ratios else 0.0
    return ratio if ratio >= LEAST_RATIO else 0.0


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
    return max(there, key=lambda blot: blot.height, default=None)
