import numpy as np
from numpy.typing import NDArray

from workers.reading.levelling import BLANK_INK, level

Gray = NDArray[np.uint8]


def page(ink: int, paper: int) -> Gray:
    """Bars like printed lines on even paper, 4 × 4 inches at 100 dpi."""
    gray = np.full((400, 400), paper, dtype=np.uint8)
    for top in range(60, 340, 20):
        gray[top : top + 3, 60:340:2] = ink
    return gray


def test_faint_print_becomes_dark_on_white() -> None:
    levelled = level(page(ink=185, paper=225), 100).gray
    assert levelled[100, 60] < 150
    assert levelled[10, 10] > 250


def test_a_shadow_over_the_page_is_taken_away() -> None:
    shaded = (page(30, 240) * np.linspace(0.45, 1.0, 400)).astype(np.uint8)
    levelled = level(shaded, 100).gray
    assert levelled[10, 20] > 235
    assert levelled[10, 390] > 235
    assert levelled[100, 60] < 90


def test_dark_print_is_not_made_darker_and_two_levels_stay_as_they_are() -> None:
    bilevel = np.where(page(0, 255) < 128, 0, 255).astype(np.uint8)
    assert np.array_equal(level(bilevel, 100).gray, bilevel)


def test_empty_paper_has_no_ink_and_a_few_lines_have() -> None:
    grain = np.random.default_rng(1).normal(240, 3, (400, 400)).astype(np.uint8)
    assert level(grain, 100).ink <= BLANK_INK
    assert level(np.full((400, 400), 250, np.uint8), 100).ink <= BLANK_INK
    assert level(page(30, 240), 100).ink > BLANK_INK
