"""Boxes on a page."""

from collections.abc import Sequence

from schemas.base import Box


def around(boxes: Sequence[Box | None]) -> Box | None:
    """The smallest box that holds those that there are; None where there is none."""
    known = [box for box in boxes if box is not None]
    if not known:
        return None
    x0s, tops, x1s, bottoms = zip(*known, strict=True)
    return min(x0s), min(tops), max(x1s), max(bottoms)
