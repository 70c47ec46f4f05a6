"""The audit of a lot by a random sample: its plan, what the reviewers found, and the report."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from schemas.base import DocumentId, Model, Sha256

Share = Annotated[float, Field(ge=0, le=1)]
Risk = Annotated[float, Field(gt=0, lt=1)]


class Levels(Model):
    """What is demanded of a lot, and which risks are taken."""

    acceptable: Share = Field(description="AQL: a lot with at most this share of wrong documents is good.")
    limiting: Share = Field(description="LQ: a lot with at least this share is bad.")
    producers_risk: Risk = Field(default=0.05, description="Of rejecting a good lot, at most.")
    consumers_risk: Risk = Field(default=0.1, description="Of accepting a bad lot, at most.")


class OperatingPoint(Model):
    """A point of the operating-characteristic curve."""

    share_wrong: Share
    accepted: Share = Field(description="Probability that a lot with this share is accepted.")


class SamplingPlan(Model):
    """Look at `sample_size` documents of the lot; accept it if at most `acceptance_number` are wrong."""

    lot_size: int = Field(ge=1)
    sample_size: int = Field(ge=1)
    acceptance_number: int = Field(ge=0)
    levels: Levels
    producers_risk: Share = Field(description="Of this plan, exactly.")
    consumers_risk: Share = Field(description="Of this plan, exactly.")


class Finding(Model):
    """What the reviewer found in one document of the sample."""

    document_id: DocumentId
    record_version: str
    record_sha256: Sha256
    wrong_fields: tuple[str, ...] = Field(description="Paths of the values that were wrong; none when right.")
    fields: int = Field(ge=0, description="Values that were looked at.")
    reviewer: str
    at: datetime = Field(description="UTC.")


class AuditReport(Model):
    """Everything from which the audit can be done over, and its decision."""

    lot: str = Field(description="What the lot is, in the auditor's words.")
    documents: tuple[DocumentId, ...] = Field(description="Every document of the lot, in order of id.")
    plan: SamplingPlan
    seed: str = Field(min_length=1, description="Of the random sample.")
    sample: tuple[DocumentId, ...] = Field(description="In the order in which the sample was drawn.")
    findings: tuple[Finding, ...] = Field(description="One for each document of the sample, in its order.")
    wrong_documents: int = Field(ge=0)
    decision: Literal["accepted", "rejected"]
    confidence: Share = Field(description="Of the bounds.")
    upper_bound: Share = Field(description="Of the share of wrong documents in the lot, one-sided, exact.")
    wrong_fields: int = Field(ge=0)
    fields: int = Field(ge=0)
    pipeline_versions: tuple[str, ...]
