"""Which stretches of a text are in another language: plain Norwegian, Danish, German, English, Finnish and
French stay as they are, a sentence given alone too.

Each word of a sentence says something for each language against Swedish (`lexicon/neighbours`). A language
lasts: a heading or a list item that says little has the language around it. The likeliest languages of all
sentences together are found by dynamic programming.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from workers.repair.lexicon.neighbours import NOTHING, Neighbours, Odds

FOREIGN = 5.0
"""Nats that speak for Swedish before anything is read."""
SENTENCE_CHANGE, PARAGRAPH_CHANGE = 7.0, 4.0
"""Nats against another language than the last sentence's, in its paragraph and in the next."""
CLEARLY = 10.0
"""Nats for Swedish, by the listed words of a sentence, from which the others are not asked."""
CACHE_LIMIT = 30_000
_SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?](?=[ \t]+[^\W\d_a-zåäöæø])|(?=\n)|\Z)")
_WORD = re.compile(r"(?<![\w?\ufffd{|}&@])[^\W\d_]{2,}+(?![\w?\ufffd{|}&@])")
"""What holds a figure or a sign of damage says nothing."""
_BREAK = re.compile(r"\n[ \t]*\n")

Span = tuple[int, int]


class Sentence(NamedTuple):
    """Where it stands, what its words say, and whether a paragraph begins with it."""

    start: int
    end: int
    odds: Odds
    opens: bool


class Gate:
    """Tells languages apart, and remembers what words say."""

    def __init__(self, neighbours: Neighbours) -> None:
        self._neighbours = neighbours
        self._listed: dict[str, Odds | None] = {}
        self._spelled: dict[str, Odds] = {}

    def foreign(self, text: str) -> list[Span]:
        """Start and end of every stretch in another language, in order; whole sentences or lines."""
        sentences = list(self._sentences(text))
        if sum(max(0.0, *sentence.odds) for sentence in sentences) < PARAGRAPH_CHANGE:
            return []
        found: list[Span] = []
        was_foreign = False
        for sentence, language in zip(sentences, _likeliest(sentences), strict=True):
            if language:
                start = found.pop()[0] if was_foreign else sentence.start
                found.append((start, sentence.end))
            was_foreign = bool(language)
        return found

    def _sentences(self, text: str) -> Iterator[Sentence]:
        for remembered in (self._listed, self._spelled):
            if len(remembered) >= CACHE_LIMIT:
                remembered.clear()
        last = 0
        for found in _SENTENCE.finditer(text):
            start, end = found.span()
            words = _WORD.findall(found.group().lower())
            if words:
                yield Sentence(start, end, self._odds(words), _parts(text, last, start))
                last = end

    def _odds(self, words: Sequence[str]) -> Odds:
        """What the words say together."""
        every = [self._of_listed(word) for word in words]
        said = [odds for odds in every if odds is not None]
        together = tuple(map(sum, zip(*said, strict=True))) if said else NOTHING
        if len(said) < len(words) and max(together) > -CLEARLY:
            said += [self._of_spelled(word) for word, odds in zip(words, every, strict=True) if odds is None]
            together = tuple(map(sum, zip(*said, strict=True)))
        return together

    def _of_listed(self, word: str) -> Odds | None:
        try:
            return self._listed[word]
        except KeyError:
            return self._listed.setdefault(word, self._neighbours.listed(word))

    def _of_spelled(self, word: str) -> Odds:
        odds = self._spelled.get(word)
        if odds is None:
            odds = self._spelled[word] = self._neighbours.spelled(word)
        return odds


def _parts(text: str, last: int, start: int) -> bool:
    return text.count("\n", last, start) > 1 and _BREAK.search(text, last, start) is not None


def _likeliest(sentences: Sequence[Sentence]) -> list[int]:
    """The language of each sentence: 0 for Swedish, else one more than its place among LANGUAGES."""
    if not sentences:
        return []
    score = [0.0, *(said - FOREIGN for said in sentences[0].odds)]
    came: list[list[int]] = []
    for sentence in sentences[1:]:
        best = max(range(len(score)), key=score.__getitem__)
        changed = score[best] - (PARAGRAPH_CHANGE if sentence.opens else SENTENCE_CHANGE)
        came.append([best if before < changed else language for language, before in enumerate(score)])
        score = [
            max(before, changed) + said for before, said in zip(score, (0.0, *sentence.odds), strict=True)
        ]
    language = max(range(len(score)), key=score.__getitem__)
    found = [language]
    for before in reversed(came):
        language = before[language]
        found.append(language)
    return found[::-1]


def without(span: Span, holes: Sequence[Span]) -> Iterator[Span]:
    """What is left of the span beside the holes, which are in order."""
    start, end = span
    for first, last in holes:
        if last <= start:
            continue
        if first >= end:
            break
        if start < first:
            yield start, first
        start = last
    if start < end:
        yield start, end
