"""Headings that no rule is sure of: what many small traits tell, and what they must not outweigh."""

import pytest

from tests.unit.structure.paper import text_pages
from workers.structure import structure
from workers.structure.heading_weighed import BIAS, points, weights

TEXT = (
    "Förvaltningen har gått igenom samtliga avtal som gäller driften av kommunens badplatser och\n"
    "föreslår att de sägs upp."
)


def headings(text: str) -> list[str | None]:
    return [section.heading for section in structure(text_pages(text)).sections if section.heading]


@pytest.mark.parametrize(
    "heading",
    [
        "88 § Val av justerare",
        "§ 14 Taxa för hamnen (dnr KS 2031/204)",
        "§ 5 Budgetram för 2031–2033",
        "HUR MAN ÖVERKLAGAR, se bilaga C (formulär 7).",
    ],
)
def test_a_heading_with_its_number(heading: str) -> None:
    assert headings(f"{TEXT}\n\n{heading}\n{TEXT}\n") == [heading]


@pytest.mark.parametrize(
    "line",
    [
        "§ 14 Dnr KS 2031/204",  # a row of a case's head
        "12 § Den som vill bedriva sådan verksamhet ska",  # a wrapped sentence of an ordinance
        "12 § förvaltningslagen",
        "Ann-Marie Hagström",
        "1. Karta",
    ],
)
def test_what_only_begins_like_one(line: str) -> None:
    assert headings(f"{TEXT}\n{line}\n{TEXT}\n") == []


def test_a_short_sentence_below_is_enough() -> None:
    assert headings(f"{TEXT}\n\nSamråd\nPensionärsrådet informeras 2031-03-02.\n\n{TEXT}\n") == ["Samråd"]


def test_what_the_rules_are_sure_of_is_not_weighed() -> None:
    assert headings(f"{TEXT}\n{TEXT}\nBeslutsunderlag\nKarta\n") == ["Beslutsunderlag"]


def test_what_was_never_met_says_nothing() -> None:
    assert points(["word=xyzzy"]) == points([]) == weights()[BIAS]


def test_a_trait_counts_once() -> None:
    trait = max(weights(), key=lambda name: abs(weights()[name]))
    assert points([trait, trait]) == points([trait])
