"""How a text is damaged: the evidence of its own words, window by window. No evidence, no change."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from workers.repair.channel.candidates import Candidate, Candidates, Damage
from workers.repair.channel.confusions import MARKED, Group
from workers.repair.channel.gate import is_foreign, swedish_lines
from workers.repair.channel.ngrams import NGrams
from workers.repair.channel.words import is_code
from workers.repair.lexicon.forms import Forms
from workers.repair.tokens import LONGEST_TOKEN

WINDOW = 1200
"""Characters. A longer paragraph is cut at line breaks into windows of about this length."""

STEP_COST, PAIR_COST = 2.5, 2.0
"""Nats that one damaged letter costs before anything is known, and what a two-for-one reading costs more."""
CLEAR_GAIN, CLEAR_LEAD = 3.0, 1.5
"""Nats by which the best reading must beat the word as seen, and the second best, to be evidence."""
MISREAD_GAIN = 9.0
DOUBT_GAIN = 4.5
"""Nats by which a marked word must be commoner than the known word that is seen."""
HINT_GAIN = 3.0
"""The same for a hint, which counts only beside damage elsewhere in the document (`for` for `för`)."""
DROPPED_GAIN = 4.0
OPERATORS = frozenset("{}<>=+*|")
"""Signs of a formula or a program, where `for` is no Swedish word."""
SHORT_NAME = 5
"""Letters up to which a word with a capital can be somebody's name, whatever it resembles (`Hart`)."""
SHORTEST, KNOWN_LENGTH = 3, 5
"""Letters of a word that can have lost some; of one that can be misread beyond doubt."""
STRANGE, ENOUGH = 0.35, 10
"""Share of words, of at least so many, that neither are Swedish nor can become so; with more, a window is
in no language we know."""
MIN_RATE = 0.04
"""Share of the words with å, ä or ö that must be damaged for a window to count as damaged."""

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_PLACEHOLDER = re.compile(r"[^\W\d_][?\ufffd][^\W\d_]|\ufffd[^\W\d_]|[^\W\d_]\ufffd")
_WORDS = re.compile(r"[^\s.,;:!()/§%\"”“'’\-–—\[\]]+")
CACHE_LIMIT = 30_000


class Verdict(NamedTuple):
    """What one word says: how it is damaged (empty: not clearly), and its intact marked letters."""

    damage: Damage = ()
    intact: int = 0
    misread: bool = False
    dropped: bool = False
    unknown: bool = False
    weak: Damage = ()
    """How a known word is damaged if it is not itself but a much commoner one (`galler` for `gäller`)."""
    hint: float = 0.0
    """Nats by which the commoner word beats it, from HINT_GAIN on."""


NOTHING = Verdict()


@dataclass(frozen=True, kw_only=True)
class Window:
    """A stretch of text, and what its words say. Counts are words; `groups` counts damaged letters."""

    start: int
    end: int
    words: int
    damaged: int
    intact: int
    misread: int
    dropped: int
    unknown: int
    weak: int
    telling: int
    """Damaged words that are no short names."""
    hints: int
    hint_gain: float
    """Nats, of all hints."""
    groups: Counter[tuple[Group, str]]
    weak_groups: Counter[tuple[Group, str]]


class Evidence:
    """Judges words, and remembers them: forms recur across documents."""

    def __init__(self, forms: Forms, ngrams: NGrams, candidates: Candidates) -> None:
        self._forms = forms
        self._ngrams = ngrams
        self._unknown = ngrams.single[0]
        self._candidates = candidates
        self._verdicts: dict[str, Verdict] = {}

    def windows(self, text: str) -> list[Window]:
        """The Swedish windows of the text, in order."""
        found = (
            self._window(text, start, end) for span in _spans(text) for start, end in _swedish(text, *span)
        )
        return [
            window for window in found if window.words < ENOUGH or window.unknown <= STRANGE * window.words
        ]

    def unknown_marked(self, text: str) -> list[str]:
        """Intact words with å, ä or ö that no list knows, in lower case."""
        return [
            seen
            for token in set(_WORDS.findall(text))
            if self.verdict(token).intact and not self._is_known(seen := token.lower())
        ]

    def _is_known(self, seen: str) -> bool:
        form = self._forms.find(seen)
        return form is not None and form.is_word

    def verdict(self, token: str) -> Verdict:
        """What this token says, with its case."""
        found = self._verdicts.get(token)
        if found is None:
            if len(self._verdicts) >= CACHE_LIMIT:
                self._verdicts.clear()
            found = self._verdicts[token] = self._judge(token)
        return found

    def _window(self, text: str, start: int, end: int) -> Window:
        groups: Counter[tuple[Group, str]] = Counter()
        weak_groups: Counter[tuple[Group, str]] = Counter()
        words = damaged = intact = misread = dropped = unknown = weak = telling = hints = 0
        hint_gain = 0.0
        verdicts = self._verdicts
        for token in _WORDS.findall(text, start, end):
            verdict = verdicts.get(token) or self.verdict(token)
            words += 1
            if verdict is NOTHING:
                continue
            if verdict.intact:
                intact += 1
            if verdict.damage:
                damaged += 1
                telling += not _may_be_name(token)
                groups.update(step for step in verdict.damage if step[1] in MARKED)
            if verdict.weak:
                weak += 1
                weak_groups.update(step for step in verdict.weak if step[1] in MARKED)
            if verdict.hint and not _may_be_name(token):
                hints += 1
                hint_gain += verdict.hint
            misread += verdict.misread
            dropped += verdict.dropped
            unknown += verdict.unknown
        return Window(
            start=start,
            end=end,
            words=words,
            damaged=damaged,
            intact=intact,
            misread=misread,
            dropped=dropped,
            unknown=unknown,
            weak=weak,
            telling=telling,
            hints=hints,
            hint_gain=hint_gain,
            groups=groups,
            weak_groups=weak_groups,
        )

    def _judge(self, token: str) -> Verdict:
        if token in OPERATORS:
            return Verdict(unknown=True)
        if len(token) == 1 or len(token) > LONGEST_TOKEN or is_code(token, noisy=True):
            return NOTHING
        seen = token.lower()
        marks = sum(1 for letter in seen if letter in MARKED)
        sound = Verdict(intact=marks) if marks else NOTHING
        form = self._forms.find(seen)
        if form is not None and form.is_word:
            return sound if marks or not seen.isalpha() else self._doubted(seen)
        if _PLACEHOLDER.search(seen):
            return self._placeholder(seen)
        clear = self._clear_reading(seen)
        if clear is not None:
            return sound if clear.word == seen else NOTHING if clear.name else Verdict(damage=clear.damage)
        return self._judge_unknown(token, seen, marks)

    def _judge_unknown(self, token: str, seen: str, marks: int) -> Verdict:
        if any(candidate.word == seen for candidate in self._candidates.readings(seen)):
            return Verdict(intact=marks)
        if is_code(token):
            misread = len(seen) >= KNOWN_LENGTH and self._is_misread(seen)
            return Verdict(intact=marks, misread=True) if misread else NOTHING
        if not seen.isalpha() or len(seen) < SHORTEST or not (token.islower() or token[1:].islower()):
            return Verdict(intact=marks, unknown=True)
        misread = len(seen) >= KNOWN_LENGTH and self._is_misread(seen)
        dropped = self._is_dropped(seen)
        return Verdict(intact=marks, misread=misread, dropped=dropped, unknown=not (misread or dropped))

    def _doubted(self, seen: str) -> Verdict:
        """A known word that a far commoner one becomes when its marks are lost."""
        readings = self._candidates.readings(seen)
        as_seen = max((self.log_word(reading) for reading in readings if reading.word == seen), default=0.0)
        best = max(readings, key=self._plain_score)
        gain = self.log_word(best) - as_seen
        if gain < HINT_GAIN:
            return NOTHING
        doubted = self._plain_score(best) - as_seen > DOUBT_GAIN
        return Verdict(weak=best.damage if doubted else (), hint=gain)

    def _placeholder(self, seen: str) -> Verdict:
        """A sign for a lost letter amid letters is damage by itself, whatever stood there."""
        readings = self._candidates.readings(seen)
        if not readings:
            return NOTHING
        return Verdict(damage=max(readings, key=self._plain_score).damage)

    def _clear_reading(self, seen: str) -> Candidate | None:
        """The one reading that stands out; the word itself counts as a reading."""
        ranked = sorted(
            (
                (self._plain_score(candidate), candidate)
                for candidate in self._candidates.readings(seen)
                if not candidate.part
            ),
            key=lambda scored: -scored[0],
        )
        if not ranked:
            return None
        as_seen = next(
            (score for score, candidate in ranked if candidate.word == seen),
            self._unknown + self._candidates.log_unknown(seen),
        )
        best, candidate = ranked[0]
        if candidate.word == seen:
            return candidate
        second = ranked[1][0] if len(ranked) > 1 else -1e9
        return candidate if best - as_seen > CLEAR_GAIN and best - second > CLEAR_LEAD else None

    def _plain_score(self, candidate: Candidate) -> float:
        steps = sum(1 for how, _ in candidate.damage if how)
        pairs = sum(1 for how, _ in candidate.damage if how is Group.TWO_FOR_ONE)
        return self.log_word(candidate) - STEP_COST * steps - PAIR_COST * pairs

    def log_word(self, candidate: Candidate) -> float:
        """ln P(word) without context."""
        if candidate.number:
            return self._ngrams.single[candidate.number]
        return self._unknown + candidate.log_word

    def _is_dropped(self, seen: str) -> bool:
        as_seen = self._unknown + self._candidates.log_unknown(seen)
        return any(self.log_word(found) - as_seen > DROPPED_GAIN for found in self._candidates.dropped(seen))

    def _is_misread(self, seen: str) -> bool:
        found = self._candidates.misread(seen)
        as_seen = self._unknown + self._candidates.log_unknown(seen)
        return any(self.log_word(candidate) - as_seen > MISREAD_GAIN for candidate in found)


def _may_be_name(token: str) -> bool:
    return token[0].isupper() and len(token) <= SHORT_NAME and token.isalpha()


def _swedish(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The span if it is Swedish, otherwise what is Swedish in it."""
    return swedish_lines(text, start, end) if is_foreign(text[start:end]) else [(start, end)]


def _spans(text: str) -> list[tuple[int, int]]:
    """Paragraphs, long ones in pieces that end at line breaks."""
    found = []
    start = 0
    for end in [*(match.start() for match in _PARAGRAPH.finditer(text)), len(text)]:
        while end - start > 1.5 * WINDOW:
            cut = text.find("\n", start + WINDOW, end)
            if cut < 0:
                break
            found.append((start, cut))
            start = cut
        if end > start:
            found.append((start, end))
        start = end
    return found
