"""A page as it was set: text at its places, as plain text and as a PDF with a text layer."""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from itertools import groupby
from typing import Literal

from fpdf import FPDF
from PIL import ImageFont

from tests.corpus.markup import Face

WIDTH, HEIGHT = 595.0, 842.0
"""A4 in points."""
LEADING = 1.22
HANGING = 18.0
"""Points from an item's label to its text."""
_FILES = {"serif": "LiberationSerif", "sans": "LiberationSans"}
_FOLDER = "/usr/share/fonts/truetype/liberation"

Reading = Literal["spaced", "flat", "cells", "columns"]
"""How a text was saved: columns kept apart by spaces, rows closed up without empty lines, cells on lines row
by row, or cells on lines column by column as far as rows follow each other."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """Text set at one place. `x` and `top` in points from the page's top left corner."""

    text: str
    x: float
    top: float
    face: Face
    size: float
    bold: bool = False
    degrees: float = 0.0

    @property
    def width(self) -> float:
        """Points."""
        return measure(self.text, self.face, self.size, self.bold)


@dataclass
class Sheet:
    """One page."""

    runs: list[Run] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)  #: heights of thin lines across the page, in points
    scrawls: list[tuple[float, float, int]] = field(default_factory=list)  #: x, y in points and a seed


def measure(text: str, face: Face, size: float, bold: bool) -> float:
    """Width in points."""
    return _metrics(face, bold).getlength(text) * size / 1000


@lru_cache
def _metrics(face: Face, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_file(face, bold), 1000, layout_engine=ImageFont.Layout.BASIC)


def font_file(face: Face, bold: bool) -> str:
    """Where the font lies (Debian's `fonts-liberation`)."""
    return f"{_FOLDER}/{_FILES[face]}-{'Bold' if bold else 'Regular'}.ttf"


def rows_of(sheet: Sheet) -> Iterator[list[Run]]:
    """The runs that stand beside each other, from the top of the page to its foot; without stamps."""
    upright = sorted((run for run in sheet.runs if not run.degrees), key=lambda r: (round(r.top), r.x))
    for _, runs in groupby(upright, key=lambda run: round(run.top)):
        yield list(runs)


def page_text(sheet: Sheet, reading: Reading) -> str:
    """The page as plain text; a stamp comes first."""
    lines = [run.text for run in sheet.runs if run.degrees]
    end = 0.0
    left = min((run.x for run in sheet.runs), default=0.0)
    for runs in _by_column(sheet) if reading == "columns" else rows_of(sheet):
        if reading != "flat" and lines and runs[0].top - end > runs[0].size * 0.3:
            lines.append("")
        label = len(runs) == 2 and runs[1].x - runs[0].x <= HANGING
        if reading in ("cells", "columns") and not label:
            lines += [run.text for run in runs]
        elif reading == "spaced" and not label:
            lines.append(_spaced(runs, left))
        else:
            lines.append(" ".join(run.text for run in runs))
        end = max(run.top + run.size * LEADING for run in runs)
    return "\n".join(lines) + "\n"


def _by_column(sheet: Sheet) -> Iterator[list[Run]]:
    """Rows of several cells that follow each other closely column by column, all others as they stand."""
    block: list[list[Run]] = []
    for runs in rows_of(sheet):
        cells = len(runs) > 1 and not (len(runs) == 2 and runs[1].x - runs[0].x <= HANGING)
        follows = block and runs[0].top - block[-1][0].top < runs[0].size * LEADING * 1.3
        if block and not (cells and follows):
            yield from _columns(block)
            block = []
        if cells or (block and follows):
            block.append(runs)
        else:
            yield runs
    yield from _columns(block)


def _columns(block: list[list[Run]]) -> Iterator[list[Run]]:
    starts = sorted({round(run.x) for runs in block for run in runs})
    for start in starts:
        yield from ([run] for runs in block for run in runs if round(run.x) == start)


def _spaced(runs: Sequence[Run], left: float) -> str:
    line = ""
    for run in runs:
        column = int((run.x - left) / 4.6)
        line = line.ljust(max(column, len(line) + 2) if line else column) + run.text
    return line


def pdf_of(sheets: Sequence[Sheet]) -> bytes:
    """A PDF with a text layer; the same bytes every time."""
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_creation_date(datetime(2025, 1, 1, tzinfo=UTC))
    pdf.set_auto_page_break(auto=False)
    for face in ("serif", "sans"):
        pdf.add_font(face, "", font_file(face, bold=False))
        pdf.add_font(face, "B", font_file(face, bold=True))
    for sheet in sheets:
        pdf.add_page()
        for run in sheet.runs:
            pdf.set_font(run.face, "B" if run.bold else "", run.size)
            with pdf.rotation(run.degrees, run.x, run.top):
                pdf.text(run.x, run.top + run.size * 0.9, run.text)
        pdf.set_line_width(0.6)
        for height in sheet.rules:
            pdf.line(70, height, WIDTH - 60, height)
        for x, y, seed in sheet.scrawls:
            pdf.polyline(_scrawl(x, y, seed))
    return bytes(pdf.output())


def _scrawl(x: float, y: float, seed: int) -> list[tuple[float, float]]:
    rng = random.Random(seed)
    loops, phase = rng.uniform(5, 8), rng.uniform(0, 6)
    return [
        (
            x + t * 1.2 + 6 * math.cos(loops * t / 16 + phase),
            y - 14 + 10 * math.sin(loops * t / 16) * (1 - t / 140),
        )
        for t in range(100)
    ]
