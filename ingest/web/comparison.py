"""The comparison of one document of a run, for its page."""

from ingest import reprocessing
from ingest.api.services import Services
from ingest.web.differences import groups
from ingest.web.picture import picture
from ingest.web.run_labels import ITEM_STATE
from ingest.web.runs import ComparisonPage, LostCorrection
from schemas.record import Record
from schemas.review import Correction


def comparison_page(services: Services, run: int, document_id: str, wanted: int | None) -> ComparisonPage:
    """Everything that the page shows; `wanted` is the page whose picture is wanted. UnknownRun."""
    door = services.register.runs
    seen = reprocessing.refreshed(services.register, services.store, run)
    compared = reprocessing.compare(services.register, services.store, run, document_id)
    base = services.register.record_of(document_id, compared.item.base_version or "")
    record = Record.model_validate_json(services.store.get(base.record_key))
    corrections = {one.number: one for one in services.register.corrections(document_id)}
    first = next((one.page for one in compared.differences if one.page is not None), 1)
    number = min(wanted or first, len(record.pages))
    before, following = door.neighbours(run, document_id)
    head = services.register.head(document_id, private=True)
    return ComparisonPage(
        run=seen,
        item=compared.item,
        heading=head.title or head.filename,
        state=ITEM_STATE[compared.item.state],
        groups=groups(compared.differences, record),
        lost=tuple(_lost(corrections[one]) for one in compared.conflicts),
        page=number,
        pages=len(record.pages),
        picture=picture(document_id, record.pages[number - 1]),
        previous=before,
        following=following,
    )


def _lost(correction: Correction) -> LostCorrection:
    return LostCorrection(
        correction=correction, before=_told(correction.before), after=_told(correction.after)
    )


def _told(value: object) -> str:
    """A value as a person reads it: of an entry its value alone."""
    if isinstance(value, dict):
        return str(value.get("value") or value.get("name") or value.get("raw") or "")
    return "" if value is None else str(value)
