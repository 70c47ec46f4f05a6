"""Audits by sample: their plan, their sample, what reviewers found, the decision and its report."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from fastapi.responses import Response
from pydantic import Field

from ingest import auditing
from ingest.api.access import Actor, needs
from ingest.api.documents import COMMON, LAST_SEQUENCE, PROBLEM
from ingest.api.services import Provided
from ingest.audit_pdf import audit_pdf
from ingest.errors import UnknownAudit
from ingest.register.audits import Audits, report_hash
from schemas.audit import (
    Audit,
    AuditPlan,
    AuditReport,
    AuditRequest,
    AuditSummary,
    Finding,
    FindingRequest,
    Levels,
    LotDefinition,
)
from schemas.base import Model, Wording

REFUSED: dict[int | str, dict[str, Any]] = {
    404: {"description": "No such audit.", **PROBLEM},
    409: {"description": "It has ended, is not done, or was changed since it was read.", **PROBLEM},
}
Number = Annotated[int, Path(ge=1, le=LAST_SEQUENCE)]

router = APIRouter(
    prefix="/api/v1/audits", tags=["audit"], responses={**COMMON, **REFUSED}, dependencies=[needs("review")]
)


class PlanRequest(Model):
    """A plan to be worked out."""

    definition: LotDefinition = LotDefinition()
    levels: Levels = Levels(acceptable=0.02, limiting=0.1)


class Abandonment(Model):
    """Why an audit ends without a decision."""

    reason: Wording = Field(max_length=2000)


@router.get("")
def audits(services: Provided) -> tuple[AuditSummary, ...]:
    """Every audit, latest first."""
    return Audits(services.register.database).all()


@router.post("/plan")
def plan(services: Provided, request: PlanRequest) -> AuditPlan:
    """The lot as it is just now, its plan, and how likely the plan accepts which lot. Nothing is drawn."""
    return auditing.planned(Audits(services.register.database), request.definition, request.levels)


@router.post("", status_code=201)
def begin(services: Provided, actor: Actor, request: AuditRequest) -> Audit:
    """Freezes the lot and draws the sample."""
    number = auditing.begin(services.register, services.store, request, actor=actor)
    return Audits(services.register.database).audit(number)


@router.get("/{number}")
def audit(services: Provided, number: Number) -> Audit:
    """An audit as it stands."""
    return Audits(services.register.database).audit(number)


@router.put("/{number}/documents/{position}")
def find(services: Provided, actor: Actor, number: Number, position: Number, found: FindingRequest) -> Audit:
    """Keeps what was found in a document of the sample."""
    kept = Audits(services.register.database)
    keep_finding(kept, number, position, found, actor=actor)
    return kept.audit(number)


@router.post("/{number}/decide")
def decide(services: Provided, actor: Actor, number: Number) -> AuditReport:
    """Accepts or rejects the lot, when the whole sample has been looked at."""
    return Audits(services.register.database).decide(number, actor=actor)


@router.post("/{number}/abandon", status_code=204, response_class=Response)
def abandon(services: Provided, actor: Actor, number: Number, why: Abandonment) -> Response:
    """Ends an audit without a decision; it stays in the list."""
    Audits(services.register.database).abandon(number, actor=actor, reason=why.reason)
    return Response(status_code=204)


@router.get(
    "/{number}/report",
    response_class=Response,
    responses={200: {"model": AuditReport, "description": "The report."}},
)
def report(services: Provided, number: Number) -> Response:
    """The report, byte for byte as its hash is in the log: `inkom verify --audit FILE` does it over."""
    kept = Audits(services.register.database).report(number)
    name = f'attachment; filename="stickprov-{number}.json"'
    return Response(kept.encode(), media_type="application/json", headers={"Content-Disposition": name})


@router.get(
    "/{number}/report.pdf",
    response_class=Response,
    responses={200: {"content": {"application/pdf": {}}, "description": "PDF/A-2b."}},
)
def report_pdf(services: Provided, number: Number) -> Response:
    """The report to be kept and signed: PDF/A."""
    kept = Audits(services.register.database).report(number)
    content = audit_pdf(AuditReport.model_validate_json(kept), report_hash(kept))
    name = f'attachment; filename="stickprov-{number}.pdf"'
    return Response(content, media_type="application/pdf", headers={"Content-Disposition": name})


def keep_finding(kept: Audits, number: int, position: int, found: FindingRequest, *, actor: str) -> None:
    """Keep what `actor` found. UnknownAudit, AuditEnded, StaleFinding."""
    sample = kept.audit(number).drawn.sample
    if position > len(sample):
        raise UnknownAudit(number=number)
    finding = Finding(
        document_id=sample[position - 1].document_id,
        wrong_fields=tuple(dict.fromkeys(found.wrong_fields)),
        fields=found.fields,
        unseen=found.unseen,
        note=found.note,
        reviewer=actor,
        at=kept.clock(),
    )
    kept.find(number, position, finding, revision=found.revision)
