"""What is seen in and around a cell of a line: its words and how they are written, and its neighbours."""

from collections.abc import Iterator
from dataclasses import dataclass

from schemas.metadata import DocumentType
from workers.metadata.passage import Manuscript, Passage
from workers.metadata.weighing.words import each, pairs, shape, words
from workers.structure.lines import Cell, Line

MOST_WORDS, WORDS_OF_NEIGHBOUR, WORDS_OF_HEADING = 25, 6, 8
LINES_ABOVE = 3
MOST_LINES = 40
"""Lines from the beginning or the end of the document; further away is far."""
FAR_SECTION = 5
BEGINNING = 200
"""Characters of a passage in which its first words stand: a table may be one of thousands of lines."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A cell where it stands."""

    manuscript: Manuscript
    kind: DocumentType
    at: int  #: position of its line
    number: int  #: of the cell in its line

    @property
    def line(self) -> Line:
        """The cell's line."""
        return self.manuscript.lines[self.at]

    @property
    def cell(self) -> Cell:
        """The cell itself."""
        return self.line.cells[self.number]

    @property
    def passage(self) -> Passage | None:
        """The passage that the line is part of."""
        return self.manuscript.passage_of(self.line)


def places(manuscript: Manuscript, kind: DocumentType) -> Iterator[Place]:
    """Every cell with a letter or a figure in it, in reading order."""
    for at, line in enumerate(manuscript.lines):
        for number, cell in enumerate(line.cells):
            if any(character.isalnum() for character in cell.text):
                yield Place(manuscript=manuscript, kind=kind, at=at, number=number)


def traits(place: Place) -> list[str]:
    """Everything that may speak for one field or another."""
    return [*_of_words(place.cell), *_of_place(place), *_of_neighbours(place)]


def _of_words(cell: Cell) -> list[str]:
    found = words(cell.text)
    return [
        f"shape={shape(cell.text)}",
        f"length={min(len(found), MOST_WORDS) // 3}",
        *each("first", found[:1]),
        *pairs("first_two", found[:2]),
        *each("last", found[-1:]),
        *each("word", found[:MOST_WORDS]),
        *pairs("two", found[:12]),
    ]


def _of_place(place: Place) -> list[str]:
    passage, lines = place.passage, place.manuscript.lines
    within = "none" if passage is None else passage.kind
    found = [
        f"in={within}",
        f"kind={place.kind}",
        f"in={within} of={place.kind}",
        f"from_top={min(place.at, MOST_LINES) // 3}",
        f"from_end={min(len(lines) - 1 - place.at, MOST_LINES) // 3}",
        f"cell={place.number} of={len(place.line.cells)}",
    ]
    return found if passage is None else found + _of_passage(passage)


def _of_passage(passage: Passage) -> list[str]:
    found = [
        f"section={min(passage.number, FAR_SECTION)}",
        f"marked={passage.marker is not None}",
        *each("begins", words(passage.text[:BEGINNING])[:4]),
    ]
    if passage.section is None:
        return [*found, "headless"]
    heading = words(passage.section)[:WORDS_OF_HEADING]
    return [*found, *each("heading", heading), f"headed={'_'.join(heading[:3])}"]


def _of_neighbours(place: Place) -> list[str]:
    lines = place.manuscript.lines
    traits: list[str] = []
    for distance in range(1, min(LINES_ABOVE, place.at) + 1):
        above = lines[place.at - distance]
        found = words(above.cells[min(place.number, len(above.cells) - 1)].text)
        traits += each(f"above{distance}", found[:WORDS_OF_NEIGHBOUR])
        if distance == 1:
            traits += (f"shape_above={shape(above.text)}", f"above_ends={found[-1] if found else None}")
            traits += pairs("above_begins", found[:2])
    for below in lines[place.at + 1 : place.at + 2]:
        under = below.cells[min(place.number, len(below.cells) - 1)]
        traits += each("below", words(under.text)[:WORDS_OF_NEIGHBOUR])
        traits.append(f"shape_below={shape(below.text)}")
    if place.number:
        traits += each("left", words(place.line.cells[place.number - 1].text)[:WORDS_OF_NEIGHBOUR])
    return traits
