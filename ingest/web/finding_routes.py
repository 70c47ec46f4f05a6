"""Lista och sök: the list of documents, its filters in the address, and what is done to many of them."""

from collections.abc import Iterator
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Form, Path, Query, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse
from pydantic import Field, ValidationError

from ingest.accounts import Caller
from ingest.api.access import Calling, needs
from ingest.api.documents import LAST_SEQUENCE
from ingest.api.services import Provided, Services
from ingest.api.streaming import begun
from ingest.errors import BadRequest
from ingest.web import bulk
from ingest.web.bulk import MOST_AT_ONCE, Action, BulkPage, archive
from ingest.web.display import DISPLAY
from ingest.web.finding import LIST, list_page, query_of
from ingest.web.language import say
from ingest.web.rendering import page_response
from ingest.web.route import PageRoute
from ingest.web.table import MEDIA_TYPE, table_lines
from schemas.base import DocumentId
from schemas.document import DocumentSummary
from schemas.search import Search

ROWS = 50
"""Documents on one page of the list."""
MOST_EXPORTED = 10_000
"""Rows of a table: as many as are counted."""
_ROWS_AT_ONCE = 500

router = APIRouter(route_class=PageRoute)
own_router = APIRouter(route_class=PageRoute)


class ListAddress(Search):
    """A search, and the document after which the list goes on."""

    before: DocumentId | None = Field(default=None)


@router.get(LIST)
def documents(
    request: Request, services: Provided, caller: Calling, query: Annotated[ListAddress, Query()]
) -> Response:
    """The list. What a form leaves empty is taken out of the address, so that it can be kept and sent."""
    if any(not value for _name, value in parse_qsl(request.url.query, keep_blank_values=True)):
        return RedirectResponse(_address(query), status_code=303)
    private = caller.may("personal_data")
    found, total = services.register.find_counted(query, private=private, before=query.before, limit=ROWS)
    page = list_page(
        query,
        found,
        total,
        saved=services.register.saved_searches(caller.name),
        is_first=query.before is None,
        may_change=caller.may("change"),
        may_export=caller.may("export"),
    )
    return page_response("list.html", page)


@router.get(f"{LIST}.csv", dependencies=[needs("export")])
def table(services: Provided, caller: Calling, query: Annotated[Search, Query()]) -> StreamingResponse:
    """The whole list as a table, in its order."""
    language = DISPLAY.get().language
    lines = table_lines(begun(_all(services, caller, query)), lambda text: say(text, language))
    return _download((line.encode() for line in lines), MEDIA_TYPE, "handlingar.csv")


@router.post(f"{LIST}/valda", dependencies=[needs("export")])
def act_on_chosen(
    services: Provided,
    caller: Calling,
    action: Annotated[Action, Form()],
    chosen: Annotated[list[DocumentId] | None, Form(max_length=MOST_AT_ONCE)] = None,
    reason: Annotated[str, Form(max_length=2000)] = "",
    query: Annotated[str, Form(max_length=4000)] = "",
) -> Response:
    """Reads the chosen documents again, takes them back, or hands them out as a table or their records."""
    ids = tuple(dict.fromkeys(chosen or ()))
    language = DISPLAY.get().language
    back = f"{LIST}?{query}" if query else LIST
    if action == "withdraw" and ids and not reason.strip():
        raise BadRequest(field="Varför")
    if not ids:
        return page_response("bulk.html", BulkPage(action=action, outcomes=(), back=back), status=400)
    if action == "zip":
        return _download(begun(archive(services, caller, ids, language)), "application/zip", "poster.zip")
    if action == "csv":
        lines = table_lines(bulk.summaries(services, caller, ids), lambda text: say(text, language))
        return _download((line.encode() for line in lines), MEDIA_TYPE, "handlingar.csv")
    outcomes = bulk.act(services, caller, action, ids, reason.strip())
    return page_response("bulk.html", BulkPage(action=action, outcomes=outcomes, back=back))


@own_router.post(f"{LIST}/sokningar")
def save_search(
    services: Provided,
    caller: Calling,
    name: Annotated[str, Form(min_length=1, max_length=100)],
    query: Annotated[str, Form(max_length=4000)] = "",
) -> RedirectResponse:
    """Keeps a search under a name, for the caller alone."""
    search = _search_of(query)
    services.register.save_search(caller.name, name.strip(), query_of(search))
    return RedirectResponse(_address(search), status_code=303)


@own_router.post(f"{LIST}/sokningar/{{number}}/glom")
def forget_search(
    services: Provided,
    caller: Calling,
    number: Annotated[int, Path(ge=1, le=LAST_SEQUENCE)],
    query: Annotated[str, Form(max_length=4000)] = "",
) -> RedirectResponse:
    """Forgets one of the caller's searches."""
    services.register.forget_search(caller.name, number)
    return RedirectResponse(_address(_search_of(query)), status_code=303)


def _search_of(query: str) -> Search:
    """The search that an address states. BadRequest."""
    try:
        return Search.model_validate(dict(parse_qsl(query)))
    except ValidationError as error:
        raise BadRequest(field=str(error.errors()[0]["loc"][-1])) from error


def _address(search: Search) -> str:
    query = query_of(search)
    return f"{LIST}?{query}" if query else LIST


def _all(services: Services, caller: Caller, search: Search) -> Iterator[DocumentSummary]:
    before, count, private = None, 0, caller.may("personal_data")
    while count < MOST_EXPORTED:
        part = services.register.find(search, private=private, before=before, limit=_ROWS_AT_ONCE)
        yield from part.documents
        before, count = part.next_before, count + len(part.documents)
        if before is None:
            return


def _download(content: Iterator[bytes], media_type: str, filename: str) -> StreamingResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{filename}"',
        "Content-Security-Policy": "sandbox",
    }
    return StreamingResponse(content, media_type=media_type, headers=headers)
