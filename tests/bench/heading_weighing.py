"""What the labelled documents teach about headings: `python -m tests.bench.heading_weighing [--write]`.

Reads the open labelled documents as texts and as pages of words with boxes. Every line that the rules are not
sure of is a sample (`workers.structure.headings.verdict`), and logistic regression fits how much each of its
traits speaks for a heading: a template weighs the root of what it holds, and a trait must be met in three of
them. `--write` keeps the weights.

Without it each set in `--left-out` is answered by weights that were fitted without any of these, and how many
lines are missed and wrong is printed, for the rules alone and for rules and weights together. The rules of
today may have met these sets.

Needs scikit-learn: `uv pip install --require-hashes -r requirements-model.lock`.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from schemas.structure import StructuredDocument
from tests.bench.documents.template import SETS
from tests.bench.metadata_cases import Example, labelled_examples
from tests.bench.metadata_fields import plain
from tests.bench.reliability import COUNTED
from tests.bench.taught import known_traits, table_of, weight_of
from workers.structure import read_lines, structure
from workers.structure.heading_traits import Standing, traits
from workers.structure.heading_weighed import BIAS, FILE, LEAST_ADDED, LEAST_KEPT
from workers.structure.headings import verdict
from workers.structure.width import measure

LEFT_OUT = ("vault", "cellar", "attic", "barn")
"""The youngest of the open sets."""
STRENGTH = 0.3
"""How far weights may go from nothing: the inverse of the ridge."""
LEAST_WEIGHT = 0.02
"""A trait whose weight is smaller says nothing."""
FEWEST_TEMPLATES = 3
FIRST_LINE = 20
"""Characters from which a line may be the first one of a longer heading."""


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A line that may be a heading."""

    which: str  #: its set
    template: str
    seen: frozenset[str]  #: its traits; none where the rules are sure
    told: bool  #: whether the rules take it for a heading
    true: bool


def samples(which: str) -> Iterator[Sample]:
    """Every line of a set's running text, in texts and in pages with boxes."""
    for form in ("text", "boxes"):
        for example in labelled_examples(which, form):
            if "headings" in example.truth:
                yield from _of_document(example, which)


def _of_document(example: Example, which: str) -> Iterator[Sample]:
    truth = example.truth
    headings = {plain(heading) for heading in truth["headings"]}
    titles = {plain(line) for line in [*truth["title_lines"], truth.get("title") or ""]} - {""}
    for standing in _standings(example):
        text = plain(standing.line.text)
        first = len(text) > FIRST_LINE and any(heading.startswith(text) for heading in headings)
        true = first or text in headings
        if true or text not in titles:
            sure = standing.told in ("yes", "no")
            yield Sample(
                which=which,
                template=example.group,
                seen=frozenset() if sure else frozenset(traits(standing)),
                told=standing.told in ("yes", "likely"),
                true=true,
            )


def _standings(example: Example) -> Iterator[Standing]:
    lines = read_lines(example.pages)
    kinds = _kinds(structure(example.pages, lines))
    body = [line for line in lines if kinds.get((line.ref.page, line.ref.line), "footnote") != "footnote"]
    width = measure(body)
    text = [kinds[line.ref.page, line.ref.line] in ("paragraph", "list_item") for line in body]
    headed = [kinds[line.ref.page, line.ref.line] == "heading" for line in body]
    for at in range(len(body)):
        if text[at] or headed[at]:
            apart = at > 0 and not text[at - 1]
            told = verdict(body, at, width, apart=apart)
            yield Standing(lines=body, position=at, measure=width, apart=apart, told=told)


def _kinds(document: StructuredDocument) -> Mapping[tuple[int, int], str]:
    """What each line of the body is part of."""
    found: dict[tuple[int, int], str] = {}
    for section in document.sections:
        found.update(((ref.page, ref.line), "heading") for ref in section.heading_lines)
        for block in section.blocks:
            found.update(((ref.page, ref.line), block.kind) for ref in block.lines)
    return found


def fitted(found: Sequence[Sample]) -> dict[str, float]:
    """The weights that the samples teach, and what speaks for every line."""
    asked = [sample for sample in found if sample.seen]
    seen, templates = [sample.seen for sample in asked], [sample.template for sample in asked]
    known = known_traits(seen, templates, FEWEST_TEMPLATES)
    model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=400)
    model.fit(table_of(seen, known), [sample.true for sample in asked], sample_weight=weight_of(templates))
    pairs = zip(known, model.coef_[0].tolist(), strict=True)
    return {BIAS: float(model.intercept_[0])} | {
        trait: weight for trait, weight in pairs if abs(weight) >= LEAST_WEIGHT
    }


def write(weights: Mapping[str, float]) -> None:
    """Keeps the weights where the product finds them."""
    names = np.frombuffer("\n".join(weights).encode(), dtype=np.uint8)
    np.savez_compressed(FILE, traits=names, weights=np.array(list(weights.values()), dtype=np.float16))


def print_left_out(found: Sequence[Sample], left_out: Sequence[str]) -> None:
    """Lines missed and wrong in sets that the weights were fitted without."""
    weights = fitted([sample for sample in found if sample.which not in left_out])
    for which in left_out:
        counts = Counter[str]()
        for sample in (sample for sample in found if sample.which == which):
            points = weights[BIAS] + sum(weights.get(trait, 0.0) for trait in sample.seen)
            both = points > (LEAST_KEPT if sample.told else LEAST_ADDED) if sample.seen else sample.told
            counts["true"] += sample.true
            for name, answer in (("rules", sample.told), ("both", both)):
                counts[f"{name} missed"] += sample.true and not answer
                counts[f"{name} wrong"] += answer and not sample.true
        print(which, "  ".join(f"{name} {count}" for name, count in counts.items()))


def main() -> None:
    """Fit and keep the weights, or show what they are worth on sets that they have not met."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--left-out", choices=SETS, nargs="+", default=LEFT_OUT)
    parser.add_argument("--write", action="store_true", help="keep the weights where the product finds them")
    options = parser.parse_args()
    found = [sample for which in COUNTED for sample in samples(which)]
    if options.write:
        write(fitted(found))
    else:
        print_left_out(found, options.left_out)


if __name__ == "__main__":
    main()
