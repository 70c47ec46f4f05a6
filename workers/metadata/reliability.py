"""How sure a value is: how often its rule has been right, less what speaks against this one and its words.

The shares were counted by `./bench reliability --table` on labelled documents: templates that the rules were
written with count half, those that the rules met for the first time count in full. Run it again when
rules change. Where the learnt weights have a say (`.weighed`, `date.event`, `date.text`) only documents count
that these had not met: templates of `vault`, `cellar`, `attic` and `barn`, with rules of the time before they
were opened and weights fitted without them. Without `--table` it shows how well they hold for templates that
were left out of the count. Rules that it did not meet have `UNSEEN`.
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
    "attachment.line": 0.96,  # 4 templates, 3 at first sight
    "attachment.section": 0.94,  # 107 templates, 91 at first sight
    "attachment.weighed": 0.70,  # 2 templates, 2 at first sight
    "copy.section": 0.92,  # 155 templates, 121 at first sight
    "date.adopted": 0.84,  # 42 templates, 41 at first sight
    "date.appealed": 0.92,  # 1 templates, 0 at first sight
    "date.assembly": 0.75,  # 22 templates, 33 at first sight
    "date.cited": 0.80,  # 132 templates, 125 at first sight
    "date.dated": 0.93,  # 39 templates, 33 at first sight
    "date.decided": 0.89,  # 110 templates, 109 at first sight
    "date.end_of_range": 0.97,  # 34 templates, 24 at first sight
    "date.event": 0.79,  # 278 templates, 147 at first sight
    "date.handled": 0.94,  # 37 templates, 23 at first sight
    "date.happened": 0.99,  # 65 templates, 28 at first sight
    "date.head": 0.89,  # 421 templates, 412 at first sight
    "date.head_of_decision": 0.96,  # 4 templates, 3 at first sight
    "date.head_of_minutes": 0.92,  # 59 templates, 54 at first sight
    "date.hour": 0.74,  # 7 templates, 2 at first sight
    "date.justering": 0.99,  # 21 templates, 18 at first sight
    "date.label": 0.93,  # 423 templates, 391 at first sight
    "date.label_of_meeting": 0.57,  # 7 templates, 8 at first sight
    "date.latest": 0.99,  # 140 templates, 116 at first sight
    "date.list_of_decisions": 0.78,  # 17 templates, 15 at first sight
    "date.list_of_documents": 0.61,  # 5 templates, 4 at first sight
    "date.listed": 0.95,  # 3 templates, 1 at first sight
    "date.meeting": 0.96,  # 61 templates, 47 at first sight
    "date.narrated": 0.97,  # 16 templates, 0 at first sight
    "date.negotiated": 0.66,  # 1 templates, 1 at first sight
    "date.other_label": 0.81,  # 9 templates, 6 at first sight
    "date.period": 0.96,  # 4 templates, 2 at first sight
    "date.place_and_date": 0.86,  # 40 templates, 27 at first sight
    "date.posted": 0.76,  # 6 templates, 6 at first sight
    "date.received": 0.95,  # 97 templates, 80 at first sight
    "date.running_head": 0.90,  # 10 templates, 1 at first sight
    "date.same_day": 0.96,  # 5 templates, 1 at first sight
    "date.seal": 0.96,  # 5 templates, 1 at first sight
    "date.section": 0.72,  # 21 templates, 14 at first sight
    "date.signing": 0.98,  # 10 templates, 6 at first sight
    "date.stamp": 0.77,  # 2 templates, 1 at first sight
    "date.term": 0.91,  # 28 templates, 24 at first sight
    "date.term_of_form": 0.91,  # 10 templates, 9 at first sight
    "date.text": 0.40,  # 42 templates, 62 at first sight
    "date.under_board": 0.70,  # 23 templates, 23 at first sight
    "date.valid": 0.92,  # 36 templates, 32 at first sight
    "date.weighed": 0.72,  # 148 templates, 68 at first sight
    "decision.case": 0.91,  # 13 templates, 5 at first sight
    "decision.cell": 0.92,  # 1 templates, 1 at first sight
    "decision.led_in": 0.85,  # 6 templates, 7 at first sight
    "decision.line": 0.92,  # 2 templates, 0 at first sight
    "decision.recorded": 0.96,  # 1 templates, 2 at first sight
    "decision.section": 0.90,  # 226 templates, 169 at first sight
    "decision.sentence": 0.51,  # 10 templates, 12 at first sight
    "decision.weighed": 0.90,  # 17 templates, 10 at first sight
    "dnr.fragment": 0.67,  # 2 templates, 1 at first sight
    "dnr.label_apart": 0.96,  # 202 templates, 177 at first sight
    "dnr.label_same_line": 0.93,  # 552 templates, 466 at first sight
    "dnr.misprint": 0.85,  # 14 templates, 25 at first sight
    "dnr.seen_elsewhere": 0.98,  # 9 templates, 5 at first sight
    "dnr.shape": 0.87,  # 177 templates, 166 at first sight
    "issuer.address": 0.92,  # 2 templates, 0 at first sight
    "issuer.furniture": 0.93,  # 0 templates, 1 at first sight
    "issuer.government": 0.99,  # 18 templates, 12 at first sight
    "issuer.hands_over": 0.90,  # 1 templates, 0 at first sight
    "issuer.letterhead": 0.93,  # 543 templates, 435 at first sight
    "issuer.letters": 0.96,  # 3 templates, 2 at first sight
    "issuer.mast": 0.92,  # 1 templates, 0 at first sight
    "issuer.organ": 0.90,  # 2 templates, 0 at first sight
    "issuer.own_paper": 0.74,  # 8 templates, 3 at first sight
    "issuer.sender": 0.94,  # 31 templates, 23 at first sight
    "issuer.signature": 0.90,  # 1 templates, 0 at first sight
    "issuer.speaker": 0.77,  # 7 templates, 3 at first sight
    "kind.agenda": 0.90,  # 4 templates, 0 at first sight
    "kind.asked": 0.58,  # 3 templates, 4 at first sight
    "kind.asks": 0.97,  # 7 templates, 4 at first sight
    "kind.authority": 0.88,  # 19 templates, 17 at first sight
    "kind.called": 0.97,  # 4 templates, 4 at first sight
    "kind.court": 0.81,  # 16 templates, 20 at first sight
    "kind.delegated": 0.73,  # 22 templates, 20 at first sight
    "kind.head_word": 0.96,  # 483 templates, 401 at first sight
    "kind.last_words": 0.76,  # 24 templates, 12 at first sight
    "kind.letter": 0.83,  # 11 templates, 12 at first sight
    "kind.letter_signs": 0.71,  # 21 templates, 11 at first sight
    "kind.listed": 0.60,  # 0 templates, 2 at first sight
    "kind.minutes": 0.86,  # 3 templates, 6 at first sight
    "kind.one_case": 0.91,  # 18 templates, 18 at first sight
    "kind.proposals": 0.89,  # 11 templates, 13 at first sight
    "kind.rows_of_decisions": 0.97,  # 2 templates, 4 at first sight
    "kind.title_word": 0.94,  # 114 templates, 95 at first sight
    "kind.told": 0.99,  # 8 templates, 13 at first sight
    "kind.unknown": 0.47,  # 59 templates, 139 at first sight
    "kind.weighed": 0.63,  # 48 templates, 21 at first sight
    "officer.contact": 0.97,  # 4 templates, 3 at first sight
    "officer.label": 0.98,  # 115 templates, 83 at first sight
    "officer.letterhead": 0.96,  # 40 templates, 31 at first sight
    "officer.reported_by": 0.99,  # 62 templates, 43 at first sight
    "officer.signed": 0.99,  # 24 templates, 17 at first sight
    "officer.weighed": 0.71,  # 28 templates, 17 at first sight
    "proposal.led_in": 0.94,  # 2 templates, 1 at first sight
    "proposal.line": 0.91,  # 5 templates, 3 at first sight
    "proposal.passed_on": 0.92,  # 1 templates, 0 at first sight
    "proposal.section": 0.96,  # 114 templates, 82 at first sight
    "proposal.weighed": 0.76,  # 12 templates, 9 at first sight
    "recipient.address": 0.92,  # 158 templates, 121 at first sight
    "recipient.alone": 0.93,  # 74 templates, 61 at first sight
    "recipient.applicant": 0.97,  # 12 templates, 6 at first sight
    "recipient.asked": 0.94,  # 8 templates, 6 at first sight
    "recipient.handed_in": 0.60,  # 0 templates, 1 at first sight
    "recipient.label": 0.98,  # 68 templates, 56 at first sight
    "recipient.weighed": 0.81,  # 50 templates, 30 at first sight
    "signatory.block": 0.95,  # 384 templates, 296 at first sight
    "signatory.decided_by": 0.99,  # 50 templates, 40 at first sight
    "signatory.label": 0.82,  # 8 templates, 7 at first sight
    "signatory.lone_name": 0.86,  # 31 templates, 25 at first sight
    "signatory.weighed": 0.84,  # 25 templates, 15 at first sight
    "title.head": 0.96,  # 492 templates, 398 at first sight
    "title.label": 0.72,  # 43 templates, 39 at first sight
    "title.running": 0.51,  # 1 templates, 1 at first sight
    "title.weighed": 0.85,  # 58 templates, 44 at first sight
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
