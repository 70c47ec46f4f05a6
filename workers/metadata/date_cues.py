"""The part that a date plays, told by the words right before or after it."""

import re
from dataclasses import dataclass

from schemas.metadata import DateRole, DocumentType
from workers.metadata.date_shapes import (
    ADOPTED_AT,
    AND_ON,
    BOUND,
    BROUGHT,
    CEASES,
    CUES_AFTER,
    CUES_BEFORE,
    DECIDED_THERE,
    DECIDED_UPON,
    EARLIER_MINUTES,
    EVENTS,
    HANDED_TO,
    HANDLED,
    IN_FORCE_FROM,
    LASTING,
    LAW_IN_FORCE,
    LODGED,
    MEETING_OF,
    MEETING_WITH,
    NARRATIVE_DECISION,
    OR_LATER,
    OWN_ANSWER,
    PERIOD,
    REACHED,
    REMOVED,
    TAKEN_IN,
    TO_ANOTHER,
    UNTIL,
)
from workers.metadata.passage import Passage
from workers.structure.caseless import caseless
from workers.structure.vocabulary import is_document_word

Role = tuple[DateRole, str]
"""A role, and the name of the rule that gave it."""

NARRATING = frozenset({"beslut", "domstolsavgörande"})
"""Documents that tell what others met about and decided."""

OF_MEETINGS = frozenset({"protokoll", "protokollsutdrag", "kallelse"})
"""Documents in which a day with an hour is that of the meeting."""

_BEFORE = tuple((role, rule, caseless(cue)) for role, rule, cue in CUES_BEFORE)
_AFTER = tuple((role, rule, re.compile(cue, re.IGNORECASE)) for role, rule, cue in CUES_AFTER)
_EVENTS = tuple(caseless(cue) for cue in EVENTS)
_UNDERLAG = re.compile(r"underlag|handlingar|bilag|följande dokument", re.IGNORECASE)
_OTHER_TIME = re.compile(r"\b(?:före|innan|efter|fram till)\W*$", re.IGNORECASE)
"""`som kommit in före den 1 juli 1993`: no day on which anything came in."""
_DECIDING = frozenset({"beslut", "delegationsbeslut"})
_PARAGRAPH = re.compile(r"\W{0,2}\s*§\s?\d")
"""`Reviderade 2012-11-26, § 140`: a decision of the council, no document."""
_DECISION = re.compile(r"beslut|förslag|avgörande", re.IGNORECASE)
_OPENS_MINUTES = re.compile(r"\s*(?:\S+s )?(?:sammanträdes)?protokoll\b", re.IGNORECASE)
"""`Protokoll från regionstyrelsen, 2022-11-15`, `Direktionens protokoll 6 februari 2024` over minutes: the
meeting's day."""
_PROGRAMME = re.compile(
    r"(?:program|strategi|policy|plan|riktlinje|utmärkelse|taxa|reglemente)\w*[^(]{0,60}\(\s*$", re.IGNORECASE
)

_PAPER = re.compile(
    r"(?:rapport|utredning|promemoria|skrivelse|utlåtande|yttrande)\w*\b[^(.]{0,80}\(\s*$", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What stands around a date, and in which kind of document."""

    passage: Passage
    before: str  #: the sentence up to the date
    after: str
    kind: DocumentType
    decides: bool  #: whether an ombudsman, a chancellor or a court speaks
    alone: bool  #: whether the date stands alone in its cell


def in_underlag(passage: Passage) -> bool:
    """Whether the passage stands in a list of what the decision or the document rests on."""
    return passage.section is not None and _UNDERLAG.search(passage.section) is not None


def role_by_cue(around: Surroundings) -> Role | None:
    """The role that the nearest cue before the date gives it, else one right after it."""
    if DECIDED_UPON.match(around.after):
        return "underlag", "date.cited"
    if EARLIER_MINUTES.search(around.before):
        return "underlag", "date.cited"
    before = around.before.lower()
    told = any(map(str.isalpha, before))
    happened = (match for pattern in _EVENTS if told and (match := pattern.search(before)))
    best: tuple[int, Role] | None = max(
        ((match.start(), ("event", "date.happened")) for match in happened), default=None
    )
    for role, rule, pattern in _BEFORE if told else ():
        match = pattern.search(before)
        if match is None or _denied(role, rule, around):
            continue
        if best is None or match.start() > best[0]:
            best = match.start(), (role, rule)
    if best is not None:
        return best[1]
    if LODGED.match(around.after):
        return "event", "date.happened"
    for role, rule, pattern in _AFTER:
        if pattern.search(around.after) and not _denied_after(role, rule, around):
            return role, rule
    return _in_force(around) or _cited_in_brackets(around)


def _denied_after(role: DateRole, rule: str, around: Surroundings) -> bool:
    if rule == "date.hour":
        return around.kind not in OF_MEETINGS
    if rule in ("date.meeting", "date.handled"):
        return around.kind in NARRATING or IN_FORCE_FROM.search(around.before) is not None
    if rule == "date.adopted" and around.kind in OF_MEETINGS and around.passage.head_like:
        # `Kommunstyrelsen 2022-03-18 § 66` in the mast of its minutes.
        return around.passage.number <= 0
    others = in_underlag(around.passage) or around.kind == "domstolsavgörande"
    told = around.decides and NARRATIVE_DECISION.search(around.before) is not None
    handed = HANDED_TO.search(around.before) is not None
    return role == "decision" and (others or told or handed)


def _in_force(around: Surroundings) -> Role | None:
    """`höjs avgiften från och med den 1 maj` among what is decided or proposed."""
    section = around.passage.section
    decided = around.kind in _DECIDING or (section is not None and _DECISION.search(section) is not None)
    if decided and IN_FORCE_FROM.search(around.before) and not PERIOD.search(around.before):
        return "valid_from", "date.valid"
    return None


def _denied(role: DateRole, rule: str, around: Surroundings) -> bool:
    """Whether the cue means something else in these surroundings."""
    before, passage = around.before, around.passage
    told = around.kind in NARRATING and not passage.head_like
    if role == "valid_from":
        # In a comment, what it comments on comes into force.
        others = around.kind == "remissvar" and not passage.head_like
        ends = UNTIL.search(before) is not None or before.rstrip().endswith("sedan")
        return others or ends or any(p.search(before) for p in (LAW_IN_FORCE, CEASES))
    denied: object = False
    match rule:
        case "date.assembly":
            # The body's name in a mast; a record of it under Beslutsunderlag.
            elsewhere = passage.head_like or in_underlag(passage) or around.kind == "domstolsavgörande"
            denied = elsewhere or MEETING_OF.search(before) is not None or LODGED.match(around.after)
            denied = denied or any(p.search(before) for p in (HANDED_TO, BROUGHT, MEETING_WITH, HANDLED))
        case "date.received":
            denied = any(p.search(before) for p in (_OTHER_TIME, BOUND)) or OR_LATER.match(around.after)
        case "date.term":
            denied = REACHED.search(before) is not None or LASTING.search(before) is not None
        case "date.posted" | "date.dated":
            removed = role == "posted_from" and REMOVED.search(before) is not None
            denied = removed or (rule == "date.dated" and _PARAGRAPH.match(around.after) is not None)
        case "date.negotiated":
            denied = around.kind == "domstolsavgörande"
        case "date.meeting" | "date.handled":
            denied = told or in_underlag(passage) or ADOPTED_AT.search(before) is not None
            denied = denied or DECIDED_THERE.match(around.after) or TO_ANOTHER.match(around.after)
        case "date.cited":
            denied = _cites_nothing(around) or (told and around.decides)
        case "date.decided":
            others = NARRATIVE_DECISION.search(before) is not None or TAKEN_IN.search(before) is not None
            denied = (
                others or TO_ANOTHER.match(around.after) is not None or around.kind == "domstolsavgörande"
            )
    return bool(denied)


def _cites_nothing(around: Surroundings) -> bool:
    """Whether the document named before the date is this one, or something was done with it on that day."""
    before, passage = around.before, around.passage
    mast = passage.head_like and passage.number <= 0
    only = len(before.split()) == 1
    minutes = around.kind in OF_MEETINGS and _OPENS_MINUTES.match(before) is not None
    own = mast and (around.alone or only or is_document_word(before.strip(" ,")))
    top = passage.number <= 0 and _PARAGRAPH.match(around.after) is None
    term = AND_ON.search(before) is not None or TO_ANOTHER.match(around.after) is not None
    acted = TAKEN_IN.search(before) is not None or OWN_ANSWER.search(before) is not None
    return own or (minutes and top) or term or acted


def _cited_in_brackets(around: Surroundings) -> Role | None:
    """`… stadens strategi för kvalitetsutveckling (1999-11-03)`: when the cited programme was adopted;
    `I rapporten Ett enklare torg (2015-01-22)`: the day of the cited paper."""
    if not around.after.startswith(")"):
        return None
    if _PROGRAMME.search(around.before):
        return "decision", "date.brackets"
    return ("underlag", "date.cited") if _PAPER.search(around.before) else None
