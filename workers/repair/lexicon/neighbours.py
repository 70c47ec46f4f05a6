"""What a word says for other languages against Swedish, however that is damaged: naive Bayes, word by word.

Listed words say what their shares in either language say; for others the letters speak, three at a time.
Swedish counts with its marks, without them, and with nothing in their place, so that a damaged Swedish word
is no word of a neighbour's only because it lost its marks.
"""

from dataclasses import dataclass

from workers.repair.lexicon.trie import Trie

LANGUAGES = ("nb", "da", "de", "en", "fi", "fr")
"""ISO 639-1: Norwegian, Danish, German, English, Finnish, French."""
LETTERS = "^abcdefghijklmnopqrstuvwxyzåäöéæøüß*"
EDGE, OTHER = "^", "*"
NATS_PER_LEVEL = 0.1
"""Both tables hold signed bytes, so a letter or a word says 12.7 nats at most."""
LETTER_TRUST, MOST_BY_LETTERS = 0.6, 4.0
"""How much of what the letters of an unlisted word say counts, neighbouring letters not being independent,
and how many nats at most."""

MUCH_RATHER = 3.0
"""Nats."""

Odds = tuple[float, ...]
"""Nats for each of LANGUAGES against Swedish; negative where Swedish is likelier."""

NOTHING: Odds = (0.0,) * len(LANGUAGES)
_SIZE = len(LETTERS)
_NUMBER = {letter: at for at, letter in enumerate(LETTERS)}
_OTHER = _NUMBER[OTHER]
_ENGLISH = LANGUAGES.index("en")


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """`levels[word · languages + language]`; `letters[((a · size + b) · size + c) · languages + language]` is
    what c says behind a and b.
    """

    words: Trie
    levels: memoryview
    letters: memoryview

    def listed(self, word: str) -> Odds | None:
        """Of a word, in lower case; None if it is not listed."""
        at = self.words.get(word)
        if at is None:
            return None
        start = at * len(LANGUAGES)
        return tuple([level * NATS_PER_LEVEL for level in self.levels[start : start + len(LANGUAGES)]])

    def is_english(self, word: str) -> bool:
        """Whether a word, in lower case, is English much rather than Swedish in any state."""
        at = self.words.get(word)
        return at is not None and self.levels[at * len(LANGUAGES) + _ENGLISH] * NATS_PER_LEVEL > MUCH_RATHER

    def spelled(self, word: str) -> Odds:
        """Of a word by its letters, in lower case."""
        sums = [0] * len(LANGUAGES)
        context = 0
        for letter in f"{word}{EDGE}":
            at = context * _SIZE + _NUMBER.get(letter, _OTHER)
            start = at * len(LANGUAGES)
            for language, level in enumerate(self.letters[start : start + len(LANGUAGES)]):
                sums[language] += level
            context = at % (_SIZE * _SIZE)
        scale = LETTER_TRUST * NATS_PER_LEVEL
        return tuple(max(-MOST_BY_LETTERS, min(MOST_BY_LETTERS, total * scale)) for total in sums)
