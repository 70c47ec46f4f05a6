"""Posterior of the model -> probability that an edit is right, as measured on texts that it never saw.

The lattice is too sure of itself where its lists end: a compound put together, or a name, can be another
that no list has. So each source of a reading has its own curve, measured with the open texts; the
held-out ones show whether it holds.
"""

from bisect import bisect_right
from enum import Enum

Curve = tuple[tuple[float, float], ...]


class Source(Enum):
    """Where a reading comes from."""

    NUMBERED = "n-grams"
    LISTED = "list"
    NAME = "name"
    COMPOUND = "compound"


CURVES: dict[Source, Curve] = {
    Source.NUMBERED: (
        (0.0, 0.2), (0.5, 0.5), (0.6, 0.7), (0.8, 0.78), (0.9, 0.84), (0.97, 0.88), (0.99, 0.93),
        (0.998, 0.97), (0.9995, 0.99), (0.9999, 0.994), (0.99999, 0.9985), (1.0, 0.9995),
    ),
    Source.LISTED: ((0.0, 0.2), (0.9, 0.8), (0.99, 0.95), (0.9999, 0.985), (1.0, 0.993)),
    Source.NAME: ((0.0, 0.1), (0.9, 0.45), (0.999, 0.9), (1.0, 0.99)),
    Source.COMPOUND: ((0.0, 0.2), (0.9, 0.72), (0.999, 0.93), (1.0, 0.965)),
}  # fmt: skip
"""Posterior, precision: monotone, straight between the points."""
HIDDEN_CASE = 0.98
"""Precision of the guess whether a lost first letter was a capital."""


def calibrated(posterior: float, source: Source, *, hidden_case: bool) -> float:
    """The confidence of an edit, to four decimals."""
    curve = CURVES[source]
    at = min(max(bisect_right(curve, (posterior, 2.0)), 1), len(curve) - 1)
    (low, low_is), (high, high_is) = curve[at - 1], curve[at]
    confidence = low_is + (high_is - low_is) * (posterior - low) / (high - low)
    return round(confidence * (HIDDEN_CASE if hidden_case else 1.0), 4)
