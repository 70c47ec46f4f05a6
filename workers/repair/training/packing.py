"""Estimates -> hash tables of fingerprints and one-byte probabilities."""

import numpy as np
from numpy.typing import NDArray

from workers.repair.channel.ngrams import BUCKET, MAX_STEPS, Table, hashed

Keys = NDArray[np.uint64]
LOAD, LESS = 0.8, 0.9
LOWEST = -20.0
"""Natural logarithm of the smallest probability that a byte can say."""


def levels(values: NDArray[np.float64], *, lowest: float = LOWEST, highest: float = 0.0) -> NDArray[np.uint8]:
    """Evenly spaced levels, 0 = `lowest`, 255 = `highest`."""
    scaled = np.rint((values - lowest) * (255 / (highest - lowest)))
    return np.clip(scaled, 0, 255).astype(np.uint8)


def pack(keys: Keys, columns: tuple[NDArray[np.uint8], ...], *, load: float = LOAD) -> Table:
    """The keys' hash table, with the columns laid out the same.

    A full bucket sends its surplus on (double hashing), at most MAX_STEPS times; where that is not enough, as
    in very small tables, there are more buckets.
    """
    buckets = int(len(keys) / load / BUCKET) + 1
    bucket, fingerprint, check = hashed(keys, buckets)
    table = np.zeros((buckets, BUCKET), dtype=np.uint16)
    laid = tuple(np.zeros((buckets, BUCKET), dtype=np.uint8) for _ in (check, *columns))
    used = np.zeros(buckets, dtype=np.int64)
    rest = np.arange(len(keys))
    for _ in range(MAX_STEPS):
        order = rest[np.argsort(bucket[rest], kind="stable")]
        here = bucket[order]
        starts = np.r_[True, here[1:] != here[:-1]]
        rank = np.arange(len(order)) - np.maximum.accumulate(np.where(starts, np.arange(len(order)), 0))
        slot = used[here] + rank
        fits = slot < BUCKET
        placed = order[fits]
        table[here[fits], slot[fits]] = fingerprint[placed]
        for target, column in zip(laid, (check, *columns), strict=True):
            target[here[fits], slot[fits]] = column[placed]
        np.add.at(used, here[fits], 1)
        rest = order[~fits]
        if not len(rest):
            return Table(fingerprints=table, checks=laid[0], columns=laid[1:])
        bucket[rest] = (bucket[rest] + fingerprint[rest]) % buckets
    return pack(keys, columns, load=load * LESS)
