"""The work grows with a text's length, not with its square: four times the text some four times the work."""

import sys
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Any

import pytest

from schemas.page import ReadLine, ReadPage, Word
from schemas.repair import RepairedLine, RepairedPage
from tests.bench.metadata import text_pages
from workers.metadata import extract
from workers.structure import structure

SENTENCE = (
    "Nämnden beslutade den 3 maj 2021 att avslå begäran, dnr KS 2021/77. Anna Berg har yttrat sig (jfr). "
)
TEXTS = {
    "one_line": SENTENCE,
    "hyphens": "för-\n",
    "dates": "Beslut 2021-05-03 ",
    "numbers": "Dnr KS 2021/77\n",
    "names": "Anna Berg\nKulturdirektör\n",
    "sections": "Bakgrund\n\nNämnden har prövat ärendet vid ett möte.\n\n",
    "columns": "2021-05-03\t",
    "rows": "Karta    bilaga    7 kr\n",
}
SMALL = 4_000
"""Characters."""
FOUR_TIMES = 7
"""Times the steps of a quarter of the text; a linear algorithm takes 4, a quadratic one 16."""


def steps(text: str) -> int:
    """Lines of Python run for the text: the same on every machine, however busy it is."""
    return steps_of_pages(text_pages(text))


def steps_of_pages(pages: Sequence[RepairedPage]) -> int:
    count = 0

    def trace(frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        extract(pages, structure(pages))
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("name", TEXTS)
def test_work_grows_with_the_text(name: str) -> None:
    def text(size: int) -> str:
        return (TEXTS[name] * (size // len(TEXTS[name]) + 1))[:size]

    steps(text(SMALL))
    assert steps(text(4 * SMALL)) < FOUR_TIMES * steps(text(SMALL))


BOXED: dict[str, Callable[[int], list[tuple[float, float, str]]]] = {
    "column_of_values": lambda n: [(400.0, 20.0 + 14 * i, "2021-05-03") for i in range(n)],
    "labels_beside_values": lambda n: [
        (x, 20.0 + 14 * i, text) for x, text in ((60.0, "Dnr"), (300.0, "KS 2021/77")) for i in range(n)
    ],
    "one_row": lambda n: [(12.0 * i, 20.0, "7-7") for i in range(n)],
    "all_in_one_place": lambda n: [(60.0, 20.0, "KS 2021/77") for i in range(n)],
}


def boxed_page(parts: list[tuple[float, float, str]]) -> tuple[RepairedPage, ...]:
    lines = []
    for x, y, text in parts:
        box = (x, y, x + 5.0 * len(text), y + 10)
        lines.append(
            ReadLine(text=text, words=(Word(text=text.replace(" ", "·"), start=0, box=box),), box=box)
        )
    page = ReadPage(
        number=1, width=595, height=842, text_source="text_layer", reason="test", lines=tuple(lines)
    )
    repaired = tuple(RepairedLine(original=line.text, text=line.text, edits=()) for line in lines)
    return (RepairedPage(page=page, lines=repaired),)


@pytest.mark.parametrize("name", BOXED)
def test_work_grows_with_the_lines_on_paper(name: str) -> None:
    steps_of_pages(boxed_page(BOXED[name](60)))
    small, large = (steps_of_pages(boxed_page(BOXED[name](n))) for n in (60, 240))
    assert large < FOUR_TIMES * small
