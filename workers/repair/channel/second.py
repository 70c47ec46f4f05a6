"""Asks the context network about words with rivals, and joins its answer with the lattice's."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from workers.repair.channel.positions import END, Placed
from workers.repair.channel.rerank import SPAN, Reranker
from workers.repair.lexicon.skeleton import unmarked

SETTLED = 0.9995
"""Posterior from which the lattice's answer needs no second opinion."""
TRUST_NGRAMS, TRUST_NETWORK = 0.75, 0.35
"""Exponents of the two models; they share much of what they know, so they add up to little more than one."""
TINY = 1e-12
_WHICH_MARK = str.maketrans("åäö", "***")


def second_opinions(
    placed: Sequence[Placed], chances: Mapping[int, list[float]], reranker: Reranker
) -> dict[int, list[float]]:
    """New posteriors for the doubtful positions that have at least two rivals."""
    asked = [
        (at, members)
        for at, chance in chances.items()
        if max(chance) < SETTLED
        for members in _rivals(placed[at], reranker)
    ]
    if not asked:
        return {}
    rows = [_row(placed, at, chances, reranker) for at in range(len(placed))]
    padded = np.array([_end_row(reranker)] * SPAN + rows + [_end_row(reranker)] * SPAN, dtype=np.int64)
    steps = np.array([step for step in range(2 * SPAN + 1) if step != SPAN])
    contexts = padded[np.array([at for at, _ in asked])[:, None] + steps]
    answers = reranker.log_chances(contexts, [list(members.values()) for _, members in asked])
    found: dict[int, list[float]] = {}
    for (at, members), answer in zip(asked, answers, strict=True):
        found[at] = _joined(placed[at], found.get(at, chances[at]), dict(zip(members, answer, strict=True)))
    return found


def _rivals(place: Placed, reranker: Reranker) -> list[dict[int, int]]:
    """Readings that the network weighs against each other, with their rows in it.

    It has learnt to tell words apart that are the same without marks or but for which mark it is, and nothing
    of `är` against `där`.
    """
    groups: list[tuple[set[str], dict[int, int]]] = []
    for reading, option in enumerate(place.options):
        if not option.number or reranker.rival[option.number] < 0:
            continue
        word = _word(place, reading)
        shapes, members = (
            {unmarked(word), word.translate(_WHICH_MARK)},
            {reading: int(reranker.rival[option.number])},
        )
        for group in [group for group in groups if not shapes.isdisjoint(group[0])]:
            groups.remove(group)
            shapes |= group[0]
            members |= group[1]
        groups.append((shapes, members))
    return [members for _, members in groups if len(members) > 1]


def _word(place: Placed, reading: int) -> str:
    word = place.options[reading].word
    return word if word is not None else place.word.text.lower() if place.word is not None else ""


def _end_row(reranker: Reranker) -> int:
    return int(reranker.fold[END])


def _row(placed: Sequence[Placed], at: int, chances: Mapping[int, list[float]], reranker: Reranker) -> int:
    place = placed[at]
    chance = chances.get(at)
    reading = max(range(len(chance)), key=chance.__getitem__) if chance else 0
    return reranker.context_row(place.options[reading].number, _word(place, reading))


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
