"""Sets text on an A4 page and remembers what stands there, in reading order. Lengths in points."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, pi, sin

from PIL import Image, ImageDraw, ImageFont

A4 = (595.28, 841.89)
_BREAK = re.compile(r"(?<=[a-zåäö]{3})(?=[bdfghjklmnprstv][aeiouyåäö][a-zåäö]{2})")
"""Where a word may be broken: before a consonant and a vowel."""
PAPER, INK = 255, 0


@dataclass(frozen=True, kw_only=True)
class Typeface:
    """Font files of Debian's packages, as fontconfig's folders name them."""

    name: str
    regular: str
    bold: str


@dataclass(frozen=True, kw_only=True)
class TruthLine:
    """A printed line. Its cells are parted by white space wide enough to make them lines of their own."""

    cells: tuple[str, ...]
    optional: bool = False
    """True for what a reader may give or leave out: a stamp's text."""

    @property
    def text(self) -> str:
        """The line as it is read from left to right."""
        return " ".join(self.cells)


@dataclass(frozen=True, kw_only=True)
class Style:
    """How running text is set: points, and lines in multiples of the size."""

    face: Typeface
    size: float
    leading: float
    justified: bool = False


@dataclass(frozen=True, kw_only=True)
class Print:
    """A run of text as it was set: its start and base line, from the page's top left corner."""

    text: str
    x: float
    y: float
    width: float
    size: float


class Sheet:
    """A page that is being set: the print in black on white (mode L), the pen's height, and the truth."""

    def __init__(self, *, dpi: int, style: Style) -> None:
        self.style = style
        self.scale = dpi / 72
        self.image = Image.new("L", (round(A4[0] * self.scale), round(A4[1] * self.scale)), PAPER)
        self.truth: list[TruthLine] = []
        self.prints: list[Print] = []
        self.y = 54.0
        self._pen = ImageDraw.Draw(self.image)

    @property
    def line_height(self) -> float:
        """Points from one line's top to the next one's."""
        return self.style.size * self.style.leading

    def room(self, bottom: float = 60) -> int:
        """How many lines of text there is room for above the bottom margin."""
        return int((A4[1] - bottom - self.y) / self.line_height)

    def skip(self, points: float) -> None:
        """Vertical space."""
        self.y += points

    def row(
        self, cells: Sequence[str], stops: Sequence[float], *, bold: bool = False, size: float | None = None
    ) -> None:
        """Texts side by side, each at its stop (x in points); empty ones leave their place white."""
        size = size or self.style.size
        for cell, stop in zip(cells, stops, strict=False):
            self._draw(stop, self.y, cell, size=size, bold=bold)
        self.truth.append(TruthLine(cells=tuple(cell for cell in cells if cell)))
        self.y += size * self.style.leading

    def heading(self, text: str, x: float, *, size: float | None = None) -> None:
        """A line in bold with space around it."""
        self.skip(self.line_height * 0.5)
        self.row([text], [x], bold=True, size=size)
        self.skip(2)

    def paragraph(
        self, text: str, x: float, width: float, *, label: str = "", hang: float = 0, lines: int | None = None
    ) -> int:
        """Running text; returns how many lines. `lines` cuts it off; `label` is hung before it."""
        broken = list(self._broken(text, width - hang))[:lines]
        for number, line in enumerate(broken):
            last = number == len(broken) - 1
            if label and number == 0:
                self._draw(x, self.y, label, size=self.style.size)
            self._running(x + hang, line, None if last or not self.style.justified else width - hang)
            self.truth.append(TruthLine(cells=(f"{label} {line}" if label and number == 0 else line,)))
            self.y += self.line_height
        return len(broken)

    def note(self, text: str, x: float, *, size: float) -> None:
        """A note in the margin beside what comes next; the pen stays where it is."""
        for number, word in enumerate(self._broken_small(text, size)):
            self._draw(x, self.y + number * size * 1.15, word, size=size)
            self.truth.append(TruthLine(cells=(word,)))

    def rule(self, x0: float, x1: float) -> None:
        """A thin line across the page."""
        y = round(self.y * self.scale)
        self._pen.line(
            (round(x0 * self.scale), y, round(x1 * self.scale), y),
            fill=INK,
            width=max(1, round(0.6 * self.scale)),
        )
        self.y += 4

    def upright_rule(self, x: float, top: float) -> None:
        """A thin line downwards from `top` to the pen."""
        ends = (x * self.scale, top * self.scale, x * self.scale, self.y * self.scale)
        self._pen.line(ends, fill=INK, width=max(1, round(0.5 * self.scale)))

    def scrawl(self, x: float, rng: random.Random) -> None:
        """A signature that nobody can read, some 110 points wide, above the pen."""
        loops, phase = rng.uniform(5, 8), rng.uniform(0, 6)
        points = []
        for step in range(300):
            t = step / 300
            turn = 2 * pi * loops * t + phase + sin(7 * t)
            rise = (1.2 - t) * (0.6 + 0.4 * sin(11 * t + phase))
            points.append(
                (
                    (x + 110 * t + 8 * rise * cos(turn)) * self.scale,
                    (self.y - 16 + 14 * rise * sin(turn) - 6 * t) * self.scale,
                )
            )
        self._pen.line(points, fill=40, width=max(1, round(1.1 * self.scale)), joint="curve")

    def choices(self, texts: Sequence[str], stops: Sequence[float], marked: str) -> None:
        """Texts side by side, each after its box; `marked` has their signs: ☐ empty, ☒ crossed, ☑ ticked."""
        size = self.style.size
        for sign, text, stop in zip(marked, texts, stops, strict=True):
            self._box(stop, self.y + 0.06 * size, 0.78 * size, sign)
            self._draw(stop + 1.25 * size, self.y, text, size=size)
        cells = tuple(f"{sign} {text}" for sign, text in zip(marked, texts, strict=True))
        self.truth.append(TruthLine(cells=cells))
        self.y += self.line_height

    def _box(self, x: float, y: float, side: float, sign: str) -> None:
        def at(across: float, down: float) -> tuple[float, float]:
            return (x + across * side) * self.scale, (y + down * side) * self.scale

        thin, thick = max(1, round(0.07 * side * self.scale)), max(2, round(0.12 * side * self.scale))
        self._pen.rectangle((*at(0, 0), *at(1, 1)), outline=INK, width=thin)
        if sign == "☒":
            self._pen.line((*at(0.15, 0.15), *at(0.85, 0.85)), fill=INK, width=thick)
            self._pen.line((*at(0.15, 0.85), *at(0.85, 0.15)), fill=INK, width=thick)
        elif sign == "☑":
            self._pen.line((*at(0.15, 0.5), *at(0.42, 0.82), *at(0.95, -0.05)), fill=INK, width=thick)

    def emblem(self, x: float, y: float, width: float) -> None:
        """A coat of arms without a letter in it: a shield with waves, a crown over it."""

        def at(across: float, down: float) -> tuple[float, float]:
            return (x + across * width) * self.scale, (y + down * width) * self.scale

        line = max(1, round(0.03 * width * self.scale))
        shield = [at(0.1, 0.3), at(0.9, 0.3), at(0.9, 0.8), at(0.5, 1.2), at(0.1, 0.8), at(0.1, 0.3)]
        self._pen.line(shield, fill=INK, width=line, joint="curve")
        crown = [at(0.2, 0.25), at(0.15, 0.02), at(0.35, 0.15), at(0.5, 0), at(0.65, 0.15), at(0.85, 0.02)]
        self._pen.polygon([*crown, at(0.8, 0.25)], fill=INK)
        for wave in range(3):
            down = 0.5 + 0.14 * wave
            points = [at(0.2 + 0.06 * n, down + 0.04 * sin(n * pi / 2)) for n in range(11)]
            self._pen.line(points, fill=INK, width=2 * line, joint="curve")

    def _font(self, size: float, *, bold: bool = False) -> ImageFont.FreeTypeFont:
        face = self.style.face
        return _font(face.bold if bold else face.regular, size * self.scale)

    def _draw(self, x: float, y: float, text: str, *, size: float, bold: bool = False) -> None:
        # Placed by the base line, so that faces with unlike ascenders keep the same line spacing.
        base, font = y + 0.8 * size, self._font(size, bold=bold)
        self._pen.text((x * self.scale, base * self.scale), text, font=font, fill=INK, anchor="ls")
        if text:
            width = font.getlength(text) / self.scale
            self.prints.append(Print(text=text, x=x, y=base, width=width, size=size))

    def _running(self, x: float, line: str, width: float | None) -> None:
        if width is None:
            self._draw(x, self.y, line, size=self.style.size)
            return
        font, words = self._font(self.style.size), line.split(" ")
        free = width * self.scale - sum(font.getlength(word) for word in words)
        space = free / max(1, len(words) - 1) / self.scale
        for word in words:
            self._draw(x, self.y, word, size=self.style.size)
            x += font.getlength(word) / self.scale + space

    def _broken(self, text: str, width: float) -> Iterator[str]:
        font, room = self._font(self.style.size), width * self.scale
        line, words = "", text.split(" ")
        while words:
            word = words.pop(0)
            joined = f"{line} {word}" if line else word
            if font.getlength(joined) <= room:
                line = joined
                continue
            head, tail = self._hyphenated(line, word, font, room)
            if head:
                yield head
                words.insert(0, tail)
            elif line:
                yield line
                words.insert(0, word)
            else:
                raise ValueError(f"{word} does not fit")
            line = ""
        if line:
            yield line

    def _hyphenated(self, line: str, word: str, font: ImageFont.FreeTypeFont, room: float) -> tuple[str, str]:
        """The line with as much of the word as fits, and the rest; empty where it is not broken."""
        if not self.style.justified or not word.strip(".,;:").isalpha():
            return "", ""
        for place in reversed([match.start() for match in _BREAK.finditer(word)]):
            head = f"{line} {word[:place]}-".lstrip()
            if font.getlength(head) <= room:
                return head, word[place:]
        return "", ""

    def _broken_small(self, text: str, size: float) -> list[str]:
        font, lines = self._font(size), [""]
        for word in text.split(" "):
            joined = f"{lines[-1]} {word}".lstrip()
            if lines[-1] and font.getlength(joined) > 62 * self.scale:
                lines.append(word)
            else:
                lines[-1] = joined
        return lines


@cache
def _font(file: str, pixels: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, pixels, layout_engine=ImageFont.Layout.BASIC)
