"""Dates: what is printed, as ISO 8601 or EDTF, with the part it plays. Nothing is guessed."""

import re

from schemas.metadata import Date, DocumentType
from workers.metadata.date_roles import decides_itself, role_of
from workers.metadata.date_situation import Situation
from workers.metadata.date_weighed import weighed_role
from workers.metadata.passage import Manuscript
from workers.metadata.weighing.date_traits import Dates

_TOLD = frozenset({"date.text", "date.event", "date.weighed", "date.narrated"})
"""Rules of dates in running text that no cue tells the part of, or by which a decision tells of another."""
_IN_MAST = frozenset({"date.label", "date.head", "date.head_of_decision", "date.running_head"})
"""Rules that know the day of the decision by its head."""


def find_dates(manuscript: Manuscript, kind: DocumentType) -> tuple[Date, ...]:
    """Every date in reading order; the same words for the same date in the same role count once."""
    found: dict[tuple[str | None, str, str], Date] = {}
    situations = find_situations(manuscript, kind)
    dates = Dates(tuple(situation.printed.value for situation in situations))
    for at, situation in enumerate(situations):
        passage, printed = situation.passage, situation.printed
        told = role_of(situation)
        evidence = manuscript.evidence(passage, printed.start, printed.end)
        if told is None or not evidence:
            continue
        role = weighed_role(situation, dates, at, told)
        raw = " ".join(passage.text[printed.start : printed.end].split())
        key = (printed.value, role[0], re.sub(r"^den ", "", raw.casefold()))
        date = Date(
            value=printed.value,
            raw=raw,
            role=role[0],
            rule=role[1],
            flags=printed.flags,
            evidence=evidence,
        )
        found.setdefault(key, date)
    return _same_day(list(found.values()))


def find_situations(manuscript: Manuscript, kind: DocumentType) -> list[Situation]:
    """Every printed date where it stands, in reading order."""
    decides = decides_itself(manuscript, kind)
    return [
        Situation(manuscript=manuscript, passage=passage, printed=printed, kind=kind, decides=decides)
        for passage in manuscript.passages
        for printed in passage.dates
    ]


def _same_day(dates: list[Date]) -> tuple[Date, ...]:
    """A date without a cue that is the day of the decision in the head is the same event."""
    decided = {d.value for d in dates if d.role == "decision" and d.rule in _IN_MAST}
    told = {
        d.value for d in dates if d.role == "decision" and d.rule in ("date.label", "date.head_of_decision")
    }
    kept = []
    for found in dates:
        if found.rule == "date.head" and found.role == "decision" and told and found.value not in told:
            kept.append(found.model_copy(update={"role": "document"}))
            continue
        if found.rule in _TOLD and found.value in decided:
            kept.append(found.model_copy(update={"role": "decision", "rule": "date.same_day"}))
        else:
            kept.append(found)
    return tuple(kept)
