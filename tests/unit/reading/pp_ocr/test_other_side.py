"""Mirror writing on a page is the paper's other side."""

import cv2
import numpy as np
import pytest

from workers.reading.levelling import Gray
from workers.reading.pp_ocr.models import Floats, Networks
from workers.reading.pp_ocr.order import Piece
from workers.reading.pp_ocr.other_side import is_other_side
from workers.reading.pp_ocr.strips import Strip

ALPHABET = ("", "a", "b")


def reads_upright_print(samples: Floats) -> Floats:
    """A network that is sure where the ink is heavier at the left, and not heavier at the bottom."""
    ink = samples[0, 0] < 0
    columns, rows = ink.mean(axis=0), ink.mean(axis=1)
    upright = columns[:200].mean() > columns[200:400].mean() and rows[:24].mean() >= rows[24:].mean()
    chance = np.zeros((1, 8, len(ALPHABET)), np.float32)
    chance[0, :, 1:] = (0.99, 0.01) if upright else (0.6, 0.4)
    return chance


NETWORKS = Networks(
    detect=reads_upright_print, recognise=reads_upright_print, characters=ALPHABET, version=""
)
PIECES = [
    Piece(strip=Strip(x=300, y=100 + 30 * line, width=400, height=48, angle=0), width=400, words=())
    for line in range(3)
]


def printed() -> Gray:
    """Lines that are heavier at the left and at the top, like nothing in a mirror."""
    gray = np.full((300, 600), 255, np.uint8)
    for piece in PIECES:
        top = round(piece.strip.y)
        gray[top - 6 : top + 2, 110:280] = 190
        gray[top - 6 : top - 2, 280:480] = 190
    gray[gray < 255] = 100
    return gray


@pytest.mark.parametrize("way", [1, 0])
def test_print_that_makes_sense_in_a_mirror_is_of_the_other_side(way: int) -> None:
    page = np.asarray(cv2.flip(printed(), way), dtype=np.uint8)
    pieces = [
        Piece(strip=Strip(x=600 - 300, y=y, width=400, height=48, angle=0), width=400, words=())
        for y in ([100, 130, 160] if way == 1 else [199, 169, 139])
    ]
    assert is_other_side(NETWORKS, page, pieces)


def test_print_the_right_way_round_is_not() -> None:
    assert not is_other_side(NETWORKS, printed(), PIECES)


def test_an_empty_page_shows_nothing() -> None:
    assert not is_other_side(NETWORKS, printed(), [])
