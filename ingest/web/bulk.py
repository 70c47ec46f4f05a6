"""What is done to many documents at once: each by itself, so that one that cannot does not stop the
others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Literal
from zipfile import ZIP_DEFLATED, ZipFile

from ingest.accounts import Caller
from ingest.api import served
from ingest.api.services import Services
from ingest.errors import InkomError, NotReady, ReadingFailed, Withdrawn
from ingest.web.language import say
from ingest.web.table import table_lines
from ingest.web.wording import Language
from schemas.base import Problem
from schemas.document import DocumentSummary

Action = Literal["retry", "withdraw", "csv", "zip"]
MOST_AT_ONCE = 200
_IN_MEMORY = 16_000_000
"""Bytes of an archive before it goes to disk."""
_CHUNK = 1 << 18


@dataclass(frozen=True, kw_only=True)
class BulkOutcome:
    """What became of one document: done, or why not."""

    id: str
    title: str
    problem: Problem | None


@dataclass(frozen=True, kw_only=True)
class BulkPage:
    """Everything `bulk.html` shows. `back` is the address of the list."""

    action: Action
    outcomes: tuple[BulkOutcome, ...]
    back: str

    @property
    def done(self) -> int:
        """Documents that it was done to."""
        return sum(outcome.problem is None for outcome in self.outcomes)


def act(
    services: Services, caller: Caller, action: Literal["retry", "withdraw"], ids: Sequence[str], reason: str
) -> tuple[BulkOutcome, ...]:
    """Reads the documents again, or takes them back for this reason."""
    return tuple(_act_on(services, caller, action, document_id, reason) for document_id in ids)


def summaries(services: Services, caller: Caller, ids: Sequence[str]) -> list[DocumentSummary]:
    """What a list shows of them. UnknownDocument."""
    private = caller.may("personal_data")
    return [services.register.head(document_id, private=private) for document_id in ids]


def archive(services: Services, caller: Caller, ids: Sequence[str], language: Language) -> Iterator[bytes]:
    """A ZIP file of the records as the caller may see them, with a table of what is in it.

    A document without a record is in the table alone.
    """
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        with ZipFile(spool, "w", ZIP_DEFLATED) as pack:
            listed = summaries(services, caller, ids)
            pack.writestr("innehall.csv", "".join(table_lines(listed, lambda text: say(text, language))))
            for document in listed:
                _add_record(services, caller, pack, document.id)
        spool.seek(0)
        yield from _chunks(spool)


def _add_record(services: Services, caller: Caller, pack: ZipFile, document_id: str) -> None:
    try:
        found = served.find(services, document_id)
    except (NotReady, ReadingFailed, Withdrawn):
        return
    pack.writestr(f"{document_id}.json", found.content(masked=not caller.may("personal_data")))


def _chunks(spool: IO[bytes]) -> Iterator[bytes]:
    yield from iter(lambda: spool.read(_CHUNK), b"")


def _act_on(
    services: Services, caller: Caller, action: Literal["retry", "withdraw"], document_id: str, reason: str
) -> BulkOutcome:
    title, problem = document_id[:8], None
    try:
        document = services.register.head(document_id, private=caller.may("personal_data"))
        title = document.title or document.filename
        if action == "retry":
            services.register.retry(document_id, actor=caller.name)
        else:
            services.register.withdraw(document_id, actor=caller.name, reason=reason)
    except InkomError as error:
        problem = error.problem
    return BulkOutcome(id=document_id, title=title, problem=problem)
