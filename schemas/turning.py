"""Where the boxes of a page lie when it is turned by quarters. Pure."""

from schemas.base import Box, Rotation

TURNS: tuple[Rotation, ...] = (0, 90, 180, 270)


def turn_box(box: Box, width: float, height: float, turn: Rotation) -> Box:
    """Where `box` lands when its page of `width` × `height` is turned clockwise by `turn` degrees.

    Any unit; origin at the top left, before and after.
    """
    x0, y0, x1, y1 = box
    match turn:
        case 0:
            return box
        case 90:
            return height - y1, x0, height - y0, x1
        case 180:
            return width - x1, height - y1, width - x0, height - y0
        case 270:
            return y0, width - x1, y1, width - x0


def turn_box_back(box: Box, width: float, height: float, turn: Rotation) -> Box:
    """The inverse of `turn_box`; `width` and `height` are still those of the unturned page."""
    x0, y0, x1, y1 = box
    match turn:
        case 0:
            return box
        case 90:
            return y0, height - x1, y1, height - x0
        case 180:
            return width - x1, height - y1, width - x0, height - y0
        case 270:
            return width - y1, x0, width - y0, x1


def turned_by(turn: Rotation, more: int) -> Rotation:
    """The turn after `more` further degrees clockwise (a multiple of 90)."""
    return TURNS[(turn + more) // 90 % len(TURNS)]
