"""Omläsning: choose documents, follow the run, look at what would change, decide."""

from dataclasses import replace
from typing import Annotated, Literal
from urllib.parse import parse_qsl, urlsplit

from fastapi import APIRouter, Form, Path, Query
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import ValidationError

from ingest import reprocessing
from ingest.api.access import Actor, needs
from ingest.api.documents import LAST_SEQUENCE
from ingest.api.services import Provided, Services
from ingest.errors import BadRequest, InkomError, NothingChosen
from ingest.web.comparison import comparison_page
from ingest.web.rendering import page_response
from ingest.web.route import PageRoute
from ingest.web.runs import RUNS, Choice, RunsPage, item_row, row, run_page
from schemas.base import DocumentId
from schemas.reprocess import ChangeKind, Decision, ItemState, RunRequest, Selection
from schemas.search import Search

Number = Annotated[int, Path(ge=1, le=LAST_SEQUENCE)]
Act = Literal["pausa", "fortsatt", "avbryt"]
What = Literal["godta-alla", "godta-slag", "godta-valda", "avvisa-alla", "avvisa-valda"]
Which = Literal["alla", "lista", "parti", "valda"]
LAST_RUNS, ROWS = 20, 50
_FIELDS = {"lista": "Listans adress", "parti": "Stickprovets nummer"}

router = APIRouter(route_class=PageRoute, prefix=RUNS, dependencies=[needs("reprocess")])


@router.get("")
def runs(
    services: Provided,
    urval: Which | None = None,
    lista: Annotated[str, Query(max_length=4000)] = "",
    parti: Annotated[str, Query(pattern=r"^\d{0,9}$")] = "",
    *,
    aldre: bool = False,
    igen: bool = False,
) -> HTMLResponse:
    """The runs, and the choice for a new one; a choice that is stated is counted."""
    choice = Choice(
        which=urval or "alla",
        address=lista,
        documents=(),
        lot=int(parti) if parti else None,
        older=aldre,
        again=igen,
        count=None,
    )
    return _runs_page(services, choice, counted=urval is not None)


@router.post("/valda")
def picked(
    services: Provided, chosen: Annotated[list[DocumentId] | None, Form(max_length=10_000)] = None
) -> HTMLResponse:
    """The same with documents that were picked in the list."""
    documents = tuple(dict.fromkeys(chosen or ()))
    choice = Choice(
        which="valda" if documents else "alla",
        address="",
        documents=documents,
        lot=None,
        older=False,
        again=False,
        count=None,
    )
    return _runs_page(services, choice, counted=bool(documents))


@router.post("")
def start(
    services: Provided,
    actor: Actor,
    urval: Annotated[Which, Form()],
    lista: Annotated[str, Form(max_length=4000)] = "",
    chosen: Annotated[list[DocumentId] | None, Form(max_length=10_000)] = None,
    parti: Annotated[int | None, Form(ge=1)] = None,
    aldre: Annotated[bool, Form()] = False,  # noqa: FBT002  # FastAPI passes it by name.
    igen: Annotated[bool, Form()] = False,  # noqa: FBT002  # FastAPI passes it by name.
) -> RedirectResponse:
    """Begins a run."""
    choice = Choice(
        which=urval,
        address=lista,
        documents=tuple(chosen or ()),
        lot=parti,
        older=aldre,
        again=igen,
        count=None,
    )
    request = RunRequest(selection=_selection(choice), reading="again" if igen else "kept")
    version = services.pipeline_version
    number = services.register.runs.start(request, actor=actor, pipeline_version=version)
    return RedirectResponse(f"{RUNS}/{number}", status_code=303)


@router.get("/{number}")
def run(
    services: Provided,
    number: Number,
    lage: ItemState = "ready",
    slag: ChangeKind | None = None,
    efter: DocumentId | None = None,
    avgjorda: Annotated[int | None, Query(ge=0)] = None,
) -> HTMLResponse:
    """A run: how far it has come, what it would change, and its documents."""
    seen = reprocessing.refreshed(services.register, services.store, number)
    found = services.register.runs.items(number, state=lage, kind=slag, after=efter, limit=ROWS)
    rows = [item_row(item, _title(services, item.document_id)) for item in found.items]
    page = run_page(seen, rows, state=lage, kind=slag, next_after=found.next_after, decided=avgjorda)
    return page_response("run.html", page)


@router.post("/{number}/gang/{act}")
def act(services: Provided, actor: Actor, number: Number, act: Act) -> RedirectResponse:
    """Pauses a run, goes on with it, or leaves the rest as it is."""
    door = services.register.runs
    {"pausa": door.pause, "fortsatt": door.resume, "avbryt": door.cancel}[act](number, actor=actor)
    return RedirectResponse(f"{RUNS}/{number}", status_code=303)


@router.post("/{number}/beslut/flera")
def decide(
    services: Provided,
    actor: Actor,
    number: Number,
    beslut: Annotated[What, Form()],
    compared: Annotated[int, Form(ge=0)],
    slag: Annotated[list[ChangeKind] | None, Form()] = None,
    valda: Annotated[list[DocumentId] | None, Form(max_length=ROWS)] = None,
) -> RedirectResponse:
    """Accepts or rejects what the decider has seen: all, some, or those with chosen kinds of changes."""
    decision = Decision(
        accept=beslut.startswith("godta"),
        documents=tuple(valda or ()) if beslut.endswith("valda") else None,
        kinds=tuple(slag or ()) if beslut.endswith("slag") else None,
        compared=compared,
    )
    decided = reprocessing.decide(services.register, services.store, number, decision, actor=actor)
    return RedirectResponse(f"{RUNS}/{number}?avgjorda={decided.documents}", status_code=303)


@router.get("/{number}/{document_id}")
def comparison(
    services: Provided,
    number: Number,
    document_id: DocumentId,
    sida: Annotated[int | None, Query(ge=1)] = None,
) -> HTMLResponse:
    """What would change in one document, beside its page."""
    return page_response("comparison.html", comparison_page(services, number, document_id, sida))


@router.post("/{number}/{document_id}")
def decide_one(
    services: Provided,
    actor: Actor,
    number: Number,
    document_id: DocumentId,
    beslut: Annotated[Literal["godta", "avvisa"], Form()],
    compared: Annotated[int, Form(ge=0)],
) -> RedirectResponse:
    """Accepts or rejects one document's new record, and goes on to the next."""
    _before, following = services.register.runs.neighbours(number, document_id)
    decision = Decision(accept=beslut == "godta", documents=(document_id,), compared=compared)
    decided = reprocessing.decide(services.register, services.store, number, decision, actor=actor)
    goal = f"{RUNS}/{number}/{following}" if following and decided.documents else f"{RUNS}/{number}"
    return RedirectResponse(f"{goal}?avgjorda={decided.documents}", status_code=303)


def _runs_page(services: Services, choice: Choice, *, counted: bool) -> HTMLResponse:
    problem, count = None, None
    if counted:
        try:
            count = services.register.runs.count(
                _selection(choice), pipeline_version=services.pipeline_version
            )
            if not count:
                raise NothingChosen
        except InkomError as error:
            problem = error.problem
    page = RunsPage(
        choice=replace(choice, count=count),
        rows=tuple(row(one) for one in services.register.runs.newest(LAST_RUNS).runs),
        version=services.pipeline_version,
        problem=problem,
    )
    return page_response("runs.html", page, status=422 if problem else 200)


def _selection(choice: Choice) -> Selection:
    """What the form states. BadRequest."""
    try:
        if choice.which == "alla":
            return Selection(which="all", older=choice.older)
        if choice.which == "parti":
            return Selection(which="lot", lot=choice.lot, older=choice.older)
        if choice.which == "valda":
            return Selection(which="documents", documents=choice.documents, older=choice.older)
        asked = urlsplit(choice.address.strip())
        query = asked.query or ("" if asked.path.startswith("/") or asked.scheme else asked.path)
        search = Search.model_validate(dict(parse_qsl(query)))
        return Selection(which="search", search=search, older=choice.older)
    except (ValidationError, ValueError) as error:
        raise BadRequest(field=_FIELDS.get(choice.which, "Urval")) from error


def _title(services: Services, document_id: str) -> str:
    head = services.register.head(document_id, private=True)
    return head.title or head.filename
