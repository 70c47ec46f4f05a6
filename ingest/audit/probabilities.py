"""Binomial and hypergeometric distributions, to about ten digits. Pure.

Sums of at most a few thousand terms, each by the logarithm of the gamma function.
"""

from math import exp, fsum, inf, lgamma, log, log1p


def binomial_at_most(wrong: int, sample: int, share: float) -> float:
    """Probability of at most `wrong` in `sample` independent draws, each wrong with probability `share`."""
    if wrong < 0:
        return 0.0
    if wrong >= sample or share <= 0:
        return 1.0
    if share >= 1:
        return 0.0
    terms = (
        exp(_log_choose(sample, k) + k * log(share) + (sample - k) * log1p(-share)) for k in range(wrong + 1)
    )
    return min(1.0, fsum(terms))


def hypergeometric_at_most(wrong: int, sample: int, lot: int, wrong_in_lot: int) -> float:
    """Probability of at most `wrong` among `sample` different ones of a lot that holds `wrong_in_lot`."""
    least, most = max(0, sample - (lot - wrong_in_lot)), min(sample, wrong_in_lot)
    if wrong < least:
        return 0.0
    if wrong >= most:
        return 1.0
    every = _log_choose(lot, sample)
    terms = (
        exp(_log_choose(wrong_in_lot, k) + _log_choose(lot - wrong_in_lot, sample - k) - every)
        for k in range(least, wrong + 1)
    )
    return min(1.0, fsum(terms))


def _log_choose(n: int, k: int) -> float:
    if k < 0 or k > n:
        return -inf
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
