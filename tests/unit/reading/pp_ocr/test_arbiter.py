"""Which of two readings of a word holds, and how sure it is then."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workers.reading.pp_ocr.arbiter import OTHERWISE, Opinion, Verdict, facts, verdict
from workers.reading.pp_ocr.likelihood import Place
from workers.reading.pp_ocr.trust import DOUBTFUL

ALONE = Place(before=(), after="", ends_line=True)


def decided(
    word: str, trust: float, text: str, confidence: float, before: str = "", after: str = ""
) -> Verdict:
    place = Place(before=before.split()[-2:], after=after, ends_line=not after)
    return verdict(word, trust, Opinion(text=text, confidence=confidence), place)


@pytest.mark.parametrize("trust", [0.3, 0.8, 0.98])
def test_two_readers_that_agree_are_surer_than_one(trust: float) -> None:
    found = decided("nämnden", trust, "nämnden", 0.95)
    assert found.words == ("nämnden",)
    assert found.alternative is None
    assert found.trust > trust


@pytest.mark.parametrize(
    ("word", "trust", "text", "before", "after"),
    [
        ("öretorp,", 0.3, "Öretorp,", "mötet i", "den"),
        ("yttjar", 0.2, "nyttjar", "som", "marken"),
        ("omnklädningsrunimen", 0.1, "omklädningsrummen", "i", "på"),
        ("at", 0.8, "att", "beslutar", "godkänna"),
        ("Sven-Ake", 0.4, "Sven-Åke", "är", "Ek"),
    ],
)
def test_a_second_reading_that_is_surer_and_as_likely_is_taken(
    word: str, trust: float, text: str, before: str, after: str
) -> None:
    found = decided(word, trust, text, 0.95, before, after)
    assert found.words == (text,)
    assert found.alternative == word


def test_a_word_of_the_lists_is_taken_for_one_that_is_none_even_from_a_doubtful_reader() -> None:
    assert decided("hedömningen", 0.05, "bedömningen", 0.6, "gör", "att").words == ("bedömningen",)
    assert decided("bedömningen", 0.6, "hedömningen", 0.9, "gör", "att").words == ("bedömningen",)


@pytest.mark.parametrize(
    ("word", "text", "apart"),
    [
        ("at", "att", True),
        ("att", "at", True),
        ("fen", "fem", True),
        ("Hagg", "Hägg", True),
        ("att", "att", False),
        ("taket", "tkaet", False),
        ("av", "att", False),
        ("a", "abc", False),
    ],
)
def test_one_letter_more_less_or_another_is_a_fact(word: str, text: str, *, apart: bool) -> None:
    found = facts(word, 0.5, Opinion(text=text, confidence=0.5), ALONE)
    assert found[[*OTHERWISE].index("one_letter") - 1] == apart


@pytest.mark.parametrize(
    ("word", "trust", "text", "confidence"),
    [
        # Swedish words that would become none, whatever the second reader's confidence.
        ("gäller", 0.9, "galler", 0.92),
        ("tillstånd", 0.95, "tillständ", 0.95),
        ("får", 0.97, "fär", 0.97),
        # Rubbish and what is hardly read.
        ("Åmosse", 0.85, "NES", 0.2),
        ("§", 0.95, "$", 0.92),
        ("Päivi", 0.88, "Pälvi", 0.6),
        # A code is no word, however likely the word would be.
        ("dBA", 0.8, "den", 0.81),
    ],
)
def test_other_second_readings_are_told_and_not_taken(
    word: str, trust: float, text: str, confidence: float
) -> None:
    found = decided(word, trust, text, confidence, "som", "här")
    assert found.words == (word,)
    assert found.alternative == text


@settings(deadline=None)
@given(
    st.text("0123456789-:./", min_size=1, max_size=12),
    st.text("0123456789-:./ ", min_size=1, max_size=12),
    st.floats(0, 0.99),
    st.floats(0, 1),
)
def test_a_figure_is_never_changed(word: str, text: str, trust: float, confidence: float) -> None:
    text = " ".join(text.split()) or "0"
    figures = [character for character in word if character.isdigit()]
    found = verdict(word, trust, Opinion(text=text, confidence=confidence), ALONE)
    assert [character for part in found.words for character in part if character.isdigit()] == figures


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("Förslagtillbeslut", "Förslag till beslut"),
        ("nämndenimars.", "nämnden i mars."),
        ("190000", "190 000"),
        ("0555-5432", "0555-54 32"),
        ("08-123456", "08-12 34 56"),
        ("miljö-och", "miljö- och"),
    ],
)
def test_words_that_were_read_as_one_come_apart(word: str, text: str) -> None:
    found = decided(word, 0.9, text, 0.95, "i", "kommunen")
    assert found.words == tuple(text.split())
    assert found.alternative == word


@pytest.mark.parametrize(
    ("word", "text", "confidence"),
    [
        ("allemansrättslig", "allemansrät tslig", 0.95),
        ("(1998:1276)", "(1998:1 276)", 0.95),
        ("(1998:1276)", "(1998: 1276)", 0.96),
        ("Per-Åke", "Per -Åke", 0.95),
        ("följande.", "följande .", 0.95),
        ("båtuppläggning", "båt uppläggning", 0.9),
        ("Förslagtillbeslut", "Förslag till beslut", 0.4),
        ("2024-00457", "2024 -00457", 0.99),
        ("2024-0457", "2024-04 57", 0.99),
        ("0555-5432", "0555 -5432", 0.99),
        ("0555-5432", "0555-543 2", 0.99),
        ("0555-5432", "0555-54 32", 0.5),
    ],
)
def test_words_that_are_one_stay_one(word: str, text: str, confidence: float) -> None:
    assert decided(word, 0.9, text, confidence, "i", "kommunen").words == (word,)


@settings(deadline=None)  # The first one opens the model.
@given(
    st.text("abåäöKS-.,1 ", min_size=1, max_size=10).filter(str.strip),
    st.text("abåäöKS-.,1 ", min_size=1, max_size=10).filter(str.strip),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_every_verdict_is_one_of_the_readings(word: str, text: str, trust: float, confidence: float) -> None:
    word, text = "".join(word.split()), " ".join(text.split())
    found = verdict(word, trust, Opinion(text=text, confidence=confidence), ALONE)
    assert " ".join(found.words) in (word, text)
    assert 0 <= found.trust <= 1
    assert found.alternative in (None, word, text)


@pytest.mark.parametrize(("word", "text"), [("k1.", "kl."), ("(2o1o:900).", "(2010:900)."), ("f0r", "for")])
def test_letters_and_figures_that_look_alike_become_of_one_kind_and_stay_doubtful(
    word: str, text: str
) -> None:
    found = decided(word, 0.5, text, 0.93)
    assert (found.words, found.alternative) == ((text,), word)
    assert found.trust < DOUBTFUL


@pytest.mark.parametrize(
    ("word", "text", "confidence"),
    [
        # The second reader is unsure, or sees a figure where the first one saw another.
        ("k1.", "kl.", 0.5),
        ("2018:900", "2010:900", 0.96),
        # Figures stay amid letters that make no word, and alone; so do letters amid few figures.
        ("B1", "Bl", 0.96),
        ("1", "I", 0.96),
        ("11", "Il", 0.96),
        ("I2", "12", 0.96),
        # Other letters were read, too.
        ("k1ar", "klor", 0.96),
        ("–.", "l.", 0.96),
    ],
)
def test_figures_and_letters_else_stay_as_they_were(word: str, text: str, confidence: float) -> None:
    assert decided(word, 0.5, text, confidence).words == (word,)
