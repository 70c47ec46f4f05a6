"""Whether any change of the log is found: 10,000 events in a real register, changed in every way there is.

Every byte of every text that is kept of an event is exchanged, one at a time, and every event removed or
changed places with another. What is asked each time is the step of the walk that reaches the place (a row and
the one after it), since all before it is untouched. A hundred changes are made in the database itself, and
the whole log walked.
"""

import random
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any

from pydantic import JsonValue
from sqlalchemy import text

from ingest.register import Register, chains, log
from ingest.register.chain import Head, breach
from tests.contracts.registered import upload

TEXTS = ("kind", "document_id", "actor", "details", "previous", "hash")
IN_THE_DATABASE = 100


@dataclass(frozen=True, kw_only=True)
class Tampered:
    """One way of changing the log: how often it was tried, and how often it was found."""

    way: str
    tried: int
    found: int


def tampered(events: int, chance: random.Random) -> list[Tampered]:
    """All ways, on a log of so many events."""
    with tempfile.TemporaryDirectory() as folder:
        register = Register(f"sqlite:///{Path(folder) / 'register.db'}")
        register.migrate()
        _fill(register, events)
        rows = _rows(register)
        results = [
            _bytes_changed(rows, chance),
            _removed(register, rows),
            _swapped(rows, chance),
            _in_database(register, events, chance),
        ]
        register.close()
    return results


def _fill(register: Register, events: int) -> None:
    id_ = register.register(upload("ett.pdf", actor="Åsa")).id
    with register.database.write() as connection:
        for number in range(events - 1):
            details: dict[str, JsonValue] = {"number": number, "path": "/title/value", "reason": "felläst å"}
            log.append(connection, "record.corrected", id_, actor="åsa.öberg", details=details)


def _rows(register: Register) -> list[dict[str, Any]]:
    """The stored columns, `details` as text."""
    with register.database.read() as connection:
        found = connection.execute(
            text("SELECT sequence, at, kind, document_id, actor, details, previous, hash FROM events")
        )
        return [dict(row._mapping) for row in found]


def _is_found(columns: dict[str, Any], last: Head, following: dict[str, Any] | None) -> bool:
    """Whether the walk stops at this row, or at the one after it."""
    row = chains.to_row(columns)
    if breach(row, last) is not None:
        return True
    if following is None:
        return False
    return breach(chains.to_row(following), Head(sequence=row.sequence, hash=row.hash)) is not None


def _heads(rows: list[dict[str, Any]]) -> list[Head]:
    """What the walk knows when it reaches each row."""
    return [Head(sequence=row["sequence"] - 1, hash=row["previous"]) for row in rows]


def _bytes_changed(rows: list[dict[str, Any]], chance: random.Random) -> Tampered:
    tried = found = 0
    heads = _heads(rows)
    for at, columns in enumerate(rows):
        following = rows[at + 1] if at + 1 < len(rows) else None
        for name in TEXTS:
            stored = columns[name].encode()
            for place in range(len(stored)):
                other = bytearray(stored)
                other[place] ^= chance.randrange(1, 256)
                value = bytes(other).decode("utf-8", "surrogateescape")
                tried += 1
                found += _is_found({**columns, name: value}, heads[at], following)
    return Tampered(way="a byte changed", tried=tried, found=found)


def _removed(register: Register, rows: list[dict[str, Any]]) -> Tampered:
    end = register.log_heads()["events"]
    assert end is not None
    heads = _heads(rows)
    found = sum(breach(chains.to_row(rows[at + 1]), heads[at]) is not None for at in range(len(rows) - 1))
    # Without the last row the walk ends before the head.
    found += heads[-1].hash != end.hash
    return Tampered(way="an event removed", tried=len(rows), found=found)


def _swapped(rows: list[dict[str, Any]], chance: random.Random) -> Tampered:
    """Each with the next, and as many at random; in each other's place, under each other's number."""
    heads, tried, found = _heads(rows), 0, 0
    pairs = [(at, at + 1) for at in range(len(rows) - 1)]
    pairs += [tuple(sorted(chance.sample(range(len(rows)), 2))) for _ in rows]  # type: ignore[misc]
    for first, second in pairs:
        for number in (rows[first]["sequence"], rows[second]["sequence"]):
            tried += 1
            found += breach(chains.to_row({**rows[second], "sequence": number}), heads[first]) is not None
    return Tampered(way="events exchanged", tried=tried, found=found)


def _in_database(register: Register, events: int, chance: random.Random) -> Tampered:
    found = 0
    with register.database.engine.connect() as connection:
        connection.execution_options(writes=True)
        for trigger in ("events_no_update", "events_no_delete"):
            connection.execute(text(f"DROP TRIGGER {trigger}"))
        for _ in range(IN_THE_DATABASE):
            at, other = chance.sample(range(1, events + 1), 2)
            statements = chance.choice(
                (
                    [f"UPDATE events SET actor = 'x' || actor WHERE sequence = {at}"],
                    [f"UPDATE events SET at = at + 0.001 WHERE sequence = {at}"],
                    [
                        "UPDATE events SET details = replace(details, 'title', 'titel') "
                        f"WHERE sequence = {max(2, at)}"
                    ],
                    [f"DELETE FROM events WHERE sequence = {at}"],
                    [
                        f"UPDATE events SET sequence = -1 WHERE sequence = {at}",
                        f"UPDATE events SET sequence = {at} WHERE sequence = {other}",
                        f"UPDATE events SET sequence = {other} WHERE sequence = -1",
                    ],
                )
            )
            with connection.begin_nested() as change:
                for statement in statements:
                    connection.execute(text(statement))
                found += chains.verify(connection, chains.EVENTS).broken is not None
                change.rollback()
    return Tampered(way="in the database, whole walk", tried=IN_THE_DATABASE, found=found)


def timed(events: int, chance: random.Random) -> tuple[list[Tampered], float]:
    """With the processor seconds."""
    began = process_time()
    return tampered(events, chance), process_time() - began
