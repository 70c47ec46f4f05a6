"""Words get the boxes of their ink, and spaces back that the network lost."""

import numpy as np
import pytest

from workers.reading.pp_ocr.reading import Character
from workers.reading.pp_ocr.words import words_of

KNOWN = {
    "på",
    "vardagar",
    "råvaror",
    "målet",
    "Målet",
    "engelska",
    "väster",
    "Väster",
    "närs",
    "engelskamålet",
    "ENGELSKA",
    "MÅ",
}.__contains__
LETTER, NARROW, WIDE = 12, 3, 10


def line(text: str, gaps: dict[int, int]) -> tuple[list[Character], np.ndarray]:
    """The text as bars 20 pixels high; `gaps` is the white before a character where it is not narrow."""
    characters, x = [], 10
    picture = np.full((48, 10 + len(text) * (LETTER + WIDE)), 250, np.uint8)
    for at, letter in enumerate(text):
        x += gaps.get(at, NARROW)
        picture[14:34, x : x + LETTER] = 20
        characters.append(Character(text=letter, probability=0.99, start=x + 2, end=x + 10))
        x += LETTER
    return characters, picture


@pytest.mark.parametrize(
    ("seen", "gaps", "expected"),
    [
        ("påvardagar", {2: WIDE}, ["på", "vardagar"]),
        ("råvaror.Målet", {8: WIDE}, ["råvaror.", "Målet"]),
        # No white, no space.
        ("påvardagar", {}, ["påvardagar"]),
        # A known word stays whole, also with a sign after it; so does a name that no list knows.
        ("engelska.", {4: WIDE}, ["engelska."]),
        ("Västernärs", {6: WIDE}, ["Västernärs"]),
        # Numbers are left alone, but for words beside them.
        ("2024.Målet", {5: WIDE}, ["2024.Målet"]),
        ("på2024", {2: WIDE}, ["på", "2024"]),
        ("KS2024", {2: WIDE}, ["KS2024"]),
        ("•väster", {1: WIDE}, ["•", "väster"]),
        # The white of a column parts everything, even what the list takes for a compound.
        ("engelskamålet", {8: 30}, ["engelska", "målet"]),
        ("84300", {2: 30}, ["84", "300"]),
        # A place in capitals is in no list.
        ("ÄLVDALAENGELSKA", {7: WIDE}, ["ÄLVDALA", "ENGELSKA"]),
        ("ÄLVDALAMÅ", {7: WIDE}, ["ÄLVDALAMÅ"]),
        # Several spaces at once.
        ("råvarorpåvardagar", {7: WIDE, 9: WIDE}, ["råvaror", "på", "vardagar"]),
    ],
)
def test_spaces_come_back_only_between_words(seen: str, gaps: dict[int, int], expected: list[str]) -> None:
    assert [word.text for word in words_of(*line(seen, gaps), KNOWN)] == expected


def test_a_words_box_is_that_of_its_ink() -> None:
    characters, picture = line("på", {})
    picture[0:3, 15:20] = 20  # A descender of the line above.
    (word,) = words_of(characters, picture, KNOWN)
    assert (word.start, word.top, word.end, word.bottom) == (13, 14, 40, 34)


def test_an_empty_line_has_no_words() -> None:
    assert words_of([], np.full((48, 100), 255, np.uint8), KNOWN) == ()


def test_a_typewriters_wide_letters_make_no_words() -> None:
    # Five spaces are wide; the network saw a sixth where the letters stand no farther apart than elsewhere.
    characters, picture = line("påväspånärspåväster", {2: 30, 5: 30, 7: 30, 11: 30, 13: 30})
    space = Character(text=" ", probability=0.5, start=0, end=0)
    spaced = []
    for at, character in enumerate(characters):
        spaced += [space, character] if at in (2, 5, 7, 11, 13, 16) else [character]
    assert [word.text for word in words_of(spaced, picture, KNOWN)][-1] == "väster"
