"""What has happened, for those who follow: the feed of changes and the audit log."""

from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, JsonValue

from schemas.base import DocumentId, Model, Sha256

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
    "record.corrected",
    "record.correction_undone",
    "review.finished",
    "audit.drawn",
    "audit.reviewed",
    "audit.decided",
    "audit.abandoned",
    "record.reprocessed",
    "record.reprocess_failed",
]


class Event(Model):
    """One entry of the append-only log."""

    sequence: int = Field(ge=1, description="Grows with every event; ask for those after the last you saw.")
    at: datetime = Field(description="UTC.")
    kind: EventKind
    document_id: DocumentId
    actor: str = Field(description="User, API key name, or the process that did it.")
    details: dict[str, JsonValue] = Field(default_factory=dict)
    hash: Sha256 = Field(
        description="Of this event and the hash of the one before. Noted elsewhere, it shows later that the "
        "log up to here is still what it was."
    )


class Feed(Model):
    """A part of the log, oldest first."""

    events: tuple[Event, ...]
    next_after: int = Field(ge=0, description="Give it as `after` to get what comes next.")


class LogHead(Model):
    """The end of a log, to be noted elsewhere."""

    sequence: int = Field(ge=0, description="Its last entry; 0 for none.")
    hash: Sha256


class LogQuery(BaseModel):
    """Every filter narrows the log; one that is left out does not."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    document_id: DocumentId | None = None
    since: AwareDatetime | None = Field(default=None, description="First moment, with its time zone.")
    until: AwareDatetime | None = Field(default=None, description="The first moment after it.")
    actor: str | None = Field(default=None, max_length=200)
    kind: EventKind | None = None
