"""What a message sets off. Thin: claim, run the pipeline's step, record the outcome.

A message carries a document's id and a page, never content, and may come twice, late or not at all: the
claim in the register decides whether there is work, and the sweeper repeats forgotten messages.
"""

import logging
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import dramatiq

from ingest.errors import (
    InkomError,
    LeaseLost,
    NoSuchObject,
    Permanent,
    RetryLater,
    ServiceAway,
    WorkerStopped,
)
from ingest.queue import ASSEMBLE, QUEUE, READ_PAGE
from ingest.register import ASSEMBLY, Claim, Register, SourceRow, entry_of
from ingest.storage import ObjectStore, keys
from schemas.page import ReadPage
from workers import pipeline
from workers.lease import Renewal
from workers.version import PIPELINE_VERSION

log = logging.getLogger(__name__)

RUN = 16
"""Pages that are read together after a plain one: about a second's work, as much as one scanned page."""
RETRY_SECONDS = 2.0
"""Pause before a failed attempt is repeated."""
OUTAGE_SECONDS = 10.0
"""Pause before work is tried again that found a service away: restarts take seconds, repairs minutes."""


@dataclass(frozen=True, kw_only=True)
class StoredMemory:
    """What has been read of a document's pictures, for all workers. A `Memory`."""

    store: ObjectStore
    document_id: str
    version: str

    def recall(self, fingerprint: str) -> ReadPage | None:
        """The page that was read with this fingerprint."""
        try:
            return ReadPage.model_validate_json(self.store.get(self._key(fingerprint)))
        except NoSuchObject:
            return None

    def keep(self, fingerprint: str, page: ReadPage) -> None:
        """A page has been read."""
        self.store.put(self._key(fingerprint), page.model_dump_json().encode(), "application/json")

    def _key(self, fingerprint: str) -> str:
        return keys.picture_read(self.document_id, self.version, fingerprint)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A worker process's place of work: where it claims, reads and writes, and its engines."""

    register: Register
    store: ObjectStore
    engines: pipeline.Engines
    held: list[Claim] = field(default_factory=list)
    """What is being worked on just now."""

    def declare(self, broker: dramatiq.Broker) -> None:
        """Makes the two actors known to the broker, under the names that `ingest` sends work by."""

        def declare(name: str, run: Callable[[str, int], None]) -> None:
            dramatiq.actor(actor_name=name, queue_name=QUEUE, broker=broker)(run)

        declare(READ_PAGE, self.read_page)
        declare(ASSEMBLE, lambda document_id, _page: self.assemble(document_id))

    def read_page(self, document_id: str, page: int) -> None:
        """Reads one page and keeps the reading; then the plain pages that follow a plain one."""
        plain = None
        with self._claimed(document_id, page) as claim:
            if claim is None:
                return
            source = self.register.source(document_id)
            # A reader that ends its process leaves no trace but the attempt; the other one gets the last.
            careful = claim.attempt >= max(2, self.engines.settings.attempts)
            with self._original(source) as original:
                done = self._read(source, original, page, careful=careful)
            self.register.finish_page(claim)
            plain = source if done.is_plain and source.media_type == "application/pdf" else None
        if plain is not None and page < plain.pages:
            self._read_on(plain, range(page + 1, min(page + RUN, plain.pages) + 1))

    def _read_on(self, source: SourceRow, numbers: range) -> None:
        """Reads pages together, many times faster than one by one, up to the first that takes a closer look.

        They have no lease that is renewed: what may take long, or fails, is let go and read one by one.
        """
        settings = self.engines.settings
        held = self.register.claim_fresh(
            source.document_id,
            numbers,
            owner=_owner(),
            lease_seconds=settings.lease_seconds + settings.page_seconds,
        )
        together = [claim for nth, claim in enumerate(held) if claim.page == held[0].page + nth]
        read: list[Claim] = []
        self.held.extend(held)
        try:
            if together:
                with self._original(source) as original:
                    pages = range(together[0].page, together[-1].page + 1)
                    for claim, done in zip(
                        together, pipeline.read_on(original, pages, self.engines), strict=False
                    ):
                        self._put(source, claim.page, done)
                        read.append(claim)
        except InkomError as error:
            log.warning("pages not read together: %s", error, extra={"document": source.document_id})
        finally:
            self._end_run(read, held[len(read) :])

    def _end_run(self, read: list[Claim], left: list[Claim]) -> None:
        """If the register is away, the leases run out instead."""
        try:
            if read:
                self.register.finish_pages(read)
                log.info("pages read", extra=_unit(read[0]) | {"pages": len(read)})
            if left:
                self.register.let_go(left)
        except RetryLater as trouble:
            log.warning("pages not recorded: %s", trouble, extra=_unit((read + left)[0]))
        finally:
            for claim in read + left:
                self.held.remove(claim)

    def assemble(self, document_id: str) -> None:
        """Brings all pages of a document together into its record and files."""
        with self._claimed(document_id, ASSEMBLY) as claim:
            if claim is None:
                return
            source = self.register.source(document_id)
            last_attempt = claim.attempt >= self.engines.settings.attempts
            with self._original(source) as original:
                pages = self._readings(source, original)
                finished = pipeline.assemble(original, pages, self.engines, last_attempt=last_attempt)
            self._keep(claim, source, finished)

    def _read(
        self, source: SourceRow, original: pipeline.Original, page: int, *, careful: bool = False
    ) -> pipeline.PageDone:
        memory = StoredMemory(store=self.store, document_id=source.document_id, version=_version(source))
        done = pipeline.read_page(original, page, self.engines, memory, careful=careful)
        self._put(source, page, done)
        return done

    def _put(self, source: SourceRow, page: int, done: pipeline.PageDone) -> None:
        """The pictures first, so that whoever sees the reading can show them."""
        document_id, version = source.document_id, _version(source)
        for file in done.renditions:
            self.store.put(keys.rendition(document_id, version, page, file.nominal), file.jpeg, "image/jpeg")
        key = keys.reading(document_id, version, page)
        self.store.put(key, done.page.model_dump_json().encode(), "application/json")

    def _readings(self, source: SourceRow, original: pipeline.Original) -> list[ReadPage]:
        """Every page as it was read, or the mark of a page that could not be."""
        failed = self.register.failed_pages(source.document_id)
        return [
            pipeline.unread_page(number, failed[number])
            if number in failed
            else self._reading(source, original, number)
            for number in range(1, source.pages + 1)
        ]

    def _reading(self, source: SourceRow, original: pipeline.Original, page: int) -> ReadPage:
        try:
            kept = self.store.get(keys.reading(source.document_id, _version(source), page))
        except NoSuchObject:
            # The page was read by another version of the pipeline, before an upgrade.
            return self._read(source, original, page).page
        return ReadPage.model_validate_json(kept)

    def _keep(self, claim: Claim, source: SourceRow, finished: pipeline.Finished) -> None:
        """Files first, the record after them, the register's row last: what it points to is always whole."""
        version = _version(source)
        artifacts = {"alto": keys.alto(claim.document_id, version)}
        self.store.put(artifacts["alto"], finished.alto, "application/xml")
        if finished.pdf is not None:
            artifacts["pdf"] = keys.pdf(claim.document_id, version)
            self.store.put(artifacts["pdf"], finished.pdf, "application/pdf")
        record_key = keys.record(claim.document_id, version)
        self.store.put(record_key, finished.record.model_dump_json().encode(), "application/json")
        self.register.finish_document(
            claim,
            version=version,
            record_key=record_key,
            artifacts=artifacts,
            entry=entry_of(finished.record, self.register.corrections(finished.record.id)),
        )

    @contextmanager
    def _original(self, source: SourceRow) -> Iterator[pipeline.Original]:
        with self.store.local(keys.original(source.sha256)) as path:
            yield _original(source, path)

    @contextmanager
    def _claimed(self, document_id: str, page: int) -> Iterator[Claim | None]:
        """The claim on a unit of work, kept alive inside the block; None when there is nothing to do.

        An error inside the block ends the attempt: a permanent one ends the unit, any other one frees it
        for another attempt, until the attempts are used up.
        """
        settings = self.engines.settings
        claim = self.register.claim(
            document_id,
            page,
            owner=_owner(),
            lease_seconds=settings.lease_seconds,
            attempts=settings.attempts,
        )
        if claim is None:
            yield None
            return
        self.held.append(claim)
        started = time.monotonic()
        try:
            with Renewal(self.register, claim, settings):
                yield claim
            log.info(
                "record kept" if page == ASSEMBLY else "page read",
                extra=_unit(claim) | {"seconds": round(time.monotonic() - started, 2)},
            )
        except Exception as error:  # noqa: BLE001  # The boundary of a worker: no error may leave a unit claimed.
            self._end(claim, error)
        finally:
            self.held.remove(claim)

    def _end(self, claim: Claim, error: Exception) -> None:
        """Ends an attempt as its error demands. If the register is away too, the lease runs out instead."""
        unit = _unit(claim)
        try:
            match error:
                case LeaseLost():
                    log.info("taken over by another worker", extra=unit)
                case ServiceAway():
                    log.warning("put back: %s", error, extra=unit)
                    self.register.give_back(claim, error.problem, delay_seconds=OUTAGE_SECONDS)
                case Permanent():
                    log.warning("given up: %s", error, extra=unit)
                    self.register.fail(claim, error.problem)
                case _:
                    known = isinstance(error, InkomError)
                    log.warning("attempt failed: %s", error, exc_info=None if known else error, extra=unit)
                    self.register.release(
                        claim,
                        error.problem if isinstance(error, InkomError) else InkomError().problem,
                        delay_seconds=RETRY_SECONDS,
                        attempts=self.engines.settings.attempts,
                    )
        except RetryLater as trouble:
            log.warning("attempt not recorded: %s", trouble, extra=unit)

    def give_back_held(self) -> None:
        """For a worker that must end now: frees what it is working on, and counts no attempt."""
        for claim in tuple(self.held):
            try:
                self.register.give_back(claim, WorkerStopped().problem, delay_seconds=0)
            except RetryLater as trouble:
                log.warning("not given back: %s", trouble)


def _version(source: SourceRow) -> str:
    """Names this revision of this document's results: no two versions share a key."""
    return f"{PIPELINE_VERSION}-r{source.revision}"


def _unit(claim: Claim) -> dict[str, object]:
    """What the log says about a unit of work."""
    return {"document": claim.document_id, "page": claim.page, "attempt": claim.attempt}


def _owner() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


def _original(source: SourceRow, path: Path) -> pipeline.Original:
    return pipeline.Original(
        path=path,
        filename=source.filename,
        media_type=source.media_type,
        bytes=source.bytes,
        sha256=source.sha256,
        received_at=source.received_at,
        pages=source.pages,
    )
