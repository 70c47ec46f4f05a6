"""What a sample says about its lot: exact bounds by inverting the distribution. Pure.

Clopper and Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial",
Biometrika 26 (1934): the bound is the share at which the observed number or fewer (or more) would still come
with the probability that is left. It holds at least at its level, for every true share.
"""

from ingest.audit.probabilities import binomial_at_most, hypergeometric_at_most

_HALVINGS = 60


def clopper_pearson(wrong: int, sample: int, *, confidence: float) -> tuple[float, float]:
    """The two-sided interval of the share of wrong ones; (0, 1) for an empty sample."""
    left = (1 - confidence) / 2
    return lower_bound(wrong, sample, left=left), upper_bound(wrong, sample, left=left)


def upper_bound(wrong: int, sample: int, *, left: float) -> float:
    """One-sided: the share is at most this, but for a probability of `left`."""
    if wrong >= sample:
        return 1.0
    low, high = wrong / sample, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _at_most(wrong, sample, middle) > left:
            low = middle
        else:
            high = middle
    return high


def _at_most(wrong: int, sample: int, share: float) -> float:
    """The distribution by whichever of its tails has fewer terms: samples have a hundred thousand things."""
    if 2 * wrong < sample:
        return binomial_at_most(wrong, sample, share)
    return 1 - binomial_at_most(sample - wrong - 1, sample, 1 - share)


def lower_bound(wrong: int, sample: int, *, left: float) -> float:
    """One-sided: the share is at least this, but for a probability of `left`."""
    return 1.0 - upper_bound(sample - wrong, sample, left=left) if wrong else 0.0


def most_wrong(wrong: int, sample: int, lot: int, *, confidence: float) -> int:
    """One-sided, for a lot of known size: it holds at most so many wrong ones.

    The largest number with which `wrong` or fewer in the sample still come with a probability above what is
    left; never more than the lot can hold. Tighter than the binomial bound, and exact.
    """
    left = 1 - confidence
    low, high = wrong, lot - (sample - wrong)
    while low < high:
        middle = (low + high + 1) // 2
        if hypergeometric_at_most(wrong, sample, lot, middle) > left:
            low = middle
        else:
            high = middle - 1
    return low
