"""What a date without words of its own takes over from what stands right before it: another date, or the
heading of what is appealed."""

import re
from collections.abc import Callable

from workers.metadata.date_cues import Role
from workers.metadata.date_situation import Situation, date_before, printed_line

_AND = re.compile(
    r"(?:,? §§?\s?\d+(?:\s?[-–]\s?(?:§ ?)?\d+)?)?(?:,| och| samt|, och)\s+(?:den )?", re.IGNORECASE
)
"""`12 maj 2014 och 10 november 2014`, `den 21 december 2020, § 284 - § 309 och den 22 december 2020`."""
_APPEALED = re.compile(r"(?:^|\s)överklaga(?:t|de)\s+(?:beslut(?:en)?|avgöranden?)\s*:?\s*$", re.IGNORECASE)


def of_appealed(situation: Situation) -> Role | None:
    """`Överklagat beslut` over or before the day on which it was taken."""
    line = printed_line(situation)
    if line is None:
        return None
    at = situation.manuscript.position_of(line.ref)
    before = situation.passage.line_before(situation.printed.start)
    over = situation.manuscript.lines[at - 1].text if at and not before.strip() else ""
    appealed = _APPEALED.search(before) or _APPEALED.match(over)
    return ("decision", "date.appealed") if appealed else None


def as_listed(situation: Situation, own_role: Callable[[Situation], Role | None]) -> Role | None:
    """The role of the date right before this one, where `och` or a comma is all that parts them."""
    first = date_before(situation, _AND)
    role = None if first is None else own_role(first)
    return None if role is None or role[1] == "date.text" else (role[0], "date.listed")
