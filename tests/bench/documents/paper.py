"""Sets a filled template on A4: lines with their places, as plain text and as a PDF with a text layer.

Markup beyond that of ``tests.corpus.markup``::

    @head | a | b      a row at the top of every page    @head2 | a | b    of every page but the first
    @every | a | b     a row at the foot of every page   @footnote 1 text  a note above the foot of this page

``%p`` and ``%n`` in rows are the page's number and the number of pages. A text that does not fit its page
goes on at the next one. Rows are heads, tables and signatures; only running text makes paragraphs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from tests.bench.documents.breaking import wrap
from tests.bench.documents.sheet import (
    HANGING,
    HEIGHT,
    LEADING,
    WIDTH,
    Reading,
    Run,
    Sheet,
    measure,
    page_text,
    pdf_of,
)
from tests.corpus.markup import (
    Block,
    Face,
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
    TextKind,
    parse,
)

MM = 72 / 25.4
FOOT_SIZE, NOTE_SIZE = 8.5, 9.0
HEAD_GAP = 10.0
"""Points between the head that every page has and what stands below it."""
_HEADINGS: dict[TextKind, tuple[float, float, float]] = {
    "title": (1.35, 0.0, 7.0), "heading": (1.12, 8.0, 2.0), "subheading": (1.0, 6.0, 1.0),
    "minor": (0.93, 5.0, 1.0),
}  # fmt: skip
"""Size relative to the text; points of space before and after."""
_OWN = ("@head ", "@head2 ", "@every ", "@footnote ")


class LayoutError(ValueError):
    """A row whose cells do not fit beside each other."""


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A heading, list item or paragraph as its author wrote it."""

    kind: TextKind
    text: str
    label: str = ""
    depth: int = 0


@dataclass
class Printed:
    """A document on paper, and what its author wrote."""

    sheets: list[Sheet]
    paragraphs: list[Paragraph]
    footnotes: list[str]

    def text(self, reading: Reading) -> str:
        """The pages as plain text, with a form feed between them."""
        return "\f".join(page_text(sheet, reading) for sheet in self.sheets)

    def pdf(self) -> bytes:
        """The same as a PDF with a text layer; the same bytes every time."""
        return pdf_of(self.sheets)


def print_document(source: str) -> Printed:
    """Sets the source; twice, since the first page may say how many there are."""
    pages = len(_Press(source, pages=9).run().sheets)
    return _Press(source, pages=pages).run()


class _Press:
    """The state of setting a document."""

    def __init__(self, source: str, pages: int) -> None:
        self.source = source
        self.pages = pages
        self.face: Face = "serif"
        self.size = 11.0
        self.margins = Margins(30, 25, 18, 18)
        self.tabs: tuple[float, ...] = (0.0,)
        self.indent = 0.0
        self.y = 0.0
        self.printed = Printed([], [], [])
        self.heads: list[tuple[str, str]] = []
        self.head_tabs: tuple[float, ...] = (0.0,)
        self.every = [
            line.removeprefix("@every") for line in source.splitlines() if line.startswith("@every ")
        ]
        self.feet: list[Row] = []
        self.notes: list[str] = []
        self.in_list = False

    def run(self) -> Printed:
        """All blocks in order."""
        self._begin()
        for own, lines in groupby(self.source.splitlines(), key=lambda line: line.startswith(_OWN)):
            if own:
                top = self.y
                for line in lines:
                    self._own(line)
                self.y += HEAD_GAP if self.y > top else 0.0
            else:
                for block in parse("\n".join(lines)):
                    self._block(block)
        self._end()
        return self.printed

    @property
    def sheet(self) -> Sheet:
        return self.printed.sheets[-1]

    @property
    def bottom(self) -> float:
        """Where the text of this page must end."""
        feet = (len(self.feet) + len(self.every)) * FOOT_SIZE * LEADING
        notes = sum(len(self._note_lines(n)) for n in self.notes) * NOTE_SIZE * LEADING
        return HEIGHT - self.margins.bottom * MM - feet - (notes + 8 if notes else 0)

    def _own(self, line: str) -> None:
        key, _, rest = line.partition(" ")
        if key == "@footnote":
            self.notes.append(rest)
            self.printed.footnotes.append(rest)
        elif key != "@every":
            self.heads.append((key, rest))
            self.head_tabs = self.tabs
            if key == "@head":
                self._row(self._cells(rest), self.tabs)

    def _cells(self, row: str) -> tuple[str, ...]:
        return tuple(cell.strip() for cell in row.strip().removeprefix("|").split("|"))

    def _begin(self) -> None:
        self.printed.sheets.append(Sheet())
        self.feet, self.notes = [], []
        self.y = self.margins.top * MM
        for _, row in self.heads:
            self._row(self._cells(row), self.head_tabs)
        self.y += HEAD_GAP if self.heads else 0.0

    def _end(self) -> None:
        self.y = self.bottom
        if self.notes:
            self.y += 8
            self.sheet.rules.append(self.y - 3)
        for note in self.notes:
            for line in self._note_lines(note):
                self._run(line, self.margins.left * MM, NOTE_SIZE)
                self.y += NOTE_SIZE * LEADING
        size, self.size = self.size, FOOT_SIZE
        rows = [row.cells for row in self.feet] + [self._cells(row) for row in self.every]
        columns = max((len(cells) for cells in rows), default=1)
        tabs = tuple(60.0 * n if columns > 2 else 92.0 * n for n in range(columns))
        for cells in rows:
            self._row(cells, tabs)
        self.size = size

    def _turn(self) -> None:
        self._end()
        self._begin()

    def _note_lines(self, note: str) -> list[str]:
        room = WIDTH - (self.margins.left + self.margins.right) * MM
        return wrap(note, lambda t: measure(t, self.face, NOTE_SIZE, False) <= room)

    def _block(self, block: Block) -> None:  # noqa: C901 - one case for each kind of block
        match block:
            case Font(face, size):
                self.face, self.size = face or self.face, size
            case Margins():
                self.margins = block
                self.y = max(self.y, block.top * MM) if self.sheet.runs else block.top * MM
            case Tabs(stops):
                self.tabs = stops
            case Indent(width):
                self.indent = width
            case Skip(height):
                self.y += height * MM
            case PageBreak():
                self._turn()
            case Row(foot=True):
                self.feet.append(block)
            case Row(cells):
                self._room(self.size * LEADING)
                self._row(cells, self.tabs)
                self.in_list = False
            case Rule():
                self.sheet.rules.append(self.y + 2)
                self.y += 5
            case Scrawl(x, seed):
                self._room(self.size * LEADING * 3)
                self.sheet.scrawls.append(((self.margins.left + x) * MM, self.y, seed))
            case Stamp():
                self._stamp(block)
            case Text():
                self._text(block)

    def _room(self, height: float) -> None:
        if self.y + height > self.bottom:
            self._turn()

    def _run(self, text: str, x: float, size: float, *, bold: bool = False) -> None:
        self.sheet.runs.append(Run(text=text, x=x, top=self.y, face=self.face, size=size, bold=bold))

    def _row(self, cells: Sequence[str], tabs: Sequence[float]) -> None:
        left = (self.margins.left + self.indent) * MM
        end = 0.0
        for template, stop in zip(cells, tabs, strict=False):
            cell = template.replace("%p", str(len(self.printed.sheets))).replace("%n", str(self.pages))
            if cell:
                if left + stop * MM < end:
                    raise LayoutError(f"{cell!r} stands on the cell before it")
                self._run(cell.removeprefix("*"), left + stop * MM, self.size, bold=cell.startswith("*"))
                end = left + stop * MM + self.sheet.runs[-1].width
        if end > WIDTH - 10 or len(cells) > len(tabs):
            raise LayoutError(f"{cells!r} does not fit the page")
        self.y += self.size * LEADING

    def _stamp(self, stamp: Stamp) -> None:
        for number, line in enumerate(stamp.lines):
            self.sheet.runs.append(
                Run(
                    text=line, x=stamp.x * MM, top=stamp.y * MM + number * 17, face="sans", size=13,
                    bold=True, degrees=-stamp.degrees,
                )
            )  # fmt: skip

    def _text(self, block: Text) -> None:
        scale, before, after = _HEADINGS.get(block.kind, (1.0, 0.0, 0.0))
        heading = block.kind in _HEADINGS
        text, size = block.text.removeprefix("*"), self.size * scale
        bold = heading or block.text.startswith("*")
        hang = HANGING if block.label else 0.0
        left = (self.margins.left + self.indent) * MM + HANGING * block.depth
        room = WIDTH - self.margins.right * MM - left - hang
        if self.in_list and block.kind == "paragraph":
            before = 5.0
        self.in_list = bool(block.label)
        self.y += before
        lines = wrap(text, lambda t: measure(t, self.face, size, bold) <= room)
        self._room((len(lines) + 2.5 if heading else 1) * size * LEADING)
        for number, line in enumerate(lines):
            self._room(size * LEADING)
            if number == 0 and block.label:
                self._run(block.label, left, size, bold=bold)
            self._run(line, left + hang, size, bold=bold)
            self.y += size * LEADING
        self.y += after or (6.0 if text.endswith((".", ":", "?")) and not block.label else 0.0)
        written = " ".join(text.replace("¬", "").replace("\\\\", " ").split())
        self.printed.paragraphs.append(
            Paragraph(kind=block.kind, text=written, label=block.label, depth=block.depth)
        )
