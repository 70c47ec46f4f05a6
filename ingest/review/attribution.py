"""Who each value and each changed word of a record comes from. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from ingest.review.field_paths import CORRECTABLE
from schemas.metadata import Extracted
from schemas.record import Record
from schemas.review import Attribution, Correction, Outcome

BY_MODEL = frozenset({"diacritic", "ocr"})
"""Kinds of repair that the language model decides; the others follow from rules."""


def attributions(
    record: Record, corrections: Sequence[Correction], outcomes: Sequence[Outcome]
) -> tuple[Attribution, ...]:
    """Of a corrected record: every value, every applied repair, every word that a person put there."""
    lines = {outcome.number: outcome.line for outcome in outcomes if outcome.fate == "applied"}
    counting = [correction for correction in corrections if correction.number in lines]
    return (*_values(record, counting), *_repairs(record, counting), *_texts(counting, lines))


def _values(record: Record, corrections: Sequence[Correction]) -> Iterator[Attribution]:
    for name in sorted(CORRECTABLE):
        found = getattr(record, name)
        entries = enumerate(found) if isinstance(found, tuple) else [(None, found)]
        for at, value in entries:
            if isinstance(value, Extracted):
                path = f"/{name}" if at is None else f"/{name}/{at}"
                yield _value(path, value, corrections)


def _value(path: str, value: Extracted, corrections: Sequence[Correction]) -> Attribution:
    """By a person if a correction has put there what stands there now."""
    said = value.model_dump(mode="json")
    text = str(said.get("value") or said.get("name") or value.raw)
    for correction in reversed(corrections):
        if correction.target.kind != "field":
            continue
        _, name, *rest = correction.target.path.split("/")
        parts = [step for step in rest if not step.isdecimal() and step != "-"]
        is_whole = not parts and correction.after == said
        is_part = bool(parts) and said.get(parts[0]) == correction.after
        if path.split("/")[1] == name and (is_whole or is_part):
            return Attribution(
                path=path,
                text=text,
                by="person",
                who=correction.actor,
                at=correction.at,
                correction=correction.number,
            )
    return Attribution(path=path, text=text, by="rule", who=value.rule)


def _repairs(record: Record, corrections: Sequence[Correction]) -> Iterator[Attribution]:
    decided = {
        (target.page, target.start, target.end): correction
        for correction in corrections
        if (target := correction.target).kind == "repair"
    }
    for repair in record.repairs:
        decision = decided.get((repair.page, repair.start, repair.end))
        if decision is not None:
            yield Attribution(
                page=repair.page,
                line=repair.line,
                text=repair.after if repair.applied else repair.before,
                by="person",
                who=decision.actor,
                at=decision.at,
                correction=decision.number,
            )
        elif repair.applied:
            yield Attribution(
                page=repair.page,
                line=repair.line,
                text=repair.after,
                by="model" if repair.kind in BY_MODEL else "rule",
                who=f"repair.{repair.kind}",
            )


def _texts(corrections: Sequence[Correction], lines: Mapping[int, int | None]) -> Iterator[Attribution]:
    for correction in corrections:
        if correction.target.kind == "text":
            yield Attribution(
                page=correction.target.page,
                line=lines[correction.number],
                text=str(correction.after),
                by="person",
                who=correction.actor,
                at=correction.at,
                correction=correction.number,
            )
