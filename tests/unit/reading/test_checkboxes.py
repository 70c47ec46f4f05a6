"""Boxes to be ticked are found by their form; what merely resembles one is none."""

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from workers.reading.checkboxes import Gray, checkboxes

DPI = 200
SIDE = 24
"""Pixels: 8.6 points."""


def paper() -> Gray:
    return np.full((400, 600), 245, np.uint8)


def framed(sheet: Gray, x: int, y: int, *, mark: str = "", tone: int = 40, side: int = SIDE) -> Gray:
    cv2.rectangle(sheet, (x, y), (x + side, y + side), tone, 2)
    if mark == "cross":
        cv2.line(sheet, (x + 5, y + 5), (x + side - 5, y + side - 5), 30, 2)
        cv2.line(sheet, (x + 5, y + side - 5), (x + side - 5, y + 5), 30, 2)
    elif mark == "tick":
        ends = np.array([(x + 5, y + 13), (x + 10, y + 19), (x + side - 1, y + 1)], np.int32)
        cv2.polylines(sheet, [ends], isClosed=False, color=30, thickness=3)
    elif mark == "full":
        cv2.rectangle(sheet, (x, y), (x + side, y + side), 30, cv2.FILLED)
    elif mark == "speck":
        sheet[y + 12 : y + 14, x + 12 : x + 14] = 60
    return sheet


@pytest.mark.parametrize(("mark", "sign"), [("", "☐"), ("speck", "☐"), ("cross", "☒"), ("tick", "☒")])
def test_a_box_and_its_mark(mark: str, sign: str) -> None:
    (found,) = checkboxes(framed(paper(), 100, 120, mark=mark), DPI)
    assert found.sign == sign
    assert found.box == pytest.approx((99, 119, 126, 146), abs=3)


def test_boxes_come_from_top_to_bottom() -> None:
    sheet = framed(framed(framed(paper(), 300, 40), 50, 200, mark="cross"), 50, 40)
    assert [found.sign for found in checkboxes(sheet, DPI)] == ["☐", "☐", "☒"]


def test_a_box_within_a_section_s_frame() -> None:
    sheet = framed(paper(), 100, 120, mark="cross")
    cv2.rectangle(sheet, (20, 60), (500, 300), 40, 2)
    assert [found.sign for found in checkboxes(sheet, DPI)] == ["☒"]


def test_a_pale_frame_and_one_that_a_copier_broke() -> None:
    broken = framed(paper(), 100, 200)
    broken[195:204, 108:110] = broken[210:212, 96:104] = 245
    broken[:100] = framed(paper(), 40, 40, tone=110)[:100]
    broken[300:302, 200:400] = 20
    assert [found.sign for found in checkboxes(broken, DPI)] == ["☐", "☐"]


def _circle(sheet: Gray) -> None:
    cv2.circle(sheet, (112, 132), 12, 40, 2)


def _three_sides(sheet: Gray) -> None:
    framed(sheet, 100, 120)
    sheet[124:142, 118:130] = 245


def _wide(sheet: Gray) -> None:
    cv2.rectangle(sheet, (100, 120), (140, 144), 40, 2)


def _large(sheet: Gray) -> None:
    framed(sheet, 100, 120, side=80)


def _small(sheet: Gray) -> None:
    framed(sheet, 100, 120, side=10)


def _table(sheet: Gray) -> None:
    for x in range(100, 300, SIDE):
        cv2.rectangle(sheet, (x, 120), (x + SIDE, 120 + SIDE), 40, 2)


@pytest.mark.parametrize("draw", [_circle, _three_sides, _wide, _large, _small, _table])
def test_what_is_no_box(draw: object) -> None:
    sheet = paper()
    assert callable(draw)
    draw(sheet)
    assert checkboxes(sheet, DPI) == ()


def test_a_bullet_is_no_box() -> None:
    assert checkboxes(framed(paper(), 100, 120, mark="full"), DPI) == ()


@pytest.mark.parametrize(
    "face", ["LiberationSans-Bold.ttf", "DejaVuSerif-Bold.ttf", "LiberationMono-Regular.ttf"]
)
@pytest.mark.parametrize("size", [28, 34, 44])
def test_letters_are_no_boxes(face: str, size: int) -> None:
    image = Image.new("L", (900, 420), 245)
    pen, font = ImageDraw.Draw(image), ImageFont.truetype(face, size)
    for row, text in enumerate(("ODBEHMNQ 0 8 D O B", "ÅÄÖ HUS [x] nämnd", "Ⅱ mmm § 4 (S)", "E F H I L T U")):
        pen.text((20, 20 + 90 * row), text, font=font, fill=20)
    assert checkboxes(np.asarray(image), DPI) == ()


def test_an_empty_page_has_no_boxes() -> None:
    noise = np.random.default_rng(3).normal(240, 3, (400, 600)).clip(0, 255).astype(np.uint8)
    assert checkboxes(noise, DPI) == ()
