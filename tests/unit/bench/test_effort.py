"""The curve of `./bench effort`: what an order finds, and the areas under it."""

import pytest

from schemas.review import ExpectedErrors
from tests.bench.effort import Document, area, curves, found_shares


def archive(*documents: tuple[float, int]) -> list[Document]:
    """Documents by the errors that are expected and those that are there."""
    return [
        Document(
            name=str(at),
            kind="text",
            expected=ExpectedErrors(words=words, values=0, unread=0),
            wrong_words=errors,
            wrong_values=0,
        )
        for at, (words, errors) in enumerate(documents)
    ]


def test_shares_and_areas() -> None:
    shares = found_shares([3, 1, 0, 0])
    assert shares == [0, 0.75, 1, 1, 1]
    assert area(shares, 1.0) == pytest.approx((0.375 + 0.875 + 1 + 1) / 4)
    assert area(shares, 0.5) == pytest.approx((0.375 + 0.875) / 4)


def test_the_queue_lies_between_chance_and_the_best_order_and_may_be_worse_than_chance() -> None:
    good = curves(archive((5, 3), (4, 0), (3, 1), (0, 0)))
    assert good["queue"] == [0, 0.75, 0.75, 1, 1]
    assert good["best"] == [0, 0.75, 1, 1, 1]
    assert good["chance"] == pytest.approx([0, 0.25, 0.5, 0.75, 1], abs=0.05)
    bad = curves(archive((0, 3), (1, 0), (2, 0), (3, 0)))
    assert area(bad["queue"], 1.0) < area(bad["chance"], 1.0)
