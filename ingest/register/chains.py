"""The chained logs in the database: how a row is added, and how a whole log is looked through.

The head's row is held from the first added row to the end of the transaction, so rows are numbered and
chained in the order in which they become visible. Whoever adds rows does so last in the transaction.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, Text, cast, insert, select, update

from ingest.register.chain import ChainedRow, Head, Walk, row_hash, walk
from ingest.register.database import exact_text
from ingest.register.tables import access_log, events, last_access, last_event

BATCH = 1000


@dataclass(frozen=True, kw_only=True)
class ChainedLog:
    """A log and the table of one row that keeps its head."""

    rows: Table
    head: Table


EVENTS = ChainedLog(rows=events, head=last_event)
ACCESS = ChainedLog(rows=access_log, head=last_access)


def append(connection: Connection, log: ChainedLog, content: Mapping[str, Any]) -> None:
    """Write one row with the next number and its hash. `content` is all columns but those."""
    number = update(log.head).values(sequence=log.head.c.sequence + 1)
    last = connection.execute(number.returning(log.head.c.sequence, log.head.c.hash)).one()
    row = {**content, "sequence": last.sequence}
    hash_ = row_hash(row, last.hash)
    connection.execute(insert(log.rows).values(**row, previous=last.hash, hash=hash_))
    connection.execute(update(log.head).values(hash=hash_))


def head(connection: Connection, log: ChainedLog) -> Head | None:
    """The log's last number and hash, to be noted elsewhere; None if somebody has removed it or put another
    beside it."""
    heads = connection.execute(select(log.head.c.sequence, log.head.c.hash)).all()
    return Head(sequence=heads[0].sequence, hash=heads[0].hash) if len(heads) == 1 else None


def verify(connection: Connection, log: ChainedLog, *, noted: str | None = None) -> Walk:
    """Look through the whole log, as it is in this transaction."""
    with exact_text(connection):
        return walk(_rows(connection, log), head(connection, log), noted=noted)


def _rows(connection: Connection, log: ChainedLog) -> Iterator[ChainedRow]:
    """All rows in order, `BATCH` at a time."""
    columns = [
        cast(column, Text).label(column.name) if column.name == "details" else column
        for column in log.rows.columns
    ]
    query = select(*columns).order_by(log.rows.c.sequence).limit(BATCH)
    found = connection.execute(query).all()
    while found:
        yield from (to_row(row._asdict()) for row in found)
        found = connection.execute(query.where(log.rows.c.sequence > found[-1].sequence)).all()


def to_row(columns: Mapping[str, Any]) -> ChainedRow:
    """A row as it is kept; `details` comes as text."""
    content = dict(columns)
    previous, hash_ = content.pop("previous"), content.pop("hash")
    try:
        details = json.loads(columns["details"])
        as_written = json.dumps(details) == columns["details"]
    except (TypeError, ValueError):
        as_written = False
    return ChainedRow(
        sequence=columns["sequence"],
        content={**content, "details": details} if as_written else None,
        previous=previous,
        hash=hash_,
    )
