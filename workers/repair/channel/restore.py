"""READ THIS FIRST: a text with damaged words -> the edits that restore them.

Words speak for or against damage (`evidence`), window by window; what is damaged, and how, is settled for the
document (`damage`); every word of a damaged window gets its possible readings (`candidates`, `positions`);
the n-grams weigh them together (`lattice`); words that the document uses elsewhere weigh more in a second
round; a small network is asked about rivals (`second`); the posterior becomes a confidence (`calibration`).
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schemas.repair import Edit, EditKind
from workers.repair.channel.bullets import bullets
from workers.repair.channel.calibration import Source, calibrated
from workers.repair.channel.candidates import Candidates
from workers.repair.channel.casing import recase
from workers.repair.channel.confusions import MARKED
from workers.repair.channel.damage import Channel, Diagnosis, diagnose
from workers.repair.channel.evidence import Evidence
from workers.repair.channel.gate import Gate
from workers.repair.channel.lattice import Option, Segment, marginals, segments
from workers.repair.channel.ngrams import NGrams
from workers.repair.channel.positions import Placed, Positions, Setting
from workers.repair.channel.rerank import Reranker
from workers.repair.channel.second import second_opinions
from workers.repair.channel.series import abbreviations
from workers.repair.channel.verdicts import Verdicts
from workers.repair.channel.words import protected_spans, tokens
from workers.repair.lexicon.forms import Forms
from workers.repair.lexicon.neighbours import Neighbours
from workers.repair.lexicon.skeleton import unmarked, without_marked

CACHE_SHARE = 0.02
"""How much of a word's chance comes from its use elsewhere in the document."""
CACHE_LENGTH = 4
SURE = 0.9
PROPOSE = 0.3
"""Posterior from which an edit is worth a person's look."""
APPLY, APPLY_TO_WORD = 0.5, 0.78
UNLIKELY, UNLIKELY_SCANNED = 0.17, 0.25
"""Confidence from which an edit is made without asking, being rather right than wrong; from which it is made
where the word may be right as it is seen, a plausible wrong word being worse than a damaged one that shows;
and the posterior of the word as it is seen up to which it may not, a scanner seldom making one word of
another.
"""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The likeliest reading of a position, its posterior, and that of the word as it is seen."""

    reading: int
    chance: float
    as_seen: float


class Restorer:
    """The channel stage with its model; remembers word forms from document to document."""

    def __init__(
        self, forms: Forms, ngrams: NGrams, candidates: Candidates, reranker: Reranker, neighbours: Neighbours
    ) -> None:
        self._forms = forms
        self._ngrams = ngrams
        self._candidates = candidates
        self._reranker = reranker
        self._evidence = Evidence(Verdicts(forms, ngrams, candidates), Gate(neighbours))

    def edits(self, text: str) -> tuple[Edit, ...]:
        """Edits of `text`, in order; empty when nothing shows that it is damaged."""
        found: list[Edit] = []
        diagnosis = diagnose(self._evidence.windows(text))
        if diagnosis is not None:
            cited = list(abbreviations(text, diagnosis.windows, misread=diagnosis.channel.noisy))
            found += cited
            found += self._restore(text, diagnosis, [(edit.start, edit.end) for edit in cited])
            if diagnosis.channel.scanned:
                found += bullets(text, diagnosis.windows)
        return tuple(sorted(found, key=lambda edit: edit.start))

    def _restore(self, text: str, diagnosis: Diagnosis, settled: list[tuple[int, int]]) -> Iterable[Edit]:
        setting = Setting(channel=diagnosis.channel, own_words=self._own_words(text))
        builder = Positions(self._forms, self._ngrams, self._candidates, setting)
        protected = protected_spans(text) + settled
        placed: list[Placed] = []
        doubts = {window.start: doubt for window, doubt in diagnosis.doubtful}
        windows = (*diagnosis.windows, *(window for window, _ in diagnosis.doubtful))
        for window in sorted(windows, key=lambda window: window.start):
            words = tokens(text, window.start, window.end, is_word=self._is_word)
            placed += builder.place(text, words, protected, doubt=doubts.get(window.start, 0.0))
        options = [place.options for place in placed]
        found = segments(options, self._ngrams)
        choices = self._choose(placed, found)
        for at in sorted(choices):
            following = placed[at + 1].word if at + 1 < len(placed) else None
            next_capital = following is not None and following.text[0].isupper()
            yield from self._edits(
                placed[at], choices[at], next_capital=next_capital, channel=diagnosis.channel
            )

    def _is_word(self, seen: str) -> bool:
        """Whether some list or compound explains the word, damaged or not."""
        return bool(self._candidates.readings(seen))

    def _edits(
        self, place: Placed, choice: Choice, *, next_capital: bool, channel: Channel
    ) -> Iterable[Edit]:
        option = place.options[choice.reading]
        if option.word is None or place.word is None or choice.chance < PROPOSE:
            return
        seen, start, tail, cut = place.word
        after = recase(
            seen,
            option.word,
            begins_sentence=place.begins,
            name=option.name or self._has_capital(option.word),
            next_capital=next_capital,
            tall=channel.tall,
        )
        if tail is None:
            parts = [(start, seen, after)]
        elif len(after) == len(seen):
            parts = [(start, seen[:cut], after[:cut]), (tail, seen[cut:], after[cut:])]
        else:
            return
        confidence = calibrated(
            choice.chance, self._source(option), hidden_case=_hides_case(seen, option.word)
        )
        may_be_sound = choice.as_seen > (UNLIKELY_SCANNED if channel.scanned else UNLIKELY)
        applied = confidence >= (APPLY_TO_WORD if may_be_sound else APPLY)
        for at, before, becomes in parts:
            if before != becomes:
                yield Edit(
                    start=at,
                    end=at + len(before),
                    before=before,
                    after=becomes,
                    kind=_kind(before, becomes),
                    confidence=confidence,
                    applied=applied,
                )

    def _has_capital(self, word: str) -> bool:
        form = self._forms.find(word)
        return form is not None and form.has_capital

    def _source(self, option: Option) -> Source:
        if option.number:
            return Source.NUMBERED
        if option.name:
            return Source.NAME
        return Source.LISTED if self._forms.find(option.word or "") is not None else Source.COMPOUND

    def _own_words(self, text: str) -> dict[str, str]:
        """Words with marks that no list knows, by how they look without: names intact elsewhere."""
        own: dict[str, str] = {}
        for token in self._evidence.unknown_marked(text):
            own[unmarked(token)] = token
        return own

    def _choose(self, placed: Sequence[Placed], found: Sequence[Segment]) -> dict[int, Choice]:
        options = [place.options for place in placed]
        first = [marginals(segment, options, _weights(segment, placed, None)) for segment in found]
        used = _used(placed, found, first)
        chances: dict[int, list[float]] = {}
        for segment, marginal in zip(found, first, strict=True):
            again = _mentions(segment, placed, used)
            final = marginals(segment, options, _weights(segment, placed, used)) if again else marginal
            chances |= {segment.start + i: chance for i, chance in enumerate(final)}
        chances |= second_opinions(placed, chances, self._reranker)
        return {at: _choice(chance) for at, chance in chances.items()}


def _choice(chance: Sequence[float]) -> Choice:
    best = max(range(len(chance)), key=chance.__getitem__)
    return Choice(reading=best, chance=chance[best], as_seen=chance[0])


def _hides_case(seen: str, printed: str) -> bool:
    """Whether the first letter is lost, so that nothing says whether it was a capital."""
    is_dropped = len(printed) > len(seen) and printed[0] in MARKED and printed[1] == seen[0].lower()
    return is_dropped or not seen[0].isalpha()


def _kind(before: str, after: str) -> EditKind:
    """`diacritic` if only å, ä, ö or an accent came back, `ocr` if other letters changed too."""
    if len(before) != len(after):
        return "diacritic" if without_marked(after.lower()) == before.lower() else "ocr"
    changed = [letter for seen, letter in zip(before.lower(), after.lower(), strict=True) if seen != letter]
    return "diacritic" if unmarked("".join(changed)) != "".join(changed) or not changed else "ocr"


def _weights(segment: Segment, placed: Sequence[Placed], used: Counter[str] | None) -> list[list[float]]:
    found = []
    for at in range(segment.start, segment.end):
        options = placed[at].options
        top = max(option.score for option in options)
        weights = [math.exp(option.score - top) for option in options]
        if used is not None:
            total = max(200, used.total())
            weights = [
                weight * (1 + CACHE_SHARE * used[_word(placed[at], i)] / total * 2000)
                for i, weight in enumerate(weights)
            ]
        found.append(weights)
    return found


def _word(place: Placed, reading: int) -> str:
    word = place.options[reading].word
    return word if word is not None else place.word.text.lower() if place.word else ""


def _used(
    placed: Sequence[Placed], found: Sequence[Segment], chances: Sequence[list[list[float]]]
) -> Counter[str]:
    """Words that the document uses for sure."""
    used: Counter[str] = Counter()
    undecided = set()
    for segment, marginal in zip(found, chances, strict=True):
        for i, chance in enumerate(marginal):
            at = segment.start + i
            undecided.add(at)
            best = max(range(len(chance)), key=chance.__getitem__)
            if chance[best] >= SURE and len(word := _word(placed[at], best)) >= CACHE_LENGTH:
                used[word] += 1
    for at, place in enumerate(placed):
        if at not in undecided and place.word is not None and len(place.word.text) >= CACHE_LENGTH:
            used[place.word.text.lower()] += 1
    return used


def _mentions(segment: Segment, placed: Sequence[Placed], used: Counter[str]) -> bool:
    return any(
        len(placed[at].options) > 1
        and any(used[_word(placed[at], i)] for i in range(len(placed[at].options)))
        for at in range(segment.start, segment.end)
    )
