"""A word that is another one but for a letter: how much likelier that one would be in its place."""

import pytest

from workers.reading.pp_ocr.likelihood import Place
from workers.reading.pp_ocr.nearby import MOST_GAIN, is_slip, likelier_marked, likelier_nearby, likelier_there


def gain(word: str, before: str = "", after: str = "", *, ends_line: bool = False) -> float:
    return likelier_nearby(word, Place(before=before.split(), after=after, ends_line=ends_line))


@pytest.mark.parametrize(
    ("before", "word", "after"),
    [
        ("yttra sig", "til", "nämnden"),
        ("har beretts", "tilfälle", "att"),
        ("buller", "ocn", "damm"),
        ("förvaltningen", "avsäg", "detta"),
    ],
)
def test_what_lost_a_letter_lies_beside_a_likelier_word(before: str, word: str, after: str) -> None:
    assert 2 < gain(word, before, after) <= MOST_GAIN


@pytest.mark.parametrize(
    "word", ["till", "och", "nämnden", "förvaltningen", "livsmedelskontroll", "2024", "§", "(2024)", "", "KS"]
)
def test_a_usual_word_a_long_one_and_a_number_lie_beside_none(word: str) -> None:
    assert gain(word) == 0


def test_names_and_parts_of_words_are_left_alone() -> None:
    assert gain("Mard", "av") == 0
    assert gain("til-", "sig", ends_line=True) == 0 < gain("til-", "sig", "nämnden")


@pytest.mark.parametrize("word", ["Asbro", "gängbanor", "tillständ", "Alderdomshemmet,", "ÄLDERDOMSHEM"])
def test_a_rare_word_may_have_lost_or_changed_a_mark(word: str) -> None:
    assert 2 < likelier_marked(word) <= MOST_GAIN


@pytest.mark.parametrize(
    "word", ["Åsbro", "gångbanor", "tillstånd", "nämnden", "och", "2024-07-26", "§", "(C)"]
)
def test_a_word_with_its_marks_has_no_likelier_one(word: str) -> None:
    assert likelier_marked(word) == 0


@pytest.mark.parametrize("word", ["forteckningen", "Forteckningen", "sammantradet,"])
def test_a_long_word_but_for_one_letter_has_a_slip(word: str) -> None:
    assert is_slip(word)


@pytest.mark.parametrize("word", ["förteckningen", "hatum", "EKELU", "IKOPMNLV", "2016-0317", "lllIllIIl"])
def test_words_short_ones_and_dirt_have_none(word: str) -> None:
    assert not is_slip(word)


@pytest.mark.parametrize(
    ("before", "word", "after"),
    [("ersättning", "for", "resor"), ("inom fem", "ar", "från"), ("", "Ake", "Lind")],
)
def test_a_usual_word_may_have_lost_its_mark_too(before: str, word: str, after: str) -> None:
    assert likelier_there(word, Place(before=before.split(), after=after, ends_line=False)) > 1


@pytest.mark.parametrize("word", ["för", "till", "2024", "§", "x", "nämnden", "KS"])
def test_a_word_in_its_place_has_no_likelier_mark(word: str) -> None:
    assert likelier_there(word, Place(before=["beslut"], after="av", ends_line=False)) == 0
