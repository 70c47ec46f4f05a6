"""The hash chain of the append-only logs. Pure.

What is hashed, for good (a change here would break every chain there is): the SHA-256 of the UTF-8 bytes of
the row's canonical JSON, an object of all columns of the row but `hash`, `previous` included: names sorted by
code point, no white space, nothing escaped that JSON does not ask for, numbers as Python's `json` writes them
(the shortest digits that give the same double). `previous` is the `hash` of the row before, and 64 zeros in
the first row.

Whoever changes one row must therefore change all that follow, and the head. A chain cannot show what was done
by someone who can rewrite all of that, or who cuts off its end together with the head: only a hash that was
noted elsewhere can.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

GENESIS = "0" * 64
"""What stands as `previous` in the first row."""

Breach = Literal["changed", "removed", "moved", "inserted", "truncated", "head"]
"""What was found of a row: its content differs; rows before it are missing; it stands in another place than
it was written in; it does not continue the row before, which was rewritten or put between; the rows up to the
head are missing; the head's hash is not the last row's."""


@dataclass(frozen=True, kw_only=True)
class ChainedRow:
    """A row as it is kept. `content` is None if its stored bytes are not those that Inkom writes."""

    sequence: int
    content: Mapping[str, Any] | None
    previous: str
    hash: str


@dataclass(frozen=True, kw_only=True)
class Head:
    """The last row: how many it is, and its hash."""

    sequence: int
    hash: str


@dataclass(frozen=True, kw_only=True)
class Break:
    """The first row that is not as it was written."""

    #: For rows that are missing the first of them.
    sequence: int
    breach: Breach


@dataclass(frozen=True, kw_only=True)
class Walk:
    """What a walk through a chain has found."""

    rows: int
    #: None if there is not exactly one head.
    head: Head | None
    broken: Break | None
    #: Where the hash stands that was noted elsewhere; None if there is none or it was not found.
    noted_at: int | None = None


def row_hash(content: Mapping[str, Any], previous: str) -> str:
    """The hash of a row with this content after the row with the hash `previous`.

    ValueError or TypeError for content that has no canonical JSON.
    """
    canonical = json.dumps(
        {**content, "previous": previous},
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
    )
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def walk(rows: Iterable[ChainedRow], head: Head | None, *, noted: str | None = None) -> Walk:
    """Follow the chain from its first row to the head, or to the first row that is not as it was written.

    `rows` come in the order of their sequence. With `noted`, a hash that was written down elsewhere, the walk
    also says at which row it stands.
    """
    last, count, noted_at = Head(sequence=0, hash=GENESIS), 0, None
    for row in rows:
        found = breach(row, last)
        if found is not None:
            first = last.sequence + 1 if found == "removed" else row.sequence
            return Walk(rows=count, head=head, broken=Break(sequence=first, breach=found))
        last, count = Head(sequence=row.sequence, hash=row.hash), count + 1
        if row.hash == noted:
            noted_at = row.sequence
    return Walk(rows=count, head=head, broken=_end(last, head), noted_at=noted_at)


def chained(contents: Iterable[tuple[int, Mapping[str, Any]]]) -> Iterator[ChainedRow]:
    """Rows that were written before there was a chain, chained in order."""
    previous = GENESIS
    for sequence, content in contents:
        hash_ = row_hash(content, previous)
        yield ChainedRow(sequence=sequence, content=content, previous=previous, hash=hash_)
        previous = hash_


def breach(row: ChainedRow, last: Head) -> Breach | None:
    """What is the matter with a row that comes after `last`; None if it is as it was written."""
    continues, own = row.previous == last.hash, _is_own(row)
    if continues and own:
        return None
    if continues:
        return "changed"
    if not own:
        return "moved"
    return "removed" if row.sequence > last.sequence + 1 else "inserted"


def _is_own(row: ChainedRow) -> bool:
    """Whether the row's hash is that of its content."""
    if row.content is None:
        return False
    try:
        return row_hash(row.content, row.previous) == row.hash
    except (TypeError, ValueError):
        # Bytes where text belongs, broken UTF-8: nothing that Inkom wrote.
        return False


def _end(last: Head, head: Head | None) -> Break | None:
    if last == head:
        return None
    if head is None:
        return Break(sequence=last.sequence, breach="head")
    if last.sequence < head.sequence:
        return Break(sequence=last.sequence + 1, breach="truncated")
    if last.sequence > head.sequence:
        return Break(sequence=head.sequence + 1, breach="inserted")
    return Break(sequence=head.sequence, breach="head")
