"""Fills the search from the records that are kept: for documents that were read before it was there."""

from ingest.errors import NoSuchObject
from ingest.register import Register, entry_of
from ingest.storage import ObjectStore
from schemas.record import Record

AT_ONCE = 500


def reindex(register: Register, store: ObjectStore) -> tuple[int, int]:
    """How many documents were indexed, and how many have lost their record. It may be broken off.

    Documents that are finished in the meantime are indexed as they are finished.
    """
    done, lost = 0, set[str]()
    while True:
        waiting = [one for one in register.not_indexed(AT_ONCE + len(lost)) if one.document_id not in lost]
        if not waiting:
            return done, len(lost)
        for current in waiting:
            try:
                record = Record.model_validate_json(store.get(current.record_key))
            except NoSuchObject:
                lost.add(current.document_id)
                continue
            entry = entry_of(record, register.corrections(current.document_id))
            register.index(current.document_id, current.version, entry)
            done += 1
