"""What every recogniser of pixels gives, whatever engine is behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from schemas.base import Rotation
from workers.reading.levelling import Gray


@dataclass(frozen=True, kw_only=True)
class Pixels:
    """A gray picture of a page: one byte for each pixel, row by row from the top; 0 is black."""

    columns: int
    rows: int
    gray: bytes
    dpi: float


@dataclass(frozen=True, kw_only=True)
class RecognisedWord:
    """A word with its box (x0, y0, x1, y1 in pixels from the top left of the pixels given)."""

    text: str
    box: tuple[float, float, float, float]
    confidence: float
    """0 to 1: how probably every character is right, where `doubtful` says something; else as the engine
    says, not calibrated."""
    doubtful: bool | None = None
    """Whether a person should check the word; null where the engine's confidence is not calibrated."""
    alternative: str | None = None
    """The next likeliest reading, where there is one worth weighing."""


@dataclass(frozen=True)
class RecognisedLine:
    """The words of one printed line, in reading order."""

    words: tuple[RecognisedWord, ...]


@dataclass(frozen=True, kw_only=True)
class SecondReading:
    """That unsure words were read again: by what, in how many seconds."""

    tool: str
    version: str
    seconds: float
    problem: str = ""
    """Code of what went wrong; then the first reading stands."""


@dataclass(frozen=True, kw_only=True)
class Recognition:
    """Lines in reading order, and how the pixels must be turned (clockwise) for reading."""

    lines: tuple[RecognisedLine, ...]
    rotation: Rotation
    handwriting: tuple[tuple[float, float, float, float], ...] = ()
    """Boxes of signatures and notes by hand, which are not read; in pixels, as words' boxes."""
    second: SecondReading | None = None
    """None where nothing was unsure, or nobody there to ask."""


class Recogniser(Protocol):
    """Reads a page's pixels. One instance serves one worker process."""

    @property
    def tool(self) -> str:
        """The engine's name, for provenance."""
        ...

    @property
    def version(self) -> str:
        """The engine's version and its model's fingerprint, for provenance."""
        ...

    def warm_up(self) -> None:
        """Makes what the first pages would otherwise wait for. Nothing depends on it but time."""
        ...

    def recognise(self, pixels: Pixels, rotation: Rotation) -> Recognition:
        """Read the pixels; `rotation` is what the file says about turning them, clockwise degrees.

        No lines means a blank page. Raises EngineTimedOut, EngineCrashed, RecogniserUnavailable.
        """
        ...


@dataclass(frozen=True, kw_only=True)
class ExcerptWord:
    """A word in the picture of a few; where it begins and ends, in pixels from the picture's left edge."""

    text: str
    start: float
    end: float
    confidence: float
    """0 to 1, as the engine says."""


class ExcerptReader(Protocol):
    """Reads pictures of a few words of one line each."""

    @property
    def tool(self) -> str:
        """The engine's name, for provenance."""
        ...

    @property
    def version(self) -> str:
        """The engine's version and its model's fingerprint, for provenance."""
        ...

    def read_excerpts(self, pictures: Sequence[Gray]) -> list[tuple[ExcerptWord, ...]]:
        """The words of each picture, from left to right.

        Raises EngineTimedOut, EngineCrashed, RecogniserUnavailable.
        """
        ...
