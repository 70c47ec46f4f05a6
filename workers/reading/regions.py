"""A page's text layer in regions: paragraphs and columns, each judged for itself. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.base import Box, Rotation
from schemas.page import ReadLine
from schemas.turning import turn_box

PARAGRAPH_GAP = 0.9
"""White between lines, in their height, from which the next line begins another region …"""
SHORT_GAP = 2.5
"""… and up to which regions of too few lines are joined."""
FEWEST_LINES = 3


@dataclass(frozen=True, kw_only=True)
class Region:
    """Lines of a text layer that stand together; never empty."""

    lines: tuple[ReadLine, ...]

    @property
    def text(self) -> str:
        """The lines, joined by line feeds."""
        return "\n".join(line.text for line in self.lines)

    @property
    def words(self) -> list[str]:
        """The words of all lines."""
        return [word.text for line in self.lines for word in line.words]

    @property
    def box(self) -> Box:
        """Around all lines, in points of the unrotated page."""
        return around([line_box(line) for line in self.lines])


def line_box(line: ReadLine) -> Box:
    """The box that every line of a page has; only lines of text files have none."""
    if line.box is None:
        raise ValueError(line)
    return line.box


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds all of these."""
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return min(x0s), min(tops), max(x1s), max(bottoms)


def regions_of(
    lines: Sequence[ReadLine], *, width: float, height: float, rotation: Rotation
) -> tuple[Region, ...]:
    """The lines in runs without a wide gap or a jump to another column, in their order.

    `width` and `height` (points) are the unrotated page's.
    """
    groups: list[list[ReadLine]] = []
    for line in lines:
        box = turn_box(line_box(line), width, height, rotation)
        if groups:
            last = turn_box(line_box(groups[-1][-1]), width, height, rotation)
            gap = PARAGRAPH_GAP if len(groups[-1]) >= FEWEST_LINES else SHORT_GAP
            if _follows(last, box, gap):
                groups[-1].append(line)
                continue
        groups.append([line])
    return tuple(Region(lines=tuple(group)) for group in groups)


def _follows(last: Box, box: Box, gap: float) -> bool:
    height = max(1.0, min(last[3] - last[1], box[3] - box[1]))
    beside = min(last[2], box[2]) - max(last[0], box[0])
    return beside > 0 and -height < box[1] - last[3] < gap * height and box[1] > last[1]
