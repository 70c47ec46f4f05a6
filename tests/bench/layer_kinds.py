"""Pages with text layers of every kind, and how each should be judged.

What another program's OCR leaves is made by that program: Tesseract reads the scan with the language that the
kind names, and its words are set as invisible text where it saw them.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

import numpy as np
import pikepdf
from PIL import Image

from tests.bench.layer_forms import digital, pasted, tesseract_layer, with_layer
from tests.bench.scans.damages import COPY, CORE, OFFICE, Damage
from tests.bench.scans.pages import TYPEFACES, pdf_of
from tests.bench.scans.scanning import scanned
from tests.bench.scans.typesetting import A4, Print, Sheet, Style, TruthLine, Typeface
from tests.bench.scans.wording import Half, Words

Expected = Literal["keep", "replace", "both"]
"""The layer is taken; it is read again; each source gives its part."""

LEFT, WIDTH = 72.0, 440.0
STRAIGHT = replace(OFFICE, skew=(-0.1, 0.1))
"""For layers whose text is set from the truth and not where some OCR saw it."""


@dataclass(frozen=True, kw_only=True)
class LayerPage:
    """A page with a text layer. `truth` is all that is printed on it, in parts with their places."""

    name: str
    kind: str
    pdf: bytes
    expected: Expected
    parts: tuple["Part", ...]
    layer: str
    """The layer's own text."""

    @property
    def truth(self) -> tuple[TruthLine, ...]:
        """All that is printed."""
        return tuple(line for part in self.parts for line in part.lines)


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of a page that one source should give: from `top` to `bottom`, in points."""

    top: float
    bottom: float
    lines: tuple[TruthLine, ...]


@dataclass(frozen=True)
class Draft:
    """What a kind makes its page from."""

    sheet: Sheet
    draw: random.Random
    rng: np.random.Generator
    number: int


Made = tuple[bytes, Sequence[Print], tuple[Part, ...]]
"""The PDF, its layer, and its parts."""


def layer_pages(seed: int, each: int, *, half: Half, kinds: Sequence[str]) -> Iterator[LayerPage]:
    """`each` pages of every kind, the same for the same seed."""
    for kind in kinds:
        for number in range(each):
            yield layer_page(kind, seed, number, half=half)


def layer_page(kind: str, seed: int, number: int, *, half: Half) -> LayerPage:
    """One page; needs Tesseract with `eng`, `deu` and `swe` for the kinds that are OCR's."""
    draw = random.Random(f"{half} {kind} {seed} {number}")
    rng = np.random.default_rng([seed, number, half == "held", sum(map(ord, kind))])
    faces = [face for face in TYPEFACES[half] if face.regular.endswith(".ttf")]
    how = KINDS[kind]
    sheet = _set(draw.choice(faces), half, draw, language=how.language)
    pdf, layer, parts = how.make(Draft(sheet, draw, rng, number))
    return LayerPage(
        name=f"{half}-{seed}-{number:03d}-{kind}",
        kind=kind,
        pdf=pdf,
        expected=how.expected,
        parts=parts,
        layer="\n".join(print_.text for print_ in layer),
    )


def _set(face: Typeface, half: Half, draw: random.Random, *, language: str) -> Sheet:
    """A page of some twenty lines: head, heading, paragraphs and a list."""
    style = Style(face=face, size=draw.uniform(10, 12), leading=draw.uniform(1.25, 1.4))
    sheet, words = Sheet(dpi=200, style=style), Words(half, draw)
    if language != "sv":
        texts = (Path(__file__).parent / "scans" / "texts" / "foreign" / f"{language}.txt").read_text("utf-8")
        for text in draw.sample(texts.splitlines(), 4):
            sheet.paragraph(text, LEFT, WIDTH)
            sheet.skip(sheet.line_height * draw.uniform(0.5, 1.2))
        return sheet
    sheet.row([words.authority.name, words.short_date()], (LEFT, 380.0), bold=True)
    sheet.row([words.authority.office, words.number()], (LEFT, 380.0))
    sheet.heading(words.title(), LEFT, size=style.size * 1.25)
    for _ in range(draw.randint(2, 4)):
        sheet.paragraph(words.paragraph(), LEFT, WIDTH)
        sheet.skip(sheet.line_height * draw.uniform(0.5, 1.2))
    for _ in range(draw.randint(0, 4)):
        sheet.paragraph(words.item(), LEFT, WIDTH, label="–", hang=14)
    return sheet


# The kinds.


def scan(draft: Draft, damage: Damage) -> bytes:
    """The sheet scanned, as a PDF of one image."""
    return pdf_of(_pixels(draft, damage), damage, round(draft.draw.uniform(*damage.quality)))


def _pixels(draft: Draft, damage: Damage) -> Image.Image:
    return scanned(draft.sheet.image, (), damage, draft.rng)


def _whole(sheet: Sheet) -> tuple[Part, ...]:
    return (Part(top=0, bottom=A4[1], lines=tuple(sheet.truth)),)


def _digital(draft: Draft, change: Callable[[pikepdf.Pdf], None] | None = None) -> Made:
    sheet = draft.sheet
    return digital(sheet.prints, sheet.style.face, change), sheet.prints, _whole(sheet)


def _without_unicode(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].obj.Resources.Font.values():
        del font["/ToUnicode"]


def _with_wrong_unicode(pdf: pikepdf.Pdf) -> None:
    """Every glyph's character is another one's, as in fonts that number their letters themselves."""
    for font in pdf.pages[0].obj.Resources.Font.values():
        cmap = font.ToUnicode.read_bytes().decode("ascii")
        head, mark, tail = cmap.partition("beginbfchar")
        pairs = [line.split() for line in tail.splitlines() if line.startswith("<")]
        for source, target in pairs:
            wrong = int(target.strip("<>"), 16) - 29
            tail = tail.replace(f"{source} {target}", f"{source} <{max(33, wrong):04X}>")
        font.ToUnicode = pdf.make_stream((head + mark + tail).encode("ascii"))


def _scan_with(draft: Draft, layer: Callable[[list[Print]], list[Print]], damage: Damage = STRAIGHT) -> Made:
    prints = layer(draft.sheet.prints)
    return with_layer(scan(draft, damage), prints), prints, _whole(draft.sheet)


def _read_by(draft: Draft, language: str, damage: Damage) -> Made:
    image = _pixels(draft, damage)
    prints = tesseract_layer(image, language)
    content = pdf_of(image, damage, round(draft.draw.uniform(*damage.quality)))
    return with_layer(content, prints), prints, _whole(draft.sheet)


def _badly_read(draft: Draft) -> Made:
    """A copy or a faint page; the hardest that Tesseract still reads as Swedish."""
    hard = (
        replace(COPY, dpi=(200, 200), breaks=(0.3, 0.45)),
        replace(COPY, breaks=(0.35, 0.5)),
        replace(CORE["low_contrast"], paper=(205, 215), ink=(176, 180)),
        replace(OFFICE, blur=(1.7, 2.1), noise=(10, 16)),
    )
    return _read_by(draft, "swe", hard[draft.number % len(hard)])


def _mojibake(prints: list[Print]) -> list[Print]:
    return [replace(one, text=one.text.encode().decode("cp1252", "ignore")) for one in prints]


def _printed_mojibake(draft: Draft) -> Made:
    """Mojibake that the author's program has printed: repair's business, not the recogniser's."""
    prints = _mojibake(draft.sheet.prints)
    lines = tuple(TruthLine(cells=(one.text,)) for one in prints)
    return digital(prints, draft.sheet.style.face), prints, (Part(top=0, bottom=A4[1], lines=lines),)


def _with_mojibake_unicode(pdf: pikepdf.Pdf) -> None:
    """Sound print whose å, ä, ö are given as UTF-8 taken for Latin-1."""
    for font in pdf.pages[0].obj.Resources.Font.values():
        cmap = font.ToUnicode.read_bytes().decode("ascii")
        for letter in "åäöÅÄÖé":
            wrong = "".join(f"{byte:04X}" for byte in letter.encode())
            cmap = cmap.replace(f"<{ord(letter):04X}>\n", f"<{wrong}>\n")
        font.ToUnicode = pdf.make_stream(cmap.encode("ascii"))


def _upper_lines(draft: Draft) -> Made:
    share = draft.draw.uniform(0.3, 0.7)
    return _scan_with(draft, lambda prints: prints[: max(3, round(share * len(prints)))])


def _moved(draft: Draft) -> Made:
    """Shifted by some lines, or placed as if the scan had another resolution."""
    if draft.number % 2:
        factor = draft.draw.choice((0.72, 0.8, 0.667))
        return _scan_with(
            draft,
            lambda prints: [
                replace(
                    one, x=one.x * factor, y=one.y * factor, width=one.width * factor, size=one.size * factor
                )
                for one in prints
            ],
        )
    shift = draft.draw.uniform(25, 90)
    return _scan_with(draft, lambda prints: [replace(one, y=one.y + shift) for one in prints])


def _empty(prints: list[Print]) -> list[Print]:
    return [replace(one, text=" ") for one in prints]


def _with_annex(draft: Draft) -> Made:
    """A born-digital letter whose lower half is a pasted scan of some lines."""
    sheet, upper = draft.sheet, draft.sheet.y
    first = len(sheet.prints)
    lines = len(sheet.truth)
    sheet.y = upper + 30
    words = Words("open", draft.draw)
    while sheet.room() > 12 and len(sheet.truth) < lines + 8:
        sheet.paragraph(words.paragraph(), LEFT, WIDTH, lines=8)
        sheet.skip(6)
    image = _pixels(draft, STRAIGHT)
    points = A4[0] / image.width
    box = (LEFT - 20, upper + 14, LEFT + WIDTH + 30, min(A4[1] - 20, sheet.y + 14))
    cut = image.crop(tuple(round(edge / points) for edge in box))  # type: ignore[arg-type]
    letter = sheet.prints[:first]
    parts = (
        Part(top=0, bottom=upper + 10, lines=tuple(sheet.truth[:lines])),
        Part(top=upper + 10, bottom=A4[1], lines=tuple(sheet.truth[lines:])),
    )
    return pasted(digital(letter, sheet.style.face), cut, box), letter, parts


def _with_garbage(draft: Draft) -> Made:
    """A scan whose layer is sound above and read as English below."""
    image = _pixels(draft, STRAIGHT)
    middle = draft.sheet.prints[len(draft.sheet.prints) // 2].y + 4
    sound = [one for one in draft.sheet.prints if one.y < middle]
    bad = [one for one in tesseract_layer(image, "eng") if one.y - one.size / 2 >= middle]
    content = pdf_of(image, STRAIGHT, 85)
    return with_layer(content, [*sound, *bad]), [*sound, *bad], _whole(draft.sheet)


def _on_paper(draft: Draft) -> Made:
    """A born-digital letter over a picture of coloured paper that fills the page."""
    shade = np.linspace(225, 250, 400).astype(np.uint8)
    paper = Image.fromarray(np.dstack([np.tile(shade, (300, 1))] * 2 + [np.full((300, 400), 235, np.uint8)]))
    pdf, prints, parts = _digital(draft)
    return pasted(pdf, paper, (0, 0, *A4), below=True), prints, parts


def _few_lines(draft: Draft) -> Made:
    """A title page or the last lines of a letter."""
    sheet = draft.sheet
    prints, count = sheet.prints[: draft.draw.randint(1, 3)], len(sheet.prints)
    texts = {one.text for one in prints}
    lines = tuple(line for line in sheet.truth if set(line.cells) & texts)
    kept = [one for one in sheet.prints[:count] if any(one.text in line.cells for line in lines)]
    return digital(kept, sheet.style.face), kept, (Part(top=0, bottom=A4[1], lines=lines),)


def _figures(draft: Draft) -> Made:
    """A born-digital page of a budget: figures in columns, few words."""
    draw, prints, lines = draft.draw, list[Print](), list[TruthLine]()
    for row in range(draw.randint(20, 35)):
        y = 80.0 + 18 * row
        cells = (
            str(draw.randint(100, 999)),
            *(f"{draw.randint(-99, 999)} {draw.randint(0, 999):03d}" for _ in range(4)),
        )
        prints += [
            Print(text=cell, x=72.0 + 95 * n, y=y, width=50.0, size=10.0) for n, cell in enumerate(cells)
        ]
        lines.append(TruthLine(cells=cells))
    return digital(prints, draft.sheet.style.face), prints, (Part(top=0, bottom=A4[1], lines=tuple(lines)),)


def _marked_scan(draft: Draft) -> Made:
    """A scan without a layer, under a registrar's printed mark of a line or two."""
    image = _pixels(draft, STRAIGHT)
    words = Words("open", draft.draw)
    mark = [f"Inkom {words.short_date()}", f"Dnr {words.number()}"]
    prints = [Print(text=text, x=400.0, y=24.0 + 12 * n, width=90.0, size=9.0) for n, text in enumerate(mark)]
    digital_page = digital(prints, draft.sheet.style.face)
    parts = (
        Part(top=0, bottom=44, lines=tuple(TruthLine(cells=(text,)) for text in mark)),
        Part(top=44, bottom=A4[1], lines=tuple(draft.sheet.truth)),
    )
    return pasted(digital_page, image, (0, 0, *A4), below=True), prints, parts


def _slightly_off(draft: Draft) -> Made:
    """A true layer that lies a few points beside the print, as after a crop."""
    down, aside = draft.draw.uniform(-4, 4), draft.draw.uniform(-6, 6)
    return _scan_with(draft, lambda prints: [replace(one, x=one.x + aside, y=one.y + down) for one in prints])


@dataclass(frozen=True, kw_only=True)
class Kind:
    """How a kind of page is made, and what becomes of its layer."""

    expected: Expected
    make: Callable[[Draft], Made]
    language: str = "sv"


KINDS: Mapping[str, Kind] = {
    "digital": Kind(expected="keep", make=_digital),
    "digital en": Kind(expected="keep", make=_digital, language="en"),
    "digital de": Kind(expected="keep", make=_digital, language="de"),
    "digital fi": Kind(expected="keep", make=_digital, language="fi"),
    "digital on paper": Kind(expected="keep", make=_on_paper),
    "digital, few lines": Kind(expected="keep", make=_few_lines),
    "digital, figures": Kind(expected="keep", make=_figures),
    "slightly off": Kind(expected="keep", make=_slightly_off),
    "scan, digital mark": Kind(expected="both", make=_marked_scan),
    "scan, true layer": Kind(expected="keep", make=partial(_scan_with, layer=list)),
    "copy, true layer": Kind(
        expected="keep", make=partial(_scan_with, layer=list, damage=replace(COPY, skew=(-0.1, 0.1)))
    ),
    "scan, good OCR": Kind(expected="keep", make=partial(_read_by, language="swe", damage=OFFICE)),
    "scan en": Kind(expected="keep", make=partial(_read_by, language="eng", damage=OFFICE), language="en"),
    "scan de": Kind(expected="keep", make=partial(_read_by, language="deu", damage=OFFICE), language="de"),
    "English OCR": Kind(expected="replace", make=partial(_read_by, language="eng", damage=OFFICE)),
    "German OCR": Kind(expected="replace", make=partial(_read_by, language="deu", damage=OFFICE)),
    "bad Swedish OCR": Kind(expected="replace", make=_badly_read),
    "mojibake": Kind(expected="replace", make=partial(_scan_with, layer=_mojibake)),
    "printed mojibake": Kind(expected="keep", make=_printed_mojibake),
    "mojibake ToUnicode": Kind(expected="replace", make=partial(_digital, change=_with_mojibake_unicode)),
    "no ToUnicode": Kind(expected="replace", make=partial(_digital, change=_without_unicode)),
    "wrong ToUnicode": Kind(expected="replace", make=partial(_digital, change=_with_wrong_unicode)),
    "misplaced": Kind(expected="replace", make=_moved),
    "empty": Kind(expected="replace", make=partial(_scan_with, layer=_empty)),
    "partial": Kind(expected="both", make=_upper_lines),
    "digital and annex": Kind(expected="both", make=_with_annex),
    "half garbage": Kind(expected="both", make=_with_garbage),
}
