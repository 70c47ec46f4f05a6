"""The reading order of a page's strips. Pure.

Strips are laid level first; then the rules for text layers serve for pixels, too: rows are read from left to
right, columns of running text one after the other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import cos, radians, sin

from schemas.base import Box
from workers.reading.columns import in_reading_order
from workers.reading.pp_ocr.bullets import Bullet
from workers.reading.pp_ocr.strips import HEIGHT, Strip
from workers.reading.pp_ocr.words import PlacedWord
from workers.reading.segment import Segment, without_wide_gaps

POINTS_PER_INCH = 72
CORE = 0.3
"""Share of a strip's height, up and down from its middle, that counts when rows are formed: strips of
neighbouring lines touch."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A strip that was read: its words, left to right, in pixels of its picture, which is so wide."""

    strip: Strip
    width: int
    words: tuple[PlacedWord, ...]
    bullet: Bullet | None = None
    """The bullet or dash before the line."""


def words_in(pieces: Sequence[Piece]) -> list[PlacedWord]:
    """The words of a line, without its bullet."""
    return [word for piece in pieces for word in piece.words]


def ordered(pieces: Sequence[Piece], dpi: float) -> list[list[Piece]]:
    """Lines in reading order, each of one or more pieces from left to right."""
    angle = skew([piece.strip for piece in pieces])
    segments = [
        Segment(
            content=piece,
            box=laid_level(_inked_part(piece), angle, dpi),
            text=" ".join(word.text for word in piece.words),
            words=len(piece.words),
        )
        for whole in pieces
        for piece in _parts(whole)
    ]
    return [[segment.content for segment in row] for row in in_reading_order(segments)]


def _parts(piece: Piece) -> Iterator[Piece]:
    """The piece's words in runs without a wide gap: the network draws a strip across the white to a note."""
    for run in without_wide_gaps([(word.start, word.end) for word in piece.words], HEIGHT):
        yield replace(piece, words=piece.words[run], bullet=None if run.start else piece.bullet)


def _inked_part(piece: Piece) -> Strip:
    """The strip without the white at its ends: the network draws them too long or too short."""
    scale = piece.strip.width / piece.width
    return piece.strip.part(piece.words[0].start * scale, piece.words[-1].end * scale)


def skew(strips: Sequence[Strip]) -> float:
    """The page's angle in degrees clockwise: the median, each strip counting by the square of its length.

    A strip's angle is told to a pixel or two over its length, and short ones, such as a table's cells, of
    which there are hundreds, always seem level.
    """
    half = sum(strip.width**2 for strip in strips) / 2
    passed = 0.0
    for strip in sorted(strips, key=lambda strip: strip.angle):
        passed += strip.width**2
        if passed >= half:
            return strip.angle
    return 0.0


def laid_level(strip: Strip, angle: float, dpi: float) -> Box:
    """The strip's box after turning the page back by its skew; points."""
    turn, scale = radians(angle), POINTS_PER_INCH / dpi
    x = (strip.x * cos(turn) + strip.y * sin(turn)) * scale
    y = (strip.y * cos(turn) - strip.x * sin(turn)) * scale
    width, height = strip.width * scale, strip.height * scale
    return x - width / 2, y - CORE * height, x + width / 2, y + CORE * height
