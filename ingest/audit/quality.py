"""How good the archive is: what is predicted of all documents, what was measured in those reviewed. Pure.

Predicted: the expected wrong characters and values of every document, with an interval of chance alone
(errors that come independently, a Poisson number); it says nothing about a model that is systematically
wrong, which the comparison with the measured does. Measured: what reviewers corrected, in finished reviews
only. The share of documents with an error has an exact interval (Clopper and Pearson); the error rates have
that of a ratio estimator over documents (Cochran, Sampling Techniques, 6.3), since errors come in clusters,
and none from fewer than `LEAST` documents or without errors. Documents that were reviewed because many errors
were expected in them do not stand for the others: only a random sample does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from ingest.audit.bounds import clopper_pearson
from ingest.audit.observation import EDGES, Kind

LEAST = 30
"""Reviewed documents from which a ratio's variance is worth stating (Cochran, 6.4)."""
Z = 1.959964
"""Of the normal distribution, for 95 % on both sides."""
CONFIDENCE = 0.95

Interval = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Clusters:
    """Sums over reviewed documents, of which each has `of` things, `wrong` of them wrong."""

    documents: int
    wrong: int
    of: int
    #: Sums of the squares of both, and of their products.
    wrong_squared: float
    of_squared: float
    product: float


NO_CLUSTERS = Clusters(documents=0, wrong=0, of=0, wrong_squared=0.0, of_squared=0.0, product=0.0)


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Sums over the documents of a group."""

    group: str | None
    documents: int
    judged_characters: int
    expected_characters: float
    judged_values: int
    expected_values: float
    #: Of the reviewed documents.
    wrong_documents: int
    characters: Clusters
    values: Clusters


@dataclass(frozen=True, kw_only=True)
class Rate:
    """Wrong ones of so many; the interval is None where nothing honest can be said."""

    wrong: float
    of: int
    rate: float
    interval: Interval | None


@dataclass(frozen=True, kw_only=True)
class Quality:
    """Of one group of documents."""

    group: str | None
    documents: int
    predicted_characters: Rate | None
    predicted_values: Rate | None
    reviewed: int
    #: Reviewed documents with an error; None if none was reviewed.
    wrong_documents: Rate | None
    measured_characters: Rate | None
    measured_values: Rate | None


@dataclass(frozen=True, kw_only=True)
class RuleFigures:
    """One rule in reviewed documents, and how often it fired in all of them."""

    rule: str
    fired_in_all: int
    fired: int
    disagreed: int
    interval: Interval


@dataclass(frozen=True, kw_only=True)
class Calibrated:
    """Things of reviewed documents whose predicted error lies in one bin, `low` to `high`."""

    kind: Kind
    low: float
    high: float
    documents: int
    predicted: Rate
    measured: Rate


def together(tallies: Sequence[Tally]) -> Tally:
    """The sums of all groups."""
    return Tally(
        group=None,
        documents=sum(one.documents for one in tallies),
        judged_characters=sum(one.judged_characters for one in tallies),
        expected_characters=sum(one.expected_characters for one in tallies),
        judged_values=sum(one.judged_values for one in tallies),
        expected_values=sum(one.expected_values for one in tallies),
        wrong_documents=sum(one.wrong_documents for one in tallies),
        characters=_all([one.characters for one in tallies]),
        values=_all([one.values for one in tallies]),
    )


def _all(clusters: Sequence[Clusters]) -> Clusters:
    return Clusters(
        documents=sum(one.documents for one in clusters),
        wrong=sum(one.wrong for one in clusters),
        of=sum(one.of for one in clusters),
        wrong_squared=sum(one.wrong_squared for one in clusters),
        of_squared=sum(one.of_squared for one in clusters),
        product=sum(one.product for one in clusters),
    )


def quality(tally: Tally) -> Quality:
    """The figures of a group."""
    reviewed = tally.values.documents
    return Quality(
        group=tally.group,
        documents=tally.documents,
        predicted_characters=_predicted(tally.expected_characters, tally.judged_characters),
        predicted_values=_predicted(tally.expected_values, tally.judged_values),
        reviewed=reviewed,
        wrong_documents=_exact(tally.wrong_documents, reviewed) if reviewed else None,
        measured_characters=ratio(tally.characters) if tally.characters.of else None,
        measured_values=ratio(tally.values) if tally.values.of else None,
    )


def rule_figures(rule: str, *, fired_in_all: int, fired: int, disagreed: int) -> RuleFigures:
    """The record of one rule; `fired` and `disagreed` count reviewed documents alone."""
    interval = clopper_pearson(disagreed, fired, confidence=CONFIDENCE)
    return RuleFigures(
        rule=rule, fired_in_all=fired_in_all, fired=fired, disagreed=disagreed, interval=interval
    )


def worst_first(rules: Iterable[RuleFigures]) -> tuple[RuleFigures, ...]:
    """Rules that are most surely wrong most often come first."""
    return tuple(sorted(rules, key=lambda one: (-one.interval[0], -one.disagreed, one.rule)))


def calibrated(kind: Kind, number: int, sums: Clusters, *, expected: float) -> Calibrated:
    """Predicted against measured in one bin of reviewed documents."""
    edges = (0.0, *EDGES, 1.0)
    return Calibrated(
        kind=kind,
        low=edges[number],
        high=edges[number + 1],
        documents=sums.documents,
        predicted=Rate(wrong=expected, of=sums.of, rate=expected / sums.of, interval=None),
        measured=ratio(sums),
    )


def ratio(sums: Clusters) -> Rate:
    """Wrong ones over all, of which there are some, and its interval with documents as clusters."""
    rate = sums.wrong / sums.of
    if sums.documents < LEAST or not sums.wrong:
        return Rate(wrong=sums.wrong, of=sums.of, rate=rate, interval=None)
    squares = sums.wrong_squared - 2 * rate * sums.product + rate * rate * sums.of_squared
    spread = Z * sqrt(max(0.0, squares) / (sums.documents - 1) * sums.documents) / sums.of
    return Rate(
        wrong=sums.wrong, of=sums.of, rate=rate, interval=(max(0.0, rate - spread), min(1.0, rate + spread))
    )


def _predicted(expected: float, of: int) -> Rate | None:
    if not of:
        return None
    spread = Z * sqrt(expected)
    interval = (max(0.0, expected - spread) / of, min(1.0, (expected + spread) / of))
    return Rate(wrong=expected, of=of, rate=expected / of, interval=interval)


def _exact(wrong: int, of: int) -> Rate:
    return Rate(
        wrong=wrong, of=of, rate=wrong / of, interval=clopper_pearson(wrong, of, confidence=CONFIDENCE)
    )
