"""A correction is tried on the record before it is kept: what does not fit is refused whole."""

from collections.abc import Sequence

from ingest.api import served
from ingest.api.services import Services
from ingest.errors import DoesNotFit, NothingToUndo, StaleRecord
from ingest.register import entry_of
from ingest.review import apply
from schemas.review import Change, Correction, CorrectionRequest


def correct(
    services: Services, document_id: str, requests: Sequence[CorrectionRequest], *, actor: str
) -> tuple[Correction, ...]:
    """Keeps corrections that belong together, each made after the one before it: all or none.

    A request that was kept before under its key is answered as it was then.
    UnknownDocument, Withdrawn, NotReady, ReviewLost, StaleRecord, NothingToUndo, DoesNotFit.
    """
    first = requests[0]
    if first.key is not None:
        kept = services.register.kept_under(document_id, first.key)
        if kept:
            return kept
    found = served.find(services, document_id)
    current = services.register.current(document_id).version
    if (current, len(found.corrections)) != (first.version, first.after_number):
        raise StaleRecord
    for request in requests:
        if request.target.kind == "undo" and request.target.number > request.after_number:
            raise NothingToUndo(number=request.target.number)
    at = services.register.clock()
    wanted = tuple(
        Correction(
            **request.model_dump(exclude={"token", "after_number", "target"}),
            target=request.target,
            document_id=document_id,
            number=request.after_number + 1,
            actor=actor,
            at=at,
        )
        for request in requests
    )
    every = (*found.corrections, *wanted)
    pipelines = found.pipelines
    if any(outcome.fate != "applied" for outcome in apply(pipelines, every).outcomes[-len(wanted) :]):
        raise DoesNotFit
    return services.register.correct(document_id, requests, entry_of(pipelines, every))


def in_a_row(
    changes: Sequence[Change], *, token: str, version: str, after_number: int, key: str | None
) -> tuple[CorrectionRequest, ...]:
    """The requests for changes that are made together."""
    return tuple(
        CorrectionRequest(
            target=change.target,
            before=change.before,
            after=change.after,
            reason=change.reason,
            token=token,
            version=version,
            after_number=number,
            key=key,
        )
        for number, change in enumerate(changes, start=after_number)
    )
