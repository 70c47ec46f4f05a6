"""How sure a value is: how often its rule has been right, less what speaks against this one and its words.

The shares were counted by `./bench reliability --table` on labelled documents: templates that the rules were
written with count a quarter, those that the rules met for the first time count in full. Run it again when
rules change. Without `--table` it shows how well they hold for templates that were left out of the count.
Rules that it did not meet have `UNSEEN`.
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
    "attachment.section": 0.96,  # 10 templates, 3 at first sight
    "copy.section": 0.96,  # 21 templates, 3 at first sight
    "date.adopted": 0.91,  # 6 templates, 0 at first sight
    "date.application": 0.78,  # 2 templates, 0 at first sight
    "date.assembly": 0.92,  # 3 templates, 1 at first sight
    "date.cited": 0.86,  # 17 templates, 3 at first sight
    "date.dated": 0.96,  # 11 templates, 3 at first sight
    "date.decided": 0.84,  # 12 templates, 3 at first sight
    "date.handled": 0.93,  # 4 templates, 1 at first sight
    "date.happened": 0.94,  # 3 templates, 2 at first sight
    "date.head": 0.93,  # 48 templates, 12 at first sight
    "date.head_of_decision": 0.87,  # 1 templates, 0 at first sight
    "date.head_of_minutes": 0.93,  # 6 templates, 1 at first sight
    "date.justering": 0.93,  # 4 templates, 1 at first sight
    "date.label": 0.99,  # 54 templates, 15 at first sight
    "date.label_of_meeting": 0.87,  # 1 templates, 0 at first sight
    "date.latest": 0.97,  # 27 templates, 3 at first sight
    "date.list_of_decisions": 0.88,  # 2 templates, 0 at first sight
    "date.meeting": 0.96,  # 12 templates, 2 at first sight
    "date.other_label": 0.87,  # 1 templates, 0 at first sight
    "date.period": 0.87,  # 1 templates, 0 at first sight
    "date.place_and_date": 0.87,  # 1 templates, 0 at first sight
    "date.received": 0.94,  # 12 templates, 4 at first sight
    "date.same_day": 0.90,  # 0 templates, 1 at first sight
    "date.section": 0.91,  # 2 templates, 1 at first sight
    "date.signing": 0.87,  # 1 templates, 0 at first sight
    "date.term": 0.94,  # 4 templates, 2 at first sight
    "date.text": 0.80,  # 46 templates, 15 at first sight
    "date.under_board": 0.88,  # 2 templates, 0 at first sight
    "date.valid": 0.91,  # 5 templates, 0 at first sight
    "decision.line": 0.87,  # 1 templates, 0 at first sight
    "decision.section": 0.80,  # 37 templates, 10 at first sight
    "decision.sentence": 0.87,  # 1 templates, 0 at first sight
    "dnr.fragment": 0.87,  # 1 templates, 0 at first sight
    "dnr.label_apart": 0.97,  # 22 templates, 10 at first sight
    "dnr.label_same_line": 0.99,  # 73 templates, 12 at first sight
    "dnr.misprint": 0.93,  # 1 templates, 2 at first sight
    "dnr.seen_elsewhere": 0.89,  # 3 templates, 0 at first sight
    "dnr.shape": 0.91,  # 20 templates, 4 at first sight
    "issuer.government": 0.88,  # 2 templates, 0 at first sight
    "issuer.letterhead": 0.89,  # 77 templates, 17 at first sight
    "issuer.mast": 0.87,  # 1 templates, 0 at first sight
    "issuer.sender": 0.90,  # 4 templates, 0 at first sight
    "kind.asked": 0.87,  # 1 templates, 0 at first sight
    "kind.authority": 0.87,  # 1 templates, 0 at first sight
    "kind.court": 0.91,  # 1 templates, 1 at first sight
    "kind.delegated": 0.88,  # 2 templates, 0 at first sight
    "kind.head_word": 0.96,  # 62 templates, 15 at first sight
    "kind.letter": 0.87,  # 1 templates, 0 at first sight
    "kind.one_case": 0.88,  # 2 templates, 0 at first sight
    "kind.proposals": 0.87,  # 1 templates, 0 at first sight
    "kind.rows_of_decisions": 0.90,  # 0 templates, 1 at first sight
    "kind.title_word": 0.80,  # 17 templates, 5 at first sight
    "kind.unknown": 0.46,  # 4 templates, 5 at first sight
    "officer.label": 0.96,  # 13 templates, 2 at first sight
    "officer.letterhead": 0.84,  # 6 templates, 0 at first sight
    "officer.reported_by": 0.96,  # 9 templates, 3 at first sight
    "officer.signed": 0.90,  # 4 templates, 0 at first sight
    "proposal.line": 0.78,  # 2 templates, 0 at first sight
    "proposal.section": 0.95,  # 15 templates, 3 at first sight
    "recipient.address": 0.84,  # 22 templates, 6 at first sight
    "recipient.alone": 0.70,  # 9 templates, 1 at first sight
    "recipient.applicant": 0.87,  # 1 templates, 0 at first sight
    "recipient.asked": 0.88,  # 2 templates, 0 at first sight
    "recipient.label": 0.94,  # 7 templates, 1 at first sight
    "signatory.block": 0.99,  # 58 templates, 9 at first sight
    "signatory.decided_by": 0.94,  # 8 templates, 1 at first sight
    "signatory.lone_name": 0.91,  # 2 templates, 1 at first sight
    "title.head": 0.96,  # 65 templates, 13 at first sight
    "title.label": 0.92,  # 3 templates, 1 at first sight
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
