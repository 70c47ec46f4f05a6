"""A hyphen that is as long as a dash is one, between spaces only."""

import numpy as np
import pytest

from workers.reading.pp_ocr.dashes import with_dashes
from workers.reading.pp_ocr.reading import Character, LineRead
from workers.reading.pp_ocr.strips import Strip

CAPITAL, LETTER = 20, 12
TOP = 100


def read(text: str, *, dash: int, thick: int = 3) -> str:
    """What becomes of a line of bars 20 pixels high, whose hyphens are so long and thick."""
    page = np.full((200, 900), 245, dtype=np.uint8)
    characters, x = [], 60
    for letter in text:
        if letter == "-":
            page[TOP + 10 : TOP + 10 + thick, x : x + dash] = 10
        elif letter != " ":
            page[TOP : TOP + CAPITAL, x : x + LETTER] = 10
        wide = dash if letter == "-" else LETTER
        characters.append(Character(text=letter, probability=0.99, start=x - 50, end=x - 50 + wide))
        x += wide + 4
    strip = Strip(x=50 + (x - 50) / 2, y=TOP + CAPITAL / 2, width=x - 50, height=48, angle=0)
    return with_dashes(page, strip, round(strip.width), LineRead(tuple(characters))).text


@pytest.mark.parametrize(
    ("dash", "expected"), [(8, "HB - DN"), (14, "HB – DN"), (20, "HB – DN"), (40, "HB - DN")]
)
def test_its_length_tells(dash: int, expected: str) -> None:
    assert read("HB - DN", dash=dash) == expected


@pytest.mark.parametrize("text", ["HB-DN", "2024-05", "- HB", "HB -"])
def test_hyphens_of_words_numbers_and_ends_stay(text: str) -> None:
    assert read(text, dash=14) == text


def test_a_thick_blot_is_no_dash() -> None:
    assert read("HB - DN", dash=14, thick=9) == "HB - DN"
