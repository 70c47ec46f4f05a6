"""The log, for those who answer for the archive: filtered, as a table, as PREMIS, and its end to be noted."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response, StreamingResponse
from pydantic import Field

from ingest import log_export
from ingest.api.access import needs
from ingest.api.documents import COMMON, LAST_SEQUENCE
from ingest.api.services import Provided, Services
from ingest.api.streaming import begun
from ingest.register import LogName
from schemas.events import Event, Feed, LogHead, LogQuery

AT_ONCE = 1000

router = APIRouter(prefix="/api/v1", tags=["log"], responses=COMMON, dependencies=[needs("log")])


class LogPage(LogQuery):
    """A part of the log."""

    after: int = Field(default=0, ge=0, le=LAST_SEQUENCE, description="`next_after` of the previous answer.")
    limit: int = Field(default=100, ge=1, le=1000)


@router.get("/log")
def log(services: Provided, query: Annotated[LogPage, Query()]) -> Feed:
    """What has happened, oldest first, by document, time, actor and kind."""
    return services.register.log(query, after=query.after, limit=query.limit)


@router.get("/log/heads")
def heads(services: Provided) -> dict[LogName, LogHead | None]:
    """The ends of the logs. Keep a hash where nobody who can write in the database can write: `inkom verify
    --head HASH` then shows that what came before it has not been rewritten."""
    return services.register.log_heads()


@router.get(
    "/log.csv", response_class=Response, responses={200: {"content": {"text/csv": {}}, "description": "CSV."}}
)
def as_csv(services: Provided, query: Annotated[LogQuery, Query()]) -> StreamingResponse:
    """What is asked for, as a table."""
    lines = log_export.csv_lines(begun(_events(services, query)))
    return _download(lines, log_export.CSV_TYPE, "logg.csv")


@router.get(
    "/log.premis.xml",
    response_class=Response,
    responses={200: {"content": {"application/xml": {}}, "description": "PREMIS 3."}},
)
def as_premis(services: Provided, query: Annotated[LogQuery, Query()]) -> StreamingResponse:
    """What is asked for, as PREMIS 3 events."""
    documents, actors, last = dict[str, None](), dict[str, None](), 0
    for event in _events(services, query):
        documents[event.document_id], actors[event.actor], last = None, None, event.sequence
    events = _events(services, query, until=last)
    lines = log_export.premis_lines(events, documents=documents, actors=actors)
    return _download(lines, log_export.PREMIS_TYPE, "logg.premis.xml")


def _events(services: Services, query: LogQuery, *, until: int = LAST_SEQUENCE) -> Iterator[Event]:
    """Everything that is asked for, as far as there is something up to event `until`."""
    page = services.register.log(query, limit=AT_ONCE)
    while page.events:
        yield from (event for event in page.events if event.sequence <= until)
        page = services.register.log(query, after=page.next_after, limit=AT_ONCE)


def _download(lines: Iterator[str], media_type: str, filename: str) -> StreamingResponse:
    return StreamingResponse(
        (line.encode() for line in lines),
        media_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{filename}"'},
    )
