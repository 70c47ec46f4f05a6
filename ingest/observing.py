"""Figures of quality from the records that are kept. Each one is read: that takes time on a large archive."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from typing import Literal

from ingest.audit.quality import Observation, by_group, by_rule, observe
from ingest.errors import NoSuchObject, Withdrawn
from ingest.register import Register
from ingest.storage import ObjectStore
from schemas.record import Record
from schemas.search import Search

AT_ONCE = 500

Group = Literal["period", "issuer", "document_type", "text_source"]
GROUPS: Mapping[Group, Callable[[Observation], str | None]] = {
    "period": lambda one: one.period,
    "issuer": lambda one: one.issuer,
    "document_type": lambda one: one.document_type,
    "text_source": lambda one: one.text_source,
}


def observations(register: Register, store: ObjectStore) -> Iterator[Observation]:
    """What every document that is done and not withdrawn adds to the figures; one whose record is lost adds
    nothing."""
    finished = register.finished_reviews()
    before: str | None = None
    while True:
        part = register.find(Search(status="done"), private=True, before=before, limit=AT_ONCE)
        for document in part.documents:
            try:
                current = register.current(document.id)
                record = Record.model_validate_json(store.get(current.record_key))
            except (NoSuchObject, Withdrawn):
                continue
            yield observe(
                record,
                register.corrections(document.id),
                period=f"{document.received_at:%Y-%m}",
                reviewed=finished.get(document.id) == current.version,
            )
        before = part.next_before
        if before is None:
            return


def figures(register: Register, store: ObjectStore, group: Group) -> str:
    """The figures as JSON: of the whole, by group, and by rule."""
    seen = list(observations(register, store))
    content = {
        "whole": [asdict(one) for one in by_group(seen, lambda _: None)],
        group: [asdict(one) for one in by_group(seen, GROUPS[group])],
        "rules": [asdict(one) for one in by_rule(seen)],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)
