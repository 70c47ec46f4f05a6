"""The audit of a lot by a random sample: its plan, what the reviewers found, and the report."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from schemas.base import Count, DocumentId, Model, Sha256, Wording

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


CheckedField = Literal[
    "dnr",
    "dates",
    "issuer",
    "recipient",
    "title",
    "officer",
    "document_type",
    "decision_proposals",
    "decisions",
    "signatories",
    "attachments",
    "copy_to",
    "references",
    "personal_data",
    "secrecy",
    "text",
]
"""A field of the record that reviewers look at; `text` is the running text."""

SHEET_FIELDS: tuple[CheckedField, ...] = (
    "dnr",
    "dates",
    "issuer",
    "recipient",
    "title",
    "officer",
    "document_type",
)
"""What a registrar enters in the register, and what is looked at unless somebody says otherwise."""


class LotDefinition(Model):
    """Which documents the lot was made of, at the moment of the draw: all that both parts say."""

    search: str = Field(
        default="", max_length=4000, description="The list's address, after its question mark; all for none."
    )
    pile: DocumentId | None = Field(
        default=None, description="Only the documents that were cut out of this pile."
    )


class SampledDocument(Model):
    """A document of the sample, as it was at the draw: what reviewers look at, whatever comes later."""

    document_id: DocumentId
    record_version: str = Field(description="With `-c` and the number of corrections, if there were some.")
    record_sha256: Sha256 = Field(description="Of the pipeline's record as it is kept.")


class Drawn(Model):
    """An audit as it was begun. Nothing of it ever changes."""

    lot: str = Field(description="What the lot is, in the auditor's words.")
    definition: LotDefinition
    documents: tuple[DocumentId, ...] = Field(description="Every document of the lot, in order of id.")
    lot_sha256: Sha256 = Field(description="Of `documents`, each id followed by a line feed.")
    left_out: int = Field(ge=0, description="Documents of the definition that had no record at the draw.")
    checked: tuple[CheckedField, ...] = Field(min_length=1, description="What reviewers look at.")
    plan: SamplingPlan
    confidence: Share = Field(description="Of the bound.")
    seed: str = Field(min_length=1, max_length=200, description="Of the random sample.")
    seed_given: bool = Field(
        description="True for one that the auditor brought, false for one made by Inkom."
    )
    sample: tuple[SampledDocument, ...] = Field(description="In the order in which the sample was drawn.")
    pipeline_versions: tuple[str, ...] = Field(description="Of all records of the lot.")
    begun_by: str
    drawn_at: datetime = Field(description="UTC.")


class Finding(Model):
    """What a reviewer found in one document of the sample."""

    document_id: DocumentId
    wrong_fields: tuple[str, ...] = Field(description="Paths of the values that were wrong; none when right.")
    fields: int = Field(ge=0, description="Values that were looked at.")
    unseen: Literal["withdrawn"] | None = Field(
        default=None, description="Why nobody could look at it; the document then counts as wrong."
    )
    note: str | None = Field(default=None, max_length=2000)
    reviewer: str
    at: datetime = Field(description="UTC.")

    @property
    def is_wrong(self) -> bool:
        """Whether the document counts as wrong."""
        return bool(self.wrong_fields) or self.unseen is not None


class Since(Model):
    """What became of a document of the sample between the draw and the decision. It changes nothing there."""

    document_id: DocumentId
    withdrawn: bool
    version: str = Field(description="Of its current record.")


Decision = Literal["accepted", "rejected"]


class AuditReport(Drawn):
    """Everything from which the audit can be done over, and its decision."""

    number: int = Field(ge=1)
    findings: tuple[Finding, ...] = Field(description="One for each document of the sample, in its order.")
    wrong_documents: int = Field(ge=0)
    decision: Decision
    upper_bound: Share = Field(description="Of the share of wrong documents in the lot, one-sided, exact.")
    wrong_fields: int = Field(ge=0)
    fields: int = Field(ge=0)
    since: tuple[Since, ...] = Field(description="Documents of the sample that are no longer what was drawn.")
    decided_by: str
    decided_at: datetime = Field(description="UTC.")


AuditStatus = Literal["open", "accepted", "rejected", "abandoned"]


class AuditSummary(Model):
    """One audit in the list of all."""

    number: int
    lot: str
    state: AuditStatus
    begun_by: str
    drawn_at: datetime = Field(description="UTC.")
    sample_size: int
    looked_at: int = Field(description="Documents of the sample that have been reviewed.")


class Sampled(Model):
    """A document of the sample, what was found in it, and whether it is still what was drawn."""

    position: int = Field(ge=1)
    document_id: DocumentId
    title: str
    record_version: str
    finding: Finding | None
    revision: int = Field(ge=0, description="How many findings there have been; the last one holds.")
    withdrawn: bool
    newer: str | None = Field(description="The version of the current record, if it is another.")


class Audit(Model):
    """An audit as it stands."""

    number: int
    state: AuditStatus
    drawn: Drawn
    sample: tuple[Sampled, ...]
    ended_by: str | None
    ended_at: datetime | None = Field(description="UTC.")
    ended_why: str | None = Field(description="Why it was abandoned.")

    @property
    def looked_at(self) -> int:
        """Documents of the sample that have a finding."""
        return sum(one.finding is not None for one in self.sample)

    @property
    def wrong(self) -> int:
        """Documents that were found wrong."""
        return sum(one.finding is not None and one.finding.is_wrong for one in self.sample)


class AuditRequest(Model):
    """An audit to be begun."""

    lot: Wording = Field(max_length=200, description="What the lot is, in the auditor's words.")
    definition: LotDefinition = LotDefinition()
    levels: Levels = Levels(acceptable=0.02, limiting=0.1)
    checked: tuple[CheckedField, ...] = Field(default=SHEET_FIELDS, min_length=1)
    seed: str | None = Field(
        default=None, min_length=1, max_length=200, description="Left out, one is made by chance."
    )


class AuditPlan(Model):
    """What an audit would be."""

    plan: SamplingPlan
    left_out: int = Field(ge=0, description="Documents of the definition that have no record yet.")
    curve: tuple[OperatingPoint, ...]


class FindingRequest(Model):
    """What was found in a document of the sample."""

    wrong_fields: tuple[Annotated[str, Field(pattern=r"^/[a-z_]+(/(-|\d+))?$", max_length=100)], ...] = Field(
        default=(), max_length=1000
    )
    fields: Count
    unseen: Literal["withdrawn"] | None = None
    note: str | None = Field(default=None, max_length=2000)
    revision: Count = Field(description="How many findings of the document the reviewer knows.")
