"""Stems decide which rules are tried: one that does not cover its rule would silence it."""

import re

import pytest

from workers.metadata.kind_cues import FORMULA_STEMS, FORMULAS, TEXT
from workers.structure.stems import Stems, StemTable
from workers.structure.vocabulary import BODY_NAME, BODY_STEMS, contact, is_body_name


def test_a_stem_stands_anywhere_in_a_word_and_in_any_case() -> None:
    stems = Stems("nämnd", "@")
    assert stems.stand_in("KULTURNÄMNDEN beslutar")
    assert stems.stand_in("skriv till ola.lind@almby.example")
    assert not stems.stand_in("näm nd")
    assert not stems.among([])


def test_a_table_wakes_all_rules_whose_stems_the_words_hold() -> None:
    table = StemTable({"one": "beslut fatt", "two": "fattat", "three": "sekretess"})
    assert table.woken_by(["har", "fattats"]) == {"one", "two"}
    assert table.woken_by(["inget"]) == frozenset()


@pytest.mark.parametrize(
    "name",
    ["Svea hovrätt", "Hovrätten över Skåne och Blekinge", "Almby kommun", "Delegationen för unga och nya"],
)
def test_every_name_of_a_body_holds_a_stem(name: str) -> None:
    assert is_body_name(name)
    assert BODY_STEMS.stand_in(name)


def test_each_word_that_ends_a_body_holds_a_stem() -> None:
    ends = re.findall(r"[a-zåäö]{4,}", BODY_NAME.pattern)
    unheld = {end for end in ends if not BODY_STEMS.stand_in(end)}
    assert unheld <= {"gemensamma", "emensamma"}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Besök: Storgatan 1", "switchboard"),
        ("Org.nr 212000-0001", "switchboard"),
        ("Kontaktcenter Almby", "switchboard"),
        ("Box 12", "address"),
        ("Storgatan 4", "address"),
        ("Mobil", "address"),
        ("Morgonens möte om organisationen", None),
    ],
)
def test_what_a_line_of_a_foot_holds(line: str, kind: str | None) -> None:
    assert contact(line) == kind


def test_formulas_are_woken_by_their_own_stems() -> None:
    assert len(TEXT) == len(FORMULAS)
    for number, (_, _, _, stems, _) in enumerate(FORMULAS):
        assert all(number in FORMULA_STEMS.woken_by([stem]) for stem in stems.split())
