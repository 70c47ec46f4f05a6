"""How a text layer's lines agree with a reading of the picture in the same places. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from schemas.base import Box, Rotation
from schemas.page import ReadLine, Word
from schemas.turning import turn_box
from workers.reading.lexical import is_known
from workers.reading.regions import line_box
from workers.repair.swedish import cost

LONGEST, LONGEST_WORDS = 600, 120
"""Characters and words of a line that are compared: comparing takes the square of them."""
WIDEN = 0.3
"""Of a line's height: how far above and below it the middles of its words may be read."""

AGREES = 0.985
"""Share of the same characters from which both readings are as good. Sound scans agree above .99."""
ELSEWHERE = 0.5
"""Share below which the layer's text is not what is printed in its place."""
ALIKE = 0.95
"""Share from which the layer is taken where the lexicon cannot decide; below it likelihood does."""
STRANGER = 0.02
"""How many more of the words must be strange in the layer than in the reading, as a share of all."""
RINGS = 3
"""Letters å in the sample of which a layer that knows å would have at least one."""
UNSEEN = 0.3
"""Share of the layer's characters below which the reader has not seen the text."""


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """Two texts for the same lines: characters, and words that stand in only one of them."""

    read: int
    """Characters of the reading."""
    characters: int
    """Of the longer text, line by line."""
    same: int
    """Characters that both have, in order."""
    words: int
    strange_in_layer: int
    """Words that only the layer has and the lexicon does not know."""
    strange_in_reading: int
    rings_in_layer: int
    """Letters å."""
    rings_in_reading: int
    nats: float
    """How much likelier as Swedish the reading's words are, where one text has other words than the other."""

    @property
    def share(self) -> float:
        """Share of the characters that are the same; 1 without characters."""
        return self.same / self.characters if self.characters else 1.0

    @property
    def seen(self) -> bool:
        """Whether anything was read in the layer's places."""
        return self.read >= UNSEEN * self.characters

    @property
    def holds(self) -> bool:
        """Whether the layer, in whose places something was read, is no worse than the reading."""
        if self.share >= AGREES:
            return True
        if self.share < ELSEWHERE:
            return False
        excess = self.strange_in_layer - self.strange_in_reading
        if abs(excess) > STRANGER * self.words or self.share >= ALIKE:
            return excess <= STRANGER * self.words
        return self.nats <= 0

    @property
    def lacks_ring(self) -> bool:
        """Whether the layer was made by a model that knows ä and ö, but no å."""
        return self.rings_in_layer == 0 and self.rings_in_reading >= RINGS

    def __add__(self, other: "Agreement") -> "Agreement":
        return Agreement(
            read=self.read + other.read,
            characters=self.characters + other.characters,
            same=self.same + other.same,
            words=self.words + other.words,
            strange_in_layer=self.strange_in_layer + other.strange_in_layer,
            strange_in_reading=self.strange_in_reading + other.strange_in_reading,
            rings_in_layer=self.rings_in_layer + other.rings_in_layer,
            rings_in_reading=self.rings_in_reading + other.rings_in_reading,
            nats=self.nats + other.nats,
        )


def agreement(
    layer: Sequence[ReadLine],
    reading: Sequence[ReadLine],
    *,
    width: float,
    height: float,
    rotation: Rotation,
) -> Agreement:
    """The layer's lines against what was read in their places. `width` and `height` are in points."""
    read = [
        (turn_box(word.box, width, height, rotation), word)
        for line in reading
        for word in line.words
        if word.box is not None
    ]
    total = compared((), ())
    for line in layer:
        place = turn_box(line_box(line), width, height, rotation)
        total += compared([word.text for word in line.words], [word.text for word in _inside(place, read)])
    return total


def compared(layer: Sequence[str], reading: Sequence[str]) -> Agreement:
    """The agreement of two texts, word by word; of a line as long as no print has, the beginning."""
    layer, reading = layer[:LONGEST_WORDS], reading[:LONGEST_WORDS]
    one, other = " ".join(layer)[:LONGEST], " ".join(reading)[:LONGEST]
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    strange_in_layer = strange_in_reading = 0
    nats = 0.0
    for tag, a, b, c, d in SequenceMatcher(None, layer, reading, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if _letters(layer[a:b]) == _letters(reading[c:d]):
            # Only spaces and signs differ: one strange run of letters, in however many words, on either side.
            strange_in_layer += any(not is_known(word) for word in layer[a:b])
            strange_in_reading += any(not is_known(word) for word in reading[c:d])
            continue
        strange_in_layer += sum(not is_known(word) for word in layer[a:b])
        strange_in_reading += sum(not is_known(word) for word in reading[c:d])
        if tag == "replace":
            nats += _nats(layer[a:b]) - _nats(reading[c:d])
    return Agreement(
        read=len(other),
        characters=max(len(one), len(other)),
        same=sum(block.size for block in blocks),
        words=max(len(layer), len(reading)),
        strange_in_layer=strange_in_layer,
        strange_in_reading=strange_in_reading,
        rings_in_layer=one.lower().count("å"),
        rings_in_reading=other.lower().count("å"),
        nats=nats,
    )


def _letters(words: Sequence[str]) -> str:
    return "".join(character for word in words for character in word if character.isalnum())


def _nats(words: Sequence[str]) -> float:
    return sum(cost(word[:LONGEST]) for word in words)


def _inside(place: Box, read: Sequence[tuple[Box, Word]]) -> list[Word]:
    """The words whose middles lie in the line's place, from left to right."""
    x0, top, x1, bottom = place
    slack = WIDEN * (bottom - top)
    found = [
        (box[0], word)
        for box, word in read
        if x0 - slack <= (box[0] + box[2]) / 2 <= x1 + slack
        and top - slack <= (box[1] + box[3]) / 2 <= bottom + slack
    ]
    return [word for _, word in sorted(found, key=lambda pair: pair[0])]
