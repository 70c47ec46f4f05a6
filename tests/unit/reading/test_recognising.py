"""What is left of a stamp's ink is not read as print."""

from workers.reading.recogniser import RecognisedLine, RecognisedWord
from workers.reading.recognising import without_residue

STAMP = (200.0, 100.0, 400.0, 200.0)


def word(text: str, x: float, y: float, confidence: float) -> RecognisedWord:
    return RecognisedWord(text=text, box=(x, y, x + 60, y + 20), confidence=confidence)


def texts(
    *words: RecognisedWord, stamped: tuple[tuple[float, float, float, float], ...] = (STAMP,)
) -> list[str]:
    found = without_residue([RecognisedLine(words)], stamped)
    return [" ".join(one.text for one in line.words) for line in found]


def test_unreadable_words_in_a_stamp_are_its_ink() -> None:
    assert texts(word("beslut", 100, 150, 0.99), word("OPCY'.", 300, 150, 0.04)) == ["beslut"]


def test_a_frames_stroke_beside_them_goes_with_them() -> None:
    assert texts(word("beslut", 100, 150, 0.99), word("1", 210, 150, 0.98), word("OP", 300, 150, 0.04)) == [
        "beslut"
    ]
    assert texts(word("§", 100, 150, 0.99), word("1", 210, 150, 0.98)) == ["§ 1"]


def test_a_figure_or_a_sign_beside_them_is_print() -> None:
    line = (word("OPCY'.", 220, 150, 0.04), word("3", 300, 150, 0.98), word("§", 340, 150, 0.95))
    assert texts(*line) == ["3 §"]


def test_print_under_a_stamp_stays() -> None:
    assert texts(word("beslut", 300, 150, 0.6)) == ["beslut"]


def test_a_long_word_that_lost_its_dots_under_a_stamp_is_print() -> None:
    line = (word("mot", 220, 150, 0.99), word("forteckningen", 290, 150, 0.1), word("i", 360, 150, 0.99))
    assert texts(*line) == ["mot forteckningen i"]


def test_unreadable_words_elsewhere_stay() -> None:
    assert texts(word("OPCY'.", 100, 150, 0.04)) == ["OPCY'."]
    assert texts(word("OPCY'.", 300, 150, 0.04), stamped=()) == ["OPCY'."]


def test_a_line_of_ink_alone_is_no_line() -> None:
    assert texts(word("|1", 300, 150, 0.1)) == []
