"""A caseless pattern, asked of text in lower case, finds what IGNORECASE finds in the text as it stands."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.structure.caseless import caseless

SWEDISH = st.text(alphabet="abcdefghilmnorstuvyåäöABCDEFGHILMNORSTUVYÅÄÖ 0123456789§.:-", max_size=40)


@pytest.mark.parametrize(
    "pattern", [r"[A-ZÅÄÖ]\S+ Nämnd", r"\bBilaga\W?(?P<Mark>[A-D])\b", r"(?=Å)\D+\d|\w+(?<=S)\b"]
)
@given(text=SWEDISH, before=st.booleans())
def test_it_finds_what_ignorecase_finds(pattern: str, text: str, before: bool) -> None:
    text = f"{text} Bilaga a åäS1" if before else f"ÅK{text} NÄMND"
    one, other = re.compile(pattern, re.IGNORECASE).search(text), caseless(pattern).search(text.lower())
    assert (one and one.span()) == (other and other.span())


def test_escapes_and_names_of_groups_keep_their_capitals() -> None:
    found = caseless(r"(?P<Rest>\S+)\D\W").match("abc !")
    assert found is not None
    assert found["Rest"] == "abc"


def test_text_with_capitals_is_not_found() -> None:
    assert caseless("Beslut").search("BESLUT") is None
