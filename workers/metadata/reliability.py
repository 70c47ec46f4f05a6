"""How sure a value is: how often its rule has been right, less what speaks against this one.

The shares were counted by `python -m tests.bench.reliability` on the open half of the labelled documents, a
template counting once; run it again when rules change. Rules that it did not meet have `UNSEEN`.
"""

from collections.abc import Sequence
from typing import TypeVar

from schemas.metadata import Extracted, Flag, Metadata

UNSEEN = 0.85
"""The prior of the count: what is believed of a rule before it has been seen."""

DOUBTS: dict[Flag, float] = {"ambiguous": 0.6, "misprint": 0.7, "fragment": 0.7, "impossible": 0.7}
"""What is left of a value's confidence when two rules disagree, or what was printed cannot be right."""

RELIABILITY: dict[str, float] = {
    "attachment.section": 0.94,  # 76 values in 4 templates
    "copy.section": 0.90,  # 94 values in 5 templates
    "date.adopted": 0.93,  # 18 values in 2 templates
    "date.application": 0.90,  # 10 values in 1 templates
    "date.cited": 0.96,  # 94 values in 6 templates
    "date.dated": 0.97,  # 60 values in 7 templates
    "date.decided": 0.97,  # 58 values in 7 templates
    "date.head": 0.74,  # 97 values in 15 templates
    "date.head_of_minutes": 0.90,  # 2 values in 1 templates
    "date.justering": 0.93,  # 18 values in 2 templates
    "date.label": 0.99,  # 241 values in 22 templates
    "date.label_of_meeting": 0.90,  # 8 values in 1 templates
    "date.latest": 0.97,  # 91 values in 10 templates
    "date.list_of_decisions": 0.90,  # 11 values in 1 templates
    "date.meeting": 0.96,  # 42 values in 5 templates
    "date.other_label": 0.90,  # 6 values in 1 templates
    "date.period": 0.90,  # 10 values in 1 templates
    "date.received": 0.84,  # 38 values in 3 templates
    "date.section": 0.84,  # 24 values in 2 templates
    "date.signing": 0.90,  # 8 values in 1 templates
    "date.term": 0.93,  # 20 values in 2 templates
    "date.text": 0.87,  # 168 values in 16 templates
    "decision.section": 0.97,  # 166 values in 9 templates
    "dnr.fragment": 0.90,  # 10 values in 1 templates
    "dnr.label_apart": 0.96,  # 59 values in 6 templates
    "dnr.label_same_line": 0.99,  # 327 values in 21 templates
    "dnr.seen_elsewhere": 0.90,  # 8 values in 1 templates
    "dnr.shape": 0.78,  # 65 values in 7 templates
    "issuer.letterhead": 0.93,  # 188 values in 23 templates
    "issuer.mast": 0.90,  # 8 values in 1 templates
    "issuer.speaker": 0.90,  # 8 values in 1 templates
    "kind.head_word": 0.99,  # 169 values in 21 templates
    "kind.letter": 0.90,  # 8 values in 1 templates
    "kind.one_case": 0.93,  # 20 values in 2 templates
    "kind.title_word": 0.93,  # 16 values in 2 templates
    "kind.unknown": 0.68,  # 7 values in 2 templates
    "officer.label": 0.84,  # 52 values in 6 templates
    "officer.reported_by": 0.95,  # 34 values in 4 templates
    "officer.signed": 0.93,  # 16 values in 2 templates
    "proposal.line": 0.90,  # 8 values in 1 templates
    "proposal.section": 0.95,  # 102 values in 4 templates
    "recipient.address": 0.94,  # 37 values in 6 templates
    "recipient.alone": 0.93,  # 14 values in 2 templates
    "recipient.label": 0.94,  # 26 values in 3 templates
    "signatory.block": 0.98,  # 232 values in 16 templates
    "signatory.decided_by": 0.93,  # 18 values in 2 templates
    "signatory.lone_name": 0.90,  # 4 values in 1 templates
    "title.head": 0.97,  # 159 values in 20 templates
    "title.label": 0.93,  # 10 values in 2 templates
}

Value = TypeVar("Value", bound=Extracted)


def calibrated(metadata: Metadata) -> Metadata:
    """The same values, each with its confidence."""
    return metadata.model_copy(
        update={name: _with_confidence(getattr(metadata, name)) for name in Metadata.model_fields}
    )


def _with_confidence(
    found: Extracted | Sequence[Extracted] | None,
) -> Extracted | tuple[Extracted, ...] | None:
    if found is None:
        return None
    return _sure(found) if isinstance(found, Extracted) else tuple(_sure(value) for value in found)


def _sure(value: Value) -> Value:
    confidence = RELIABILITY.get(value.rule, UNSEEN)
    for flag in value.flags:
        confidence *= DOUBTS.get(flag, 1.0)
    return value.model_copy(update={"confidence": round(confidence, 2)})
