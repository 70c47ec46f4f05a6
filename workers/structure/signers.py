"""Who signs: the parts of the page that carry names and titles."""

from collections.abc import Sequence
from dataclasses import dataclass

from workers.structure.lines import Line

SIGNED_ROOM = 3
"""Lines of room that a title keeps to its name at most."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """Characters `[start, end)` of `line.text`."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters."""
        return self.line.text[self.start : self.end]


@dataclass(frozen=True, kw_only=True)
class Signer:
    """One who signs: the parts of the page that carry the name and the title."""

    name: Part
    titles: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class SignatureBlock:
    """Consecutive lines `[first, last]` of the list they were found in."""

    first: int
    last: int
    signers: tuple[Signer, ...]


def parts_of_cells(line: Line) -> list[Part]:
    """The line's cells, each as a part."""
    return [Part(line=line, start=cell.start, end=cell.end) for cell in line.cells]


def parts_of_words(line: Line, groups: Sequence[Sequence[str]]) -> list[Part]:
    """The parts of the line that the groups of its words fill, in order."""
    found: list[Part] = []
    at = 0
    for group in groups:
        start = line.text.index(group[0], at)
        end = start
        for word in group:
            end = line.text.index(word, end) + len(word)
        found.append(Part(line=line, start=start, end=end))
        at = end
    return found
