"""What has happened, for those who follow: the feed of changes and the audit log."""

from datetime import datetime
from typing import Literal

from pydantic import Field, JsonValue

from schemas.base import DocumentId, Model

EventKind = Literal[
    "document.received",
    "document.received_again",
    "document.done",
    "document.failed",
    "document.retried",
    "document.withdrawn",
    "document.restored",
    "document.split",
    "document.split_off",
    "page.failed",
]


class Event(Model):
    """One entry of the append-only log."""

    sequence: int = Field(ge=1, description="Grows with every event; ask for those after the last you saw.")
    at: datetime = Field(description="UTC.")
    kind: EventKind
    document_id: DocumentId
    actor: str = Field(description="User, API key name, or the process that did it.")
    details: dict[str, JsonValue] = Field(default_factory=dict)


class Feed(Model):
    """A part of the log, oldest first."""

    events: tuple[Event, ...]
    next_after: int = Field(ge=0, description="Give it as `after` to get what comes next.")
