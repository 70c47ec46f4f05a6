"""A word's trust falls with the network's doubt, with a rival, where the lexicon does not know it, where its
ink is wider than its letters, where the white in or beside it tells of another space, where the next word
belies its sign, and where the page lacks dots or sets its decimals otherwise."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.reading.pp_ocr.order import Piece
from workers.reading.pp_ocr.reading import Character
from workers.reading.pp_ocr.strips import Strip
from workers.reading.pp_ocr.trust import DOUBTFUL, WEIGHTS, facts, trust
from workers.reading.pp_ocr.words import PlacedWord

KNOWN = {"nämnden", "beslutar"}.__contains__


def word(
    text: str,
    probability: float = 0.9995,
    posterior: float = 1.0,
    rival: str = "",
    gap: float = 0.0,
    lost: float = 0.0,
) -> PlacedWord:
    """A word whose letters take 14 pixels each, and more ink by what was `lost`."""
    characters = tuple(
        Character(text=letter, probability=probability, start=0, end=1, posterior=posterior, rival=rival)
        for letter in text
    )
    return PlacedWord(characters=characters, start=0, end=14 * len(text) + lost, top=0, bottom=1, gap=gap)


def line(*words: PlacedWord, spaces: tuple[float, ...] = ()) -> list[Piece]:
    """A line of the words, ten pixels apart but for the first `spaces`."""
    placed, start = [], 0.0
    for at, one in enumerate(words):
        placed.append(replace(one, start=start, end=start + one.end))
        start = placed[-1].end + (spaces[at] if at < len(spaces) else 10.0)
    strip = Strip(x=start / 2, y=24, width=start, height=48, angle=0)
    return [Piece(strip=strip, width=round(start), words=tuple(placed))]


def trusted(middle: PlacedWord, *, spaces: tuple[float, ...] = (), again: int = 0) -> float:
    """The trust in a word between two others that were read surely, on a page that has it `again`."""
    rows = [line(word("nämnden"), middle, word("beslutar"), word("nämnden"), spaces=spaces)]
    rows += [line(*[word("beslutar"), word("nämnden")] * 2)] * 5
    rows += [line(word("nämnden"), middle)] * again
    return trust(facts(rows, KNOWN)[0][1])


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


def test_more_ink_than_the_letters_take_is_doubt() -> None:
    assert trusted(word("nämnden", lost=14)) < trusted(word("nämnden"))
    assert trusted(word("nämnden", lost=-14)) < trusted(word("nämnden"))


def test_narrow_white_beside_a_word_is_doubt() -> None:
    assert trusted(word("nämnden"), spaces=(3.0,)) < trusted(word("nämnden"))


def test_a_name_that_another_mark_makes_known_is_doubt() -> None:
    assert trusted(word("Asbro")) < trusted(word("Åsbro"))


def test_a_name_that_the_page_has_twice_is_trusted_more() -> None:
    assert trusted(word("Ekenskär"), again=1) > trusted(word("Ekenskär"))
    assert trusted(word("ekenskär"), again=1) < trusted(word("Ekenskär"), again=1)


def test_a_full_stop_before_a_small_letter_is_doubt() -> None:
    assert trusted(word("nämnden.")) < DOUBTFUL < trusted(word("nämnden,"))


def test_an_abbreviation_before_a_small_letter_is_no_more_doubt_than_one_without_its_stop() -> None:
    known = {"nämnden", "beslutar", "inkl"}.__contains__
    stopped, plain = (
        trust(facts([line(word("nämnden"), word(text), word("beslutar"))], known)[0][1])
        for text in ("inkl.", "inkl")
    )
    assert stopped == pytest.approx(plain, abs=0.01)


def test_a_lines_last_full_stop_is_not_doubted_for_what_follows() -> None:
    rows = [line(word("nämnden"), word("beslutar.")), line(word("nämnden"), word("beslutar"))]
    ended, plain = (trust(row[1]) for row in facts(rows, KNOWN))
    assert ended == pytest.approx(plain, abs=0.01)


def test_there_is_a_weight_for_every_fact() -> None:
    assert {len(row) for row in facts([line(word("nämnden"), word("§"))], KNOWN)[0]} == {len(WEIGHTS)}
    assert facts([], KNOWN) == []


@given(st.text(min_size=1, max_size=40), st.floats(0, 1), st.floats(0, 1))
def test_it_is_always_a_probability(text: str, probability: float, posterior: float) -> None:
    assert 0 <= trusted(word(text, probability, posterior)) <= 1


def on_page(text: str, others: str) -> float:
    """The trust in a word that was read surely, on a page of these others."""
    rows = [line(*map(word, [*others.split(), text, "nämnden"]))]
    return trust(facts(rows, KNOWN)[0][-2])


def test_a_word_that_may_lack_its_dots_is_trusted_less_where_the_page_lacks_them() -> None:
    marked = "ansökan åtgärder nämnden förvaltningen ärendet överklagas beslutar sökanden"
    unmarked = "ansokan atgarder namnden forvaltningen arendet overklagas beslutar sokanden"
    assert on_page("for", unmarked) < DOUBTFUL
    assert on_page("for", unmarked) < on_page("for", marked) - 0.02
    # What has no mark to lose does not suffer.
    assert on_page("till", unmarked) > on_page("for", unmarked) + 0.02


def test_a_decimal_with_another_sign_than_the_pages_is_trusted_less() -> None:
    assert on_page("13.6", "12,8 0,09 147,2 5,5") < on_page("13.6", "12.8 0.09 147.2 5.5")
    assert on_page("13,6", "12,8 0,09 147,2 5,5") > on_page("13.6", "12,8 0,09 147,2 5,5")
    # A number in thousands is no decimal.
    assert on_page("13.600", "12,8 0,09") == pytest.approx(on_page("13.600", "nämnden beslutar"), abs=1e-4)


def test_a_number_whose_white_is_undecided_is_trusted_less() -> None:
    number = word("2050")
    assert trusted(replace(number, undecided=0.5)) < trusted(number)
