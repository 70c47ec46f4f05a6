"""Estimates -> hash tables of fingerprints and one-byte probabilities."""

import numpy as np
from numpy.typing import NDArray

from workers.repair.channel.ngrams import BUCKET, MAX_STEPS, bucket_and_fingerprint

Keys = NDArray[np.uint64]
LOAD = 0.78
LOWEST = -20.0
"""Natural logarithm of the smallest probability that a byte can say."""


def levels(values: NDArray[np.float64], *, lowest: float = LOWEST, highest: float = 0.0) -> NDArray[np.uint8]:
    """Evenly spaced levels, 0 = `lowest`, 255 = `highest`."""
    scaled = np.rint((values - lowest) * (255 / (highest - lowest)))
    return np.clip(scaled, 0, 255).astype(np.uint8)


def pack(
    keys: Keys, columns: tuple[NDArray[np.uint8], ...]
) -> tuple[NDArray[np.uint16], tuple[NDArray[np.uint8], ...]]:
    """Fingerprints by bucket and slot (0 = empty), and the columns laid out the same.

    A full bucket sends its surplus on (double hashing), at most MAX_STEPS times.
    """
    buckets = int(len(keys) / LOAD / BUCKET) + 1
    bucket, fingerprint = bucket_and_fingerprint(keys, buckets)
    table = np.zeros((buckets, BUCKET), dtype=np.uint16)
    laid = tuple(np.zeros((buckets, BUCKET), dtype=np.uint8) for _ in columns)
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
        for target, column in zip(laid, columns, strict=True):
            target[here[fits], slot[fits]] = column[placed]
        np.add.at(used, here[fits], 1)
        rest = order[~fits]
        if not len(rest):
            return table, laid
        bucket[rest] = (bucket[rest] + fingerprint[rest]) % buckets
    raise ValueError(f"{len(rest)} n-grams found no room; lower the load")
