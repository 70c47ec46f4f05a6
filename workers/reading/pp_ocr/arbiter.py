"""Two readings of a word: which one holds, and how sure it is then. Pure.

The weights are fitted by `python -m tests.bench.opinions` on generated scans of the open half of
`tests/bench/scans`: AGREED and KEPT on the 168 pages of its seeds (1,956 unsure words, 409 of them wrong),
OTHERWISE on as many of seeds 2001 and 3001. On 162 of the former it mended 126 words and spoilt one; fitted
to them, a sixth left out at a time, it mended 133 and spoilt four. They hold for the networks named in
`models` and Tesseract's Swedish model only.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp

from workers.reading.pp_ocr.likelihood import Place, likelihood_at
from workers.reading.pp_ocr.trust import log_odds
from workers.reading.pp_ocr.vocabulary import bare, is_known

AGREED = {"base": -1.080, "trust": -0.557, "second": -0.483}
"""What each fact adds to the log odds that a word is wrong which both readings read alike …"""
OTHERWISE = {
    "base": -4.287,
    "trust": -0.076,
    "second": 0.750,
    "likelier": 0.173,
    "unlikelier": -0.149,
    "marks_more": 1.733,
    "marks_less": -2.652,
    "signs": -0.551,
    "gained": 3.024,
    "lost": -2.890,
    "one_letter": 2.706,
}
"""… that the second reading of a word is right, where they differ …"""
KEPT = {
    "base": 0.919,
    "trust": -0.771,
    "second": 0.278,
    "likelier": 0.071,
    "unlikelier": -0.020,
    "marks_more": 2.587,
    "marks_less": -0.519,
    "signs": -1.165,
    "gained": 0.474,
    "lost": -1.146,
    "one_letter": -0.148,
}
"""… and that the first one is wrong, where it is kept."""
CHOSEN = 0.7
"""Probability from which the second reading takes the first one's place."""
LEAST_LIKELY = 6.0
"""ln of how much less likely as Swedish it may be."""
UNLIKELIER = list(OTHERWISE).index("unlikelier") - 1
SURE_SPACE, SURE_SPACE_IN_WORD = 0.7, 0.93
"""The second reader's confidence in the words into which it parts one, and where that may be a compound."""
LOOKS_LIKE = {"0": "oO", "1": "lI"}
SURE_KIND, FIGURES = 0.7, 4
"""The second reader's confidence from which letters amid figures are figures, of which there are so many
then, or figures in a known word its letters: `(2o1o:900)`, `k1`. On 411 scans, of them 164 of the open half,
seven words were mended so and none spoilt; they stay doubtful."""
LONE = frozenset("iåö")
OPENING = '("”'
BOUNDS = 15.0
CERTAIN, SAID = 1e-3, 0.02
_NUMBER = re.compile(r"\d{1,3}(?: \d{3})+")
_TELEPHONE = re.compile(r"0\d{1,3}-\d{2,3}(?: \d{2,3}){1,2}")
_NO_SUBSTANCE = re.compile(r"[\W_]")


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """What the second reader reads where a word stands: a text, perhaps with spaces, and its confidence."""

    text: str
    confidence: float


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The word, or the words that it is, how probably it is right, and what else it may be."""

    words: tuple[str, ...]
    trust: float
    alternative: str | None


def verdict(word: str, trust: float, opinion: Opinion, place: Place) -> Verdict:
    """The better of two readings of a word.

    A figure is never changed into another one, but may come apart into groups, or be a letter.
    """
    if opinion.text == word:
        odds = _odds(AGREED, (log_odds(trust, CERTAIN), log_odds(opinion.confidence, SAID)))
        return Verdict(words=(word,), trust=1 - odds, alternative=None)
    if opinion.text.replace(" ", "") == word and _parts_well(word, opinion):
        return Verdict(words=tuple(opinion.text.split()), trust=opinion.confidence, alternative=word)
    if opinion.confidence >= SURE_KIND and _is_of_one_kind(word, opinion.text):
        return Verdict(words=(opinion.text,), trust=min(opinion.confidence, 1 - SAID), alternative=word)
    seen = facts(word, trust, opinion, place)
    chance = _odds(OTHERWISE, seen)
    if chance > CHOSEN and may_replace(word, opinion.text) and seen[UNLIKELIER] < LEAST_LIKELY:
        return Verdict(words=(opinion.text,), trust=chance, alternative=word)
    return Verdict(words=(word,), trust=1 - _odds(KEPT, seen), alternative=opinion.text)


def facts(word: str, trust: float, opinion: Opinion, place: Place) -> tuple[float, ...]:
    """What is known of two readings that differ, in the order of `OTHERWISE`."""
    gain = likelihood_at(place, opinion.text.split()) - likelihood_at(place, word.split())
    bounded = min(max(gain, -BOUNDS), BOUNDS)
    return (
        log_odds(trust, CERTAIN),
        log_odds(opinion.confidence, SAID),
        max(bounded, 0.0),
        max(-bounded, 0.0),
        float(_marks(opinion.text) > _marks(word)),
        float(_marks(opinion.text) < _marks(word)),
        float(_NO_SUBSTANCE.sub("", opinion.text) == _NO_SUBSTANCE.sub("", word)),
        float(is_known(bare(opinion.text)) > is_known(bare(word))),
        float(is_known(bare(opinion.text)) < is_known(bare(word))),
        float(_one_letter_apart(word, opinion.text)),
    )


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether one more, one less or another character makes one text of the other."""
    same_start = next((at for at, pair in enumerate(zip(one, other, strict=False)) if len({*pair}) > 1), None)
    if same_start is None:
        return abs(len(one) - len(other)) == 1
    left, right = one[same_start:], other[same_start:]
    return left[1:] in (right[1:], right) or left == right[1:]


def _marks(text: str) -> int:
    """Letters with a mark: the network loses many over capitals."""
    return sum(unicodedata.decomposition(letter) != "" for letter in text)


def _odds(weights: dict[str, float], facts: Sequence[float]) -> float:
    base, *others = weights.values()
    total = base + sum(weight * fact for weight, fact in zip(others, facts, strict=True))
    return 1 / (1 + exp(-total))


def may_replace(word: str, text: str) -> bool:
    """Whether both are one word, with letters and without figures, and it is no code that becomes another."""
    if " " in text or not all(any(map(str.isalpha, one)) for one in (word, text)):
        return False
    is_code = any(map(str.isupper, word[1:])) and _unmarked(word) != _unmarked(text)
    return not is_code and not any(map(str.isdigit, word + text))


def _is_of_one_kind(word: str, text: str) -> bool:
    """Whether `text` is the word with figures for letters that look like them, or letters for figures.

    What begins with a figure or is written large may be a code: `11`, `B1`.
    """
    changed = [pair for pair in zip(word, text, strict=False) if pair[0] != pair[1]]
    if len(word) != len(text) or not changed:
        return False
    if not any(map(str.isalpha, text)):
        figures = sum(map(str.isdigit, text))
        return figures >= FIGURES and all(one in LOOKS_LIKE.get(other, "") for one, other in changed)
    core = bare(text)
    known = core.isalpha() and core.islower() and bare(word)[:1].isalpha() and is_known(core)
    return known and all(other in LOOKS_LIKE.get(one, "") for one, other in changed)


def _unmarked(text: str) -> str:
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in text)


def _parts_well(word: str, opinion: Opinion) -> bool:
    """Whether a word is several words that were read as one."""
    parts = opinion.text.split()
    beside = any(left[-1].isdigit() and right[0].isdigit() for left, right in pairwise(parts))
    if beside or not any(map(str.isalpha, word)):
        return opinion.confidence >= SURE_SPACE and _comes_in_groups(opinion.text)
    least = SURE_SPACE_IN_WORD if is_known(bare(word)) else SURE_SPACE
    return opinion.confidence >= least and all(map(_may_stand_alone, parts))


def _comes_in_groups(text: str) -> bool:
    """Whether the text is a long number in thousands or a telephone number."""
    return any(form.fullmatch(text) is not None for form in (_NUMBER, _TELEPHONE))


def _may_stand_alone(part: str) -> bool:
    """A number, a known word or one with a capital; not what only its beginning's sign parts from a word."""
    core = bare(part)
    if not core or not (part[0].isalnum() or part[0] in OPENING):
        return False
    if not core.isalpha():
        return core.isdigit()
    if len(core) == 1:
        return core in LONE or core.isupper()
    return is_known(core) or core[0].isupper()
