"""What one document adds to the figures of quality: what was expected of it, what people corrected. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.audit.values import entry_path, values_of
from ingest.review import Corrected, apply
from schemas.metadata import Extracted
from schemas.record import Record
from schemas.review import Correction

Kind = Literal["characters", "values"]

EDGES = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
"""Where one bin of predicted error ends and the next begins: about evenly spread over the orders of size in
which errors come."""


@dataclass(frozen=True, kw_only=True)
class RuleCount:
    """One rule of repair or extraction in one document."""

    fired: int
    disagreed: int
    #: Where a person disagreed first; if nobody did, where it fired first.
    page: int


@dataclass(frozen=True, kw_only=True)
class Bin:
    """Characters or values of one document whose predicted error lies in one bin."""

    kind: Kind
    number: int
    things: int
    expected: float
    wrong: int


@dataclass(frozen=True, kw_only=True)
class Observation:
    """What one document adds to the figures."""

    #: Of its pages; `mixed` for several.
    text_source: str
    characters: int
    #: Characters of pages whose error is predicted, and how many of them are expected to be wrong.
    judged_characters: int
    expected_characters: float
    wrong_characters: int
    values: int
    #: Values with a calibrated confidence, and how many of them are expected to be wrong.
    judged_values: int
    expected_values: float
    wrong_values: int
    rules: Mapping[str, RuleCount]
    bins: tuple[Bin, ...]


def observe(record: Record, corrections: Sequence[Correction]) -> Observation:
    """What the pipeline's record and its corrections add to the figures."""
    counting = _counting(corrections, apply(record, corrections))
    values = dict(values_of(record))
    wrong = {entry_path(one.target.path) for one in counting if one.target.kind == "field"}
    wrong_on = _wrong_characters(counting)
    confident = {path: 1 - one.confidence for path, one in values.items() if one.confidence is not None}
    sources = {page.text_source for page in record.pages if page.text_source != "none"}
    predicted = [
        (_length(page.text), page.quality.predicted_error, wrong_on[page.number])
        for page in record.pages
        if page.quality.predicted_error is not None
    ]
    return Observation(
        text_source=next(iter(sources)) if len(sources) == 1 else "mixed" if sources else "none",
        characters=sum(_length(page.text) for page in record.pages),
        judged_characters=sum(length for length, _, _ in predicted),
        expected_characters=sum(length * min(1.0, error) for length, error, _ in predicted),
        wrong_characters=sum(wrong_on.values()),
        values=len(values),
        judged_values=len(confident),
        expected_values=sum(confident.values()),
        wrong_values=len(wrong),
        rules=_rules(record, values, counting, wrong),
        bins=(
            *_bins("characters", predicted),
            *_bins("values", [(1, error, int(path in wrong)) for path, error in confident.items()]),
        ),
    )


def bin_of(error: float) -> int:
    """In which bin a predicted error lies, counted from 0."""
    return sum(error >= edge for edge in EDGES)


def _bins(kind: Kind, judged: Iterable[tuple[int, float, int]]) -> list[Bin]:
    """`judged` are things with their predicted error, and how many of them were wrong."""
    things, expected, wrong = Counter[int](), defaultdict[int, float](float), Counter[int]()
    for count, error, found in judged:
        number = bin_of(error)
        things[number] += count
        expected[number] += count * min(1.0, error)
        wrong[number] += found
    return [
        Bin(kind=kind, number=number, things=things[number], expected=expected[number], wrong=wrong[number])
        for number in sorted(things)
        if things[number]
    ]


def _length(text: str) -> int:
    """Characters of a page; the breaks between lines are none."""
    return len(text) - text.count("\n")


def _counting(corrections: Sequence[Correction], done: Corrected) -> list[Correction]:
    """Corrections that changed something and still count."""
    applied = {outcome.number for outcome in done.outcomes if outcome.fate == "applied"}
    return [one for one in corrections if one.number in applied and one.target.kind != "undo"]


def _wrong_characters(counting: Sequence[Correction]) -> Counter[int]:
    """By page: how many characters had to be put in, taken out or exchanged."""
    wrong = Counter[int]()
    for one in counting:
        target = one.target
        if target.kind == "text":
            before, after = str(one.before or ""), str(one.after or "")
            wrong[target.page] += distance(before, after)
        elif target.kind == "repair":
            wrong[target.page] += distance(target.seen, target.proposed)
    return wrong


def distance(one: str, other: str) -> int:
    """Levenshtein's distance, of texts no longer than a line."""
    row = list(range(len(other) + 1))
    for at, character in enumerate(one, start=1):
        before, row[0] = row[0], at
        for place, wanted in enumerate(other, start=1):
            cost = before + (character != wanted)
            before = row[place]
            row[place] = min(cost, row[place] + 1, row[place - 1] + 1)
    return row[-1]


def _rules(
    record: Record, values: Mapping[str, Extracted], counting: Sequence[Correction], wrong: set[str]
) -> dict[str, RuleCount]:
    fired, disagreed = Counter[str](), Counter[str]()
    first, doubted = dict[str, int](), dict[str, int]()
    kinds = {(one.page, one.start, one.end): f"repair.{one.kind}" for one in record.repairs}
    places = [(one.rule, one.evidence[0].page) for one in values.values()]
    places += [(f"repair.{one.kind}", one.page) for one in record.repairs if one.applied]
    for rule, page in places:
        fired[rule] += 1
        first.setdefault(rule, page)
    objections = [(values[path].rule, values[path].evidence[0].page) for path in sorted(wrong & set(values))]
    for one in counting:
        target = one.target
        if target.kind == "repair" and one.after is False:
            objections.append((kinds[target.page, target.start, target.end], target.page))
    for rule, page in objections:
        disagreed[rule] += 1
        doubted.setdefault(rule, page)
    return {
        rule: RuleCount(
            fired=count, disagreed=min(count, disagreed[rule]), page=doubted.get(rule, first[rule])
        )
        for rule, count in fired.items()
    }
