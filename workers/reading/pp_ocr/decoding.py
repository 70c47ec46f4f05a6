"""Weighs what the network deems possible by how likely it is as Swedish, where the network is unsure. Pure.

Print that a copier or a fax has broken can often be read in several ways. Between spaces that the network is
sure of, its likeliest readings compete: the product of their probability with the power `TRUST` of how likely
they are as words decides. Words that are known and were read surely stay as they are.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, inf, log

import numpy as np

from workers.reading.pp_ocr.beam import Columns, placed, readings
from workers.reading.pp_ocr.likelihood import alone, likelihood
from workers.reading.pp_ocr.models import Floats
from workers.reading.pp_ocr.reading import Character, LineRead, Seen, likeliest
from workers.reading.pp_ocr.vocabulary import bare, is_known

TRUST = 0.5
"""Fitted on broken and faint lines of the open half of `tests/bench/scans`: flat between .45 and .8."""
NEW_SPACE = -3.0
"""Against a space where the network reads none: two short words are often likelier than a long one."""
SURE_CASE = 2.0
"""ln of how much likelier the network must find a capital or a small letter, or a figure at the end, for the
list not to be asked: a name that begins a cell is in no list, its small form may look like the rest of a
broken word, and without its capital it may be a word; as a word is without the number of its footnote."""
SURE_SPACE = 0.9
SURE, SURE_OF_RARE = 0.97, 0.999
"""From which no other reading is weighed: a character's probability, and that in a word that is …"""
RARE = -12.0
"""… so rare: ln P in the corpus, where compounds that no list has are rarer still. What is left of a usual
word that lost a letter is often such a word."""
REACH = 9.0
"""Nats. A reading so much less probable than the likeliest one is not weighed."""
WORTH_TELLING = 0.02
"""Posterior from which a rival is worth telling."""


@dataclass(frozen=True, kw_only=True)
class _Stretch:
    """A part of a line between sure spaces, as it was read step by step, and its neighbours."""

    chance: Floats
    step: float
    first: int
    """Its first step's number."""
    simple: tuple[Character, ...]
    before: Sequence[str]
    after: str
    ends_line: bool

    def sense(self, words: Sequence[str]) -> float:
        """How likely the words are at this place, to be added to ln P of what the network sees."""
        return TRUST * likelihood(words, self.before, self.after, ends_line=self.ends_line)

    @property
    def simple_score(self) -> float:
        """What the reading step by step is worth, as the network sees it and as Swedish."""
        seen = sum(log(character.probability) for character in self.simple)
        return seen + self.sense(_text(self.simple).split())


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """A line as it is most probably printed."""

    line: LineRead
    weighed: float
    """What the stretches add to `score` in which several readings competed."""
    certain: tuple[_Stretch, ...]
    """The others."""

    @property
    def score(self) -> float:
        """How probable the reading is; comparable between views of the same line."""
        return self.weighed + sum(stretch.simple_score for stretch in self.certain)


def decoded(seen: Seen, alphabet: tuple[str, ...]) -> Decoded:
    """The line as it is most probably printed."""
    spaces = [column for column, character in enumerate(alphabet) if character == " "]
    borders = _stretches(seen.chance, spaces)
    simple = [likeliest(seen.chance[first:last], seen.step, alphabet, first=first) for first, last in borders]
    found: list[Character] = []
    before: list[str] = []
    certain: list[_Stretch] = []
    total = 0.0
    for number, (first, last) in enumerate(borders):
        ends_line = number == len(borders) - 1
        stretch = _Stretch(
            chance=seen.chance[first:last],
            step=seen.step,
            first=first,
            simple=simple[number],
            before=before[-2:],
            after="" if ends_line else _first_word(simple[number + 1]),
            ends_line=ends_line,
        )
        if _is_certain(stretch.simple):
            characters = stretch.simple
            certain.append(stretch)
        else:
            characters, score = _weighed(stretch, alphabet)
            total += score
        before += _text(characters).split()
        found += characters
    return Decoded(line=LineRead(tuple(found)), weighed=total, certain=tuple(certain))


def _stretches(chance: Floats, spaces: Sequence[int]) -> list[tuple[int, int]]:
    """First step and one past the last between sure spaces; a space opens the stretch after it."""
    sure = np.flatnonzero(np.isin(chance.argmax(axis=1), spaces) & (chance.max(axis=1) > SURE_SPACE))
    starts = [0, *(int(step) for step in sure if step > 0 and step - 1 not in sure)]
    return list(zip(starts, [*starts[1:], len(chance)], strict=True))


def _text(characters: Sequence[Character]) -> str:
    return "".join(character.text for character in characters)


def _first_word(characters: Sequence[Character]) -> str:
    return next(iter(_text(characters).split()), "")


def _is_certain(characters: Sequence[Character]) -> bool:
    least = min((character.probability for character in characters), default=1.0)
    if least < SURE:
        return False
    words = [bare(word) for word in _text(characters).split()]
    return all(map(is_known, words)) and (least >= SURE_OF_RARE or not any(map(_is_rare, words)))


def _is_rare(word: str) -> bool:
    return word.isalpha() and alone(word.lower()) < RARE


def _weighed(stretch: _Stretch, alphabet: tuple[str, ...]) -> tuple[tuple[Character, ...], float]:
    """The stretch's best reading and its score."""
    whole = " ".join(_text(stretch.simple).split())
    likely = _likely(stretch, alphabet)
    seen_whole = likely[whole][0] if whole in likely else -inf
    likely = {
        text: (seen, columns)
        for text, (seen, columns) in likely.items()
        if not _is_in_no_list(text, whole) or seen > seen_whole - SURE_CASE
    }
    scores = {
        text: seen + stretch.sense(text.split()) + NEW_SPACE * max(0, text.count(" ") - whole.count(" "))
        for text, (seen, _) in likely.items()
    }
    best = max(scores, key=lambda text: scores[text])
    total = sum(exp(score - scores[best]) for score in scores.values())
    posteriors = {text: exp(score - scores[best]) / total for text, score in scores.items()}
    chosen = stretch.simple if best == whole else _characters(stretch, likely[best][1], alphabet)
    return _with_rivals(chosen, posteriors, best.split()), scores[best]


def _is_in_no_list(text: str, whole: str) -> bool:
    """Whether `text` is `whole` but for what no list tells.

    That is capitals, a first capital, a last figure, and letters and § that stand alone.
    """
    if text == whole:
        return False
    without_figure = whole[:-1] if whole[-1:].isdigit() and whole[:1].isalpha() else None
    return (
        text.casefold() == whole.casefold()
        or (whole[:1].isupper() and text == whole[1:].lstrip())
        or (without_figure is not None and text.startswith(without_figure) and not text[-1:].isdigit())
        or _lacks_a_word(text.split(), whole.split())
    )


def _lacks_a_word(words: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether the words are those of `whole` without some that have one letter."""
    lone = {word for word in whole if len(word) == 1 and (word.isalpha() or word == "§")}
    return len(words) < len(whole) and list(words) == [
        word for word in whole if word not in lone or word in words
    ]


def _likely(stretch: _Stretch, alphabet: tuple[str, ...]) -> dict[str, tuple[float, Columns]]:
    """Readings worth weighing: ln of their probability, and their columns."""
    texts: dict[str, tuple[float, Columns]] = {}
    for columns, seen in readings(stretch.chance).items():
        text = " ".join("".join(alphabet[column] for column in columns).split())
        if text not in texts or texts[text][0] < seen:
            texts[text] = seen, columns
    highest = max(seen for seen, _ in texts.values())
    return {text: (seen, columns) for text, (seen, columns) in texts.items() if seen > highest - REACH}


def _characters(stretch: _Stretch, columns: Columns, alphabet: tuple[str, ...]) -> tuple[Character, ...]:
    """A reading's characters where they stand."""
    return tuple(
        Character(
            text=alphabet[column],
            probability=probability,
            start=(stretch.first + start) * stretch.step,
            end=(stretch.first + end) * stretch.step,
        )
        for column, (start, end, probability) in zip(columns, placed(stretch.chance, columns), strict=True)
    )


def _with_rivals(
    characters: Sequence[Character], posteriors: dict[str, float], words: Sequence[str]
) -> tuple[Character, ...]:
    """The characters with their words' posteriors and rivals."""
    shares = [defaultdict[str, float](float) for _ in words]
    for text, posterior in posteriors.items():
        parts = text.split()
        if len(parts) == len(words):
            for share, part in zip(shares, parts, strict=True):
                share[part] += posterior
    judged, at, inside = [], -1, False
    for character in characters:
        space = character.text.isspace()
        at += not space and not inside
        inside = not space
        if space:
            judged.append(character)
            continue
        share = shares[at]
        rival = max((part for part in share if part != words[at]), key=lambda part: share[part], default="")
        worth = bool(rival) and share[rival] > WORTH_TELLING
        judged.append(replace(character, posterior=share[words[at]], rival=rival if worth else ""))
    return tuple(judged)
