"""Which lines are headings: what the rules are sure of, and for the rest what labelled documents taught.

The rules know wordings and settings. Where they are not sure, each trait of the line and of its neighbours
speaks a little for a heading or against one (`heading_traits`). The weights are a linear model, fitted by
`python -m tests.bench.heading_weighing --write` on the open labelled documents. Pure, but for the file that
the module's own data stand in.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from workers.structure.heading_traits import Standing, traits
from workers.structure.headings import verdict
from workers.structure.lines import Line
from workers.structure.width import Measure

FILE = Path(__file__).with_name("heading_weights.npz")
BIAS = "always"
"""The trait that every line has."""
LEAST_KEPT, LEAST_ADDED = -2.0, 0.5
"""Log odds above which what the rules hold likely is a heading, and what they do not: the rules have met real
records, the weights only labelled ones. At 0 of some 450 headings in real records the weights took out 16
right ones to spare a wrong one, and on blind sets levels and decisions suffered."""


@cache
def weights() -> Mapping[str, float]:
    """How much each trait speaks for a heading, in log odds."""
    with np.load(FILE) as held:
        names = held["traits"].tobytes().decode().split("\n")
        return dict(zip(names, held["weights"].astype(float).tolist(), strict=True))


def points(seen: Iterable[str]) -> float:
    """The log odds of a heading; each trait counts once, in the order of their names, so that rounding is the
    same on every run."""
    known = weights()
    return known[BIAS] + sum(known.get(trait, 0.0) for trait in sorted(set(seen)))


def is_heading(lines: Sequence[Line], position: int, measure: Measure, *, apart: bool = False) -> bool:
    """Whether the line begins a heading; `apart` when text cannot run on into it."""
    told = verdict(lines, position, measure, apart=apart)
    if told in ("yes", "no"):
        return told == "yes"
    standing = Standing(lines=lines, position=position, measure=measure, apart=apart, told=told)
    return points(traits(standing)) > (LEAST_KEPT if told == "likely" else LEAST_ADDED)
