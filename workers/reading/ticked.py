"""Boxes to be ticked, set among the words that were read. Pure; boxes in pixels of the page."""

from collections.abc import Sequence
from dataclasses import replace

from schemas.base import Box, Rotation
from schemas.turning import turn_box
from workers.reading.checkboxes import Checkbox
from workers.reading.recogniser import RecognisedLine, RecognisedWord

SURE, UNSURE = 0.98, 0.6
"""Confidence of a box that is surely empty or marked, and of one that may hold dirt."""
INSIDE = 0.6
"""Share of a word's box that lies in a box of which the word is a reading."""
LONGEST_READING = 2
"""Characters that a box is read as: `O`, `[]`, `IX`."""
FIRST = 0.5
"""Share of a word's first letter that lies in the box that was read as that letter."""
PARAGRAPHS = "§§"
"""Set close, these signs are as square as a box; no box is read as them."""
TAKEN_FOR = frozenset("O0QDCGU[]()|□☐☒☑■XKMBE8&")
"""What a box close before a word that begins with a capital is read as."""
AMID = 0.4
"""Of a box's width: how far a word must reach beyond it on either side."""
ON_ROW = 0.5


def with_checkboxes(
    lines: Sequence[RecognisedLine],
    found: Sequence[Checkbox],
    *,
    columns: int,
    rows: int,
    rotation: Rotation,
) -> tuple[RecognisedLine, ...]:
    """The lines with a word ☐ or ☒ for each box that stands beside text; of its misreadings nothing is left.

    `columns` and `rows` are the page's, `rotation` how it is turned for reading. A box with no text at its
    height is left out: nobody could say what it belongs to.
    """

    def turned(box: Box) -> Box:
        return turn_box(box, columns, rows, rotation)

    words_read = [(word.text, turned(word.box)) for line in lines for word in line.words]
    found = [one for one in found if not any(_is_of(turned(one.box), *word) for word in words_read)]
    cleaned = [_without_misreadings(line, found) for line in lines]
    placed: list[list[RecognisedWord]] = [[*words] for words in cleaned if words]
    for one in found:
        row = _row_of(turned(one.box), [[turned(word.box) for word in words] for words in placed])
        if row is not None:
            placed[row].append(
                RecognisedWord(
                    text=one.sign,
                    box=one.box,
                    confidence=SURE if one.certain else UNSURE,
                    doubtful=not one.certain if _says_doubt(placed[row]) else None,
                )
            )
            placed[row].sort(key=lambda word: _middle(turned(word.box)))
    return tuple(RecognisedLine(tuple(words)) for words in placed)


def _is_of(box: Box, text: str, word: Box) -> bool:
    """Whether letters of the word were taken for the box."""
    return _is_amid(box, word) or (text == PARAGRAPHS and _share(word, box) >= INSIDE)


def _is_amid(box: Box, word: Box) -> bool:
    """Whether the word goes on both before and after the box."""
    beyond = AMID * (box[2] - box[0])
    row = word[1] <= (box[1] + box[3]) / 2 <= word[3]
    return row and word[0] < box[0] - beyond and word[2] > box[2] + beyond


def _says_doubt(words: Sequence[RecognisedWord]) -> bool:
    """Whether the line's reader says of words whether they are doubtful."""
    return any(word.doubtful is not None for word in words)


def _without_misreadings(line: RecognisedLine, found: Sequence[Checkbox]) -> list[RecognisedWord]:
    words = []
    for word in line.words:
        if len(word.text) <= LONGEST_READING and any(_share(word.box, one.box) >= INSIDE for one in found):
            continue
        words.append(_cut(word, found))
    return words


def _middle(box: Box) -> float:
    """Across: a word's box may reach over the box that stands before the word."""
    return (box[0] + box[2]) / 2


def _cut(word: RecognisedWord, found: Sequence[Checkbox]) -> RecognisedWord:
    """The word without a first letter that is a box."""
    x0, top, x1, bottom = word.box
    letter = (x1 - x0) / len(word.text)
    first = (x0, top, x0 + letter, bottom)
    if word.text[0] not in TAKEN_FOR or not word.text[1:2].isupper():
        return word
    if not any(_share(first, one.box) >= FIRST for one in found):
        return word
    return replace(word, text=word.text[1:], box=(x0 + letter, top, x1, bottom), alternative=None)


def _row_of(box: Box, rows: Sequence[Sequence[Box]]) -> int | None:
    """The row at the box's height whose words stand nearest to it."""
    best: tuple[float, int] | None = None
    for index, words in enumerate(rows):
        for other in words:
            shared = min(box[3], other[3]) - max(box[1], other[1])
            if shared >= ON_ROW * min(box[3] - box[1], other[3] - other[1]):
                away = max(other[0] - box[2], box[0] - other[2])
                if best is None or away < best[0]:
                    best = away, index
    return None if best is None else best[1]


def _share(part: Box, whole: Box) -> float:
    across = min(part[2], whole[2]) - max(part[0], whole[0])
    down = min(part[3], whole[3]) - max(part[1], whole[1])
    area = (part[2] - part[0]) * (part[3] - part[1])
    return across * down / area if across > 0 and down > 0 and area > 0 else 0.0
