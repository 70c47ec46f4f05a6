"""Lines that something large lies over: a stamp's letters, a signature. Pure but for the network.

The network that finds lines draws one strip around both, as high as the larger, in which the line is too
small to be read. Read by itself, at the height of the page's lines, it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

import numpy as np

from workers.reading.levelling import Gray
from workers.reading.pp_ocr.models import Networks
from workers.reading.pp_ocr.reading import Seen, see_lines
from workers.reading.pp_ocr.strips import Strip, picture_of

SURE, ENOUGH = 0.965, 12
"""Mean confidence and characters of the lines that tell how high the page's lines are."""
TALL, LONG = 1.5, 2.0
"""Height of such a strip in theirs, and its width in its own, at least: less is another size of type …"""
UNREADABLE = 0.88
"""… and so is what is read more surely."""
STEPS = 6
"""Heights in which a line is looked for, in its own height."""
READABLE, LEAST = 0.92, 6
"""Mean confidence and characters from which a line stands there."""
OWN = 0.5
"""Share of a line's height over which no other line's middle lies."""


def lines_behind(
    networks: Networks, page: Gray, strips: Sequence[Strip], seen: Sequence[Seen]
) -> dict[int, list[tuple[Strip, Seen]]]:
    """For the number of each tall strip that cannot be read, the lines that stand in it, if there are any."""
    sure = [
        strip.height
        for strip, one in zip(strips, seen, strict=True)
        if one.line.confidence >= SURE and len(one.line.text) >= ENOUGH
    ]
    if not sure:
        return {}
    high = median(sure)
    found = {}
    for number, (strip, one) in enumerate(zip(strips, seen, strict=True)):
        if _is_covered(strip, one, high):
            others = [other for other in strips if other is not strip and other.height < TALL * high]
            if lines := _lines(networks, page, list(_windows(strip, high, others))):
                found[number] = lines
    return found


def _is_covered(strip: Strip, seen: Seen, high: float) -> bool:
    tall = strip.height > TALL * high and strip.width > LONG * strip.height
    return tall and seen.line.confidence < UNREADABLE


def _windows(strip: Strip, high: float, others: Sequence[Strip]) -> Iterator[Strip]:
    """Where a line may stand in the strip, but for those of the page's other lines."""
    for down in np.arange(high / 2, strip.height - high / 2, high / STEPS):
        x, y = strip.point(strip.width / 2, float(down))
        window = replace(strip, x=x, y=y, height=high)
        if not any(_shares_line(window, other) for other in others):
            yield window


def _shares_line(window: Strip, other: Strip) -> bool:
    beside = abs(window.x - other.x) < (window.width + other.width) / 2
    return beside and abs(window.y - other.y) < OWN * window.height


def _lines(networks: Networks, page: Gray, windows: Sequence[Strip]) -> list[tuple[Strip, Seen]]:
    """The surest windows that lie apart."""
    pictures = [picture_of(page, window) for window in windows]
    read = sorted(
        zip(windows, see_lines(networks, pictures), strict=True), key=lambda one: -one[1].line.confidence
    )
    chosen: list[tuple[Strip, Seen]] = []
    for window, seen in read:
        readable = seen.line.confidence >= READABLE and len(seen.line.text) >= LEAST
        apart = all(abs(window.y - other.y) >= window.height for other, _ in chosen)
        if readable and apart:
            chosen.append((window, seen))
    return chosen
