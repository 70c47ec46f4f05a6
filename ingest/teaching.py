"""What corrections propose, tried on the archive before anybody accepts it."""

from collections.abc import Iterator

from ingest.errors import InkomError, NotProposed
from ingest.learning import CorrectedDocument, proposals
from ingest.register import Register
from ingest.settings import Settings
from ingest.storage import ObjectStore
from schemas.learning import Entry, Learned, TaughtSetting, TryRequest
from schemas.record import Record


def learned(register: Register, store: ObjectStore, settings: Settings) -> Learned:
    """What the corrections propose, and everything that was tried."""
    entries = register.vocabulary.entries()
    known: set[tuple[TaughtSetting, str]] = {("own_dnr_prefixes", one) for one in settings.own_dnr_prefixes}
    known |= {("own_bodies", one) for one in settings.own_bodies}
    known |= {(one.setting, one.value) for one in entries if one.state != "undone"}
    return Learned(proposals=proposals(_documents(register, store), known), entries=entries)


def try_out(
    register: Register,
    store: ObjectStore,
    settings: Settings,
    request: TryRequest,
    *,
    actor: str,
    pipeline_version: str,
) -> Entry:
    """Run the whole archive with a proposed value, in the background. NotProposed, NothingChosen."""
    for one in learned(register, store, settings).proposals:
        if (one.setting, one.value) == (request.setting, request.value):
            return register.vocabulary.try_out(one, actor=actor, pipeline_version=pipeline_version)
    raise NotProposed


def _documents(register: Register, store: ObjectStore) -> Iterator[CorrectedDocument]:
    """Documents that were corrected and still have a record to be seen."""
    for document_id in register.vocabulary.corrected_documents():
        try:
            current = register.current(document_id)
        except InkomError:
            continue
        record = Record.model_validate_json(store.get(current.record_key))
        yield CorrectedDocument(record=record, corrections=register.corrections(document_id))
