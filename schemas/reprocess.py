"""Reading again: which documents, what would change, and what is decided about it."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, JsonValue, model_validator

from schemas.base import Box, Count, DocumentId, Model, PageNumber, Problem
from schemas.search import Search

MOST_PICKED = 10_000
"""Documents that are picked one by one."""

Reading = Literal["kept", "again"]
RunState = Literal["running", "paused", "cancelled"]
ItemState = Literal[
    "waiting", "ready", "accepting", "accepted", "rejected", "failed", "outdated", "cancelled"
]
ChangeKind = Literal[
    "document_type",
    "title",
    "issuer",
    "recipient",
    "dnr",
    "dates",
    "officer",
    "decision_proposals",
    "decisions",
    "signatories",
    "attachments",
    "copy_to",
    "references",
    "personal_data",
    "secrecy",
    "words",
    "tables",
    "structure",
    "furniture",
    "repairs",
    "unread_pages",
    "page_source",
    "needs_review",
    "review_reasons",
    "evidence",
    "conflicts",
]
"""What can differ between two records of a document, each difference counted under one kind."""


class Selection(Model):
    """Which documents are to be run again: those that are read and not taken back."""

    which: Literal["documents", "search", "lot", "all"]
    documents: tuple[DocumentId, ...] = Field(default=(), max_length=MOST_PICKED)
    search: Search | None = Field(default=None, description="The filters of the list.")
    lot: int | None = Field(
        default=None, ge=1, description="Number of an audit: the documents of its lot, as they were drawn."
    )
    older: bool = Field(
        default=False, description="Of these only those whose record another pipeline version made."
    )

    @model_validator(mode="after")
    def _says_which(self) -> Self:
        if (self.which == "documents") != bool(self.documents):
            raise ValueError("`documents` belongs to which=documents, and there are some")
        if (self.which == "search") != (self.search is not None):
            raise ValueError("`search` belongs to which=search")
        if (self.which == "lot") != (self.lot is not None):
            raise ValueError("`lot` belongs to which=lot")
        return self


class RunRequest(Model):
    """What is to be run again, and how."""

    selection: Selection
    reading: Reading = Field(
        default="kept",
        description="`kept`: the readings of the pages are used again, and only what is made of them is made "
        "anew. `again`: the pages are read again, which takes as long as the first time.",
    )


class KindCount(Model):
    """How often something would change."""

    kind: ChangeKind
    documents: int = Field(ge=0, description="Documents with such a change.")
    changes: int = Field(ge=0, description="Changes of the kind in all of them.")


class Run(Model):
    """One run: where it stands, and what it would change."""

    id: int = Field(ge=1)
    made_at: datetime = Field(description="UTC.")
    actor: str
    selection: Selection
    reading: Reading
    pipeline_version: str = Field(description="Of the server that started it.")
    state: RunState
    documents: int = Field(ge=0)
    counts: dict[ItemState, int]
    unchanged: int = Field(ge=0, description="Undecided documents whose new record says the same.")
    kinds: tuple[KindCount, ...] = Field(description="Of the documents that are not decided, most first.")
    compared: int = Field(ge=0, description="How many comparisons were made: what a decision is about.")
    stale: int = Field(ge=0, description="Undecided documents corrected since they were compared.")
    on_trial: bool = Field(
        description="True while it tries a proposal that is not in force: nothing of it can be accepted."
    )

    @property
    def left(self) -> int:
        """Documents that are still to be run."""
        return self.counts.get("waiting", 0)

    @property
    def undecided(self) -> int:
        """Documents whose new record nobody has accepted or rejected."""
        return self.counts.get("ready", 0)


class RunList(Model):
    """The runs, newest first."""

    runs: tuple[Run, ...]


class RunItem(Model):
    """One document of a run."""

    run: int
    document_id: DocumentId
    state: ItemState
    base_version: str | None = Field(description="Of the record that was served when it was run.")
    version: str | None = Field(description="Of the new record: the candidate.")
    after_number: int = Field(ge=0, description="The last correction that the comparison knows.")
    changes: dict[ChangeKind, int] = Field(default_factory=dict)
    problem: Problem | None = Field(description="Why it failed, or is out of date.")
    decided_by: str | None
    decided_at: datetime | None = Field(description="UTC.")


class RunItems(Model):
    """A part of a run's documents, in the order in which they came in."""

    items: tuple[RunItem, ...]
    next_after: DocumentId | None = Field(description="Give it as `after`; null at the end.")


class Decision(Model):
    """What is to become of candidates: of all, of some documents, or of those with chosen changes alone."""

    accept: bool = Field(description="False: reject.")
    documents: Annotated[tuple[DocumentId, ...], Field(max_length=MOST_PICKED)] | None = Field(
        default=None, description="Only these."
    )
    kinds: tuple[ChangeKind, ...] | None = Field(
        default=None,
        description="Only documents all of whose changes are of these kinds; those without changes are.",
    )
    compared: Count = Field(
        description="Of the run as the decider saw it: nothing that was compared later is decided."
    )


class Decided(Model):
    """How many documents a decision was about; others were decided by somebody else, or have changed."""

    documents: int = Field(ge=0)


class Difference(Model):
    """One thing that would change."""

    kind: ChangeKind
    path: str | None = Field(default=None, description="JSON Pointer of a value; null for text.")
    before: JsonValue = Field(
        description="What is said now: a value without its evidence, or lines of text; null for nothing."
    )
    after: JsonValue = Field(description="What would be said instead.")
    size: int = Field(default=1, ge=1, description="Changes that it counts for: of text, its words.")
    page: PageNumber | None = Field(default=None, description="Where to look.")
    box: Box | None = Field(default=None, description="Where on that page; null for text files.")


class Comparison(Model):
    """A document's record as it is served, beside what would be served instead."""

    item: RunItem
    differences: tuple[Difference, ...]
    conflicts: tuple[int, ...] = Field(
        description="Numbers of corrections that hold now and would find no place in the new record."
    )
