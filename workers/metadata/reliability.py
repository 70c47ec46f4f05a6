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
    "attachment.line": 0.93,  # 3 templates, 2 at first sight
    "attachment.section": 0.91,  # 48 templates, 34 at first sight
    "copy.section": 0.95,  # 72 templates, 39 at first sight
    "date.adopted": 0.82,  # 21 templates, 18 at first sight
    "date.appealed": 0.92,  # 1 templates, 0 at first sight
    "date.application": 0.77,  # 2 templates, 0 at first sight
    "date.assembly": 0.76,  # 12 templates, 18 at first sight
    "date.cited": 0.81,  # 51 templates, 40 at first sight
    "date.dated": 0.86,  # 22 templates, 16 at first sight
    "date.decided": 0.93,  # 49 templates, 43 at first sight
    "date.end_of_range": 0.98,  # 15 templates, 4 at first sight
    "date.handled": 0.99,  # 19 templates, 8 at first sight
    "date.happened": 0.99,  # 30 templates, 10 at first sight
    "date.head": 0.88,  # 237 templates, 215 at first sight
    "date.head_of_decision": 0.94,  # 3 templates, 2 at first sight
    "date.head_of_minutes": 0.91,  # 26 templates, 22 at first sight
    "date.hour": 0.92,  # 3 templates, 0 at first sight
    "date.justering": 0.98,  # 10 templates, 7 at first sight
    "date.label": 0.94,  # 243 templates, 199 at first sight
    "date.label_of_meeting": 0.64,  # 7 templates, 5 at first sight
    "date.latest": 0.96,  # 67 templates, 44 at first sight
    "date.list_of_decisions": 0.88,  # 8 templates, 5 at first sight
    "date.list_of_documents": 0.92,  # 3 templates, 0 at first sight
    "date.listed": 0.92,  # 2 templates, 0 at first sight
    "date.meeting": 0.97,  # 31 templates, 18 at first sight
    "date.negotiated": 0.92,  # 1 templates, 0 at first sight
    "date.other_label": 0.63,  # 4 templates, 3 at first sight
    "date.period": 0.93,  # 3 templates, 1 at first sight
    "date.place_and_date": 0.88,  # 22 templates, 9 at first sight
    "date.posted": 0.87,  # 3 templates, 3 at first sight
    "date.received": 0.96,  # 42 templates, 25 at first sight
    "date.same_day": 0.94,  # 1 templates, 1 at first sight
    "date.section": 0.83,  # 11 templates, 4 at first sight
    "date.signing": 0.96,  # 6 templates, 3 at first sight
    "date.stamp": 0.77,  # 2 templates, 1 at first sight
    "date.term": 0.89,  # 16 templates, 14 at first sight
    "date.term_of_form": 0.85,  # 7 templates, 6 at first sight
    "date.text": 0.69,  # 175 templates, 182 at first sight
    "date.under_board": 0.76,  # 6 templates, 5 at first sight
    "date.valid": 0.96,  # 17 templates, 13 at first sight
    "decision.cell": 0.92,  # 1 templates, 1 at first sight
    "decision.led_in": 0.77,  # 3 templates, 1 at first sight
    "decision.line": 0.92,  # 2 templates, 0 at first sight
    "decision.recorded": 0.92,  # 1 templates, 0 at first sight
    "decision.section": 0.94,  # 109 templates, 55 at first sight
    "decision.sentence": 0.74,  # 5 templates, 6 at first sight
    "dnr.fragment": 0.92,  # 1 templates, 0 at first sight
    "dnr.label_apart": 0.94,  # 108 templates, 83 at first sight
    "dnr.label_same_line": 0.91,  # 300 templates, 215 at first sight
    "dnr.misprint": 0.80,  # 6 templates, 16 at first sight
    "dnr.seen_elsewhere": 0.97,  # 7 templates, 4 at first sight
    "dnr.shape": 0.86,  # 84 templates, 74 at first sight
    "issuer.address": 0.92,  # 2 templates, 0 at first sight
    "issuer.government": 0.96,  # 7 templates, 1 at first sight
    "issuer.hands_over": 0.90,  # 1 templates, 0 at first sight
    "issuer.letterhead": 0.93,  # 252 templates, 146 at first sight
    "issuer.letters": 0.92,  # 1 templates, 0 at first sight
    "issuer.mast": 0.92,  # 1 templates, 0 at first sight
    "issuer.organ": 0.90,  # 2 templates, 0 at first sight
    "issuer.own_paper": 0.90,  # 4 templates, 0 at first sight
    "issuer.sender": 0.95,  # 17 templates, 10 at first sight
    "issuer.signature": 0.90,  # 1 templates, 0 at first sight
    "issuer.speaker": 0.92,  # 3 templates, 0 at first sight
    "kind.agenda": 0.90,  # 4 templates, 0 at first sight
    "kind.asked": 0.46,  # 2 templates, 3 at first sight
    "kind.asks": 0.93,  # 4 templates, 1 at first sight
    "kind.authority": 0.85,  # 10 templates, 7 at first sight
    "kind.called": 0.96,  # 2 templates, 2 at first sight
    "kind.court": 0.89,  # 6 templates, 9 at first sight
    "kind.delegated": 0.76,  # 9 templates, 5 at first sight
    "kind.head_word": 0.95,  # 263 templates, 184 at first sight
    "kind.last_words": 0.94,  # 12 templates, 2 at first sight
    "kind.letter": 0.83,  # 6 templates, 6 at first sight
    "kind.letter_signs": 0.96,  # 15 templates, 4 at first sight
    "kind.listed": 0.60,  # 0 templates, 2 at first sight
    "kind.minutes": 0.81,  # 4 templates, 6 at first sight
    "kind.one_case": 0.79,  # 9 templates, 9 at first sight
    "kind.proposals": 0.97,  # 4 templates, 4 at first sight
    "kind.rows_of_decisions": 0.95,  # 0 templates, 2 at first sight
    "kind.title_word": 0.91,  # 71 templates, 52 at first sight
    "kind.told": 0.97,  # 2 templates, 7 at first sight
    "kind.unknown": 0.46,  # 49 templates, 99 at first sight
    "officer.contact": 0.90,  # 1 templates, 0 at first sight
    "officer.label": 0.97,  # 59 templates, 27 at first sight
    "officer.letterhead": 0.89,  # 19 templates, 11 at first sight
    "officer.reported_by": 0.98,  # 37 templates, 19 at first sight
    "officer.signed": 0.98,  # 17 templates, 10 at first sight
    "proposal.led_in": 0.90,  # 1 templates, 0 at first sight
    "proposal.line": 0.93,  # 2 templates, 0 at first sight
    "proposal.passed_on": 0.92,  # 1 templates, 0 at first sight
    "proposal.section": 0.99,  # 54 templates, 22 at first sight
    "recipient.address": 0.91,  # 89 templates, 51 at first sight
    "recipient.alone": 0.85,  # 33 templates, 16 at first sight
    "recipient.applicant": 0.95,  # 9 templates, 4 at first sight
    "recipient.asked": 0.80,  # 3 templates, 1 at first sight
    "recipient.label": 0.99,  # 31 templates, 20 at first sight
    "signatory.block": 0.96,  # 192 templates, 107 at first sight
    "signatory.decided_by": 0.97,  # 29 templates, 20 at first sight
    "signatory.label": 0.94,  # 4 templates, 3 at first sight
    "signatory.lone_name": 0.77,  # 12 templates, 7 at first sight
    "title.head": 0.95,  # 243 templates, 144 at first sight
    "title.label": 0.94,  # 27 templates, 19 at first sight
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
