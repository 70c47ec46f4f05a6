"""How likely words are in Swedish records, by the repair's statistics. Pure but for the model, opened once.

The reader of scans weighs with it what the network deems possible. Logarithms are natural; words that no list
knows are possible, as names are, and numbers are all alike.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from workers.repair.model import model

UNNUMBERED = -14.0
"""For forms of the dictionary that the corpus lacks: one in 820,000, as in the repair."""
COMPOUND = -2.0
"""Against two parts that no list knows together."""
SHORTEST_PART = 3
GROUP = 3
"""Digits that are written together in long numbers."""
UNKNOWN, UNKNOWN_NAME = -9.0, -3.0
"""Against words that no list knows, on top of their spelling: small, and with a capital …"""
LEAST, LEAST_NAME = -45.0, -22.0
"""… which are never less likely than this: names are spelt in all ways."""
CAPITAL = -1.0
"""Against a capital amid a line, not at its start."""
MIXED_CASE = -8.0
ACRONYM, LONGEST_ACRONYM = -9.0, 5
"""For capitals alone, up to so many letters: a registry's or body's code (`BVI`), which no list can judge."""
LONE_LETTER = -3.0
DIGIT, NUMBER, MIXED = -1.4, -3.0, -8.0
"""For each digit; for a number; against letters, digits and signs in one."""
JOINT = -3.0
"""For each hyphen or slash amid a word."""
SIGNS = {
    ".": -2.0,
    ",": -2.2,
    ":": -4.0,
    ";": -5.0,
    ")": -3.0,
    "(": -3.0,
    '"': -4.0,
    "”": -4.0,
    "-": -4.0,
    "–": -4.0,
}
OTHER_SIGN = -6.0
BULLETS, BULLET = "-–•·", -3.0
"""What opens a list's line."""
NOTHING = -8.0
"""For white where the network may have seen something: as likely as a lone full stop."""
END_HYPHEN = -1.5
"""For a hyphen that ends a line …"""
BROKEN_WORD = -11.0
"""… and at least this for the part of a word before it, and for a line's first word: the rest of one."""
CONTEXT = (-4.0, 6.0)
"""What a word's neighbours may add to it, at least and at most."""
AFTER_STOP, AFTER_COMMA = -6.0, -4.0
"""Against a small letter after a full stop, and the capital of a word that is no name after a comma."""
SMALL_NAME = -4.0
"""Against a name without its capital."""
BROKEN_NUMBER = -5.0
"""Against a stop amid a number's groups of three digits: `41. 000`."""
_TOKEN = re.compile(r"([(\[\"'”]*)(.*?)([.,;:!?)\]\"'”\-–]*)", re.DOTALL)
_JOINTS = re.compile(r"[-/]")
_NUMBER = re.compile(r"[\d.,:]*\d[\d.,:]*")
_ABBREVIATIONS = """
    adr. alt. ang. anm. art. aug. avd. avs. bet. bil. bitr. bl. ca. dec. dir. div. dnr. el. enl. etc. ev. ex.
    exkl. fam. feb. fig. forts. fr. inkl. jan. jfr. kap. kl. kr. max. milj. min. mom. mån. nov. nr. obs. okt.
    omkr. ordf. prop. prot. red. ref. resp. sek. sekr. sept. sid. sign. skr. st. tab. tel. tfn. tim. urspr.
    vol. övr.
"""
"""What may end with a full stop amid a sentence: usual abbreviations of records in Swedish, and months."""
_ABBREVIATED = frozenset(_ABBREVIATIONS.split())


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a word stands: up to two words before it and one after it."""

    before: Sequence[str]
    after: str
    ends_line: bool


def place_in(line: Sequence[str], at: int) -> Place:
    """Where the word with this number stands in the line."""
    return Place(
        before=line[max(0, at - 2) : at],
        after=line[at + 1] if at + 1 < len(line) else "",
        ends_line=at == len(line) - 1,
    )


def likelihood_at(place: Place, words: Sequence[str]) -> float:
    """The same as `likelihood`, of words in place of the one that stands there."""
    return likelihood(words, place.before, place.after, ends_line=place.ends_line)


def likelihood(
    words: Sequence[str], before: Sequence[str], after: str = "", *, ends_line: bool = False
) -> float:
    """ln P of the words, roughly, between their neighbours; `before` is empty at a line's start."""
    if not words:
        return NOTHING
    total, context = 0.0, list(before)
    for at, word in enumerate(words):
        last = ends_line and at == len(words) - 1
        total += _alone(word, begins=not context, ends=last)
        total += beside(context[-1], word) if context else 0.0
        context.append(word)
    if after:
        total += beside(words[-1], after)
    return total + _together(tuple(context[-len(words) - 2 :]), len(words), after)


def beside(before: str, word: str) -> float:
    """ln of how much less likely two neighbours are by their signs and capitals; 0 where nothing is odd."""
    stem, sign, first = before[:-1], before[-1], word[0]
    if sign in ".," and stem.isdigit() and len(word) >= GROUP and word[:GROUP].isdigit():
        return BROKEN_NUMBER
    if sign in ".!?" and first.islower() and before.lower() not in _ABBREVIATED and stem.isalpha():
        return AFTER_STOP
    if sign == "," and first.isupper() and not _is_name(word):
        return AFTER_COMMA
    return 0.0


def alone(word: str) -> float:
    """ln P of a word in lower case without signs, wherever it stands."""
    return _word(word, capital=False)


def taken_apart(word: str) -> tuple[str, str, str]:
    """The signs before a word, the word, and the signs after it."""
    found = _TOKEN.fullmatch(word)
    assert found is not None, "each part of the pattern may be empty"  # noqa: S101
    return found[1], found[2], found[3]


@lru_cache(maxsize=20_000)
def _alone(word: str, *, begins: bool, ends: bool) -> float:
    """ln P of a word with its signs, without its neighbours."""
    if begins and word[0] in BULLETS:
        return BULLET + (_alone(word[1:], begins=True, ends=ends) if len(word) > 1 else 0.0)
    opening, core, closing = taken_apart(word)
    total = 0.0
    if ends and closing in ("-", "–") and core.isalpha():
        return END_HYPHEN + max(_letters(core), BROKEN_WORD)
    for sign in (*opening, *closing):
        total += SIGNS.get(sign, OTHER_SIGN)
    if not core:
        return total + OTHER_SIGN
    parts = _JOINTS.split(core)
    value = sum(map(_part, parts)) + JOINT * (len(parts) - 1)
    if begins and core[0].isupper():
        value -= CAPITAL
    if begins and core.islower():
        value = max(value, BROKEN_WORD)
    return total + value


def _part(part: str) -> float:
    if part.isalpha():
        return _letters(part)
    if part.isdigit():
        return NUMBER + DIGIT * len(part)
    if _NUMBER.fullmatch(part):
        return NUMBER - 1 + DIGIT * len(part)
    if not any(map(str.isalnum, part)):
        return OTHER_SIGN * max(1, len(part))
    return MIXED + 2 * DIGIT * len(part)


def _is_acronym(word: str) -> bool:
    return word.isupper() and 1 < len(word) <= LONGEST_ACRONYM


def _letters(word: str) -> float:
    if _is_acronym(word):
        return ACRONYM
    total = _word(word.lower(), capital=word[0].isupper())
    if len(word) == 1 and word.lower() not in "iåöa":
        total += LONE_LETTER
    if word[1:] != word[1:].lower():
        return total if word.isupper() else total + MIXED_CASE
    return total + CAPITAL if word[0].isupper() else total


@lru_cache(maxsize=50_000)
def _word(lower: str, *, capital: bool) -> float:
    known = model()
    form = known.forms.find(lower)
    if form is not None and form.is_word:
        listed = max(known.ngrams.single[form.number] if form.number else UNNUMBERED, UNNUMBERED)
        return listed + SMALL_NAME if form.is_name and not capital else listed
    spelling = known.spelling.log_probability(lower)
    best = max(spelling + UNKNOWN_NAME, LEAST_NAME) if capital else max(spelling + UNKNOWN, LEAST)
    for place in range(SHORTEST_PART, len(lower) - SHORTEST_PART + 1):
        first = known.forms.find(lower[:place])
        if first is None or first.first is None:
            continue
        last = known.forms.find(lower[place:])
        if last is not None and last.last is not None:
            best = max(best, first.first + last.last + COMPOUND)
    return best


@lru_cache(maxsize=20_000)
def _is_name(word: str) -> bool:
    """Whether a word with a capital may be a name: known as one, or not known."""
    form = model().forms.find(taken_apart(word)[1].lower())
    return form is None or form.has_capital


@lru_cache(maxsize=5_000)
def _together(words: tuple[str, ...], count: int, after: str) -> float:
    """What the neighbours add to the last `count` words."""
    numbers = [_number(word) for word in words]
    triples = []
    for at in range(len(words) - count, len(words)):
        if numbers[at]:
            triples.append((numbers[at - 2] if at > 1 else 0, numbers[at - 1] if at else 0, numbers[at]))
    following = _number(after) if after else 0
    if following and numbers[-1]:
        triples.append((numbers[-2] if len(numbers) > 1 else 0, numbers[-1], following))
    if not triples:
        return 0.0
    ngrams = model().ngrams
    firsts, seconds, thirds = (np.array(column, dtype=np.int64) for column in zip(*triples, strict=True))
    gains = ngrams.score(firsts, seconds, thirds) - ngrams.unigram[thirds]
    return float(np.clip(gains, *CONTEXT).sum())


@lru_cache(maxsize=50_000)
def _number(word: str) -> int:
    """The word's number in the n-gram model; 0 where it has none or a sign parts it from its neighbour."""
    core = taken_apart(word)[1]
    if not core.isalpha() or _is_acronym(core):
        return 0
    form = model().forms.find(core.lower())
    return form.number if form is not None else 0
