"""A word is as wide as its letters are on its page, unless one was lost; a space as wide as its line's."""

import random
from collections.abc import Callable
from math import isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workers.reading.pp_ocr.measures import narrowest_beside, surpluses
from workers.reading.pp_ocr.order import Piece
from workers.reading.pp_ocr.reading import Character
from workers.reading.pp_ocr.strips import Strip
from workers.reading.pp_ocr.words import PlacedWord

TEXT = """nämnden beslutar att godkänna förslaget till detaljplan för kvarteret Ängsklockan
sökanden har den tredje mars lämnat in en begäran om strandskyddsdispens för fastigheten
miljöförvaltningen bedömer att åtgärden inte påverkar livsvillkoren för djur och växter
kommunstyrelsen gav förvaltningen i uppdrag att återkomma med ett förslag efter sommaren"""
SPACE = 10.0
Widths = Callable[[str], float]


def pitch(letter: str) -> float:
    """Pixels that a letter takes in proportional print."""
    return 7.0 if letter in "ijlft.,:;" else 24.0 if letter in "mwMW" else 14.0


def even(_: str) -> float:
    """Pixels that a letter takes on a typewriter."""
    return 14.0


def line(text: str, widths: dict[str, float], *, space: float = SPACE) -> Piece:
    """A line whose words have the ink that `widths` says."""
    words, start = [], 0.0
    for word in text.split():
        end = start + widths[word]
        characters = tuple(Character(text=letter, probability=1.0, start=start, end=end) for letter in word)
        words.append(PlacedWord(characters=characters, start=start, end=end, top=10, bottom=38))
        start = end + space
    strip = Strip(x=start / 2, y=100, width=start, height=48, angle=0)
    return Piece(strip=strip, width=round(start), words=tuple(words))


def page(
    read: dict[str, str], width_of: Widths = pitch, scales: tuple[float, ...] = (1, 1, 1, 1)
) -> dict[str, float]:
    """The surplus of each word of a text that the page has six times, some words first read otherwise."""
    stray = random.Random(7)
    pieces = []
    for round_ in range(6):
        for printed, scale in zip(TEXT.splitlines(), scales, strict=True):
            words = [word if round_ else read.get(word, word) for word in printed.split()]
            inks = [scale * (sum(map(width_of, word)) - 2 + stray.uniform(-1, 1)) for word in printed.split()]
            pieces.append(line(" ".join(words), dict(zip(words, inks, strict=True))))
    count = len(TEXT.split())
    texts = [word.text for piece in pieces for word in piece.words]
    return dict(zip(texts[:count], surpluses(pieces)[:count], strict=True))


@pytest.mark.parametrize("width_of", [pitch, even])
@pytest.mark.parametrize("scales", [(1, 1, 1, 1), (1, 0.95, 1.05, 1)])
def test_words_of_which_nothing_was_lost_are_as_wide_as_their_letters(
    width_of: Widths, scales: tuple[float, ...]
) -> None:
    assert max(map(abs, page({}, width_of, scales).values())) < 2


@pytest.mark.parametrize("width_of", [pitch, even])
@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("begäran", "begära"),
        ("godkänna", "godkäna"),
        ("har", "hr"),
        ("förslag", "förlag"),
        ("kommunstyrelsen", "kommunstyrelen"),
    ],
)
def test_a_word_that_lost_a_letter_is_wider_than_those_that_are_left(
    width_of: Widths, printed: str, read: str
) -> None:
    found = page({printed: read}, width_of)
    assert found[read] > 2.5
    assert max(abs(surplus) for word, surplus in found.items() if word != read) < 2


def test_a_word_with_a_letter_too_many_is_narrower() -> None:
    assert page({"begäran": "begäranna"})["begäranna"] < -2.5


def test_a_letter_that_is_met_once_proves_nothing() -> None:
    found = page({"tredje": "tredjeQ"})
    assert abs(found["tredjeQ"]) < abs(page({"tredje": "tredjen"})["tredjen"])


def test_a_page_of_one_word_has_no_surplus() -> None:
    assert surpluses([line("Bilaga", {"Bilaga": 300.0})]) == pytest.approx([0.0], abs=0.5)
    assert surpluses([]) == []


def test_a_space_amid_a_word_is_narrow_for_both_its_sides() -> None:
    widths = {"livsvillkor": 100.0, "för": 30.0, "dj": 20.0, "ur": 20.0, "och": 30.0}
    words = line("livsvillkor för dj ur och", widths).words
    moved = [*words[:3], *(shifted(word, -7.0) for word in words[3:])]
    piece = Piece(strip=Strip(x=0, y=0, width=300, height=48, angle=0), width=300, words=tuple(moved))
    assert narrowest_beside([piece]) == pytest.approx([1.0, 1.0, 0.3, 0.3, 1.0])


def test_spaces_of_a_justified_line_are_compared_with_each_other() -> None:
    wide = line("ett två tre fyra", dict.fromkeys(("ett", "två", "tre", "fyra"), 40.0), space=30.0)
    usual = line("fem sex sju åtta", dict.fromkeys(("fem", "sex", "sju", "åtta"), 40.0))
    assert narrowest_beside([wide, usual]) == [1.0] * 8


def test_a_word_alone_has_no_narrow_space() -> None:
    assert narrowest_beside([line("Bilaga", {"Bilaga": 90.0})]) == [1.0]
    assert narrowest_beside([]) == []


def shifted(word: PlacedWord, by: float) -> PlacedWord:
    return PlacedWord(
        characters=word.characters, start=word.start + by, end=word.end + by, top=word.top, bottom=word.bottom
    )


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.text("abcåm.1", min_size=1, max_size=8), st.floats(0, 400)), min_size=1, max_size=12
    )
)
def test_any_line_has_a_measure_for_each_word(words: list[tuple[str, float]]) -> None:
    piece = line(" ".join(text for text, _ in words), dict(words))
    assert len(surpluses([piece])) == len(narrowest_beside([piece])) == len(words)
    assert all(map(isfinite, surpluses([piece])))
    assert all(0 <= share <= 1 for share in narrowest_beside([piece]))
