"""The decision on a lot, and doing an audit over from nothing but its report. Pure."""

from collections.abc import Iterable, Sequence

from ingest.audit.bounds import most_wrong
from ingest.audit.plan import single_plan
from ingest.audit.sampling import draw
from schemas.audit import AuditReport, Finding, SamplingPlan

CONFIDENCE = 0.95


def report(
    lot: str,
    documents: Iterable[str],
    plan: SamplingPlan,
    seed: str,
    findings: Sequence[Finding],
    *,
    pipeline_versions: Iterable[str],
    confidence: float = CONFIDENCE,
) -> AuditReport:
    """The report of an audit whose whole sample has been looked at.

    ValueError if the findings are not those of the sample, or the lot is not the plan's.
    """
    ordered = tuple(sorted(set(documents)))
    if len(ordered) != plan.lot_size:
        raise ValueError("the plan is for a lot of another size")
    sample = draw(ordered, seed=seed, size=plan.sample_size)
    by_id = {finding.document_id: finding for finding in findings}
    if len(findings) != len(sample) or set(by_id) != set(sample):
        raise ValueError("the findings are not those of the sample")
    wrong = sum(bool(finding.wrong_fields) for finding in findings)
    return AuditReport(
        lot=lot,
        documents=ordered,
        plan=plan,
        seed=seed,
        sample=sample,
        findings=tuple(by_id[document_id] for document_id in sample),
        wrong_documents=wrong,
        decision="accepted" if wrong <= plan.acceptance_number else "rejected",
        confidence=confidence,
        upper_bound=most_wrong(wrong, len(sample), plan.lot_size, confidence=confidence) / plan.lot_size,
        wrong_fields=sum(len(finding.wrong_fields) for finding in findings),
        fields=sum(finding.fields for finding in findings),
        pipeline_versions=tuple(sorted(set(pipeline_versions))),
    )


def is_reproduced(done: AuditReport) -> bool:
    """Whether everything in the report follows from its own lot, levels, seed and findings."""
    try:
        again = report(
            done.lot,
            done.documents,
            single_plan(len(done.documents), done.plan.levels),
            done.seed,
            done.findings,
            pipeline_versions=done.pipeline_versions,
            confidence=done.confidence,
        )
    except ValueError:
        return False
    return again == done
