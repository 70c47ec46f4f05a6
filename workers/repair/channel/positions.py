"""A damaged window -> the positions of its word lattice, with every reading worth weighing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from workers.repair.channel.candidates import Candidate, Candidates, damage_between
from workers.repair.channel.confusions import MARKED, Group
from workers.repair.channel.damage import UNHEARD, Channel
from workers.repair.channel.labels import is_abbreviation, is_initial, is_label, is_preposition, stands_alone
from workers.repair.channel.lattice import Option, Position
from workers.repair.channel.ngrams import NGrams
from workers.repair.channel.tokens import BREAK, NUMBER, SPECIAL, ends_unit
from workers.repair.channel.unchanged import unchanged
from workers.repair.channel.verdicts import SHORT_NAME
from workers.repair.channel.words import ACRONYM, Word, is_code, spelled
from workers.repair.lexicon.forms import Forms

NUMBER_OF = {symbol: at for at, symbol in enumerate(SPECIAL)}
END = NUMBER_OF[BREAK]
MAX_READINGS = 6
REACH = 12.0
"""Nats. A reading that far behind the best one, without its neighbours, is dropped."""
UNKNOWN_CAPITAL, UNKNOWN_CAPITAL_LONG, COMMON_CAPITAL = 9.0, 2.0, 2.0
"""What a word outside the n-grams, a long one, or one of theirs that is no name costs as the reading of a
word with a capital amid a sentence: there stand names, and a compound is never formed of a name."""
AFTER_CAPITAL = 4.0
"""What a word outside the n-grams, or a short one, costs more behind another such (`Per Hart`)."""
LONG_WORD = 12
LOWER_NAME = 4.0
"""What a name costs as the reading of a word without a capital."""
RARE = -10.0
"""ln P(word) below which a known word is itself suspect where letters are misread."""
OWN_WORD = -9.0
"""ln P(word | unknown) of a word that no list knows but that stands intact in the same document."""
SENTENCE_ENDS = frozenset(".!?•")
DIGIT_ONE = "1"
HYPHENS = frozenset("-–")
_PROPERTY = re.compile(r" \d+:\d+\b")
"""What follows the name of a property (`Bukärr 2:28`), which is nobody's to guess."""
CAPITAL_I = ("i", "l")
"""A capital I is a small l as often as itself."""
LONE_STROKES = frozenset("1lI|")
"""What a lone `i` is read as."""
LONE_ONE_KEPT, LONE_ONE_LETTER = -2.5, -1.2


class Placed(NamedTuple):
    """A position of the lattice and its token; `begins`: whether a sentence begins there."""

    options: Position
    word: Word | None
    begins: bool


UNIT_START = Placed(options=(Option(END, 0.0, None),), word=None, begins=True)
"""A break; two of them open a unit, so that nothing before it counts."""


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What holds for a whole document: its channel, and words of its own by how they look without marks."""

    channel: Channel
    own_words: Mapping[str, str]


class Positions:
    """Builds the positions of one document's windows; readings of a word are weighed once per document."""

    def __init__(self, forms: Forms, ngrams: NGrams, candidates: Candidates, setting: Setting) -> None:
        self._forms = forms
        self._unigram = ngrams.single
        self._candidates = candidates
        self._setting = setting
        self._weighed: dict[tuple[str, bool], list[Option]] = {}

    def place(
        self, text: str, words: list[Word], protected: list[tuple[int, int]], *, doubt: float
    ) -> list[Placed]:
        """The window's positions, each unit of text opened by two breaks; `doubt`: nats against a change."""
        placed = [UNIT_START] * 2
        begins = True
        for at, word in enumerate(words):
            token = word.text
            if token[0] == "\n":
                if self._is_break(text, word):
                    placed += [UNIT_START] * 2
                    begins = True
                continue
            symbol = _sign_number(token)
            if symbol is not None:
                placed.append(Placed((Option(symbol, 0.0, None),), word, begins))
                begins = (token in SENTENCE_ENDS and not is_initial(words, at)) or (
                    begins and token[0].isdigit()
                )
                continue
            after_capital = at > 0 and words[at - 1].text[:1].isupper() and words[at - 1].text[-1:] != "."
            options = self._options(
                text,
                word,
                protected,
                begins=begins,
                after_capital=after_capital,
                shouted=any(_is_shouted(near.text) for near in words[max(0, at - 1) : at + 2]),
            )
            placed.append(Placed(_doubted(options, doubt), word, begins))
            begins = False
        return placed

    @staticmethod
    def _is_break(text: str, word: Word) -> bool:
        if word.text.count("\n") > 1:
            return True
        line = text[text.rfind("\n", 0, word.start) + 1 : word.start]
        following = text[word.start + 1 : word.start + 40].lstrip(" \t")
        return ends_unit(line.rstrip(), following)

    def _options(
        self,
        text: str,
        word: Word,
        protected: list[tuple[int, int]],
        *,
        begins: bool,
        after_capital: bool,
        shouted: bool,
    ) -> Position:
        token = word.text
        seen = spelled(token)
        if token[0] == "G" and self._setting.channel.tall and not self._candidates.readings(seen):
            seen = f"6{seen[1:]}"
        if self._is_untouchable(text, word, protected, shouted=shouted):
            return (Option(self._number(seen), 0.0, None),)
        if token in LONE_STROKES:
            return (
                Option(NUMBER_OF[NUMBER] if token == DIGIT_ONE else 0, LONE_ONE_KEPT, None),
                Option(self._number("i"), LONE_ONE_LETTER, "i"),
            )
        hangs = text[word.start + len(token) : word.start + len(token) + 1] in HYPHENS
        readings = self._weighed.get((seen, hangs))
        if readings is None:
            readings = self._weighed[seen, hangs] = self._weigh(seen, hangs=hangs)
        capital = token[0].isupper()
        if capital and not token.isupper():
            readings = [option for option in readings if _keeps_initial(option, seen)]
        if capital and not begins and not token.isupper():
            return self._as_name(readings, seen, after_capital=after_capital)
        if not capital and token[0].isalpha():
            return _trim(
                [
                    option._replace(score=option.score - LOWER_NAME) if option.name else option
                    for option in readings
                ],
                self._unigram,
            )
        return _trim(readings, self._unigram)

    def _as_name(self, readings: list[Option], seen: str, *, after_capital: bool) -> Position:
        unknown = UNKNOWN_CAPITAL_LONG if len(seen) >= LONG_WORD else UNKNOWN_CAPITAL
        common = COMMON_CAPITAL
        if after_capital:
            unknown += AFTER_CAPITAL
            common += AFTER_CAPITAL if len(seen) <= SHORT_NAME else COMMON_CAPITAL
        charged = []
        for option in readings:
            stays = option.word is None and (after_capital or not option.number)
            if option.name or stays:
                charged.append(option)
                continue
            is_plain = option.number and (option.word is None or _has_marks_alone(seen, option.word))
            charged.append(option._replace(score=option.score - (common if is_plain else unknown)))
        return _trim(charged, self._unigram)

    def _is_untouchable(
        self, text: str, word: Word, protected: list[tuple[int, int]], *, shouted: bool
    ) -> bool:
        token, start = word.text, word.start
        channel = self._setting.channel
        if token in LONE_STROKES:
            return not ((channel.scanned or channel.noisy) and stands_alone(text, start))
        if is_abbreviation(text, start, token):
            return True
        if (start and text[start - 1] == ":") or _PROPERTY.match(text, start + len(token)):
            return True
        if len(token) == 1 and token.isascii():
            may_be_word = (channel.dropped and token.isalpha()) or is_preposition(text, start)
            return not may_be_word or is_label(text, start)
        if any(first <= start < last for first, last in protected):
            return True
        return is_code(token, noisy=channel.noisy) and not (shouted and token.isalpha() and token.isupper())

    def _number(self, seen: str) -> int:
        form = self._forms.find(seen)
        return form.number if form is not None else 0

    def _weigh(self, seen: str, *, hangs: bool) -> list[Option]:
        """The word as seen first, then its other readings."""
        channel = self._setting.channel
        body, tail = seen, ""
        if len(seen) > 1 and seen[-1] == "?":
            body, tail = seen[:-1], "?"
        weighed = [self._as_seen(body)]
        weighed += [self._option(candidate, "") for candidate in self._others(seen, hangs=hangs)]
        if tail:
            weighed += [self._option(candidate, tail, 1.0) for candidate in self._others(body, hangs=False)]
        own = self._setting.own_words.get(seen)
        if own is not None and own != seen:
            cost = len([letter for letter in own if letter in MARKED]) * channel.cost[Group.BASE, "ö"]
            weighed.append(Option(0, OWN_WORD - cost, own, name=True))
        return weighed

    def _others(self, seen: str, *, hangs: bool) -> list[Candidate]:
        """Every reading but the word as seen, of the kinds of damage that this document has."""
        channel = self._setting.channel
        found = list(self._candidates.readings(seen))
        itself = next((candidate for candidate in found if candidate.word == seen), None)
        rare = itself is None or not itself.number or itself.name or self._unigram[itself.number] < RARE
        if channel.noisy and rare:
            found += self._candidates.misread_twice(seen)
        elif channel.scanned and itself is None:
            found += self._candidates.misread(seen)
        if channel.dropped:
            found += self._candidates.dropped(seen)
        return [candidate for candidate in found if candidate.word != seen and (hangs or not candidate.part)]

    def _as_seen(self, seen: str) -> Option:
        intact = sum(self._setting.channel.cost[Group.INTACT, letter] for letter in seen if letter in MARKED)
        word = unchanged(seen, self._candidates)
        return Option(word.number, word.log_word - intact, None, word.name)

    def _option(self, candidate: Candidate, tail: str, extra: float = 0.0) -> Option:
        cost = extra + candidate.misread * self._setting.channel.misread
        for step in candidate.damage:
            cost += self._setting.channel.cost.get(step, UNHEARD)
        return Option(candidate.number, candidate.log_word - cost, candidate.word + tail, candidate.name)


def _doubted(options: Position, doubt: float) -> Position:
    return options if not doubt else (options[0], *(o._replace(score=o.score - doubt) for o in options[1:]))


def _trim(options: list[Option], unigram: Sequence[float]) -> Position:
    """The word as seen, and the best of the others."""
    if len(options) == 1:
        return tuple(options)
    others = sorted(options[1:], key=lambda option: -(option.score + unigram[option.number]))[
        : MAX_READINGS - 1
    ]
    best = others[0].score + unigram[others[0].number]
    return (
        options[0],
        *(option for option in others if option.score + unigram[option.number] > best - REACH),
    )


def _sign_number(token: str) -> int | None:
    """The model's number for what is no word; None for words. What the model does not know is a break."""
    first = token[0]
    if first.isalpha() or (first in "?\ufffd&{|}" and len(token) > 1):
        return None
    if first.isdigit():
        return None if token in LONE_STROKES or not token.isdigit() else NUMBER_OF[NUMBER]
    if first in ".!?;:":
        return NUMBER_OF["."]
    if first in "-–—":
        return NUMBER_OF["-"]
    return NUMBER_OF.get(first, END)


def _keeps_initial(option: Option, seen: str) -> bool:
    """A capital is rarely misread for another: only a long word that the n-grams know may begin otherwise."""
    if option.word is None or option.word[0] in MARKED or option.word[0] == seen[0]:
        return True
    if (seen[0], option.word[0]) == CAPITAL_I:
        return True
    return bool(option.number) and (len(seen) > SHORT_NAME or not seen[0].isalpha())


def _has_marks_alone(seen: str, printed: str) -> bool:
    """Whether `printed` may become `seen` by damage to å, ä and ö alone, letter by letter."""
    return len(seen) == len(printed) and damage_between(seen, printed) is not None


def _is_shouted(token: str) -> bool:
    """A word of capitals too long for an acronym: what stands beside it is a headline too."""
    return len(token) > ACRONYM and token.isupper() and token.isalpha()
