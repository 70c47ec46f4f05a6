"""Words get the boxes of their ink, and spaces back that the network lost."""

import numpy as np
import pytest

from workers.reading.pp_ocr.reading import Character
from workers.reading.pp_ocr.spacing import Spacing, usual_spacing
from workers.reading.pp_ocr.words import PlacedWord, spread, words_of

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
WHOLE = {"engelska", "väster", "målet"}
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


UNTOLD = Spacing()


def found(characters: list[Character], picture: np.ndarray, page: Spacing = UNTOLD) -> tuple[PlacedWord, ...]:
    return words_of(spread(characters, picture), page, is_known=KNOWN, is_one_word=lambda word: word in WHOLE)


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
    assert [word.text for word in found(*line(seen, gaps))] == expected


@pytest.mark.parametrize(
    ("word", "white", "at", "expected"),
    [
        # As wide as the line's spaces: two words, whatever a list makes of them together.
        ("engelskamålet", 10, 8, ["engelska", "målet"]),
        ("EvaVäster", 10, 3, ["Eva", "Väster"]),
        ("1950talet", 10, 4, ["1950", "talet"]),
        ("vård-och", 10, 5, ["vård-", "och"]),
        ("651000", 10, 3, ["651", "000"]),
        # A list has it as one word; or the white is no space.
        ("engelska", 10, 4, ["engelska"]),
        ("EvaVäster", 6, 3, ["EvaVäster"]),
        # A figure's 1 stands alone, and no space stands before a sign or amid a number.
        ("2011", 10, 3, ["2011"]),
        ("2:11", 10, 2, ["2:11"]),
        ("2011-1107", 10, 6, ["2011-1107"]),
        ("målets,", 10, 6, ["målets,"]),
        # Text follows on a figure's comma, and on a dash only what is written small.
        ("2011,målet", 10, 5, ["2011,", "målet"]),
        ("Per-Eva", 10, 4, ["Per-Eva"]),
        ("(målets", 10, 1, ["(målets"]),
        ("1950-talet", 10, 4, ["1950-talet"]),
        ("§1:talet", 10, 3, ["§1:talet"]),
    ],
)
def test_white_as_wide_as_the_lines_spaces_is_one(
    word: str, white: int, at: int, expected: list[str]
) -> None:
    words = ["på", "väster", "på", word]
    starts = [sum(map(len, words[:number])) for number in range(1, len(words))]
    characters, picture = line("".join(words), dict.fromkeys(starts, 11) | {starts[-1] + at: white})
    space = Character(text=" ", probability=0.9, start=0, end=0)
    spaced = [
        one for number, letter in enumerate(characters) for one in ([space] * (number in starts) + [letter])
    ]
    assert [one.text for one in found(spaced, picture)][3:] == expected


PAGE = Spacing(letters=NARROW, words=10)


@pytest.mark.parametrize(
    ("seen", "gaps", "expected"),
    [
        ("målenimars", {5: WIDE, 6: 9}, ["målen", "i", "mars"]),
        ("prot.§", {5: 9}, ["prot.", "§"]),
        ("KS2010/1445", {2: WIDE}, ["KS", "2010/1445"]),
        # No letter stands alone where all are set far apart, and narrow white is none of the page's spaces.
        ("målenimars", dict.fromkeys(range(1, 10), WIDE), ["målenimars"]),
        ("prot.§", {5: 6}, ["prot.§"]),
        # Nor does the page tell how far apart the words of a name are that is set wider than it.
        ("ÄLVDALAMÅ", dict.fromkeys(range(1, 9), 6) | {7: 12}, ["ÄLVDALAMÅ"]),
        ("engelska", {4: WIDE}, ["engelska"]),
    ],
)
def test_a_line_without_spaces_of_its_own_has_the_pages(
    seen: str, gaps: dict[int, int], expected: list[str]
) -> None:
    assert [word.text for word in found(*line(seen, gaps), PAGE)] == expected


def test_a_page_of_few_spaces_tells_nothing() -> None:
    few, many = ([spread(*line("på vardagar", {2: 0, 3: WIDE})).groups] * count for count in (19, 20))
    assert usual_spacing(few) == UNTOLD
    assert usual_spacing(many).words > NARROW


def test_what_a_word_is_apart_is_measured_beyond_what_letters_are() -> None:
    characters, picture = line("engelskamålets", {8: 9})
    assert [(word.text, word.gap) for word in found(characters, picture)] == [("engelskamålets", 4.0)]


def test_a_words_box_is_that_of_its_ink() -> None:
    characters, picture = line("på", {})
    picture[0:3, 15:20] = 20  # A descender of the line above.
    (word,) = found(characters, picture)
    assert (word.start, word.top, word.end, word.bottom) == (13, 14, 40, 34)


def test_an_empty_line_has_no_words() -> None:
    assert found([], np.full((48, 100), 255, np.uint8)) == ()


def test_a_typewriters_wide_letters_make_no_words() -> None:
    # Five spaces are wide; the network saw a sixth where the letters stand no farther apart than elsewhere.
    characters, picture = line("påväspånärspåväster", {2: 30, 5: 30, 7: 30, 11: 30, 13: 30})
    space = Character(text=" ", probability=0.5, start=0, end=0)
    spaced = []
    for at, character in enumerate(characters):
        spaced += [space, character] if at in (2, 5, 7, 11, 13, 16) else [character]
    assert [word.text for word in found(spaced, picture)][-1] == "väster"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # A speck under letters that a streak, or the page's slope, joins to the strip's edge.
        ([(0, 34), (40, 43)], (0, 43)),
        ([(14, 34), (40, 43)], (14, 43)),
        # What reaches in from the lines above and below.
        ([(0, 6), (14, 34), (44, 48)], (14, 34)),
        ([(10, 48)], (10, 48)),
    ],
)
def test_a_word_is_as_high_as_its_letters_also_where_they_reach_the_edge(
    rows: list[tuple[int, int]], expected: tuple[int, int]
) -> None:
    characters, picture = line("väster", {})
    picture[:, 10:] = 250
    for first, last in rows:
        picture[first:last, 10:90] = 20
    (word,) = found(characters, picture)
    assert (word.top, word.bottom) == expected
