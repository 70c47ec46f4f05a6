"""One painted character of a text layer."""

from dataclasses import dataclass

from schemas.base import Box, Rotation


@dataclass(frozen=True, kw_only=True)
class Glyph:
    """One painted character (or ligature) of the text layer, in points of the unrotated page."""

    text: str
    box: Box
    bold: bool
    direction: Rotation
    """Clockwise degrees from rightwards in which its text runs."""
