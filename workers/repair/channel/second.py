"""Asks the context network about words with rivals, and joins its answer with the lattice's."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from workers.repair.channel.positions import END, Placed
from workers.repair.channel.rerank import SPAN, Reranker

SETTLED = 0.9995
"""Posterior from which the lattice's answer needs no second opinion."""
TRUST_NGRAMS, TRUST_NETWORK = 0.75, 0.35
"""Exponents of the two models; they share much of what they know, so they add up to little more than one."""
TINY = 1e-12


def second_opinions(
    placed: Sequence[Placed], chances: Mapping[int, list[float]], reranker: Reranker
) -> dict[int, list[float]]:
    """New posteriors for the doubtful positions that have at least two rivals."""
    asked = []
    for at, chance in chances.items():
        if max(chance) >= SETTLED:
            continue
        rivals = [
            (reading, int(reranker.rival[option.number]))
            for reading, option in enumerate(placed[at].options)
            if option.number and reranker.rival[option.number] >= 0
        ]
        if len(rivals) > 1:
            asked.append((at, rivals))
    if not asked:
        return {}
    rows = [_row(placed, at, chances, reranker) for at in range(len(placed))]
    padded = np.array([_end_row(reranker)] * SPAN + rows + [_end_row(reranker)] * SPAN, dtype=np.int64)
    steps = np.array([step for step in range(2 * SPAN + 1) if step != SPAN])
    contexts = padded[np.array([at for at, _ in asked])[:, None] + steps]
    answers = reranker.log_chances(contexts, [[row for _, row in rivals] for _, rivals in asked])
    return {
        at: _joined(
            placed[at], chances[at], dict(zip([reading for reading, _ in rivals], answer, strict=True))
        )
        for (at, rivals), answer in zip(asked, answers, strict=True)
    }


def _end_row(reranker: Reranker) -> int:
    return int(reranker.fold[END])


def _row(placed: Sequence[Placed], at: int, chances: Mapping[int, list[float]], reranker: Reranker) -> int:
    place = placed[at]
    chance = chances.get(at)
    option = place.options[max(range(len(chance)), key=chance.__getitem__)] if chance else place.options[0]
    word = option.word or (place.word.text.lower() if place.word is not None else "")
    return reranker.context_row(option.number, word)


def _joined(place: Placed, chance: Sequence[float], answer: Mapping[int, float]) -> list[float]:
    """The network knows only the rivals: it moves probability among them, and none to or from the others."""
    logs = {
        reading: place.options[reading].score
        + TRUST_NGRAMS * (math.log(max(chance[reading], TINY)) - place.options[reading].score)
        + TRUST_NETWORK * log
        for reading, log in answer.items()
    }
    top = max(logs.values())
    weights = {reading: math.exp(log - top) for reading, log in logs.items()}
    mass = sum(chance[reading] for reading in answer)
    scale = mass / sum(weights.values())
    return [weights[reading] * scale if reading in weights else own for reading, own in enumerate(chance)]
