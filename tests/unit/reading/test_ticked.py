"""Boxes stand among the words beside which they are printed, and their misreadings are gone."""

import pytest

from schemas.base import Box
from workers.reading.checkboxes import Checkbox
from workers.reading.recogniser import RecognisedLine, RecognisedWord
from workers.reading.ticked import with_checkboxes


def word(text: str, x: float, y: float = 100, *, doubtful: bool | None = None) -> RecognisedWord:
    """Letters of 10 by 20 pixels."""
    box = (x, y, x + 10 * len(text), y + 20)
    return RecognisedWord(text=text, box=box, confidence=0.9, doubtful=doubtful)


def box(x: float, y: float = 100, *, marked: bool = False, certain: bool = True) -> Checkbox:
    return Checkbox(box=(x, y, x + 18, y + 18), marked=marked, certain=certain)


def read(words: list[RecognisedWord], *found: Checkbox) -> list[str]:
    lines = with_checkboxes([RecognisedLine(tuple(words))], found, columns=800, rows=1000, rotation=0)
    return [" ".join(one.text for one in line.words) for line in lines]


def test_each_box_stands_before_its_word() -> None:
    found = (box(100), box(300, marked=True))
    assert read([word("Ja", 130), word("Nej", 330)], *found) == ["☐ Ja ☒ Nej"]


def test_a_box_after_its_word_stays_there() -> None:
    assert read([word("Avslag", 100)], box(200, marked=True)) == ["Avslag ☒"]


@pytest.mark.parametrize("reading", ["O", "[]", "D", "☐", "0"])
def test_what_a_box_was_read_as_is_gone(reading: str) -> None:
    misread = RecognisedWord(text=reading, box=(101, 101, 117, 118), confidence=0.8)
    assert read([misread, word("Ja", 130)], box(100)) == ["☐ Ja"]


@pytest.mark.parametrize(("glued", "text"), [("OJa", "☐ Ja"), ("Beviljas", "☐ Beviljas"), ("DNR", "☐ NR")])
def test_a_letter_that_is_the_box_is_cut_off_and_no_other(glued: str, text: str) -> None:
    over = RecognisedWord(text=glued, box=(100, 100, 100 + 18 * len(glued), 120), confidence=0.8)
    assert read([over], box(100)) == [text]


def test_a_letter_beside_a_box_stays() -> None:
    assert read([word("O", 130), word("OBS", 160)], box(100)) == ["☐ O OBS"]


def test_what_looks_like_a_box_amid_a_word_is_its_letters() -> None:
    assert read([word("Måltidschefen", 100)], box(190, marked=True)) == ["Måltidschefen"]


def test_two_signs_of_a_paragraph_are_no_box() -> None:
    signs = RecognisedWord(text="§§", box=(101, 101, 117, 118), confidence=0.8)
    assert read([signs, word("miljöbalken", 130)], box(100, marked=True)) == ["§§ miljöbalken"]


def test_a_box_with_no_text_at_its_height_is_left_out() -> None:
    assert read([word("Ja", 130)], box(100, 400)) == ["Ja"]
    assert with_checkboxes([], [box(100)], columns=800, rows=1000, rotation=0) == ()


def test_a_box_that_may_hold_dirt_is_doubtful_where_its_reader_tells_doubt() -> None:
    for doubtful, expected in ((False, True), (None, None)):
        (line,) = with_checkboxes(
            [RecognisedLine((word("Ja", 130, doubtful=doubtful),))],
            [box(100, certain=False)],
            columns=800,
            rows=1000,
            rotation=0,
        )
        assert (line.words[0].text, line.words[0].doubtful) == ("☐", expected)
        assert line.words[0].confidence < 0.9


def test_on_a_page_that_lies_on_its_side() -> None:
    def upright(x: float, y: float, width: float, height: float) -> Box:
        """Where the part of a page turned by 90 degrees for reading lies before."""
        return (y, 1000 - x - width, y + height, 1000 - x)

    ja = RecognisedWord(text="Ja", box=upright(130, 100, 20, 20), confidence=0.9)
    found = Checkbox(box=upright(100, 100, 18, 18), marked=True, certain=True)
    (line,) = with_checkboxes([RecognisedLine((ja,))], [found], columns=800, rows=1000, rotation=90)
    assert [one.text for one in line.words] == ["☒", "Ja"]
