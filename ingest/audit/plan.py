"""Single sampling plans for a lot of known size, exact by the hypergeometric distribution. Pure.

Of all plans that keep both risks the one with the smallest sample, after Guenther, "Use of the binomial,
hypergeometric and Poisson tables to obtain sampling plans", Journal of Quality Technology 1 (1969): for each
acceptance number the smallest sample that keeps the consumer's risk, until one keeps the producer's as well.
A good lot is one with at most AQL x size wrong documents, rounded down, a bad one with at least LQ x size,
rounded up. The tables of ISO 2859-1 are not used: they fix neither of the two risks for a given lot.
"""

from math import ceil, floor

from ingest.audit.probabilities import hypergeometric_at_most
from ingest.errors import NoSuchPlan
from schemas.audit import Levels, OperatingPoint, SamplingPlan

_ROUNDING = 1e-9
"""So that 2 % of 50 are one document, and a risk of just a tenth is none greater, whatever the last digit."""


def single_plan(lot_size: int, levels: Levels) -> SamplingPlan:
    """The smallest plan that keeps both risks. NoSuchPlan if a good lot can be as wrong as a bad one."""
    good, bad = wrong_in_good_and_bad(lot_size, levels)
    if good >= bad:
        raise NoSuchPlan
    for number in range(good + 1):
        sample = _smallest_sample(number, lot_size, bad, risk=levels.consumers_risk)
        rejected = 1 - hypergeometric_at_most(number, sample, lot_size, good)
        if rejected <= levels.producers_risk + _ROUNDING:
            return SamplingPlan(
                lot_size=lot_size,
                sample_size=sample,
                acceptance_number=number,
                levels=levels,
                producers_risk=max(0.0, rejected),
                consumers_risk=hypergeometric_at_most(number, sample, lot_size, bad),
            )
    raise NoSuchPlan  # Not reached: with `good` as the acceptance number the whole lot keeps both risks.


def wrong_in_good_and_bad(lot_size: int, levels: Levels) -> tuple[int, int]:
    """How many wrong documents a good lot has at most, and a bad one at least."""
    good = floor(levels.acceptable * lot_size + _ROUNDING)
    return good, max(1, ceil(levels.limiting * lot_size - _ROUNDING))


def operating_characteristic(plan: SamplingPlan, *, points: int = 60) -> tuple[OperatingPoint, ...]:
    """How likely the lot is accepted, from no wrong documents to twice the limiting level."""
    most = min(plan.lot_size, max(1, ceil(2 * plan.levels.limiting * plan.lot_size)))
    numbers = sorted({round(most * point / points) for point in range(points + 1)})
    return tuple(
        OperatingPoint(
            share_wrong=wrong / plan.lot_size,
            accepted=hypergeometric_at_most(plan.acceptance_number, plan.sample_size, plan.lot_size, wrong),
        )
        for wrong in numbers
    )


def _smallest_sample(number: int, lot_size: int, bad: int, *, risk: float) -> int:
    """With this acceptance number a lot with `bad` wrong ones is accepted at most with this risk.

    More documents never make it likelier; the whole lot never accepts it, since `number` is below `bad`.
    """
    low, high = number + 1, lot_size
    while low < high:
        middle = (low + high) // 2
        if hypergeometric_at_most(number, middle, lot_size, bad) <= risk + _ROUNDING:
            high = middle
        else:
            low = middle + 1
    return low
