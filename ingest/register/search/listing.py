"""Lists of documents: a part at a time, in any order, with where a query stands in them."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, false, func, literal, select, tuple_

from ingest.errors import UnknownDocument
from ingest.register.database import to_utc
from ingest.register.search.excerpt import excerpt
from ingest.register.search.matching import Asked, asked
from ingest.register.search.words import terms
from ingest.register.tables import documents, heads, pages, texts
from ingest.register.values import Neighbours
from ingest.register.views import ENDED
from schemas.document import DocumentList, DocumentSummary, Excerpt, Total
from schemas.protection import masked_numbers
from schemas.search import Search

MOST_COUNTED = 10_000
"""Nobody looks through more, and counting on would cost more than the list itself."""
MOST_HITS_COUNTED = 1_000
"""Of what a query finds, which has to be looked up document by document."""
QUOTED_CHARACTERS = 200_000
"""How far into a document its excerpt is looked for."""

_ORDER: dict[str, ColumnElement[Any] | None] = {
    "received": None,
    "date": heads.c.date_key,
    "title": heads.c.title_key,
}


def find(
    connection: Connection, search: Search, *, private: bool, before: str | None, limit: int
) -> DocumentList:
    """The documents that were asked for, or those that follow `before` in that order. UnknownDocument.

    `private` is whether personal identity numbers may be looked for, and shown.
    """
    found = asked(connection, search, private=private)
    return _part(connection, search, found, private=private, before=before, limit=limit)


def find_counted(
    connection: Connection, search: Search, *, private: bool, before: str | None, limit: int
) -> tuple[DocumentList, Total]:
    """The same, and how many documents there are in all. UnknownDocument."""
    found = asked(connection, search, private=private)
    part = _part(connection, search, found, private=private, before=before, limit=limit)
    if before is None and part.next_before is None:
        return part, Total(count=len(part.documents), at_least=False)
    return part, _total(connection, search, found)


def total(connection: Connection, search: Search, *, private: bool) -> Total:
    """How many documents that is, in all."""
    return _total(connection, search, asked(connection, search, private=private))


def _part(
    connection: Connection, search: Search, found: Asked, *, private: bool, before: str | None, limit: int
) -> DocumentList:
    falling = search.sort.startswith("-")
    column = _ORDER[search.sort.removeprefix("-")]
    order = (heads.c.number,) if column is None else (column, heads.c.number)
    query = (
        select(documents, heads)
        .join(heads, heads.c.document_id == documents.c.id)
        .where(*found.listed)
        .order_by(*(one.desc() if falling else one.asc() for one in order))
        .limit(limit + 1)
    )
    if before is not None:
        last = _place(connection, before, order)
        query = query.where(tuple_(*order) < last if falling else tuple_(*order) > last)
    rows = connection.execute(query).all()
    shown = rows[:limit]
    excerpts = _excerpts(connection, search, [row.number for row in shown], private=private)
    done = _pages_done(connection, [row.id for row in shown])
    return DocumentList(
        documents=tuple(
            _summary(row, done[row.id], excerpts.get(row.number), private=private) for row in shown
        ),
        next_before=shown[-1].id if len(rows) > limit else None,
    )


def _total(connection: Connection, search: Search, found: Asked) -> Total:
    most = MOST_COUNTED if search.q is None else MOST_HITS_COUNTED
    count = _count(connection, found.gathered, most + 1)
    if count <= most and not found.has_all:
        count = _count(connection, found.listed, most + 1)
    return Total(count=min(count, most), at_least=count > most)


def _count(connection: Connection, conditions: Sequence[ColumnElement[bool]], most: int) -> int:
    some = select(literal(1)).select_from(heads).where(*conditions).limit(most).subquery()
    count: int = connection.execute(select(func.count()).select_from(some)).scalar_one()
    return count


def head(connection: Connection, document_id: str, *, private: bool) -> DocumentSummary:
    """One document's row of a list. UnknownDocument."""
    row = connection.execute(
        select(documents, heads)
        .join(heads, heads.c.document_id == documents.c.id)
        .where(documents.c.id == document_id)
    ).first()
    if row is None:
        raise UnknownDocument
    return _summary(row, _pages_done(connection, [document_id])[document_id], None, private=private)


def neighbours(connection: Connection, document_id: str) -> Neighbours:
    """The documents before and after one, in the order in which they came in. UnknownDocument."""
    row = connection.execute(select(heads.c.number).where(heads.c.document_id == document_id)).first()
    if row is None:
        raise UnknownDocument
    shown = select(heads.c.document_id).where(heads.c.withdrawn == false()).limit(1)
    earlier = shown.where(heads.c.number < row.number).order_by(heads.c.number.desc())
    later = shown.where(heads.c.number > row.number).order_by(heads.c.number)
    return Neighbours(
        earlier=connection.execute(earlier).scalar_one_or_none(),
        later=connection.execute(later).scalar_one_or_none(),
    )


def _place(
    connection: Connection, document_id: str, order: Sequence[ColumnElement[Any]]
) -> ColumnElement[Any]:
    row = connection.execute(select(*order).where(heads.c.document_id == document_id)).first()
    if row is None:
        raise UnknownDocument
    return tuple_(*row)


def _excerpts(
    connection: Connection, search: Search, numbers: Sequence[int], *, private: bool
) -> dict[int, Excerpt]:
    """Where the query stands: in the running text, around it, or for those who may see it in what is
    protected."""
    asked = terms(search.q or "")
    if not asked:
        return {}
    rows = connection.execute(
        select(
            texts.c.number,
            func.substr(texts.c.body, 1, QUOTED_CHARACTERS).label("body"),
            texts.c.head,
            texts.c.private,
        ).where(texts.c.number.in_(numbers))
    )
    found = {
        row.number: excerpt(row.body, asked)
        or excerpt(row.head, asked)
        or (excerpt(row.private, asked) if private else None)
        for row in rows
    }
    return {number: shown for number, shown in found.items() if shown is not None}


def _summary(row: Row[Any], pages_done: int, shown: Excerpt | None, *, private: bool) -> DocumentSummary:
    return DocumentSummary(
        id=row.id,
        status=row.status,
        filename=row.filename if private else masked_numbers(row.filename),
        media_type=row.media_type,
        received_at=to_utc(row.received_at),
        received_on=row.received_on,
        received_basis=row.received_basis,
        pages_total=row.pages,
        pages_done=pages_done,
        problem=row.problem,
        title=row.title,
        dnr=row.dnr,
        document_type=row.document_type,
        issuer=row.issuer,
        officer=row.officer,
        document_date=row.document_date,
        needs_review=row.needs_review,
        personal_data=row.personal_data,
        excerpt=shown,
    )


def _pages_done(connection: Connection, document_ids: Sequence[str]) -> dict[str, int]:
    done: dict[str, int] = defaultdict(int)
    for row in connection.execute(
        select(pages.c.document_id, func.count().label("number"))
        .where(pages.c.document_id.in_(document_ids), pages.c.status.in_(ENDED))
        .group_by(pages.c.document_id)
    ):
        done[row.document_id] = row.number
    return done
