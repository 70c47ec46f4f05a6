"""Sets the blocks of a document on A4 pages, and tells which line stands where.

The lines of a page are its ground truth: they are recorded as they are drawn, row by row from the top, the
columns of a row from left to right, the foot last.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFont

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
)

#: Dots per inch of a page as it comes from the printer.
PRINT_DPI = 300
#: A4 in pixels at PRINT_DPI.
PAGE_SIZE = (2480, 3508)

_FILES = {"serif": "LiberationSerif", "sans": "LiberationSans"}
_LEADING = 1.22
_ITEM_INDENT_MM = 6.5
_TONER = (22, 22, 24)
_INKS = {"blue": (44, 62, 158), "pen": (32, 44, 120)}
#: Size relative to the text, space before and after in millimetres.
_HEADINGS: dict[TextKind, tuple[float, float, float]] = {
    "title": (1.28, 0.0, 2.6),
    "heading": (1.1, 2.6, 0.6),
    "subheading": (1.0, 2.0, 0.2),
    "minor": (0.93, 1.6, 0.2),
}


class LayoutError(ValueError):
    """Text that does not fit where the source puts it."""


@dataclass
class Page:
    """A drawn page at PRINT_DPI and the lines on it, in reading order."""

    image: Image.Image = field(default_factory=lambda: Image.new("RGB", PAGE_SIZE, "white"))
    lines: list[str] = field(default_factory=list)


def compose(blocks: Iterable[Block]) -> list[Page]:
    """Draws the blocks of one document."""
    composer = _Composer()
    for block in blocks:
        composer.add(block)
    composer.finish_page()
    return composer.pages


def _px(millimetres: float) -> int:
    return round(millimetres / 25.4 * PRINT_DPI)


def _font(face: Face, points: float, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    name = f"{_FILES[face]}-{'Bold' if bold else 'Regular'}.ttf"
    return ImageFont.truetype(name, points / 72 * PRINT_DPI, layout_engine=ImageFont.Layout.BASIC)


class _Composer:
    """The state of setting a document: the page, the pen's height on it and the measures in force."""

    def __init__(self) -> None:
        self.pages = [Page()]
        self.face: Face = "serif"
        self.size = 11.0
        self.margins = Margins(30, 25, 18, 18)
        self.tabs: tuple[float, ...] = (0,)
        self.indent = 0.0
        self.y = _px(self.margins.top)
        self.feet: list[Row] = []
        self.in_list = False

    @property
    def page(self) -> Page:
        return self.pages[-1]

    @property
    def left(self) -> int:
        return _px(self.margins.left + self.indent)

    def add(self, block: Block) -> None:
        """Draws one block, or changes the measures for those that follow."""
        match block:
            case Font() | Margins() | Tabs() | Indent():
                self._measure(block)
            case Skip(height):
                self.y += _px(height)
            case PageBreak():
                self.finish_page()
                self.pages.append(Page())
                self.y = _px(self.margins.top)
            case Row(foot=True):
                self.feet.append(block)
            case Row():
                self._row(block)
            case Text():
                self._text(block)
            case Rule() | Scrawl() | Stamp():
                self._mark(block)

    def finish_page(self) -> None:
        """Draws the foot and checks that the text above leaves room for it."""
        height = len(self.feet) * self._line_height(8.5)
        top = PAGE_SIZE[1] - _px(self.margins.bottom) - height
        if self.y > top:
            raise LayoutError(f"page {len(self.pages)} is {self.y - top} px too long")
        if self.feet:
            self.y, body_size, body_tabs = top, self.size, self.tabs
            self.size, columns = 8.5, max(len(row.cells) for row in self.feet)
            self.tabs = tuple(62.0 * n if columns > 2 else 92.0 * n for n in range(columns))
            self._rule()
            for row in self.feet:
                self._row(row)
            self.size, self.tabs, self.feet = body_size, body_tabs, []

    def _measure(self, block: Font | Margins | Tabs | Indent) -> None:
        match block:
            case Font(face, size):
                self.face, self.size = face or self.face, size
            case Margins(top=top):
                self.margins, self.y = block, _px(top)
            case Tabs(stops):
                self.tabs = stops
            case Indent(width):
                self.indent = width

    def _mark(self, block: Rule | Scrawl | Stamp) -> None:
        match block:
            case Rule():
                self._rule()
            case Scrawl(x, seed):
                _draw_scrawl(self.page.image, (_px(self.margins.left + x), self.y), seed)
            case Stamp():
                _draw_stamp(self.page.image, block)
                self.page.lines.extend(block.lines)

    def _line_height(self, points: float) -> int:
        return round(points / 72 * PRINT_DPI * _LEADING)

    def _rule(self) -> None:
        ends = (_px(self.margins.left), self.y + 4, PAGE_SIZE[0] - _px(self.margins.right), self.y + 4)
        ImageDraw.Draw(self.page.image).line(ends, fill=_TONER, width=3)
        self.y += 14

    def _row(self, row: Row) -> None:
        draw = ImageDraw.Draw(self.page.image)
        end = PAGE_SIZE[0] - _px(8)
        for cell, stop in reversed(list(zip(row.cells, self.tabs, strict=False))):
            font = _font(self.face, self.size, bold=cell.startswith("*"))
            x, text = self.left + _px(stop), cell.removeprefix("*")
            if x + font.getlength(text) > end:
                raise LayoutError(f"the cell {text!r} does not fit its column")
            draw.text((x, self.y), text, fill=_TONER, font=font)
            end = x if text else end
        self.page.lines.append(" ".join(cell.removeprefix("*") for cell in row.cells if cell))
        self.y += self._line_height(self.size)

    def _text(self, block: Text) -> None:
        scale, before, after = _HEADINGS.get(block.kind, (1.0, 0.0, 0.0))
        bold = block.kind in _HEADINGS or block.text.startswith("*")
        face: Face = "sans" if block.kind in _HEADINGS else self.face
        font = _font(face, self.size * scale, bold=bold)
        hang = _px(_ITEM_INDENT_MM) if block.label else 0
        room = PAGE_SIZE[0] - _px(self.margins.right) - self.left - hang
        draw = ImageDraw.Draw(self.page.image)
        if self.in_list and block.kind == "paragraph":
            before = 2.0
        self.in_list = bool(block.label)
        self.y += _px(before)
        for number, line in enumerate(_wrap(block.text.removeprefix("*"), font, room)):
            label = block.label if number == 0 else ""
            draw.text((self.left, self.y), label, fill=_TONER, font=font)
            draw.text((self.left + hang, self.y), line, fill=_TONER, font=font)
            self.page.lines.append(f"{label} {line}".strip())
            self.y += self._line_height(self.size * scale)
        if block.kind == "paragraph" and block.text.endswith((".", ":")):
            after = 2.0
        self.y += _px(after)


def _wrap(text: str, font: ImageFont.FreeTypeFont, room: int) -> list[str]:
    """Breaks a text into lines no wider than ``room`` pixels."""
    lines: list[str] = []
    for part in text.split("\\\\"):
        line = ""
        for word in part.split():
            syllables = word.split("¬")
            while syllables:
                taken = next(
                    (n for n in range(len(syllables), 0, -1) if _fits(line, syllables, n, font, room)), 0
                )
                if taken:
                    line = _joined(line, syllables, taken)
                    syllables = syllables[taken:]
                if syllables:
                    lines.append(line)
                    line = ""
        lines.append(line)
    return lines


def _joined(line: str, syllables: list[str], taken: int) -> str:
    head = "".join(syllables[:taken]) + ("-" if taken < len(syllables) else "")
    return f"{line} {head}".lstrip()


def _fits(line: str, syllables: list[str], taken: int, font: ImageFont.FreeTypeFont, room: int) -> bool:
    return not (line or taken < len(syllables)) or font.getlength(_joined(line, syllables, taken)) <= room


def _draw_scrawl(image: Image.Image, at: tuple[int, int], seed: int) -> None:
    """Draws a pen stroke of some 45 mm that ends a little above ``at``."""
    rng = np.random.default_rng(seed)
    time = np.linspace(0, 1, 400)
    loops, phase = rng.uniform(5, 8), rng.uniform(0, 2 * np.pi)
    turn = 2 * np.pi * loops * time + phase + 0.8 * np.sin(2 * np.pi * time * rng.uniform(1, 2.5))
    rise = np.interp(time, np.linspace(0, 1, 9), rng.uniform(0.25, 1, 9) * np.linspace(1.3, 0.35, 9))
    x = _px(rng.uniform(34, 46)) * time + _px(2.6) * rise * np.cos(turn)
    y = _px(4.6) * rise * np.sin(turn * rng.choice([1.0, 0.93])) - _px(4.5) - _px(3) * time
    points = [(at[0] + float(px), at[1] + float(py)) for px, py in zip(x, y, strict=True)]
    ImageDraw.Draw(image).line(points, fill=_INKS["pen"], width=5, joint="curve")


def _draw_stamp(image: Image.Image, stamp: Stamp) -> None:
    """Presses a framed stamp of 62 mm width on the page, turned and unevenly inked."""
    width, line_height = _px(62), _px(6.6)
    height = line_height * len(stamp.lines) + _px(4)
    mask = Image.new("L", (width, height), 0)
    draw = ImageDraw.Draw(mask)
    draw.rectangle((6, 6, width - 7, height - 7), outline=255, width=8)
    for number, line in enumerate(stamp.lines):
        font = _font("sans", 17 if line == "INKOM" else 13, bold=True)
        y = _px(2) + number * line_height + line_height // 2
        draw.text((width // 2, y), line, fill=255, font=font, anchor="mm")
    rng = np.random.default_rng(round(abs(stamp.degrees) * 100))
    coarse = Image.fromarray(rng.uniform(120, 255, (height // 24, width // 24)).astype(np.uint8))
    inked = ImageChops.multiply(mask, coarse.resize(mask.size, Image.Resampling.BICUBIC))
    turned = inked.rotate(-stamp.degrees, Image.Resampling.BICUBIC, expand=True)
    layer = Image.new("RGB", image.size, "white")
    layer.paste(Image.new("RGB", turned.size, _INKS[stamp.ink]), (_px(stamp.x), _px(stamp.y)), turned)
    image.paste(ImageChops.multiply(image, layer))
