"""The log as page values: what happened, latest first; the state of its chains. Pure."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import get_args
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from ingest.register import LogName
from ingest.register.log import WORKER
from ingest.register.logbook import Check
from ingest.web import labels
from ingest.web.finding import ActiveFilter, Choice
from ingest.web.history import LogEntry, log_entries
from ingest.web.language import Phrase
from ingest.web.wording import SWEDISH_TIME
from schemas.base import DocumentId
from schemas.events import Event, EventKind, LogHead, LogQuery
from schemas.provenance import Step

LOG = "/logg"
ENTRIES_A_SECOND = 30_000
"""Of the log, looked through on one core."""
WORTH_TELLING = 2
"""Seconds."""
AT_ONCE = timedelta(seconds=1)
"""What one request does to many documents stands in one transaction."""
_TOLD_ALREADY = frozenset({"reason", "parts", "document"})
"""Details that stand in the event's sentence and links."""
_NAMES = {
    "document_id": "Handling",
    "day_from": "Från och med",
    "day_to": "Till och med",
    "actor": "Vem",
    "kind": "Vad",
}


class LogAddress(BaseModel):
    """The log's filters, as they stand in the address. Days are Swedish time."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    document_id: DocumentId | None = None
    day_from: date | None = Field(default=None, ge=date(1900, 1, 1), le=date(2199, 12, 31))
    day_to: date | None = Field(default=None, ge=date(1900, 1, 1), le=date(2199, 12, 31))
    actor: str | None = Field(default=None, max_length=200)
    kind: EventKind | None = None

    def stated(self) -> dict[str, str]:
        """What narrows the log, as it stands in the address."""
        filters: dict[str, str] = self.model_dump(
            mode="json", include=set(LogAddress.model_fields), exclude_none=True
        )
        return filters

    def query(self) -> LogQuery:
        """What is asked for."""
        return LogQuery(
            document_id=self.document_id,
            since=_midnight(self.day_from) if self.day_from else None,
            until=_midnight(self.day_to + timedelta(days=1)) if self.day_to else None,
            actor=self.actor,
            kind=self.kind,
        )


@dataclass(frozen=True, kw_only=True)
class Row:
    """One event: `entry` says what, `details` is what else is kept of it."""

    sequence: int
    document_id: str
    title: str
    entry: LogEntry
    details: tuple[tuple[str, str], ...]
    hash: str


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Events side by side, latest first, that differ in document alone: done to many at once."""

    rows: tuple[Row, ...]

    @property
    def latest(self) -> Row:
        """What they have in common stands in each."""
        return self.rows[0]


@dataclass(frozen=True, kw_only=True)
class Chain:
    """One of the logs: its end just now, and when it was last looked through."""

    label: str
    head: LogHead | None
    check: Check | None
    breach: str | None


@dataclass(frozen=True, kw_only=True)
class Noted:
    """A hash that was noted elsewhere, and where it stands; None: nowhere."""

    hash: str
    at: Phrase | None


@dataclass(frozen=True, kw_only=True)
class LogPage:
    """Everything `log.html` shows."""

    address: LogAddress
    active: tuple[ActiveFilter, ...]
    kinds: tuple[Choice, ...]
    groups: tuple[Rows, ...]
    #: The filters as parameters of the API, for the exports.
    export: str
    following: str | None
    newest: str
    is_first: bool
    chains: tuple[Chain, ...]
    #: How long looking through them takes, where it takes long enough to be told.
    check_takes: Phrase | None
    noted: Noted | None
    #: Which step of the pipeline did what, for the log of one document.
    steps: tuple[Step, ...]


def log_page(
    address: LogAddress,
    events: Sequence[Event],
    titles: Mapping[str, str],
    chains: Sequence[Chain],
    *,
    before: int | None,
    is_last: bool,
    noted: Noted | None,
    steps: Sequence[Step],
) -> LogPage:
    """The page of a part of the log; `titles` of its documents, by id."""
    stated = address.stated()
    asked = address.query().model_dump(mode="json", exclude_none=True)
    entries = reversed(log_entries(events))
    older = urlencode({**stated, "before": events[-1].sequence}) if events and not is_last else None
    return LogPage(
        address=address,
        active=tuple(
            ActiveFilter(
                name=label,
                value=labels.EVENT[address.kind] if name == "kind" and address.kind else stated[name],
                without=_address({other: stated[other] for other in stated if other != name}),
            )
            for name, label in _NAMES.items()
            if name in stated
        ),
        kinds=tuple(
            Choice(value=kind, label=labels.EVENT[kind], is_chosen=kind == address.kind)
            for kind in get_args(EventKind)
        ),
        groups=tuple(_together(events, [_row(*one, titles) for one in zip(events, entries, strict=True)])),
        export=f"?{urlencode(asked)}" if asked else "",
        following=f"{LOG}?{older}" if older else None,
        newest=_address(stated),
        is_first=before is None,
        chains=tuple(chains),
        check_takes=_check_takes(chains),
        noted=noted,
        steps=tuple(steps),
    )


def chain(name: LogName, head: LogHead | None, check: Check | None) -> Chain:
    """One of the logs."""
    breach = labels.BREACH.get(check.breach, check.breach) if check and check.breach else None
    return Chain(label=labels.LOG[name], head=head, check=check, breach=breach)


def _check_takes(chains: Sequence[Chain]) -> Phrase | None:
    seconds = sum(one.head.sequence for one in chains if one.head) // ENTRIES_A_SECOND
    return Phrase.of("Det tar omkring {n} sekunder.", n=seconds) if seconds >= WORTH_TELLING else None


def _together(events: Sequence[Event], rows: Sequence[Row]) -> Iterator[Rows]:
    """Neighbours that say the same of different documents at one time become one."""
    group: list[Row] = []
    for at, (event, row) in enumerate(zip(events, rows, strict=True)):
        if group and not _says_the_same(event, events[at - 1]):
            yield Rows(rows=tuple(group))
            group = []
        group.append(row)
    if group:
        yield Rows(rows=tuple(group))


def _says_the_same(one: Event, other: Event) -> bool:
    """What workers do they do to one document after the other, also when it looks alike."""
    same = (one.kind, one.actor, one.details) == (other.kind, other.actor, other.details)
    return same and one.actor != WORKER and bool(one.details) and abs(one.at - other.at) <= AT_ONCE


def _row(event: Event, entry: LogEntry, titles: Mapping[str, str]) -> Row:
    return Row(
        sequence=event.sequence,
        document_id=event.document_id,
        title=titles[event.document_id],
        entry=entry,
        details=tuple(
            (labels.DETAIL.get(name, name), labels.DETAIL_VALUE.get((name, str(value)), _told(value)))
            for name, value in event.details.items()
            if name not in _TOLD_ALREADY and value != []
        ),
        hash=event.hash,
    )


def _told(value: JsonValue) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _address(stated: dict[str, str]) -> str:
    return f"{LOG}?{urlencode(stated)}" if stated else LOG


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=SWEDISH_TIME)
