"""Granskning: the queue, and a document in the hands of its reviewer.

Every form works without a script; the script sends the same forms and asks for JSON.
"""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from fastapi.routing import APIRoute
from pydantic import Field, ValidationError

from ingest.api import correcting
from ingest.api.access import Actor, needs
from ingest.api.reviews import LEASE_SECONDS
from ingest.api.services import Provided, Services
from ingest.errors import BadRequest, DoesNotFit, NotReady, ReviewHeld, ReviewLost, Withdrawn
from ingest.register import Register
from ingest.web.document_routes import PageAt
from ingest.web.record import heading
from ingest.web.rendering import page_response
from ingest.web.review_cards import CHANGES, PARTS
from ingest.web.review_page import ReviewView, StartPage, ValuePage, review_view, undoable
from ingest.web.review_queue import queue_page
from ingest.web.review_words import review_page
from ingest.web.review_writing import (
    Pointed,
    added,
    only_place,
    pointed_evidence,
    removed,
    rewritten,
    unread_evidence,
)
from ingest.web.route import PageRoute
from ingest.web.sheet import extracted
from ingest.web.shelf import Shelved, current_record, reading
from schemas.base import Model
from schemas.metadata import Evidence
from schemas.record import Record
from schemas.review import Change, RequestKey, Review, UndoTarget

ROWS = 50
"""Documents of the queue that are shown."""
PAGES_OF_VALUES = 4
"""Pages whose readings are opened with the values; those of the others when they are shown."""
LOOKED_THROUGH = 500
"""Documents of the queue among which the next free one is looked for."""


class ScriptedRoute(PageRoute):
    """A route whose errors are pages for people, and problem+json for a script that asks for JSON."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's handler for whoever asks."""
        for_people = super().get_route_handler()
        for_scripts = APIRoute.get_route_handler(self)

        async def answer(request: Request) -> Response:
            return await (for_scripts if _is_script(request) else for_people)(request)

        return answer


router = APIRouter(route_class=ScriptedRoute, dependencies=[needs("review")])
QUEUE = "/granskning"
DOCUMENT = "/dokument/{document_id}/granska"


class Sent(Model):
    """What every form of a review carries: whose review it is, and what its reviewer had seen."""

    token: str = Field(max_length=100)
    version: str = Field(max_length=200)
    after_number: int = Field(ge=0)
    key: RequestKey = None


async def _form(request: Request) -> Mapping[str, str]:
    async with request.form() as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


Form = Annotated[Mapping[str, str], Depends(_form)]


@router.get(QUEUE)
def queue(
    services: Provided, actor: Actor, *, done: Annotated[bool, Query(alias="klar")] = False
) -> Response:
    """What waits, those with the most errors to expect first."""
    found = services.register.review_queue(ROWS)
    return page_response("review_queue.html", queue_page(found, who=actor, just_finished=done))


@router.post(f"{QUEUE}/nasta")
def begin_next(services: Provided, actor: Actor, form: Form) -> Response:
    """Takes the next free document of the queue."""
    return _to_next(services.register, actor, _free(services.register, after=form.get("efter")))


@router.post(DOCUMENT)
def begin(services: Provided, actor: Actor, document_id: str) -> Response:
    """Begins to review a document."""
    services.register.claim_review(document_id, actor=actor, lease_seconds=LEASE_SECONDS)
    return RedirectResponse(_address(document_id), status_code=303)


@router.get(DOCUMENT)
def document(services: Provided, actor: Actor, document_id: str, number: PageAt = 1) -> HTMLResponse:
    """A document in review; for anybody but its reviewer, who that is."""
    held = services.register.held_review(document_id)
    shelved = current_record(services, document_id)
    if held is None or held.holder != actor:
        start = StartPage(id=document_id, heading=heading(shelved.record), held=held)
        return page_response("review_start.html", start)
    return page_response("review.html", _view(services, shelved, held, number))


@router.get(f"{DOCUMENT}/varde")
def one_value(services: Provided, actor: Actor, document_id: str, path: str) -> HTMLResponse:
    """A value alone, to be corrected without a script."""
    view = _own_view(services, actor, document_id)
    shown = [one for row in view.rows for one in row.values if one.value.path == path and one.card]
    if not shown:
        raise BadRequest(field="path")
    return page_response("review_value.html", ValuePage(view=view, value=shown[0]))


@router.post(f"{DOCUMENT}/val")
def choose(request: Request, services: Provided, actor: Actor, document_id: str, form: Form) -> Response:
    """Makes the corrections of a choice, or of a word that was written."""
    return _kept(request, services, actor, document_id, form, lambda: _chosen(form))


@router.post(f"{DOCUMENT}/varde")
def write(request: Request, services: Provided, actor: Actor, document_id: str, form: Form) -> Response:
    """Writes a value anew, part by part."""

    def changes() -> Sequence[Change]:
        record = current_record(services, document_id).record
        return rewritten(record, _path(record, form), _parts(form), form.get("reason") or None)

    return _kept(request, services, actor, document_id, form, changes)


@router.post(f"{DOCUMENT}/ta-bort")
def remove(request: Request, services: Provided, actor: Actor, document_id: str, form: Form) -> Response:
    """Takes a value away, with the reason."""
    reason = form.get("other", "").strip() or form.get("reason", "").strip()
    if not reason:
        raise BadRequest(field="Varför")

    def changes() -> Sequence[Change]:
        record = current_record(services, document_id).record
        return (removed(record, _path(record, form), reason),)

    return _kept(request, services, actor, document_id, form, changes)


@router.post(f"{DOCUMENT}/lagg-till")
def add(request: Request, services: Provided, actor: Actor, document_id: str, form: Form) -> Response:
    """Adds a value that is missing, with the place where it stands."""
    name = form.get("field", "")
    if name not in PARTS:
        raise BadRequest(field="field")

    def changes() -> Sequence[Change]:
        shelved = current_record(services, document_id)
        evidence = _evidence(services, shelved, form)
        return (added(shelved.record, name, _parts(form), evidence, form.get("reason") or None),)

    return _kept(request, services, actor, document_id, form, changes)


@router.post(f"{DOCUMENT}/angra")
def undo(request: Request, services: Provided, actor: Actor, document_id: str, form: Form) -> Response:
    """Undoes what the reviewer did last, or one correction by its number."""

    def changes() -> Sequence[Change]:
        if form.get("number", "").isdecimal():
            numbers: tuple[int, ...] = (int(form["number"]),)
        else:
            numbers = undoable(services.register.corrections(document_id), actor)
        return [Change(target=UndoTarget(number=number), before=None, after=None) for number in numbers]

    return _kept(request, services, actor, document_id, form, changes)


@router.post(f"{DOCUMENT}/klar")
def finish(services: Provided, actor: Actor, document_id: str, form: Form) -> Response:
    """The document is right as it stands; on to the next."""
    sent = _sent(form)
    following = _free(services.register, after=document_id)
    services.register.finish_review(document_id, sent.token, version=sent.version)
    return _to_next(services.register, actor, following, end=f"{QUEUE}?klar=1")


@router.post(f"{DOCUMENT}/slapp")
def let_go(services: Provided, actor: Actor, document_id: str, form: Form) -> Response:
    """Puts the document back into the queue; what was corrected stays."""
    services.register.release_review(document_id, _sent(form).token)
    if form.get("next"):
        return _to_next(services.register, actor, _free(services.register, after=document_id))
    return RedirectResponse(QUEUE, status_code=303)


def _free(register: Register, *, after: str | None) -> list[str]:
    """The queue's documents that nobody holds, those that follow `after`."""
    waiting = register.review_queue(LOOKED_THROUGH).documents
    place = next((at + 1 for at, item in enumerate(waiting) if item.document_id == after), 0)
    return [item.document_id for item in waiting[place:] if item.holder is None]


def _to_next(register: Register, actor: str, free: Sequence[str], *, end: str = QUEUE) -> Response:
    """Begins the first of these documents that still can be, or goes to `end` when none can."""
    for document_id in free:
        try:
            register.claim_review(document_id, actor=actor, lease_seconds=LEASE_SECONDS)
        except (ReviewHeld, NotReady, Withdrawn):
            continue
        return RedirectResponse(_address(document_id), status_code=303)
    return RedirectResponse(end, status_code=303)


def _address(document_id: str, page: int | None = None) -> str:
    return f"/dokument/{document_id}/granska" + (f"?sida={page}" if page else "")


def _kept(
    request: Request,
    services: Services,
    actor: str,
    document_id: str,
    form: Mapping[str, str],
    changes: Callable[[], Sequence[Change]],
) -> Response:
    """Keeps the corrections, and shows the document with them; nothing to change is no error.

    What was kept already under the form's key is not looked at again: the record has changed by it.
    """
    sent = _sent(form)
    kept = services.register.kept_under(document_id, sent.key) if sent.key else ()
    wanted = () if kept else correcting.in_a_row(changes(), **sent.model_dump())
    if wanted:
        kept = correcting.correct(services, document_id, wanted, actor=actor)
    if _is_script(request):
        return JSONResponse({"after_number": kept[-1].number if kept else sent.after_number})
    page = form.get("sida", "")
    return RedirectResponse(_address(document_id, int(page) if page.isdecimal() else None), status_code=303)


def _chosen(form: Mapping[str, str]) -> Sequence[Change]:
    try:
        return CHANGES.validate_json(form.get("changes", ""))
    except ValidationError as error:
        raise BadRequest(field="changes") from error


def _sent(form: Mapping[str, str]) -> Sent:
    try:
        return Sent.model_validate({name: form[name] for name in Sent.model_fields if form.get(name)})
    except ValidationError as error:
        raise BadRequest(field=str(error.errors()[0]["loc"][0])) from error


def _parts(form: Mapping[str, str]) -> dict[str, str]:
    return {name.removeprefix("part."): value for name, value in form.items() if name.startswith("part.")}


def _path(record: Record, form: Mapping[str, str]) -> str:
    path = form.get("path", "")
    if path not in dict(extracted(record)):
        raise DoesNotFit
    return path


def _evidence(services: Services, shelved: Shelved, form: Mapping[str, str]) -> tuple[Evidence, ...]:
    """Where a new value stands: where the reviewer pointed, or it stands as written, or else its page."""
    record = shelved.record
    try:
        at = int(form.get("sida") or 1)
        pointed = (
            Pointed(page=at, start=int(form["start"]), end=int(form["end"])) if form.get("start") else None
        )
    except (KeyError, ValueError) as error:
        raise BadRequest(field="start") from error
    page = min(max(at, 1), len(record.pages))
    written = " ".join(form.get("part.name", form.get("part.value", "")).split())
    place = pointed or (only_place(record, written) if written else None)
    if place is None or not 1 <= place.page <= len(record.pages):
        return (unread_evidence(page),)
    read = reading(services, record.id, shelved.version, place.page)
    return pointed_evidence(record, place, read) or (unread_evidence(page),)


def _own_view(services: Services, actor: str, document_id: str, number: int = 1) -> ReviewView:
    held = services.register.held_review(document_id)
    if held is None or held.holder != actor:
        raise ReviewLost
    return _view(services, current_record(services, document_id), held, number)


def _view(services: Services, shelved: Shelved, held: Review, number: int) -> ReviewView:
    record = shelved.record
    at = min(number, len(record.pages))
    readings = {
        page: read
        for page in sorted({at, *_pages_of_values(record)})
        if (read := reading(services, record.id, shelved.version, page)) is not None
        and read.raw_text == record.pages[page - 1].raw_text
    }
    return review_view(
        shelved,
        services.register.document(record.id).receipts,
        review_page(record, at, readings.get(at)),
        review=held,
        readings=readings,
    )


def _pages_of_values(record: Record) -> list[int]:
    """The first pages on which values stand: how their words could else be read is told with them."""
    pages = {piece.page for _path, value in extracted(record) for piece in value.evidence}
    return sorted(pages)[:PAGES_OF_VALUES]


def _is_script(request: Request) -> bool:
    return request.headers.get("accept") == "application/json"
