"""The decision on a lot, and doing an audit over from nothing but its report. Pure."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime

from ingest.audit.bounds import most_wrong
from ingest.audit.plan import single_plan
from ingest.audit.sampling import draw
from schemas.audit import AuditReport, Drawn, Finding, Since

CONFIDENCE = 0.95


def lot_hash(documents: Iterable[str]) -> str:
    """SHA-256 of the ids in their order, each followed by a line feed."""
    return hashlib.sha256("".join(f"{one}\n" for one in documents).encode()).hexdigest()


def report(
    number: int,
    drawn: Drawn,
    findings: Sequence[Finding],
    *,
    since: Iterable[Since],
    decided_by: str,
    decided_at: datetime,
) -> AuditReport:
    """The report of an audit whose whole sample has been looked at.

    ValueError if the findings are not those of the sample, or lot, plan and sample do not belong together.
    """
    _check(drawn)
    by_id = {finding.document_id: finding for finding in findings}
    sample = [one.document_id for one in drawn.sample]
    if len(findings) != len(sample) or set(by_id) != set(sample):
        raise ValueError("the findings are not those of the sample")
    wrong, lot_size = sum(finding.is_wrong for finding in findings), drawn.plan.lot_size
    return AuditReport(
        **{name: getattr(drawn, name) for name in Drawn.model_fields},
        number=number,
        findings=tuple(by_id[document_id] for document_id in sample),
        wrong_documents=wrong,
        decision="accepted" if wrong <= drawn.plan.acceptance_number else "rejected",
        upper_bound=most_wrong(wrong, len(sample), lot_size, confidence=drawn.confidence) / lot_size,
        wrong_fields=sum(len(finding.wrong_fields) for finding in findings),
        fields=sum(finding.fields for finding in findings),
        since=tuple(since),
        decided_by=decided_by,
        decided_at=decided_at,
    )


def is_reproduced(done: AuditReport) -> bool:
    """Whether everything in the report follows from its own lot, levels, seed and findings."""
    if done.plan != single_plan(len(done.documents), done.plan.levels):
        return False
    try:
        again = report(
            done.number,
            done,
            done.findings,
            since=done.since,
            decided_by=done.decided_by,
            decided_at=done.decided_at,
        )
    except ValueError:
        return False
    return again == done


def _check(drawn: Drawn) -> None:
    if (
        drawn.documents != tuple(sorted(set(drawn.documents)))
        or lot_hash(drawn.documents) != drawn.lot_sha256
    ):
        raise ValueError("the lot is not the one that was hashed")
    if len(drawn.documents) != drawn.plan.lot_size:
        raise ValueError("the plan is for a lot of another size")
    sample = tuple(one.document_id for one in drawn.sample)
    if sample != draw(drawn.documents, seed=drawn.seed, size=drawn.plan.sample_size):
        raise ValueError("the sample is not the one that the seed draws")
