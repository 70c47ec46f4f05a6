"""Logg: who did what and which step did what; whether its chain is whole."""

from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import Field

from ingest.api.access import Actor, needs
from ingest.api.documents import LAST_SEQUENCE
from ingest.api.services import Provided, Services
from ingest.errors import InkomError
from ingest.register.logbook import Logbook
from ingest.web import labels
from ingest.web.addresses import document_id_in
from ingest.web.language import Phrase
from ingest.web.log import LOG, LogAddress, Noted, chain, log_page
from ingest.web.rendering import page_response
from ingest.web.route import PageRoute
from ingest.web.shelf import current_record
from schemas.provenance import Step

ROWS = 50

router = APIRouter(route_class=PageRoute, prefix=LOG, dependencies=[needs("log")])


class LogAddressPage(LogAddress):
    """The filters, and the event before which the page begins."""

    before: int | None = Field(default=None, ge=1, le=LAST_SEQUENCE)


@router.get("")
def log(services: Provided, address: Annotated[LogAddressPage, Query()]) -> HTMLResponse:
    """The log, latest first."""
    return _page(services, address, before=address.before, noted=None)


@router.get("/filter")
def narrow(request: Request) -> RedirectResponse:
    """The filters as the form states them, without the empty ones: an address to be kept and sent."""
    stated = [(name, value.strip()) for name, value in parse_qsl(request.url.query) if value.strip()]
    filters = {name: document_id_in(value) if name == "document_id" else value for name, value in stated}
    return RedirectResponse(f"{LOG}?{urlencode(filters)}" if filters else LOG, status_code=303)


@router.post("/kontroll")
def check(
    services: Provided, actor: Actor, noted: Annotated[str, Form(alias="noterad", max_length=200)] = ""
) -> HTMLResponse:
    """Looks through the chains now, and for a hash that was noted elsewhere."""
    sought = noted.strip().lower() or None
    walks = Logbook(services.register).check(actor=actor, noted=sought)
    found = next(
        (
            Phrase.of("{log}, rad {n}", log=Phrase.of(labels.LOG[name]), n=walk.noted_at)
            for name, walk in walks.items()
            if walk.noted_at is not None
        ),
        None,
    )
    shown = Noted(hash=sought, at=found) if sought else None
    return _page(services, LogAddress(), before=None, noted=shown)


def _page(
    services: Services, address: LogAddress, *, before: int | None, noted: Noted | None
) -> HTMLResponse:
    book = Logbook(services.register)
    found = book.latest(address.query(), before=before, limit=ROWS + 1)
    heads = services.register.log_heads()
    page = log_page(
        address,
        found[:ROWS],
        book.titles(event.document_id for event in found[:ROWS]),
        [chain(name, head, book.last_check(name)) for name, head in heads.items()],
        before=before,
        is_last=len(found) <= ROWS,
        noted=noted,
        steps=_steps(services, address.document_id) if address.document_id else (),
    )
    return page_response("log.html", page)


def _steps(services: Services, document_id: str) -> tuple[Step, ...]:
    """Which step did what to the document's current record; nothing if there is none to be seen."""
    try:
        shelved = current_record(services, document_id)
    except InkomError:
        return ()
    return shelved.record.provenance.steps
