"""One painted character of a text layer."""

from typing import NamedTuple

from schemas.base import Box, Rotation

EDGE_UNITS = 1000
"""Edges leave the sandbox as whole thousandths of a point, which JSON carries fast and without loss."""


class Glyph(NamedTuple):
    """One painted character (or ligature) of the text layer, in points of the unrotated page.

    A tuple, since a page has thousands.
    """

    text: str
    box: Box
    bold: bool
    direction: Rotation
    """Clockwise degrees from rightwards in which its text runs."""
