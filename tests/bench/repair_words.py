"""Which words can be known at all, and what kind of mistake a wrong one is.

A damaged word is *decidable* if its printed form is a word of the repair's own lists, or put together from
them, or one that Hunspell accepts (its compounds included), or stands intact elsewhere in the same text.
A name that somebody made up is none of these: nothing in the text can restore it. What share of the words is
decidable is the ceiling of any repair that invents nothing.
"""

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from tests.bench.repair_peers import hunspell
from tests.bench.repair_scores import Word
from workers.repair.channel.candidates import Candidates
from workers.repair.lexicon.skeleton import unmarked
from workers.repair.model import model

_LETTERS = re.compile(r"[^\W\d_]+")
EXAMPLES = 12
FUNCTION_WORD = 4
"""Letters up to which a word that is taken for another is most likely a function word."""


class Known:
    """The words that the lists have, and those that stand intact in this text."""

    def __init__(self, text: str) -> None:
        self._own = {part.lower() for part in _LETTERS.findall(text)}

    def has(self, printed: str) -> bool:
        """Whether every run of letters of the printed word can be known."""
        return all(part.lower() in self._own or listed(part) for part in _LETTERS.findall(printed))


@functools.cache
def _candidates() -> Candidates:
    return Candidates(model().forms, model().spelling, model().neighbours)


@functools.cache
def listed(word: str) -> bool:
    """Whether the word is in the lists, or a compound of listed parts."""
    lower = word.lower()
    if any(candidate.word == lower for candidate in _candidates().readings(lower)):
        return True
    engine = hunspell()
    return engine is not None and any(map(engine.spell, (word, lower, word.capitalize())))


def kind(word: Word) -> str:
    """What went wrong with a word."""
    if word.seen == word.right:
        return "sound word changed"
    if word.got.lower() == word.right.lower():
        return "case of a lost first letter"
    if not all(map(listed, _LETTERS.findall(word.right))):
        return "name or word that no list has"
    if word.got == word.seen:
        return "left as it was"
    if unmarked(word.got.lower()) == unmarked(word.right.lower()):
        short = len(word.right) <= FUNCTION_WORD
        return "another short word (år/är)" if short else "another word with other marks"
    return "other letters"


def by_kind(mistakes: Iterable[Word]) -> list[tuple[str, int, list[str]]]:
    """(kind, how many, the commonest as `seen → got (printed)`), commonest kind first."""
    counts: Counter[str] = Counter()
    examples: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for word in mistakes:
        what = kind(word)
        counts[what] += 1
        examples[what][f"{word.seen} → {word.got} ({word.right})"] += 1
    return [
        (what, count, [example for example, _ in examples[what].most_common(EXAMPLES)])
        for what, count in counts.most_common()
    ]
