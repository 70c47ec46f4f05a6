"""How a document comes into the register, and how a failed one starts over."""

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from ingest.errors import NotRetriable, Withdrawn
from ingest.register import log, withdrawals, work
from ingest.register.database import read_clock, to_utc
from ingest.register.search import index
from ingest.register.tables import documents, pages, receipts
from ingest.register.values import NewDocument
from ingest.register.views import lock_document
from schemas.document import Receipt


def register(connection: Connection, upload: NewDocument) -> Receipt:
    """Document, pages, work, outbox, receipt and event together; for known bytes receipt and event."""
    received_at = read_clock(connection)
    new = _insert_document(connection, upload, received_at)
    if new:
        work.open_pages(connection, upload.id, upload.pages)
    else:
        withdrawals.restore(connection, upload.id, actor=upload.actor)
    receipt = _insert_receipt(connection, upload, received_at, duplicate=not new)
    index.put_stated(connection, upload.id, upload.stated)
    log.append(
        connection,
        "document.received" if new else "document.received_again",
        upload.id,
        actor=upload.actor,
        details={"receipt_id": receipt.receipt_id, "filename": upload.filename},
    )
    return receipt


def retry(connection: Connection, document_id: str, *, actor: str) -> None:
    """Open every page again under a new revision. UnknownDocument, Withdrawn, NotRetriable.

    A failed document, or a finished one of which a page could not be read; its record stays the current one
    until there is a better. Readings lie under keys that carry the revision, so all pages are read again,
    not only broken ones.
    """
    document = lock_document(connection, document_id)
    if document.withdrawn is not None:
        raise Withdrawn
    failed_page = select(pages.c.number).where(pages.c.document_id == document_id, pages.c.status == "failed")
    has_hole = document.status == "done" and connection.execute(failed_page.limit(1)).first() is not None
    if document.status != "failed" and not has_hole:
        raise NotRetriable(status=document.status)
    revision = document.revision + 1
    connection.execute(
        update(documents)
        .where(documents.c.id == document_id)
        .values(status="received", revision=revision, problem=None, finished_at=None)
    )
    work.reopen_pages(connection, document_id, document.pages)
    log.append(connection, "document.retried", document_id, actor=actor, details={"revision": revision})


def _insert_document(connection: Connection, upload: NewDocument, received_at: float) -> bool:
    """False if the document is here already, also when another process is just taking it in."""
    if connection.execute(select(documents.c.id).where(documents.c.id == upload.id)).first():
        return False
    try:
        with connection.begin_nested():
            connection.execute(
                insert(documents).values(
                    id=upload.id,
                    sha256=upload.sha256,
                    filename=upload.filename,
                    media_type=upload.media_type,
                    bytes=upload.bytes,
                    pages=upload.pages,
                    embedded=upload.embedded,
                    received_at=received_at,
                    status="received",
                    revision=0,
                )
            )
    except IntegrityError:
        return False
    return True


def _insert_receipt(
    connection: Connection, upload: NewDocument, received_at: float, *, duplicate: bool
) -> Receipt:
    receipt_id = connection.execute(
        insert(receipts)
        .values(
            document_id=upload.id,
            filename=upload.filename,
            received_at=received_at,
            duplicate=duplicate,
            stated=upload.stated.model_dump(mode="json"),
            actor=upload.actor,
        )
        .returning(receipts.c.id)
    ).scalar_one()
    document = connection.execute(select(documents).where(documents.c.id == upload.id)).one()
    return Receipt(
        receipt_id=receipt_id,
        id=upload.id,
        status=document.status,
        duplicate=duplicate,
        filename=upload.filename,
        media_type=document.media_type,
        bytes=document.bytes,
        sha256=document.sha256,
        pages=document.pages,
        received_at=to_utc(received_at),
        stated=upload.stated,
    )
