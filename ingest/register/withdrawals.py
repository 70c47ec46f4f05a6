"""A wrong upload is taken back: no work on it, nothing of it shown. Row, receipts and objects are kept.

Whoever regrets that restores it; so do the same bytes uploaded again: then somebody does want it read.
"""

from sqlalchemy import Connection, delete, null, update

from ingest.errors import Withdrawn
from ingest.register import log, work
from ingest.register.database import read_clock
from ingest.register.runs import items as run_items
from ingest.register.tables import claims, documents, outbox
from ingest.register.views import lock_document

_UNFINISHED = ("received", "processing")


def withdraw(connection: Connection, document_id: str, *, actor: str, reason: str) -> None:
    """Close what is open and leave the trace. UnknownDocument. A second time changes nothing."""
    document = lock_document(connection, document_id)
    if document.withdrawn is not None:
        return
    trace = {"at": read_clock(connection), "actor": actor, "reason": reason}
    connection.execute(update(documents).where(documents.c.id == document_id).values(withdrawn=trace))
    run_items.leave_runs(connection, document_id, Withdrawn().problem)
    connection.execute(delete(outbox).where(outbox.c.document_id == document_id))
    connection.execute(
        update(claims)
        .where(claims.c.document_id == document_id, claims.c.state == "open")
        .values(state="closed", owner=None, lease_until=None)
    )
    log.append(connection, "document.withdrawn", document_id, actor=actor, details={"reason": reason})


def restore(connection: Connection, document_id: str, *, actor: str) -> None:
    """Show a withdrawn document again, and go on with the work on it. Any other one is left as it is.
    UnknownDocument."""
    document = lock_document(connection, document_id)
    if document.withdrawn is None:
        return
    restored: dict[str, object] = {"withdrawn": null()}
    if document.status in _UNFINISHED:
        restored |= {"status": "received", "revision": document.revision + 1}
        work.reopen_pages(connection, document_id, document.pages)
    connection.execute(update(documents).where(documents.c.id == document_id).values(restored))
    log.append(connection, "document.restored", document_id, actor=actor)
