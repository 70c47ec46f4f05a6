"""The part that a date plays, by its rule and by the weights of what is seen around it together."""

import math
from typing import cast

from schemas.metadata import DateRole
from workers.metadata.date_cues import NARRATING, Role
from workers.metadata.date_situation import Situation
from workers.metadata.weighing.date_traits import Dates, traits
from workers.metadata.weighing.weights import chances, likeliest, supported, weights

TRUST: dict[str, float] = {
    "date.text": 1.5,
    "date.head": 2.0,
    "date.list_of_decisions": 2.0,
    "date.label": 1.5,
}
"""Log odds that a rule adds to the role it tells, where it may be outweighed: one that goes by the place
alone, or by a label that says no more than `Datum`. Found by weights that had met none of the set that was
asked about: `mill`, `barn`, and `vault`, `cellar` and `attic`; for `date.head` on real records, where the
weights know less."""
SURE = 0.92
"""Chance from which on a date in running text, of which no cue tells the part, is known to be an event."""


def weighed_role(situation: Situation, dates: Dates, at: int, told: Role) -> Role:
    """What the rule told of the date that is number `at` among `dates`, or the part that more speaks for."""
    role, rule = told
    if math.isinf(trust_in(told)):
        return told
    points = supported(weights("date").points(traits(situation, dates, at)), role, trust_in(told))
    best = likeliest(points)
    if best != role and not (rule == "date.text" and _narrated(situation)):
        return cast(DateRole, best), "date.weighed"
    return (role, "date.event") if rule == "date.text" and chances(points)[role] >= SURE else told


def _narrated(situation: Situation) -> bool:
    """In the text of a decision: what others met about and decided, which is an event to it."""
    return situation.kind in NARRATING and not situation.passage.head_like


def trust_in(told: Role) -> float:
    """Log odds that a rule adds to what it told; without bound where nothing outweighs it."""
    role, rule = told
    says_more = rule == "date.label" and role != "document"
    return math.inf if says_more else TRUST.get(rule, math.inf)
