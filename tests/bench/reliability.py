"""How often each rule is right: `python -m tests.bench.reliability` prints workers.metadata's table.

Counted on the open half of the fictional documents, as texts and as paper. A template counts once for each
rule, with the share of its values that are right: its fillings make the same mistakes. Few templates prove
little, so each rule's share is drawn towards PRIOR as if it had been seen in PRIOR_TEMPLATES further ones.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from schemas.metadata import Extracted, Metadata
from tests.bench.metadata_cases import labelled_examples
from tests.bench.metadata_fields import TRUTH_NAMES, expected, given
from workers.metadata import extract
from workers.structure import structure

PRIOR = 0.85
PRIOR_TEMPLATES = 2
_FIELDS = {"dnr": "dnr+role", "dates": "dates+role"}
"""Fields whose values are right only with their role."""


def values(metadata: Metadata, field: str) -> tuple[Extracted, ...]:
    """The values of a field, one or many."""
    found = getattr(metadata, field)
    return () if found is None else found if isinstance(found, tuple) else (found,)


def judged() -> Iterator[tuple[str, str, bool]]:
    """Rule, template, and whether the value was right, for every value of a field that the truth has."""
    for form in ("text", "boxes"):
        for example in labelled_examples("open", form):
            metadata = extract(example.pages, structure(example.pages))
            template = re.sub(r"-\d+$", "", example.name)
            truth = expected(example.truth, None)
            for field in Metadata.model_fields:
                name = _FIELDS.get(field, field)
                if TRUTH_NAMES.get(name, name) not in example.truth or field in _UNJUDGED:
                    continue
                for value in values(metadata, field):
                    if field == "dates" and not re.fullmatch(r"\d{4}-\d\d-\d\d", str(value.value)):  # type: ignore[attr-defined]
                        continue
                    alone = Metadata.model_validate({field: value if field in _SINGLE else (value,)})
                    text = next((g.text for g in given(alone, structure(()))[name]), None)
                    right = any(
                        text == true or (field == "issuer" and text in true.split(", "))
                        for true in truth[name]
                    )
                    yield value.rule, template, right


_UNJUDGED = ("references", "personal_data", "secrecy")
"""Fields whose values are compared by a part of them only."""
_SINGLE = {name for name, field in Metadata.model_fields.items() if field.default is None}


def main() -> None:
    """Print the table."""
    shares: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for rule, template, right in judged():
        shares[rule][template].append(right)
    for rule in sorted(shares):
        templates = [sum(seen) / len(seen) for seen in shares[rule].values()]
        reliability = (sum(templates) + PRIOR * PRIOR_TEMPLATES) / (len(templates) + PRIOR_TEMPLATES)
        count = sum(len(seen) for seen in shares[rule].values())
        print(f'    "{rule}": {reliability:.2f},  # {count} values in {len(templates)} templates')


if __name__ == "__main__":
    main()
