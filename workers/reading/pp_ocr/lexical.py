"""Chooses among the characters that the network was unsure of, where only one choice makes a word. Pure.

A word that is known stays as it was read, and so does every character that the network was sure of: the text
cannot drift to what the word list would rather read.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from workers.reading.pp_ocr.reading import Character, LineRead

SHORTEST = 3
"""Letters from which a word is looked up: shorter ones are all known, in one sense or another."""
MOST_UNSURE = 6
WIDTH = 48
"""Readings followed at a time."""
UNSEEN = 0.003
"""Chance that a letter is the marked one though the network did not say so: marks get lost in copies."""
LEAST = 0.01
MARKED = {"a": "åä", "ä": "å", "å": "ä", "o": "ö", "e": "é", "A": "ÅÄ", "Ä": "Å", "Å": "Ä", "O": "Ö"}

Known = Callable[[str], bool]


def chosen(line: LineRead, is_known: Known) -> LineRead:
    """The line with its unsure characters chosen so that its words are known, where they can be.

    Silent characters that make no word are left out.
    """
    characters = list(line.characters)
    for start, end in _words(characters):
        word = "".join(character.text for character in characters[start:end])
        unsure = [at for at in range(start, end) if characters[at].others]
        if len(word) >= SHORTEST and unsure and not is_known(word):
            characters[start:end] = _likeliest_known(characters[start:end], is_known)
    return LineRead(tuple(character for character in characters if character.text))


def _words(characters: Sequence[Character]) -> Iterator[tuple[int, int]]:
    """First and one past the last of each run of letters."""
    start = 0
    for end in range(len(characters) + 1):
        if end == len(characters) or not (characters[end].text.isalpha() or not characters[end].text):
            if end > start:
                yield start, end
            start = end + 1


def _likeliest_known(word: Sequence[Character], is_known: Known) -> list[Character]:
    """The word's likeliest reading that is known; as it was, if there is none."""
    unsure = sorted(
        (at for at, character in enumerate(word) if character.others), key=lambda at: word[at].probability
    )[:MOST_UNSURE]
    readings: list[tuple[float, dict[int, str]]] = [(1.0, {})]
    for at in unsure:
        readings = sorted(
            (
                (chance * probability, {**choice, at: letter})
                for chance, choice in readings
                for letter, probability in _possible(word[at])
            ),
            key=lambda reading: -reading[0],
        )[:WIDTH]
    for _, choice in readings:
        letters = [choice.get(at, character.text) for at, character in enumerate(word)]
        if is_known("".join(letters)):
            return [_as(character, letter) for character, letter in zip(word, letters, strict=True)]
    return list(word)


def _possible(character: Character) -> list[tuple[str, float]]:
    chances = {letter: chance for letter, chance in character.others if letter.isalpha()}
    chances[character.text] = max(character.probability, LEAST)
    for letter in MARKED.get(character.text, ""):
        chances[letter] = max(chances.get(letter, 0.0), UNSEEN)
    return list(chances.items())


def _as(character: Character, letter: str) -> Character:
    if letter == character.text:
        return character
    if not character.text:
        return replace(character, text=letter, probability=dict(character.others)[letter], others=())
    others = (
        (character.text, character.probability),
        *(pair for pair in character.others if pair[0] != letter),
    )
    return replace(character, text=letter, others=others)
