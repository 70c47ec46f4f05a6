"""Turns a clean page into what an office scanner makes of its paper."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter

from tests.corpus.layout import PRINT_DPI

_Pixels = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Scanner:
    """How a page is scanned. Tones are 0 (black) to 255."""

    #: Resolution of the scan in dots per inch.
    dpi: int = 200
    #: How far the paper lies askew; positive is anticlockwise.
    skew_degrees: float = 0.5
    #: Standard deviation of the optics' blur, in pixels of the scan.
    blur: float = 0.5
    #: Standard deviation of the sensor's noise, in tones.
    noise: float = 4.0
    #: Tone of the paper in the middle of the page.
    paper: int = 246
    #: How many tones the light falls off towards the edges.
    falloff: float = 14.0
    #: Share of its blackness that the toner loses where it is thinnest.
    toner_loss: float = 0.2
    #: Whether the paper was punched for a Swedish binder (two holes, 80 mm apart).
    punched: bool = False
    #: Whether a staple was pulled out of the top left corner.
    stapled: bool = False
    #: Whether the scan is in colour.
    colour: bool = False
    #: First seed of the random numbers; page n uses seed + n.
    seed: int


def scan(page: Image.Image, scanner: Scanner, number: int) -> Image.Image:
    """Returns the scan, in mode RGB or L, of the page with this number."""
    rng = np.random.default_rng(scanner.seed + number)
    paper = page.convert("RGB" if scanner.colour else "L")
    _damage(paper, scanner)
    sign = -1 if number % 3 == 2 else 1
    askew = paper.rotate(
        scanner.skew_degrees * sign * (1 - 0.15 * number),
        Image.Resampling.BICUBIC,
        fillcolor="white",
        translate=(int(rng.integers(-12, 13)), int(rng.integers(-12, 13))),
    )
    size = (page.width * scanner.dpi // PRINT_DPI, page.height * scanner.dpi // PRINT_DPI)
    seen = askew.resize(size, Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(scanner.blur))
    tones = np.asarray(seen, dtype=np.float64)
    if not scanner.colour:
        tones = tones[..., None]
    ink = (255 - tones) * (1 - scanner.toner_loss * _clouds(size, rng, cells=40))[..., None]
    light = scanner.paper - scanner.falloff * _vignette(size) - 5 * _clouds(size, rng, cells=5)
    tones = light[..., None] * (1 - ink / 255) + rng.normal(0, scanner.noise, (size[1], size[0], 1))
    if scanner.colour:
        tones = tones * np.array([1.0, 0.99, 0.955])
    pixels = np.clip(tones, 0, 255).astype(np.uint8)
    return Image.fromarray(pixels if scanner.colour else pixels[..., 0])


def fax(page: Image.Image, *, threshold: int, specks: int, seed: int) -> Image.Image:
    """Returns a black-and-white page (mode 1) with ragged edges and so many stray dots."""
    rng = np.random.default_rng(seed)
    tones = np.asarray(page.convert("L"), dtype=np.float64)
    black = tones + rng.normal(0, 9, tones.shape) < threshold
    rows, columns = rng.integers(0, tones.shape[0] - 2, specks), rng.integers(0, tones.shape[1] - 2, specks)
    for row, column, size in zip(rows, columns, rng.integers(1, 3, specks), strict=True):
        black[row : row + size, column : column + size] = True
    return Image.fromarray(np.where(black, 0, 255).astype(np.uint8)).convert("1", dither=Image.Dither.NONE)


def sixteen_greys(page: Image.Image) -> Image.Image:
    """Returns the page in a palette of sixteen greys, as frugal scanners store it."""
    levels = Image.fromarray((np.asarray(page.convert("L")) // 16).astype(np.uint8))
    reduced = levels.convert("P")
    reduced.putdata(list(levels.getdata()))
    reduced.putpalette([tone for level in range(16) for tone in [level * 17] * 3])
    return reduced


def _damage(paper: Image.Image, scanner: Scanner) -> None:
    """Draws punch holes and the marks of a staple on the paper, in place."""
    draw = ImageDraw.Draw(paper)
    millimetre = PRINT_DPI / 25.4
    grey = (96, 94, 90) if scanner.colour else 94
    if scanner.punched:
        for dy in (-40, 40):
            x, y = 12 * millimetre, paper.height / 2 + dy * millimetre
            radius = 2.8 * millimetre
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=grey)
    if scanner.stapled:
        x, y = 9 * millimetre, 9 * millimetre
        draw.line((x, y, x + 9 * millimetre, y - 4 * millimetre), fill=grey, width=7)
        draw.ellipse((x - 8, y - 8, x + 8, y + 8), fill=grey)


def _clouds(size: tuple[int, int], rng: np.random.Generator, *, cells: int) -> _Pixels:
    """Soft random patches between 0 and 1, so many across the page."""
    coarse = Image.fromarray(rng.integers(0, 256, (cells * 7 // 5, cells)).astype(np.uint8))
    return np.asarray(coarse.resize(size, Image.Resampling.BICUBIC), dtype=np.float64) / 255


def _vignette(size: tuple[int, int]) -> _Pixels:
    """0 in the middle of the page, 1 in its corners, a little darker towards the lamp's end."""
    x = np.linspace(-1, 1, size[0])[None, :]
    y = np.linspace(-0.8, 1, size[1])[:, None]
    shade: _Pixels = (x**4 + np.abs(y) ** 3) / 2
    return shade
