"""What every database behind the register must do, tried on SQLite and on a real PostgreSQL."""

import contextlib
import hashlib
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext

from ingest.errors import (
    LeaseLost,
    Misconfigured,
    NotReady,
    NotRetriable,
    ReadingFailed,
    RegisterUnavailable,
    Unkeepable,
    UnknownDocument,
    Withdrawn,
)
from ingest.register import ASSEMBLY, Claim, NewDocument, Register, views, work
from ingest.register.tables import claims, metadata
from schemas.base import Problem
from schemas.document import DocumentSummary, Receipt, Statement
from schemas.events import LogQuery
from tests.by_hand import NOTHING
from tests.contracts.on_databases import OnPostgresql, OnSqlite, WithRegister
from tests.patience import wait_until
from tests.servers import PostgreSQL

BROKEN = Problem(code="unreadable_page", sv="Sidan är skadad.", en="The page is damaged.")
SLOW = Problem(code="engine_timed_out", sv="Det tog för lång tid.", en="It took too long.")
ATTEMPTS = 3


def upload(name: str = "remiss.pdf", *, pages: int = 2, actor: str = "registrator") -> NewDocument:
    """An upload whose bytes are told apart by its name."""
    return NewDocument(
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        filename=name,
        media_type="application/pdf",
        bytes=1234,
        pages=pages,
        stated=Statement(dnr="KS 2024/17", note="Inkom per post"),
        actor=actor,
    )


def take(register: Register, document_id: str, page: int, *, lease: float = 600) -> Claim:
    claim = register.claim(document_id, page, owner="worker-1", lease_seconds=lease, attempts=ATTEMPTS)
    assert claim is not None
    return claim


def refused(register: Register, document_id: str, page: int) -> bool:
    return register.claim(document_id, page, owner="worker-2", lease_seconds=600, attempts=ATTEMPTS) is None


def let_pass(register: Register, seconds: float) -> None:
    """So much time has gone by since work fell due, or was claimed."""
    with register.database.write() as connection:
        connection.execute(
            claims.update().values(
                due_at=claims.c.due_at - seconds, lease_until=claims.c.lease_until - seconds
            )
        )


def drain(register: Register, limit: int = 100_000) -> list[tuple[str, int]]:
    """Play the relay: what stands in the outbox, in order, is sent."""
    work = register.outbox(limit)
    register.sent([row.sequence for row in work])
    return [(row.document_id, row.page) for row in work]


def sweep(register: Register, *, requeue: float = 3600) -> tuple[int, int]:
    swept = register.sweep(attempts=ATTEMPTS, requeue_seconds=requeue)
    return swept.requeued, swept.given_up


def kinds(register: Register) -> list[str]:
    return [event.kind for event in register.events(after=0, limit=1000).events]


def migrate_to(register: Register, revision: str) -> None:
    """The tables as they were once."""
    config = Config()
    config.set_main_option("script_location", "ingest/register/migrations")
    with register._database.migration() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


OLD_ROWS = [
    "INSERT INTO documents (id, sha256, filename, media_type, bytes, pages, received_at, status, revision)"
    f" VALUES ('{'o' * 32}', '{'o' * 64}', 'old.txt', 'text/plain', 1, 2, 0, 'received', 0)",
    *(
        "INSERT INTO claims (document_id, page, state, attempts, due_at, sweeps)"
        f" VALUES ('{'o' * 32}', {page}, 'open', 0, 0, 0)"
        for page in (1, 2)
    ),
    *(f"INSERT INTO outbox (document_id, page) VALUES ('{'o' * 32}', {page})" for page in (1, 2)),
]
"""A document of which the broker had not been told before the upgrade."""


class RegisterContract(WithRegister):
    """Every test gets an empty, migrated register."""

    # Intake.

    def test_registering_makes_document_pages_work_receipt_and_event(self, register: Register) -> None:
        began = time.time()
        receipt = register.register(upload(pages=3))
        assert (receipt.duplicate, receipt.status, receipt.pages) == (False, "received", 3)
        assert receipt.id == receipt.sha256[:32]
        view = register.document(receipt.id)
        assert [(page.number, page.status) for page in view.pages] == [(n, "waiting") for n in (1, 2, 3)]
        assert view.receipts == (receipt,)
        assert (view.pages_done, view.record_version, view.finished_at) == (0, None, None)
        assert began - 1 < view.received_at.timestamp() < time.time() + 1
        assert drain(register) == [(receipt.id, 1), (receipt.id, 2), (receipt.id, 3)]
        assert register.backlog() == 3
        (event,) = register.events(after=0, limit=10).events
        assert (event.kind, event.actor) == ("document.received", "registrator")
        assert event.details == {"receipt_id": receipt.receipt_id, "filename": "remiss.pdf"}

    def test_documents_take_turns(self, register: Register) -> None:
        long = register.register(upload("long.pdf", pages=300)).id
        short = register.register(upload("short.pdf", pages=2)).id
        assert drain(register, limit=6) == [
            (long, 1),
            (short, 1),
            (long, 2),
            (short, 2),
            (long, 3),
            (long, 4),
        ]
        late = register.register(upload("late.pdf", pages=2)).id
        register.finish_page(take(register, short, 1))
        register.finish_page(take(register, short, 2))
        assert drain(register, limit=5) == [(long, 5), (late, 1), (short, ASSEMBLY), (long, 6), (late, 2)]
        assert drain(register) == [(long, page) for page in range(7, 301)]

    def test_those_who_work_are_counted(self, register: Register) -> None:
        id_ = register.register(upload(pages=3)).id
        assert register.held() == 0
        take(register, id_, 1, lease=0)
        held = take(register, id_, 2)
        take(register, id_, 3)
        assert register.held() == 2
        register.finish_page(held)
        assert register.held() == 1

    def test_the_longest_wait_is_told(self, register: Register) -> None:
        assert register.longest_wait() == 0
        began = time.monotonic()
        id_ = register.register(upload(pages=1)).id
        time.sleep(0.2)
        assert 0.2 <= register.longest_wait() < time.monotonic() - began + 1
        register.fail(take(register, id_, 1), BROKEN)
        assert register.longest_wait() == 0

    def test_its_clock_is_the_time(self, register: Register) -> None:
        began = time.time()
        assert began - 1 < register.clock().timestamp() < time.time() + 1

    def test_nul_in_a_statement_is_left_out(self, register: Register) -> None:
        stated = Statement(dnr="KS\0 2024/17", note="\0", scanner="Konto\0r 1")
        receipt = register.register(replace(upload(pages=1), stated=stated))
        assert receipt.stated == Statement(dnr="KS 2024/17", scanner="Kontor 1")
        register.finish_page(take(register, receipt.id, 1))
        assembly = take(register, receipt.id, ASSEMBLY)
        register.finish_document(assembly, version="1-r0", record_key="a", artifacts={}, entry=NOTHING)
        assert register.document(receipt.id).status == "done"

    def test_same_bytes_again_keep_a_second_receipt_and_no_second_work(self, register: Register) -> None:
        first = register.register(upload())
        drain(register)
        take(register, first.id, 1)
        renamed = NewDocument(
            **{**vars(upload(actor="någon annan")), "filename": "kopia.pdf", "stated": Statement()}
        )
        second = register.register(renamed)
        assert (second.id, second.duplicate, second.status) == (first.id, True, "processing")
        assert second.receipt_id > first.receipt_id
        view = register.document(first.id)
        assert [receipt.filename for receipt in view.receipts] == ["remiss.pdf", "kopia.pdf"]
        assert [receipt.stated.dnr for receipt in view.receipts] == ["KS 2024/17", None]
        assert view.filename == "remiss.pdf"
        assert drain(register) == []
        assert kinds(register) == ["document.received", "document.received_again"]

    def test_eight_at_once_register_the_same_bytes_once(self, url: str, register: Register) -> None:
        start = threading.Barrier(8)

        def one(_: int) -> Receipt:
            mine = Register(url)
            start.wait()
            try:
                return mine.register(upload())
            finally:
                mine.close()

        with ThreadPoolExecutor(8) as pool:
            receipts = list(pool.map(one, range(8)))
        assert sorted(receipt.duplicate for receipt in receipts) == [False] + [True] * 7
        assert len({receipt.receipt_id for receipt in receipts}) == 8
        assert len(register.document(receipts[0].id).receipts) == 8
        assert len(drain(register)) == 2
        sequences = [event.sequence for event in register.events(after=0, limit=100).events]
        assert sequences == list(range(1, 9))

    # Claims.

    def test_one_claim_at_a_time(self, register: Register) -> None:
        document = register.register(upload()).id
        claim = take(register, document, 1)
        assert (claim.attempt, claim.revision) == (1, 0)
        assert refused(register, document, 1)
        view = register.document(document)
        assert view.status == "processing"
        assert [page.status for page in view.pages] == ["reading", "waiting"]

    def test_no_claim_on_what_is_not_there_or_closed(self, register: Register) -> None:
        document = register.register(upload()).id
        assert refused(register, "0" * 32, 1)
        assert refused(register, document, 3)
        assert refused(register, document, ASSEMBLY)
        register.finish_page(take(register, document, 1))
        assert refused(register, document, 1)

    def test_twelve_at_once_get_one_claim(self, register: Register) -> None:
        document = register.register(upload()).id
        start = threading.Barrier(12)

        def one(number: int) -> Claim | None:
            start.wait()
            return register.claim(document, 1, owner=f"worker-{number}", lease_seconds=600, attempts=ATTEMPTS)

        with ThreadPoolExecutor(12) as pool:
            assert sum(claim is not None for claim in pool.map(one, range(12))) == 1

    def test_stale_owner_changes_nothing(self, register: Register) -> None:
        document = register.register(upload()).id
        stale = take(register, document, 1, lease=0)
        owner = take(register, document, 1)
        assert owner.attempt == 2
        before = register.document(document), kinds(register), register.backlog()
        acts: list[Callable[[], None]] = [
            lambda: register.finish_page(stale),
            lambda: register.fail(stale, BROKEN),
            lambda: register.renew(stale, 60),
            lambda: register.release(stale, SLOW, delay_seconds=0, attempts=ATTEMPTS),
            lambda: register.finish_document(
                stale, version="1-r0", record_key="k", artifacts={}, entry=NOTHING
            ),
        ]
        for act in acts:
            with pytest.raises(LeaseLost):
                act()
        assert (register.document(document), kinds(register), register.backlog()) == before
        register.finish_page(owner)

    def test_owner_of_the_same_name_is_stale_too(self, register: Register) -> None:
        document = register.register(upload()).id
        before_restart = take(register, document, 1, lease=0)
        take(register, document, 1)
        with pytest.raises(LeaseLost):
            register.finish_page(before_restart)

    def test_renewed_lease_holds(self, register: Register) -> None:
        document = register.register(upload()).id
        claim = take(register, document, 1, lease=0)
        register.renew(claim, 60)
        assert refused(register, document, 1)
        assert sweep(register) == (0, 0)

    def test_late_owner_whom_nobody_replaced_may_finish(self, register: Register) -> None:
        document = register.register(upload()).id
        register.finish_page(take(register, document, 1, lease=0))
        assert register.document(document).pages[0].status == "read"

    def test_swept_owner_is_stale(self, register: Register) -> None:
        document = register.register(upload()).id
        claim = take(register, document, 1, lease=0)
        assert sweep(register) == (1, 0)
        with pytest.raises(LeaseLost):
            register.finish_page(claim)

    # Outcomes.

    def test_last_page_opens_the_assembly_and_the_record_closes_the_document(
        self, register: Register
    ) -> None:
        document = register.register(upload()).id
        drain(register)
        register.finish_page(take(register, document, 2))
        assert drain(register) == []
        register.finish_page(take(register, document, 1))
        assert drain(register) == [(document, ASSEMBLY)]
        with pytest.raises(NotReady):
            register.current(document)
        register.finish_document(
            take(register, document, ASSEMBLY),
            version="0.1.0-r0",
            record_key="records/a/0.1.0-r0.json",
            artifacts={"pdf": "pdf/a/0.1.0-r0.pdf"},
            entry=NOTHING,
        )
        current = register.current(document)
        assert (current.version, current.record_key) == ("0.1.0-r0", "records/a/0.1.0-r0.json")
        assert current.artifacts == {"pdf": "pdf/a/0.1.0-r0.pdf"}
        view = register.document(document)
        assert (view.status, view.record_version, view.pages_done) == ("done", "0.1.0-r0", 2)
        assert view.finished_at is not None
        assert view.finished_at >= view.received_at
        assert register.backlog() == 0
        assert kinds(register) == ["document.received", "document.done"]

    def test_two_last_pages_at_the_same_moment_open_one_assembly(self, register: Register) -> None:
        for round_ in range(10):
            document = register.register(upload(f"{round_}.pdf")).id
            drain(register)
            pages = [take(register, document, 1), take(register, document, 2)]
            with ThreadPoolExecutor(2) as pool:
                list(pool.map(register.finish_page, pages))
            assert drain(register) == [(document, ASSEMBLY)]

    def test_failed_page_is_marked_and_the_rest_goes_on(self, register: Register) -> None:
        document = register.register(upload()).id
        drain(register)
        register.finish_page(take(register, document, 1))
        register.fail(take(register, document, 2), BROKEN)
        assert drain(register) == [(document, ASSEMBLY)]
        view = register.document(document)
        assert (view.status, view.pages_done, view.problem) == ("processing", 2, None)
        assert view.pages[1].problem == BROKEN
        assert register.failed_pages(document) == {2: BROKEN}
        event = register.events(after=1, limit=10).events[0]
        assert (event.kind, event.details) == ("page.failed", {"page": 2, "code": BROKEN.code})

    def test_document_without_a_readable_page_has_failed_for_its_first_reason(
        self, register: Register
    ) -> None:
        document = register.register(upload()).id
        drain(register)
        register.fail(take(register, document, 2), SLOW)
        register.fail(take(register, document, 1), BROKEN)
        view = register.document(document)
        assert (view.status, view.problem, register.backlog()) == ("failed", BROKEN, 0)
        assert drain(register) == []
        assert kinds(register)[1:] == ["page.failed", "page.failed", "document.failed"]
        with pytest.raises(ReadingFailed):
            register.current(document)

    def test_failed_assembly_fails_the_document(self, register: Register) -> None:
        document = register.register(upload(pages=1)).id
        register.finish_page(take(register, document, 1))
        register.fail(take(register, document, ASSEMBLY), SLOW)
        assert register.document(document).problem == SLOW

    def test_released_work_waits_and_is_queued_again(self, register: Register) -> None:
        long, short = (register.register(upload(f"{name}.pdf", pages=1)).id for name in ("long", "short"))
        drain(register)
        register.release(take(register, long, 1), SLOW, delay_seconds=60, attempts=ATTEMPTS)
        assert register.document(long).pages[0].status == "waiting"
        assert drain(register) == []
        assert refused(register, long, 1)
        register.release(take(register, short, 1), SLOW, delay_seconds=0.1, attempts=ATTEMPTS)
        wait_until(lambda: drain(register) == [(short, 1)])
        assert take(register, short, 1).attempt == 2

    def test_a_finished_document_with_an_unread_page_is_read_again_and_keeps_its_record(
        self, register: Register
    ) -> None:
        document = register.register(upload(pages=2)).id
        register.finish_page(take(register, document, 1))
        register.fail(take(register, document, 2), SLOW)
        assembly = take(register, document, ASSEMBLY)
        register.finish_document(assembly, version="1-r0", record_key="first", artifacts={}, entry=NOTHING)
        register.retry(document, actor="anna")
        assert register.document(document).status in {"received", "processing"}
        assert register.current(document).record_key == "first"
        for page in (1, 2):
            register.finish_page(take(register, document, page))
        assembly = take(register, document, ASSEMBLY)
        register.finish_document(assembly, version="1-r1", record_key="second", artifacts={}, entry=NOTHING)
        assert register.current(document).record_key == "second"
        with pytest.raises(NotRetriable):
            register.retry(document, actor="anna")

    def test_work_given_back_has_lost_no_attempt(self, register: Register) -> None:
        document = register.register(upload(pages=1)).id
        for _ in range(ATTEMPTS + 2):
            drain(register)
            claim = take(register, document, 1)
            assert claim.attempt == 1
            register.give_back(claim, SLOW, delay_seconds=0)
        assert drain(register) == [(document, 1)]
        with pytest.raises(LeaseLost):
            register.give_back(claim, SLOW, delay_seconds=0)

    def test_releasing_the_last_attempt_fails_with_its_problem(self, register: Register) -> None:
        document = register.register(upload(pages=1)).id
        for _ in range(ATTEMPTS):
            register.release(take(register, document, 1), SLOW, delay_seconds=0, attempts=ATTEMPTS)
        assert register.document(document).status == "failed"
        assert register.failed_pages(document) == {1: SLOW}

    # Sweeping.

    def test_dead_worker_is_replaced_until_attempts_are_used_up(self, register: Register) -> None:
        document = register.register(upload(pages=1)).id
        drain(register)
        for attempt in range(1, ATTEMPTS + 1):
            assert take(register, document, 1, lease=0).attempt == attempt
            last = attempt == ATTEMPTS
            assert sweep(register) == ((0, 1) if last else (1, 0))
            assert drain(register) == ([] if last else [(document, 1)])
        view = register.document(document)
        assert view.status == "failed"
        assert view.problem is not None
        assert view.problem.code == "gave_up"
        assert "3" in view.problem.en

    def test_giving_up_keeps_the_problem_that_was_seen(self, register: Register) -> None:
        document = register.register(upload(pages=1)).id
        register.release(take(register, document, 1), SLOW, delay_seconds=0, attempts=ATTEMPTS)
        take(register, document, 1, lease=0)
        take(register, document, 1, lease=0)
        assert sweep(register) == (0, 1)
        assert register.document(document).problem == SLOW

    def test_work_that_the_broker_lost_is_queued_again_ever_more_rarely(self, register: Register) -> None:
        document = register.register(upload(pages=1)).id
        assert sweep(register, requeue=0) == (0, 0), "it still stands in the outbox"
        drain(register)
        assert sweep(register, requeue=600) == (0, 0)
        let_pass(register, 601)
        assert sweep(register, requeue=600) == (1, 0)
        assert drain(register) == [(document, 1)]
        let_pass(register, 601)
        assert sweep(register, requeue=600) == (0, 0), "the second wait is twice as long"
        let_pass(register, 600)
        assert sweep(register, requeue=600) == (1, 0)

    def test_one_sweep_finds_more_than_a_batch(self, register: Register) -> None:
        document = register.register(upload(pages=250)).id
        drain(register)
        assert sweep(register, requeue=0) == (250, 0)
        assert sorted(page for _, page in drain(register)) == list(range(1, 251))
        assert register.document(document).pages_total == 250

    def test_work_goes_on_after_the_clock_was_set_back(self, register: Register) -> None:
        """Its times lie hours ahead, for a worker that died, one that lives, and for what was put off."""
        dead, live, fresh, put_off = (register.register(upload(f"{n}.pdf", pages=1)).id for n in range(4))
        take(register, dead, 1)
        held = take(register, live, 1)
        register.release(take(register, put_off, 1), SLOW, delay_seconds=60, attempts=ATTEMPTS)
        let_pass(register, -4 * 3600)
        assert register.outbox(10) == []
        assert sweep(register) == (0, 0)
        register.renew(held, 600)
        assert {row.document_id for row in register.outbox(10)} == {dead, live, fresh, put_off}
        take(register, fresh, 1)
        assert take(register, put_off, 1).attempt == 2
        let_pass(register, 61)
        drain(register)
        assert sweep(register) == (1, 0)
        assert take(register, dead, 1).attempt == 2
        register.finish_page(held)

    def test_nothing_is_held_or_put_off_for_longer_than_the_sweep_believes(self, register: Register) -> None:
        document = register.register(upload(pages=1)).id
        with pytest.raises(ValueError, match="1801"):
            take(register, document, 1, lease=1801)
        held = take(register, document, 1, lease=1800)
        with pytest.raises(ValueError, match="61"):
            register.release(held, SLOW, delay_seconds=61, attempts=ATTEMPTS)
        assert sweep(register) == (0, 0)
        register.finish_page(held)

    # Retry.

    def test_retry_starts_over(self, register: Register) -> None:
        document = register.register(upload()).id
        register.finish_page(take(register, document, 1))
        register.finish_page(take(register, document, 2))
        register.fail(take(register, document, ASSEMBLY), SLOW)
        drain(register)
        register.retry(document, actor="arkivarie")
        view = register.document(document)
        assert (view.status, view.problem, view.pages_done, view.finished_at) == ("received", None, 0, None)
        assert register.revision(document) == 1
        assert drain(register) == [(document, 1), (document, 2)]
        for page in (1, 2):
            claim = take(register, document, page)
            assert (claim.attempt, claim.revision) == (1, 1)
            register.finish_page(claim)
        assert drain(register) == [(document, ASSEMBLY)]
        register.finish_document(
            take(register, document, ASSEMBLY), version="1-r1", record_key="k", artifacts={}, entry=NOTHING
        )
        assert register.document(document).status == "done"
        assert kinds(register)[-2:] == ["document.retried", "document.done"]

    def test_only_failed_documents_are_retried(self, register: Register) -> None:
        document = register.register(upload()).id
        with pytest.raises(NotRetriable):
            register.retry(document, actor="arkivarie")
        with pytest.raises(UnknownDocument):
            register.retry("0" * 32, actor="arkivarie")
        assert kinds(register) == ["document.received"]

    # Reading.

    def test_unknown_document(self, register: Register) -> None:
        for ask in (register.document, register.source, register.revision, register.current):
            with pytest.raises(UnknownDocument):
                ask("0" * 32)
        with pytest.raises(UnknownDocument):
            register.documents(before="0" * 32, limit=1)

    def test_list_pages_through_every_document_newest_first(self, register: Register) -> None:
        ids = [register.register(upload(f"{n}.pdf", pages=1)).id for n in range(5)]
        register.finish_page(take(register, ids[3], 1))
        seen: list[DocumentSummary] = []
        before = None
        while True:
            part = register.documents(before=before, limit=2)
            seen += part.documents
            before = part.next_before
            if before is None:
                break
        assert {document.id for document in seen} == set(ids)
        assert [d.received_at for d in seen] == sorted((d.received_at for d in seen), reverse=True)
        assert {d.id for d in seen if d.pages_done == 1} == {ids[3]}
        assert register.counts() == {"received": 4, "processing": 1, "done": 0, "failed": 0}

    def test_feed_continues_after_the_last_event_seen(self, register: Register) -> None:
        for n in range(3):
            register.register(upload(f"{n}.pdf"))
        first = register.events(after=0, limit=2)
        assert (len(first.events), first.next_after) == (2, 2)
        rest = register.events(after=first.next_after, limit=2)
        assert [event.sequence for event in rest.events] == [3]
        assert register.events(after=3, limit=2).next_after == 3

    def test_source_tells_a_worker_what_it_needs(self, register: Register) -> None:
        receipt = register.register(upload())
        source = register.source(receipt.id)
        assert (source.sha256, source.media_type, source.bytes) == (receipt.sha256, "application/pdf", 1234)
        assert (source.pages, source.revision, source.received_at) == (2, 0, receipt.received_at)

    # Withdrawal of a wrong upload.

    def test_a_withdrawn_document_is_neither_read_nor_shown_but_traced(self, register: Register) -> None:
        id_ = register.register(upload()).id
        other = register.register(upload("rätt.pdf")).id
        held = take(register, id_, 1)
        register.withdraw(id_, actor="registrator", reason="Fel fil")
        register.withdraw(id_, actor="någon annan", reason="Igen")
        assert drain(register) == [(other, 1), (other, 2)]
        assert refused(register, id_, 2)
        with pytest.raises(LeaseLost):
            register.finish_page(held)
        with pytest.raises(LeaseLost):
            register.renew(held, 60)
        assert sweep(register, requeue=0) == (2, 0), "of the other document alone"
        with pytest.raises(Withdrawn):
            register.current(id_)
        with pytest.raises(Withdrawn):
            register.retry(id_, actor="x")
        assert [document.id for document in register.documents(before=None, limit=9).documents] == [other]
        trace = register.document(id_).withdrawn
        assert trace is not None
        assert (trace.actor, trace.reason) == ("registrator", "Fel fil")
        (event,) = (e for e in register.events(after=0, limit=99).events if e.kind == "document.withdrawn")
        assert (event.actor, event.details) == ("registrator", {"reason": "Fel fil"})
        assert len(register.document(id_).receipts) == 1

    def test_the_same_bytes_again_restore_it(self, register: Register) -> None:
        id_ = register.register(upload()).id
        take(register, id_, 1)
        register.withdraw(id_, actor="registrator", reason="Fel fil")
        receipt = register.register(upload())
        assert (receipt.duplicate, receipt.status) == (True, "received")
        assert register.document(id_).withdrawn is None
        assert drain(register) == [(id_, 1), (id_, 2)]
        assert register.revision(id_) == 1
        assert kinds(register)[-2:] == ["document.restored", "document.received_again"]
        for page in (1, 2, ASSEMBLY):
            claim = take(register, id_, page)
            if page == ASSEMBLY:
                register.finish_document(claim, version="1-r1", record_key="k", artifacts={}, entry=NOTHING)
            else:
                register.finish_page(claim)
        register.withdraw(id_, actor="registrator", reason="Fel igen")
        register.register(upload())
        assert register.current(id_).version == "1-r1"
        assert drain(register) == []

    def test_only_a_known_document_can_be_withdrawn(self, register: Register) -> None:
        with pytest.raises(UnknownDocument):
            register.withdraw("0" * 32, actor="x", reason="y")

    # The database itself.

    @pytest.mark.parametrize("change", ["UPDATE events SET actor = 'x'", "DELETE FROM events"])
    def test_the_log_cannot_be_changed(self, url: str, register: Register, change: str) -> None:
        register.register(upload())
        with (
            pytest.raises(sqlalchemy.exc.DBAPIError, match="append-only"),
            register._database.write() as connection,
        ):
            connection.execute(sqlalchemy.text(change))
        assert register.events(after=0, limit=1).events[0].actor == "registrator"

    def test_migrations_make_the_tables_that_the_code_uses(self, url: str, register: Register) -> None:
        with register._database.read() as connection:
            context = MigrationContext.configure(
                connection, opts={"include_name": lambda name, *_: not str(name).startswith("texts_index")}
            )
            assert compare_metadata(context, metadata) == []

    def test_what_an_older_version_left_in_the_outbox_goes_first(self, empty_url: str) -> None:
        register = Register(empty_url)
        migrate_to(register, "0001")
        with register._database.write() as connection:
            for statement in OLD_ROWS:
                connection.execute(sqlalchemy.text(statement))
        register.migrate()
        new = register.register(upload("new.pdf", pages=2)).id
        assert drain(register) == [("o" * 32, 1), ("o" * 32, 2), (new, 1), (new, 2)]
        register.close()

    def test_processes_that_start_together_migrate_once(self, empty_url: str) -> None:
        code = f"from ingest.register import Register; Register({empty_url!r}).migrate()"
        starting = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(4)]
        assert [process.wait(60) for process in starting] == [0] * 4
        register = Register(empty_url)
        register.check()
        register.close()

    def test_without_tables_it_is_unavailable(self, empty_url: str) -> None:
        register = Register(empty_url)
        with pytest.raises(RegisterUnavailable):
            register.check()
        register.close()


class TestOnSqlite(OnSqlite, RegisterContract):
    """On SQLite."""

    def test_not_a_database(self, tmp_path: Path) -> None:
        file = tmp_path / "register.db"
        file.write_bytes(b"this is not a database" * 100)
        register = Register(f"sqlite:///{file}")
        with pytest.raises(RegisterUnavailable):
            register.migrate()
        register.close()

    def test_folder_that_cannot_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        register = Register(f"sqlite:///{tmp_path / 'file' / 'register.db'}")
        with pytest.raises(RegisterUnavailable):
            register.migrate()
        with pytest.raises(RegisterUnavailable):
            register.check()

    def test_is_durable_and_refers_to_what_exists(self, url: str, register: Register) -> None:
        with register._database.read() as connection:
            pragmas = [
                connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            ]
        assert pragmas == ["wal", 2, 1, 30_000]


class TestOnPostgresql(OnPostgresql, RegisterContract):
    """On PostgreSQL."""

    def test_is_durable_and_never_waits_for_ever(self, register: Register) -> None:
        with register._database.write() as connection:
            names = ("synchronous_commit", "idle_in_transaction_session_timeout", "lock_timeout")
            shown = [connection.exec_driver_sql(f"SHOW {name}").scalar_one() for name in names]
        assert shown == ["on", "30s", "30s"]

    def test_a_reader_sees_one_state(self, url: str, register: Register) -> None:
        other = Register(url)
        with register._database.read() as connection:
            before = views.counts(connection, withdrawn=True)
            other.register(upload())
            assert views.counts(connection, withdrawn=True) == before
        assert register.counts()["received"] == 1
        other.close()

    @pytest.mark.parametrize("actor", ["\0", "anna\0"])
    def test_what_it_does_not_hold_is_told_as_the_askers_mistake(
        self, register: Register, actor: str
    ) -> None:
        register.register(upload())
        with pytest.raises(Unkeepable):
            register.log(LogQuery(actor=actor), limit=1)
        with pytest.raises(Unkeepable):
            register.events(after=2**31, limit=1)
        assert len(register.events(after=0, limit=2).events) == 1

    def test_a_reader_cannot_write(self, register: Register) -> None:
        receipt = register.register(upload())
        with register._database.read() as connection, pytest.raises(sqlalchemy.exc.DBAPIError):
            work.put_in_outbox(connection, receipt.id, [1])

    def test_goes_on_after_its_connections_were_ended(self, postgresql: PostgreSQL) -> None:
        database = postgresql.new_database()
        register = Register(postgresql.url_of(database))
        register.migrate()
        receipt = register.register(upload())
        postgresql.disconnect_all(database)
        assert register.document(receipt.id).status == "received"

        def broken_off() -> None:
            with register._database.write() as connection:
                postgresql.disconnect_all(database)
                work.put_in_outbox(connection, receipt.id, [1])

        with pytest.raises(RegisterUnavailable):
            broken_off()
        assert len(drain(register)) == receipt.pages
        register.close()

    def test_sweeping_and_failing_at_once_do_not_lock_each_other_out(
        self, url: str, register: Register
    ) -> None:
        ids = sorted(register.register(upload(f"{n}.pdf", pages=1)).id for n in range(30))
        held = {id_: register.claim(id_, 1, owner="a", lease_seconds=0, attempts=1) for id_ in ids}
        drain(register)
        start = threading.Barrier(3)

        def fail(mine: list[str]) -> None:
            own = Register(url)
            start.wait()
            for id_ in mine:
                claim = held[id_]
                assert claim is not None
                with contextlib.suppress(LeaseLost):
                    own.fail(claim, BROKEN)
            own.close()

        def give_up() -> None:
            start.wait()
            register.sweep(attempts=1, requeue_seconds=3600)

        with ThreadPoolExecutor(3) as pool:
            ends = [pool.submit(fail, ids), pool.submit(fail, ids[::-1]), pool.submit(give_up)]
        assert [end.exception() for end in ends] == [None] * 3
        assert register.sweep(attempts=1, requeue_seconds=3600).given_up == 0

    def test_wrong_password_and_nobody_there(self, postgresql: PostgreSQL) -> None:
        url = sqlalchemy.make_url(postgresql.url)
        for wrong in (url.set(password="fel"), url.set(port=1), url.set(database="ingen")):
            register = Register(wrong.render_as_string(hide_password=False))
            with pytest.raises(RegisterUnavailable):
                register.check()


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://h/d", "sqlite://", "sqlite:///:memory:"])
def test_register_urls_that_cannot_work(url: str) -> None:
    with pytest.raises(Misconfigured):
        Register(url)
