"""The kind of a document, by its rules and by the weights of everything that is seen of it together."""

import math
from typing import cast

from schemas.metadata import DocumentType, Text, TypeOfDocument
from workers.metadata.passage import Manuscript
from workers.metadata.reliability import reliability_of
from workers.metadata.weighing.kind_traits import line_traits, traits
from workers.metadata.weighing.weights import likeliest, log_odds, supported, weights

TRUST = 2.0
"""Log odds that a rule adds to its kind beside those of its own reliability. Found on the sets `vault`,
`cellar` and `attic`, by weights and rules that had met none of them."""
MOST_TRUSTED = 0.9
"""Reliability of a rule from which on nothing outweighs it."""


def weighed_kind(manuscript: Manuscript, title: Text | None, told: TypeOfDocument) -> TypeOfDocument:
    """What the rules told, or the kind that more speaks for."""
    if math.isinf(trust_in(told.rule)):
        return told
    points = supported(weights("kind").points(traits(manuscript, title)), told.value, trust_in(told.rule))
    best = cast(DocumentType, likeliest(points))
    return told if best == told.value else _instead(manuscript, told, best)


def trust_in(rule: str) -> float:
    """Log odds that the rule adds to what it tells; without bound where nothing outweighs it."""
    right = reliability_of(rule)
    return math.inf if right >= MOST_TRUSTED else TRUST + log_odds(right)


def _instead(manuscript: Manuscript, told: TypeOfDocument, best: DocumentType) -> TypeOfDocument:
    """The other kind, with the line that most speaks for it and against what the rules told."""

    def worth(at: int) -> float:
        points = weights("kind").points(line_traits(manuscript, at))
        return points[best] - points.get(told.value, 0.0)

    line = manuscript.lines[max(range(len(manuscript.lines)), key=worth)]
    evidence = manuscript.line_evidence(line, 0, len(line.text))
    return TypeOfDocument(value=best, raw=line.text, rule="kind.weighed", evidence=evidence)
