"""Records and readings from the store, as the pages need them.

A record never changes once it is kept, and corrections are only added, so the last records used stay in
memory: a reader who turns pages does not wait for the whole record each time.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import cast

from ingest.api import served
from ingest.api.access import calling, may_see_everything
from ingest.api.served import Served
from ingest.api.services import Services
from ingest.errors import NoSuchObject
from ingest.review import Corrected, apply, protected_corrections, protected_form
from ingest.storage import keys
from schemas.page import ReadPage
from schemas.record import Record
from schemas.review import Correction, Outcome

RECORDS_AT_HAND = 8
"""The record of a 300-page report takes about 20 MB in memory, without its running text a fifth of that."""


@dataclass(frozen=True, kw_only=True)
class Shelved:
    """A record as its reader may see it, with people's corrections, and what became of each of them."""

    record: Record
    #: Of the pipeline's record: its readings and pictures are kept under it.
    version: str
    #: Of the record as it is shown.
    shown_version: str
    corrections: tuple[Correction, ...]
    outcomes: tuple[Outcome, ...]
    is_masked: bool


@dataclass(frozen=True)
class _Wanted:
    """What a corrected record is known by; what it is made of is looked at only when it is made."""

    store: Hashable
    document_id: str
    version: str
    is_whole: bool
    found: Served = field(compare=False)


def current_record(
    services: Services, document_id: str, version: str | None = None, *, running_text: bool = True
) -> Shelved:
    """The document's current record, or an earlier one, as the caller may see it.

    Who only shows pages and values does without the `running_text`: `text` and all sections but tables may
    then be missing. UnknownDocument, Withdrawn, NotReady, ReadingFailed, UnknownVersion.
    """
    found = served.find(services, document_id, version)
    # What a correction of a line changes is known only with the text around it.
    is_whole = running_text or bool(found.corrections)
    wanted = _Wanted(cast(Hashable, services.store), document_id, found.version, is_whole, found)
    done = _corrected(wanted)
    masked = not calling().may("personal_data")
    record = _protected(wanted) if masked else done.record
    if not may_see_everything(services, document_id):
        # What cannot be masked is not shown: the pages come without their pictures.
        pages = tuple(page.model_copy(update={"renditions": ()}) for page in record.pages)
        record = record.model_copy(update={"pages": pages})
    return Shelved(
        record=record,
        version=found.pipeline_version,
        shown_version=found.version,
        corrections=protected_corrections(found.corrections, of=done.record) if masked else found.corrections,
        outcomes=done.outcomes,
        is_masked=masked,
    )


@lru_cache(maxsize=RECORDS_AT_HAND)
def _corrected(wanted: _Wanted) -> Corrected:
    found = wanted.found
    return apply(found.pipelines if wanted.is_whole else found.pages_alone, found.corrections)


@lru_cache(maxsize=RECORDS_AT_HAND)
def _protected(wanted: _Wanted) -> Record:
    return protected_form(_corrected(wanted).record, wanted.found.corrections)


def reading(services: Services, document_id: str, version: str, page: int) -> ReadPage | None:
    """The page as it was read, with the box of every line; None if it was given up, or may not be seen."""
    if not may_see_everything(services, document_id):
        return None
    kept = services.register.record_of(document_id, version).readings
    try:
        return ReadPage.model_validate_json(services.store.get(keys.reading(document_id, kept, page)))
    except NoSuchObject:
        return None
