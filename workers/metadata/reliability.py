"""How sure a value is: how often its rule has been right, less what speaks against this one and its words.

The shares were counted by `./bench reliability --table` on the open half of the labelled documents, a
template counting once; run it again when rules change. Without `--table` it shows how well they hold for
templates that were left out of the count. Rules that it did not meet have `UNSEEN`.
"""

from collections.abc import Sequence
from typing import TypeVar

from schemas.metadata import Extracted, Flag, Metadata
from workers.metadata.certainty import Certainty

UNSEEN = 0.85
"""The prior of the count: what is believed of a rule before it has been seen."""

DOUBTS: dict[Flag, float] = {"ambiguous": 0.6, "misprint": 0.7, "fragment": 0.7, "impossible": 0.7}
"""What is left of a value's confidence when two rules disagree, or what was printed cannot be right."""

RELIABILITY: dict[str, float] = {
    "attachment.section": 0.96,  # 149 values in 10 templates
    "copy.section": 0.97,  # 308 values in 21 templates
    "date.adopted": 0.96,  # 42 values in 6 templates
    "date.application": 0.68,  # 16 values in 2 templates
    "date.assembly": 0.94,  # 18 values in 3 templates
    "date.cited": 0.98,  # 178 values in 17 templates
    "date.dated": 0.98,  # 84 values in 11 templates
    "date.decided": 0.98,  # 80 values in 11 templates
    "date.handled": 0.95,  # 24 values in 4 templates
    "date.happened": 0.94,  # 18 values in 3 templates
    "date.head": 0.88,  # 287 values in 48 templates
    "date.head_of_decision": 0.90,  # 8 values in 1 templates
    "date.head_of_minutes": 0.94,  # 28 values in 6 templates
    "date.justering": 0.95,  # 28 values in 4 templates
    "date.label": 0.99,  # 521 values in 53 templates
    "date.label_of_meeting": 0.90,  # 8 values in 1 templates
    "date.latest": 0.99,  # 199 values in 27 templates
    "date.list_of_decisions": 0.93,  # 16 values in 2 templates
    "date.meeting": 0.98,  # 84 values in 12 templates
    "date.other_label": 0.90,  # 6 values in 1 templates
    "date.period": 0.90,  # 10 values in 1 templates
    "date.place_and_date": 0.90,  # 4 values in 1 templates
    "date.received": 0.91,  # 86 values in 12 templates
    "date.section": 0.93,  # 20 values in 2 templates
    "date.signing": 0.90,  # 8 values in 1 templates
    "date.stamp": 0.90,  # 6 values in 1 templates
    "date.term": 0.95,  # 32 values in 4 templates
    "date.text": 0.91,  # 427 values in 47 templates
    "date.under_board": 0.93,  # 8 values in 2 templates
    "date.valid": 0.96,  # 30 values in 5 templates
    "decision.line": 0.90,  # 6 values in 1 templates
    "decision.section": 0.93,  # 467 values in 37 templates
    "decision.sentence": 0.90,  # 6 values in 1 templates
    "dnr.fragment": 0.90,  # 10 values in 1 templates
    "dnr.label_apart": 0.98,  # 133 values in 21 templates
    "dnr.label_same_line": 0.99,  # 737 values in 73 templates
    "dnr.misprint": 0.90,  # 12 values in 1 templates
    "dnr.seen_elsewhere": 0.90,  # 8 values in 1 templates
    "dnr.shape": 0.93,  # 150 values in 20 templates
    "issuer.letterhead": 0.98,  # 505 values in 77 templates
    "issuer.mast": 0.90,  # 10 values in 1 templates
    "issuer.sender": 0.95,  # 18 values in 4 templates
    "issuer.speaker": 0.90,  # 8 values in 1 templates
    "kind.asked": 0.90,  # 6 values in 1 templates
    "kind.court": 0.93,  # 7 values in 2 templates
    "kind.delegated": 0.90,  # 6 values in 1 templates
    "kind.head_word": 0.99,  # 410 values in 62 templates
    "kind.letter": 0.93,  # 12 values in 2 templates
    "kind.listed": 0.57,  # 2 values in 1 templates
    "kind.one_case": 0.93,  # 20 values in 2 templates
    "kind.proposals": 0.90,  # 6 values in 1 templates
    "kind.title_word": 0.98,  # 101 values in 16 templates
    "kind.unknown": 0.71,  # 34 values in 6 templates
    "officer.label": 0.98,  # 93 values in 13 templates
    "officer.letterhead": 0.96,  # 24 values in 5 templates
    "officer.reported_by": 0.97,  # 64 values in 9 templates
    "officer.signed": 0.95,  # 28 values in 4 templates
    "proposal.line": 0.68,  # 13 values in 2 templates
    "proposal.section": 0.95,  # 228 values in 15 templates
    "recipient.address": 0.97,  # 130 values in 22 templates
    "recipient.alone": 0.88,  # 48 values in 9 templates
    "recipient.applicant": 0.90,  # 6 values in 1 templates
    "recipient.asked": 0.93,  # 8 values in 2 templates
    "recipient.label": 0.97,  # 50 values in 7 templates
    "signatory.block": 0.97,  # 699 values in 58 templates
    "signatory.decided_by": 0.97,  # 54 values in 8 templates
    "signatory.lone_name": 0.94,  # 33 values in 3 templates
    "title.head": 0.97,  # 417 values in 65 templates
    "title.label": 0.94,  # 15 values in 3 templates
}

Value = TypeVar("Value", bound=Extracted)


def calibrated(metadata: Metadata, certainty: Certainty) -> Metadata:
    """The same values, each with its confidence: its rule's, less the doubt about its words."""

    def sure(value: Value) -> Value:
        confidence = _how_often_right(value) * certainty.of(value.evidence)
        return value.model_copy(update={"confidence": round(confidence, 2)})

    def all_sure(
        found: Extracted | Sequence[Extracted] | None,
    ) -> Extracted | tuple[Extracted, ...] | None:
        if found is None:
            return None
        return sure(found) if isinstance(found, Extracted) else tuple(sure(value) for value in found)

    return metadata.model_copy(
        update={name: all_sure(getattr(metadata, name)) for name in Metadata.model_fields}
    )


def _how_often_right(value: Extracted) -> float:
    """Share, 0 to 1, of what the value's rule finds with such flags in words that were read right."""
    share = RELIABILITY.get(value.rule, UNSEEN)
    for flag in value.flags:
        share *= DOUBTS.get(flag, 1.0)
    return share
