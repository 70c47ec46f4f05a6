"""What each component contributes: wrong words with one of them taken away.

The channel's parts are judged where letters must be guessed, the stages before it where the information
survives.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from unittest.mock import patch

import numpy as np

from tests.bench.damage import RECOVERABLE, damaged
from tests.bench.repair_scores import Score, aligned
from workers.repair import letters, repairing
from workers.repair.channel import restore
from workers.repair.channel.candidates import Candidates
from workers.repair.channel.ngrams import NGrams, Table
from workers.repair.channel.rerank import Reranker
from workers.repair.channel.restore import Restorer
from workers.repair.lexicon.forms import Forms
from workers.repair.lexicon.trie import trie
from workers.repair.model import COMPILED, FORMS_FOLDER, NGRAM_FOLDER, Model, model, open_model

GUESSED = ("stripped", "wrong-language OCR", "question marks")
MOST_GUESSED, MOST_SURVIVING = 24, 3
"""Documents."""
STAGES = ("UTF8", "CODE_PAGES", "CHARACTERS", "SIGNS", "SPACING", "LINE_ENDS")


@dataclass(frozen=True, kw_only=True)
class AblationRow:
    """Wrong words by kind of damage, without one component; "" stands for none taken away."""

    without: str
    wrong: dict[str, int]
    words: int


class _NoOwnWords(Restorer):
    def _own_words(self, text: str) -> dict[str, str]:
        return {}


def _restorer(given: Model) -> Restorer:
    candidates = Candidates(given.forms, given.spelling, given.neighbours)
    return Restorer(given.forms, given.ngrams, candidates, given.reranker, given.neighbours)


def _no_network(reranker: Reranker) -> Reranker:
    return replace(reranker, rival=np.full_like(reranker.rival, -1))


def _no_ngrams(ngrams: NGrams) -> NGrams:
    def emptied(table: Table) -> Table:
        return Table(
            fingerprints=np.zeros_like(table.fingerprints[:1]),
            checks=np.zeros_like(table.checks[:1]),
            columns=tuple(np.zeros_like(column[:1]) for column in table.columns),
        )

    return replace(
        ngrams,
        unigram_backoff=np.zeros_like(ngrams.unigram_backoff),
        pairs=emptied(ngrams.pairs),
        triples=emptied(ngrams.triples),
    )


def _no_compounds(forms: Forms) -> Forms:
    return replace(
        forms,
        first_skeletons=trie(),
        first=memoryview(bytes(len(forms.first))),
        last=memoryview(bytes(len(forms.last))),
    )


def _variants() -> Mapping[str, Callable[[], Restorer]]:
    whole = model()

    def own() -> Restorer:
        candidates = Candidates(whole.forms, whole.spelling, whole.neighbours)
        return _NoOwnWords(whole.forms, whole.ngrams, candidates, whole.reranker, whole.neighbours)

    return {
        "": lambda: _restorer(whole),
        "the network": lambda: _restorer(replace(whole, reranker=_no_network(whole.reranker))),
        "n-grams": lambda: _restorer(replace(whole, ngrams=_no_ngrams(whole.ngrams))),
        "n-grams and network": lambda: _restorer(
            replace(whole, ngrams=_no_ngrams(whole.ngrams), reranker=_no_network(whole.reranker))
        ),
        "the dictionary": lambda: _restorer(
            open_model(COMPILED / FORMS_FOLDER, COMPILED / NGRAM_FOLDER, complete=False)
        ),
        "compounds": lambda: _restorer(replace(whole, forms=_no_compounds(whole.forms))),
        "the document's own words": own,
    }


def channel(texts: Sequence[str]) -> list[AblationRow]:
    """The channel's components."""
    sample = texts[:: max(1, len(texts) // MOST_GUESSED)][:MOST_GUESSED]
    rows = []
    for name, made in _variants().items():
        share = 0.0 if name == "the document's own words" else restore.CACHE_SHARE
        with _channel(made()), patch.object(restore, "CACHE_SHARE", share):
            rows.append(_row(name, GUESSED, sample))
    return rows


@contextmanager
def _channel(restorer: Restorer) -> Iterator[None]:
    with patch.object(letters, "restorer", lambda: restorer):
        yield


def stages(texts: Sequence[str]) -> list[AblationRow]:
    """The stages before the channel, and the channel itself, one by one."""
    sample = texts[:: max(1, len(texts) // MOST_SURVIVING)][:MOST_SURVIVING]
    rows = [_row("", RECOVERABLE, sample)]
    for tier in STAGES:
        every = getattr(repairing, tier)
        for stage in every:
            left = tuple(other for other in every if other is not stage)
            with patch.object(repairing, tier, left):
                name = f"{stage.__module__.rpartition('.')[2]}.{stage.__name__}"
                rows.append(_row(name, RECOVERABLE, sample))
    with patch.object(repairing, "restored", lambda _text: []):
        rows.append(_row("the channel", RECOVERABLE, sample))
    return rows


def _row(without: str, names: Sequence[str], texts: Sequence[str]) -> AblationRow:
    wrong: dict[str, int] = {}
    words = 0
    for name in names:
        score = Score()
        for at, text in enumerate(texts):
            case = damaged(name, text, at)
            got = repairing.repair_text(case.text, join_lines=True).text
            score.add(aligned(case.text, got, case.expected))
        wrong[name] = score.wrong
        words = score.words
    return AblationRow(without=without, wrong=wrong, words=words)
