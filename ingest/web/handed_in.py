"""What somebody has handed in on one day, as page values: first of all, whether all of it arrived. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import get_args

from ingest.register import Fate, HandedIn, Span
from ingest.web import labels
from ingest.web.language import Phrase
from ingest.web.wording import SWEDISH_TIME
from schemas.base import Problem
from schemas.upload import Upload

ADDRESS = "/inlamnat"


@dataclass(frozen=True, kw_only=True)
class FateCount:
    """How many of a day's files met one fate, and the address of the list of them."""

    fate: Fate
    label: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class DaySum:
    """A day's files at one glance. `sentence` tells how many arrived."""

    sentence: Phrase
    counts: tuple[FateCount, ...]
    files: int


@dataclass(frozen=True, kw_only=True)
class HandedInRow:
    """One file of the list."""

    receipt_id: int
    received_at: datetime
    filename: str
    document_id: str
    title: str | None
    fate: Fate
    label: str


@dataclass(frozen=True, kw_only=True)
class RefusedFile:
    """A file that was not taken in, until its sender has seen it."""

    id: str
    filename: str
    bytes: int
    at: datetime
    problem: Problem


@dataclass(frozen=True, kw_only=True)
class HandedInPage:
    """Everything `handed_in.html` shows. `following` is where the list goes on; `earlier` is
    the last day before on which something was handed in."""

    day: date
    is_today: bool
    sum: DaySum
    everything: str
    rows: tuple[HandedInRow, ...]
    following: str | None
    earlier: date | None
    later: date | None


def span_of(day: date) -> Span:
    """The day in Sweden, which has 23 hours once a year, and 25."""
    return Span(since=_midnight(day), until=_midnight(day + timedelta(days=1)))


def day_sum(day: date, counts: Mapping[Fate, int], chosen: Fate | None = None) -> DaySum:
    """The counts in the order of the journey, what asks for a person last."""
    files = sum(counts.values())
    # What asks for a look is done as well, as in the list of all documents.
    shown = {**counts, "done": counts.get("done", 0) + counts.get("review", 0)}
    return DaySum(
        sentence=_sentence(files, new=files - counts.get("duplicate", 0)),
        counts=tuple(
            FateCount(
                fate=fate,
                label="därav att granska" if fate == "review" else labels.FATE_OF_FILE[fate],
                count=shown[fate],
                address=f"{ADDRESS}?dag={day.isoformat()}&lage={fate}",
                is_chosen=fate == chosen,
            )
            for fate in labels.FATE_OF_FILE
            if shown.get(fate)
        ),
        files=files,
    )


def _sentence(files: int, *, new: int) -> Phrase:
    if files == 0:
        return Phrase.of("Inga filer mottagna.")
    if new == files:
        return Phrase.counted("{n} fil mottagen.", "{n} filer mottagna.", files)
    one = Phrase.counted("{n} fil mottagen", "{n} filer mottagna", files)
    return Phrase.of("{files}, varav {n} nya.", files=one, n=new)


def handed_in_page(
    day: date,
    today: date,
    *,
    counts: Mapping[Fate, int],
    fate: Fate | None,
    files: Sequence[HandedIn],
    limit: int,
    earlier: date | None,
) -> HandedInPage:
    """A page of the day's list. `files` may hold one more than are shown, which says that there are more."""
    shown = files[:limit]
    here = f"{ADDRESS}?dag={day.isoformat()}"
    chosen = f"&lage={fate}" if fate else ""
    more = len(files) > limit
    return HandedInPage(
        day=day,
        is_today=day == today,
        sum=day_sum(day, counts, fate),
        everything=here,
        rows=tuple(_row(file) for file in shown),
        following=f"{here}{chosen}&fore={shown[-1].receipt_id}" if more else None,
        earlier=earlier,
        later=day + timedelta(days=1) if day < today else None,
    )


def _row(file: HandedIn) -> HandedInRow:
    return HandedInRow(
        receipt_id=file.receipt_id,
        received_at=file.received_at,
        filename=file.filename,
        document_id=file.document_id,
        title=file.title,
        fate=file.fate,
        label=labels.FATE_OF_FILE[file.fate],
    )


def refused_files(uploads: Sequence[Upload]) -> tuple[RefusedFile, ...]:
    """What was refused, latest first."""
    return tuple(
        RefusedFile(
            id=upload.id,
            filename=upload.filename,
            bytes=upload.bytes,
            at=upload.ended_at,
            problem=upload.refusal,
        )
        for upload in uploads
        if upload.refusal is not None and upload.ended_at is not None
    )


def fate_of(text: str | None) -> Fate | None:
    """The fate that an address names; None for any other word."""
    return next((fate for fate in get_args(Fate) if fate == text), None)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=SWEDISH_TIME)
