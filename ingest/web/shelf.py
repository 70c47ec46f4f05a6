"""Records and readings from the store, as the pages need them. A record never changes once it is kept, so the
last ones used stay in memory: a reader who turns pages does not wait for the whole record each time."""

from collections.abc import Hashable
from functools import lru_cache
from typing import cast

from ingest.api.access import calling, may_see_everything, shown_to
from ingest.api.services import Services
from ingest.errors import NoSuchObject
from ingest.storage import ObjectStore, keys
from schemas.page import ReadPage
from schemas.record import Record

RECORDS_AT_HAND = 8
"""The record of a 300-page report takes about 20 MB in memory."""


def current_record(services: Services, document_id: str) -> tuple[Record, str]:
    """The document's current record as the caller may see it, and its version.

    UnknownDocument, Withdrawn, NotReady, ReadingFailed.
    """
    current = services.register.current(document_id)
    record = _record(cast(Hashable, services.store), current.record_key)
    shown = shown_to(calling(), record)
    if not may_see_everything(services, document_id):
        # What cannot be masked is not shown: the pages come without their pictures.
        pages = tuple(page.model_copy(update={"renditions": ()}) for page in shown.pages)
        shown = shown.model_copy(update={"pages": pages})
    return shown, current.version


@lru_cache(maxsize=RECORDS_AT_HAND)
def _record(store: Hashable, key: str) -> Record:
    return Record.model_validate_json(cast(ObjectStore, store).get(key))


def reading(services: Services, document_id: str, version: str, page: int) -> ReadPage | None:
    """The page as it was read, with the box of every line; None if it was given up, or may not be seen."""
    if not may_see_everything(services, document_id):
        return None
    kept = services.register.record_of(document_id, version).readings
    try:
        return ReadPage.model_validate_json(services.store.get(keys.reading(document_id, kept, page)))
    except NoSuchObject:
        return None
