"""Pages whose layout misleads readers: boxes to be ticked, numbers in a narrow column, notes in the margin,
coats of arms, signatures, and pages on which nothing stands."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from tests.bench.scans.damages import COPY, CORE, OFFICE, Damage
from tests.bench.scans.layouts import LEFT, WIDTH, margin_notes
from tests.bench.scans.pages import TYPEFACES, pdf_of
from tests.bench.scans.scanning import scanned
from tests.bench.scans.typesetting import Sheet, Style, TruthLine
from tests.bench.scans.wording import Half, Words

DAMAGES: Mapping[str, Damage] = {"clean": CORE["clean300"], "office": OFFICE, "copy": COPY}
MARKED = "☐☐☒☑"


@dataclass(frozen=True, kw_only=True)
class LayoutPage:
    """A scanned page and what is printed on it."""

    name: str
    kind: str
    pdf: bytes
    truth: tuple[TruthLine, ...]


def layout_page(kind: str, seed: int, number: int, *, half: Half) -> LayoutPage:
    """The same page for the same seed; damages take turns."""
    draw = random.Random(f"{half} {kind} {seed} {number}")
    rng = np.random.default_rng([seed, number, half == "held", sum(map(ord, kind))])
    damage = [*DAMAGES][number % len(DAMAGES)]
    style = Style(
        face=draw.choice(TYPEFACES[half]), size=draw.uniform(10, 12), leading=draw.uniform(1.25, 1.4)
    )
    sheet = Sheet(dpi=300, style=style)
    KINDS[kind](sheet, Words(half, draw), draw)
    image = scanned(sheet.image, (), DAMAGES[damage], rng)
    pdf = pdf_of(image, DAMAGES[damage], round(draw.uniform(*DAMAGES[damage].quality)))
    return LayoutPage(
        name=f"{half}-{seed}-{number:03d}-{damage}", kind=kind, pdf=pdf, truth=tuple(sheet.truth)
    )


def _head(sheet: Sheet, words: Words) -> None:
    sheet.row([words.authority.name, words.short_date()], (LEFT, 380.0), bold=True)
    sheet.heading(words.title(), LEFT, size=sheet.style.size * 1.25)


def _form(sheet: Sheet, words: Words, draw: random.Random) -> None:
    """Questions with a box before each answer, and statements with one."""
    _head(sheet, words)
    for _ in range(draw.randint(4, 7)):
        sheet.paragraph(words.paragraph(), LEFT, WIDTH, lines=draw.randint(1, 2))
        sheet.skip(4)
        pair = draw.choice((("Ja", "Nej"), ("Beviljas", "Avslås"), ("Kvinna", "Man"), ("Bifall", "Avslag")))
        signs = "".join(draw.choice(MARKED) for _ in pair)
        sheet.choices(pair, (LEFT, LEFT + draw.uniform(80, 150)), signs)
        sheet.skip(10)
    for _ in range(draw.randint(3, 6)):
        sheet.choices([words.item()], [LEFT], draw.choice(MARKED))
        sheet.skip(3)


def _agenda(sheet: Sheet, words: Words, draw: random.Random) -> None:
    """Numbers in a narrow column, close to what they number."""
    _head(sheet, words)
    gap = sheet.style.size * draw.uniform(1.7, 2.3)
    for number in range(1, draw.randint(12, 22)):
        sheet.row(
            [f"{number}{draw.choice(('', '.'))}", words.item()[:60].rsplit(" ", 1)[0]], (LEFT, LEFT + gap)
        )
        sheet.skip(draw.choice((0, 5)))


def _arms(sheet: Sheet, words: Words, draw: random.Random) -> None:
    """A letter with the authority's arms in its head."""
    sheet.emblem(LEFT - 20, 40, draw.uniform(30, 55))
    sheet.y = 60
    sheet.row([words.authority.name.upper(), words.short_date()], (LEFT + 50, 400.0), bold=True)
    sheet.y = 130
    _signed(sheet, words, draw)


def _signed(sheet: Sheet, words: Words, draw: random.Random) -> None:
    """A letter with two signatures over printed names."""
    _head(sheet, words)
    for _ in range(3):
        sheet.paragraph(words.paragraph(), LEFT, WIDTH)
        sheet.skip(8)
    sheet.skip(40)
    sheet.scrawl(LEFT, draw)
    sheet.scrawl(330.0, draw)
    sheet.row([words.name(), words.name()], [LEFT, 330.0])


def _blank(_sheet: Sheet, _words: Words, _draw: random.Random) -> None:
    """Nothing but the scanner's own noise."""


KINDS: Mapping[str, Callable[[Sheet, Words, random.Random], None]] = {
    "boxes": _form,
    "agenda": _agenda,
    "margin notes": margin_notes,
    "arms": _arms,
    "signed": _signed,
    "blank": _blank,
}
