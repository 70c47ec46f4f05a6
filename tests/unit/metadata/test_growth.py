"""The work grows with a text's length, not with its square: four times the text some four times the work."""

import sys
from types import FrameType
from typing import Any

import pytest

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
}
SMALL = 4_000
"""Characters."""
FOUR_TIMES = 7
"""Times the steps of a quarter of the text; a linear algorithm takes 4, a quadratic one 16."""


def steps(text: str) -> int:
    """Lines of Python run for the text: the same on every machine, however busy it is."""
    count = 0

    def trace(frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    pages = text_pages(text)
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
