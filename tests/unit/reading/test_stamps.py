import numpy as np
import pytest
from PIL import Image, ImageDraw
from PIL.Image import Resampling

from workers.reading.stamps import separate

DPI = 100.0
BLUE = (50, 60, 170)


def page(*, angle: float = 0, colour: tuple[int, int, int] = BLUE, framed: bool = False) -> Image.Image:
    """A page of 5 × 4 inches with black bars, and bars of ink as wide as words, turned by `angle`."""
    sheet = Image.new("RGB", (500, 400), (240, 238, 230))
    draw = ImageDraw.Draw(sheet)
    for top in range(20, 380, 20):
        draw.rectangle((20, top, 480, top + 5), fill=(25, 25, 25))
    ink = Image.new("RGBA", (160, 90), (0, 0, 0, 0))
    draw = ImageDraw.Draw(ink)
    for top in (20, 40, 60):
        for left in range(30, 130, 24):
            draw.rectangle((left, top, left + 12, top + 8), fill=(*colour, 255))
    if framed:
        draw.rectangle((2, 2, 157, 87), outline=(*colour, 255), width=3)
    ink = ink.rotate(angle, expand=True, resample=Resampling.BICUBIC)
    sheet.paste(ink, (250, 150), ink)
    return sheet


def test_a_leaning_stamp_is_taken_out_and_set_straight() -> None:
    image = page(angle=7)
    separated = separate(np.asarray(image), DPI)
    (stamp,) = separated.stamps
    assert stamp.angle == pytest.approx(-7, abs=0.75)
    rows = (stamp.gray < 128).sum(axis=1)
    assert ((rows[1:] > 0) & (rows[:-1] == 0)).sum() == 3, "three level rows of ink"
    print_alone = np.asarray(page(colour=(240, 238, 230)).convert("L")).astype(int)
    assert np.mean(np.abs(separated.gray.astype(int) - print_alone) > 60) < 0.01


def test_boxes_on_the_stamp_come_back_to_the_page() -> None:
    (stamp,) = separate(np.asarray(page(angle=7)), DPI).stamps
    rows, columns = np.nonzero(stamp.gray < 128)
    box = (float(columns.min()), float(rows.min()), float(columns.max()), float(rows.max()))
    x0, top, x1, bottom = stamp.on_page(box)
    coloured = np.asarray(page(angle=7)).astype(int)
    where = np.argwhere(coloured.max(axis=2) - coloured.min(axis=2) > 60)
    assert (top, x0) == pytest.approx(tuple(where.min(axis=0)), abs=8)
    assert (bottom, x1) == pytest.approx(tuple(where.max(axis=0)), abs=8)


def test_level_coloured_print_stays_on_the_page_unless_it_is_framed() -> None:
    assert separate(np.asarray(page()), DPI).stamps == ()
    assert len(separate(np.asarray(page(framed=True)), DPI).stamps) == 1


def test_the_frame_is_left_out() -> None:
    (stamp,) = separate(np.asarray(page(angle=-5, framed=True)), DPI).stamps
    inked = stamp.gray < 128
    assert inked.mean(axis=1).max() < 0.6


def test_yellowed_paper_and_black_print_are_no_stamp() -> None:
    yellowed = np.asarray(page(colour=(25, 25, 25))).copy()
    yellowed[..., 2] = (yellowed[..., 2] * 0.75).astype(np.uint8)
    assert separate(yellowed, DPI).stamps == ()
