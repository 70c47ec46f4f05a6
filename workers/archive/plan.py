"""What the PDF writer is told about each page: plain data that goes into the sandbox as JSON."""

from collections.abc import Sequence
from typing import TypedDict

from schemas.base import Rotation
from schemas.page import ReadLine
from schemas.repair import RepairedLine, RepairedPage

BAD_LAYER = frozenset(
    {
        "text_layer_unreadable",
        "text_layer_undecodable",
        "text_layer_mojibake",
        "text_layer_without_swedish_letters",
    }
)
"""Reasons for reading a page again that condemn all the text its layer has."""

WORDS_WANTED = "words"
"""The writer's answer where a page that keeps its text layer must be given its words after all."""

PlacedWord = tuple[str, float, float, float, float]
"""Text and box (points, unrotated page, origin top left)."""


class PagePlan(TypedDict):
    """One page: how it is turned, what becomes of its old text, and the words that were read."""

    width: float | None
    height: float | None
    rotation: Rotation
    recognised: bool
    """True where the words are ours to put in; the others keep their own text layer."""
    bad_layer: bool
    """True where no text of the original may stay readable."""
    keeps_text: bool
    """Set by the writer, where a recognised page has visible text of its own."""
    lines: list[list[PlacedWord]] | None
    """None where the page keeps its text layer, and nobody has asked for the words of it."""


def plan(pages: Sequence[RepairedPage], *, words_of_all: bool = False) -> list[PagePlan]:
    """The writer's orders for every page, with the words of those that were recognised, or of all."""
    return [_page_plan(page, with_all_words=words_of_all) for page in pages]


def _page_plan(repaired: RepairedPage, *, with_all_words: bool) -> PagePlan:
    page = repaired.page
    lines = None
    if page.recognised or with_all_words:
        lines = [words_to_show(*both) for both in zip(page.lines, repaired.lines, strict=True)]
    return PagePlan(
        width=page.width,
        height=page.height,
        rotation=page.rotation,
        recognised=page.recognised,
        bad_layer=page.reason in BAD_LAYER,
        keeps_text=False,
        lines=lines,
    )


def texts_to_show(line: ReadLine, repair: RepairedLine) -> list[str]:
    """What stands for each word of the line: repaired where the repair kept their number, else as read."""
    texts = repair.text.split()
    return texts if len(texts) == len(line.words) else [word.text for word in line.words]


def words_to_show(line: ReadLine, repair: RepairedLine) -> list[PlacedWord]:
    """The line's words in their places. A repair that parts or joins words has no places for what it made."""
    shown = zip(texts_to_show(line, repair), line.words, strict=True)
    return [(text, *word.box) for text, word in shown if word.box is not None]
