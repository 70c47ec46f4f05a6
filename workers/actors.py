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

import dramatiq

from ingest.errors import (
    InkomError,
    LeaseLost,
    Permanent,
    RetryLater,
    ServiceAway,
    WorkerStopped,
)
from ingest.queue import ASSEMBLE, QUEUE, READ_PAGE, RUN_AGAIN
from ingest.register import ASSEMBLY, Claim, Register, SourceRow, entry_of
from ingest.storage import ObjectStore, keys
from schemas.page import ReadPage
from workers import candidates, pipeline
from workers.lease import Renewal
from workers.scratch import scratch_folder
from workers.stored_pages import StoredPages, original_of, version_of

log = logging.getLogger(__name__)

RUNS = 2
"""How many times so, before other documents have their turn: a page alone takes as long as five of a run."""
RETRY_SECONDS = 2.0
"""Pause before a failed attempt is repeated."""
OUTAGE_SECONDS = 10.0
"""Pause before work is tried again that found a service away: restarts take seconds, repairs minutes."""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A worker process's place of work: where it claims, reads and writes, and its engines."""

    register: Register
    store: ObjectStore
    engines: pipeline.Engines
    held: list[Claim] = field(default_factory=list)
    """What is being worked on just now."""

    def declare(self, broker: dramatiq.Broker) -> None:
        """Makes the three actors known to the broker, under the names that `ingest` sends work by."""

        def declare(name: str, run: Callable[[str, int], None]) -> None:
            dramatiq.actor(actor_name=name, queue_name=QUEUE, broker=broker)(run)

        declare(READ_PAGE, self.read_page)
        declare(ASSEMBLE, lambda document_id, _page: self.assemble(document_id))
        declare(RUN_AGAIN, self.run_again)

    def read_page(self, document_id: str, page: int) -> None:
        """Reads one page and keeps the reading; then the plain pages that follow a plain one."""
        plain = None
        with self._claimed(document_id, page) as claim:
            if claim is None:
                return
            source = self.register.source(document_id)
            with self._original(source) as original:
                done = self._pages(source).read(original, page, self.engines, careful=self._careful(claim))
            self.register.finish_page(claim)
            is_pdf = source.media_type == "application/pdf"
            plain = source if is_pdf and pipeline.is_plain(done.page) else None
        if plain is not None:
            for start in range(page + 1, plain.pages + 1, pipeline.RUN)[:RUNS]:
                if not self._read_on(plain, range(start, min(start + pipeline.RUN, plain.pages + 1))):
                    break

    def _read_on(self, source: SourceRow, numbers: range) -> bool:
        """Reads pages together, many times faster than one by one, up to the first that takes a closer look:
        then not all of them were read, and it says so.

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
                        self._pages(source).put(claim.page, done)
                        read.append(claim)
        except InkomError as error:
            log.warning("pages not read together: %s", error, extra={"document": source.document_id})
        finally:
            self._end_run(read, held[len(read) :])
        return len(read) == len(numbers)

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
            with self._original(source) as original, scratch_folder() as folder:
                engines = pipeline.taught(self.engines, self.register.vocabulary.in_force())
                finished = pipeline.assemble(
                    original,
                    # Without a name here, so that they are gone when the record is written out.
                    self._readings(source, original, careful=self._careful(claim)),
                    engines,
                    folder,
                    last_attempt=last_attempt,
                )
                self._keep(claim, source, finished)

    def _careful(self, claim: Claim) -> bool:
        """A reader that ends its process leaves no trace but the attempt; the other one gets the last."""
        return claim.attempt >= max(2, self.engines.settings.attempts)

    def _readings(self, source: SourceRow, original: pipeline.Original, *, careful: bool) -> list[ReadPage]:
        """Every page as it was read, or the mark of a page that could not be."""
        failed, stored = self.register.failed_pages(source.document_id), self._pages(source)
        return [
            pipeline.unread_page(number, failed[number])
            if number in failed
            # What another version of the pipeline has read, before an upgrade, is read again.
            else stored.kept(number) or stored.read(original, number, self.engines, careful=careful).page
            for number in range(1, source.pages + 1)
        ]

    def _pages(self, source: SourceRow) -> StoredPages:
        return StoredPages(
            store=self.store,
            document_id=source.document_id,
            version=version_of(source),
            number=source.pages,
        )

    def _keep(self, claim: Claim, source: SourceRow, finished: pipeline.Finished) -> None:
        """Files first, the record after them, the register's row last: what it points to is always whole."""
        version = version_of(source)
        artifacts = {"alto": keys.alto(claim.document_id, version)}
        self.store.put(artifacts["alto"], finished.files.alto, "application/xml")
        if finished.files.pdf is not None:
            artifacts["pdf"] = keys.pdf(claim.document_id, version)
            self.store.put(artifacts["pdf"], finished.files.pdf, "application/pdf")
        record_key = keys.record(claim.document_id, version)
        self.store.put(record_key, finished.record.json_bytes(), "application/json")
        self.register.finish_document(
            claim,
            version=version,
            record_key=record_key,
            artifacts=artifacts,
            entry=entry_of(finished.record, self.register.corrections(finished.record.id)),
        )

    def run_again(self, document_id: str, unit: int) -> None:
        """Makes a document's candidate in a run, or has an accepted one served."""
        with self._claimed(document_id, unit) as claim:
            if claim is not None:
                candidates.work_on(claim, self.register, self.store, self.engines)

    @contextmanager
    def _original(self, source: SourceRow) -> Iterator[pipeline.Original]:
        with self.store.local(keys.original(source.sha256)) as path:
            yield original_of(source, path)

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
                _done(page),
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


def _done(page: int) -> str:
    if page < ASSEMBLY:
        return "run again"
    return "record kept" if page == ASSEMBLY else "page read"


def _unit(claim: Claim) -> dict[str, object]:
    """What the log says about a unit of work."""
    return {"document": claim.document_id, "page": claim.page, "attempt": claim.attempt}


def _owner() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"
