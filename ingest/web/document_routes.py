"""A document: on its way, failed, taken back, or finished with its record."""

from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from ingest.api.access import Calling, calling, is_still, may_see_everything
from ingest.api.services import Provided, Services
from ingest.api.shown import shown_events, shown_view
from ingest.web.corrections import line_marks
from ingest.web.inbox import ProgressPage, progress_page
from ingest.web.live import Parts, fingerprint, live_response
from ingest.web.record import Opened, Panel, record_view, sheet_page, text_page
from ingest.web.rendering import fragment, fragment_response, page_response
from ingest.web.route import PageRoute
from ingest.web.shelf import Shelved, current_record, reading
from ingest.web.viewer import PageView, Shown, page_view, thumbnails
from ingest.web.withdrawn import withdrawn_page

router = APIRouter(route_class=PageRoute, prefix="/dokument/{document_id}")

AsShown = Annotated[Shown, Query(alias="text")]
PageAt = Annotated[int, Query(alias="sida", ge=1)]
AtVersion = Annotated[str | None, Query(max_length=200)]


@router.get("")
def document(
    services: Provided,
    document_id: str,
    panel: Annotated[Panel, Query(alias="visa")] = "blad",
    shown: AsShown = "rattad",
    number: PageAt = 1,
) -> HTMLResponse:
    """A document as far as it has come; a finished one is open at page `sida`."""
    view = shown_view(calling(), services.register.document(document_id))
    events = shown_events(calling(), services.register.history(document_id))
    if view.withdrawn is not None:
        return page_response("withdrawn.html", withdrawn_page(view, view.withdrawn, events), status=410)
    if view.status != "done":
        progress = progress_page(view, events)
        return page_response("progress.html", progress, seen=fingerprint(_progress_parts(progress)))
    shelved = current_record(services, document_id, running_text=False)
    opened = Opened(
        panel=panel,
        page=_page(services, shelved, number, shown),
        neighbours=services.register.neighbours(document_id),
        is_masked=not may_see_everything(services, document_id),
    )
    page = record_view(shelved, view, opened=opened, events=events, may_review=calling().may("review"))
    return page_response("record.html", page)


@router.get("/sida/{number}")
def one_page(services: Provided, document_id: str, number: int, shown: AsShown = "rattad") -> HTMLResponse:
    """What the viewer puts in place of the page it showed."""
    shelved = current_record(services, document_id, running_text=False)
    return fragment_response("_page.html", _page(services, shelved, max(number, 1), shown))


@router.get("/sidor")
def strip(services: Provided, document_id: str, number: PageAt = 1) -> Response:
    """The range of thumbnails that holds page `sida`."""
    shelved = current_record(services, document_id, running_text=False)
    return fragment_response("_strip.html", thumbnails(shelved.record, number))


@router.get("/text")
def running_text(
    services: Provided, document_id: str, number: PageAt = 1, version: AtVersion = None
) -> HTMLResponse:
    """The text as its author built it, in the range of pages that holds `sida`."""
    shelved = current_record(services, document_id, version)
    return page_response("text.html", text_page(shelved, number, is_earlier=version is not None))


@router.get("/registerblad")
def sheet(services: Provided, document_id: str, version: AtVersion = None) -> HTMLResponse:
    """The registration sheet alone, to print or copy."""
    shelved = current_record(services, document_id, version, running_text=False)
    view = shown_view(calling(), services.register.document(document_id))
    return page_response("sheet.html", sheet_page(shelved, view, is_earlier=version is not None))


@router.get("/live")
def live_document(
    request: Request,
    services: Provided,
    caller: Calling,
    document_id: str,
    seen: str | None = None,
    last_event_id: Annotated[str | None, Header()] = None,
) -> StreamingResponse:
    """The document's progress whenever it changes after the state `seen`."""
    services.register.document(document_id)

    def look() -> Parts:
        view = shown_view(caller, services.register.document(document_id))
        events = shown_events(caller, services.register.history(document_id))
        return _progress_parts(progress_page(view, events))

    return live_response(
        look,
        seen=last_event_id or seen,
        allowed=lambda: is_still(request, services, caller),
        stopping=services.stopping,
    )


def _progress_parts(page: ProgressPage) -> Parts:
    return {"progress": fragment("_progress.html", page)}


def _page(services: Services, shelved: Shelved, number: int, shown: Shown) -> PageView:
    record = shelved.record
    at = min(number, len(record.pages))
    return page_view(
        record,
        at,
        shown=shown,
        read=reading(services, record.id, shelved.version, at),
        corrections=line_marks(shelved.corrections, shelved.outcomes),
    )
