"""Plots as page values: lines and marks already laid out, drawn as SVG by `_plot.html`. Pure.

Series differ by shape and dashes, not by colour alone. Everything is in the units of the drawing's viewBox,
which are about pixels on a desk.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log10
from typing import Literal

from ingest.web.language import Phrase, Sayable

Shape = Literal["circle", "square", "hollow"]
Dash = Literal["solid", "dashed", "dotted"]

LEFT, RIGHT, TOP, BOTTOM = 66, 24, 12, 44
WIDTH, HEIGHT = 560, 320
LEAST_SHOWN = 0.0001
"""The left and lower end of a plot in orders of size; what is less, or nothing, stands there as hollow."""


@dataclass(frozen=True, kw_only=True)
class Tick:
    """A number beside an axis."""

    at: float
    text: Sayable


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line from point to point, as the attribute of an SVG polyline."""

    points: str
    dash: Dash


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A point with its interval, if it has one, and what it says to who points at it."""

    x: float
    y: float
    shape: Shape
    told: Phrase
    #: The interval's ends: from (x, y) to (x, y).
    bar: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What a shape or a dash means."""

    label: str
    shape: Shape | None = None
    dash: Dash | None = None


@dataclass(frozen=True, kw_only=True)
class Plot:
    """A whole drawing. `rows` are the names beside the lines of a plot by groups."""

    id: str
    title: str
    told: Phrase
    width: float
    height: float
    left: float
    x_label: str
    y_label: str | None
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    legend: tuple[Entry, ...]

    @property
    def floor(self) -> float:
        """Where the horizontal axis lies."""
        return self.height - BOTTOM


def across(share: float, most: float) -> float:
    """A share on a horizontal axis from nothing to `most`."""
    return round(LEFT + share / most * (WIDTH - LEFT - RIGHT), 1)


def up(share: float, most: float = 1.0) -> float:
    """A share on a vertical axis."""
    return round(HEIGHT - BOTTOM - share / most * (HEIGHT - TOP - BOTTOM), 1)


def order(share: float, low: float, high: float) -> float:
    """A share on an axis of orders of size, from `LEAST_SHOWN` to one."""
    decades = -log10(LEAST_SHOWN)
    return round(low + (log10(max(share, LEAST_SHOWN)) + decades) / decades * (high - low), 1)


def points(places: Sequence[tuple[float, float]]) -> str:
    """As an attribute: `56,12 60,14.5`."""
    return " ".join(f"{x:g},{y:g}" for x, y in places)


def round_steps(most: float) -> tuple[float, ...]:
    """Four to eight round numbers from nothing to at least `most`."""
    step = next(
        size * ten for ten in (0.0001, 0.001, 0.01, 0.1, 1.0) for size in (1, 2, 5) if size * ten * 8 >= most
    )
    count = 1
    while step * count < most:
        count += 1
    return tuple(round(step * at, 6) for at in range(count + 1))


def ticks(steps: Sequence[float], place: Callable[[float], float]) -> tuple[Tick, ...]:
    """The steps as numbers beside their axis."""
    return tuple(Tick(at=place(step), text=Phrase.of("{share}", share=float(step))) for step in steps)
