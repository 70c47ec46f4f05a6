"""READ THIS FIRST: the pages' addresses, and what each one answers.

/                         Inkorg: drop files, see the latest documents
POST /ladda-upp           the same upload as a plain form
/live                     what changes in Inkorg, as it happens
/dokument/{id}            a document: its progress, its failure, or its record
/dokument/{id}/sidor      its text page by page, as repaired or as read
/dokument/{id}/live       what changes in its progress
POST /dokument/{id}/las-om   read a failed document again
/docs                     the JSON API's endpoints
"""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Header, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from fastapi.routing import APIRoute
from fastapi.staticfiles import StaticFiles

from ingest.api.access import Actor
from ingest.api.problems import error_headers
from ingest.api.services import Provided, Services
from ingest.errors import BadRequest, InkomError
from ingest.web.inbox import (
    InboxPage,
    OutcomePage,
    ProgressPage,
    document_rows,
    progress_page,
    status_counts,
    upload_limits,
)
from ingest.web.live import Parts, fingerprint, live_response
from ingest.web.pile import receive_pile
from ingest.web.proofread import Shown, proof_pages
from ingest.web.record import heading, record_view
from ingest.web.reference import reference_page
from ingest.web.rendering import fragment, page_response, problem_response
from schemas.record import Record

STATIC = Path(__file__).parent / "static"
ROWS = 50
"""Documents on one page of the list."""


class PageRoute(APIRoute):
    """Answers errors with a page for people, where the API answers with problem+json."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's own handler, with its errors made into pages."""
        answer = super().get_route_handler()

        async def answer_or_explain(request: Request) -> Response:
            try:
                return await answer(request)
            except InkomError as error:
                return problem_response(error, error_headers(error))
            except RequestValidationError as error:
                return problem_response(BadRequest(field=str(error.errors()[0]["loc"][-1])))

        return answer_or_explain


router = APIRouter(route_class=PageRoute, include_in_schema=False)


def mount_static(app: FastAPI) -> None:
    """Serves the style sheet and the scripts."""
    app.mount("/static", StaticFiles(directory=STATIC), name="static")


@router.get("/")
def inbox(services: Provided, before: Annotated[str | None, Query(alias="fore")] = None) -> HTMLResponse:
    """Inkorg; `fore` is the cursor of an older part of the list."""
    page = _inbox(services, before)
    return page_response("inbox.html", page, seen=fingerprint(_inbox_parts(page)))


@router.post("/ladda-upp")
async def upload_pile(request: Request, services: Provided, actor: Actor) -> HTMLResponse:
    """Takes the files of the plain form in and says what became of each."""
    outcomes = await receive_pile(request, services, actor=actor)
    return page_response("outcome.html", OutcomePage(outcomes=outcomes), status=200 if outcomes else 400)


@router.get("/live")
def live_inbox(
    services: Provided,
    seen: str | None = None,
    last_event_id: Annotated[str | None, Header()] = None,
) -> StreamingResponse:
    """The rows and counts of Inkorg that change after the state `seen`."""

    def look() -> Parts:
        return _inbox_parts(_inbox(services, before=None))

    return live_response(look, seen=last_event_id or seen, stopping=services.stopping)


@router.get("/dokument/{document_id}")
def document(services: Provided, document_id: str) -> HTMLResponse:
    """A document as far as it has come."""
    view = services.register.document(document_id)
    if view.status != "done":
        page = progress_page(view)
        return page_response("progress.html", page, seen=fingerprint(_progress_parts(page)))
    record, version = _current_record(services, document_id)
    return page_response("record.html", record_view(record, view, version=version))


@router.get("/dokument/{document_id}/sidor")
def document_pages(
    services: Provided,
    document_id: str,
    shown: Annotated[Shown, Query(alias="text")] = "rattad",
    page: Annotated[int, Query(alias="sida", ge=1)] = 1,
) -> HTMLResponse:
    """The pages around `sida`, as repaired (`text=rattad`) or as read (`text=last`)."""
    record, _version = _current_record(services, document_id)
    return page_response("pages.html", proof_pages(record, heading=heading(record), shown=shown, page=page))


@router.get("/dokument/{document_id}/live")
def live_document(
    services: Provided,
    document_id: str,
    seen: str | None = None,
    last_event_id: Annotated[str | None, Header()] = None,
) -> StreamingResponse:
    """The document's progress whenever it changes after the state `seen`."""
    services.register.document(document_id)

    def look() -> Parts:
        return _progress_parts(progress_page(services.register.document(document_id)))

    return live_response(look, seen=last_event_id or seen, stopping=services.stopping)


@router.post("/dokument/{document_id}/las-om")
def retry(services: Provided, document_id: str, actor: Actor) -> RedirectResponse:
    """Reads a failed document again."""
    services.register.retry(document_id, actor=actor)
    return RedirectResponse(f"/dokument/{document_id}", status_code=303)


@router.get("/docs")
def reference(request: Request) -> HTMLResponse:
    """The JSON API's endpoints."""
    return page_response("reference.html", reference_page(request.app.openapi()))


def _inbox(services: Services, before: str | None) -> InboxPage:
    documents = services.register.documents(before=before, limit=ROWS)
    return InboxPage(
        limits=upload_limits(services.settings),
        rows=document_rows(documents),
        counts=status_counts(services.register.counts()),
        older=documents.next_before,
        is_first=before is None,
    )


def _inbox_parts(page: InboxPage) -> Parts:
    rows = {f"doc-{row.id}": fragment("_row.html", row) for row in page.rows}
    return {"counts": fragment("_counts.html", page.counts), **rows}


def _progress_parts(page: ProgressPage) -> Parts:
    return {"progress": fragment("_progress.html", page)}


def _current_record(services: Services, document_id: str) -> tuple[Record, str]:
    current = services.register.current(document_id)
    return Record.model_validate_json(services.store.get(current.record_key)), current.version
