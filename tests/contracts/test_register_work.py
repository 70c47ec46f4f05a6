"""Work on documents: claims, outcomes, sweeping and trying again, on SQLite and on a real PostgreSQL."""

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from ingest.errors import (
    LeaseLost,
    NotReady,
    NotRetriable,
    ReadingFailed,
    UnknownDocument,
)
from ingest.register import ASSEMBLY, Claim, Register
from tests.by_hand import NOTHING
from tests.contracts.on_databases import OnPostgresql, OnSqlite, WithRegister
from tests.contracts.registered import (
    ATTEMPTS,
    BROKEN,
    SLOW,
    drain,
    kinds,
    let_pass,
    refused,
    sweep,
    take,
    upload,
)
from tests.patience import wait_until


class WorkContract(WithRegister):
    """Who may work on what, and what becomes of it."""

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


class TestOnSqlite(OnSqlite, WorkContract):
    """On SQLite."""


class TestOnPostgresql(OnPostgresql, WorkContract):
    """On PostgreSQL."""

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
