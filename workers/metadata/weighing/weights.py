"""How much each trait speaks for each answer. Pure, but for the file that the module's own data stand in."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).with_name("weights.npz")
Question = Literal["date", "cell", "passage", "kind", "body", "person"]
"""The role of a date; what a cell of a line, or a passage of the text, is; the kind of the document; the part
of a body or anybody named on the first page; whether a person signs."""


@dataclass(frozen=True, kw_only=True)
class Weights:
    """A linear model: one row of weights, in log odds, for each trait that it knows."""

    labels: tuple[str, ...]  #: the answers, in the order of the columns
    rows: Mapping[str, int]  #: the row of each trait
    table: NDArray[np.float32]  #: traits x answers
    bias: NDArray[np.float32]  #: one for each answer

    def points(self, traits: Iterable[str]) -> dict[str, float]:
        """The log odds of each answer, before they are made comparable: the sum over the traits, each once.

        Added up in the order of their rows: rounding is then the same on every run.
        """
        rows = sorted({row for row in map(self.rows.get, traits) if row is not None})
        total = self.bias + self.table[rows].sum(axis=0)
        return dict(zip(self.labels, total.tolist(), strict=True))


@cache
def weights(question: Question) -> Weights:
    """The weights for one question."""
    with np.load(FILE) as held:
        traits = held[f"{question}.traits"].tobytes().decode().split("\n")
        return Weights(
            labels=tuple(held[f"{question}.labels"].tolist()),
            rows={trait: row for row, trait in enumerate(traits)},
            table=held[f"{question}.table"].astype(np.float32),
            bias=held[f"{question}.bias"],
        )


def supported(points: Mapping[str, float], told: str, trust: float) -> dict[str, float]:
    """The log odds of each answer, with what a rule adds to the one that it told."""
    return {**points, told: points.get(told, -math.inf) + trust}


def likeliest(points: Mapping[str, float]) -> str:
    """The answer that most speaks for."""
    return max(points, key=points.__getitem__)


def chances(points: Mapping[str, float]) -> dict[str, float]:
    """Probabilities, 0 to 1, of answers of which just one is true, from their log odds."""
    most = max(points.values())
    share = {answer: math.exp(each - most) for answer, each in points.items()}
    return {answer: each / sum(share.values()) for answer, each in share.items()}


def chance(points: float) -> float:
    """Probability, 0 to 1, of log odds."""
    return 1 / (1 + math.exp(-points))


def log_odds(chance: float) -> float:
    """Log odds of a probability between 0 and 1."""
    return math.log(chance / (1 - chance))
