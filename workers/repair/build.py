"""Builds the model's files: `python -m workers.repair.build --corpus DIR`, or `--words` at set-up.

From the corpus (`DIR/official-swedish.train.txt.xz`) come the n-grams, the letter statistics and the corpus's
word forms, committed under `data/`. `--words` joins the corpus's forms with those of the installed
hunspell-sv into a folder of their own outside the project: the dictionary is LGPL-3 and is never committed.
The same corpus and dictionary give the same files.
"""

import argparse
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from workers.repair.channel.tokens import SPECIAL
from workers.repair.lexicon.unmunch import WordForms, word_forms
from workers.repair.model import (
    COMPILED,
    FORMS_FOLDER,
    HIGHEST_BACKOFF,
    LOWEST_BACKOFF,
    LOWEST_LOG,
    NGRAM_FOLDER,
    WITH_DICTIONARY,
)
from workers.repair.training import corpus, statistics
from workers.repair.training.forms import Compiled, Known, compile_forms
from workers.repair.training.kneser_ney import Estimates, estimate
from workers.repair.training.letters import letter_levels
from workers.repair.training.packing import levels, pack
from workers.repair.training.reranker import Trained, train

HUNSPELL = Path("/usr/share/hunspell")
STATISTICS = Path(__file__).with_name("swedish_statistics.py")
KNOWN = COMPILED / "known.npz"
PAIR_GAIN, TRIPLE_GAIN = 0.2, 0.2
"""Nats that an n-gram must gain over its back-off to be kept: what fits the size of the committed model."""


def main() -> None:
    """Reads the corpus if one is named, then sets up the word forms."""
    parser = argparse.ArgumentParser(description="Build the model of the text repair.")
    parser.add_argument("--corpus", type=Path, help=f"folder with {corpus.SOURCE}")
    parser.add_argument("--words", action="store_true", help="only join in the installed hunspell-sv")
    options = parser.parse_args()
    if options.corpus:
        build_from_corpus(options.corpus)
    build_words()


def build_from_corpus(folder: Path) -> None:
    """Everything that is committed."""
    STATISTICS.write_text(statistics.module(folder), encoding="utf-8")
    text = corpus.read(folder)
    counted = corpus.count(text)
    counts = {
        word: int(count)
        for word, count in zip(counted.words[len(SPECIAL) :], counted.counts[len(SPECIAL) :], strict=True)
    }
    (COMPILED / NGRAM_FOLDER).mkdir(parents=True, exist_ok=True)
    write_ngrams(estimate(counted, pair_gain=PAIR_GAIN, triple_gain=TRIPLE_GAIN))
    np.save(COMPILED / NGRAM_FOLDER / "letters.npy", letter_levels(counts | dict.fromkeys(counted.once, 1)))
    write_reranker(train(counted))
    numbers = {word: at for at, word in enumerate(counted.words)}
    known = Known(
        counts=counts | dict.fromkeys(counted.once, 1) | dict.fromkeys(counted.foreign, 0),
        capitals=counted.capitals,
        numbers=numbers,
    )
    write_known(known)
    write_forms(
        compile_forms(known, WordForms(words=frozenset(), parts=frozenset())), COMPILED / FORMS_FOLDER
    )


def build_words() -> None:
    """The corpus's forms and the dictionary's, in one place that only this machine has."""
    affixes, dictionary = HUNSPELL / "sv_SE.aff", HUNSPELL / "sv_SE.dic"
    if not dictionary.exists():
        raise SystemExit(f"{dictionary} is missing: install hunspell-sv")
    forms = word_forms(
        affixes.read_text(encoding="utf-8").splitlines(), dictionary.read_text(encoding="utf-8").splitlines()
    )
    write_forms(compile_forms(read_known(), forms), WITH_DICTIONARY)


def write_ngrams(estimates: Estimates) -> None:
    """The n-gram tables."""
    folder = COMPILED / NGRAM_FOLDER
    np.save(folder / "unigram.npy", estimates.unigram.astype(np.float16))
    np.save(folder / "unigram_backoff.npy", estimates.unigram_backoff.astype(np.float16))
    table, (level, backoff) = pack(
        estimates.pair_key.astype(np.uint64),
        (
            levels(estimates.pair, lowest=LOWEST_LOG, highest=0.0),
            levels(estimates.pair_backoff, lowest=LOWEST_BACKOFF, highest=HIGHEST_BACKOFF),
        ),
    )
    np.save(folder / "pairs.npy", table)
    np.save(folder / "pairs_level.npy", level)
    np.save(folder / "pairs_backoff.npy", backoff)
    table, (level,) = pack(
        estimates.triple_key.astype(np.uint64), (levels(estimates.triple, lowest=LOWEST_LOG, highest=0.0),)
    )
    np.save(folder / "triples.npy", table)
    np.save(folder / "triples_level.npy", level)


def write_reranker(trained: Trained) -> None:
    """Weights in half precision: their noise is far above what that loses."""
    np.savez(
        COMPILED / NGRAM_FOLDER / "rerank.npz",
        fold=trained.fold.astype(np.uint16),
        endings=np.array(trained.endings),
        rival=trained.rival.astype(np.int16),
        allow_pickle=False,
        **{name: value.astype(np.float16) for name, value in trained.weights.items()},
    )


def write_known(known: Known) -> None:
    """What `build_words` needs of the corpus: its words in order of number, counts and capitals."""
    words = sorted(known.counts, key=lambda word: (known.numbers.get(word, len(known.numbers)), word))
    np.savez_compressed(
        KNOWN,
        words=np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        counts=np.array([known.counts[word] for word in words], dtype=np.uint32),
        capitals=np.array([known.capitals.get(word, 0) for word in words], dtype=np.uint32),
    )


def read_known() -> Known:
    """The inverse of `write_known`."""
    with np.load(KNOWN) as stored:
        words = stored["words"].tobytes().decode().split("\n")
        counts = dict(zip(words, stored["counts"].tolist(), strict=True))
        capitals = dict(zip(words, stored["capitals"].tolist(), strict=True))
    return Known(counts=counts, capitals=capitals, numbers=_numbers(counts))


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
