"""How sure a value is: how often its rule has been right, less what speaks against this one and its words.

The shares were counted by `./bench reliability --table` on labelled documents: templates that the rules were
written with count half, those that the rules met for the first time count in full. Run it again when
rules change. Where the learnt weights have a say (`.weighed`, `date.event`, `date.text`) only documents count
that these had not met: templates of `vault`, `cellar` and `attic`, with rules of the time before they were
opened and weights fitted without them. Without `--table` it shows how well they hold for templates that were
left out of the count. Rules that it did not meet have `UNSEEN`.
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
    "attachment.section": 0.91,  # 67 templates, 51 at first sight
    "attachment.weighed": 0.93,  # 1 templates, 1 at first sight
    "copy.section": 0.94,  # 100 templates, 66 at first sight
    "date.adopted": 0.87,  # 27 templates, 24 at first sight
    "date.appealed": 0.92,  # 1 templates, 0 at first sight
    "date.application": 0.77,  # 2 templates, 0 at first sight
    "date.assembly": 0.74,  # 15 templates, 21 at first sight
    "date.cited": 0.80,  # 81 templates, 69 at first sight
    "date.dated": 0.90,  # 27 templates, 21 at first sight
    "date.decided": 0.93,  # 73 templates, 66 at first sight
    "date.end_of_range": 0.94,  # 22 templates, 12 at first sight
    "date.event": 0.90,  # 48 templates, 48 at first sight
    "date.handled": 0.99,  # 22 templates, 11 at first sight
    "date.happened": 0.99,  # 38 templates, 18 at first sight
    "date.head": 0.85,  # 302 templates, 283 at first sight
    "date.head_of_decision": 0.94,  # 3 templates, 2 at first sight
    "date.head_of_minutes": 0.90,  # 35 templates, 31 at first sight
    "date.hour": 0.93,  # 4 templates, 0 at first sight
    "date.justering": 0.99,  # 13 templates, 10 at first sight
    "date.label": 0.92,  # 321 templates, 277 at first sight
    "date.label_of_meeting": 0.63,  # 7 templates, 7 at first sight
    "date.latest": 0.98,  # 99 templates, 75 at first sight
    "date.list_of_decisions": 0.79,  # 11 templates, 7 at first sight
    "date.list_of_documents": 0.69,  # 5 templates, 2 at first sight
    "date.listed": 0.92,  # 2 templates, 0 at first sight
    "date.meeting": 0.95,  # 38 templates, 26 at first sight
    "date.negotiated": 0.92,  # 1 templates, 0 at first sight
    "date.other_label": 0.66,  # 5 templates, 3 at first sight
    "date.period": 0.96,  # 4 templates, 2 at first sight
    "date.place_and_date": 0.92,  # 26 templates, 14 at first sight
    "date.posted": 0.87,  # 3 templates, 3 at first sight
    "date.received": 0.97,  # 66 templates, 50 at first sight
    "date.same_day": 0.94,  # 1 templates, 1 at first sight
    "date.seal": 0.95,  # 4 templates, 0 at first sight
    "date.section": 0.79,  # 14 templates, 8 at first sight
    "date.signing": 0.97,  # 6 templates, 4 at first sight
    "date.stamp": 0.77,  # 2 templates, 1 at first sight
    "date.term": 0.91,  # 20 templates, 16 at first sight
    "date.term_of_form": 0.90,  # 9 templates, 8 at first sight
    "date.text": 0.52,  # 17 templates, 17 at first sight
    "date.under_board": 0.88,  # 11 templates, 10 at first sight
    "date.valid": 0.97,  # 22 templates, 18 at first sight
    "date.weighed": 0.76,  # 26 templates, 26 at first sight
    "decision.case": 0.86,  # 7 templates, 0 at first sight
    "decision.cell": 0.92,  # 1 templates, 1 at first sight
    "decision.led_in": 0.86,  # 4 templates, 2 at first sight
    "decision.line": 0.92,  # 2 templates, 0 at first sight
    "decision.recorded": 0.93,  # 0 templates, 1 at first sight
    "decision.section": 0.94,  # 151 templates, 95 at first sight
    "decision.sentence": 0.53,  # 6 templates, 8 at first sight
    "decision.weighed": 0.76,  # 3 templates, 3 at first sight
    "dnr.fragment": 0.67,  # 2 templates, 1 at first sight
    "dnr.label_apart": 0.95,  # 145 templates, 120 at first sight
    "dnr.label_same_line": 0.92,  # 391 templates, 305 at first sight
    "dnr.misprint": 0.85,  # 10 templates, 20 at first sight
    "dnr.seen_elsewhere": 0.97,  # 8 templates, 4 at first sight
    "dnr.shape": 0.86,  # 123 templates, 112 at first sight
    "issuer.address": 0.92,  # 2 templates, 0 at first sight
    "issuer.government": 0.99,  # 13 templates, 7 at first sight
    "issuer.hands_over": 0.90,  # 1 templates, 0 at first sight
    "issuer.letterhead": 0.94,  # 358 templates, 252 at first sight
    "issuer.letters": 0.92,  # 1 templates, 0 at first sight
    "issuer.mast": 0.92,  # 1 templates, 0 at first sight
    "issuer.organ": 0.90,  # 2 templates, 0 at first sight
    "issuer.own_paper": 0.90,  # 4 templates, 0 at first sight
    "issuer.sender": 0.97,  # 24 templates, 16 at first sight
    "issuer.signature": 0.90,  # 1 templates, 0 at first sight
    "issuer.speaker": 0.57,  # 4 templates, 1 at first sight
    "kind.agenda": 0.90,  # 4 templates, 0 at first sight
    "kind.asked": 0.46,  # 2 templates, 3 at first sight
    "kind.asks": 0.97,  # 6 templates, 3 at first sight
    "kind.authority": 0.78,  # 13 templates, 10 at first sight
    "kind.called": 0.97,  # 3 templates, 3 at first sight
    "kind.court": 0.85,  # 12 templates, 14 at first sight
    "kind.delegated": 0.69,  # 15 templates, 10 at first sight
    "kind.head_word": 0.96,  # 349 templates, 267 at first sight
    "kind.last_words": 0.94,  # 19 templates, 7 at first sight
    "kind.letter": 0.88,  # 7 templates, 8 at first sight
    "kind.letter_signs": 0.64,  # 18 templates, 7 at first sight
    "kind.listed": 0.60,  # 0 templates, 2 at first sight
    "kind.minutes": 0.81,  # 4 templates, 6 at first sight
    "kind.one_case": 0.82,  # 10 templates, 10 at first sight
    "kind.proposals": 0.84,  # 7 templates, 9 at first sight
    "kind.rows_of_decisions": 0.96,  # 1 templates, 3 at first sight
    "kind.title_word": 0.90,  # 88 templates, 69 at first sight
    "kind.told": 0.98,  # 5 templates, 10 at first sight
    "kind.unknown": 0.48,  # 62 templates, 117 at first sight
    "kind.weighed": 0.60,  # 6 templates, 6 at first sight
    "officer.contact": 0.94,  # 2 templates, 1 at first sight
    "officer.label": 0.98,  # 79 templates, 47 at first sight
    "officer.letterhead": 0.93,  # 25 templates, 17 at first sight
    "officer.reported_by": 0.99,  # 47 templates, 29 at first sight
    "officer.signed": 0.99,  # 21 templates, 14 at first sight
    "officer.weighed": 0.86,  # 8 templates, 8 at first sight
    "proposal.led_in": 0.90,  # 1 templates, 0 at first sight
    "proposal.line": 0.97,  # 4 templates, 2 at first sight
    "proposal.passed_on": 0.92,  # 1 templates, 0 at first sight
    "proposal.section": 0.97,  # 77 templates, 45 at first sight
    "proposal.weighed": 0.90,  # 1 templates, 1 at first sight
    "recipient.address": 0.91,  # 115 templates, 77 at first sight
    "recipient.alone": 0.92,  # 53 templates, 36 at first sight
    "recipient.applicant": 0.90,  # 10 templates, 4 at first sight
    "recipient.asked": 0.86,  # 4 templates, 2 at first sight
    "recipient.label": 0.99,  # 42 templates, 31 at first sight
    "signatory.block": 0.95,  # 255 templates, 169 at first sight
    "signatory.decided_by": 0.98,  # 36 templates, 27 at first sight
    "signatory.label": 0.97,  # 6 templates, 5 at first sight
    "signatory.lone_name": 0.89,  # 19 templates, 14 at first sight
    "title.head": 0.94,  # 328 templates, 231 at first sight
    "title.label": 0.69,  # 34 templates, 28 at first sight
    "title.running": 0.51,  # 1 templates, 1 at first sight
    "title.weighed": 0.83,  # 14 templates, 14 at first sight
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
    share = reliability_of(value.rule)
    for flag in value.flags:
        share *= DOUBTS.get(flag, 1.0)
    return share


def reliability_of(rule: str) -> float:
    """Share, 0 to 1, of what the rule finds that is right."""
    return RELIABILITY.get(rule, UNSEEN)
