"""What a reviewer has written of a value, as corrections: of one that is there, or a new one. Pure.

A new value needs evidence as all values do: the words that the reviewer pointed at, the only place where it
stands as it was written, or, where the reader saw nothing (a stamp, a note by hand), the page alone.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import JsonValue

from ingest.errors import NotADate, NothingWritten
from ingest.review.field_paths import value_at
from ingest.web.review_cards import CODES, PARTS, changed
from schemas.base import Box
from schemas.metadata import Evidence
from schemas.page import ReadPage
from schemas.protection import masked_numbers
from schemas.record import Record
from schemas.review import Change, FieldTarget

MAIN = {"officer": "name", "signatories": "name"}
"""The part without which there is no value; of the other fields it is `value`."""
LISTS = frozenset(PARTS) - {"issuer", "recipient", "title", "officer", "document_type"}
PERSON_RULE = "person"
"""The rule of a value that a person added."""
PERSON_FAMILY = "written"
"""The shape of a dnr that a person wrote."""
_DATE = re.compile(r"(\d{4}|XXXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?")
_LEAP_YEAR = 2000


@dataclass(frozen=True, kw_only=True)
class Pointed:
    """Characters of a page's raw text that a reviewer pointed at."""

    page: int
    start: int
    end: int


def rewritten(
    record: Record, path: str, written: Mapping[str, str], reason: str | None
) -> tuple[Change, ...]:
    """The corrections that make the value at `path` say what was written, part by part; none if it does.

    NotADate, NothingWritten.
    """
    name = path.split("/")[1]
    now = value_at(record.model_dump(mode="json", include={name}), path)
    changes = []
    for part in PARTS[name]:
        if part not in written:
            continue
        before, after = now.get(part), _checked(name, part, written[part])
        if after != before:
            changes.append(changed(path, part, before, after).model_copy(update={"reason": reason}))
    return tuple(changes)


def removed(record: Record, path: str, reason: str) -> Change:
    """The correction that takes the value at `path` away."""
    before = value_at(record.model_dump(mode="json", include={path.split("/")[1]}), path)
    return Change(target=FieldTarget(path=path), before=before, after=None, reason=reason)


def added(
    record: Record, name: str, written: Mapping[str, str], evidence: Sequence[Evidence], reason: str | None
) -> Change:
    """The correction that adds a value to a field, or sets the one that there is none of yet.

    NotADate, NothingWritten.
    """
    said: dict[str, JsonValue] = {part: _checked(name, part, written.get(part, "")) for part in PARTS[name]}
    raw = " ".join(piece.raw for piece in evidence if piece.raw)
    entry: dict[str, JsonValue] = {
        **said,
        "raw": masked_numbers(raw) or str(said[MAIN.get(name, "value")]),
        "rule": PERSON_RULE,
        "confidence": None,
        "flags": [],
        "evidence": [piece.model_dump(mode="json") for piece in evidence],
    }
    if name == "dnr":
        entry["family"] = PERSON_FAMILY
    if name == "secrecy":
        entry |= {"chapter": None, "section": None}
    path = f"/{name}/-" if name in LISTS else f"/{name}"
    before = None if name in LISTS else value_at(record.model_dump(mode="json", include={name}), path)
    return Change(target=FieldTarget(path=path), before=before, after=entry, reason=reason)


def only_place(record: Record, text: str) -> Pointed | None:
    """Where the text stands as written; None if it stands nowhere, or in several places."""
    places = [
        Pointed(page=page.number, start=found.start(), end=found.end())
        for page in record.pages
        for found in re.finditer(re.escape(text), page.raw_text)
    ]
    return places[0] if len(places) == 1 else None


def unread_evidence(page: int) -> Evidence:
    """That a value stands on a page, where nothing of it was read."""
    return Evidence(page=page, box=None, raw="", start=0, end=0)


def pointed_evidence(record: Record, pointed: Pointed, read: ReadPage | None) -> tuple[Evidence, ...]:
    """The evidence that a reviewer pointed at: one piece for each line, with the box of its words."""
    raw_text = record.pages[pointed.page - 1].raw_text
    pieces, at = [], 0
    for index, line in enumerate(raw_text.split("\n")):
        start, end = max(pointed.start, at), min(pointed.end, at + len(line))
        if start < end:
            box = _box(read, index, start - at, end - at)
            pieces.append(Evidence(page=pointed.page, box=box, raw=raw_text[start:end], start=start, end=end))
        at += len(line) + 1
    return tuple(pieces)


def _box(read: ReadPage | None, index: int, start: int, end: int) -> Box | None:
    if read is None or index >= len(read.lines):
        return None
    line = read.lines[index]
    boxes = [
        word.box
        for word in line.words
        if word.box and word.start < end and word.start + len(word.text) > start
    ]
    if not boxes:
        return line.box
    low, high = zip(*((box[:2], box[2:]) for box in boxes), strict=True)
    return (
        min(x for x, _ in low), min(y for _, y in low), max(x for x, _ in high), max(y for _, y in high)
    )  # fmt: skip


def _checked(name: str, part: str, text: str) -> str | None:
    """The part as it is kept: white space collapsed, None for nothing. NotADate, NothingWritten."""
    said = " ".join(text.split())
    if name == "personal_data":
        said = masked_numbers(said)
    if not said:
        if part == MAIN.get(name, "value") or (name, part) in CODES:
            raise NothingWritten
        return None
    if (name, part) == ("dates", "value") and not _is_date(said):
        raise NotADate
    return said


def _is_date(text: str) -> bool:
    """Whether it is a day, or what is left of one where figures are missing (EDTF level 1)."""
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    year, month, day = (None if part in (None, "XX", "XXXX") else int(part) for part in found.groups())
    try:
        date(year or _LEAP_YEAR, month or 1, day or 1)
    except ValueError:
        return False
    return True
