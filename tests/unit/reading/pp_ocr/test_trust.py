"""A word's trust falls with the network's doubt and where the lexicon does not know it."""

from hypothesis import given
from hypothesis import strategies as st

from workers.reading.pp_ocr.reading import Character
from workers.reading.pp_ocr.trust import DOUBTFUL, trust

KNOWN = {"nämnden", "beslutar"}.__contains__


def word(text: str, probability: float = 0.9995) -> list[Character]:
    return [Character(text=letter, probability=probability, start=0, end=1) for letter in text]


def test_a_known_word_that_was_read_surely_is_trusted() -> None:
    assert trust(word("nämnden"), 0.999, KNOWN) > 0.99
    assert trust(word("nämnden,"), 0.999, KNOWN) > 0.99


def test_the_same_surety_is_trusted_less_in_an_unknown_word() -> None:
    assert (
        trust(word("nämmden", 0.998), 0.998, KNOWN) < DOUBTFUL < trust(word("nämnden", 0.998), 0.998, KNOWN)
    )


def test_an_unknown_word_with_a_capital_may_be_a_name() -> None:
    assert trust(word("Xylander", 0.99), 0.99, KNOWN) > trust(word("xylander", 0.99), 0.99, KNOWN)


@given(st.text(min_size=1, max_size=40), st.floats(0, 1), st.floats(0, 1))
def test_it_is_always_a_probability(text: str, probability: float, line: float) -> None:
    assert 0 <= trust(word(text, probability), line, KNOWN) <= 1


@given(st.floats(0.3, 0.98), st.floats(0.001, 0.5))
def test_more_doubt_is_less_trust(probability: float, more: float) -> None:
    worse = max(0.01, probability - more)
    assert trust(word("nämnden", worse), worse, KNOWN) <= trust(
        word("nämnden", probability), probability, KNOWN
    )
