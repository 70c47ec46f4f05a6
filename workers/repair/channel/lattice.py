"""Which reading of every word is the likeliest, given all its neighbours: exact sums over the word lattice.

Words with one reading split the lattice: two of them in a row part what stands before from what comes after.
So each segment is small, and forward-backward over its trigram states is exact; no beam is needed. What comes
out is each reading's probability given the whole segment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import numpy as np

from workers.repair.channel.ngrams import NGrams

ORDER = 3


class Option(NamedTuple):
    """A reading: its number in the n-gram model, ln of channel and word terms, the word (None: as seen)."""

    number: int
    score: float
    word: str | None
    name: bool = False


Position = tuple[Option, ...]


@dataclass(frozen=True, kw_only=True)
class Segment:
    """Positions `start`..`end` (exclusive) with their context of two on either side and the factors of it.

    `factors[i]` holds P(c | a b) for every reading a, b, c of the positions start+i-2 .. start+i, c fastest.
    """

    start: int
    end: int
    factors: tuple[tuple[float, ...], ...]


def segments(positions: Sequence[Position], ngrams: NGrams) -> list[Segment]:
    """Every stretch of the lattice that has something to decide. The first two positions must be settled."""
    spans = _spans(positions)
    firsts: list[int] = []
    seconds: list[int] = []
    thirds: list[int] = []
    sizes: list[list[int]] = []
    for start, end in spans:
        counts = []
        for at in range(start, min(end + ORDER - 1, len(positions))):
            a, b, c = (
                [option.number for option in positions[at - 2]],
                [option.number for option in positions[at - 1]],
                [option.number for option in positions[at]],
            )
            counts.append(len(a) * len(b) * len(c))
            for one, two, three in product(a, b, c):
                firsts.append(one)
                seconds.append(two)
                thirds.append(three)
        sizes.append(counts)
    if not firsts:
        return []
    logs = ngrams.score(
        np.array(firsts, dtype=np.int64), np.array(seconds, dtype=np.int64), np.array(thirds, dtype=np.int64)
    )
    chances: list[float] = np.exp(logs.astype(np.float64)).tolist()
    found = []
    taken = 0
    for (start, end), counts in zip(spans, sizes, strict=True):
        factors = []
        for count in counts:
            factors.append(tuple(chances[taken : taken + count]))
            taken += count
        found.append(Segment(start=start, end=end, factors=tuple(factors)))
    return found


def _spans(positions: Sequence[Position]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for at, options in enumerate(positions):
        if len(options) == 1:
            continue
        if spans and at - spans[-1][1] < ORDER - 1:
            spans[-1] = (spans[-1][0], at + 1)
        else:
            spans.append((at, at + 1))
    return spans


def marginals(
    segment: Segment, positions: Sequence[Position], weights: Sequence[Sequence[float]]
) -> list[list[float]]:
    """The probability of each reading of each position of the segment.

    `weights[i]` holds, for position start+i, what multiplies each reading beside the n-grams.
    """
    forward = _forward(segment, positions, weights)
    width = [len(positions[segment.start + i]) for i in range(-1, len(segment.factors))]
    backward = [1.0] * (width[-2] * width[-1])
    found: list[list[float]] = []
    for i in range(len(segment.factors) - 1, -1, -1):
        before, here = width[i], width[i + 1]
        if segment.start + i < segment.end:
            state = [x * y for x, y in zip(forward[i], backward, strict=True)]
            sums = [sum(state[c::here]) for c in range(here)]
            total = sum(sums) or 1.0
            found.append([x / total for x in sums])
        if i == 0:
            break
        backward = _step_back(segment, weights, backward, i, width[i - 1], before, here)
    found.reverse()
    return found


def _weight(weights: Sequence[Sequence[float]], i: int, size: int) -> Sequence[float]:
    return weights[i] if i < len(weights) else (1.0,) * size


def _forward(
    segment: Segment, positions: Sequence[Position], weights: Sequence[Sequence[float]]
) -> list[list[float]]:
    """For each factor, the scaled sum over all paths that end in its last two readings (b slow, c fast)."""
    start = segment.start
    alpha = [1.0] * (len(positions[start - 2]) * len(positions[start - 1]))
    found = []
    for i, factor in enumerate(segment.factors):
        first, second, third = (len(positions[start + i - back]) for back in (2, 1, 0))
        weight = _weight(weights, i, third)
        states = second * third
        fresh = [0.0] * states
        for a in range(first):
            for b in range(second):
                mass = alpha[a * second + b]
                base = (a * second + b) * third
                for c in range(third):
                    fresh[b * third + c] += mass * factor[base + c]
        fresh = [x * weight[k % third] for k, x in enumerate(fresh)]
        total = sum(fresh) or 1.0
        alpha = [x / total for x in fresh]
        found.append(alpha)
    return found


def _step_back(
    segment: Segment,
    weights: Sequence[Sequence[float]],
    backward: list[float],
    i: int,
    first: int,
    second: int,
    third: int,
) -> list[float]:
    """From the mass after the states of factor i to that after the states of factor i - 1."""
    factor = segment.factors[i]
    weight = _weight(weights, i, third)
    fresh = [0.0] * (first * second)
    for a in range(first):
        for b in range(second):
            base = (a * second + b) * third
            fresh[a * second + b] = sum(
                factor[base + c] * weight[c] * backward[b * third + c] for c in range(third)
            )
    total = sum(fresh) or 1.0
    return [x / total for x in fresh]
