"""A word as it is given on: as the first reading has it, or as the verdict on both readings does. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from workers.reading.pp_ocr.arbiter import Verdict
from workers.reading.pp_ocr.words import PlacedWord


@dataclass(frozen=True, kw_only=True)
class GivenWord:
    """A word, its ink's edges in pixels of the line's 48-pixel picture, and how probably it is right."""

    text: str
    start: float
    end: float
    top: float
    bottom: float
    trust: float
    alternative: str | None


def given(word: PlacedWord, trust: float, verdict: Verdict | None) -> Iterator[GivenWord]:
    """The word, or the words that it is by the verdict; without one what was read, as sure as `trust`."""
    if verdict is None:
        verdict = Verdict(words=(word.text,), trust=trust, alternative=_rival(word))
    for text, (start, end) in zip(verdict.words, _edges(word, verdict.words), strict=True):
        yield GivenWord(
            text=text,
            start=start,
            end=end,
            top=word.top,
            bottom=word.bottom,
            trust=verdict.trust,
            alternative=verdict.alternative,
        )


def _edges(word: PlacedWord, texts: tuple[str, ...]) -> Iterator[tuple[float, float]]:
    """Start and end of each part of the word, whose characters are those of the texts together."""
    if len(texts) == 1:
        yield word.start, word.end
        return
    for first, last in pairwise((0, *accumulate(map(len, texts)))):
        yield (
            word.start if first == 0 else word.characters[first].start,
            word.end if last == len(word.characters) else word.characters[last - 1].end,
        )


def _rival(word: PlacedWord) -> str | None:
    """The word's next likeliest reading, where all its characters agree on one."""
    rivals = {character.rival for character in word.characters}
    rival = rivals.pop() if len(rivals) == 1 else ""
    return rival if rival and rival != word.text else None
