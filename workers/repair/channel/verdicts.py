"""What one word of a text says for or against damage, by itself: no neighbours, no document."""

import math
import re
from typing import NamedTuple

from workers.repair.channel.candidates import Candidate, Candidates, Damage
from workers.repair.channel.confusions import MARKED, Group
from workers.repair.channel.ngrams import NGrams
from workers.repair.channel.unchanged import unchanged
from workers.repair.channel.words import is_code, spelled
from workers.repair.lexicon.forms import Forms
from workers.repair.tokens import LONGEST_TOKEN

STEP_COST, PAIR_COST = 2.5, 2.0
"""Nats that one damaged letter costs before anything is known, and what a two-for-one reading costs more."""
CLEAR_GAIN, CLEAR_LEAD = 3.0, 1.5
"""Nats by which the best reading must beat the word as seen, and the second best, to be evidence."""
MISREAD_COST = 5.0
"""Nats of one misread letter where others are misread too."""
MISREAD_GAIN, PLAIN_GAIN = 9.0, 12.5
"""Nats by which a word must beat its misreading to be evidence, and to be evidence enough by itself: of
350,000 sound words of official text three foreign ones look so."""
DOUBT_GAIN = 4.5
"""Nats by which a marked word must be commoner than the known word that is seen."""
HINT_GAIN = 3.0
"""The same for a hint, which counts only beside damage elsewhere in the document (`for` for `för`)."""
DROPPED_GAIN = 4.0
OPERATORS = frozenset("{}<>=+*|")
"""Signs of a formula or a program, where `for` is no Swedish word."""
SHORT_NAME = 5
"""Letters up to which a word with a capital can be somebody's name, whatever it resembles (`Hart`)."""
LONG = 7
"""Letters from which a misread word is hardly a name or a word of another language."""
FUNCTION_WORD = -6.2
"""ln P(word) from which a word is one of some twenty that hold every sentence together (`och`, `med`)."""
SHORTEST, KNOWN_LENGTH = 3, 5
"""Letters of a word that can have lost some; of one that can be misread beyond doubt."""
_PLACEHOLDER = re.compile(r"[^\W\d_][?\ufffd][^\W\d_]|\ufffd[^\W\d_]|[^\W\d_]\ufffd")
_AMID_LETTERS = re.compile(
    r"[A-ZÅÄÖ]?[a-zåäö]+(?:(?:[01]|5{1,2}|I)[a-zåäö]+)+|[A-ZÅÄÖ][05](?=[a-zåäö]{4})[a-zåäö05]+|[015][a-zåäö]{4,}"
    r"|[a-zåäö]{3,}I|[05][a-zåäö]{2,3}"
)
"""Signs that stand amid the letters of no word and no code; a figure at a word's end is a footnote's. Of 64
million characters of official text five words look so, all misread."""
CACHE_LIMIT = 30_000


class Verdict(NamedTuple):
    """What one word says: how it is damaged (empty: not clearly), and its intact marked letters."""

    damage: Damage = ()
    intact: int = 0
    misread: int = 0
    """1: misread beyond doubt; 2: so plainly that nothing else need say so (`s1na`)."""
    plain: int = 0
    """1: misread so plainly that a line given alone needs no more (`isc`); 2: so plainly that a Swedish
    paragraph needs no more (`septcmber`, `oeh`)."""
    dropped: bool = False
    unknown: bool = False
    weak: Damage = ()
    """How a known word is damaged if it is not itself but a much commoner one (`galler` for `gäller`)."""
    hint: float = 0.0
    """Nats by which the commoner word beats it, from HINT_GAIN on."""


NOTHING = Verdict()


class Verdicts:
    """Judges words, and remembers them: forms recur across documents."""

    def __init__(self, forms: Forms, ngrams: NGrams, candidates: Candidates) -> None:
        self._forms = forms
        self._ngrams = ngrams
        self._unknown = ngrams.single[0]
        self._candidates = candidates
        self._verdicts: dict[str, Verdict] = {}
        self._suspicions: dict[str, float] = {}

    def of(self, token: str) -> Verdict:
        """What this token says, with its case."""
        found = self._verdicts.get(token)
        if found is None:
            if len(self._verdicts) >= CACHE_LIMIT:
                self._verdicts.clear()
            found = self._verdicts[token] = self._judge(token)
        return found

    def is_known(self, seen: str) -> bool:
        """Whether some list has the word, in lower case."""
        form = self._forms.find(seen)
        return form is not None and form.is_word

    def _judge(self, token: str) -> Verdict:
        if token in OPERATORS:
            return Verdict(unknown=True)
        if len(token) == 1 or len(token) > LONGEST_TOKEN or is_code(token, noisy=True):
            return NOTHING
        return self._judge_word(token)

    def _judge_word(self, token: str) -> Verdict:
        seen = spelled(token)
        marks = sum(1 for letter in seen if letter in MARKED)
        sound = Verdict(intact=marks) if marks else NOTHING
        form = self._forms.find(seen)
        if form is not None and form.is_word:
            return sound if marks or not seen.isalpha() else self._doubted(seen)
        if _PLACEHOLDER.search(seen):
            return self._placeholder(seen)
        clear = self._clear_reading(seen)
        if clear is None or self._is_rather_misread(seen, clear):
            return self._judge_unknown(token, seen, marks)
        if _is_one_for_i(clear):
            return self._misread(token, seen)._replace(intact=marks)
        return sound if clear.word == seen else NOTHING if clear.name else Verdict(damage=clear.damage)

    def _judge_unknown(self, token: str, seen: str, marks: int) -> Verdict:
        if any(candidate.word == seen for candidate in self._candidates.readings(seen)):
            return Verdict(intact=marks)
        misread = self._misread(token, seen)._replace(intact=marks)
        if is_code(token):
            return misread if misread.misread else NOTHING
        if _AMID_LETTERS.fullmatch(token) and misread.misread:
            return misread
        if not seen.isalpha() or len(seen) < SHORTEST or not (token.islower() or token[1:].islower()):
            return Verdict(intact=marks, unknown=True)
        dropped = self._is_dropped(seen)
        return misread._replace(dropped=dropped, unknown=not (misread.misread or dropped))

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

    def _is_rather_misread(self, seen: str, clear: Candidate) -> bool:
        """Whether a misread word is likelier than one put together, or one with two letters for one mark."""
        if clear.word == seen or (
            clear.number and all(how is not Group.TWO_FOR_ONE for how, _ in clear.damage)
        ):
            return False
        return any(
            self.log_word(misread) - MISREAD_COST * misread.misread > self._plain_score(clear)
            for misread in self._candidates.misread(seen)
        )

    def suspicion(self, token: str) -> float:
        """Nats by which a word of the n-grams explains the token better, as misread, than it does itself."""
        found = self._suspicions.get(token)
        if found is None:
            if len(self._suspicions) >= CACHE_LIMIT:
                self._suspicions.clear()
            found = self._suspicions[token] = self._suspicion(token)
        return found

    def _suspicion(self, token: str) -> float:
        if len(token) == 1 or len(token) > LONGEST_TOKEN or is_code(token, noisy=True):
            return 0.0
        seen = spelled(token)
        as_seen = unchanged(seen, self._candidates)
        is_unknown = not as_seen.number and len(seen) >= LONG
        misread = self._candidates.misread_listed(seen, twice=is_unknown)
        readings = self._candidates.readings(seen)
        figures = (reading for reading in readings if reading.number and _is_one_for_i(reading))
        found = [*misread, *figures]
        best = max((self.log_word(r) - MISREAD_COST * r.misread for r in found), default=-math.inf)
        return max(0.0, best - self.log_word(as_seen))

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

    def _misread(self, token: str, seen: str) -> Verdict:
        """How plainly an unknown word is another one misread."""
        figures = (reading for reading in self._candidates.readings(seen) if _is_one_for_i(reading))
        found = [*self._candidates.misread(seen), *figures]
        if not found or len(seen) < SHORTEST:
            return NOTHING
        best = max(found, key=self.log_word)
        gain = self.log_word(best) - self._unknown - self._candidates.log_unknown(seen)
        known = best.number if token[0].isupper() else self._forms.find(best.word)
        if _AMID_LETTERS.fullmatch(token):
            return Verdict(misread=2, plain=2)
        plain = bool(known) and gain > PLAIN_GAIN and _may_be_plain(token)
        is_telling = len(seen) >= LONG or self.log_word(best) > FUNCTION_WORD
        # Compounds can be put together that resemble many a word of no list (`oronjobb` for `cronjobb`).
        is_listed = self._forms.find(best.word) is not None
        return Verdict(
            misread=int(is_listed and len(seen) >= KNOWN_LENGTH and gain > MISREAD_GAIN),
            plain=plain * (1 + is_telling),
        )


def _is_one_for_i(reading: Candidate) -> bool:
    """Whether nothing but 1 was read for i, or 0 for o."""
    return {how for how, _ in reading.damage if how} == {Group.ONE_ZERO}


def _may_be_plain(token: str) -> bool:
    """Whether the word can be no name: of small letters, or a long one with a capital."""
    return token.isalpha() and (token.islower() or (len(token) >= LONG and token[1:].islower()))


def may_be_name(token: str) -> bool:
    """Whether the word is a capital and few letters: somebody's name, whatever it resembles."""
    return token[0].isupper() and len(token) <= SHORT_NAME and token.isalpha()
