"""The append-only, hash-chained log of events: the feed for those who follow, and the audit trail."""

from collections.abc import Mapping, Sequence

from pydantic import JsonValue
from sqlalchemy import Connection

from ingest.register import chains
from ingest.register.database import read_clock
from ingest.register.values import SplitOff
from schemas.events import EventKind

WORKER = "worker"
"""The actor of what follows from the work itself, not from a person."""


def append(
    connection: Connection,
    kind: EventKind,
    document_id: str,
    *,
    actor: str = WORKER,
    details: Mapping[str, JsonValue] | None = None,
) -> None:
    """Write one event. It comes last in its transaction, or after the document's row is locked: the row
    that gives its number is held from here on."""
    chains.append(
        connection,
        chains.EVENTS,
        {
            "at": read_clock(connection),
            "kind": kind,
            "document_id": document_id,
            "actor": actor,
            "details": dict(details or {}),
        },
    )


def append_split(connection: Connection, pile_id: str, parts: Sequence[SplitOff], *, actor: str) -> None:
    """What was cut out of what, with the pile and with each part."""
    cuts: list[JsonValue] = [
        {"document": part.document_id, "pages": [part.first, part.last]} for part in parts
    ]
    append(connection, "document.split", pile_id, actor=actor, details={"parts": cuts})
    for part in parts:
        origin: dict[str, JsonValue] = {"document": pile_id, "pages": [part.first, part.last]}
        append(connection, "document.split_off", part.document_id, actor=actor, details=origin)
