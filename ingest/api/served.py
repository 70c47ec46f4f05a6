"""The record as it is served: which version is asked for, and what people have made of it."""

import re
from dataclasses import dataclass

from pydantic_core import from_json

from ingest.api.services import Services
from ingest.errors import UnknownVersion
from ingest.review import corrected, protected_form
from ingest.storage import ObjectStore
from schemas.record import Record
from schemas.review import Correction

_CORRECTED = re.compile(r"(?P<record>.+)-c(?P<corrections>\d{1,9})")


@dataclass(frozen=True, kw_only=True)
class Served:
    """A record of the pipeline and the corrections to be applied to it."""

    store: ObjectStore
    record_key: str
    #: Of the pipeline's record.
    pipeline_version: str
    corrections: tuple[Correction, ...]

    @property
    def version(self) -> str:
        """Of the pipeline's record, and `-c` with the number of corrections if there are some."""
        count = len(self.corrections)
        return f"{self.pipeline_version}-c{count}" if count else self.pipeline_version

    @property
    def stored(self) -> bytes:
        """The pipeline's record as it was stored."""
        return self.store.get(self.record_key)

    @property
    def pipelines(self) -> Record:
        """The record as the pipeline made it."""
        return Record.model_validate_json(self.stored)

    @property
    def pages_alone(self) -> Record:
        """The same without its running text and, of its sections, with their tables alone.

        A page of a long document needs no more, and it takes a third of the time.
        """
        content = from_json(self.stored)
        sections = [
            section | {"blocks": [block for block in section["blocks"] if block["kind"] == "table"]}
            for section in content["sections"]
        ]
        tables = [section for section in sections if section["blocks"]]
        return Record.model_validate(content | {"text": "", "sections": tables})

    def content(self, *, masked: bool) -> bytes:
        """The answer's body, with personal identity numbers masked or not."""
        if not masked and not self.corrections:
            return self.stored
        done = corrected(self.pipelines, self.corrections)
        return (protected_form(done, self.corrections) if masked else done).model_dump_json().encode()


def find(services: Services, document_id: str, version: str | None = None) -> Served:
    """The current record with all corrections, or an earlier one.

    UnknownDocument, Withdrawn, NotReady, ReadingFailed, UnknownVersion.
    """
    every = services.register.corrections(document_id)
    if version is None:
        current = services.register.current(document_id)
        count = len(every)
    else:
        asked = _CORRECTED.fullmatch(version)
        name, count = (asked["record"], int(asked["corrections"])) if asked else (version, 0)
        current = services.register.record_of(document_id, name)
        if count > len(every):
            raise UnknownVersion
    return Served(
        store=services.store,
        record_key=current.record_key,
        pipeline_version=current.version,
        corrections=every[:count],
    )
