"""Trains the network of `channel.rerank` on the corpus: Adam, a fixed seed, CPU only."""

from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.repair.channel.rerank import ENDINGS, SPAN, ending_bucket
from workers.repair.channel.tokens import SPECIAL
from workers.repair.lexicon.skeleton import unmarked
from workers.repair.training.corpus import Counted

OWN_ROWS = 24_000
WIDTH, HIDDEN = 32, 256
GROUP_SIZE, GROUP_COUNT, MIN_COUNT = 8, 30, 4
CAP = 40_000
"""Places per word in training; places of commoner words weigh more instead, at most MAX_WEIGHT."""
MAX_WEIGHT = 6.0
BATCH, PASSES, RATE = 1024, 4, 2e-3
SEED = 20240101

Matrix = NDArray[np.float32]
Ids = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Trained:
    """As the fields of `channel.rerank.Reranker`."""

    fold: NDArray[np.int32]
    endings: int
    rival: NDArray[np.int32]
    weights: dict[str, Matrix]


def rival_groups(counted: Counted) -> list[list[int]]:
    """Words that are the same without marks, or but for which mark it is; commonest first."""
    parent: dict[int, int] = {}

    def root(at: int) -> int:
        while parent.setdefault(at, at) != at:
            at = parent[at]
        return at

    shapes: dict[str, int] = {}
    which_mark = str.maketrans("åäö", "***")
    for at in range(len(SPECIAL), len(counted.words)):
        if counted.counts[at] < MIN_COUNT:
            continue
        word = counted.words[at]
        starred = word.translate(which_mark)
        for shape in {unmarked(word), starred if starred != word else unmarked(word)}:
            parent[root(at)] = root(shapes.setdefault(shape, at))
    members: defaultdict[int, list[int]] = defaultdict(list)
    for at in parent:
        members[root(at)].append(at)
    return [
        sorted(group, key=lambda at: -counted.counts[at])[:GROUP_SIZE]
        for group in members.values()
        if len(group) > 1 and sum(counted.counts[at] for at in group) >= GROUP_COUNT
    ]


def folds(counted: Counted) -> tuple[NDArray[np.int32], int]:
    """The embedding row of every numbered word, and where the rows of endings begin."""
    weight: Counter[str] = Counter()
    for word, count in zip(counted.words, counted.counts.tolist(), strict=True):
        weight[unmarked(word)] += count
    own = {word: row for row, (word, _) in enumerate(weight.most_common(OWN_ROWS - len(SPECIAL)))}
    for symbol in SPECIAL:
        own.setdefault(symbol, len(own))
    fold = [own.get(unmarked(word), len(own) + ending_bucket(word)) for word in counted.words]
    return np.array(fold, dtype=np.int32), len(own)


def train(counted: Counted) -> Trained:
    """The network after PASSES passes. The same corpus gives the same weights on the same numpy."""
    random = np.random.default_rng(SEED)
    groups = rival_groups(counted)
    fold, endings = folds(counted)
    rival = np.full(len(counted.words), -1, dtype=np.int32)
    members = [at for group in groups for at in group]
    rival[members] = np.arange(len(members))
    group_of = np.zeros(len(members), dtype=np.int64)
    slot_of = np.zeros(len(members), dtype=np.int64)
    table = np.full((len(groups), GROUP_SIZE), len(members), dtype=np.int64)
    for number, group in enumerate(groups):
        for slot, at in enumerate(group):
            group_of[rival[at]], slot_of[rival[at]], table[number, slot] = number, slot, rival[at]
    places, weight = _places(counted, rival, random)
    offsets = np.array([step for step in range(-SPAN, SPAN + 1) if step])
    net = _Net(endings + ENDINGS, len(members), random)
    net.parameters["bias"][: len(members)] = np.log(counted.counts[members])
    rows = fold[counted.ids].astype(np.int64)
    for turn in range(PASSES):
        order = random.permutation(len(places))
        rate = RATE * (1 - turn / PASSES)
        for at in range(0, len(order) - BATCH + 1, BATCH):
            here = places[order[at : at + BATCH]]
            target = rival[counted.ids[here]]
            net.step(
                rows[here[:, None] + offsets], table[group_of[target]], slot_of[target], weight[target], rate
            )
    return Trained(fold=fold, endings=endings, rival=rival, weights=net.trained())


def _places(
    counted: Counted, rival: NDArray[np.int32], random: np.random.Generator
) -> tuple[Ids, NDArray[np.float32]]:
    """Where rivals stand, common ones sampled, and the weight of each rival's places."""
    everywhere = np.nonzero(rival[counted.ids] >= 0)[0]
    everywhere = everywhere[(everywhere >= SPAN) & (everywhere < len(counted.ids) - SPAN)]
    which = rival[counted.ids[everywhere]]
    count = np.bincount(which, minlength=int(rival.max()) + 1)
    keep = random.random(len(everywhere)) < np.minimum(1.0, CAP / np.maximum(count, 1))[which]
    return everywhere[keep], np.clip(count / CAP, 1.0, MAX_WEIGHT).astype(np.float32)


class _Net:
    """The parameters, and Adam's moments of them."""

    def __init__(self, rows: int, members: int, random: np.random.Generator) -> None:
        inputs = 2 * SPAN * WIDTH

        def normal(*shape: int, scale: float) -> Matrix:
            return (random.standard_normal(shape) * scale).astype(np.float32)

        self.parameters: dict[str, Matrix] = {
            "embedding": normal(rows, WIDTH, scale=0.1),
            "hidden": normal(inputs, HIDDEN, scale=float(np.sqrt(2 / inputs))),
            "hidden_bias": np.zeros(HIDDEN, dtype=np.float32),
            "output": np.zeros((members + 1, HIDDEN), dtype=np.float32),
            "bias": np.full(members + 1, -1e9, dtype=np.float32),
        }
        self._first = {name: np.zeros_like(value) for name, value in self.parameters.items()}
        self._second = {name: np.zeros_like(value) for name, value in self.parameters.items()}
        self._steps = 0

    def trained(self) -> dict[str, Matrix]:
        """The parameters without the row that stands for an empty slot."""
        found = dict(self.parameters)
        found["output"], found["bias"] = found["output"][:-1], found["bias"][:-1]
        return found

    def step(self, rows: Ids, rivals: Ids, slots: Ids, weight: Matrix, rate: float) -> None:
        """One update: `rows` (batch, 2·SPAN), `rivals` (batch, GROUP_SIZE), the right one's slot."""
        p = self.parameters
        size = len(rows)
        inputs = p["embedding"][rows].reshape(size, -1)
        layer = np.maximum(inputs @ p["hidden"] + p["hidden_bias"], 0)
        output = p["output"][rivals]
        scores = np.einsum("bh,bkh->bk", layer, output) + p["bias"][rivals]
        scores -= scores.max(axis=1, keepdims=True)
        error = np.exp(scores)
        error /= error.sum(axis=1, keepdims=True)
        error[np.arange(size), slots] -= 1
        error *= (weight / size)[:, None]
        back = np.einsum("bk,bkh->bh", error, output)
        back[layer <= 0] = 0
        self._steps += 1
        self._update("hidden", inputs.T @ back, rate)
        self._update("hidden_bias", back.sum(axis=0), rate)
        self._update_rows("embedding", rows.ravel(), (back @ p["hidden"].T).reshape(-1, WIDTH), rate)
        flat = rivals.ravel()
        self._update_rows("output", flat, (error[:, :, None] * layer[:, None, :]).reshape(-1, HIDDEN), rate)
        self._update_rows("bias", flat, error.reshape(-1), rate)
        p["bias"][-1] = -1e9

    def _update(self, name: str, gradient: Matrix, rate: float) -> None:
        first, second = self._first[name], self._second[name]
        first += 0.1 * (gradient - first)
        second += 0.001 * (gradient * gradient - second)
        self.parameters[name] -= self._scaled(rate) * first / (np.sqrt(second) + 1e-8)

    def _update_rows(self, name: str, rows: Ids, gradient: Matrix, rate: float) -> None:
        """Adam on the rows that occur, lazily: the others' moments stay as they are."""
        order = np.argsort(rows, kind="stable")
        which, starts = np.unique(rows[order], return_index=True)
        total = np.add.reduceat(gradient[order], starts, axis=0)
        first, second = self._first[name], self._second[name]
        first[which] += 0.1 * (total - first[which])
        second[which] += 0.001 * (total * total - second[which])
        self.parameters[name][which] -= self._scaled(rate) * first[which] / (np.sqrt(second[which]) + 1e-8)

    def _scaled(self, rate: float) -> float:
        return float(rate * np.sqrt(1 - 0.999**self._steps) / (1 - 0.9**self._steps))
