"""Repair as edits: what was changed, why, and how to undo it exactly."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from schemas.base import Confidence, Model
from schemas.page import ReadPage

EditKind = Literal[
    "encoding",  # bytes of one character set read as another
    "unicode",  # normal form, combining or spaced marks, ligatures, invisible characters
    "bullet",  # a private-use or misread list bullet
    "spacing",  # letter-spaced or glued words
    "line_join",  # a word broken at a line's end
    "diacritic",  # å ä ö lost or replaced
    "ocr",  # other misread letters
]


class Edit(Model):
    """One change. Replaying the applied edits on the input gives the output; undoing them gives it back."""

    start: int = Field(ge=0, description="First character replaced, counted in the decoded input.")
    end: int = Field(ge=0, description="One past the last character replaced.")
    before: str = Field(description="What stood there: `input[start:end]`.")
    after: str = Field(description="What stands there instead.")
    kind: EditKind
    confidence: Confidence = None
    applied: bool = Field(default=True, description="False for a proposal that a person should decide.")


class RepairedText(Model):
    """A text and the edits that made it."""

    text: str
    edits: tuple[Edit, ...] = Field(description="In order of `start`, never overlapping.")


class RepairedLine(Model):
    """A line with its repair; edits count in `original`."""

    original: str
    text: str
    edits: tuple[Edit, ...]


class RepairedPage(Model):
    """A page after repair. `lines[i]` repairs `page.lines[i]`."""

    page: ReadPage
    lines: tuple[RepairedLine, ...]

    @property
    def text(self) -> str:
        """The repaired lines in reading order, joined by line feeds."""
        return "\n".join(line.text for line in self.lines)

    def placed_edits(self) -> Iterator[tuple[int, int, Edit]]:
        """Each edit with its line's index and where it begins in the page's `raw_text`."""
        for index, (start, line) in enumerate(zip(self.page.line_starts, self.lines, strict=False)):
            for edit in line.edits:
                yield index, start + edit.start, edit
