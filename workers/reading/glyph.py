"""The painted characters of a text layer, in columns: a page has thousands."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

EDGE_UNITS = 1000
"""Edges are whole thousandths of a point, which leave the sandbox fast and without loss."""
PACKED = np.dtype([("edges", "<i8", 4), ("length", "<u2"), ("bold", "u1"), ("quarters", "u1")])
"""How a glyph leaves the sandbox beside its text, of which `length` tells the characters."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Glyphs:
    """A page's glyphs in the order of painting: entry n of each column is glyph n's. A ligature is one."""

    texts: Sequence[str]
    edges: NDArray[np.int64]
    """x0, top, x1 and bottom of each on the unrotated page, in thousandths of a point (glyphs × 4)."""
    bold: NDArray[np.bool_]
    quarters: NDArray[np.int64]
    """Quarter turns clockwise from rightwards in which its text runs: 1 is downwards."""

    def __len__(self) -> int:
        return len(self.texts)
