"""A second opinion on words that are easily confused (år/är, för/får): a small network that sees both sides.

The seven words before and after, folded so that damage does not show, are looked up in an embedding, go
through one hidden layer, and give each rival a score. Trained by `workers.repair.training.reranker`.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.repair.lexicon.skeleton import unmarked

SPAN = 7
ENDINGS = 2048
"""Buckets for the last letters of words that have no embedding of their own."""
ENDING = 3

Ids = NDArray[np.int64]
Matrix = NDArray[np.float32]


def ending_bucket(word: str) -> int:
    """0..ENDINGS-1 by the word's last letters without marks."""
    return zlib.crc32(unmarked(word)[-ENDING:].encode()) % ENDINGS


@dataclass(frozen=True, kw_only=True)
class Reranker:
    """`fold[number]` and, for unnumbered words, `endings + ending_bucket` are rows of `embedding`.

    `rival[number]` is a row of `output` and `bias`, -1 for words without rivals.
    """

    fold: NDArray[np.int32]
    endings: int
    embedding: Matrix
    hidden: Matrix
    hidden_bias: Matrix
    rival: NDArray[np.int32]
    output: Matrix
    bias: Matrix

    def context_row(self, number: int, word: str) -> int:
        """The embedding row of a context word; `number` is 0 for words outside the n-gram model."""
        return int(self.fold[number]) if number else self.endings + ending_bucket(word)

    def log_chances(self, contexts: Ids, rivals: Sequence[Sequence[int]]) -> list[list[float]]:
        """For each row of 2·SPAN context rows, ln P of each of its rivals (rows of `output`) among them."""
        inputs = self.embedding[contexts].reshape(len(contexts), -1)
        layer = np.maximum(inputs @ self.hidden + self.hidden_bias, 0)
        found = []
        for row, members in zip(layer, rivals, strict=True):
            scores = self.output[list(members)] @ row + self.bias[list(members)]
            scores = scores - scores.max()
            found.append((scores - np.log(np.exp(scores).sum())).tolist())
        return found
