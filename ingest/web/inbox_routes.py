"""Inkorg: what is handed in, and where it stands."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, StreamingResponse

from ingest.api.access import Actor, Calling, calling, is_still
from ingest.api.services import Provided, Services
from ingest.uploads import UploadShelf
from ingest.web.handed_in import day_sum, refused_files, span_of
from ingest.web.inbox import InboxPage, OutcomePage, document_rows, status_counts, upload_limits
from ingest.web.live import Parts, fingerprint, live_response
from ingest.web.pile import receive_pile
from ingest.web.rendering import fragment, page_response
from ingest.web.route import PageRoute
from ingest.web.wording import swedish_day
from schemas.search import Search
from schemas.upload import Upload

ROWS = 50
"""Documents on one page of the list."""

router = APIRouter(route_class=PageRoute)


@router.get("/")
def inbox(
    services: Provided, actor: Actor, before: Annotated[str | None, Query(alias="fore")] = None
) -> HTMLResponse:
    """Inkorg; `fore` is the cursor of an older part of the list."""
    shelf = UploadShelf.of(services.settings)
    page = _inbox(services, before, unfinished=shelf.all_of(actor), refused=shelf.refused(actor))
    return page_response("inbox.html", page, seen=fingerprint(_parts(page)))


@router.post("/ladda-upp")
async def upload_pile(request: Request, services: Provided, actor: Actor) -> HTMLResponse:
    """Takes the files of the plain form in and says what became of each."""
    outcomes = await receive_pile(request, services, actor=actor)
    return page_response("outcome.html", OutcomePage(outcomes=outcomes), status=200 if outcomes else 400)


@router.post("/uppladdningar/avvisade/kasta")
def drop_refused(services: Provided, actor: Actor) -> RedirectResponse:
    """Forgets everything that was refused."""
    shelf = UploadShelf.of(services.settings)
    for upload in shelf.refused(actor):
        shelf.drop(upload)
    return RedirectResponse("/", status_code=303)


@router.post("/uppladdningar/{upload_id}/kasta")
def drop_upload(services: Provided, actor: Actor, upload_id: str) -> RedirectResponse:
    """Throws an unfinished upload away, or one that was refused."""
    shelf = UploadShelf.of(services.settings)
    for upload in (*shelf.all_of(actor), *shelf.refused(actor)):
        if upload.id == upload_id:
            shelf.drop(upload)
    return RedirectResponse("/", status_code=303)


@router.get("/live")
def live_inbox(
    request: Request,
    services: Provided,
    caller: Calling,
    seen: str | None = None,
    last_event_id: Annotated[str | None, Header()] = None,
) -> StreamingResponse:
    """The rows and counts of Inkorg that change after the state `seen`."""

    def look() -> Parts:
        return _parts(_inbox(services, before=None))

    return live_response(
        look,
        seen=last_event_id or seen,
        allowed=lambda: is_still(request, services, caller),
        stopping=services.stopping,
    )


def _inbox(
    services: Services,
    before: str | None,
    *,
    unfinished: tuple[Upload, ...] = (),
    refused: tuple[Upload, ...] = (),
) -> InboxPage:
    caller = calling()
    private = caller.may("personal_data")
    documents = services.register.find(Search(), private=private, before=before, limit=ROWS)
    today = swedish_day(datetime.now(UTC))
    own = services.register.handed_in.counts(caller.name, span_of(today)) if caller.may("change") else None
    return InboxPage(
        limits=upload_limits(services.settings),
        rows=document_rows(documents),
        counts=status_counts(services.register.counts(withdrawn=False)),
        today=None if own is None else day_sum(today, own),
        refused=refused_files(refused),
        unfinished=unfinished,
        older=documents.next_before,
        is_first=before is None,
    )


def _parts(page: InboxPage) -> Parts:
    rows = {f"doc-{row.id}": fragment("_row.html", row) for row in page.rows}
    today = {"today": fragment("_today.html", page.today)} if page.today else {}
    return {"counts": fragment("_counts.html", page.counts), **today, **rows}
