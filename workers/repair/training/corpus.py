"""The corpus as paragraphs, and its words as numbers."""

import lzma
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workers.repair.channel.tokens import BREAK, SPECIAL, SYMBOLS, ends_unit, symbol
from workers.repair.training.foreign import is_foreign

SOURCE = "official-swedish.train.txt.xz"
_BLOCKS = re.compile(r"\n[ \t]*\n\s*")
_WORD = re.compile(r"[a-zåäöéèêáàâüúóôçñëïíæøœšžčß]+$")


@dataclass(frozen=True, kw_only=True)
class Counted:
    """The corpus by number: `words[i]` is the form with number i, `ids` the running text.

    `foreign` are the words of paragraphs in other languages: known, so that repair leaves them alone.
    Words seen once have the number of the unknown word, so that the model learns where new words stand.
    """

    words: list[str]
    counts: NDArray[np.int64]
    once: frozenset[str]
    foreign: frozenset[str]
    capitals: dict[str, int]
    ids: NDArray[np.int32]


def read(folder: Path) -> str:
    """The training text: paragraphs parted by empty lines."""
    return lzma.decompress((folder / SOURCE).read_bytes()).decode("utf-8")


def symbols(paragraph: str) -> Iterator[str]:
    """The model's symbols of one paragraph, without the break at its end."""
    for token in SYMBOLS.findall(paragraph):
        yield symbol(token)


def units(text: str) -> Iterator[str]:
    """Runs of lines that belong together, one per paragraph, list item or head-block line."""
    for block in _BLOCKS.split(text):
        lines = block.split("\n")
        start = 0
        for at in range(1, len(lines)):
            if ends_unit(lines[at - 1], lines[at]):
                yield " ".join(lines[start:at])
                start = at
        yield " ".join(lines[start:])


def count(text: str) -> Counted:
    """Numbers by falling frequency, the special symbols first, then words by spelling where counts tie."""
    running: list[str] = []
    seen_as: Counter[str] = Counter()
    elsewhere: Counter[str] = Counter()
    for unit in units(text):
        tokens = SYMBOLS.findall(unit)
        if is_foreign(unit):
            elsewhere.update(token.lower() for token in tokens)
            continue
        # A unit's first word says nothing about whether the word is written with a capital.
        seen_as.update(token for token in tokens[1:] if token[0].isupper())
        running.extend(map(symbol, tokens))
        running.append(BREAK)
    totals = Counter(running)
    known = [word for word, times in totals.items() if times > 1 and _WORD.match(word)]
    known.sort(key=lambda word: (-totals[word], word))
    words = [*SPECIAL, *known]
    number = {word: at for at, word in enumerate(words)}
    ids = np.fromiter((number.get(word, 0) for word in running), dtype=np.int32, count=len(running))
    capitals: Counter[str] = Counter()
    for token, times in seen_as.items():
        capitals[token.lower()] += times
    return Counted(
        words=words,
        counts=np.bincount(ids, minlength=len(words)).astype(np.int64),
        once=frozenset(word for word, times in totals.items() if times == 1 and _WORD.match(word)),
        foreign=frozenset(
            word
            for word, times in elsewhere.items()
            if times > 1 and word not in totals and _WORD.match(word)
        ),
        capitals=dict(capitals),
        ids=ids,
    )
