"""From a print to what the scanner gives: pixels after a `Damage`, drawn with a seeded generator."""

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from tests.bench.scans.damages import Damage, Range
from tests.bench.scans.photographs import photographed

Tones = npt.NDArray[np.float32]
STAMP_INKS = ((38, 56, 160), (168, 32, 48), (60, 60, 64))
"""Blue, red and black ink pads."""
PAPER_TINT = np.array([1.0, 0.99, 0.96], dtype=np.float32)


def scanned(
    sheet: Image.Image, stamp: tuple[str, ...], damage: Damage, rng: np.random.Generator
) -> Image.Image:
    """The scan of a print (mode L): mode 1, L or RGB. `stamp` is pressed on the paper if the damage asks."""
    across, down = damage.dpi
    paper = sheet.convert("RGB") if damage.colour else sheet
    if damage.stamp:
        paper = _stamped(paper, stamp, rng)
    paper = paper.rotate(
        _drawn(damage.skew, rng), Image.Resampling.BICUBIC, fillcolor="white" if damage.colour else 255
    )
    if damage.turn:
        paper = paper.rotate(-damage.turn, expand=True)
    upright = damage.turn % 180 == 0
    width, height = (8.27, 11.69) if upright else (11.69, 8.27)
    size = (round(width * across), round(height * down))
    seen = paper.resize(size, Image.Resampling.BOX if paper.width > size[0] else Image.Resampling.BICUBIC)
    tones = np.asarray(_blurred(seen, damage, rng), dtype=np.float32)
    tones = _lit(tones if damage.colour else tones[..., None], damage, rng)
    if damage.border:
        _border(tones, across, rng)
    if damage.camera:
        tones = photographed(tones, rng)
    pixels = np.clip(tones, 0, 255)
    if damage.form == "fax":
        return _black_and_white(pixels[..., 0], damage, rng)
    whole = pixels.astype(np.uint8)
    return Image.fromarray(whole if damage.colour else whole[..., 0])


def _drawn(limits: Range, rng: np.random.Generator) -> float:
    return float(rng.uniform(*limits))


def _blurred(seen: Image.Image, damage: Damage, rng: np.random.Generator) -> Image.Image:
    return seen.filter(ImageFilter.GaussianBlur(_drawn(damage.blur, rng) * damage.dpi[0] / 200))


def _lit(tones: Tones, damage: Damage, rng: np.random.Generator) -> Tones:
    """Ink on paper under the scanner's lamp; rows × columns × channels."""
    rows, columns = tones.shape[:2]
    paper, ink = _drawn(damage.paper, rng), _drawn(damage.ink, rng)
    black = 1 - tones / 255
    loss = _drawn(damage.toner_loss, rng) * _clouds((rows, columns), rng, cells=40)
    breaks = _drawn(damage.breaks, rng)
    if breaks:
        fine = _clouds((rows, columns), rng, cells=columns // 4)
        loss = loss + breaks * np.clip(2 * fine - 0.7, 0, 1)
    black = black * np.clip(1 - loss, 0, 1)[..., None]
    light = paper - _drawn(damage.falloff, rng) * _vignette(rows, columns)
    behind = _drawn(damage.show_through, rng)
    if behind:
        light = light - behind * _other_side(black.max(axis=2), rng)
    lit = light[..., None] - black * (light[..., None] - ink)
    noisy = lit + rng.normal(0, _drawn(damage.noise, rng), (rows, columns, 1)).astype(np.float32)
    return np.asarray(noisy * PAPER_TINT if damage.colour else noisy, dtype=np.float32)


def _other_side(black: Tones, rng: np.random.Generator) -> Tones:
    """What shines through: the page mirrored, shifted and blurred, since no other page is at hand."""
    mirrored = np.roll(black[:, ::-1], int(rng.integers(20, 60)), axis=0)
    soft = Image.fromarray((mirrored * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(1.2))
    return np.asarray(soft, dtype=np.float32) / np.float32(255)


def _border(tones: Tones, dpi: int, rng: np.random.Generator) -> None:
    """Dark stripes along three edges, outside the text's margins, in place."""
    for edge in rng.choice(4, 3, replace=False):
        width = int(dpi * rng.uniform(0.15, 0.38))
        dark = rng.uniform(8, 40)
        stripe = [tones[:width], tones[-width:], tones[:, :width], tones[:, -width:]][edge]
        stripe[...] = dark + rng.normal(0, 6, stripe.shape[:2])[..., None]


def _black_and_white(tones: Tones, damage: Damage, rng: np.random.Generator) -> Image.Image:
    black = tones < _drawn(damage.threshold, rng)
    rows, columns = black.shape
    count = int(_drawn(damage.specks, rng))
    for row, column, size in zip(
        rng.integers(0, rows - 3, count),
        rng.integers(0, columns - 3, count),
        rng.integers(1, 4, count),
        strict=True,
    ):
        black[row : row + size, column : column + size] = True
    return Image.fromarray(np.where(black, 0, 255).astype(np.uint8)).convert("1", dither=Image.Dither.NONE)


def _clouds(shape: tuple[int, int], rng: np.random.Generator, *, cells: int) -> Tones:
    """Soft random patches between 0 and 1, so many across the page."""
    rows, columns = shape
    coarse = Image.fromarray(rng.integers(0, 256, (max(2, cells * rows // columns), cells)).astype(np.uint8))
    soft = coarse.resize((columns, rows), Image.Resampling.BICUBIC)
    return np.asarray(soft, dtype=np.float32) / np.float32(255)


def _vignette(rows: int, columns: int) -> Tones:
    """0 in the middle of the page, 1 in its corners."""
    x, y = np.linspace(-1, 1, columns)[None, :], np.linspace(-1, 1, rows)[:, None]
    return np.asarray((x**4 + np.abs(y) ** 3) / 2, dtype=np.float32)


def _stamped(paper: Image.Image, lines: tuple[str, ...], rng: np.random.Generator) -> Image.Image:
    """A framed rubber stamp over the text, turned and unevenly inked."""
    unit = paper.width / 8.27 / 72
    width, height = round(170 * unit), round((20 * len(lines) + 14) * unit)
    mask = Image.new("L", (width, height), 0)
    draw = ImageDraw.Draw(mask)
    draw.rectangle((4, 4, width - 5, height - 5), outline=255, width=round(2 * unit))
    for number, line in enumerate(lines):
        font = ImageFont.truetype("LiberationSans-Bold.ttf", (16 if number == 0 else 11) * unit)
        draw.text((width / 2, (17 + 20 * number) * unit), line, fill=255, font=font, anchor="mm")
    worn = Image.fromarray(
        (np.asarray(mask) * (0.55 + 0.45 * _clouds((height, width), rng, cells=12))).astype(np.uint8)
    )
    turned = worn.rotate(rng.uniform(-9, 9), Image.Resampling.BICUBIC, expand=True)
    place = (
        int(rng.uniform(0.25, 0.85) * (paper.width - turned.width)),
        int(rng.uniform(0.1, 0.6) * paper.height),
    )
    ink = STAMP_INKS[int(rng.integers(len(STAMP_INKS)))]
    colour = ink if paper.mode == "RGB" else round(0.3 * ink[0] + 0.59 * ink[1] + 0.11 * ink[2])
    layer = Image.new(paper.mode, paper.size, "white")
    layer.paste(Image.new(paper.mode, turned.size, colour), place, turned)
    tones = np.minimum(np.asarray(paper), np.asarray(layer))
    return Image.fromarray(tones)
