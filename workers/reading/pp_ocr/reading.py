"""From pictures of lines to what the network makes of each of their steps. Pure but for the network."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from workers.reading.levelling import Gray
from workers.reading.pp_ocr.models import Floats, Networks
from workers.reading.pp_ocr.strips import HEIGHT

STEP, WIDE, WIDE_STEP = 64, 1024, 128
"""Widths are rounded up to this many pixels, those from `WIDE` on to twice as many, so that the network meets
few shapes: for each it keeps 5 MB. Lines go one by one: on one thread batches were measured to be slower, and
to take more memory."""
LEAST = 1e-4
"""Probability that counts as none: one view alone cannot rule a character out."""


@dataclass(frozen=True, kw_only=True)
class Character:
    """One character of a line; `start` and `end` in pixels of its 48-pixel picture."""

    text: str
    probability: float
    """As the network says, at the step where the character is likeliest."""
    start: float
    end: float
    posterior: float = 1.0
    """Of its word, among all that may stand there, weighed by how likely they are as Swedish."""
    rival: str = ""
    """The word's next likeliest reading; empty where there is none worth weighing."""


@dataclass(frozen=True)
class LineRead:
    """A line's characters, spaces among them."""

    characters: tuple[Character, ...]

    @property
    def text(self) -> str:
        return "".join(character.text for character in self.characters)

    @property
    def confidence(self) -> float:
        """Mean over the characters; 0 for an empty line."""
        return fmean(character.probability for character in self.characters) if self.characters else 0.0


@dataclass(frozen=True, kw_only=True)
class Seen:
    """How probable each character is at each step along a line, and the line read step by step."""

    chance: Floats
    step: float
    """Pixels of the line's picture for each step."""
    line: LineRead


def see_lines(networks: Networks, pictures: Sequence[Gray]) -> list[Seen]:
    """Each picture's line, in the order given.

    They are seen from narrow to wide: the network is made ready anew for each width other than the last
    one's, which took a tenth of its time while lines came as they stand on the page.
    """
    by_width = sorted(range(len(pictures)), key=lambda number: pictures[number].shape[1])
    seen = {number: _seen(networks, pictures[number]) for number in by_width}
    return [seen[number] for number in range(len(pictures))]


def _seen(networks: Networks, picture: Gray) -> Seen:
    samples = samples_of(picture)
    # The network's answer lies in memory that its next one overwrites.
    chance = networks.recognise(samples)[0].copy()
    step = samples.shape[3] / chance.shape[0]
    return Seen(chance=chance, step=step, line=LineRead(likeliest(chance, step, networks.characters)))


def padded(columns: int) -> int:
    """The width, in pixels, at which the network sees a picture of so many columns."""
    step = STEP if columns <= WIDE else WIDE_STEP
    return max(1, ceil(columns / step)) * step


def samples_of(picture: Gray) -> Floats:
    """A line's picture for the network: 1 × 1 × 48 × columns, -1 is black, 1 white, 0 beyond its end."""
    samples = np.zeros((1, 1, HEIGHT, padded(picture.shape[1])), np.float32)
    samples[:, :, :, : picture.shape[1]] = picture * np.float32(2 / 255) - 1
    return samples


def mixed(one: Seen, other: Seen, alphabet: tuple[str, ...]) -> Seen:
    """Two views of one line, of the same size, seen as one: their probabilities' geometric mean."""
    logs = np.log(np.maximum(one.chance, LEAST)) + np.log(np.maximum(other.chance, LEAST))
    chance = np.exp(logs / 2)
    chance /= chance.sum(axis=1, keepdims=True)
    return Seen(chance=chance, step=one.step, line=LineRead(likeliest(chance, one.step, alphabet)))


def likeliest(
    chance: Floats, step: float, alphabet: tuple[str, ...], *, first: int = 0
) -> tuple[Character, ...]:
    """The likeliest column at each step from `first`, repetitions joined, blanks left out."""
    best: NDArray[np.intp] = chance.argmax(axis=1)
    edges = np.flatnonzero(np.diff(best, prepend=-1, append=-1))
    starts = edges[:-1]
    highest = np.maximum.reduceat(chance.max(axis=1), starts) if starts.size else starts
    columns, probabilities, borders = best[starts].tolist(), highest.tolist(), edges.tolist()
    return tuple(
        Character(
            text=alphabet[column],
            probability=probability,
            start=(first + start) * step,
            end=(first + end) * step,
        )
        for column, probability, (start, end) in zip(columns, probabilities, pairwise(borders), strict=True)
        if column != 0
    )
