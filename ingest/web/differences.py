"""What would change in a document, as a person reads it: before and after, and where. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ingest.comparing import Piece, pieces
from ingest.web import labels
from ingest.web.language import Phrase, Sayable
from ingest.web.picture import Place, place
from ingest.web.run_labels import BLOCK, CHANGE
from ingest.web.wording import share
from schemas.base import Problem
from schemas.record import Record
from schemas.reprocess import ChangeKind, Difference

MOST_OF_A_KIND = 60
"""Differences of one kind that are shown; of more only the number is told."""
LONGEST = 240
"""Characters of a block of text that tell which one it is."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """One side of a difference. What `is_word` of ours is said in the reader's language, as the notes are."""

    text: str
    is_word: bool = False
    notes: tuple[Sayable, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A difference. With `pieces` both sides are told in one, word by word."""

    id: str
    before: Told | None
    after: Told | None
    pieces: tuple[Piece, ...]
    page: int | None
    place: Place | None


@dataclass(frozen=True, kw_only=True)
class Group:
    """The differences of one kind; of `left_out` more only the number is told."""

    kind: ChangeKind
    label: str
    differences: tuple[Shown, ...]
    left_out: int


def groups(found: Sequence[Difference], record: Record) -> tuple[Group, ...]:
    """The differences by kind, with their places on the pages of the record that is served."""
    return tuple(_groups(found, record))


def _groups(found: Sequence[Difference], record: Record) -> Iterator[Group]:
    order = {kind: at for at, kind in enumerate(CHANGE)}
    number = 0
    for kind, same in groupby(sorted(found, key=lambda one: order[one.kind]), key=lambda one: one.kind):
        every = list(same)
        shown = []
        for one in every[:MOST_OF_A_KIND]:
            number += 1
            shown.append(_shown(f"d{number}", one, record))
        yield Group(
            kind=kind,
            label=CHANGE[kind],
            differences=tuple(shown),
            left_out=max(0, len(every) - MOST_OF_A_KIND),
        )


def _shown(anchor: str, one: Difference, record: Record) -> Shown:
    before, after = told(one.kind, one.before), told(one.kind, one.after)
    in_one = before and after and not before.is_word and (one.kind == "words" or before.notes == after.notes)
    page = record.pages[one.page - 1] if one.page is not None and one.page <= len(record.pages) else None
    return Shown(
        id=anchor,
        before=before,
        after=after,
        pieces=pieces(before.text, after.text) if in_one and before and after else (),
        page=one.page,
        place=place(one.box, page) if page else None,
    )


def told(kind: ChangeKind, value: Any) -> Told | None:
    """One side of a difference in words; None where nothing stands."""
    if value is None:
        return None
    tell = _TOLD.get(kind)
    return tell(value) if tell else _value(kind, value)


def _value(kind: ChangeKind, value: Mapping[str, Any]) -> Told:
    text = str(value.get("value") or value.get("name") or value.get("raw") or "")
    if value.get("number"):
        text = f"{value['number']}. {text}"
    facts = [str(value[name]) for name in ("title", "phone", "email", "provision") if value.get(name)]
    notes = [labels.FLAG[flag] for flag in value["flags"]]
    match kind:
        case "dnr":
            notes.insert(0, labels.DNR_ROLE[value["role"]])
        case "dates":
            notes.insert(0, labels.DATE_ROLE[value["role"]])
        case "references":
            notes.insert(0, labels.REFERENCE_KIND[value["kind"]])
    return Told(text=", ".join([text, *facts]), notes=tuple(notes))


def _block(part: Mapping[str, Any]) -> Phrase:
    rows = part.get("rows")
    text = " / ".join(" | ".join(row) for row in rows) if rows else " ".join(str(part["text"]).split())
    short = text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
    return Phrase.of("{what}: {text}", what=Phrase.of(BLOCK[part["kind"]]), text=short)


def _support(value: Mapping[str, Any]) -> Iterator[Sayable]:
    if "rule" not in value:
        yield Phrase.of("{n} tveksamma ord", n=int(value["doubtful_words"]))
        return
    yield Phrase.of("regel {rule}", rule=str(value["rule"]))
    if value["confidence"] is not None:
        yield Phrase.of("säkerhet {share}", share=share(value["confidence"]))
    first = value["evidence"][0]
    yield Phrase.of("sida {n}: ”{raw}”", n=int(first["page"]), raw=str(first["raw"]))


def _words_of_ours(text: str, *notes: Sayable) -> Told:
    return Told(text=text, is_word=True, notes=notes)


def _blocks(value: Any) -> Told:
    return Told(text="", notes=tuple(_block(part) for part in value))


def _repair(value: Any) -> Told:
    note = "tillämpad" if value["applied"] else "förslag"
    return Told(text=f"{value['before']} → {value['after']}", notes=(note,))


def _source(value: Any) -> Told:
    reason = labels.READING_REASON.get(value["reason"], value["reason"])
    return _words_of_ours(labels.TEXT_SOURCE[value["text_source"]], reason)


_TOLD: Mapping[ChangeKind, Callable[[Any], Told]] = {
    "words": lambda value: Told(text=str(value)),
    "tables": _blocks,
    "structure": _blocks,
    "furniture": _blocks,
    "repairs": _repair,
    "review_reasons": lambda value: Told(text="", notes=(Problem.model_validate(value),)),
    "needs_review": lambda value: _words_of_ours("behöver granskas" if value else "behöver inte granskas"),
    "unread_pages": lambda _value: _words_of_ours("kunde inte läsas"),
    "page_source": _source,
    "evidence": lambda value: Told(text="", notes=tuple(_support(value))),
    "document_type": lambda value: _words_of_ours(labels.DOCUMENT_TYPE[value["value"]]),
}
"""How a side of a difference is told that is no value with a text of its own."""
