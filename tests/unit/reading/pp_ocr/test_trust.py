"""A word's trust falls with the network's doubt, with a rival, and where the lexicon does not know it."""

from hypothesis import given
from hypothesis import strategies as st

from workers.reading.pp_ocr.reading import Character
from workers.reading.pp_ocr.trust import DOUBTFUL, WEIGHTS, facts, trust
from workers.reading.pp_ocr.words import PlacedWord

KNOWN = {"nämnden", "beslutar"}.__contains__


def word(
    text: str, probability: float = 0.9995, posterior: float = 1.0, rival: str = "", gap: float = 0.0
) -> PlacedWord:
    characters = tuple(
        Character(text=letter, probability=probability, start=0, end=1, posterior=posterior, rival=rival)
        for letter in text
    )
    return PlacedWord(characters=characters, start=0, end=1, top=0, bottom=1, gap=gap)


def trusted(middle: PlacedWord) -> float:
    """The trust in a word between two others that were read surely."""
    line = [word("nämnden"), middle, word("beslutar")]
    return trust(facts([line] * 5, KNOWN)[0][1])


def test_a_known_word_that_was_read_surely_is_trusted() -> None:
    assert trusted(word("nämnden")) > 0.99
    assert trusted(word("nämnden,")) > 0.98


def test_the_same_surety_is_trusted_less_in_an_unknown_word() -> None:
    assert trusted(word("nämmden", 0.9)) < DOUBTFUL < trusted(word("nämnden"))
    assert trusted(word("nämmden", 0.99)) < trusted(word("nämnden", 0.99))


def test_a_rival_is_doubt() -> None:
    assert trusted(word("nämnden", 0.9, 0.6, "nämnder")) < trusted(word("nämnden", 0.9))


def test_white_amid_a_word_is_doubt() -> None:
    assert trusted(word("nämnden", gap=6)) < trusted(word("nämnden", gap=1)) < trusted(word("nämnden"))


def test_a_rare_word_beside_a_usual_one_that_suits_the_place_is_doubt() -> None:
    assert trusted(word("til")) < trusted(word("till"))


def test_there_is_a_weight_for_every_fact() -> None:
    assert {len(row) for row in facts([[word("nämnden"), word("§")]], KNOWN)[0]} == {len(WEIGHTS)}
    assert facts([], KNOWN) == []


@given(st.text(min_size=1, max_size=40), st.floats(0, 1), st.floats(0, 1))
def test_it_is_always_a_probability(text: str, probability: float, posterior: float) -> None:
    assert 0 <= trusted(word(text, probability, posterior)) <= 1
