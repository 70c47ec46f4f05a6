"""The sums that `bench reading` makes of pages."""

import pytest

from tests.bench.reading_figures import reliability, spearman


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([1, 2, 3, 4], [10, 20, 30, 400], 1.0),
        ([1, 2, 3, 4], [4, 3, 2, 1], -1.0),
        ([1, 2, 2, 3], [1, 2, 2, 3], 1.0),
        ([1, 2, 3, 4, 5], [2, 1, 4, 3, 5], 0.8),
        ([1, 1, 1], [1, 2, 3], 0.0),
    ],
)
def test_rank_correlation(one: list[float], other: list[float], expected: float) -> None:
    assert spearman(one, other) == pytest.approx(expected)


def test_pages_fall_into_the_bin_of_their_prediction() -> None:
    rows = reliability([(0.0005, 0.0), (0.0008, 0.002), (0.03, 0.04)])
    assert [(row[0], row[2]) for row in rows] == [(0.0, 2), (0.02, 1)]
    assert rows[0][3:] == pytest.approx((0.00065, 0.001))
