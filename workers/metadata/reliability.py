"""How sure a value is: how often its rule has been right, less what speaks against this one.

The shares were counted by `./bench reliability --table` on the open half of the labelled documents, a
template counting once; run it again when rules change. Without `--table` it shows how well they hold for
templates that were left out of the count. Rules that it did not meet have `UNSEEN`.
"""

from collections.abc import Sequence
from typing import TypeVar

from schemas.metadata import Extracted, Flag, Metadata

UNSEEN = 0.85
"""The prior of the count: what is believed of a rule before it has been seen."""

DOUBTS: dict[Flag, float] = {"ambiguous": 0.6, "misprint": 0.7, "fragment": 0.7, "impossible": 0.7}
"""What is left of a value's confidence when two rules disagree, or what was printed cannot be right."""

RELIABILITY: dict[str, float] = {
    "attachment.section": 0.96,  # 137 values in 9 templates
    "copy.section": 0.97,  # 290 values in 19 templates
    "date.adopted": 0.94,  # 24 values in 3 templates
    "date.application": 0.68,  # 16 values in 2 templates
    "date.cited": 0.97,  # 118 values in 10 templates
    "date.dated": 0.97,  # 66 values in 8 templates
    "date.decided": 0.81,  # 71 values in 10 templates
    "date.handled": 0.90,  # 6 values in 1 templates
    "date.head": 0.67,  # 163 values in 27 templates
    "date.head_of_minutes": 0.93,  # 21 values in 4 templates
    "date.justering": 0.95,  # 28 values in 4 templates
    "date.label": 0.99,  # 295 values in 30 templates
    "date.label_of_meeting": 0.90,  # 8 values in 1 templates
    "date.latest": 0.98,  # 115 values in 14 templates
    "date.list_of_decisions": 0.90,  # 11 values in 1 templates
    "date.meeting": 0.97,  # 54 values in 7 templates
    "date.other_label": 0.90,  # 6 values in 1 templates
    "date.period": 0.90,  # 10 values in 1 templates
    "date.received": 0.84,  # 38 values in 3 templates
    "date.section": 0.93,  # 20 values in 2 templates
    "date.signing": 0.90,  # 8 values in 1 templates
    "date.term": 0.93,  # 20 values in 2 templates
    "date.text": 0.72,  # 246 values in 28 templates
    "date.under_board": 0.90,  # 4 values in 1 templates
    "date.valid": 0.80,  # 18 values in 2 templates
    "decision.line": 0.90,  # 6 values in 1 templates
    "decision.section": 0.97,  # 348 values in 21 templates
    "decision.sentence": 0.90,  # 6 values in 1 templates
    "dnr.fragment": 0.90,  # 10 values in 1 templates
    "dnr.label_apart": 0.97,  # 61 values in 8 templates
    "dnr.label_same_line": 0.98,  # 456 values in 39 templates
    "dnr.seen_elsewhere": 0.90,  # 8 values in 1 templates
    "dnr.shape": 0.82,  # 72 values in 9 templates
    "issuer.letterhead": 0.96,  # 284 values in 39 templates
    "issuer.mast": 0.90,  # 8 values in 1 templates
    "issuer.speaker": 0.90,  # 8 values in 1 templates
    "kind.head_word": 0.97,  # 264 values in 37 templates
    "kind.letter": 0.93,  # 14 values in 2 templates
    "kind.one_case": 0.93,  # 20 values in 2 templates
    "kind.title_word": 0.94,  # 22 values in 3 templates
    "kind.unknown": 0.46,  # 26 values in 6 templates
    "officer.label": 0.88,  # 69 values in 9 templates
    "officer.reported_by": 0.97,  # 52 values in 7 templates
    "officer.signed": 0.93,  # 16 values in 2 templates
    "proposal.line": 0.90,  # 8 values in 1 templates
    "proposal.section": 0.97,  # 174 values in 9 templates
    "recipient.address": 0.94,  # 49 values in 8 templates
    "recipient.alone": 0.95,  # 24 values in 4 templates
    "recipient.asked": 0.90,  # 2 values in 1 templates
    "recipient.label": 0.95,  # 32 values in 4 templates
    "signatory.block": 0.97,  # 448 values in 33 templates
    "signatory.decided_by": 0.95,  # 30 values in 4 templates
    "signatory.lone_name": 0.94,  # 33 values in 3 templates
    "title.head": 0.96,  # 243 values in 34 templates
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
