"""The known word forms and compound parts, found by word or by skeleton."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from workers.repair.lexicon.skeleton import SEPARATOR, key, skeleton, without_accents, without_marked, word_of
from workers.repair.lexicon.trie import Trie

WEIGHT_FLOOR, WEIGHT_BASE = 0.02, 1.12
"""A weight level l stands for WEIGHT_FLOOR · WEIGHT_BASE^l; level 0 for no such part."""

WORD, NAME, CORPUS, CAPITAL = 1, 2, 4, 8
"""Flags: a word by itself (not only a part of compounds); always with a capital; seen in the corpus; mostly
with a capital there (`Åklagarmyndigheten`)."""

_LOG_WEIGHT = tuple(math.log(WEIGHT_FLOOR) + level * math.log(WEIGHT_BASE) for level in range(256))


@dataclass(frozen=True, kw_only=True)
class Form:
    """A known form. `number`: in the language model, 0 if it has none; weights: ln, None if no such part."""

    word: str
    number: int
    flags: int
    first: float | None
    last: float | None

    @property
    def is_word(self) -> bool:
        """Whether it stands by itself."""
        return bool(self.flags & WORD)

    @property
    def is_name(self) -> bool:
        """Whether it is always written with a capital."""
        return bool(self.flags & NAME)

    @property
    def has_capital(self) -> bool:
        """Whether it is mostly written with a capital, also amid a sentence."""
        return bool(self.flags & (NAME | CAPITAL))


@dataclass(frozen=True, kw_only=True)
class Taught:
    """Words that no list has and an authority has taught: by word, by skeleton, and by what is left of them
    without å, ä and ö."""

    by_word: Mapping[str, Form] = field(default_factory=dict)
    by_skeleton: Mapping[str, Sequence[Form]] = field(default_factory=dict)
    by_rest: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Forms:
    """Tries and the arrays that they index; `first_total`, `last_total` are ln of the weights' sums."""

    trie: Trie
    first_skeletons: Trie
    dropped: Trie
    number: memoryview
    flags: memoryview
    first: memoryview
    last: memoryview
    first_total: float
    last_total: float
    taught: Taught = field(default_factory=Taught)

    def with_taught(self, words: Iterable[str]) -> "Forms":
        """The same and these words, written as they are read; with a capital they are names.

        What the lists have as a word stays as they have it.
        """
        forms = [
            _taught_form(word, listed)
            for word in words
            if (listed := self.find(word.lower())) is None or not listed.is_word
        ]
        return replace(self, taught=_found_by(forms))

    def find(self, word: str) -> Form | None:
        """The form, or None if it is not known at all."""
        if word in self.taught.by_word:
            return self.taught.by_word[word]
        at = self.trie.get(key(word))
        return None if at is None else self._form(word, at)

    def alike(self, shape: str) -> list[Form]:
        """All forms with this skeleton."""
        listed = [
            self._form(word_of(stored), self.trie[stored]) for stored in self.trie.keys(shape + SEPARATOR)
        ]
        taught = self.taught.by_skeleton.get(shape)
        return (
            [*(form for form in listed if form.word not in self.taught.by_word), *taught]
            if taught
            else listed
        )

    def first_parts(self, shape: str) -> list[str]:
        """Skeletons of first parts of compounds that `shape` begins with, shortest first."""
        return self.first_skeletons.prefixes(shape)

    def with_dropped(self, rest: str) -> list[str]:
        """Words that leave `rest` when their å, ä and ö are dropped."""
        listed = [stored.partition(SEPARATOR)[2] for stored in self.dropped.keys(rest + SEPARATOR)]
        return [*listed, *self.taught.by_rest.get(rest, ())]

    def _form(self, word: str, at: int) -> Form:
        first, last = self.first[at], self.last[at]
        return Form(
            word=word,
            number=self.number[at],
            flags=self.flags[at],
            first=_LOG_WEIGHT[first] - self.first_total if first else None,
            last=_LOG_WEIGHT[last] - self.last_total if last else None,
        )


def _taught_form(word: str, listed: Form | None) -> Form:
    """As likely as a word that the corpus has once; what is `listed` as a part of compounds stays one."""
    return Form(
        word=word.lower(),
        number=0,
        flags=WORD | CORPUS | (NAME if word[0].isupper() else 0),
        first=listed.first if listed else None,
        last=listed.last if listed else None,
    )


def _found_by(forms: Iterable[Form]) -> Taught:
    by_word = {form.word: form for form in forms}
    by_skeleton: defaultdict[str, list[Form]] = defaultdict(list)
    by_rest: defaultdict[str, list[str]] = defaultdict(list)
    for form in by_word.values():
        # Two keys for a word with an accent, which is lost as often as not.
        for shape in {skeleton(form.word), skeleton(without_accents(form.word))}:
            by_skeleton[shape].append(form)
        if (rest := without_marked(form.word)) != form.word:
            by_rest[rest].append(form.word)
    return Taught(by_word=by_word, by_skeleton=by_skeleton, by_rest=by_rest)
