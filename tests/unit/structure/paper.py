"""Sets the layout files of the corpus on paper, as pages of words with boxes: a reader without errors."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from schemas.base import Box
from schemas.page import ReadLine, ReadPage, Word
from schemas.repair import RepairedLine, RepairedPage
from tests.corpus.markup import (
    Block,
    Font,
    Indent,
    Margins,
    PageBreak,
    Row,
    Rule,
    Scrawl,
    Skip,
    Stamp,
    Tabs,
    Text,
    parse,
)

Reading = Literal["rows", "cells"]
"""Whether the reader gives a row of columns as one line or as a line for each cell."""

MM = 72 / 25.4
WIDTH, HEIGHT = 595.0, 842.0
GLYPH = 0.5
"""Width of every character in type sizes."""
LEADING = 1.25
_HEADING = {"title": 1.5, "heading": 1.2, "subheading": 1.0}


@dataclass
class _Sheet:
    """Where the next line goes."""

    reading: Reading
    size: float = 11.0
    margins: Margins = field(default_factory=lambda: Margins(25, 25, 20, 20))
    tabs: tuple[float, ...] = (0.0,)
    indent: float = 0.0
    y: float = 0.0
    lines: list[ReadLine] = field(default_factory=list)
    feet: list[Row] = field(default_factory=list)
    pages: list[ReadPage] = field(default_factory=list)

    def begin(self) -> None:
        self.y, self.lines, self.feet = self.margins.top * MM, [], []

    def end(self) -> None:
        self.y = HEIGHT - self.margins.bottom * MM - len(self.feet) * self.size * LEADING
        for foot in self.feet:
            self.row(foot)
        self.pages.append(
            ReadPage(
                number=len(self.pages) + 1, width=WIDTH, height=HEIGHT, text_source="ocr", reason="test",
                lines=tuple(self.lines),
            )
        )  # fmt: skip

    def set(self, block: Block) -> None:  # noqa: C901 - one line for each kind of block
        match block:
            case Font(size=size):
                self.size = size
            case Margins():
                self.margins = block
                self.y = max(self.y, block.top * MM) if self.lines else block.top * MM
            case Tabs(stops=stops):
                self.tabs = stops
            case Indent(width=width):
                self.indent = width
            case Skip(height=height):
                self.y += height * MM
            case PageBreak():
                self.end()
                self.begin()
            case Row(foot=True):
                self.feet.append(block)
            case Row():
                self.row(block)
            case Stamp():
                self.stamp(block)
            case Text():
                self.text(block)
            case Rule() | Scrawl():
                pass

    def row(self, row: Row) -> None:
        cells = [
            (self.margins.left * MM + stop * MM, text)
            for stop, text in zip(self.tabs, row.cells, strict=False)
            if text
        ]
        words = [printed_words(x, self.y, text.lstrip("*"), self.size) for x, text in cells]
        bold = [text.startswith("*") for _, text in cells]
        if self.reading == "rows" and words:
            self.lines.append(read_line([w for cell in words for w in cell], self.size, bold=all(bold)))
        else:
            self.lines += [read_line(w, self.size, bold=b) for w, b in zip(words, bold, strict=True)]
        self.y += self.size * LEADING

    def text(self, block: Text) -> None:
        size = self.size * _HEADING.get(block.kind, 1.0)
        heading = block.kind in _HEADING
        bold = heading or block.text.startswith("*")
        left = self.margins.left * MM + self.indent * MM
        hanging = 14.0 if block.label else 0.0
        room = WIDTH - self.margins.right * MM - left - hanging
        text = block.text.lstrip("*").replace("¬", "")
        self.y += size * 0.8 if heading else 0
        for number, line in enumerate(wrap(text, int(room / (GLYPH * size)))):
            words = printed_words(left + hanging, self.y, line, size)
            if number == 0 and block.label:
                words = [*printed_words(left, self.y, block.label, size), *words]
            self.lines.append(read_line(words, size, bold=bold))
            self.y += size * LEADING
        if block.text.endswith((".", "?", "!")) or heading:
            self.y += size * (0.3 if heading else 0.6)

    def stamp(self, stamp: Stamp) -> None:
        y = stamp.y * MM
        for text in stamp.lines:
            self.lines.append(read_line(printed_words(stamp.x * MM, y, text, 10), 10, bold=False))
            y += 10 * LEADING


def wrap(text: str, room: int) -> list[str]:
    """Lines of at most `room` characters; `\\\\` breaks a line."""
    lines: list[str] = []
    for part in text.split("\\\\"):
        line = ""
        for word in part.split(" "):
            if line and len(line) + 1 + len(word) > room:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        lines.append(line)
    return lines


def printed_words(x: float, y: float, text: str, size: float) -> list[tuple[str, Box]]:
    """The words of a line that begins at `x`, each with its box."""
    words = []
    for word in text.split():
        width = len(word) * GLYPH * size
        words.append((word, (x, y, x + width, y + size)))
        x += width + GLYPH * size
    return words


def read_line(words: Sequence[tuple[str, Box]], size: float, *, bold: bool) -> ReadLine:
    """A line as a reader gives it: words joined by single spaces."""
    text = ""
    read: list[Word] = []
    for word, box in words:
        text += " " if text else ""
        read.append(Word(text=word, start=len(text), box=box, confidence=0.97))
        text += word
    boxes = [box for _, box in words]
    union = (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )
    return ReadLine(text=text, words=tuple(read), box=union, size=size, bold=bold)


def boxed_pages(source: str, reading: Reading = "cells") -> tuple[RepairedPage, ...]:
    """The pages of a layout file, read without errors."""
    sheet = _Sheet(reading=reading)
    sheet.begin()
    for block in parse(source):
        sheet.set(block)
    sheet.end()
    return tuple(unrepaired(page) for page in sheet.pages)


def unrepaired(page: ReadPage) -> RepairedPage:
    """A page that needs no repair."""
    return RepairedPage(
        page=page,
        lines=tuple(RepairedLine(original=line.text, text=line.text, edits=()) for line in page.lines),
    )


def text_pages(text: str) -> tuple[RepairedPage, ...]:
    """The pages of a plain text, without boxes."""
    pages = []
    for number, part in enumerate(text.split("\f"), start=1):
        lines = tuple(ReadLine(text=line, words=(), box=None) for line in part.split("\n"))
        pages.append(
            unrepaired(
                ReadPage(
                    number=number,
                    width=None,
                    height=None,
                    text_source="text_file",
                    reason="test",
                    lines=lines,
                )
            )
        )
    return tuple(pages)
