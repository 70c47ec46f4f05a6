"""What has happened to a document, told in sentences. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import JsonValue

from ingest.web import labels
from ingest.web.language import Phrase
from schemas.events import Event


@dataclass(frozen=True, kw_only=True)
class LogEntry:
    """One event: when, what, by whom; `link` leads to another document that it tells of."""

    at: datetime
    what: Phrase
    actor: str
    reason: str | None
    links: tuple[str, ...]


def log_entries(events: Sequence[Event]) -> tuple[LogEntry, ...]:
    """The log, newest first."""
    return tuple(
        LogEntry(
            at=event.at,
            what=_what(event),
            actor=labels.ACTOR.get(event.actor, event.actor),
            reason=_reason(event.details),
            links=tuple(_others(event)),
        )
        for event in reversed(events)
    )


def _what(event: Event) -> Phrase:
    match event.kind, event.details:
        case "page.failed", {"page": int(page)}:
            return Phrase.of("Sida {n} kunde inte läsas", n=page)
        case "document.split_off", {"pages": [int(first), int(last)]}:
            return Phrase.of("Urklippt ur en hög, sidorna {first} till {last}", first=first, last=last)
        case _:
            return Phrase.of(labels.EVENT[event.kind])


def _reason(details: Mapping[str, JsonValue]) -> str | None:
    reason = details.get("reason")
    return reason if isinstance(reason, str) else None


def _others(event: Event) -> Sequence[str]:
    match event.details:
        case {"document": str(other)}:
            return [other]
        case {"parts": list(parts)}:
            return [str(part["document"]) for part in parts if isinstance(part, dict)]
        case _:
            return []
