"""Pages of scans: which text, layout, typeface and damage, by seed; and the PDF that holds the pixels."""

import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import img2pdf  # type: ignore[import-untyped]
import numpy as np
import pikepdf
from PIL import Image

from tests.bench.scans.damages import CORE, DAMAGES, Damage
from tests.bench.scans.layouts import LAYOUTS, Layout, last_page
from tests.bench.scans.scanning import scanned
from tests.bench.scans.typesetting import A4, Sheet, Style, TruthLine, Typeface
from tests.bench.scans.wording import Half, Words

LIBERATION = tuple(
    Typeface(name=name, regular=f"Liberation{name}-Regular.ttf", bold=f"Liberation{name}-Bold.ttf")
    for name in ("Serif", "Sans", "Mono")
)
TYPEFACES: dict[Half, tuple[Typeface, ...]] = {
    "open": (
        *LIBERATION,
        Typeface(name="Carlito", regular="Carlito-Regular.ttf", bold="Carlito-Bold.ttf"),
        Typeface(name="Gentium", regular="GenBasR.ttf", bold="GenBasB.ttf"),
        Typeface(name="DejaVu Serif", regular="DejaVuSerif.ttf", bold="DejaVuSerif-Bold.ttf"),
    ),
    "held": (
        *LIBERATION[:2],
        Typeface(name="Caladea", regular="Caladea-Regular.ttf", bold="Caladea-Bold.ttf"),
        Typeface(name="Garamond", regular="EBGaramond12-Regular.otf", bold="EBGaramond12-Bold.otf"),
        Typeface(name="Old Standard", regular="OldStandard-Regular.ttf", bold="OldStandard-Bold.ttf"),
        Typeface(name="Courier", regular="Courier Prime.otf", bold="Courier Prime Bold.otf"),
    ),
}
WIDE = frozenset({"Mono", "Courier"})
"""Typewriter faces, whose rows would run into each other in a table at the common size."""
PRINT_DPI = 300
SHIFT = 3
"""Layouts go on by so many after each round of the damages, so that each damage meets each layout."""


@dataclass(frozen=True, kw_only=True)
class ScanPage:
    """One scanned page as a PDF file of its own, and what stands on it."""

    name: str
    pdf: bytes
    truth: tuple[TruthLine, ...]
    damage: str
    layout: str
    typeface: str
    dpi: tuple[int, int]

    @property
    def truth_text(self) -> str:
        """The printed lines in reading order, without a stamp's."""
        return "\n".join(line.text for line in self.truth if not line.optional)

    def write(self, folder: Path) -> Path:
        """Writes the PDF into the folder."""
        path = folder / f"{self.name}.pdf"
        path.write_bytes(self.pdf)
        return path


def pages(
    seed: int, count: int, *, half: Half = "open", damages: Sequence[str] = tuple(CORE)
) -> Iterator[ScanPage]:
    """`count` pages, which go through the damages in turn, and through layouts at another pace."""
    for number in range(count):
        yield page(seed, number, half=half, damage=damages[number % len(damages)])


def page(seed: int, number: int, *, half: Half, damage: str) -> ScanPage:
    """The page with this number, the same whatever others are made."""
    draw = random.Random(f"{half} {seed} {number}")
    rng = np.random.default_rng([half == "held", seed, number])
    wanted = DAMAGES[damage]
    layouts = {"last_page": last_page} if wanted.last_page else LAYOUTS
    layout = list(layouts)[(number + SHIFT * (number // len(CORE))) % len(layouts)]
    face = draw.choice([face for face in TYPEFACES[half] if layout != "table" or face.name not in WIDE])
    sheet = _set(layout, layouts[layout], face, half, draw, dpi=max(PRINT_DPI, *wanted.dpi))
    words = Words(half, draw)
    stamp = ("INKOM", words.short_date(), f"Dnr {words.number()}") if wanted.stamp else ()
    image = scanned(sheet.image, stamp, wanted, rng)
    truth = (*sheet.truth, *(TruthLine(cells=(line,), optional=True) for line in stamp))
    return ScanPage(
        name=f"{half}-{seed}-{number:04d}-{damage}",
        pdf=pdf_of(image, wanted, round(draw.uniform(*wanted.quality))),
        truth=truth,
        damage=damage,
        layout=layout,
        typeface=face.name,
        dpi=wanted.dpi,
    )


def _set(name: str, layout: Layout, face: Typeface, half: Half, draw: random.Random, *, dpi: int) -> Sheet:
    narrow = 0.9 if face.name in WIDE else 1.0
    style = Style(
        face=face,
        size=(9.5 if name == "table" else draw.uniform(10, 12)) * narrow,
        leading=draw.uniform(1.22, 1.4),
        justified=name in {"two_columns", "margin_notes"} and face.name not in WIDE,
    )
    sheet = Sheet(dpi=dpi, style=style)
    layout(sheet, Words(half, draw), draw)
    return sheet


def pdf_of(image: Image.Image, damage: Damage, quality: int) -> bytes:
    """A PDF of one A4 page (lying if the image lies) that holds the image's own bytes."""
    size = A4 if damage.turn % 180 == 0 else A4[::-1]
    wrapped = img2pdf.convert(
        _encoded(image, damage, quality), layout_fun=lambda *_: (*size, *size), nodate=True
    )
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(wrapped)) as pdf:
        del pdf.trailer["/ID"]
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _encoded(image: Image.Image, damage: Damage, quality: int) -> bytes:
    out = io.BytesIO()
    match damage.form:
        case "png":
            image.save(out, "PNG")
        case "palette":
            image.quantize(16, dither=Image.Dither.NONE).save(out, "PNG")
        case "fax":
            image.save(out, "TIFF", compression="group4", dpi=damage.dpi)
        case "jpeg2000":
            image.save(out, "JPEG2000", quality_mode="rates", quality_layers=[24])
        case "cmyk":
            image.convert("CMYK").save(out, "JPEG", quality=quality, dpi=damage.dpi)
        case "jpeg":
            image.save(out, "JPEG", quality=quality, dpi=damage.dpi)
    return out.getvalue()
