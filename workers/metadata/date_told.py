"""Decisions that a decision or judgment tells of: to it they are events, whoever took them."""

from workers.metadata.date_cues import NARRATING, Role
from workers.metadata.date_shapes import OF_ITSELF
from workers.metadata.date_situation import Situation

TOLD_DECISIONS = frozenset(
    {"date.decided", "date.adopted", "date.assembly", "date.appealed", "date.brackets", "date.listed"}
)
"""Rules that know decisions by the words beside them."""


def tells_of_decision(situation: Situation, role: Role) -> bool:
    """In its text, and not of itself: what was decided before, in this matter or another."""
    told = situation.kind in NARRATING and not situation.passage.head_like
    by_words = role[0] == "decision" and role[1] in TOLD_DECISIONS
    return told and by_words and OF_ITSELF.search(situation.before) is None
