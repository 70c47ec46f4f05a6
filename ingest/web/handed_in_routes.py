"""What the reader has handed in, day by day: to find again what one did an hour ago."""

from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from ingest.api.access import Actor, needs
from ingest.api.documents import LAST_SEQUENCE
from ingest.api.services import Provided
from ingest.web.handed_in import ADDRESS, fate_of, handed_in_page, span_of
from ingest.web.rendering import page_response
from ingest.web.route import PageRoute
from ingest.web.wording import swedish_day

ROWS = 100
"""Files on one page of the list."""

router = APIRouter(route_class=PageRoute)


@router.get(ADDRESS, dependencies=[needs("change")])
def handed_in(
    services: Provided,
    actor: Actor,
    day: Annotated[date | None, Query(alias="dag")] = None,
    fate: Annotated[str | None, Query(alias="lage")] = None,
    before: Annotated[int | None, Query(alias="fore", ge=1, le=LAST_SEQUENCE)] = None,
) -> HTMLResponse:
    """One day's files, latest first; without a day, today's."""
    files = services.register.handed_in
    today = swedish_day(datetime.now(UTC))
    shown = day or today
    span, chosen = span_of(shown), fate_of(fate)
    earlier = files.last_before(actor, span.since)
    page = handed_in_page(
        shown,
        today,
        counts=files.counts(actor, span),
        fate=chosen,
        files=files.page(actor, span, fate=chosen, before=before, limit=ROWS + 1),
        limit=ROWS,
        earlier=swedish_day(earlier) if earlier else None,
    )
    return page_response("handed_in.html", page)
