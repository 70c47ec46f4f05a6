"""The parts of the language model: look-ups that find what was stored, sums that are exact."""

import itertools
import random
from math import exp

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.repair.channel.calibration import CURVES, Source, calibrated
from workers.repair.channel.casing import recase
from workers.repair.channel.lattice import Option, marginals, segments
from workers.repair.channel.ngrams import NGrams, Table
from workers.repair.letters import restorer
from workers.repair.lexicon.skeleton import alias_key, key, skeleton, unmarked, word_of
from workers.repair.lexicon.unmunch import word_forms
from workers.repair.model import COMPILED, FORMS_FOLDER, NGRAM_FOLDER, model, open_model
from workers.repair.training.packing import levels, pack

WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzåäöéü?46", min_size=1, max_size=20)


@given(WORDS)
def test_a_stored_word_comes_back(word: str) -> None:
    assert word_of(key(word)) == word
    assert key(word).startswith(skeleton(word))
    alias = alias_key(word)
    if alias is not None:
        assert word_of(alias) == word


@given(WORDS)
def test_damage_keeps_the_skeleton(word: str) -> None:
    without_accents = word.translate(str.maketrans("éü", "ee"))
    assert skeleton(unmarked(without_accents)) == skeleton(without_accents)


def test_packed_keys_are_found_and_others_are_not() -> None:
    random_keys = np.random.default_rng(7).integers(0, 2**45, size=40_000, dtype=np.uint64)
    keys = np.unique(random_keys)
    values = levels(-np.arange(len(keys), dtype=float) % 20)
    table = pack(keys[::2], (values[::2],))
    found = table.find(keys)
    assert (found[::2] >= 0).all()
    assert (table.columns[0].reshape(-1)[found[::2]] == values[::2]).all()
    assert (found[1::2] < 0).all()


def toy_ngrams() -> NGrams:
    """Seven words; every triple's probability follows from its numbers."""
    size = 7
    unigram = np.log(np.arange(1, size + 1) / 28).astype(np.float32)
    triples = np.array(list(itertools.product(range(size), repeat=3)), dtype=np.int64)
    keys = ((triples[:, 0] * size + triples[:, 1]) * size + triples[:, 2]).astype(np.uint64)
    chance = -((triples[:, 0] * 5 + triples[:, 1] * 3 + triples[:, 2] * 2) % 11 + 1).astype(float)
    empty = np.zeros((1, 4), dtype=np.uint8)
    return NGrams(
        unigram=unigram,
        single=unigram.tolist(),
        unigram_backoff=np.zeros(size, dtype=np.float32),
        pairs=Table(fingerprints=np.zeros((1, 4), dtype=np.uint16), checks=empty, columns=(empty, empty)),
        triples=pack(keys, (levels(chance),)),
        levels=np.linspace(-20, 0, 256, dtype=np.float32),
        backoff_levels=np.zeros(256, dtype=np.float32),
    )


@pytest.mark.parametrize("seed", range(8))
def test_the_lattice_sums_over_all_paths(seed: int) -> None:
    ngrams = toy_ngrams()
    rng = random.Random(seed)
    positions: list[tuple[Option, ...]] = [(Option(1, 0.0, None),)] * 2
    for _ in range(7):
        count = rng.choice([1, 1, 2, 3])
        numbers = rng.sample(range(7), count)
        positions.append(tuple(Option(number, -rng.random() * 3, f"w{number}") for number in numbers))
    paths = list(itertools.product(*(range(len(options)) for options in positions)))
    weights = []
    for path in paths:
        ids = np.array([positions[at][reading].number for at, reading in enumerate(path)], dtype=np.int64)
        score = float(ngrams.score(ids[:-2], ids[1:-1], ids[2:]).sum())
        weights.append(exp(score + sum(positions[at][reading].score for at, reading in enumerate(path))))
    for segment in segments(positions, ngrams):
        given_weights = [
            [exp(option.score) for option in positions[at]] for at in range(segment.start, segment.end)
        ]
        for i, chances in enumerate(marginals(segment, positions, given_weights)):
            at = segment.start + i
            for reading, chance in enumerate(chances):
                total = sum(w for path, w in zip(paths, weights, strict=True) if path[at] == reading)
                assert chance == pytest.approx(total / sum(weights), abs=1e-6)


def test_word_forms_of_a_dictionary() -> None:
    affixes = [
        "NEEDAFFIX ¤", "FORBIDDENWORD %", "ONLYINCOMPOUND Z",
        "SFX A N 1", "SFX A 0 en .", "SFX f N 1", "SFX f 0 s/WUZ [^a]",
    ]  # fmt: skip
    forms = word_forms(affixes, ["3", "förvaltning/Af", "ovan/%", "bara/f"])
    assert forms.words == {"förvaltning", "förvaltningen", "bara"}
    assert forms.parts == {"förvaltnings"}


@pytest.mark.parametrize(
    ("seen", "word", "begins", "name", "after"),
    [
        ("Forvaltning", "förvaltning", False, False, "Förvaltning"),
        ("FORSLAG", "förslag", False, False, "FÖRSLAG"),
        ("?r", "är", False, False, "är"),
        ("?r", "är", True, False, "Är"),
        ("?re", "åre", False, True, "Åre"),
        ("Iiksom", "liksom", False, False, "liksom"),
    ],
)
def test_case(seen: str, word: str, begins: bool, name: bool, after: str) -> None:
    assert recase(seen, word, begins_sentence=begins, name=name, next_capital=False, tall=False) == after


@pytest.mark.parametrize("source", Source)
def test_confidence_grows_with_the_posterior(source: Source) -> None:
    assert [posterior for posterior, _ in CURVES[source]] == sorted({p for p, _ in CURVES[source]})
    values = [calibrated(step / 1000, source, hidden_case=False) for step in range(1001)]
    assert values == sorted(values)
    assert 0 <= values[0] <= values[-1] <= 1


def test_the_dictionary_is_set_up() -> None:
    assert model().complete, "run: python -m workers.repair.build --words"


def test_without_the_dictionary_repair_knows_the_corpus_words() -> None:
    small = open_model(COMPILED / FORMS_FOLDER, COMPILED / NGRAM_FOLDER, complete=False)
    assert small.forms.find("förvaltningen") is not None
    assert small.forms.find("flakmopparna") is None
    assert model().forms.find("flakmopparna") is not None


def test_function_words_are_decided_by_context() -> None:
    text = "Forvaltningen ar positiv. Det ar forsta gangen pa tre ar som namnden har fatt ett forslag."
    after = {edit.start: edit.after for edit in restorer(()).edits(text) if edit.applied}
    assert after[text.index("ar positiv")] == "är"
    assert after[text.index("ar som")] == "år"
