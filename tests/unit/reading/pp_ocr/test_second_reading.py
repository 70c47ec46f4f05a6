"""Unsure words are shown to a second reader: what it is shown, where its words belong, and what is given."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from ingest.errors import EngineCrashed, EngineTimedOut, InkomError, RecogniserUnavailable
from workers.reading.levelling import Gray
from workers.reading.pp_ocr.arbiter import Verdict
from workers.reading.pp_ocr.excerpts import MARGIN, MOST, Excerpt, excerpts
from workers.reading.pp_ocr.giving import given
from workers.reading.pp_ocr.order import Piece
from workers.reading.pp_ocr.reading import Character
from workers.reading.pp_ocr.second_reading import opinions, read_again
from workers.reading.pp_ocr.strips import Strip
from workers.reading.pp_ocr.words import PlacedWord
from workers.reading.recogniser import ExcerptWord

PAGE = np.full((400, 1000), 230, np.uint8)
LETTER = 20


def placed(text: str, start: float) -> PlacedWord:
    characters = tuple(
        Character(text=letter, probability=0.5, start=start + at * LETTER, end=start + (at + 1) * LETTER)
        for at, letter in enumerate(text)
    )
    return PlacedWord(characters=characters, start=start, end=start + len(text) * LETTER, top=10, bottom=38)


def piece(text: str, y: float = 100) -> Piece:
    """A line 48 pixels high whose letters are 20 pixels wide, a space as wide between its words."""
    words, start = [], 0.0
    for word in text.split():
        words.append(placed(word, start))
        start = words[-1].end + LETTER
    strip = Strip(x=start / 2, y=y, width=start, height=48, angle=0)
    return Piece(strip=strip, width=round(start), words=tuple(words))


@dataclass
class Says:
    """A second reader that reads each picture as told, or fails."""

    words: Sequence[tuple[ExcerptWord, ...]] = ()
    problem: InkomError | None = None
    asked: list[Gray] = field(default_factory=list)
    tool: str = "says"
    version: str = "1"

    def read_excerpts(self, pictures: Sequence[Gray]) -> list[tuple[ExcerptWord, ...]]:
        self.asked += pictures
        if self.problem is not None:
            raise self.problem
        return list(self.words)


def word(text: str, start: float, end: float) -> ExcerptWord:
    return ExcerptWord(text=text, start=start, end=end, confidence=0.95)


def test_an_unsure_word_is_shown_with_its_neighbours() -> None:
    rows = [[piece("ett två tre fyra fem")]]
    (excerpt,) = excerpts(PAGE, rows, [[1.0, 1.0, 0.5, 1.0, 1.0]])
    assert (excerpt.row, excerpt.first, len(excerpt.spans)) == (0, 1, 3)
    starts = [start for start, _ in excerpt.spans]
    assert starts == pytest.approx([MARGIN + 12, MARGIN + 12 + 80, MARGIN + 12 + 160])
    assert excerpt.picture.shape == (58 + 2 * MARGIN, 264 + 2 * MARGIN)


def test_unsure_words_that_stand_together_are_shown_together() -> None:
    found = excerpts(PAGE, [[piece("ett två tre fyra fem sex sju")]], [[0.5, 1, 1, 0.5, 0.4, 1, 1]])
    assert sorted((one.first, len(one.spans)) for one in found) == [(0, 2), (2, 4)]


def test_signs_alone_are_not_asked_about() -> None:
    assert excerpts(PAGE, [[piece("ett § –")]], [[1, 0.5, 0.5]]) == []
    assert len(excerpts(PAGE, [[piece("ett §4 –")]], [[1, 0.5, 0.5]])) == 1


def test_numbers_of_words_go_on_over_the_pieces_of_a_line() -> None:
    (excerpt,) = excerpts(PAGE, [[piece("ett två"), piece("tre fyra")]], [[1, 1, 0.5, 1]])
    assert (excerpt.first, len(excerpt.spans)) == (2, 2)


def test_a_page_of_unsure_words_shows_the_least_sure() -> None:
    rows = [[piece("ett", 20 + 5 * at)] for at in range(MOST + 20)]
    found = excerpts(PAGE, rows, [[0.98 - 0.001 * at] for at in range(len(rows))])
    assert {one.row for one in found} == set(range(20, MOST + 20))


@pytest.mark.parametrize("height", [12, 24, 48, 120])
def test_pictures_are_about_as_high_whatever_the_print(height: int) -> None:
    strip = Strip(x=100, y=100, width=200, height=height, angle=3)
    line = Piece(strip=strip, width=round(200 * 48 / height), words=(placed("ord", 0),))
    (excerpt,) = excerpts(PAGE, [[line]], [[0.5]])
    assert 14 <= excerpt.picture.shape[0] - 2 * MARGIN <= 60


def shown(*spans: tuple[float, float]) -> Excerpt:
    return Excerpt(row=3, first=2, spans=spans, picture=PAGE)


def test_words_belong_where_they_stand() -> None:
    asked = [shown((10, 70), (90, 150))]
    read = [(word("Ödén", 12, 69), word("till", 91, 120), word("beslut", 124, 149))]
    found = opinions(asked, read)
    assert {place: opinion.text for place, opinion in found.items()} == {
        (3, 2): "Ödén",
        (3, 3): "till beslut",
    }


def test_a_word_over_two_places_says_nothing_of_either() -> None:
    assert opinions([shown((10, 70), (90, 150))], [(word("Ödéntill", 12, 149),)]) == {}


def test_nothing_read_is_no_opinion() -> None:
    assert opinions([shown((10, 70))], [()]) == {}
    assert opinions([shown((10, 70))], [(word("|", 0, 3),)]) == {}


def test_sure_pages_are_not_shown() -> None:
    reader = Says()
    settled = read_again(reader, PAGE, [[piece("ett två")]], [[1.0, 0.995]])
    assert settled.verdicts == {}
    assert settled.reading is None
    assert reader.asked == []


def test_sure_neighbours_are_not_judged() -> None:
    read = word("ett", MARGIN + 12, MARGIN + 72), word("tvä", MARGIN + 92, MARGIN + 152)
    settled = read_again(Says([read]), PAGE, [[piece("ett två")]], [[0.5, 0.999]])
    assert set(settled.verdicts) == {(0, 0)}
    assert settled.reading is not None
    assert settled.reading.problem == ""


@pytest.mark.parametrize(
    "problem", [EngineTimedOut(seconds=1), EngineCrashed(how="x"), RecogniserUnavailable()]
)
def test_when_the_second_reader_fails_the_first_reading_stands(problem: InkomError) -> None:
    settled = read_again(Says(problem=problem), PAGE, [[piece("ett två")]], [[0.5, 1.0]])
    assert settled.verdicts == {}
    assert settled.reading is not None
    assert settled.reading.problem == problem.code


def test_without_a_verdict_a_word_is_given_as_read() -> None:
    (one,) = given(placed("ord", 40), 0.9, None)
    assert (one.text, one.start, one.end, one.trust, one.alternative) == ("ord", 40, 100, 0.9, None)


def test_a_word_that_is_two_gets_two_boxes() -> None:
    verdict = Verdict(words=("till", "beslut"), trust=0.9, alternative="tillbeslut")
    found = list(given(placed("tillbeslut", 40), 0.5, verdict))
    assert [(one.text, one.start, one.end) for one in found] == [("till", 40, 120), ("beslut", 120, 240)]
    assert {(one.trust, one.alternative) for one in found} == {(0.9, "tillbeslut")}
