"""Reading again: run documents anew in the background, see what would change, and decide."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response
from pydantic import Field

from ingest import reprocessing
from ingest.api.access import Actor, needs
from ingest.api.documents import COMMON, LAST_SEQUENCE, PROBLEM
from ingest.api.services import Provided
from schemas.base import DocumentId, Model
from schemas.record import Record
from schemas.reprocess import (
    ChangeKind,
    Comparison,
    Decided,
    Decision,
    ItemState,
    Run,
    RunItems,
    RunList,
    RunRequest,
    Selection,
)

UNKNOWN: dict[int | str, dict[str, Any]] = {
    404: {"description": "No such run, or the document is not part of it.", **PROBLEM}
}
OVER: dict[int | str, dict[str, Any]] = {409: {"description": "The run has been cancelled.", **PROBLEM}}
Number = Annotated[int, Path(ge=1, le=LAST_SEQUENCE)]

router = APIRouter(
    prefix="/api/v1/runs", tags=["runs"], responses={**COMMON, **UNKNOWN}, dependencies=[needs("reprocess")]
)


class Chosen(Model):
    """How many documents a selection is about."""

    documents: int = Field(ge=0)


@router.get("")
def runs(services: Provided, limit: Annotated[int, Query(ge=1, le=100)] = 20) -> RunList:
    """The last runs, newest first."""
    return services.register.runs.newest(limit)


@router.post("/count")
def count(services: Provided, selection: Selection) -> Chosen:
    """How many documents would be run again; nothing is begun."""
    chosen = services.register.runs.count(selection, pipeline_version=services.pipeline_version)
    return Chosen(documents=chosen)


@router.post("", status_code=202)
def start(services: Provided, actor: Actor, request: RunRequest) -> Run:
    """Begins a run. What is served stays until something of it is accepted."""
    number = services.register.runs.start(request, actor=actor, pipeline_version=services.pipeline_version)
    return services.register.runs.run(number)


@router.get("/{number}")
def run(services: Provided, number: Number) -> Run:
    """Where a run stands, and what it would change, counted by kind."""
    return reprocessing.refreshed(services.register, services.store, number)


@router.post("/{number}/pause", responses=OVER)
def pause(services: Provided, actor: Actor, number: Number) -> Run:
    """Lets the rest wait; what is being done just now is done again later."""
    services.register.runs.pause(number, actor=actor)
    return services.register.runs.run(number)


@router.post("/{number}/resume", responses=OVER)
def resume(services: Provided, actor: Actor, number: Number) -> Run:
    """Goes on with the rest."""
    services.register.runs.resume(number, actor=actor)
    return services.register.runs.run(number)


@router.post("/{number}/cancel")
def cancel(services: Provided, actor: Actor, number: Number) -> Run:
    """Leaves the rest as it is, for good; what has been made can still be decided on."""
    services.register.runs.cancel(number, actor=actor)
    return services.register.runs.run(number)


@router.get("/{number}/documents")
def documents(
    services: Provided,
    number: Number,
    *,
    state: ItemState | None = None,
    kind: Annotated[ChangeKind | None, Query(description="Only those with such a change.")] = None,
    after: Annotated[DocumentId | None, Query(description="`next_after` of the previous answer.")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> RunItems:
    """The documents of a run, in the order in which they came in."""
    return services.register.runs.items(number, state=state, kind=kind, after=after, limit=limit)


@router.get("/{number}/documents/{document_id}")
def comparison(services: Provided, number: Number, document_id: DocumentId) -> Comparison:
    """What would change in one document, difference by difference."""
    return reprocessing.compare(services.register, services.store, number, document_id)


@router.get("/{number}/documents/{document_id}/record", response_model=Record)
def candidate(services: Provided, number: Number, document_id: DocumentId) -> Response:
    """The new record as the pipeline made it, without corrections. It is not served anywhere else."""
    key = services.register.runs.candidate_key(number, document_id)
    return Response(services.store.get(key), media_type="application/json")


@router.post("/{number}/decision")
def decide(services: Provided, actor: Actor, number: Number, decision: Decision) -> Decided:
    """Accepts or rejects candidates: all, some documents, or those with chosen kinds of changes alone.

    Accepted records are served one after the other, each with its event. What was compared after
    `compared`, or corrected since, is left undecided.
    """
    return reprocessing.decide(services.register, services.store, number, decision, actor=actor)
