"""The n-gram model: log probabilities of word triples, many at a time.

Hash tables of 24-bit fingerprints in buckets of four; three words fit in four bytes. One absent key in some
two million is taken for another. With 16 bits it was one in 8,000: at several absent keys to the word that
was a tenth of all wrong choices. The arrays may be memory-mapped.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

BUCKET = 4
MAX_STEPS = 24
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_STIR = np.uint64(0xD6E8FEB86659FD93)
_HALF = np.uint64(32)

Ids = NDArray[np.int64]
Logs = NDArray[np.float32]


class Hashed(NamedTuple):
    """Where each key's search begins, and its fingerprint: 16 bits, never 0, and 8 bits more.

    A full bucket sends on by as many buckets as the 16 bits say.
    """

    bucket: Ids
    fingerprint: NDArray[np.uint16]
    check: NDArray[np.uint8]


def hashed(keys: NDArray[np.uint64], buckets: int) -> Hashed:
    """The hashes of `keys` in a table of so many buckets."""
    mixed = keys * _SPREAD
    mixed = (mixed ^ (mixed >> _HALF)) * _STIR
    bucket = ((mixed >> _HALF) * np.uint64(buckets)) >> _HALF
    fingerprint = (mixed & np.uint64(0xFFFF)).astype(np.uint16)
    check = ((mixed >> np.uint64(16)) & np.uint64(0xFF)).astype(np.uint8)
    return Hashed(bucket.astype(np.int64), np.maximum(fingerprint, 1), check)


@dataclass(frozen=True, kw_only=True)
class Table:
    """Fingerprints by bucket and slot (0: empty), their further bits, and one column of levels per value."""

    fingerprints: NDArray[np.uint16]
    checks: NDArray[np.uint8]
    columns: tuple[NDArray[np.uint8], ...]

    def find(self, keys: NDArray[np.uint64]) -> Ids:
        """The flat slot of each key, -1 where it is absent."""
        buckets = len(self.fingerprints)
        bucket, wanted, check = hashed(keys, buckets)
        found = np.full(len(keys), -1, dtype=np.int64)
        pending = np.arange(len(keys))
        for _ in range(MAX_STEPS):
            rows = self.fingerprints[bucket]
            same = (rows == wanted[:, None]) & (self.checks[bucket] == check[:, None])
            hit = same.any(axis=1)
            found[pending[hit]] = bucket[hit] * BUCKET + same[hit].argmax(axis=1)
            onward = ~hit & (rows[:, BUCKET - 1] != 0)
            if not onward.any():
                break
            pending, wanted, check = pending[onward], wanted[onward], check[onward]
            bucket = (bucket[onward] + wanted) % buckets
        return found


@dataclass(frozen=True, kw_only=True)
class NGrams:
    """Back-off trigrams. `single` holds `unigram` again, for one look-up at a time.

    `pairs` has columns (probability, back-off), `triples` (probability).
    """

    unigram: Logs
    single: Sequence[float]
    unigram_backoff: Logs
    pairs: Table
    triples: Table
    levels: Logs
    backoff_levels: Logs

    def score(self, first: Ids, second: Ids, third: Ids) -> Logs:
        """ln P(third | first second), elementwise."""
        size = len(self.unigram)
        tail = (second * size + third).astype(np.uint64)
        whole = ((first * size + second) * size + third).astype(np.uint64)
        result = np.empty(len(first), dtype=np.float32)
        at = self.triples.find(whole)
        known = at >= 0
        result[known] = self.levels[self.triples.columns[0].reshape(-1)[at[known]]]
        rest = ~known
        if rest.any():
            head = (first[rest] * size + second[rest]).astype(np.uint64)
            result[rest] = self._pair(tail[rest], second[rest], third[rest]) + self._backoff(head)
        return result

    def _pair(self, tail: NDArray[np.uint64], second: Ids, third: Ids) -> Logs:
        at = self.pairs.find(tail)
        known = self.levels[self.pairs.columns[0].reshape(-1)[at]]
        return np.where(at >= 0, known, self.unigram_backoff[second] + self.unigram[third])

    def _backoff(self, head: NDArray[np.uint64]) -> Logs:
        at = self.pairs.find(head)
        return np.where(at >= 0, self.backoff_levels[self.pairs.columns[1].reshape(-1)[at]], np.float32(0))
