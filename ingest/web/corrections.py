"""What people have corrected in a document, as pages show it: who, when, why, and what stood there. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import JsonValue

from ingest.review import attributions
from ingest.web import labels
from ingest.web.language import Phrase
from schemas.record import Record
from schemas.review import Correction, Outcome, RepairTarget, TextTarget


@dataclass(frozen=True, kw_only=True)
class CorrectionMark:
    """That a person wrote what stands here. `before` is None where nothing stood."""

    number: int
    who: str
    at: datetime
    before: str | None
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class PastCorrection:
    """One line of a document's history of corrections.

    `what` is the field or the place; `undoes` is the number of the correction that it takes back. `version`
    is the record with it, `earlier` the record without it.
    """

    number: int
    what: str | Phrase
    before: str | None
    after: str | None
    undoes: int | None
    who: str
    at: datetime
    reason: str | None
    fate: str
    counts: bool
    is_conflict: bool
    version: str
    earlier: str


def value_marks(
    record: Record, corrections: Sequence[Correction], outcomes: Sequence[Outcome]
) -> Mapping[str, CorrectionMark]:
    """The values of a corrected record that people wrote, by their paths (`/dnr/0`)."""
    by_number = {correction.number: correction for correction in corrections}
    return {
        said.path: mark_of(by_number[said.correction])
        for said in attributions(record, corrections, outcomes)
        if said.path is not None and said.correction is not None
    }


def line_marks(
    corrections: Sequence[Correction], outcomes: Sequence[Outcome]
) -> Mapping[tuple[int, int], tuple[Correction, ...]]:
    """The corrections of words that count, oldest first, by page and by the line's index from 0."""
    lines = {outcome.number: outcome.line for outcome in outcomes if outcome.fate == "applied"}
    found: dict[tuple[int, int], tuple[Correction, ...]] = {}
    for correction in corrections:
        line, target = lines.get(correction.number), correction.target
        if line is not None and isinstance(target, (TextTarget, RepairTarget)):
            found[target.page, line] = (*found.get((target.page, line), ()), correction)
    return found


def mark_of(correction: Correction) -> CorrectionMark:
    """The correction as a mark on what it changed."""
    return CorrectionMark(
        number=correction.number,
        who=correction.actor,
        at=correction.at,
        before=said(correction.before),
        reason=correction.reason,
    )


def history(
    version: str, corrections: Sequence[Correction], outcomes: Sequence[Outcome]
) -> tuple[PastCorrection, ...]:
    """All corrections of the pipeline's record of this version, the last one first."""
    fates = {outcome.number: outcome.fate for outcome in outcomes}
    return tuple(
        PastCorrection(
            number=one.number,
            what=where(one),
            before=_before(one),
            after=_after(one),
            undoes=one.target.number if one.target.kind == "undo" else None,
            who=one.actor,
            at=one.at,
            reason=one.reason,
            fate=labels.FATE[fates[one.number]],
            counts=fates[one.number] == "applied",
            is_conflict=fates[one.number] == "conflict",
            version=f"{version}-c{one.number}",
            earlier=f"{version}-c{one.number - 1}" if one.number > 1 else version,
        )
        for one in reversed(corrections)
    )


def where(correction: Correction) -> str | Phrase:
    """The field, or the page and line, that a correction is about."""
    match correction.target:
        case TextTarget() as target:
            return Phrase.of("Sida {page}, rad {line}", page=target.page, line=target.line + 1)
        case RepairTarget() as target:
            return Phrase.of("Rättelse på sida {page}", page=target.page)
        case target if target.kind == "field":
            return labels.FIELD[target.path.split("/")[1]]
        case target:
            return Phrase.of("Ångrar rättelse {n}", n=target.number)


def said(value: JsonValue) -> str | None:
    """A value of a correction as a person reads it: a text, or the name or value of an entry."""
    if isinstance(value, dict):
        return next((str(value[name]) for name in ("value", "name", "raw") if value.get(name)), "")
    return None if value is None else str(value)


def _before(one: Correction) -> str | None:
    if isinstance(one.target, RepairTarget):
        return one.target.proposed if one.before else one.target.seen
    return said(one.before)


def _after(one: Correction) -> str | None:
    if isinstance(one.target, RepairTarget):
        return one.target.proposed if one.after else one.target.seen
    return said(one.after)
