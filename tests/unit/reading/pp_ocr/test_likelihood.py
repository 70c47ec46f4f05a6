"""Swedish is likelier than what misreading makes of it; names, numbers and codes are possible."""

import pytest

from workers.reading.pp_ocr.likelihood import beside, likelihood


@pytest.mark.parametrize(
    ("likelier", "than"),
    [
        ("nämnden", "nämndon"),
        ("åtgärder", "atgarder"),
        ("från", "frän"),
        ("beslut.", "bes.lut"),
        ("Långgatan", "långgatan,,"),
        ("41 000 kronor", "41. 000 kronor"),
        ("matematik och", "matematik.och"),
        ("skolan, polisen", "skolan. polisen"),
        ("till stor del", "tili stor dei"),
    ],
)
def test_what_is_printed_is_likelier(likelier: str, than: str) -> None:
    assert likelihood(likelier.split(), ["i"]) > likelihood(than.split(), ["i"])


def test_neighbours_count() -> None:
    assert likelihood(["år"], ["för", "varje"]) > likelihood(["är"], ["för", "varje"])


@pytest.mark.parametrize(
    "code", ["2024/0173", "KS", "10:38", "7", "§", "(2)", "https://x.se/a?b=1", "ﬀ", "…"]
)
def test_nothing_is_impossible(code: str) -> None:
    assert -60 < likelihood([code], []) < 0


def test_digits_are_all_alike() -> None:
    assert likelihood(["2024-05-17"], ["den"]) == likelihood(["2091-88-42"], ["den"])


def test_codes_of_capitals_are_all_alike() -> None:
    codes = ("BVI", "BI", "KS", "KSN", "SÄBN")
    assert len({likelihood([code, "42-2024/00316"], ["(dnr"]) for code in codes}) == 1


def test_a_lines_end_may_break_a_word() -> None:
    assert likelihood(["kommunfull-"], ["i"], ends_line=True) > likelihood(["kommunfull-"], ["i"])


@pytest.mark.parametrize(
    ("before", "word"),
    [("nytt.", "även"), ("utbet?", "lning"), ("vakanta,", "Prognosen"), ("41.", "000")],
)
def test_a_sign_that_the_next_word_belies_is_odd(before: str, word: str) -> None:
    assert beside(before, word) < 0


@pytest.mark.parametrize(
    ("before", "word"),
    [
        ("nytt.", "Även"),
        ("nytt,", "även"),
        ("nytt", "även"),
        ("inkl.", "moms"),
        ("Forts.", "nästa"),
        ("m.m.", "enligt"),
        ("vakanta,", "Kerstin"),
        ("2024.", "även"),
        ("utställningen:", "en"),
    ],
)
def test_a_sign_that_suits_the_next_word_is_not_odd(before: str, word: str) -> None:
    assert beside(before, word) == 0
