"""A value is no surer than the words that it stands in."""

import re
from collections.abc import Iterator

import pytest

from schemas.page import Word
from schemas.repair import RepairedPage
from tests.unit.structure.paper import text_pages
from workers.metadata import extract
from workers.metadata.titles import LEAST_SURE
from workers.structure import structure

LETTER = (
    "TJÄNSTESKRIVELSE\n2024-05-06\nDnr KS 2018/14\n\nYttrande över ny brygga i hamnen\n\n"
    "Ärendet\nBryggan är hel.\n"
)


def read_with(doubts: dict[str, float]) -> list[RepairedPage]:
    """The letter, as read by somebody who is as sure of these words, and of all others entirely."""
    pages = []
    for page in text_pages(LETTER):
        lines = tuple(
            line.model_copy(update={"words": tuple(_words(line.text, doubts))}) for line in page.page.lines
        )
        read = page.page.model_copy(update={"lines": lines, "text_source": "ocr"})
        pages.append(page.model_copy(update={"page": read}))
    return pages


def _words(text: str, doubts: dict[str, float]) -> Iterator[Word]:
    for found in re.finditer(r"\S+", text):
        word = found.group()
        yield Word(text=word, start=found.start(), box=None, confidence=doubts.get(word, 1.0))


def test_a_doubtful_word_makes_its_value_doubtful_and_no_other() -> None:
    sure, unsure = (extract(p := read_with(d), structure(p)) for d in ({}, {"2018/14": 0.5}))
    assert sure.dnr[0].confidence is not None
    assert unsure.dnr[0].confidence == pytest.approx(sure.dnr[0].confidence / 2, abs=0.01)
    assert unsure.dates == sure.dates
    assert unsure.title == sure.title


def test_a_line_that_was_hardly_read_is_no_title() -> None:
    title = "Yttrande över ny brygga i hamnen"
    kept = extract(p := read_with({}), structure(p)).title
    assert kept is not None
    assert kept.value == title
    lost = extract(p := read_with(dict.fromkeys(title.split(), LEAST_SURE - 0.01)), structure(p)).title
    assert lost is None or lost.value != title
