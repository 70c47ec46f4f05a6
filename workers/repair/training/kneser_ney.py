"""Interpolated Kneser-Ney trigrams (Chen & Goodman 1998) in back-off form, pruned to what repair can ask.

An n-gram matters only if one of its words can be mistaken for another known word: without rivals no
probability is ever compared. So trigrams and most bigrams of unambiguous words are left out, which leaves
room for rarer ones of the words that context must decide. What is left out still counts in the estimates.
"""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.repair.channel.tokens import SPECIAL
from workers.repair.lexicon.skeleton import unmarked
from workers.repair.training.corpus import Counted

Ids = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Estimates:
    """Natural logarithms. `pair_key` is u·V+v; `triple_key` (u·V+v)·V+w."""

    unigram: Floats
    unigram_backoff: Floats
    pair_key: Ids
    pair: Floats
    pair_backoff: Floats
    triple_key: Ids
    triple: Floats


def ambiguous(counted: Counted, *, rival: int = 5) -> Flags:
    """Which numbers have a rival: the same word without marks, or with another mark in a mark's place."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    which_mark = str.maketrans("åäö", "***")
    for at in range(len(SPECIAL), len(counted.words)):
        word = counted.words[at]
        groups[unmarked(word)].append(at)
        if (shape := word.translate(which_mark)) != word:
            groups[shape].append(at)
    flags = np.zeros(len(counted.words), dtype=bool)
    for members in groups.values():
        common = [at for at in members if counted.counts[at] >= rival]
        if len(members) > 1 and common:
            flags[members] = True
    return flags


def _discount(counts: Floats) -> float:
    once, twice = float((counts == 1).sum()), float((counts == 1 + 1).sum())
    return once / (once + 2 * twice)


def estimate(counted: Counted, *, pair_gain: float, triple_gain: float) -> Estimates:
    """`*_gain`: an n-gram stays when its count times its log ratio to the back-off reaches this many nats."""
    size = len(counted.words)
    ids = counted.ids.astype(np.int64)
    uncertain = ambiguous(counted)
    pair_key, at, pair_count = np.unique(ids[:-1] * size + ids[1:], return_inverse=True, return_counts=True)
    triple, triple_count = np.unique(at[:-1] * np.int64(size) + ids[2:], return_counts=True)
    context, last = triple // size, triple % size
    first, second = pair_key // size, pair_key % size
    tail = np.searchsorted(pair_key, second[context] * size + last)

    continuation = np.bincount(second, minlength=size).astype(float)
    one = (continuation + 0.1) / (continuation.sum() + 0.1 * size)
    kinds = np.maximum(np.bincount(tail, minlength=len(pair_key)).astype(float), 1)
    two_ml = (
        np.maximum(kinds - _discount(kinds), 0) / np.bincount(first, weights=kinds, minlength=size)[first]
    )
    left = 1 - np.bincount(first, weights=two_ml, minlength=size)
    two = two_ml + left[first] * one[second]

    seen = np.bincount(context, weights=triple_count, minlength=len(pair_key))
    three_ml = np.maximum(triple_count - _discount(triple_count.astype(float)), 0) / seen[context]
    left3 = 1 - np.bincount(context, weights=three_ml, minlength=len(pair_key))
    three = three_ml + left3[context] * two[tail]

    gain = triple_count * np.abs(np.log(three) - np.log(np.maximum(left3[context], 1e-6) * two[tail]))
    matters = uncertain[first[context]] | uncertain[second[context]] | uncertain[last]
    keep3 = matters & (gain >= triple_gain)
    needed = np.zeros(len(pair_key), dtype=bool)
    needed[context[keep3]] = True
    gain2 = pair_count * np.abs(np.log(two) - np.log(np.maximum(left[first], 1e-6) * one[second]))
    keep2 = ((uncertain[first] | uncertain[second]) & (gain2 >= pair_gain)) | needed

    return Estimates(
        unigram=np.log(one),
        unigram_backoff=_backoff(first, second, two, one, keep=keep2, size=size),
        pair_key=pair_key[keep2],
        pair=np.log(two[keep2]),
        pair_backoff=_backoff(context, tail, three, two, keep=keep3, size=len(pair_key))[keep2],
        triple_key=((first[context] * size + second[context]) * size + last)[keep3],
        triple=np.log(three[keep3]),
    )


def _backoff(context: Ids, tail: Ids, full: Floats, lower: Floats, *, keep: Flags, size: int) -> Floats:
    """ln of the mass that each context's kept n-grams leave, over what the back-off gives the rest."""
    kept = np.bincount(context[keep], weights=full[keep], minlength=size)
    lower_kept = np.bincount(context[keep], weights=lower[tail[keep]], minlength=size)
    result: Floats = np.log(np.maximum(1 - kept, 1e-6) / np.maximum(1 - lower_kept, 1e-6))
    return result
