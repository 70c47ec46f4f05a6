"""A document on its way: the receipt for its upload and where it stands."""

from datetime import date, datetime
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from schemas.base import DocumentId, Model, PageNumber, Problem, Sha256, Wording
from schemas.metadata import DocumentType

DocumentStatus = Literal["received", "processing", "done", "failed"]
PageStatus = Literal["waiting", "reading", "read", "failed"]
MediaType = Literal["application/pdf", "image/tiff", "image/jpeg", "image/png", "text/plain"]


class Statement(Model):
    """What the uploader knows about the document and chose to say."""

    date_received: date | None = Field(default=None, description="The day the document came in.")
    dnr: str | None = Field(default=None, max_length=100, description="The case's number, if already known.")
    note: str | None = Field(default=None, max_length=2000)
    scanner: str | None = Field(default=None, max_length=100)

    @field_validator("dnr", "note", "scanner")
    @classmethod
    def _holds_no_nul(cls, text: str | None) -> str | None:
        """NUL is left out: nobody sees it, and PostgreSQL does not keep it."""
        return text.replace("\0", "") or None if text else text


class Probe(Model):
    """What the sandboxed probe found out about an upload's bytes."""

    media_type: MediaType
    pages: int = Field(ge=1)
    embedded: int = Field(default=0, ge=0, description="Files in a PDF beside its pages.")


class Receipt(Model):
    """Proof that the original is safely stored. The same bytes uploaded again give a second receipt."""

    receipt_id: int = Field(ge=1)
    id: DocumentId
    status: DocumentStatus
    duplicate: bool = Field(description="True when the same bytes were already here.")
    filename: str
    media_type: MediaType
    bytes: int = Field(ge=1)
    sha256: Sha256
    pages: int = Field(ge=1)
    received_at: datetime = Field(description="UTC.")
    stated: Statement


class PageProgress(Model):
    """Where one page stands."""

    number: PageNumber
    status: PageStatus
    problem: Problem | None = None


class Withdrawal(Model):
    """A wrong upload taken back: who did it, when and why. Everything is kept; nothing of it is shown."""

    at: datetime = Field(description="UTC.")
    actor: str
    reason: str


class WithdrawalRequest(Model):
    """Why an upload was wrong."""

    reason: Wording = Field(max_length=2000)


class PageRange(Model):
    """Pages that belong together, both ends included."""

    first: PageNumber
    last: PageNumber

    @model_validator(mode="after")
    def _is_forward(self) -> Self:
        if self.last < self.first:
            raise ValueError("last comes before first")
        return self


class SplitRequest(Model):
    """How a pile falls apart. Pages outside all parts, such as separator sheets, go into none."""

    parts: tuple[PageRange, ...] | None = Field(
        default=None, description="In the pile's order; left out: between the separator sheets of its record."
    )


class DocumentView(Model):
    """Where a document stands, with every page and every receipt."""

    id: DocumentId
    status: DocumentStatus
    filename: str
    media_type: MediaType
    bytes: int
    sha256: Sha256
    received_at: datetime
    finished_at: datetime | None
    pages_total: int
    pages_done: int = Field(description="Pages read or given up.")
    pages: tuple[PageProgress, ...]
    problem: Problem | None = Field(description="Why the document failed, if it did.")
    receipts: tuple[Receipt, ...]
    record_version: str | None = Field(description="Version of the current record; null before it is done.")
    withdrawn: Withdrawal | None = Field(default=None, description="Set when the upload was taken back.")


class Excerpt(Model):
    """The surroundings of a search's first hit in the running text, protected form."""

    text: str
    hits: tuple[tuple[int, int], ...] = Field(
        description="First character of each hit and one past its last."
    )
    cut_before: bool = Field(description="Whether text stands before it.")
    cut_after: bool = Field(description="Whether text follows it.")


class DocumentSummary(Model):
    """One row of a list of documents. What its record says is null before there is one."""

    id: DocumentId
    status: DocumentStatus
    filename: str
    media_type: MediaType
    received_at: datetime = Field(description="When Inkom first received it, UTC.")
    received_on: date | None = Field(
        default=None,
        description="The day on which it came in, where its uploader or the document says so.",
    )
    received_basis: Literal["stated", "read"] | None = Field(
        default=None, description="Whether its uploader stated that day, or it is read in the document."
    )
    pages_total: int
    pages_done: int
    problem: Problem | None
    title: str | None = None
    dnr: str | None = Field(default=None, description="The first of its own numbers.")
    document_type: DocumentType | None = None
    issuer: str | None = None
    officer: str | None = None
    document_date: str | None = Field(default=None, description="The document's own date, ISO or EDTF.")
    needs_review: bool | None = None
    personal_data: bool | None = Field(
        default=None, description="Whether a personal identity number was found in it."
    )
    excerpt: Excerpt | None = Field(default=None, description="Where the query stands, if one was given.")


class DocumentList(Model):
    """A part of the documents that were asked for, in the order that was asked for."""

    documents: tuple[DocumentSummary, ...]
    next_before: str | None = Field(description="Give it as `before` to get what follows; null at the end.")


class Total(Model):
    """How many documents a search finds."""

    count: int
    at_least: bool = Field(
        description="True when there are more: counting stops at 10,000, with a query at 1,000."
    )
