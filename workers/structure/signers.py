"""Who signs: the parts of the page that carry names and titles."""

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
