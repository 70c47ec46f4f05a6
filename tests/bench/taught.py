"""What labelled samples come to before anything is fitted to them: known traits, table, weights."""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix


def known_traits(seen: Sequence[Collection[str]], templates: Sequence[str], fewest: int) -> list[str]:
    """The traits that samples of so many templates have, in order."""
    met: dict[str, set[str]] = defaultdict(set)
    for traits, template in zip(seen, templates, strict=True):
        for trait in traits:
            met[trait].add(template)
    return sorted(trait for trait, of in met.items() if len(of) >= fewest)


def table_of(seen: Sequence[Collection[str]], known: Sequence[str]) -> Any:
    """A sparse matrix with a row for each sample and a column for each known trait: 1 where it has it."""
    column = {trait: at for at, trait in enumerate(known)}
    rows = [[column[trait] for trait in traits if trait in column] for traits in seen]
    ends = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.fromiter((at for row in rows for at in row), dtype=np.int32, count=int(ends[-1]))
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(seen), len(known)))


def weight_of(templates: Sequence[str]) -> NDArray[np.float64]:
    """Of each sample: all those of a template weigh the root of their number; 1 in the mean."""
    size = Counter(templates)
    weight = np.array([1 / math.sqrt(size[template]) for template in templates])
    return np.asarray(weight / weight.mean())
