"""What an authority teaches Inkom about itself: proposed by corrections, tried on the archive, accepted."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from schemas.base import DocumentId, Model

TaughtSetting = Literal["own_dnr_prefixes", "own_bodies", "own_words"]
EntryState = Literal["trial", "in_force", "declined", "undone"]


class Evidence(Model):
    """A correction that speaks for a proposal."""

    document_id: DocumentId
    correction: int = Field(ge=1)
    actor: str


class Proposal(Model):
    """A value that a setting lacks, by what people have corrected."""

    setting: TaughtSetting
    value: str
    evidence: tuple[Evidence, ...]

    @property
    def documents(self) -> int:
        """In how many documents it was corrected."""
        return len({one.document_id for one in self.evidence})


class Entry(Model):
    """A value that somebody has tried, and what was decided about it."""

    id: int = Field(ge=1)
    setting: TaughtSetting
    value: str
    state: EntryState
    evidence: tuple[Evidence, ...]
    run: int = Field(ge=1, description="The run that shows its effect on the archive.")
    tried_by: str
    tried_at: datetime = Field(description="UTC.")
    decided_by: str | None
    decided_at: datetime | None = Field(description="UTC.")


class Learned(Model):
    """What is proposed, and what was tried before, newest first."""

    proposals: tuple[Proposal, ...]
    entries: tuple[Entry, ...]


class TryRequest(Model):
    """A proposal to be tried on every document that has been read."""

    setting: TaughtSetting
    value: str = Field(min_length=1, max_length=200)
