"""Opens the compiled model, memory-mapped; `workers.repair.build` makes it."""

import functools
import hashlib
import logging
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workers.repair.channel.ngrams import NGrams, Table
from workers.repair.channel.rerank import Reranker
from workers.repair.lexicon.forms import WEIGHT_BASE, WEIGHT_FLOOR, Forms
from workers.repair.lexicon.neighbours import Neighbours
from workers.repair.lexicon.spelling import Spelling
from workers.repair.lexicon.trie import Trie, trie

COMPILED = Path(__file__).with_name("data")
"""The committed model: computed from the corpus alone."""

KNOWN = COMPILED / "known.npz"
"""What the dictionary's forms are joined with: the corpus's words in order of number."""
LAYOUT = 3
"""Of the compiled forms; another one is compiled anew."""

NGRAM_FOLDER, FORMS_FOLDER, NEIGHBOUR_FOLDER = "ngrams", "words", "neighbours"
LOWEST_LOG, LOWEST_BACKOFF, HIGHEST_BACKOFF = -20.0, -9.0, 1.5

log = logging.getLogger(__name__)


@functools.cache
def with_dictionary() -> Path:
    """Folder of the word forms of the corpus and of the installed hunspell-sv together, compiled at set-up.

    Its name tells what the forms were joined with: their numbers mean nothing to another model.
    """
    known = hashlib.sha256(KNOWN.read_bytes()).hexdigest()[:12]
    return Path(sys.prefix) / "share" / "inkom" / f"words-{LAYOUT}-{known}"


@dataclass(frozen=True, kw_only=True)
class Model:
    """Everything that repair knows of Swedish. `complete`: whether the dictionary's forms are in."""

    forms: Forms
    ngrams: NGrams
    spelling: Spelling
    reranker: Reranker
    neighbours: Neighbours
    complete: bool


@functools.cache
def model() -> Model:
    """The model of this process, opened once. Without the dictionary it works, and misses more."""
    words = with_dictionary()
    complete = (words / "forms.marisa").exists()
    if not complete:
        log.warning(
            "word forms of hunspell-sv are not set up: repair knows fewer words", extra={"folder": str(words)}
        )
        words = COMPILED / FORMS_FOLDER
    return open_model(words, COMPILED / NGRAM_FOLDER, complete=complete)


def open_model(words: Path, ngrams: Path, *, complete: bool) -> Model:
    """The model in these two folders."""
    return Model(
        forms=_open_forms(words),
        ngrams=_open_ngrams(ngrams),
        spelling=Spelling(levels=_view(_array(ngrams / "letters.npy").reshape(-1))),
        reranker=_open_reranker(ngrams / "rerank.npz"),
        neighbours=_open_neighbours(COMPILED / NEIGHBOUR_FOLDER),
        complete=complete,
    )


def _open_reranker(path: Path) -> Reranker:
    with np.load(path, allow_pickle=False) as stored:
        return Reranker(
            fold=stored["fold"].astype(np.int32),
            endings=int(stored["endings"]),
            rival=stored["rival"].astype(np.int32),
            embedding=stored["embedding"].astype(np.float32),
            hidden=stored["hidden"].astype(np.float32),
            hidden_bias=stored["hidden_bias"].astype(np.float32),
            output=stored["output"].astype(np.float32),
            bias=stored["bias"].astype(np.float32),
        )


def _open_neighbours(folder: Path) -> Neighbours:
    return Neighbours(
        words=_trie(folder / "words.marisa"),
        levels=_view(_array(folder / "levels.npy").reshape(-1)),
        letters=_view(_array(folder / "letters.npy").reshape(-1)),
    )


def _array(path: Path) -> NDArray[Any]:
    # Seen as a plain array: every look into numpy's own kind for maps makes another of that kind, slowly.
    mapped: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False).view(np.ndarray)
    return mapped


def _view(values: NDArray[Any]) -> memoryview:
    """Single values of a memory view cost a third of an array's."""
    view: memoryview = values.data
    return view


def _trie(path: Path) -> Trie:
    return trie().mmap(str(path))


def _open_forms(folder: Path) -> Forms:
    first, last = _array(folder / "first.npy"), _array(folder / "last.npy")
    return Forms(
        trie=_trie(folder / "forms.marisa"),
        first_skeletons=_trie(folder / "first.marisa"),
        dropped=_trie(folder / "dropped.marisa"),
        number=_view(_array(folder / "number.npy")),
        flags=_view(_array(folder / "flags.npy")),
        first=_view(first),
        last=_view(last),
        first_total=_log_total(first),
        last_total=_log_total(last),
    )


def _log_total(weights: NDArray[np.uint8]) -> float:
    """ln of the sum of all weights that the levels stand for."""
    how_many = np.bincount(weights, minlength=256)[1:]
    return float(np.log((how_many * (WEIGHT_FLOOR * WEIGHT_BASE ** np.arange(1, 256))).sum()))


def _open_ngrams(folder: Path) -> NGrams:
    unigram = np.load(folder / "unigram.npy").astype(np.float32)
    return NGrams(
        unigram=unigram,
        single=unigram.tolist(),
        unigram_backoff=np.load(folder / "unigram_backoff.npy").astype(np.float32),
        pairs=Table(
            fingerprints=_array(folder / "pairs.npy"),
            checks=_array(folder / "pairs_check.npy"),
            columns=(_array(folder / "pairs_level.npy"), _array(folder / "pairs_backoff.npy")),
        ),
        triples=Table(
            fingerprints=_array(folder / "triples.npy"),
            checks=_array(folder / "triples_check.npy"),
            columns=(_array(folder / "triples_level.npy"),),
        ),
        levels=np.linspace(LOWEST_LOG, 0.0, 256, dtype=np.float32),
        backoff_levels=np.linspace(LOWEST_BACKOFF, HIGHEST_BACKOFF, 256, dtype=np.float32),
    )
