"""Runs a read document again: its candidate is made, stored and compared with what is served.

Nothing that is served changes here. A long document is read page by page and stands aside when new uploads
wait; what has been read stays, and whoever goes on finds it. A worker that dies leaves readings under the
candidate's version and, at most, files that nothing points to.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from pydantic import ValidationError

from ingest.errors import InkomError, NotReady, OutOfDate, RetryLater, ServiceAway, Withdrawn
from ingest.register import Candidate, Claim, CurrentRecord, Register, SourceRow, run_of
from ingest.reprocessing import accept, changes_of
from ingest.storage import ObjectStore, keys
from schemas.page import ReadPage
from schemas.record import Record
from schemas.reprocess import Reading
from workers import pipeline
from workers.scratch import scratch_folder
from workers.stored_pages import StoredPages, original_of
from workers.version import PIPELINE_VERSION

AT_A_STRETCH_SECONDS = 300.0
"""How long a document is read before other documents of runs have their turn; far less than a unit of work
may take."""


class _StepAside(Exception):
    """Pages are left, and something else goes first."""


def work_on(claim: Claim, register: Register, store: ObjectStore, engines: pipeline.Engines) -> None:
    """Does what the run wants of the claimed document, and records it. LeaseLost."""
    run = run_of(claim.page)
    task = None if run is None else register.runs.task(run, claim.document_id)
    if task is None:
        register.runs.done(claim)
        return
    if task.accept:
        accept(register, store, task.run, claim.document_id)
        register.runs.done(claim)
        return
    try:
        source = register.source(claim.document_id)
        base = _base(register, claim.document_id)
        engines = pipeline.taught(engines, register.vocabulary.of_run(task.run))
        job = Job(
            claim=claim,
            source=source,
            base=base,
            reading=task.reading,
            run=task.run,
            is_last_attempt=claim.attempt >= max(2, engines.settings.attempts),
        )
        made = _make(job, register, store, engines)
    except (OutOfDate, Withdrawn, NotReady) as error:
        register.runs.leave(claim, error.problem)
    except _StepAside:
        register.runs.step_aside(claim)
    else:
        register.runs.offer(claim, made)


@dataclass(frozen=True, kw_only=True)
class Job:
    """A document to be run again."""

    claim: Claim
    source: SourceRow
    base: CurrentRecord
    reading: Reading
    run: int
    is_last_attempt: bool

    @property
    def version(self) -> str:
        """Of the candidate: no two runs and no two revisions share it."""
        return f"{PIPELINE_VERSION}-r{self.source.revision}-o{self.run}"


@dataclass(frozen=True, kw_only=True)
class _Pages:
    """All pages of a document, under which version they are kept, and which of them were not read again."""

    pages: Sequence[ReadPage]
    version: str
    reused: tuple[int, ...]


def _base(register: Register, document_id: str) -> CurrentRecord:
    """The record that is served. OutOfDate while the document is being read anew."""
    if register.document(document_id).status != "done":
        raise OutOfDate
    return register.current(document_id)


def _make(job: Job, register: Register, store: ObjectStore, engines: pipeline.Engines) -> Candidate:
    served = Record.model_validate_json(store.get(job.base.record_key))
    with _original(store, job.source) as original, scratch_folder() as folder:
        pages = _all_pages(job, original, register, store, engines)
        earlier = pipeline.Earlier(record=served, readings=job.base.readings, pages=pages.reused)
        made = pipeline.assemble_again(
            original, pages.pages, engines, folder, earlier, last_attempt=job.is_last_attempt
        )
        artifacts = _keep_files(job, made, store)
    record_key = keys.record(job.source.document_id, job.version)
    store.put(record_key, made.record.json_bytes(), "application/json")
    # Of several attempts the first one's record may stay: what is compared is what would be served.
    kept = Record.model_validate_json(store.get(record_key))
    corrections = register.corrections(job.source.document_id)
    return Candidate(
        base_version=job.base.version,
        version=job.version,
        record_key=record_key,
        artifacts=artifacts,
        readings=pages.version,
        after_number=len(corrections),
        changes=changes_of(served, kept, corrections),
    )


def _all_pages(
    job: Job,
    original: pipeline.Original,
    register: Register,
    store: ObjectStore,
    engines: pipeline.Engines,
) -> _Pages:
    """Every page as it was read or is read now, or the mark of one that cannot be.

    Readings that are used again and those that are not lie under different versions, and pictures with
    them: one page whose reading is gone, or has another form, lets all pages be read again.
    """
    if job.reading == "kept":
        kept = _kept_pages(job, register, store)
        if kept is not None:
            return kept
    return _pages_read_again(job, original, register, store, engines)


def _kept_pages(job: Job, register: Register, store: ObjectStore) -> _Pages | None:
    stored = StoredPages(
        store=store,
        document_id=job.source.document_id,
        version=job.base.readings,
        number=job.source.pages,
    )
    failed = register.failed_pages(job.source.document_id)
    pages: list[ReadPage] = []
    for number in range(1, job.source.pages + 1):
        try:
            page = pipeline.unread_page(number, failed[number]) if number in failed else stored.kept(number)
        except ValidationError:
            return None
        if page is None:
            return None
        pages.append(page)
    return _Pages(
        pages=pages,
        version=job.base.readings,
        reused=tuple(page.number for page in pages if page.problem is None),
    )


def _pages_read_again(
    job: Job,
    original: pipeline.Original,
    register: Register,
    store: ObjectStore,
    engines: pipeline.Engines,
) -> _Pages:
    """Raises the first page's error when no page can be read; at once what another attempt may not meet."""
    stored = StoredPages(
        store=store, document_id=job.source.document_id, version=job.version, number=job.source.pages
    )
    pages: list[ReadPage] = []
    errors: list[InkomError] = []
    started, has_read = time.monotonic(), False
    for number in range(1, job.source.pages + 1):
        page = stored.kept(number)
        if page is None:
            if has_read and (
                time.monotonic() - started > AT_A_STRETCH_SECONDS or register.runs.others_wait()
            ):
                raise _StepAside
            has_read = True
            try:
                page = stored.read(original, number, engines, careful=job.is_last_attempt).page
            except ServiceAway:
                raise
            except InkomError as error:
                if isinstance(error, RetryLater) and not job.is_last_attempt:
                    raise
                errors.append(error)
                page = pipeline.unread_page(number, error.problem)
        pages.append(page)
    if len(errors) == len(pages):
        raise errors[0]
    return _Pages(pages=pages, version=job.version, reused=())


def _keep_files(job: Job, made: pipeline.Remade, store: ObjectStore) -> dict[str, str]:
    """Where the record's files lie: those of the earlier one, or new ones."""
    if made.files is None:
        return dict(job.base.artifacts)
    artifacts = {"alto": keys.alto(job.source.document_id, job.version)}
    store.put(artifacts["alto"], made.files.alto, "application/xml")
    if made.files.pdf is not None:
        artifacts["pdf"] = keys.pdf(job.source.document_id, job.version)
        store.put(artifacts["pdf"], made.files.pdf, "application/pdf")
    return artifacts


@contextmanager
def _original(store: ObjectStore, source: SourceRow) -> Iterator[pipeline.Original]:
    with store.local(keys.original(source.sha256)) as path:
        yield original_of(source, path)
