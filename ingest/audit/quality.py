"""How good the archive is: what is predicted of all documents, what was measured in those reviewed. Pure.

Predicted: the expected wrong words and values of every document, with an interval of chance alone (errors
that come independently, a Poisson number); it says nothing about a model that is systematically wrong, which
the comparison with the measured does. Measured: what reviewers corrected, in finished reviews only. The share
of documents with an error has an exact interval (Clopper and Pearson); the error rates have that of a ratio
estimator over documents (Cochran, Sampling Techniques, 6.3), since errors come in clusters, and none from
fewer than `LEAST` documents or without errors. Documents that were reviewed because many errors were expected
in them do not stand for the others: only a random sample does.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from ingest.audit.bounds import clopper_pearson
from ingest.review import Corrected, apply, expected_errors
from ingest.review.field_paths import CORRECTABLE
from schemas.metadata import Extracted
from schemas.record import Record
from schemas.review import Correction

LEAST = 30
"""Reviewed documents from which a ratio's variance is worth stating (Cochran, 6.4)."""
Z = 1.959964
"""Of the normal distribution, for 95 % on both sides."""
CONFIDENCE = 0.95

Interval = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Observation:
    """What one document adds to the figures."""

    #: Month of receipt, `2026-11`.
    period: str
    issuer: str | None
    document_type: str | None
    #: Of its pages; `mixed` for several.
    text_source: str
    words: int
    values: int
    #: Wrong words and values that are expected in the pipeline's record.
    expected: float
    #: Whether somebody has looked it through to the end.
    reviewed: bool
    #: Words and values that people have corrected.
    wrong_words: int
    wrong_values: int
    #: How often each rule of repair or extraction fired, and how often a person disagreed.
    fired: Mapping[str, int]
    disagreed: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What reviewers found."""

    documents: int
    documents_wrong: int
    #: Exact interval of the share of documents with an error.
    documents_interval: Interval
    words: int
    wrong_words: int
    word_error: float | None
    word_interval: Interval | None
    values: int
    wrong_values: int
    value_error: float | None
    value_interval: Interval | None


@dataclass(frozen=True, kw_only=True)
class Quality:
    """Of one group of documents."""

    group: str | None
    documents: int
    #: Words and values together.
    things: int
    #: Expected errors, over words and values; None where there is neither.
    predicted_error: float | None
    predicted_interval: Interval | None
    measured: Measured | None


@dataclass(frozen=True, kw_only=True)
class RuleFigures:
    """One rule in reviewed documents."""

    rule: str
    fired: int
    disagreed: int
    interval: Interval


def observe(record: Record, corrections: Sequence[Correction], *, period: str, reviewed: bool) -> Observation:
    """What the pipeline's record and its corrections add to the figures."""
    done = apply(record, corrections)
    counting = _counting(corrections, done)
    values = dict(_values(record))
    sources = {page.text_source for page in record.pages if page.text_source != "none"}
    wrong = {path for one in counting if one.target.kind == "field" for path in [_entry(one.target.path)]}
    wrong_words = sum(_words_changed(one) for one in counting if one.target.kind != "field")
    return Observation(
        period=period,
        issuer=record.issuer.value if record.issuer else None,
        document_type=record.document_type.value if record.document_type else None,
        text_source=next(iter(sources)) if len(sources) == 1 else "mixed" if sources else "none",
        words=record.quality.words,
        values=len(values),
        expected=expected_errors(record),
        reviewed=reviewed,
        wrong_words=wrong_words,
        wrong_values=len(wrong),
        fired=_fired(record, values),
        disagreed=_disagreed(record, values, counting, wrong),
    )


def by_group(
    observations: Iterable[Observation], group: Callable[[Observation], str | None]
) -> tuple[Quality, ...]:
    """The figures of each group, by its name; what has none comes last."""
    groups: dict[str | None, list[Observation]] = defaultdict(list)
    for one in observations:
        groups[group(one)].append(one)
    return tuple(
        _quality(name, groups[name]) for name in sorted(groups, key=lambda name: (name is None, name or ""))
    )


def by_rule(observations: Iterable[Observation]) -> tuple[RuleFigures, ...]:
    """How often each rule fired in reviewed documents and a person disagreed; the worst first."""
    fired, disagreed = Counter[str](), Counter[str]()
    for one in observations:
        if one.reviewed:
            fired.update(one.fired)
            disagreed.update(one.disagreed)
    figures = [
        RuleFigures(
            rule=rule,
            fired=count,
            disagreed=disagreed[rule],
            interval=clopper_pearson(min(disagreed[rule], count), count, confidence=CONFIDENCE),
        )
        for rule, count in fired.items()
    ]
    return tuple(sorted(figures, key=lambda one: (-one.interval[0], -one.disagreed, one.rule)))


def _quality(name: str | None, group: Sequence[Observation]) -> Quality:
    things = sum(one.words + one.values for one in group)
    expected = sum(one.expected for one in group)
    spread = Z * sqrt(expected)
    reviewed = [one for one in group if one.reviewed]
    return Quality(
        group=name,
        documents=len(group),
        things=things,
        predicted_error=expected / things if things else None,
        predicted_interval=(max(0.0, expected - spread) / things, (expected + spread) / things)
        if things
        else None,
        measured=_measured(reviewed) if reviewed else None,
    )


def _measured(reviewed: Sequence[Observation]) -> Measured:
    wrong = sum(bool(one.wrong_words or one.wrong_values) for one in reviewed)
    words = [(one.wrong_words, one.words) for one in reviewed]
    values = [(one.wrong_values, one.values) for one in reviewed]
    word_error, word_interval = ratio(words)
    value_error, value_interval = ratio(values)
    return Measured(
        documents=len(reviewed),
        documents_wrong=wrong,
        documents_interval=clopper_pearson(wrong, len(reviewed), confidence=CONFIDENCE),
        words=sum(count for _, count in words),
        wrong_words=sum(count for count, _ in words),
        word_error=word_error,
        word_interval=word_interval,
        values=sum(count for _, count in values),
        wrong_values=sum(count for count, _ in values),
        value_error=value_error,
        value_interval=value_interval,
    )


def ratio(pairs: Sequence[tuple[int, int]]) -> tuple[float | None, Interval | None]:
    """Wrong ones over all, and its interval with documents as clusters; each pair is a document."""
    wrong, count = sum(one for one, _ in pairs), sum(of for _, of in pairs)
    if not count:
        return None, None
    rate = wrong / count
    if len(pairs) < LEAST or not wrong:
        return rate, None
    squares = sum((one - rate * of) ** 2 for one, of in pairs) / (len(pairs) - 1)
    spread = Z * sqrt(squares * len(pairs)) / count
    return rate, (max(0.0, rate - spread), rate + spread)


def _counting(corrections: Sequence[Correction], done: Corrected) -> list[Correction]:
    """Corrections that changed something and still count."""
    applied = {outcome.number for outcome in done.outcomes if outcome.fate == "applied"}
    return [one for one in corrections if one.number in applied and one.target.kind != "undo"]


def _values(record: Record) -> Iterator[tuple[str, Extracted]]:
    for name in sorted(CORRECTABLE):
        found = getattr(record, name)
        if isinstance(found, Extracted):
            yield f"/{name}", found
        elif isinstance(found, tuple):
            yield from ((f"/{name}/{at}", value) for at, value in enumerate(found))


def _entry(path: str) -> str:
    """The path of the whole value that a path leads into."""
    _, name, *rest = path.split("/")
    is_listed = rest and (rest[0].isdecimal() or rest[0] == "-")
    return f"/{name}/{rest[0]}" if is_listed else f"/{name}"


def _words_changed(correction: Correction) -> int:
    """Words of the text that were wrong; at least one, as for a missing word or an undone repair."""
    before = correction.before if isinstance(correction.before, str) else ""
    return max(1, len(before.split()))


def _fired(record: Record, values: Mapping[str, Extracted]) -> Counter[str]:
    fired = Counter(value.rule for value in values.values())
    fired.update(f"repair.{repair.kind}" for repair in record.repairs if repair.applied)
    return fired


def _disagreed(
    record: Record, values: Mapping[str, Extracted], counting: Sequence[Correction], wrong: set[str]
) -> Counter[str]:
    disagreed = Counter(values[path].rule for path in wrong if path in values)
    kinds = {(repair.page, repair.start, repair.end): repair.kind for repair in record.repairs}
    for correction in counting:
        target = correction.target
        if target.kind == "repair" and correction.after is False:
            disagreed[f"repair.{kinds[target.page, target.start, target.end]}"] += 1
    return disagreed
