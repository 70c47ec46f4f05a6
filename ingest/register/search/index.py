"""Keeps the index: with a record, in the same transaction; and anew for records that came before it."""

from sqlalchemy import Connection, delete, insert, or_, select, update

from ingest.register import figures
from ingest.register.search import fulltext
from ingest.register.search.dnr_keys import kept_keys
from ingest.register.search.entry import Entry, part_key, sort_key
from ingest.register.tables import dnr_keys, documents, heads, observations, records, texts
from ingest.register.values import CurrentRecord
from schemas.document import Statement


def put(connection: Connection, document_id: str, version: str, entry: Entry) -> None:
    """Let the document be found and listed by its record of this version, and no longer by an earlier one."""
    number = _number(connection, document_id)
    connection.execute(
        update(heads).where(heads.c.number == number).values(version=version, **head_of(entry))
    )
    _put_read_day(connection, number, entry.received_on)
    _put_numbers(connection, number, [value for value, _role in entry.dnr], stated=False)
    connection.execute(delete(texts).where(texts.c.number == number))
    connection.execute(
        insert(texts).values(number=number, head=entry.head, body=entry.body, private=entry.private)
    )
    fulltext.put(connection, number, entry)
    figures.put(connection, document_id, version, entry.observation)


def head_of(entry: Entry) -> dict[str, str | bool | float | dict[str, float] | None]:
    """The columns of a head that come from the record."""
    return {
        "title": entry.title,
        "document_type": entry.document_type,
        "issuer": entry.issuer,
        "officer": entry.officer,
        "document_date": entry.document_date,
        "dnr": next((value for value, role in entry.dnr if role == "own"), None),
        "needs_review": entry.needs_review,
        "personal_data": entry.personal_data,
        "expected_errors": entry.expected_errors,
        "expected": entry.expected.model_dump() if entry.expected else None,
        "issuer_key": part_key(entry.issuer or ""),
        "officer_key": part_key(entry.officer or ""),
        "date_key": entry.document_date or "",
        "title_key": sort_key(entry.title),
    }


def put_stated(connection: Connection, document_id: str, stated: Statement) -> None:
    """Let the document be found by what its uploader knows, read or not: its dnr, and when it came in.

    Of several days that were stated the first one stays.
    """
    number = _number(connection, document_id)
    if stated.dnr:
        _put_numbers(connection, number, [stated.dnr], stated=True)
    if stated.date_received:
        connection.execute(
            update(heads)
            .where(heads.c.number == number, heads.c.received_basis.is_distinct_from("stated"))
            .values(received_on=stated.date_received.isoformat(), received_basis="stated")
        )


def _put_read_day(connection: Connection, number: int, day: str | None) -> None:
    """What a person stated stands above what is read."""
    connection.execute(
        update(heads)
        .where(heads.c.number == number, heads.c.received_basis.is_distinct_from("stated"))
        .values(received_on=day, received_basis="read" if day else None)
    )


def behind(connection: Connection, limit: int) -> list[CurrentRecord]:
    """Current records, at most `limit`, by which their documents are not found yet; newest first."""
    rows = connection.execute(
        select(records)
        .join(documents, documents.c.id == records.c.document_id)
        .join(heads, heads.c.document_id == documents.c.id)
        .outerjoin(observations, observations.c.document_id == documents.c.id)
        .where(
            records.c.version == documents.c.current_version,
            or_(
                heads.c.version.is_(None),
                heads.c.version != documents.c.current_version,
                heads.c.expected_errors.is_(None),
                observations.c.document_id.is_(None),
            ),
        )
        .order_by(heads.c.number.desc())
        .limit(limit)
    )
    return [
        CurrentRecord(
            document_id=row.document_id,
            version=row.version,
            record_key=row.record_key,
            artifacts=row.artifacts,
            readings=row.readings or row.version,
        )
        for row in rows
    ]


def forget(connection: Connection) -> None:
    """Let every document count as not indexed."""
    connection.execute(update(heads).values(version=None))


def _number(connection: Connection, document_id: str) -> int:
    number: int = connection.execute(
        select(heads.c.number).where(heads.c.document_id == document_id)
    ).scalar_one()
    return number


def _put_numbers(connection: Connection, number: int, values: list[str], *, stated: bool) -> None:
    keys = dict.fromkeys(key for value in values for key in kept_keys(value))
    if not stated:
        connection.execute(delete(dnr_keys).where(dnr_keys.c.number == number, ~dnr_keys.c.stated))
    else:
        known = select(dnr_keys.c.key).where(dnr_keys.c.number == number, dnr_keys.c.stated)
        for row in connection.execute(known):
            keys.pop(row.key, None)
    if keys:
        connection.execute(
            insert(dnr_keys), [{"number": number, "key": key, "stated": stated} for key in keys]
        )
