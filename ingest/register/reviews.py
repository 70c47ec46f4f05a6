"""Who reviews which document, what they correct, and which document should be looked at next.

A review is a lease by the database's clock: whoever is interrupted lets it run out, and the document is back
in the queue. A correction is one transaction with its event and the index, made by the holder alone, against
the record and the corrections that they had seen.
"""

import secrets
from datetime import datetime
from typing import Any

from pydantic import JsonValue
from sqlalchemy import Connection, Row, func, insert, null, or_, select, update

from ingest.errors import NothingToUndo, NotReady, ReviewHeld, ReviewLost, StaleRecord, Withdrawn
from ingest.register import log, views
from ingest.register.database import now, read_clock, to_utc
from ingest.register.search import Entry, index
from ingest.register.tables import corrections, documents, heads, reviews
from ingest.register.views import lock_document
from schemas.review import Correction, CorrectionRequest, Review, ReviewItem, ReviewQueue


def queue(connection: Connection, limit: int) -> ReviewQueue:
    """Documents that nobody has looked through since their record was made: those that ask for it, then
    the others, most expected errors first."""
    rows = connection.execute(
        select(
            heads.c.document_id,
            documents.c.current_version,
            documents.c.filename,
            documents.c.pages,
            heads.c.title,
            heads.c.dnr,
            heads.c.document_type,
            heads.c.expected_errors,
            heads.c.expected,
            heads.c.needs_review,
            (reviews.c.lease_until > now()).label("held"),
            reviews.c.holder,
            reviews.c.lease_until,
            select(func.count())
            .where(corrections.c.document_id == heads.c.document_id)
            .scalar_subquery()
            .label("corrections"),
        )
        .select_from(_WITH_REVIEWS)
        .where(*_WAITING)
        .order_by(
            heads.c.needs_review.desc().nulls_last(),
            heads.c.expected_errors.desc().nulls_last(),
            heads.c.number,
        )
        .limit(limit)
    )
    whole = connection.execute(
        select(
            func.count(),
            func.coalesce(func.sum(heads.c.expected_errors), 0.0),
            func.count().filter(heads.c.needs_review),
        )
        .select_from(_WITH_REVIEWS)
        .where(*_WAITING)
    ).one()
    return ReviewQueue(
        waiting=whole[0],
        asking=whole[2],
        expected_errors=round(whole[1], 3),
        documents=tuple(_item(row) for row in rows),
    )


_WITH_REVIEWS = heads.join(documents, documents.c.id == heads.c.document_id).join(
    reviews, reviews.c.document_id == heads.c.document_id, isouter=True
)
_WAITING = (
    ~heads.c.withdrawn,
    documents.c.current_version.is_not(None),
    or_(reviews.c.finished_version.is_(None), reviews.c.finished_version != documents.c.current_version),
)


def _item(row: Any) -> ReviewItem:
    return ReviewItem(
        document_id=row.document_id,
        version=row.current_version,
        filename=row.filename,
        title=row.title,
        dnr=row.dnr,
        document_type=row.document_type,
        pages=row.pages,
        expected_errors=row.expected_errors,
        expected=row.expected,
        needs_review=row.needs_review,
        corrections=row.corrections,
        holder=row.holder if row.held else None,
        lease_until=to_utc(row.lease_until) if row.held else None,
    )


def reviewed(connection: Connection) -> tuple[str, ...]:
    """The documents whose current record somebody has looked through to the end, by their ids."""
    rows = connection.execute(
        select(reviews.c.document_id)
        .join(documents, documents.c.id == reviews.c.document_id)
        .where(reviews.c.finished_version == documents.c.current_version, documents.c.withdrawn.is_(None))
        .order_by(reviews.c.document_id)
    )
    return tuple(row.document_id for row in rows)


def claim(connection: Connection, document_id: str, *, actor: str, lease_seconds: float) -> Review:
    """Begin a review; one's own is begun anew, and what held it before holds no more.

    UnknownDocument, Withdrawn, NotReady, ReviewHeld.
    """
    document = _document(connection, document_id)
    row = _row(connection, document_id)
    clock = read_clock(connection)
    if row is not None and row.token is not None and row.lease_until > clock and row.holder != actor:
        raise ReviewHeld(holder=row.holder)
    lease = {"holder": actor, "token": secrets.token_hex(16), "lease_until": clock + lease_seconds}
    if row is None:
        connection.execute(insert(reviews).values(document_id=document_id, **lease))
    else:
        connection.execute(update(reviews).where(reviews.c.document_id == document_id).values(lease))
    return Review(
        document_id=document_id,
        token=str(lease["token"]),
        holder=actor,
        lease_until=to_utc(clock + lease_seconds),
        version=document.current_version,
        after_number=_last(connection, document_id),
    )


def held(connection: Connection, document_id: str) -> Review | None:
    """The review that holds just now, whoever's it is; None if nobody's does.

    UnknownDocument, Withdrawn, NotReady, ReadingFailed.
    """
    version = views.current(connection, document_id).version
    row = _row(connection, document_id)
    if row is None or row.token is None or row.lease_until <= read_clock(connection):
        return None
    return Review(
        document_id=document_id,
        token=row.token,
        holder=row.holder,
        lease_until=to_utc(row.lease_until),
        version=version,
        after_number=_last(connection, document_id),
    )


def renew(connection: Connection, document_id: str, token: str, *, lease_seconds: float) -> datetime:
    """Let the lease run from now. Gives its end. UnknownDocument, Withdrawn, NotReady, ReviewLost."""
    _document(connection, document_id)
    _held(connection, document_id, token)
    until = read_clock(connection) + lease_seconds
    connection.execute(update(reviews).where(reviews.c.document_id == document_id).values(lease_until=until))
    return to_utc(until)


def release(connection: Connection, document_id: str, token: str) -> None:
    """Back into the queue; what was corrected stays. UnknownDocument, Withdrawn, NotReady, ReviewLost."""
    _document(connection, document_id)
    _held(connection, document_id, token)
    _let_go(connection, document_id)


def finish(connection: Connection, document_id: str, token: str, *, version: str) -> None:
    """The document was looked through to the end: what was not corrected is right.

    UnknownDocument, Withdrawn, NotReady, ReviewLost, StaleRecord.
    """
    document = _document(connection, document_id)
    holder = _held(connection, document_id, token).holder
    if document.current_version != version:
        raise StaleRecord
    _let_go(
        connection,
        document_id,
        finished_version=version,
        finished_by=holder,
        finished_at=read_clock(connection),
    )
    last = _last(connection, document_id)
    log.append(
        connection,
        "review.finished",
        document_id,
        actor=holder,
        details={"version": version, "corrections": last},
    )


def correct(connection: Connection, document_id: str, request: CorrectionRequest, entry: Entry) -> Correction:
    """Keep one correction; from now on the document is found by `entry`, of its corrected record.

    UnknownDocument, Withdrawn, NotReady, ReviewLost, StaleRecord, NothingToUndo.
    """
    document = _document(connection, document_id)
    holder = _held(connection, document_id, request.token).holder
    last = _last(connection, document_id)
    if (document.current_version, last) != (request.version, request.after_number):
        raise StaleRecord
    if request.target.kind == "undo" and request.target.number > last:
        raise NothingToUndo(number=request.target.number)
    kept = Correction(
        document_id=document_id,
        number=last + 1,
        version=request.version,
        target=request.target,
        before=request.before,
        after=request.after,
        reason=request.reason,
        actor=holder,
        at=to_utc(read_clock(connection)),
        key=request.key,
    )
    _insert(connection, kept)
    index.put(connection, document_id, request.version, entry)
    _note(connection, kept)
    return kept


def kept_under(connection: Connection, document_id: str, key: str) -> tuple[Correction, ...]:
    """What has been kept of a request with this key; nothing if it never came."""
    return tuple(one for one in corrections_of(connection, document_id) if one.key == key)


def corrections_of(connection: Connection, document_id: str) -> tuple[Correction, ...]:
    """All corrections of a document, oldest first."""
    rows = connection.execute(
        select(corrections).where(corrections.c.document_id == document_id).order_by(corrections.c.number)
    )
    return tuple(map(_correction, rows))


def every_correction(connection: Connection) -> tuple[Correction, ...]:
    """Those of all documents, document by document, oldest first."""
    rows = connection.execute(select(corrections).order_by(corrections.c.document_id, corrections.c.number))
    return tuple(map(_correction, rows))


def _correction(row: Row[Any]) -> Correction:
    return Correction.model_validate({**row._mapping, "at": to_utc(row.at)})


def _insert(connection: Connection, kept: Correction) -> None:
    connection.execute(
        insert(corrections).values(**kept.model_dump(mode="json", exclude={"at"}), at=kept.at.timestamp())
    )


def _note(connection: Connection, kept: Correction) -> None:
    """The log says that and where, not what: the values may be personal data."""
    target = kept.target
    if target.kind == "undo":
        undone: dict[str, JsonValue] = {"number": kept.number, "undone": target.number}
        log.append(connection, "record.correction_undone", kept.document_id, actor=kept.actor, details=undone)
        return
    details: dict[str, JsonValue] = {"number": kept.number, "version": kept.version, "target": target.kind}
    if target.kind == "field":
        details["path"] = target.path
    else:
        details["page"] = target.page
    log.append(connection, "record.corrected", kept.document_id, actor=kept.actor, details=details)


def _document(connection: Connection, document_id: str) -> Row[Any]:
    """The document's row, locked, so that its review and corrections are changed by one at a time."""
    document = lock_document(connection, document_id)
    if document.withdrawn is not None:
        raise Withdrawn
    if document.current_version is None:
        raise NotReady
    return document


def _row(connection: Connection, document_id: str) -> Row[Any] | None:
    return connection.execute(select(reviews).where(reviews.c.document_id == document_id)).first()


def _held(connection: Connection, document_id: str, token: str) -> Row[Any]:
    row = _row(connection, document_id)
    if row is None or row.token is None:
        raise ReviewLost
    if not secrets.compare_digest(row.token.encode(), token.encode()):
        raise ReviewLost
    if row.lease_until <= read_clock(connection):
        raise ReviewLost
    return row


def _let_go(connection: Connection, document_id: str, **finished: object) -> None:
    free = {"holder": null(), "token": null(), "lease_until": null()}
    connection.execute(update(reviews).where(reviews.c.document_id == document_id).values(**free, **finished))


def _last(connection: Connection, document_id: str) -> int:
    """The number of the document's last correction; 0 for none."""
    last = select(func.coalesce(func.max(corrections.c.number), 0))
    return int(connection.execute(last.where(corrections.c.document_id == document_id)).scalar_one())
