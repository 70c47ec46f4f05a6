"""A page as it was read: lines of words, where they stand, and how sure the reader was."""

from collections.abc import Iterator
from itertools import accumulate
from typing import Literal

from pydantic import Field

from schemas.base import Box, Confidence, Model, PageNumber, Problem, Rotation
from schemas.provenance import Step

TextSource = Literal["text_layer", "ocr", "mixed", "text_file", "none"]
"""Where a page's text comes from: `mixed` from its text layer and from OCR, region by region; `none` when the
page could not be read or is blank."""


class Word(Model):
    """A run of characters without white space."""

    text: str = Field(min_length=1)
    start: int = Field(ge=0, description="Where the word begins in its line's text, in characters.")
    box: Box | None = Field(description="Null for text files.")
    edges: tuple[float, ...] | None = Field(
        default=None,
        description="x of each character's left edge and of the last one's right edge, in points; "
        "null when the reader does not know them (then a part of a word is cut proportionally).",
    )
    confidence: Confidence = None
    doubtful: bool | None = Field(
        default=None,
        description="Whether a person should check the word, as its reader judges; null if it does not say.",
    )
    alternative: str | None = Field(
        default=None,
        min_length=1,
        description="The word's next likeliest reading, where there is one worth weighing.",
    )


class ReadLine(Model):
    """One printed line, as the reader saw it."""

    text: str = Field(description="The words, and the white space between them; never a line break.")
    words: tuple[Word, ...]
    box: Box | None = Field(description="Null for text files.")
    size: float | None = Field(default=None, description="Height of the type in points, where it is known.")
    bold: bool | None = Field(default=None, description="Null where the reader cannot tell.")


class TextRegion(Model):
    """A part of a page whose text comes from one source."""

    box: Box
    source: Literal["text_layer", "ocr"] = Field(description="Where its text comes from.")
    reason: str = Field(description="Why this source was chosen, as a stable code.")


class Rendition(Model):
    """A sized picture of the page for the web, lossy, turned for reading."""

    width: int = Field(ge=1, description="Pixels, of the page as turned for reading.")
    height: int = Field(ge=1, description="Pixels, of the page as turned for reading.")
    href: str | None = Field(default=None, description="Path on the server; null before it is known.")


class ReadPage(Model):
    """A page after reading, before repair. Every later stage keeps it as it is."""

    number: PageNumber
    width: float | None = Field(description="Points, unrotated; null for text files.")
    height: float | None = Field(description="Points, unrotated; null for text files.")
    rotation: Rotation = Field(default=0, description="Clockwise degrees to turn the page for reading.")
    text_source: TextSource
    reason: str = Field(description="Why this source was chosen: a stable code, e.g. `no_text_layer`.")
    regions: tuple[TextRegion, ...] = Field(
        default=(), description="Which source gave which part of a `mixed` page, in reading order."
    )
    decoding: str | None = Field(default=None, description="Chosen codec; for text files only.")
    lines: tuple[ReadLine, ...]
    handwriting: tuple[Box, ...] = Field(
        default=(), description="Where something is written by hand, such as a signature: it is not read."
    )
    renditions: tuple[Rendition, ...] = Field(
        default=(), description="The pictures that were kept of the page, smallest first."
    )
    problem: Problem | None = Field(default=None, description="Why the page could not be read, if so.")
    steps: tuple[Step, ...] = Field(default=(), description="What was run on this page, in order.")

    @property
    def recognised(self) -> bool:
        """Whether words of it were recognised; those of its own text layer were not."""
        return self.text_source in ("ocr", "mixed")

    @property
    def raw_text(self) -> str:
        """The page's lines as read, joined by line feeds; offsets of evidence and repairs count in it."""
        return "\n".join(line.text for line in self.lines)

    @property
    def line_starts(self) -> list[int]:
        """Where each line begins in `raw_text`, and one past the line feed that would follow the last."""
        return list(accumulate((len(line.text) + 1 for line in self.lines), initial=0))

    def judged_words(self) -> Iterator[tuple[int, Word]]:
        """Each word with where it begins in `raw_text`, if there is a reader that may say how sure it is of
        any: of a page that was not recognised there are none."""
        if self.recognised:
            for start, line in zip(self.line_starts, self.lines, strict=False):
                for word in line.words:
                    yield start + word.start, word
