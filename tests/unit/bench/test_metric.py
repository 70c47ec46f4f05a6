"""The error rates: hand-counted cases, and a plain distance to compare the fast one with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.scans.metric import distance, errors, infix, right_words
from tests.bench.scans.typesetting import TruthLine

LETTERS = st.text("abå", max_size=12)
PAGE = (
    TruthLine(cells=("Robert Ölund", "Patrik Liljegren")),
    TruthLine(cells=("Kulturdirektör", "Chef för staben")),
    TruthLine(cells=("• Analysmetoder – del 2",)),
    TruthLine(cells=("INKOM 2024-03-01",), optional=True),
)
PRINTED = len("Robert ÖlundPatrik LiljegrenKulturdirektörChef för staben- Analysmetoder - del 2")


def plain_distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for place, sign in enumerate(one, 1):
        above, row = row, [place]
        for column, seen in enumerate(other, 1):
            row.append(min(above[column] + 1, row[-1] + 1, above[column - 1] + (sign != seen)))
    return row[-1]


@given(LETTERS, LETTERS)
def test_the_distance_is_levenshteins(one: str, other: str) -> None:
    assert distance(one, other) == plain_distance(one, other)


@given(LETTERS.filter(bool), LETTERS)
def test_an_infix_is_the_nearest_part(pattern: str, text: str) -> None:
    wrong, start, end = infix(pattern, text)
    parts = [text[i:j] for i in range(len(text) + 1) for j in range(i, len(text) + 1)]
    assert wrong == plain_distance(pattern, text[start:end])
    assert wrong == min(plain_distance(pattern, part) for part in parts)


@pytest.mark.parametrize(
    ("read", "wrong", "wrong_words"),
    [
        ("Robert Ölund Patrik Liljegren\nKulturdirektör Chef för staben\n- Analysmetoder - del 2", 0, 0),
        ("Robert Ölund\nKulturdirektör\nPatrik Liljegren\nChef för staben\n* Analysmetoder — del 2", 0, 0),
        ("Robert Olund\nKulturdirektor\nPatrik Liljegren\nChef for staben\n- Analysmetoder - del 2", 3, 3),
        ("Robert Ölund Patrik Liljegren\nKulturdirektör Chef för staben\nANALYSMETODER", 22, 5),
        ("", PRINTED, 13),
    ],
)
def test_order_does_not_count_and_letters_and_case_do(read: str, wrong: int, wrong_words: int) -> None:
    found = errors(PAGE, read)
    assert (found.characters, found.words) == (PRINTED, 13)
    assert (found.wrong, found.wrong_words) == (wrong, wrong_words)


def test_strict_order_counts_columns_read_downwards() -> None:
    found = errors(
        PAGE, "Robert Ölund\nKulturdirektör\nPatrik Liljegren\nChef för staben\n- Analysmetoder - del 2"
    )
    assert found.wrong == 0
    assert found.strict > len("Kulturdirektör")


def test_a_stamp_may_be_read_or_not_and_invented_text_counts() -> None:
    read = "Robert Ölund Patrik Liljegren\nKulturdirektör Chef för staben\n- Analysmetoder - del 2\n"
    assert errors(PAGE, read + "INKOM 2024-03-O1").wrong == 0
    assert errors(PAGE, read + "~~ vv ~~").wrong == len("~~ vv ~~")


def test_wrong_words_are_found_where_they_stand() -> None:
    lines = [
        ["Robert", "Olund", "Patrik", "Liljegren"],
        ["Kulturdirektör", "Chef", "for", "staben", "vv"],
        ["INKOM", "2024-03-01"],
    ]
    assert right_words(PAGE, lines) == [
        [True, False, True, True],
        [True, True, False, True, False],
        [True, True],
    ]
