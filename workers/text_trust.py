"""How probably a word is wrong that no reader has judged: in a text file, or in a text layer. Pure.

A logistic model of what repair did on the page and what it left. The weights are fitted by `python -m
tests.bench.text_trust` on the open half of the labelled set, eight sound documents to one of each kind of
damage; how well they hold on others is what `./bench effort` says.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import exp, log
from typing import NamedTuple

from schemas.repair import Edit, RepairedLine
from workers.repair.known import is_form, without_signs
from workers.repair.taught import is_taught

WEIGHTS = {
    "base": -8.842,
    "damage": 0.392,
    "unknown": 6.646,
    "unknown_name": 2.118,
    "unknown_name_in_damage": 0.653,
    "may_lack_marks": 0.238,
    "signs_amid_letters": 7.675,
    "repair_doubt": 0.936,
    "unknown_repaired": -4.302,
    "proposed": 9.948,
    "known_name": 1.285,
}
"""What each fact adds to the log odds that the word is wrong."""
DOUBTFUL = 0.02
"""Probability of being wrong from which a person should check a word, as with words that were recognised: one
in forty of texts of which half are damaged, among them three of four wrong ones."""
DAMAGE_KINDS = frozenset({"diacritic", "ocr", "encoding"})
"""Repairs of letters. Spaces, bullets and joined lines say nothing of letters that are left."""
SOUND_WORDS = 30
"""As if every page had so many more words: a repair on a page of ten words proves little."""
REPAIRS_AMONG = 1_000
"""Words, among which one repair says that something was damaged."""
SUREST = 1e-3
"""Doubt of a repair below which it is as good as certain."""
MOST_MARKS = 3
_PARTS = re.compile(r"[-/]")
_SIGNS = re.compile(r"[^\W\d_][?\ufffd]|[?\ufffd][^\W\d_]|[^\W\d_]\d+[^\W\d_]")
_WORD = re.compile(r"\S+")

Facts = tuple[float, ...]
Repaired = tuple[int, int, Edit]
"""First character in the repaired line, one past the last, and the edit made or proposed there."""


class TextWord(NamedTuple):
    """A word of a line: `start` and `end` count in the line as it was read; `chance` is the probability that
    it is wrong as it stands."""

    line: int
    start: int
    end: int
    chance: float


def text_words(lines: Sequence[RepairedLine], own_words: tuple[str, ...] = ()) -> Iterator[TextWord]:
    """The words of these lines of one page, which `line` counts. `own_words` are known beside the lists'."""
    for word in _weighed(lines, own_words):
        yield TextWord(word.line, word.start, word.end, risk(word.facts))


@lru_cache(maxsize=1 << 14)
def risk(word: Facts) -> float:
    """Probability that the word with these facts is wrong."""
    odds = sum(weight * fact for weight, fact in zip(WEIGHTS.values(), word, strict=True))
    return 1 / (1 + exp(-odds))


def facts(lines: Sequence[RepairedLine], own_words: tuple[str, ...] = ()) -> Iterator[Facts]:
    """For each word of these lines of one page, the facts that `WEIGHTS` names, in its order."""
    return (word.facts for word in _weighed(lines, own_words))


class _Weighed(NamedTuple):
    """A word with its facts; `start` and `end` count in the line as it was read."""

    line: int
    start: int
    end: int
    facts: Facts


def _weighed(lines: Sequence[RepairedLine], own_words: tuple[str, ...]) -> Iterator[_Weighed]:
    found = [list(_WORD.finditer(line.text)) for line in lines]
    damage = _damage(lines, sum(map(len, found)))
    begins_broken = False
    for number, (line, words) in enumerate(zip(lines, found, strict=True)):
        repairs = list(_placed(line))
        made = [repair for repair in repairs if repair[2].applied]
        for at, match in enumerate(words):
            here = [edit for start, end, edit in repairs if start < match.end() and end > match.start()]
            ends_broken = match.end() == len(line.text) and match.group().endswith("-")
            is_half = ends_broken or (begins_broken and not at)
            start, end = match.span()
            if made:
                start, end = _before(start, made, is_end=False), _before(end, made, is_end=True)
            weighed = _facts(match.group(), here, damage, is_half=is_half, own_words=own_words)
            yield _Weighed(number, start, end, weighed)
        begins_broken = line.text.endswith("-")


def _before(place: int, made: Sequence[Repaired], *, is_end: bool) -> int:
    """Where in the line as it was read a place of the repaired one lies; amid a repair, at its edge."""
    shift = 0
    for start, _, edit in made:
        end = start + len(edit.after)
        if place < start or (is_end and place == start):
            break
        if start < place < end or (place == end and is_end) or (place == start and not is_end):
            return edit.end if is_end else edit.start
        shift = edit.end - end
    return place + shift


def _damage(lines: Sequence[RepairedLine], words: int) -> float:
    """How much of the page was damaged, from 0 for nothing to some 5 where every other word was."""
    touched = sum(edit.kind in DAMAGE_KINDS for line in lines for edit in line.edits)
    return log(1 + REPAIRS_AMONG * touched / (words + SOUND_WORDS))


def _placed(line: RepairedLine) -> Iterator[Repaired]:
    """The line's edits where they stand after repair; of what was left out, the character behind it."""
    shift = 0
    for edit in line.edits:
        start = edit.start + shift
        length = len(edit.after) if edit.applied else edit.end - edit.start
        yield start, start + max(length, 1), edit
        if edit.applied:
            shift += len(edit.after) - (edit.end - edit.start)


def _facts(
    text: str, repairs: Sequence[Edit], damage: float, *, is_half: bool, own_words: tuple[str, ...]
) -> Facts:
    """`is_half`: of a word that is broken at the end of the line or of the one before."""
    form = _form(text)
    if not repairs and not form.unlisted:
        return _facts_of_known(damage, form.signs_amid_letters, is_name=form.has_letters and form.is_name)
    unknown = form.has_letters and not is_half and not all(is_taught(p, own_words) for p in form.unlisted)
    name = form.is_name
    doubts = [_doubt(edit) for edit in repairs if edit.applied]
    proposed = [edit.confidence or 0.0 for edit in repairs if not edit.applied]
    return (
        1.0,
        damage,
        float(unknown and not name),
        float(unknown and name),
        damage * (unknown and name),
        float(unknown * form.may_lack_marks),
        form.signs_amid_letters,
        log(1 + max(doubts, default=0.0) / SUREST),
        float(unknown and bool(doubts)),
        max(proposed, default=0.0),
        float(form.has_letters and name and not unknown),
    )


@lru_cache(maxsize=1 << 10)
def _facts_of_known(damage: float, signs_amid_letters: float, *, is_name: bool) -> Facts:
    """The same of a word that the lists know and no repair touched: most words of most texts."""
    return (1.0, damage, 0.0, 0.0, 0.0, 0.0, signs_amid_letters, 0.0, 0.0, 0.0, float(is_name))


class _Form(NamedTuple):
    """What can be said of a word wherever it stands."""

    has_letters: bool
    """Whether it is nothing but letters, or such parts joined by hyphens or strokes."""
    unlisted: tuple[str, ...]
    """Parts that the lists do not know."""
    is_name: bool
    may_lack_marks: int
    signs_amid_letters: float


@lru_cache(maxsize=1 << 14)
def _form(text: str) -> _Form:
    bare = without_signs(text)
    parts = [part for part in _PARTS.split(bare) if part]
    return _Form(
        has_letters=bool(parts) and all(map(str.isalpha, parts)),
        unlisted=tuple(p for p in parts if len(p) > 1 and not is_form(p.lower())),
        is_name=bare[:1].isupper(),
        may_lack_marks=min(sum(letter in "aoAO" for letter in bare), MOST_MARKS),
        signs_amid_letters=float(bool(_SIGNS.search(text))),
    )


def _doubt(edit: Edit) -> float:
    return 0.0 if edit.confidence is None else 1 - edit.confidence
