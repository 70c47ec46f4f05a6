"""The record as it is served: the pipeline's record and its corrections in order. Pure.

A correction that does not fit is never dropped and never forced: it changes nothing and is a conflict, to be
seen. A record that the pipeline makes anew is corrected by the same corrections; each is looked for where it
was, and in the one other place that can only be the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ingest.review.field_paths import NotThere, found_again, is_correctable, value_at, with_value
from ingest.review.line_text import place_of, propagated, with_line
from schemas.record import Record
from schemas.review import Change, Correction, Fate, FieldTarget, Outcome, RepairTarget, TextTarget


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """A record after its corrections, and what became of each of them."""

    record: Record
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, kw_only=True)
class _Step:
    tree: dict[str, Any]
    fate: Fate
    only_on_page: bool = False
    line: int | None = None


def corrected(record: Record, corrections: Sequence[Correction]) -> Record:
    """The record with its corrections."""
    return apply(record, corrections).record


def apply(record: Record, corrections: Sequence[Correction]) -> Corrected:
    """The record with its corrections, oldest first, and what became of each."""
    if not corrections:
        return Corrected(record=record, outcomes=())
    undone = _undone(corrections)
    tree = record.model_dump(mode="json")
    outcomes: list[Outcome] = []
    for correction in corrections:
        if correction.number in undone:
            outcomes.append(Outcome(number=correction.number, fate="undone"))
            continue
        step = _applied(tree, correction)
        tree = step.tree
        outcomes.append(
            Outcome(number=correction.number, fate=step.fate, only_on_page=step.only_on_page, line=step.line)
        )
    return Corrected(record=Record.model_validate(tree), outcomes=tuple(outcomes))


def _undone(corrections: Sequence[Correction]) -> set[int]:
    """The numbers that count no more: undone by a later one that itself counts."""
    undone: set[int] = set()
    for correction in reversed(corrections):
        if correction.target.kind == "undo" and correction.number not in undone:
            undone.add(correction.target.number)
    return undone


def _applied(tree: dict[str, Any], change: Change) -> _Step:
    """One correction. A result that is no record (a date's role that there is not) is a conflict."""
    step = _step(tree, change)
    if step.fate != "applied" or not isinstance(change.target, FieldTarget):
        return step
    name = change.target.path.split("/")[1]
    try:
        _type_of(name).validate_python(step.tree[name])
    except ValidationError:
        return _Step(tree=tree, fate="conflict")
    return step


@lru_cache
def _type_of(name: str) -> TypeAdapter[Any]:
    return TypeAdapter[Any](Record.model_fields[name].annotation or Any)


def _step(tree: dict[str, Any], change: Change) -> _Step:
    match change.target:
        case FieldTarget():
            return _field(tree, change.target, change)
        case TextTarget():
            return _text(tree, change.target, change)
        case RepairTarget():
            return _repair(tree, change.target, change)
        case _:
            return _Step(tree=tree, fate="applied")


def _field(tree: dict[str, Any], target: FieldTarget, change: Change) -> _Step:
    if not is_correctable(target.path):
        return _Step(tree=tree, fate="conflict")
    is_new = target.path.endswith("/-")
    if is_new:
        entries = value_at(tree, target.path.removesuffix("/-"))
        if not isinstance(entries, list):
            return _Step(tree=tree, fate="conflict")
        if change.after in entries:
            return _Step(tree=tree, fate="already_so")
    path = target.path if is_new and change.before is None else found_again(tree, target.path, change.before)
    if path is not None:
        try:
            return _Step(tree=with_value(tree, path, change.after), fate="applied")
        except NotThere:
            return _Step(tree=tree, fate="conflict")
    return _Step(tree=tree, fate="already_so" if _says(tree, target.path, change.after) else "conflict")


def _says(tree: dict[str, Any], path: str, value: Any) -> bool:
    """Whether the pipeline itself says by now what the correction wants."""
    try:
        return value is not None and bool(value_at(tree, path) == value)
    except NotThere:
        return False


def _text(tree: dict[str, Any], target: TextTarget, change: Change) -> _Step:
    before, after = change.before, change.after
    page = _page(tree, target.page)
    if page is None or not isinstance(before, str) or not isinstance(after, str) or "\n" in before + after:
        return _Step(tree=tree, fate="conflict")
    wanted = target.line_text[: target.start] + after + target.line_text[target.start + len(before) :]
    place = place_of(page["text"], target, before)
    if place is None:
        corrected = target.model_copy(update={"line_text": wanted})
        is_so = page["text"].split("\n").count(wanted) == 1 or place_of(page["text"], corrected, after)
        return _Step(tree=tree, fate="already_so" if is_so else "conflict")
    line, start = place
    old = page["text"].split("\n")[line]
    new = old[:start] + after + old[start + len(before) :]
    return _with_line(tree, target.page, line, old, new)


def _repair(tree: dict[str, Any], target: RepairTarget, change: Change) -> _Step:
    page = _page(tree, target.page)
    places = [at for at, repair in enumerate(tree["repairs"]) if _is(repair, target)]
    if page is None or len(places) != 1 or not isinstance(change.after, bool):
        return _Step(tree=tree, fate="conflict")
    repair = tree["repairs"][places[0]]
    if repair["applied"] == change.after:
        return _Step(tree=tree, fate="already_so")
    old = page["text"].split("\n")[repair["line"]]
    if old != _replayed(tree, page, repair["line"]):
        # Somebody has changed the line: where the repair stands in it cannot be told for certain.
        return _Step(tree=tree, fate="conflict")
    repairs = [*tree["repairs"]]
    repairs[places[0]] = {**repair, "applied": change.after}
    quality = {**tree["quality"], "repairs": sum(one["applied"] for one in repairs)}
    tree = {**tree, "repairs": repairs, "quality": quality}
    return _with_line(tree, target.page, repair["line"], old, _replayed(tree, page, repair["line"]))


def _with_line(tree: dict[str, Any], number: int, line: int, old: str, new: str) -> _Step:
    pages = [
        {**page, "text": with_line(page["text"], line, new)} if page["number"] == number else page
        for page in tree["pages"]
    ]
    tree, everywhere = propagated({**tree, "pages": pages}, number, line, old, new)
    return _Step(tree=tree, fate="applied", only_on_page=not everywhere, line=line)


def _replayed(tree: dict[str, Any], page: dict[str, Any], line: int) -> str:
    """The line as it was read, with its applied repairs."""
    lines = page["raw_text"].split("\n")
    start = sum(len(one) + 1 for one in lines[:line])
    text: str = lines[line]
    applied = [
        repair
        for repair in tree["repairs"]
        if repair["page"] == page["number"] and repair["line"] == line and repair["applied"]
    ]
    for repair in sorted(applied, key=lambda one: (one["start"], one["end"]), reverse=True):
        text = text[: repair["start"] - start] + repair["after"] + text[repair["end"] - start :]
    return text


def _page(tree: dict[str, Any], number: int) -> dict[str, Any] | None:
    return next((page for page in tree["pages"] if page["number"] == number), None)


def _is(repair: dict[str, Any], target: RepairTarget) -> bool:
    return (repair["page"], repair["start"], repair["end"], repair["before"], repair["after"]) == (
        target.page,
        target.start,
        target.end,
        target.seen,
        target.proposed,
    )
