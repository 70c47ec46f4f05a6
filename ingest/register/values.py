"""What goes into the register and what comes out of it, apart from the nouns of the contract."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from schemas.base import DOCUMENT_ID_LENGTH
from schemas.document import MediaType, Statement

ASSEMBLY = 0
"""The page number that stands for the work on the document as a whole; it comes after all its pages."""


def unit_of(run: int) -> int:
    """The number, in place of a page's, of the work on a document in a run of reading again: below 0."""
    return -run


def run_of(unit: int) -> int | None:
    """The run that a unit of work belongs to; None for a page and for `ASSEMBLY`."""
    return -unit if unit < ASSEMBLY else None


@dataclass(frozen=True, kw_only=True)
class NewDocument:
    """An upload whose original is already safe in the object store."""

    sha256: str
    filename: str
    media_type: MediaType
    #: Size of the original in bytes.
    bytes: int
    pages: int
    #: Files in a PDF beside its pages.
    embedded: int = 0
    stated: Statement
    #: Who uploaded it.
    actor: str

    @property
    def id(self) -> str:
        """The document's id: the beginning of its hash."""
        return self.sha256[:DOCUMENT_ID_LENGTH]


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """The documents that came in just before and just after one, if there are any."""

    earlier: str | None
    later: str | None


@dataclass(frozen=True, kw_only=True)
class Work:
    """A row of the outbox: a unit of work that the broker is still to be told about."""

    sequence: int
    document_id: str
    #: Counted from 1, or `ASSEMBLY`, or `unit_of` a run.
    page: int


@dataclass(frozen=True, kw_only=True)
class Claim:
    """The right to work on one page, or on a document's assembly, for as long as the lease holds."""

    document_id: str
    #: Counted from 1, or `ASSEMBLY`, or `unit_of` a run.
    page: int
    #: The claimant's name and a mark that no other claim has, so that a stale owner is recognised.
    owner: str
    #: Counted from 1.
    attempt: int
    #: The document's revision when the claim was made.
    revision: int


@dataclass(frozen=True, kw_only=True)
class Swept:
    """What one sweep did."""

    #: Units of work put into the outbox again.
    requeued: int
    #: Units whose attempts were used up.
    given_up: int


@dataclass(frozen=True, kw_only=True)
class SplitOff:
    """A document that was cut out of a pile, from one page of it to another."""

    document_id: str
    first: int
    last: int


@dataclass(frozen=True, kw_only=True)
class SourceRow:
    """What a worker needs to know about a document's original."""

    document_id: str
    sha256: str
    filename: str
    media_type: MediaType
    #: Size of the original in bytes.
    bytes: int
    pages: int
    #: Files in a PDF beside its pages; None when it came in before they were counted.
    embedded: int | None
    #: UTC.
    received_at: datetime
    #: Grows with every retry.
    revision: int


@dataclass(frozen=True, kw_only=True)
class CurrentRecord:
    """Where the current record of a finished document lies."""

    document_id: str
    version: str
    #: Key in the object store.
    record_key: str
    #: Keys in the object store, by the artifact's name.
    artifacts: Mapping[str, str]
    #: The version under which the readings and pictures of its pages lie.
    readings: str
