"""How dark a page's ink is, on full pages and on those with few words."""

import numpy as np
import pytest

from workers.reading.levelling import Gray
from workers.reading.pp_ocr.toning import is_faint, toned

PAPER, GRAIN = 240, 4
STROKE, ROOM = 4, 8
ROWS, COLUMNS = 1600, 1100


def page(lines: int, *, ink: int, seed: int = 7) -> Gray:
    """Grainy paper with lines of upright strokes, one line to each 40 rows."""
    chance = np.random.default_rng(seed)
    paper = np.full((ROWS, COLUMNS), float(PAPER))
    for line in range(lines):
        top = 100 + 40 * line
        for left in range(150, 350, STROKE + ROOM):
            paper[top : top + 20, left : left + STROKE] = ink
    return np.clip(paper + chance.normal(0, GRAIN, paper.shape), 0, 255).astype(np.uint8)


@pytest.mark.parametrize("lines", [3, 30])
def test_dark_ink_is_not_faint_however_few_lines_there_are(lines: int) -> None:
    assert not is_faint(page(lines, ink=40))


@pytest.mark.parametrize("lines", [3, 30])
def test_pale_ink_is(lines: int) -> None:
    assert is_faint(page(lines, ink=190))


def test_a_blot_on_a_pale_page_does_not_make_its_ink_dark() -> None:
    blotted = page(30, ink=190)
    blotted[1400:1440, 900:940] = 0
    assert is_faint(blotted)


def test_the_paper_of_a_page_with_few_words_stays_white() -> None:
    below = toned(page(3, ink=40))[400:]
    assert np.mean(below < 255) < 0.02
