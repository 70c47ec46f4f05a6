"""A hyphen that was read as a space is found by its ink; a space beside one goes where there is no white."""

import numpy as np
import pytest

from workers.reading.pp_ocr.hyphens import with_hyphens
from workers.reading.pp_ocr.reading import Character, LineRead
from workers.reading.pp_ocr.strips import Strip

CAPITAL, LETTER, TOP = 20, 12, 100


def read(text: str, printed: str, *, wide: int = 8, thick: int = 3, down: int = 10, gap: int = 3) -> str:
    """What becomes of `text` where `printed`, sign for sign, stands as bars and hyphens; `_` is no ink."""
    page = np.full((200, 900), 245, dtype=np.uint8)
    characters, x = [], 60
    for letter, form in zip(text, printed, strict=True):
        step = {"-": wide, "_": 0, " ": 8}.get(form, LETTER)
        if form == "-":
            page[TOP + down : TOP + down + thick, x : x + step] = 10
        elif form not in " _":
            page[TOP : TOP + CAPITAL, x : x + step] = 10
        characters.append(Character(text=letter, probability=0.99, start=x - 50, end=x - 50 + step))
        x += step + (gap if form != "_" else 0)
    strip = Strip(x=50 + (x - 50) / 2, y=TOP + CAPITAL / 2, width=x - 50, height=48, angle=0)
    return with_hyphens(page, strip, round(strip.width), LineRead(tuple(characters))).text


def test_ink_between_figures_or_names_is_a_hyphen() -> None:
    assert read("2002 984", "2002-984") == "2002-984"
    assert read("Eva Ake", "Eva-Ake") == "Eva-Ake"


@pytest.mark.parametrize("printed", ["2002 984", "2002H984"])
def test_white_is_none_and_a_letters_height_is_none(printed: str) -> None:
    assert read("2002 984", printed) == "2002 984"


@pytest.mark.parametrize(
    ("thick", "wide", "down"), [(9, 8, 6), (3, 2, 10), (3, 30, 10), (3, 8, 17), (3, 8, 0)]
)
def test_other_forms_and_places_are_dirt(thick: int, wide: int, down: int) -> None:
    assert read("2002 984", "2002-984", thick=thick, wide=wide, down=down) == "2002 984"


def test_words_in_small_letters_stay_apart() -> None:
    assert read("eva ake", "eva-ake") == "eva ake"


def test_a_space_beside_a_hyphen_of_a_number_goes_where_there_is_no_white() -> None:
    assert read("2002- 984", "2002-_984") == "2002-984"
    assert read("2002 -984", "2002_-984") == "2002-984"
    assert read("2002- 984", "2002- 984") == "2002- 984"


@pytest.mark.parametrize("text", ["miljö- och", "", "2002", " - "])
def test_hyphens_of_words_stay(text: str) -> None:
    assert read(text, text) == text
