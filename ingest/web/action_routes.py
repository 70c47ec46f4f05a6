"""What a person does to a document: read it again, take it back, take a pile apart. Its log tells of each."""

import re
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, RedirectResponse

from ingest import piles
from ingest.api.access import Actor
from ingest.api.services import Provided
from ingest.errors import BadRequest, Withdrawn
from ingest.web.inbox import Outcome, OutcomePage
from ingest.web.rendering import page_response
from ingest.web.route import PageRoute
from ingest.web.shelf import current_record
from schemas.document import PageRange

PART = re.compile(r"(\d{1,5})(?:\s*[-–]\s*(\d{1,5}))?")
"""A part of a pile as a person writes it: `3` or `4-7`."""

router = APIRouter(route_class=PageRoute, prefix="/dokument/{document_id}")


@router.post("/las-om")
def retry(services: Provided, document_id: str, actor: Actor) -> RedirectResponse:
    """Reads a failed document again."""
    services.register.retry(document_id, actor=actor)
    return RedirectResponse(f"/dokument/{document_id}", status_code=303)


@router.post("/aterta")
def withdraw(
    services: Provided, document_id: str, actor: Actor, reason: Annotated[str, Form(max_length=2000)] = ""
) -> RedirectResponse:
    """Takes a wrong upload back; the reason is kept."""
    if not reason.strip():
        raise BadRequest(field="Varför")
    services.register.withdraw(document_id, actor=actor, reason=reason.strip())
    return RedirectResponse(f"/dokument/{document_id}", status_code=303)


@router.post("/aterstall")
def restore(services: Provided, document_id: str, actor: Actor) -> RedirectResponse:
    """Undoes that it was taken back."""
    services.register.restore(document_id, actor=actor)
    return RedirectResponse(f"/dokument/{document_id}", status_code=303)


@router.post("/dela")
def split(
    services: Provided, document_id: str, actor: Actor, parts: Annotated[str, Form(max_length=2000)] = ""
) -> HTMLResponse:
    """Takes a pile apart: at the parts that were written down or, without any, at its separator sheets."""
    pile = services.register.document(document_id)
    if pile.withdrawn is not None:
        raise Withdrawn
    if parts.strip():
        ranges = stated_parts(parts)
    else:
        ranges = piles.parts_between_separators(current_record(services, document_id).record)
    receipts = piles.split(services.intake, pile, ranges, actor=actor)
    outcomes = tuple(
        Outcome(filename=receipt.filename, receipt=receipt, problem=None) for receipt in receipts
    )
    return page_response("outcome.html", OutcomePage(outcomes=outcomes, pile=document_id))


def stated_parts(text: str) -> tuple[PageRange, ...]:
    """`1-3, 4, 5-9` as ranges of pages. BadRequest."""
    ranges = []
    for written in re.split(r"[,;\n]", text):
        if not written.strip():
            continue
        found = PART.fullmatch(written.strip())
        if found is None:
            raise BadRequest(field="Delar")
        first, last = int(found[1]), int(found[2] or found[1])
        if not 1 <= first <= last:
            raise BadRequest(field="Delar")
        ranges.append(PageRange(first=first, last=last))
    return tuple(ranges)
