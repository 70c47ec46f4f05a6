"""Review: what to look at next, whose it is, and what they correct."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import Field

from ingest.api import correcting, served
from ingest.api.access import Actor, needs
from ingest.api.documents import COMMON, PROBLEM, TAKEN_BACK, UNKNOWN
from ingest.api.services import Provided
from ingest.review import apply, attributions
from schemas.base import DocumentId, Model
from schemas.review import Correction, CorrectionList, CorrectionRequest, Review, ReviewQueue, ReviewToken

LEASE_SECONDS = 300.0
"""How long a review holds without a heartbeat; the pages send one each minute."""

LOST: dict[int | str, dict[str, Any]] = {
    409: {"description": "Held by another, no longer held, or changed since it was read.", **PROBLEM}
}

router = APIRouter(
    prefix="/api/v1",
    tags=["review"],
    responses={**COMMON, **UNKNOWN, **TAKEN_BACK, **LOST},
    dependencies=[needs("review")],
)


class Lease(Model):
    """How long a review holds."""

    lease_until: datetime = Field(description="UTC.")


class Finish(ReviewToken):
    """A document was looked through to its end."""

    version: str = Field(max_length=200, description="Of the pipeline's record that was looked through.")


@router.get("/reviews/next")
def next_reviews(services: Provided, limit: Annotated[int, Query(ge=1, le=500)] = 20) -> ReviewQueue:
    """Documents that wait for review, those with the most errors to expect first."""
    return services.register.review_queue(limit)


@router.post("/reviews/{document_id}/claim")
def claim(services: Provided, actor: Actor, document_id: DocumentId) -> Review:
    """Begins a review: nobody else can correct the document while it holds."""
    return services.register.claim_review(document_id, actor=actor, lease_seconds=LEASE_SECONDS)


@router.post("/reviews/{document_id}/heartbeat")
def heartbeat(services: Provided, document_id: DocumentId, review: ReviewToken) -> Lease:
    """Goes on with a review."""
    until = services.register.renew_review(document_id, review.token, lease_seconds=LEASE_SECONDS)
    return Lease(lease_until=until)


@router.post("/reviews/{document_id}/release", status_code=204, response_class=Response)
def release(services: Provided, document_id: DocumentId, review: ReviewToken) -> Response:
    """Breaks a review off: the document is back in the queue, what was corrected stays."""
    services.register.release_review(document_id, review.token)
    return Response(status_code=204)


@router.post("/reviews/{document_id}/finish", status_code=204, response_class=Response)
def finish(services: Provided, document_id: DocumentId, review: Finish) -> Response:
    """Ends a review: what was not corrected is right."""
    services.register.finish_review(document_id, review.token, version=review.version)
    return Response(status_code=204)


@router.post("/documents/{document_id}/corrections", status_code=201)
def correct(
    services: Provided, actor: Actor, document_id: DocumentId, request: CorrectionRequest
) -> Correction:
    """Keeps one correction, or the undoing of one. Nothing is overwritten."""
    (kept,) = correcting.correct(services, document_id, (request,), actor=actor)
    return kept


@router.get("/documents/{document_id}/corrections")
def corrections(services: Provided, document_id: DocumentId) -> CorrectionList:
    """All corrections with what became of each, and who each value and changed word comes from."""
    found = served.find(services, document_id)
    done = apply(found.pipelines, found.corrections)
    return CorrectionList(
        version=services.register.current(document_id).version,
        corrections=found.corrections,
        outcomes=done.outcomes,
        attributions=attributions(done.record, found.corrections, done.outcomes),
    )
