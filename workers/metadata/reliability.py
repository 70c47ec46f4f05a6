"""How sure a value is: how often its rule has been right, less what speaks against this one and its words.

The shares were counted by `./bench reliability --table` on labelled documents: templates that the rules were
written with count half, those that the rules met for the first time count in full. Run it again when
rules change. Without `--table` it shows how well they hold for templates that were left out of the count.
Rules that it did not meet have `UNSEEN`.
"""

from collections.abc import Sequence
from typing import TypeVar

from schemas.metadata import Extracted, Flag, Metadata
from workers.metadata.certainty import Certainty

UNSEEN = 0.9
"""The prior of the count: what is believed of a rule before it has been seen."""

DOUBTS: dict[Flag, float] = {"ambiguous": 0.6, "misprint": 0.7, "fragment": 0.7, "impossible": 0.7}
"""What is left of a value's confidence when two rules disagree, or what was printed cannot be right."""

RELIABILITY: dict[str, float] = {
    "attachment.section": 0.98,  # 15 templates, 3 at first sight
    "copy.section": 0.98,  # 31 templates, 3 at first sight
    "date.adopted": 0.96,  # 6 templates, 0 at first sight
    "date.application": 0.77,  # 2 templates, 0 at first sight
    "date.assembly": 0.96,  # 4 templates, 1 at first sight
    "date.cited": 0.94,  # 29 templates, 3 at first sight
    "date.dated": 0.99,  # 17 templates, 3 at first sight
    "date.decided": 0.91,  # 17 templates, 3 at first sight
    "date.handled": 0.97,  # 7 templates, 1 at first sight
    "date.happened": 0.97,  # 6 templates, 2 at first sight
    "date.head": 0.94,  # 73 templates, 12 at first sight
    "date.head_of_decision": 0.92,  # 1 templates, 0 at first sight
    "date.head_of_minutes": 0.96,  # 8 templates, 1 at first sight
    "date.justering": 0.96,  # 5 templates, 1 at first sight
    "date.label": 0.99,  # 81 templates, 15 at first sight
    "date.label_of_meeting": 0.92,  # 1 templates, 0 at first sight
    "date.latest": 0.99,  # 34 templates, 3 at first sight
    "date.list_of_decisions": 0.94,  # 3 templates, 0 at first sight
    "date.meeting": 0.98,  # 16 templates, 2 at first sight
    "date.other_label": 0.93,  # 2 templates, 0 at first sight
    "date.period": 0.92,  # 1 templates, 0 at first sight
    "date.place_and_date": 0.92,  # 1 templates, 0 at first sight
    "date.received": 0.95,  # 19 templates, 4 at first sight
    "date.same_day": 0.94,  # 1 templates, 1 at first sight
    "date.section": 0.97,  # 7 templates, 1 at first sight
    "date.signing": 0.92,  # 1 templates, 0 at first sight
    "date.term": 0.97,  # 6 templates, 2 at first sight
    "date.term_of_form": 0.92,  # 1 templates, 0 at first sight
    "date.text": 0.90,  # 70 templates, 15 at first sight
    "date.under_board": 0.93,  # 2 templates, 0 at first sight
    "date.valid": 0.96,  # 5 templates, 0 at first sight
    "decision.led_in": 0.92,  # 1 templates, 0 at first sight
    "decision.line": 0.92,  # 1 templates, 0 at first sight
    "decision.recorded": 0.92,  # 1 templates, 0 at first sight
    "decision.section": 0.89,  # 55 templates, 10 at first sight
    "decision.sentence": 0.92,  # 1 templates, 0 at first sight
    "dnr.fragment": 0.92,  # 1 templates, 0 at first sight
    "dnr.label_apart": 0.99,  # 38 templates, 10 at first sight
    "dnr.label_same_line": 0.99,  # 105 templates, 12 at first sight
    "dnr.misprint": 0.96,  # 2 templates, 2 at first sight
    "dnr.seen_elsewhere": 0.95,  # 4 templates, 0 at first sight
    "dnr.shape": 0.95,  # 30 templates, 4 at first sight
    "issuer.government": 0.96,  # 5 templates, 0 at first sight
    "issuer.letterhead": 0.94,  # 113 templates, 17 at first sight
    "issuer.letters": 0.92,  # 1 templates, 0 at first sight
    "issuer.mast": 0.92,  # 1 templates, 0 at first sight
    "issuer.sender": 0.96,  # 7 templates, 0 at first sight
    "kind.asked": 0.92,  # 1 templates, 0 at first sight
    "kind.authority": 0.93,  # 2 templates, 0 at first sight
    "kind.court": 0.96,  # 3 templates, 1 at first sight
    "kind.delegated": 0.94,  # 3 templates, 0 at first sight
    "kind.head_word": 0.98,  # 96 templates, 15 at first sight
    "kind.letter": 0.92,  # 1 templates, 0 at first sight
    "kind.one_case": 0.94,  # 3 templates, 0 at first sight
    "kind.proposals": 0.92,  # 1 templates, 0 at first sight
    "kind.rows_of_decisions": 0.93,  # 0 templates, 1 at first sight
    "kind.title_word": 0.88,  # 24 templates, 5 at first sight
    "kind.unknown": 0.58,  # 6 templates, 5 at first sight
    "officer.label": 0.99,  # 19 templates, 2 at first sight
    "officer.letterhead": 0.87,  # 7 templates, 0 at first sight
    "officer.reported_by": 0.98,  # 15 templates, 3 at first sight
    "officer.signed": 0.96,  # 6 templates, 0 at first sight
    "proposal.line": 0.93,  # 2 templates, 0 at first sight
    "proposal.section": 0.97,  # 24 templates, 3 at first sight
    "recipient.address": 0.91,  # 35 templates, 6 at first sight
    "recipient.alone": 0.76,  # 12 templates, 1 at first sight
    "recipient.applicant": 0.93,  # 2 templates, 0 at first sight
    "recipient.asked": 0.93,  # 2 templates, 0 at first sight
    "recipient.label": 0.97,  # 10 templates, 1 at first sight
    "signatory.block": 0.99,  # 81 templates, 9 at first sight
    "signatory.decided_by": 0.97,  # 10 templates, 1 at first sight
    "signatory.lone_name": 0.96,  # 4 templates, 1 at first sight
    "title.head": 0.98,  # 96 templates, 13 at first sight
    "title.label": 0.96,  # 5 templates, 1 at first sight
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
