"""What happens when work ends: a page is read or failed, a document is done, failed, or tried again.

Each transaction here locks the document's row first, so that two pages that end at the same moment
agree on which of them was the last.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, insert, select, update

from ingest.register import claims, log, work
from ingest.register.database import now
from ingest.register.runs import items as run_items
from ingest.register.tables import claims as claim_rows
from ingest.register.tables import documents, pages, records
from ingest.register.values import ASSEMBLY, Claim, run_of
from ingest.register.views import lock_document
from schemas.base import Problem


def finish_page(connection: Connection, claim: Claim) -> None:
    """The page is read. LeaseLost."""
    lock_document(connection, claim.document_id)
    claims.close(connection, claim)
    claims.mark_page(connection, claim.document_id, claim.page, "read")
    _go_on_after_last_page(connection, claim.document_id)


def finish_pages(connection: Connection, held: Sequence[Claim]) -> None:
    """Pages of one document that were claimed together are read. LeaseLost."""
    lock_document(connection, held[0].document_id)
    claims.close_pages(connection, held)
    _go_on_after_last_page(connection, held[0].document_id)


def finish_document(
    connection: Connection, claim: Claim, *, version: str, record_key: str, artifacts: Mapping[str, str]
) -> None:
    """The record is stored and becomes the current one. LeaseLost."""
    lock_document(connection, claim.document_id)
    claims.close(connection, claim)
    connection.execute(
        insert(records).values(
            document_id=claim.document_id,
            version=version,
            record_key=record_key,
            artifacts=dict(artifacts),
            made_at=now(),
        )
    )
    connection.execute(
        update(documents)
        .where(documents.c.id == claim.document_id)
        .values(status="done", finished_at=now(), current_version=version)
    )
    log.append(connection, "document.done", claim.document_id, details={"version": version})


def fail(connection: Connection, claim: Claim, problem: Problem) -> None:
    """The unit has failed for good. LeaseLost."""
    lock_document(connection, claim.document_id)
    run = run_of(claim.page)
    if run is not None:
        run_items.lock_run(connection, run)
    claims.close(connection, claim)
    mark_failed(connection, claim.document_id, claim.page, problem)


def release(
    connection: Connection, claim: Claim, problem: Problem, *, delay_seconds: float, attempts: int
) -> None:
    """The attempt has failed; at the last one the unit has failed for good. LeaseLost."""
    if claim.attempt >= attempts:
        fail(connection, claim, problem)
        return
    claims.put_back(connection, claim, problem, delay_seconds, attempts=claim.attempt)
    # Also when an older row is still there: the relay may be about to delete it.
    work.put_in_outbox(connection, claim.document_id, [claim.page])


def give_back(connection: Connection, claim: Claim, problem: Problem, *, delay_seconds: float) -> None:
    """Nothing was tried: the unit is open again, with as many attempts left as before. LeaseLost."""
    claims.put_back(connection, claim, problem, delay_seconds, attempts=claim.attempt - 1)
    work.put_in_outbox(connection, claim.document_id, [claim.page])


def let_go(connection: Connection, held: Sequence[Claim]) -> None:
    """Pages that were claimed together and not tried are as before; the broker is told of them again."""
    numbers = claims.free(connection, held)
    if numbers:
        work.put_in_outbox(connection, held[0].document_id, numbers)


def mark_failed(connection: Connection, document_id: str, page: int, problem: Problem) -> None:
    """Draw the consequences of a unit that was closed without a result; the document's row is locked, and
    that of the run, if it is a unit of one."""
    run = run_of(page)
    if run is not None:
        run_items.fail(connection, run, document_id, problem)
        return
    if page == ASSEMBLY:
        _fail_document(connection, document_id, problem)
        return
    connection.execute(
        update(pages)
        .where(pages.c.document_id == document_id, pages.c.number == page)
        .values(status="failed", problem=problem.model_dump())
    )
    log.append(connection, "page.failed", document_id, details={"page": page, "code": problem.code})
    _go_on_after_last_page(connection, document_id)


def _go_on_after_last_page(connection: Connection, document_id: str) -> None:
    """Once no page is open: assemble what was read, or fail the document if nothing was."""
    still_open = select(claim_rows.c.page).where(
        claim_rows.c.document_id == document_id, claim_rows.c.page > ASSEMBLY, claim_rows.c.state == "open"
    )
    if connection.execute(still_open.limit(1)).first() is not None:
        return
    read = select(pages.c.number).where(pages.c.document_id == document_id, pages.c.status == "read")
    if connection.execute(read.limit(1)).first() is not None:
        work.open_unit(connection, document_id, ASSEMBLY)
        return
    first_failed = select(pages.c.problem).where(pages.c.document_id == document_id).order_by(pages.c.number)
    problem = connection.execute(first_failed.limit(1)).scalar_one()
    _fail_document(connection, document_id, Problem.model_validate(problem))


def _fail_document(connection: Connection, document_id: str, problem: Problem) -> None:
    connection.execute(
        update(documents)
        .where(documents.c.id == document_id)
        .values(status="failed", finished_at=now(), problem=problem.model_dump())
    )
    log.append(connection, "document.failed", document_id, details={"code": problem.code})
