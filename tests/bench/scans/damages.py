"""Ways in which a page comes out of a scanner, a copier or a fax: figures, apart from what is done with them.

The first twenty are those that the readers' figures are given for; `EXTRA` widens the resolutions and forms.
Tones go from 0 (black) to 255, lengths are pixels of the scan unless said otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

Range = tuple[float, float]
Form = Literal["jpeg", "png", "fax", "jpeg2000", "cmyk", "palette"]


@dataclass(frozen=True, kw_only=True)
class Damage:
    """How a page is scanned; ranges are drawn from evenly for each page."""

    dpi: tuple[int, int]
    """Dots per inch, across and down."""
    form: Form
    """How the pixels are kept; `fax` is one bit each, CCITT group 4."""
    quality: Range = (80, 92)
    """JPEG's own scale."""
    skew: Range = (-0.15, 0.15)
    """Degrees, anticlockwise."""
    turn: int = 0
    """Clockwise degrees by which the paper lay wrong."""
    blur: Range = (0.3, 0.5)
    """Standard deviation of the optics at 200 dpi; grows with the resolution."""
    noise: Range = (1, 3)
    """Standard deviation of the sensor's noise, in tones."""
    paper: Range = (244, 252)
    ink: Range = (10, 35)
    falloff: Range = (0, 6)
    """Tones that the light loses towards the edges."""
    toner_loss: Range = (0, 0.1)
    """Share of its blackness that the toner loses where it is thinnest."""
    breaks: Range = (0, 0)
    """Share of the ink's blackness that is lost in fine spots: strokes break and marks get lost."""
    specks: Range = (0, 0)
    """Stray dots on the page."""
    threshold: Range = (120, 140)
    """Tone below which a pixel becomes black, where the form has one bit."""
    show_through: Range = (0, 0)
    """How many tones the other side of the paper darkens this one."""
    border: bool = False
    """The scanner's lid was open: black stripes along edges."""
    stamp: bool = False
    """A received stamp lies over the text."""
    colour: bool = False
    camera: bool = False
    """Photographed with a phone; in colour."""
    last_page: bool = False
    """Nearly empty: what a letter's last page holds."""


OFFICE = Damage(
    dpi=(200, 200), form="jpeg", skew=(-0.7, 0.7), noise=(2, 5), paper=(236, 250), falloff=(4, 14),
    toner_loss=(0.1, 0.3),
)  # fmt: skip
COPY = Damage(
    dpi=(300, 300), form="fax", skew=(-1, 1), blur=(0.45, 0.7), noise=(10, 16), toner_loss=(0.15, 0.3),
    breaks=(0.2, 0.4), specks=(300, 1500), threshold=(125, 145), falloff=(0, 20),
)  # fmt: skip
FAX = Damage(
    dpi=(204, 196), form="fax", skew=(-0.6, 0.6), blur=(0.3, 0.5), noise=(8, 14), specks=(50, 300),
    threshold=(128, 150),
)  # fmt: skip

CORE: Mapping[str, Damage] = {
    "clean300": Damage(dpi=(300, 300), form="png"),
    "clean200": Damage(dpi=(200, 200), form="png"),
    "clean150": Damage(dpi=(150, 150), form="png"),
    "office200": OFFICE,
    "office300": replace(OFFICE, dpi=(300, 300)),
    "skew": replace(OFFICE, skew=(1.2, 3.0)),
    "noise": replace(OFFICE, noise=(14, 24)),
    "jpeg": replace(OFFICE, quality=(14, 24)),
    "blur": replace(OFFICE, blur=(1.0, 1.4)),
    "low_contrast": replace(OFFICE, paper=(200, 220), ink=(172, 182), noise=(2, 4), falloff=(20, 40)),
    "show_through": replace(OFFICE, show_through=(40, 80)),
    "copy300": COPY,
    "copy200": replace(COPY, dpi=(200, 200), blur=(0.35, 0.5), specks=(200, 900)),
    "fax_fine": FAX,
    "fax98": replace(FAX, dpi=(204, 98), blur=(0.25, 0.4), specks=(20, 150), noise=(4, 10)),
    "border": replace(OFFICE, border=True, skew=(-1, 1)),
    "stamp": replace(OFFICE, stamp=True, colour=True),
    "rot90": replace(OFFICE, turn=90),
    "rot180": replace(OFFICE, turn=180),
    "worst150": replace(
        OFFICE, dpi=(150, 150), skew=(-2, 2), blur=(0.6, 0.8), noise=(8, 14), paper=(215, 235), ink=(45, 75),
        falloff=(20, 40), show_through=(15, 40), quality=(30, 45), toner_loss=(0.2, 0.4),
    ),
}  # fmt: skip
EXTRA: Mapping[str, Damage] = {
    "clean600": Damage(dpi=(600, 600), form="fax", noise=(1, 3)),
    "clean100": Damage(dpi=(100, 100), form="png", blur=(0.2, 0.3)),
    "screen72": Damage(dpi=(72, 72), form="png", blur=(0.1, 0.2), noise=(0, 0)),
    "rot270": replace(OFFICE, turn=270),
    "grey_stamp": replace(OFFICE, stamp=True),
    "jpeg2000": replace(OFFICE, form="jpeg2000", colour=True),
    "cmyk": replace(OFFICE, form="cmyk", colour=True),
    "palette": replace(OFFICE, form="palette"),
    "photo": replace(OFFICE, camera=True, colour=True, quality=(55, 75)),
    "last_page": replace(OFFICE, last_page=True),
    "last_page_fax": replace(FAX, last_page=True),
}
DAMAGES: Mapping[str, Damage] = {**CORE, **EXTRA}
