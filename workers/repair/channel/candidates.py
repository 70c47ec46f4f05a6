"""A damaged word -> the words that may have been printed, each with how it was damaged."""

from collections.abc import Iterator
from typing import NamedTuple

from workers.repair.channel.confusions import FIVE, FIVE_COST, GROUPS, MARKED, MISREAD, TWO_FOR_ONE, Group
from workers.repair.lexicon.forms import CORPUS, Form, Forms
from workers.repair.lexicon.neighbours import Neighbours
from workers.repair.lexicon.skeleton import skeleton
from workers.repair.lexicon.spelling import Spelling

Damage = tuple[tuple[Group, str], ...]

LOG_ONCE = -11.3
"""ln P(word | unknown word) of a corpus word that the n-grams do not number: about one in 80,000."""
LOG_NAME = -12.5
LOG_DICTIONARY = -13.8
"""The same for a name or a dictionary form that the corpus lacks: one in 820,000 forms, unevenly."""
LOG_ENGLISH = -12.5
"""The same for an English word, which Swedish texts use as they are (`platforms`)."""
COMPOUND_GAIN = 3.0
"""Nats. How much likelier a compound is than its two parts' weights say: parts are not independent."""
SHORT_WORD = 3
"""Letters up to which even a known word may be another, whose ä was read as two letters (`dir`: är)."""
SHORTEST_PART = 3
SHORT_PART = -1.5
"""Nats against a first part of only three letters."""
SPELLING_SCALE, SPELLING_OFFSET = 1.15, -3.0
MIN_COMPOUND, MIN_TRIPLE, MIN_TWICE = 7, 12, 6
"""Letters of a word that may be a compound, one of three parts, or have two misread letters."""
MIN_PART = 5
"""Letters of a first part that may stand before a hyphen by itself (`försvars- och`)."""
MIN_LOOSE = 4
LOG_LOOSE = -14.0
"""ln P of a compound whose first part is a word that no known compound begins with."""
MAX_COMPOUNDS = 12
CACHE_LIMIT = 15_000
"""Entries per process and cache; emptied when full, so that memory stays bounded."""


class Candidate(NamedTuple):
    """`number`: in the n-gram model, 0 if none; `log_word`: ln P(word | unknown) where it has none."""

    word: str
    number: int
    log_word: float
    damage: Damage
    misread: float
    name: bool = False
    part: bool = False
    """Not a word, only the first part of compounds: possible before a hyphen alone."""


class Candidates:
    """Finds and remembers. One per process: word forms recur across documents."""

    def __init__(self, forms: Forms, spelling: Spelling, neighbours: Neighbours) -> None:
        self._forms = forms
        self._spelling = spelling
        self._neighbours = neighbours
        self._alike: dict[str, list[Form]] = {}
        self._readings: dict[str, tuple[Candidate, ...]] = {}
        self._misread: dict[str, tuple[Candidate, ...]] = {}
        self._twice: dict[str, tuple[Candidate, ...]] = {}
        self._dropped: dict[str, tuple[Candidate, ...]] = {}

    def readings(self, seen: str) -> tuple[Candidate, ...]:
        """Known words and compounds that `seen` (lower case) may stand for; itself too if it is known."""
        found = self._readings.get(seen)
        if found is None:
            found = self._remember(self._readings, seen, _best_per_word(self._find(seen)))
        return found

    def misread(self, seen: str) -> tuple[Candidate, ...]:
        """Words that become `seen` by ordinary misreading (rn/m, l/1), alone or together with lost marks."""
        found = self._misread.get(seen)
        if found is None:
            found = self._remember(self._misread, seen, _best_per_word(self._find_misread(seen)))
        return found

    def misread_twice(self, seen: str) -> tuple[Candidate, ...]:
        """The same, or with two misread letters where one explains nothing or only what is put together."""
        found = self._twice.get(seen)
        if found is None:
            found = self.misread(seen)
            if len(seen) >= MIN_TWICE and not any(candidate.number for candidate in found):
                found = _best_per_word([*found, *self._find_misread_twice(seen)])
            self._remember(self._twice, seen, found)
        return found

    def misread_listed(self, seen: str, *, twice: bool) -> tuple[Candidate, ...]:
        """Those of `misread`, or of `misread_twice`, that the n-grams number.

        Nothing is put together for them, which takes most of the time of a word that is seen the first time.
        """
        words = [word for word in self._find_misread(seen, compounds=False) if word.number]
        if twice and not words and len(seen) >= MIN_TWICE:
            words = [word for word in self._find_misread_twice(seen) if word.number]
        return _best_per_word(words)

    def dropped(self, seen: str) -> tuple[Candidate, ...]:
        """Words that leave `seen` when their å, ä and ö are dropped."""
        found = self._dropped.get(seen)
        if found is None:
            words = [
                self._candidate(form, _dropped_letters(form.word), 0.0)
                for form in self._with_dropped(seen)
                if form.is_word or len(seen) >= MIN_PART
            ]
            if not words and len(seen) >= MIN_PART:
                words = self._dropped_compounds(seen)
            found = self._remember(self._dropped, seen, tuple(words))
        return found

    def _with_dropped(self, rest: str) -> list[Form]:
        words = self._forms.with_dropped(rest)
        return [form for word in words if (form := self._forms.find(word)) is not None]

    def _dropped_compounds(self, seen: str) -> list[Candidate]:
        found = []
        for cut in range(2, len(seen) - 1):
            tails = [form for form in self._parts(seen[cut:]) if form.last is not None]
            heads = [form for form in self._parts(seen[:cut]) if form.first is not None] if tails else []
            for head in heads:
                for tail in tails:
                    word = head.word + tail.word
                    if word != seen:
                        chance = (head.first or 0.0) + (tail.last or 0.0) + COMPOUND_GAIN
                        found.append(Candidate(word, 0, chance, _dropped_letters(word), 0.0))
        found.sort(key=lambda candidate: -candidate.log_word)
        return found[:MAX_COMPOUNDS]

    def _parts(self, rest: str) -> list[Form]:
        whole = self._forms.find(rest)
        return [*self._with_dropped(rest), *([whole] if whole else [])]

    def log_unknown(self, word: str) -> float:
        """ln P(word | unknown) of a string that no list of Swedish and no compound explains."""
        by_letters = self._spelling.log_probability(word) * SPELLING_SCALE + SPELLING_OFFSET
        return max(by_letters, LOG_ENGLISH) if self._neighbours.is_english(word) else by_letters

    @staticmethod
    def _remember(
        cache: dict[str, tuple[Candidate, ...]], seen: str, found: tuple[Candidate, ...]
    ) -> tuple[Candidate, ...]:
        if len(cache) >= CACHE_LIMIT:
            cache.clear()
        cache[seen] = found
        return found

    def _alike_forms(self, shape: str) -> list[Form]:
        found = self._alike.get(shape)
        if found is None:
            if len(self._alike) >= CACHE_LIMIT:
                self._alike.clear()
            found = self._alike[shape] = self._forms.alike(shape)
        return found

    def _find(self, seen: str) -> list[Candidate]:
        found = self._words(seen, 0.0)
        if len(seen) > SHORT_WORD and any(candidate.word == seen for candidate in found):
            return found
        found += self._two_for_one(seen)
        if len(seen) >= MIN_COMPOUND:
            found += self._compounds(seen, 0.0)
        return found

    def _words(self, seen: str, misread: float) -> list[Candidate]:
        return [
            self._candidate(form, damage, misread)
            for form in self._alike_forms(skeleton(seen))
            if (form.is_word or (form.first is not None and len(seen) >= MIN_PART))
            and (damage := damage_between(seen, form.word)) is not None
        ]

    def _candidate(self, form: Form, damage: Damage, misread: float) -> Candidate:
        if form.number:
            log_word = 0.0
        elif not form.is_word and form.first is not None:
            log_word = max(form.first - 1.0, LOG_DICTIONARY)
        elif form.flags & CORPUS:
            log_word = LOG_ONCE
        else:
            log_word = LOG_NAME if form.is_name else LOG_DICTIONARY
        return Candidate(form.word, form.number, log_word, damage, misread, form.is_name, not form.is_word)

    def _two_for_one(self, seen: str) -> list[Candidate]:
        found = []
        for pair, rarity in TWO_FOR_ONE.items():
            at = seen.find(pair)
            while at >= 0:
                narrow = f"{seen[:at]}?{seen[at + 2 :]}"
                words = self._words(narrow, 0.0) or (
                    self._compounds(narrow, 0.0) if len(narrow) > MIN_COMPOUND else []
                )
                for candidate in words:
                    if candidate.word[at] in MARKED:
                        damage, rarer = _as_two_for_one(candidate.damage), candidate.log_word - rarity
                        found.append(candidate._replace(damage=damage, log_word=rarer))
                at = seen.find(pair, at + 1)
        return found

    def _find_misread(self, seen: str, *, compounds: bool = True) -> list[Candidate]:
        """One letter misread; a 5 amid letters is always an s."""
        plain, fives = _without_fives(seen)
        found = self._words(plain, fives) if fives else []
        for other, cost, _ in _misread_otherwise(plain):
            words = self._words(other, fives + cost)
            if compounds and not words and len(other) > MIN_COMPOUND:
                words = self._compounds(other, fives + cost)
            found += words
        return found

    def _find_misread_twice(self, seen: str) -> list[Candidate]:
        plain, fives = _without_fives(seen)
        return [
            candidate
            for other, cost, start in _misread_otherwise(plain)
            for twice, more, _ in _misread_otherwise(other, start)
            for candidate in self._words(twice, fives + cost + more)
        ]

    def _compounds(self, seen: str, misread: float) -> list[Candidate]:
        """Two parts, a first part being any that is known as such; three parts where two explain nothing."""
        shape = skeleton(seen)
        found: list[Candidate] = []
        heads = [
            head
            for head in self._forms.first_parts(shape)
            if SHORTEST_PART <= len(head) <= len(shape) - SHORTEST_PART
        ]
        for head in heads:
            cut = len(head)
            tails = [
                (form.word, form.last, damage)
                for form in self._alike_forms(shape[cut:])
                if form.last is not None and (damage := damage_between(seen[cut:], form.word)) is not None
            ]
            if not tails:
                continue
            extra = COMPOUND_GAIN + (SHORT_PART if cut == SHORTEST_PART else 0.0)
            for word, log_first, before in self._first_parts(seen[:cut], head):
                found += [
                    Candidate(word + tail, 0, log_first + log_last + extra, before + after, misread)
                    for tail, log_last, after in tails
                ]
        if not found:
            found = self._loose_compounds(seen, shape, misread)
        if not found and len(seen) >= MIN_TRIPLE:
            found = self._three_parts(seen, heads, misread)
        found.sort(key=lambda candidate: -candidate.log_word)
        return found[:MAX_COMPOUNDS]

    def _loose_compounds(self, seen: str, shape: str, misread: float) -> list[Candidate]:
        """Any word, bare or with the joining s, before a known last part."""
        found: list[Candidate] = []
        for cut in range(MIN_LOOSE, len(seen) - MIN_LOOSE + 1):
            ends = self._alike_forms(shape[cut:])
            if not ends:
                continue
            tails = [
                (form, damage)
                for form in ends
                if form.last is not None and (damage := damage_between(seen[cut:], form.word)) is not None
            ]
            if not tails:
                continue
            joints = ("", "s") if shape[cut - 1] == "s" and cut > MIN_LOOSE else ("",)
            for joint in joints:
                head = seen[: cut - len(joint)]
                for form in self._alike_forms(skeleton(head)):
                    before = damage_between(head, form.word) if form.is_word and not form.is_name else None
                    if before is None:
                        continue
                    found += [
                        Candidate(
                            form.word + joint + tail.word,
                            0,
                            LOG_LOOSE + (tail.last or 0.0) + (1.0 if form.flags & CORPUS else 0.0),
                            before + after,
                            misread,
                        )
                        for tail, after in tails
                    ]
        return found

    def _first_parts(self, seen: str, shape: str) -> list[tuple[str, float, Damage]]:
        return [
            (form.word, form.first, damage)
            for form in self._alike_forms(shape)
            if form.first is not None and (damage := damage_between(seen, form.word)) is not None
        ]

    def _three_parts(self, seen: str, heads: list[str], misread: float) -> list[Candidate]:
        found: list[Candidate] = []
        for head in heads:
            cut = len(head)
            if len(seen) - cut < MIN_COMPOUND:
                continue
            firsts = self._first_parts(seen[:cut], head)
            if not firsts:
                continue
            rests = self._compounds(seen[cut:], misread)[:3]
            for word, log_first, before in firsts:
                found += [
                    rest._replace(
                        word=word + rest.word,
                        log_word=rest.log_word + log_first - 2,
                        damage=before + rest.damage,
                    )
                    for rest in rests
                ]
        return found


def damage_between(seen: str, printed: str) -> Damage | None:
    """How `printed` became `seen`, letter by letter, intact å ä ö included; None if it cannot have."""
    damage: list[tuple[Group, str]] = []
    for read, letter in zip(seen, printed, strict=True):
        if read != letter:
            how = GROUPS.get((read, letter))
            if how is None:
                return None
            damage.append((how, letter))
        elif letter in MARKED:
            damage.append((Group.INTACT, letter))
    return tuple(damage)


def _without_fives(seen: str) -> tuple[str, float]:
    """`seen` with s for 5, and what that costs."""
    return seen.replace(*FIVE), FIVE_COST * seen.count(FIVE[0])


def _misread_otherwise(seen: str, start: int = 0) -> Iterator[tuple[str, float, int]]:
    """`seen` with one ordinary misreading undone at or after `start`, its cost, and where the next may be."""
    for read, printed, cost in MISREAD:
        at = seen.find(read, start)
        while at >= 0:
            yield seen[:at] + printed + seen[at + len(read) :], cost, at + len(printed)
            at = seen.find(read, at + 1)


def _dropped_letters(word: str) -> Damage:
    return tuple((Group.DROPPED, letter) for letter in word if letter in MARKED)


def _as_two_for_one(damage: Damage) -> Damage:
    return tuple((Group.TWO_FOR_ONE if how is Group.QUESTION else how, letter) for how, letter in damage)


def _best_per_word(found: list[Candidate]) -> tuple[Candidate, ...]:
    """One way of damage per word: the one with the fewest steps, then the likeliest."""
    best: dict[str, Candidate] = {}
    for candidate in found:
        other = best.get(candidate.word)
        if other is None or _effort(candidate) < _effort(other):
            best[candidate.word] = candidate
    return tuple(best.values())


def _effort(candidate: Candidate) -> tuple[float, float]:
    steps = sum(1 for how, _ in candidate.damage if how) + 3 * candidate.misread
    return steps, -candidate.log_word
