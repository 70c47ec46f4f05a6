"""Glyphs of made-up pages, one by one, and in the columns that the product has them in."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from schemas.base import Box, Rotation
from workers.reading.glyph import EDGE_UNITS, Glyphs


class Glyph(NamedTuple):
    """A painted character; `box` in points of the unrotated page."""

    text: str
    box: Box
    bold: bool = False
    direction: Rotation = 0
    """Clockwise degrees from rightwards in which its text runs."""


def columns(glyphs: Sequence[Glyph]) -> Glyphs:
    """The glyphs as a page's text layer."""
    return Glyphs(
        texts=[glyph.text for glyph in glyphs],
        edges=np.array(
            [[round(edge * EDGE_UNITS) for edge in glyph.box] for glyph in glyphs], dtype=np.int64
        ).reshape(-1, 4),
        bold=np.array([glyph.bold for glyph in glyphs], dtype=np.bool_),
        quarters=np.array([glyph.direction // 90 for glyph in glyphs], dtype=np.int64),
    )
