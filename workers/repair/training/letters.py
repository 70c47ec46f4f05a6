"""How likely a string of letters is as a Swedish word: four letters at a time, over word types."""

import math
from collections import defaultdict
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from workers.repair.lexicon.spelling import EDGE, HIGHEST_COST, LETTERS, OTHER, Levels


def letter_levels(counts: Mapping[str, int]) -> Levels:
    """Costs of the fourth letter after three, with shorter contexts mixed in; a word weighs 1 + ln(count)."""
    grams: tuple[defaultdict[str, float], ...] = tuple(defaultdict(float) for _ in range(4))
    for word, count in counts.items():
        weight = 1 + math.log(count)
        shape = EDGE * 3 + "".join(letter if letter in LETTERS else OTHER for letter in word) + EDGE
        for at in range(3, len(shape)):
            for length in range(4):
                grams[length][shape[at - length : at + 1]] += weight
    size = len(LETTERS)
    chance: NDArray[np.float64] = np.full(size, 1 / size)
    for length in range(4):
        seen = np.zeros((size,) * (length + 1))
        for gram, weight in grams[length].items():
            seen[tuple(LETTERS.index(letter) for letter in gram)] = weight
        total = seen.sum(axis=-1, keepdims=True)
        # Witten-Bell: the more different letters follow a context, the more its shorter context counts.
        kinds = (seen > 0).sum(axis=-1, keepdims=True)
        chance = (seen + np.maximum(kinds, 0.01) * chance) / (total + np.maximum(kinds, 0.01))
    return np.clip(np.rint(-np.log(chance) * (255 / HIGHEST_COST)), 0, 255).astype(np.uint8)
