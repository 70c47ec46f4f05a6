"""Texts in, words compared: what every part of the repair benchmark counts with.

Words are what white space parts. A word is *damaged* if it was seen otherwise than printed, and *sound* else.
"""

import lzma
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

HERE = Path(__file__).parent / "municipal"
DOCUMENT = 5_000
"""Characters of a document, about."""


@dataclass(frozen=True, kw_only=True)
class Word:
    """One printed word with what was seen and what repair gave in its place (empty where nothing stands)."""

    seen: str
    got: str
    right: str


@dataclass(kw_only=True)
class Score:
    """Counts of words of one system under one kind of damage."""

    words: int = 0
    wrong: int = 0
    damaged: int = 0
    recovered: int = 0
    sound: int = 0
    spoiled: int = 0
    mistakes: list[Word] = field(default_factory=list)

    @property
    def accuracy(self) -> float:
        """Share of words that are right."""
        return 1 - self.wrong / self.words if self.words else 1.0

    @property
    def recovery(self) -> float:
        """Share of damaged words that came back."""
        return self.recovered / self.damaged if self.damaged else 1.0

    @property
    def spoiled_of_10k(self) -> float:
        """Sound words made wrong, of ten thousand."""
        return self.spoiled / self.sound * 1e4 if self.sound else 0.0

    def add(self, words: Sequence[Word]) -> None:
        """One document."""
        for word in words:
            self.words += 1
            if word.seen == word.right:
                self.sound += 1
                self.spoiled += word.got != word.right
            else:
                self.damaged += 1
                self.recovered += word.got == word.right
            if word.got != word.right:
                self.wrong += 1
                self.mistakes.append(word)


def aligned(seen: str, got: str, expected: str) -> list[Word]:
    """Word by word of `expected`."""
    right = expected.split()
    before, after = _against(right, seen.split()), _against(right, got.split())
    return [Word(seen=a, got=b, right=c) for a, b, c in zip(before, after, right, strict=True)]


def _against(right: Sequence[str], words: Sequence[str]) -> list[str]:
    """For each right word, the word that stands in its place."""
    if len(words) == len(right):
        return list(words)
    found = [""] * len(right)
    for tag, a, b, c, d in SequenceMatcher(None, right, words, autojunk=False).get_opcodes():
        if tag == "equal" or (tag == "replace" and b - a == d - c):
            found[a:b] = words[c:d]
        elif tag == "replace":
            found[a] = " ".join(words[c:d])
    return found


def documents(folder: Path) -> list[str]:
    """The texts of a folder (`*.txt`, `*.txt.xz`), in documents of about DOCUMENT characters."""
    found = []
    for path in sorted(folder.rglob("*.txt*")):
        data = path.read_bytes()
        text = (lzma.decompress(data) if path.suffix == ".xz" else data).decode("utf-8")
        found += list(cut(text))
    return found


def cut(text: str) -> Iterator[str]:
    """Whole paragraphs, about DOCUMENT characters together."""
    part: list[str] = []
    length = 0
    for paragraph in re.split(r"\n\n+", text):
        part.append(paragraph)
        length += len(paragraph)
        if length > DOCUMENT:
            yield "\n\n".join(part)
            part, length = [], 0
    if part:
        yield "\n\n".join(part)
