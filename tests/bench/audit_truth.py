"""Audits of the bench's own documents, whose truth is known: what the pipeline makes of each is wrong or not.

A lot is so many of them drawn with repetition; it is audited as the service does, and bound and decision are
compared with how many of the lot are really wrong. Every document is judged by what reviewers look at unless
somebody says otherwise: a value that is wrong or missing makes it wrong.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.audit import draw, most_wrong, single_plan
from schemas.audit import Levels
from tests.bench.metadata import run
from tests.bench.metadata_cases import labelled_examples

FIELDS = ("dnr+role", "dates+role", "issuer", "recipient", "title", "officer", "document_type")
"""`SHEET_FIELDS` as the metadata bench calls them."""


@dataclass(frozen=True, kw_only=True)
class TrueDocument:
    """A document of the bench: whether it is wrong, and its values' predicted errors with the truth."""

    is_wrong: bool
    pairs: tuple[tuple[float, float], ...]


@dataclass(frozen=True, kw_only=True)
class Audited:
    """How audits of such lots went."""

    documents: int
    share_wrong: float
    lots: int
    lot_size: int
    sample_size: int
    bound_held: float
    accepted: float


def true_documents(which: str) -> list[TrueDocument]:
    """Every document of a fictional set, read from its words with boxes."""
    made = []
    for example in labelled_examples(which, "boxes"):
        scores = run([example]).scores
        asked = [scores[name] for name in FIELDS if name in scores]
        pairs = [(1 - confidence, float(not right)) for score in asked for confidence, right in score.judged]
        made.append(TrueDocument(is_wrong=any(one.wrong or one.missed for one in asked), pairs=tuple(pairs)))
    return made


def audited(
    documents: Sequence[TrueDocument],
    levels: Levels,
    *,
    lots: int,
    size: int,
    confidence: float,
    chance: random.Random,
) -> Audited:
    """That many lots of `size` documents drawn with repetition."""
    plan = single_plan(size, levels)
    ids = [f"{number:032x}" for number in range(size)]
    held = accepted = 0
    for _ in range(lots):
        lot = {id_: chance.choice(documents).is_wrong for id_ in ids}
        sample = draw(ids, seed=f"{chance.getrandbits(64):x}", size=plan.sample_size)
        found = sum(lot[id_] for id_ in sample)
        held += sum(lot.values()) <= most_wrong(found, plan.sample_size, size, confidence=confidence)
        accepted += found <= plan.acceptance_number
    return Audited(
        documents=len(documents),
        share_wrong=sum(one.is_wrong for one in documents) / len(documents),
        lots=lots,
        lot_size=size,
        sample_size=plan.sample_size,
        bound_held=held / lots,
        accepted=accepted / lots,
    )
