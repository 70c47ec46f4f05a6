"""From pictures of lines to characters with their probabilities. Pure but for the network."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from workers.reading.levelling import Gray
from workers.reading.pp_ocr.models import Floats, Networks
from workers.reading.pp_ocr.strips import HEIGHT

BUCKET = 64
"""Widths are rounded up to this many pixels, so that the network meets few shapes. Lines go one by one: on
one thread batches were measured to be slower, and to take more memory."""
NARROWEST = 64
LIKELY = 0.002
"""Probability from which another character is kept as a possible reading …"""
UNSURE = 0.985
"""… of one whose own is below this."""
OTHERS = 4
SWALLOWED = 0.01
"""Probability from which a letter may stand where none was read, if it makes a word."""


@dataclass(frozen=True, kw_only=True)
class Character:
    """One character of a line; `start` and `end` in pixels of its 48-pixel picture.

    A silent one (`text` is empty) was not read, but `others` may stand there: print swallows letters.
    """

    text: str
    probability: float
    start: float
    end: float
    others: tuple[tuple[str, float], ...] = ()
    """What else it may be, likeliest first; only where the network was unsure."""


@dataclass(frozen=True)
class LineRead:
    """A line's characters, spaces among them."""

    characters: tuple[Character, ...]

    @property
    def text(self) -> str:
        return "".join(character.text for character in self.characters)

    @property
    def confidence(self) -> float:
        """Mean over the characters read; 0 for an empty line."""
        read = [character.probability for character in self.characters if character.text]
        return fmean(read) if read else 0.0


def read_lines(networks: Networks, pictures: Sequence[Gray]) -> list[LineRead]:
    """Each picture's line, in the order given."""
    return [_read_line(networks, picture) for picture in pictures]


def _read_line(networks: Networks, picture: Gray) -> LineRead:
    width = max(NARROWEST, ceil(picture.shape[1] / BUCKET) * BUCKET)
    samples = np.zeros((1, 3, HEIGHT, width), np.float32)
    samples[:, :, :, : picture.shape[1]] = picture * np.float32(2 / 255) - 1
    chance = networks.recognise(samples)[0]
    return LineRead(_decoded(chance, width / chance.shape[0], networks.characters))


def _decoded(chance: Floats, step: float, characters: tuple[str, ...]) -> tuple[Character, ...]:
    """The likeliest column at each step, repetitions joined, blanks left out."""
    best: NDArray[np.intp] = chance.argmax(axis=1)
    edges = np.flatnonzero(np.diff(best, prepend=-1, append=-1))
    found: list[Character] = []
    for first, last in pairwise(edges):
        column = int(best[first])
        if column == 0:
            found += _silent(chance[first:last], float(first * step), float(last * step), characters)
            continue
        peak = int(first + chance[first:last, column].argmax())
        probability = float(chance[peak, column])
        found.append(
            Character(
                text=characters[column],
                probability=probability,
                start=float(first * step),
                end=float(last * step),
                others=_others(chance[peak], column, characters) if probability < UNSURE else (),
            )
        )
    return tuple(found)


def _silent(chance: Floats, start: float, end: float, characters: tuple[str, ...]) -> Iterator[Character]:
    """A letter that may stand where the network read nothing, at the step where it is likeliest."""
    step, column = np.unravel_index(int(chance[:, 1:].argmax()), (len(chance), chance.shape[1] - 1))
    probability = float(chance[step, column + 1])
    letter = characters[int(column) + 1]
    if probability >= SWALLOWED and letter.isalpha():
        yield Character(text="", probability=1.0, start=start, end=end, others=((letter, probability),))


def _others(
    chance: NDArray[np.float32], chosen: int, characters: tuple[str, ...]
) -> tuple[tuple[str, float], ...]:
    columns = np.argsort(chance)[::-1][: OTHERS + 2]
    return tuple(
        (characters[column], float(chance[column]))
        for column in columns
        if column not in (0, chosen) and chance[column] >= LIKELY
    )[:OTHERS]
