"""What a stretch of a line may say: the likeliest readings, and where their characters stand. Pure."""

from math import exp, inf, log, log1p

import numpy as np
from numpy.typing import NDArray

from workers.reading.pp_ocr.models import Floats

Columns = tuple[int, ...]
WIDTH = 16
"""Readings followed at a time."""
CHOICES = 6
"""Characters weighed at each step …"""
POSSIBLE = 1e-3
"""… if they are at least so probable."""
LEAST = 1e-6


def readings(chance: Floats) -> dict[Columns, float]:
    """Columns of the likeliest readings, and ln of their probability: all ways to spread them over the steps.

    Prefix beam search over steps × columns; column 0 is no new character.
    """
    beams: dict[Columns, tuple[float, float]] = {(): (0.0, -inf)}
    for row in chance:
        likely = [
            int(column) for column in np.argpartition(row, -CHOICES)[-CHOICES:] if row[column] > POSSIBLE
        ]
        logs = [(column, log(row[column])) for column in likely]
        grown: dict[Columns, tuple[float, float]] = {}
        for prefix, (blank, other) in beams.items():
            both = _sum(blank, other)
            for column, gain in logs:
                if column == 0:
                    _add(grown, prefix, both + gain, -inf)
                elif prefix and prefix[-1] == column:
                    _add(grown, prefix, -inf, other + gain)
                    if blank > -inf:
                        _add(grown, (*prefix, column), -inf, blank + gain)
                else:
                    _add(grown, (*prefix, column), -inf, both + gain)
        beams = dict(sorted(grown.items(), key=lambda item: -max(item[1]))[:WIDTH])
    return {prefix: _sum(*ends) for prefix, ends in beams.items()}


def _add(beams: dict[Columns, tuple[float, float]], prefix: Columns, blank: float, other: float) -> None:
    """Adds to the prefix's probability of ending in no character, and in its last one."""
    old = beams.get(prefix)
    beams[prefix] = (blank, other) if old is None else (_sum(old[0], blank), _sum(old[1], other))


def _sum(one: float, two: float) -> float:
    """ln(e^one + e^two)."""
    if one < two:
        one, two = two, one
    return one if two == -inf else one + log1p(exp(two - one))


def placed(chance: Floats, columns: Columns) -> list[tuple[int, int, float]]:
    """First step, one past the last, and highest probability of each character of a reading.

    The likeliest way to spread the characters over the steps (Viterbi); steps that give no new character
    belong to none.
    """
    states = [0]
    for column in columns:
        states += [column, 0]
    logs = np.log(np.maximum(chance[:, states], LEAST))
    skips = np.array([at >= 2 and state != 0 and state != states[at - 2] for at, state in enumerate(states)])  # noqa: PLR2004
    best: NDArray[np.float64] = np.full(len(states), -np.inf)
    best[:2] = logs[0, :2]
    came = np.zeros(logs.shape, dtype=np.int8)
    for step in range(1, len(logs)):
        stay, one, two = best, np.full_like(best, -np.inf), np.full_like(best, -np.inf)
        one[1:], two[2:] = best[:-1], np.where(skips[2:], best[:-2], -np.inf)
        choices = np.stack((stay, one, two))
        came[step] = choices.argmax(axis=0)
        best = choices.max(axis=0) + logs[step]
    state = len(states) - 1 if len(states) == 1 or best[-1] >= best[-2] else len(states) - 2
    spans: dict[int, tuple[int, int]] = {}
    for step in range(len(logs) - 1, -1, -1):
        if state % 2:
            spans[state // 2] = step, spans.get(state // 2, (step, step + 1))[1]
        state -= int(came[step, state])
    return [
        (first, last, float(chance[first:last, column].max()))
        for column, (first, last) in zip(columns, (spans[at] for at in range(len(columns))), strict=True)
    ]
