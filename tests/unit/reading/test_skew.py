"""Lines of a scan's layer fall as the page lay in the scanner; those of programs are level."""

from math import radians, tan

import numpy as np
import pytest

from tests.unit.reading.painting import Glyph, columns
from workers.reading.glyph import EDGE_UNITS
from workers.reading.layout import lines_of
from workers.reading.skew import slope

WIDE, HIGH = 595.0, 842.0
TEXT = "Nämnden godkänner avtalet om hyra av lokaler för skolans elever under våren"
WORDS = TEXT.split()


def painted(line: int, words: list[str], fall: float, *, word_by_word: bool = True) -> list[Glyph]:
    """A line of 11 points, whose words stand where the page's slope puts them."""
    glyphs, x, y = list[Glyph](), 72.0, 100.0 + 15 * line
    for word in words:
        down = fall * (x - 72) if word_by_word else 0.0
        for letter in word:
            glyphs.append(Glyph(letter, (x, y + down, x + 5.5, y + 11 + down), False, 0))
            x += 5.5
        x += 3
    return glyphs


def fall_of(glyphs: list[Glyph]) -> float:
    painted = columns(glyphs)
    return slope(painted.edges / EDGE_UNITS, np.ones(len(painted), dtype=np.bool_))


def page(fall: float, lines: int = 12) -> list[Glyph]:
    return [glyph for line in range(lines) for glyph in painted(line, WORDS, fall)]


@pytest.mark.parametrize("degrees", [-2.0, -0.9, 0.3, 0.9, 2.0])
def test_the_slope_of_words_is_the_page_s(degrees: float) -> None:
    assert fall_of(page(tan(radians(degrees)))) == pytest.approx(tan(radians(degrees)), abs=5e-4)


@pytest.mark.parametrize("degrees", [-2.0, -0.9, 0.0, 0.9, 2.0])
def test_a_line_that_falls_stays_one_line(degrees: float) -> None:
    lines = lines_of(columns(page(tan(radians(degrees)))), width=WIDE, height=HIGH, rotation=0)
    assert [line.text for line in lines] == [TEXT] * 12


def test_descenders_are_no_slope() -> None:
    glyphs = page(0.0)
    lowered = [
        glyph._replace(box=(x0, top, x1, bottom + 2.5)) if glyph.text in "gjpqy" else glyph
        for glyph in glyphs
        for x0, top, x1, bottom in [glyph.box]
    ]
    assert abs(fall_of(lowered)) < 0.004
    assert len(lines_of(columns(lowered), width=WIDE, height=HIGH, rotation=0)) == 12


@pytest.mark.parametrize(
    "glyphs",
    [
        [],
        page(0.0),
        page(0.02, lines=4),
        [glyph for line in range(12) for glyph in painted(line, ["Rubrik"], 0.02)],
        # A staircase of words, steeper than any page lies in a scanner.
        page(0.2),
    ],
)
def test_where_nothing_falls_there_is_no_slope(glyphs: list[Glyph]) -> None:
    assert fall_of(glyphs) == 0
