"""What the labelled documents teach the metadata: `python -m tests.bench.weighing [--write]`.

Reads the open labelled documents as texts and as pages of words with boxes, and fits for each question how
much each trait speaks for each answer (`workers.metadata.weighing`): logistic regression, in which a template
weighs the root of what it holds, without the traits of a single template. `--write` keeps the weights.

Without it each set in `--left-out` is answered by weights that were fitted without any of these, and the
share of dates and kinds is printed that the rules, the weights, and both together have right. The rules of
today may have met these sets, so only the weights alone are measured fairly by it.

Needs scikit-learn: `uv pip install --require-hashes -r requirements-model.lock`.
"""

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from schemas.metadata import DocumentType, Text, TypeOfDocument
from tests.bench.documents.template import SETS
from tests.bench.metadata_cases import Example, Truth, labelled_examples
from tests.bench.metadata_fields import KINDS, expected, plain
from tests.bench.reliability import COUNTED
from tests.bench.taught import known_traits, table_of, weight_of
from workers.metadata import Site
from workers.metadata.date_roles import role_of
from workers.metadata.date_weighed import trust_in
from workers.metadata.dates import find_situations
from workers.metadata.kind import find_kind
from workers.metadata.kind_weighed import trust_in as trust_in_kind
from workers.metadata.passage import Manuscript
from workers.metadata.titles import find_title, scored
from workers.metadata.weighing import (
    body_traits,
    cell_traits,
    date_traits,
    kind_traits,
    passage_traits,
    person_traits,
)
from workers.metadata.weighing.weights import FILE, Question, Weights, likeliest, supported
from workers.structure import structure
from workers.structure.lines import read_lines

LEFT_OUT = ("vault", "cellar", "attic")
"""The youngest of the open sets."""
FIELDS: dict[Question, tuple[str, ...]] = {
    "cell": ("title", "officer", "attachments"),
    "passage": ("decisions", "decision_proposals"),
    "body": ("recipient",),
    "person": ("signatories",),
}
"""The fields that a question decides on, each by itself; of other questions just one answer is true."""
STRENGTH: dict[Question, float] = {
    "date": 1.0, "cell": 1.0, "passage": 3.0, "kind": 0.01, "body": 0.3, "person": 0.3,
}  # fmt: skip
"""How far weights may go from nothing: the inverse of the ridge."""
LEAST_WEIGHT = 0.02
"""A trait whose weights are all smaller says nothing."""
FEWEST_TEMPLATES = 2
PART_OF_VALUE = 0.15
"""Share of a value that a line of it holds at least."""


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a sample comes from."""

    which: str  #: the set
    template: str


@dataclass(frozen=True, kw_only=True)
class Sample:
    """Something asked about: what is seen of it, and what is true."""

    of: Origin
    traits: frozenset[str]
    asked: frozenset[str]  #: the answers that the truth decides on; for one answer of many all of them
    true: frozenset[str]
    told: str = ""  #: what a rule answers to a question of which one answer is true
    trust: float = 0.0  #: log odds that the rule adds to it


Samples = dict[Question, list[Sample]]


def samples(which: str) -> Samples:
    """Everything that the documents of a set teach, by question."""
    found: Samples = defaultdict(list)
    for form in ("text", "boxes"):
        for example in labelled_examples(which, form):
            lines = read_lines(example.pages)
            document = structure(example.pages, lines)
            manuscript = Manuscript(tuple(example.pages), document, tuple(lines), Site())
            title = find_title(manuscript, scored(manuscript))
            found_kind = find_kind(manuscript, title)
            if found_kind is None:
                continue
            kind = found_kind.value
            origin = Origin(which=which, template=re.sub(r"-\d+$", "", example.name))
            found["date"] += _dates(example.truth, manuscript, kind, origin)
            found["cell"] += _cells(example, manuscript, kind, origin)
            found["passage"] += _passages(example, manuscript, kind, origin)
            found["body"] += _bodies(example, manuscript, kind, origin)
            found["person"] += _persons(example, manuscript, kind, origin)
            found["kind"] += _kind(example.truth, manuscript, title, found_kind, origin)
    return found


def _dates(truth: Truth, manuscript: Manuscript, kind: DocumentType, origin: Origin) -> Iterator[Sample]:
    if "dates" not in truth:
        return
    roles: dict[str | None, set[str]] = defaultdict(set)
    for date in truth["dates"]:
        roles[date["iso"]].add(date["role"])
    situations = find_situations(manuscript, kind)
    dates = date_traits.Dates(tuple(situation.printed.value for situation in situations))
    for at, situation in enumerate(situations):
        rule, true = role_of(situation), roles.get(situation.printed.value, set())
        if rule is None or not true:
            continue
        only = true if len(true) == 1 else true & {rule[0]}
        yield Sample(
            of=origin, traits=frozenset(date_traits.traits(situation, dates, at)), asked=frozenset(true),
            true=frozenset(only), told=rule[0], trust=trust_in(rule),
        )  # fmt: skip


def _asked(question: Question, truth: Truth) -> frozenset[str]:
    return frozenset(name for name in FIELDS[question] if name in truth)


def _cells(example: Example, manuscript: Manuscript, kind: DocumentType, origin: Origin) -> Iterator[Sample]:
    asked = _asked("cell", example.truth)
    if not asked:
        return
    truth = expected(example.truth, None)
    for place in cell_traits.places(manuscript, kind):
        text = plain(place.cell.text)
        true = frozenset(name for name in asked if any(_holds(text, value, name) for value in truth[name]))
        yield Sample(of=origin, traits=frozenset(cell_traits.traits(place)), asked=asked, true=true)


def _holds(text: str, value: str, name: str) -> bool:
    """Whether a cell is about the value: it has all of it, or is a longer part of it."""
    named = name == "officer" or 2 * len(value) >= len(text)
    whole = len(value) >= 3 and value in text and named
    return whole or (len(text) >= 12 and text in value and len(text) >= PART_OF_VALUE * len(value))


def _passages(
    example: Example, manuscript: Manuscript, kind: DocumentType, origin: Origin
) -> Iterator[Sample]:
    asked = _asked("passage", example.truth)
    if not asked:
        return
    truth = expected(example.truth, None)
    for spot in passage_traits.spots(manuscript, kind):
        text = plain(spot.passage.text[spot.passage.body :])
        true = frozenset(
            name for name in asked if any(value and (value in text or text in value) for value in truth[name])
        )
        yield Sample(of=origin, traits=frozenset(passage_traits.traits(spot)), asked=asked, true=true)


def _bodies(example: Example, manuscript: Manuscript, kind: DocumentType, origin: Origin) -> Iterator[Sample]:
    asked = _asked("body", example.truth)
    if not asked:
        return
    truth, paper = expected(example.truth, None), body_traits.Paper(manuscript, kind)
    for named in body_traits.named_places(paper):
        true = frozenset(name for name in asked if plain(named.name) in truth[name])
        yield Sample(of=origin, traits=frozenset(body_traits.traits(paper, named)), asked=asked, true=true)


def _persons(
    example: Example, manuscript: Manuscript, kind: DocumentType, origin: Origin
) -> Iterator[Sample]:
    asked = _asked("person", example.truth)
    if not asked:
        return
    signing = {plain(one["name"]) for one in example.truth["signatories"]}
    roll = person_traits.Roll(manuscript, kind)
    for person in person_traits.persons(roll):
        true = asked if plain(person.name) in signing else frozenset[str]()
        yield Sample(of=origin, traits=frozenset(person_traits.traits(roll, person)), asked=asked, true=true)


def _kind(
    truth: Truth, manuscript: Manuscript, title: Text | None, found: TypeOfDocument, origin: Origin
) -> Iterator[Sample]:
    if "doc_type" in truth:
        true = frozenset({KINDS.get(truth["doc_type"], str(truth["doc_type"]))})
        yield Sample(
            of=origin, traits=frozenset(kind_traits.traits(manuscript, title)), asked=true, true=true,
            told=found.value, trust=trust_in_kind(found.rule),
        )  # fmt: skip


def fitted(question: Question, found: Sequence[Sample]) -> Weights:
    """The weights that the samples teach."""
    seen, templates = [sample.traits for sample in found], [sample.of.template for sample in found]
    known = known_traits(seen, templates, FEWEST_TEMPLATES)
    table, weight = table_of(seen, known), weight_of(templates)
    labels: Sequence[str]
    if question not in FIELDS:
        taught = np.array([len(sample.true) == 1 for sample in found])
        answers = [next(iter(sample.true)) for sample in found if len(sample.true) == 1]
        model = LogisticRegression(C=STRENGTH[question], max_iter=500)
        model.fit(table[taught], answers, sample_weight=weight[taught])
        labels, coefficients, bias = model.classes_.tolist(), model.coef_, model.intercept_
    else:
        labels = FIELDS[question]
        fits = [_one_field(question, name, found, table, weight) for name in labels]
        coefficients = np.vstack([model.coef_ for model in fits])
        bias = np.concatenate([model.intercept_ for model in fits])
    keep = np.flatnonzero(np.abs(coefficients).max(axis=0) >= LEAST_WEIGHT)
    return Weights(
        labels=tuple(labels),
        rows={known[at]: row for row, at in enumerate(keep)},
        table=np.asarray(coefficients.T[keep], dtype=np.float32),
        bias=np.asarray(bias, dtype=np.float32),
    )


def _one_field(
    question: Question, name: str, found: Sequence[Sample], table: Any, weight: NDArray[np.float64]
) -> Any:
    asked = np.array([name in sample.asked for sample in found])
    true = np.array([name in sample.true for sample in found])
    model = LogisticRegression(C=STRENGTH[question], solver="liblinear", max_iter=300)
    return model.fit(table[asked], true[asked], sample_weight=weight[asked])


def write(found: Samples) -> None:
    """Fits the weights for every question and keeps them where the product finds them."""
    held: dict[str, Any] = {}
    for question, asked in found.items():
        weights = fitted(question, asked)
        held[f"{question}.traits"] = np.frombuffer("\n".join(weights.rows).encode(), dtype=np.uint8)
        held[f"{question}.labels"] = np.array(weights.labels)
        held[f"{question}.table"] = weights.table.astype(np.float16)
        held[f"{question}.bias"] = weights.bias
    np.savez_compressed(FILE, **held)


def print_left_out(question: Question, found: Sequence[Sample], left_out: Sequence[str]) -> None:
    """How often rules, weights and both together are right in sets that the weights were fitted without."""
    weights = fitted(question, [sample for sample in found if sample.of.which not in left_out])
    for which in left_out:
        asked = [sample for sample in found if sample.of.which == which]
        right = Counter[str]()
        for sample in asked:
            points = weights.points(sample.traits)
            right["rules"] += sample.told in sample.asked
            right["weights"] += likeliest(points) in sample.asked
            right["both"] += likeliest(supported(points, sample.told, sample.trust)) in sample.asked
        shares = "  ".join(f"{name} {count / len(asked):.3f}" for name, count in right.items())
        print(f"{question:<6} {which:<8} {len(asked):>5}  {shares}")


def main() -> None:
    """Fit and keep the weights, or show what they are worth on sets that they have not met."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--left-out", choices=SETS, nargs="+", default=LEFT_OUT)
    parser.add_argument("--write", action="store_true", help="keep the weights where the product finds them")
    options = parser.parse_args()
    found: Samples = defaultdict(list)
    for which in COUNTED:
        for question, taught in samples(which).items():
            found[question] += taught
    if options.write:
        write(found)
        return
    for question in ("date", "kind"):
        print_left_out(question, found[question], options.left_out)


if __name__ == "__main__":
    main()
