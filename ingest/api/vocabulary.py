"""Learning: what corrections propose, tried on the archive, and decided."""

from typing import Annotated, Any

from fastapi import APIRouter, Path

from ingest import teaching
from ingest.api.access import Actor, needs
from ingest.api.documents import COMMON, LAST_SEQUENCE, PROBLEM
from ingest.api.services import Provided
from schemas.learning import Entry, Learned, TryRequest

GONE: dict[int | str, dict[str, Any]] = {
    404: {"description": "Nothing that was tried has this number, or it is decided.", **PROBLEM},
    409: {"description": "No corrections speak for it, or it was tried.", **PROBLEM},
}
Number = Annotated[int, Path(ge=1, le=LAST_SEQUENCE)]

router = APIRouter(
    prefix="/api/v1/vocabulary",
    tags=["vocabulary"],
    responses={**COMMON, **GONE},
    dependencies=[needs("vocabulary")],
)


@router.get("")
def learned(services: Provided) -> Learned:
    """Proposals with their evidence, and what was tried before."""
    return teaching.learned(services.register, services.store, services.settings, services.is_listed)


@router.post("/try", status_code=202)
def try_out(services: Provided, actor: Actor, request: TryRequest) -> Entry:
    """Runs every document with the value in the background. Its `run` shows what that would change."""
    return teaching.try_out(
        services.register,
        services.store,
        services.settings,
        request,
        is_listed=services.is_listed,
        actor=actor,
        pipeline_version=services.pipeline_version,
    )


@router.post("/{number}/accept")
def accept(services: Provided, actor: Actor, number: Number) -> Entry:
    """From now on the workers use it. What it changes in the archive is accepted in its run, or not."""
    return services.register.vocabulary.decide(number, "in_force", actor=actor)


@router.post("/{number}/decline")
def decline(services: Provided, actor: Actor, number: Number) -> Entry:
    """It is not used, and not proposed again; what its run has made is rejected."""
    return services.register.vocabulary.decide(number, "declined", actor=actor)


@router.post("/{number}/undo")
def undo(services: Provided, actor: Actor, number: Number) -> Entry:
    """The workers use it no longer. Records that were made with it stay until they are run again."""
    return services.register.vocabulary.decide(number, "undone", actor=actor)
