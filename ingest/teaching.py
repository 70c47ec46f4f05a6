"""What corrections propose, tried on the archive before anybody accepts it."""

from collections.abc import Callable, Iterable, Iterator

from ingest.errors import InkomError, NotProposed
from ingest.learning import CorrectedDocument, Taught, proposals, said, worth_asking
from ingest.register import Register
from ingest.settings import Settings
from ingest.storage import ObjectStore
from schemas.learning import Entry, Learned, TryRequest
from schemas.record import Record


def learned(
    register: Register, store: ObjectStore, settings: Settings, is_listed: Callable[[str], bool]
) -> Learned:
    """What the corrections propose, and everything that was tried.

    `is_listed`: whether a word is in the lists of Swedish that the workers know.
    """
    entries = register.vocabulary.entries()
    known = {*_set(settings), *((one.setting, one.value) for one in entries if one.state != "undone")}
    corrections = register.vocabulary.corrections()
    asked = worth_asking(corrections, known, is_listed)
    documents = sorted({one.document_id for one in corrections if not asked.isdisjoint(said(one))})
    return Learned(proposals=proposals(_documents(register, store, documents), asked), entries=entries)


def try_out(
    register: Register,
    store: ObjectStore,
    settings: Settings,
    request: TryRequest,
    *,
    is_listed: Callable[[str], bool],
    actor: str,
    pipeline_version: str,
) -> Entry:
    """Run the whole archive with a proposed value, in the background. NotProposed, NothingChosen."""
    for one in learned(register, store, settings, is_listed).proposals:
        if (one.setting, one.value) == (request.setting, request.value):
            return register.vocabulary.try_out(one, actor=actor, pipeline_version=pipeline_version)
    raise NotProposed


def _set(settings: Settings) -> Iterator[Taught]:
    """What the environment says."""
    yield from (("own_dnr_prefixes", one) for one in settings.own_dnr_prefixes)
    yield from (("own_bodies", one) for one in settings.own_bodies)
    yield from (("own_words", part) for one in settings.own_words for part in (one, *one.split("-")))


def _documents(
    register: Register, store: ObjectStore, documents: Iterable[str]
) -> Iterator[CorrectedDocument]:
    """Those that still have a record to be seen."""
    for document_id in documents:
        try:
            current = register.current(document_id)
        except InkomError:
            continue
        record = Record.model_validate_json(store.get(current.record_key))
        yield CorrectedDocument(record=record, corrections=register.corrections(document_id))
