"""How often each rule is right, and whether confidences made of it hold: `./bench reliability [--set NAME]`.

Counted on the open halves of the fictional documents, as texts and as paper. A template counts once for each
rule, with the share of its values that are right: its fillings make the same mistakes. Few templates prove
little, so a rule's share is drawn towards PRIOR as if it had been seen in PRIOR_TEMPLATES more.

A template that rules were written with proves less than one that they met for the first time: it has the
weight FITTED. What the rules gave at first sight of some open sets, before they were changed for them,
is kept in `documents/first_reading.json` and has the full weight.

Whether a confidence holds for a template is judged by shares counted without that template; a rule that
only it has used then has PRIOR. `--table` prints the shares for `workers.metadata.reliability`.
"""

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from schemas.metadata import Extracted, Metadata
from tests.bench.documents.template import HERE, SETS, templates
from tests.bench.metadata_cases import labelled_examples
from tests.bench.metadata_fields import TRUTH_NAMES, expected, given
from tests.bench.metadata_report import reliability
from workers.metadata import extract
from workers.metadata.reliability import DOUBTS
from workers.structure import structure

COUNTED = (
    "open", "fresh", "recent", "further", "later", "vault", "cellar", "attic", "barn", "mill",
    "dated", "named", "seen",
)  # fmt: skip
"""The documents that rules may be read beside."""
PRIOR = 0.9
PRIOR_TEMPLATES = 2
FITTED = 0.5
SCENES = frozenset(path.stem for which in ("dated", "named", "seen") for path in templates(which))
"""Chosen for the breadth of their wordings, not for how often those are met: at first sight they count as
much as a template that rules were written with."""
FIRST_READING = HERE / "first_reading.json"
MOST = 0.99
"""No rule is certain."""
_FIELDS = {"dnr": "dnr+role", "dates": "dates+role"}
"""Fields whose values are right only with their role."""
_UNJUDGED = ("references", "personal_data", "secrecy")
"""Fields whose values are compared by a part of them only."""
_SINGLE = {name for name, field in Metadata.model_fields.items() if field.default is None}


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One extracted value."""

    field: str
    rule: str
    template: str
    right: bool
    doubt: float  #: what its flags leave of its confidence


def values(metadata: Metadata, field: str) -> tuple[Extracted, ...]:
    """The values of a field, one or many."""
    found = getattr(metadata, field)
    return () if found is None else found if isinstance(found, tuple) else (found,)


def judged(which: str) -> Iterator[Judged]:
    """Every value of a field that the truth has."""
    for form in ("text", "boxes"):
        for example in labelled_examples(which, form):
            metadata = extract(example.pages, structure(example.pages))
            template = re.sub(r"-\d+$", "", example.name)
            truth = expected(example.truth, None)
            for field in Metadata.model_fields:
                name = _FIELDS.get(field, field)
                if TRUTH_NAMES.get(name, name) not in example.truth or field in _UNJUDGED:
                    continue
                for value in values(metadata, field):
                    if (right := is_right(field, value, truth[name])) is not None:
                        yield Judged(
                            field=field, rule=value.rule, template=template, right=right, doubt=_doubt(value)
                        )


def is_right(field: str, value: Extracted, true: Sequence[str]) -> bool | None:
    """None for what nobody asks for: an incomplete date."""
    if field == "dates" and not re.fullmatch(r"\d{4}-\d\d-\d\d", str(getattr(value, "value", ""))):
        return None
    name = _FIELDS.get(field, field)
    alone = Metadata.model_validate({field: value if field in _SINGLE else (value,)})
    text = next((g.text for g in given(alone, structure(()))[name]), None)
    return any(text == one or (field == "issuer" and text in one.split(", ")) for one in true)


def _doubt(value: Extracted) -> float:
    left = 1.0
    for flag in value.flags:
        left *= DOUBTS.get(flag, 1.0)
    return left


FirstReading = dict[str, dict[str, float]]
"""By rule and template: the share of its values that were right when the rules first met the template."""


def first_reading() -> FirstReading:
    """What was kept of the first time."""
    found: FirstReading = json.loads(FIRST_READING.read_text(encoding="utf-8"))
    return found


def shares(found: Iterable[Judged], first: FirstReading) -> dict[str, float]:
    """By rule: how often it is right, a template counting by its weight, drawn towards PRIOR."""
    seen: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        if not is_learnt(one.rule):
            seen[one.rule][one.template].append(one.right)
    return {
        rule: _mean(
            [
                *(sum(s) / len(s) for name, s in seen[rule].items() if name not in SCENES),
                *(share for name, share in first.get(rule, {}).items() if name in SCENES),
            ],
            [share for name, share in first.get(rule, {}).items() if name not in SCENES],
        )
        for rule in {*seen, *first}
    }


def is_learnt(rule: str) -> bool:
    """Whether weights that were fitted to the open documents have a say in it: these prove nothing for it."""
    return rule.endswith(".weighed") or rule in ("date.event", "date.text")


def _mean(fitted: Sequence[float], new: Sequence[float]) -> float:
    right = FITTED * sum(fitted) + sum(new) + PRIOR * PRIOR_TEMPLATES
    return right / (FITTED * len(fitted) + len(new) + PRIOR_TEMPLATES)


def left_out(found: Sequence[Judged]) -> Iterator[tuple[str, float, bool]]:
    """Field, confidence and truth of each value, with the confidence of a count without its template."""
    first = first_reading()
    for template in sorted({one.template for one in found}):
        known = shares((one for one in found if one.template != template), first)
        for one in found:
            if one.template == template:
                yield one.field, round(known.get(one.rule, PRIOR) * one.doubt, 2), one.right


def calibration_error(pairs: Sequence[tuple[float, bool]]) -> float:
    """Mean distance between confidence and the share that is right, over the ranges of the table."""
    return (
        sum(
            n * abs(share - sum(c for c, _ in inside) / len(inside))
            for bounds, n, share in reliability(list(pairs))
            for inside in [[p for p in pairs if _within(p[0], bounds)]]
        )
        / len(pairs)
        if pairs
        else 0.0
    )


def _within(confidence: float, bounds: str) -> bool:
    low, high = (float(part) for part in bounds.split("-"))
    return low <= confidence < high or (high == 1 and confidence == 1)


def main() -> None:
    """Print the table of shares, or how well confidences hold."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--set", dest="which", choices=SETS, nargs="+", default=COUNTED)
    parser.add_argument("--table", action="store_true", help="the shares, for workers.metadata.reliability")
    options = parser.parse_args()
    found = [one for which in options.which for one in judged(which)]
    if options.table:
        _print_shares(found)
        return
    by_field: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for field, confidence, right in left_out(found):
        by_field[field].append((confidence, right))
        by_field["all fields"].append((confidence, right))
    for field, pairs in by_field.items():
        cells = "  ".join(f"{bounds}: {share:.3f} ({n})" for bounds, n, share in reliability(pairs))
        print(f"{field:<20} error {calibration_error(pairs):.3f}   {cells}")


def _print_shares(found: Sequence[Judged]) -> None:
    first = first_reading()
    table = shares(found, first)
    for rule in sorted(table):
        templates = len({one.template for one in found if one.rule == rule})
        new = len(first.get(rule, {}))
        print(f'    "{rule}": {min(table[rule], MOST):.2f},  # {templates} templates, {new} at first sight')


if __name__ == "__main__":
    main()
