"""The list of documents and what is looked for in it, as page values. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from ingest.register import SavedSearch
from ingest.web import labels
from ingest.web.inbox import StatusMark, status_mark
from ingest.web.language import Phrase
from ingest.web.wording import moment, swedish_day
from schemas.base import Problem
from schemas.document import DocumentList, DocumentSummary, Excerpt, Total
from schemas.search import Search

LIST = "/dokument"
SORTS: tuple[tuple[str, str], ...] = (
    ("-received", "Senast inlämnade först"),
    ("received", "Först inlämnade först"),
    ("-date", "Handlingens datum, nyast först"),
    ("date", "Handlingens datum, äldst först"),
    ("title", "Titel, A–Ö"),
    ("-title", "Titel, Ö–A"),
)
_NAMES = {
    "received_from": "Inkom från",
    "received_to": "Inkom till",
    "status": "Läge",
    "dnr": "Diarienummer",
    "document_type": "Dokumenttyp",
    "issuer": "Avsändare",
    "officer": "Handläggare",
    "needs_review": "Behöver granskas",
    "personal_data": "Personnummer",
}


_YES_OR_NO = (("true", "ja"), ("false", "nej"))
_WORDS: dict[str, Iterable[tuple[str, str]]] = {
    "status": labels.STATUS.items(),
    "document_type": labels.DOCUMENT_TYPE.items(),
    "needs_review": _YES_OR_NO,
    "personal_data": _YES_OR_NO,
}


@dataclass(frozen=True, kw_only=True)
class ShownText:
    """A piece of an excerpt, and whether the query stands in it."""

    text: str
    is_hit: bool


@dataclass(frozen=True, kw_only=True)
class FoundRow:
    """One document of the list."""

    id: str
    title: str
    filename: str | None
    mark: StatusMark
    document_type: str | None
    dnr: str | None
    issuer: str | None
    officer: str | None
    document_date: str | None
    #: The day on which it came in, and who says so; behind it stands when it was handed in.
    received_on: date
    received_basis: str | None
    handed_in: Phrase
    needs_review: bool
    personal_data: bool
    problem: Problem | None
    excerpt: tuple[ShownText, ...]


@dataclass(frozen=True, kw_only=True)
class ActiveFilter:
    """A filter that is set, in words, and the address of the same list without it."""

    name: str
    value: str
    without: str


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One of several values of a filter."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """Everything `list.html` shows."""

    search: Search
    #: The search as it stands in the address, without its question mark.
    query: str
    active: tuple[ActiveFilter, ...]
    statuses: tuple[Choice, ...]
    types: tuple[Choice, ...]
    sorts: tuple[Choice, ...]
    rows: tuple[FoundRow, ...]
    total: Phrase
    following: str | None
    is_first: bool
    saved: tuple[SavedSearch, ...]
    may_change: bool
    may_export: bool


def list_page(
    search: Search,
    found: DocumentList,
    total: Total,
    *,
    saved: Sequence[SavedSearch],
    is_first: bool,
    may_change: bool,
    may_export: bool,
) -> ListPage:
    """The page of a search."""
    query = query_of(search)
    following = found.next_before and f"{LIST}?{_and(query, before=found.next_before)}"
    return ListPage(
        search=search,
        query=query,
        active=_active(search),
        statuses=_choices(labels.STATUS.items(), search.status),
        types=_choices(labels.DOCUMENT_TYPE.items(), search.document_type),
        sorts=_choices(SORTS, search.sort),
        rows=tuple(_row(document) for document in found.documents),
        total=_total(total),
        following=following,
        is_first=is_first,
        saved=tuple(saved),
        may_change=may_change,
        may_export=may_export,
    )


def query_of(search: Search) -> str:
    """The search as it stands in an address: what narrows it, and nothing else."""
    return urlencode(_set(search))


def _set(search: Search) -> dict[str, str]:
    stated: dict[str, Any] = search.model_dump(
        mode="json", include=set(Search.model_fields), exclude_defaults=True
    )
    return {name: str(value).lower() if isinstance(value, bool) else value for name, value in stated.items()}


def _and(query: str, **more: str) -> str:
    return "&".join(part for part in (query, urlencode(more)) if part)


def _active(search: Search) -> tuple[ActiveFilter, ...]:
    stated = _set(search)
    return tuple(
        ActiveFilter(
            name=label,
            value=_in_words(name, stated[name]),
            without=f"{LIST}?{urlencode({other: stated[other] for other in stated if other != name})}",
        )
        for name, label in _NAMES.items()
        if name in stated
    )


def _in_words(name: str, value: str) -> str:
    return dict(_WORDS.get(name, ())).get(value, value)


def _choices(all_of_them: Iterable[tuple[str, str]], chosen: str | None) -> tuple[Choice, ...]:
    return tuple(Choice(value=value, label=label, is_chosen=value == chosen) for value, label in all_of_them)


def _total(total: Total) -> Phrase:
    if total.at_least:
        return Phrase.of("Fler än {n} handlingar", n=total.count)
    return Phrase.counted("{n} handling", "{n} handlingar", total.count)


def _row(document: DocumentSummary) -> FoundRow:
    return FoundRow(
        id=document.id,
        title=document.title or document.filename,
        filename=document.filename if document.title else None,
        mark=status_mark(document.status),
        document_type=labels.DOCUMENT_TYPE[document.document_type] if document.document_type else None,
        dnr=document.dnr,
        issuer=document.issuer,
        officer=document.officer,
        document_date=document.document_date,
        received_on=document.received_on or swedish_day(document.received_at),
        received_basis=labels.RECEIVED_BASIS[document.received_basis] if document.received_basis else None,
        handed_in=_handed_in(document),
        needs_review=bool(document.needs_review),
        personal_data=bool(document.personal_data),
        problem=document.problem,
        excerpt=_pieces(document.excerpt) if document.excerpt else (),
    )


def _handed_in(document: DocumentSummary) -> Phrase:
    """With its day, unless that is the day on which the document came in."""
    written = moment(document.received_at)
    on_that_day = document.received_on in (None, swedish_day(document.received_at))
    return Phrase.of("inlämnad {moment}", moment=written.split()[1] if on_that_day else written)


def _pieces(excerpt: Excerpt) -> tuple[ShownText, ...]:
    """The excerpt cut where hits begin and end."""
    pieces: list[ShownText] = []
    at = 0
    for start, end in excerpt.hits:
        pieces += [
            ShownText(text=excerpt.text[at:start], is_hit=False),
            ShownText(text=excerpt.text[start:end], is_hit=True),
        ]
        at = end
    pieces.append(ShownText(text=excerpt.text[at:], is_hit=False))
    if excerpt.cut_before:
        pieces.insert(0, ShownText(text="… ", is_hit=False))
    if excerpt.cut_after:
        pieces.append(ShownText(text=" …", is_hit=False))
    return tuple(piece for piece in pieces if piece.text)
