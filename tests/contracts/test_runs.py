"""Documents that are run again, on every database: nothing lost, nothing half-done, nothing served unseen."""

import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from ingest.errors import LeaseLost, NothingChosen, RunOver, UnknownAudit, UnknownRun
from ingest.register import Candidate, Claim, Register, run_of, unit_of
from ingest.register.audits import Audits
from ingest.register.runs import items
from schemas.document import Receipt
from schemas.reprocess import ChangeKind, Decision, ItemState, RunRequest, Selection
from schemas.review import CorrectionRequest, FieldTarget
from schemas.search import Search
from tests.by_hand import NOTHING
from tests.contracts.on_databases import OnPostgresql, OnSqlite, WithRegister
from tests.contracts.registered import BROKEN, drain, sweep, take, upload
from tests.contracts.test_audits import drawn

KILLED_WHILE_SERVING = """
import os, signal, sys
from ingest.register import Register, entry_of, log
from ingest.register.search import index
from schemas.example import EXAMPLE

places = {"found": (index, "put"), "told": (log, "append")}
module, name = places[sys.argv[2]]
step = getattr(module, name)
def killed(*arguments, **named):
    step(*arguments, **named)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(module, name, killed)
runs = Register(sys.argv[1]).runs
runs.accept(int(sys.argv[3]), sys.argv[4], entry=entry_of(EXAMPLE), after_number=0, unread={})
"""
ALL = Selection(which="all")
WINDOW = 5
"""Fewer than in service, so that few documents are enough to see what it does."""


def read(register: Register, name: str = "remiss.pdf", *, version: str = "1.0-r0") -> str:
    """A document that has been taken in and read."""
    document_id = register.register(upload(name, pages=1)).id
    register.finish_page(take(register, document_id, 1))
    register.finish_document(
        take(register, document_id, 0),
        version=version,
        record_key=f"records/{document_id}/{version}.json",
        artifacts={"alto": "alto/1"},
        entry=NOTHING,
    )
    drain(register)
    return document_id


def start(register: Register, selection: Selection = ALL) -> int:
    return register.runs.start(RunRequest(selection=selection), actor="anna", pipeline_version="2.0")


def make(
    register: Register,
    run: int,
    document_id: str,
    changes: dict[ChangeKind, int] | None = None,
    *,
    claim: Claim | None = None,
    base: str = "1.0-r0",
) -> None:
    """What a worker does."""
    held = claim or take(register, document_id, unit_of(run))
    assert register.runs.task(run, document_id) is not None
    register.runs.offer(
        held,
        Candidate(
            base_version=base,
            version=f"2.0-r0-o{run}",
            record_key=f"records/{document_id}/2.0-r0-o{run}.json",
            artifacts={"alto": "alto/2"},
            readings="1.0-r0",
            after_number=len(register.corrections(document_id)),
            changes=changes or {},
        ),
    )


def decide(
    register: Register,
    run: int,
    *,
    accept: bool = True,
    kinds: tuple[ChangeKind, ...] | None = None,
    documents: tuple[str, ...] | None = None,
    compared: int | None = None,
    actor: str = "anna",
) -> int:
    seen = register.runs.run(run).compared if compared is None else compared
    decision = Decision(accept=accept, kinds=kinds, documents=documents, compared=seen)
    return register.runs.decide(run, decision, actor=actor)


def serve(register: Register, run: int, document_id: str) -> bool:
    after = len(register.corrections(document_id))
    return register.runs.accept(run, document_id, entry=NOTHING, after_number=after, unread={})


def states(register: Register, run: int) -> dict[ItemState, int]:
    return register.runs.run(run).counts


def correct(register: Register, document_id: str, version: str) -> None:
    review = register.claim_review(document_id, actor="bo", lease_seconds=3600)
    request = CorrectionRequest(
        target=FieldTarget(path="/title/value"),
        before="a",
        after="b",
        token=review.token,
        version=version,
        after_number=review.after_number,
    )
    register.correct(document_id, (request,), NOTHING)


class RunsContract(WithRegister):
    """Every test gets an empty, migrated register."""

    @pytest.fixture(autouse=True)
    def window(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(items, "WINDOW", WINDOW)

    # Choosing.

    def test_what_is_read_can_be_run_again_and_nothing_else(self, register: Register) -> None:
        done, withdrawn = read(register, "a"), read(register, "b")
        register.withdraw(withdrawn, actor="anna", reason="fel")
        waiting: Receipt = register.register(upload("c"))
        drain(register)
        assert register.runs.count(ALL, pipeline_version="2.0") == 1
        run = start(register)
        assert [item.document_id for item in register.runs.items(run, limit=9).items] == [done]
        assert drain(register) == [(done, unit_of(run))]
        assert run_of(unit_of(run)) == run
        assert run_of(0) is run_of(1) is None
        picked = Selection(which="documents", documents=(withdrawn, waiting.id))
        with pytest.raises(NothingChosen):
            start(register, picked)
        assert len(register.runs.newest(9).runs) == 1

    def test_only_what_another_version_has_made(self, register: Register) -> None:
        old, new = read(register, "old"), read(register, "new", version="2.0-r0")
        looks_alike = read(register, "alike", version="2.01-r0")
        run = start(register, Selection(which="all", older=True))
        chosen = {item.document_id for item in register.runs.items(run, limit=9).items}
        assert chosen == {old, looks_alike}
        assert new not in chosen

    def test_the_lists_filters_choose(self, register: Register) -> None:
        read(register, "a")
        nothing = Selection(which="search", search=Search(issuer="finns inte"))
        assert register.runs.count(nothing, pipeline_version="2.0") == 0
        every = Selection(which="search", search=Search(status="done"))
        assert register.runs.count(every, pipeline_version="2.0") == 1

    def test_a_lot_is_run_again_as_it_was_drawn(self, register: Register) -> None:
        lot = {read(register, name) for name in "ab"}
        audits = Audits(register.database)
        number = audits.begin(drawn(audits))
        read(register, "later")
        run = start(register, Selection(which="lot", lot=number))
        assert {item.document_id for item in register.runs.items(run, limit=9).items} == lot
        with pytest.raises(UnknownAudit):
            start(register, Selection(which="lot", lot=number + 1))

    def test_an_unknown_run_is_unknown(self, register: Register) -> None:
        document_id = read(register)
        run = start(register)
        for ask in (
            lambda: register.runs.run(run + 1),
            lambda: register.runs.items(run + 1, limit=1),
            lambda: register.runs.item(run, "0" * 32),
            lambda: register.runs.candidate_key(run, document_id),
            lambda: register.runs.pause(run + 1, actor="x"),
            lambda: decide(register, run + 1, compared=0),
        ):
            with pytest.raises(UnknownRun):
                ask()

    # The work.

    def test_new_uploads_come_before_a_run(self, register: Register) -> None:
        documents = [read(register, f"{number}") for number in range(3)]
        run = start(register)
        new = register.register(upload("new", pages=2)).id
        assert drain(register) == [(new, 1), (new, 2), *((one, unit_of(run)) for one in documents)]

    def test_a_run_shows_in_no_figure_of_the_work_that_people_wait_for(self, register: Register) -> None:
        read(register)
        start(register)
        assert (register.backlog(), register.longest_wait()) == (0, 0)

    def test_only_a_few_units_are_open_and_each_that_ends_opens_the_next(self, register: Register) -> None:
        documents = [read(register, f"{number}") for number in range(WINDOW + 3)]
        run = start(register)
        assert len(drain(register)) == WINDOW
        make(register, run, documents[0])
        assert drain(register) == [(documents[WINDOW], unit_of(run))]
        assert states(register, run) == {"ready": 1, "waiting": WINDOW + 2}

    def test_a_candidate_changes_nothing_that_is_served(self, register: Register) -> None:
        document_id = read(register)
        before = register.document(document_id), register.current(document_id)
        events = register.events(after=0, limit=99)
        run = start(register)
        make(register, run, document_id, {"title": 1})
        assert (register.document(document_id), register.current(document_id)) == before
        assert register.events(after=0, limit=99) == events

    def test_a_dead_worker_s_document_is_swept_up_and_given_up_in_the_end(self, register: Register) -> None:
        document_id = read(register)
        run = start(register)
        drain(register)
        for _ in range(2):
            take(register, document_id, unit_of(run), lease=-1)
            assert sweep(register) == (1, 0)
            assert drain(register) == [(document_id, unit_of(run))]
        take(register, document_id, unit_of(run), lease=-1)
        assert sweep(register) == (0, 1)
        item = register.runs.item(run, document_id)
        assert (item.state, item.problem and item.problem.code) == ("failed", "gave_up")
        assert register.document(document_id).status == "done"
        assert register.current(document_id).version == "1.0-r0"
        event = register.events(after=0, limit=99).events[-1]
        assert (event.kind, event.details) == ("record.reprocess_failed", {"run": run, "code": "gave_up"})

    def test_a_failed_attempt_is_repeated_and_then_told(self, register: Register) -> None:
        document_id = read(register)
        run = start(register)
        for attempt in (1, 2, 3):
            claim = take(register, document_id, unit_of(run))
            assert claim.attempt == attempt
            register.release(claim, BROKEN, delay_seconds=0, attempts=3)
        assert register.runs.item(run, document_id).problem == BROKEN
        assert states(register, run) == {"failed": 1}
        assert [page.status for page in register.document(document_id).pages] == ["read"]

    def test_a_worker_that_lost_its_lease_cannot_offer(self, register: Register) -> None:
        document_id = read(register)
        run = start(register)
        stale = take(register, document_id, unit_of(run), lease=-1)
        make(register, run, document_id)
        with pytest.raises(LeaseLost):
            make_again(register, run, document_id, stale)
        assert register.runs.run(run).compared == 1

    def test_stepping_aside_costs_no_attempt(self, register: Register) -> None:
        document_id = read(register)
        run = start(register)
        drain(register)
        for _ in range(5):
            register.runs.step_aside(take(register, document_id, unit_of(run)))
            assert drain(register) == [(document_id, unit_of(run))]
        assert take(register, document_id, unit_of(run)).attempt == 1
        assert not register.runs.others_wait()
        register.register(upload("new"))
        assert register.runs.others_wait()

    # Pausing and cancelling.

    def test_a_paused_run_rests_and_goes_on(self, register: Register) -> None:
        documents = [read(register, name) for name in "abc"]
        run = start(register)
        drain(register)
        make(register, run, documents[0])
        held = take(register, documents[1], unit_of(run))
        register.runs.pause(run, actor="anna")
        register.runs.pause(run, actor="anna")
        with pytest.raises(LeaseLost):
            make_again(register, run, documents[1], held)
        assert (drain(register), sweep(register, requeue=0)) == ([], (0, 0))
        assert states(register, run) == {"ready": 1, "waiting": 2}
        register.runs.resume(run, actor="anna")
        assert drain(register) == [(one, unit_of(run)) for one in documents[1:]]
        make(register, run, documents[1])
        make(register, run, documents[2])
        assert states(register, run) == {"ready": 3}

    def test_a_cancelled_run_keeps_what_it_has_made(self, register: Register) -> None:
        documents = [read(register, name) for name in "ab"]
        run = start(register)
        make(register, run, documents[0])
        register.runs.cancel(run, actor="anna")
        drain(register)
        assert sweep(register, requeue=0) == (0, 0)
        assert states(register, run) == {"ready": 1, "cancelled": 1}
        for act in (register.runs.pause, register.runs.resume):
            with pytest.raises(RunOver):
                act(run, actor="anna")
        assert decide(register, run) == 1
        assert serve(register, run, documents[0])
        assert states(register, run) == {"accepted": 1, "cancelled": 1}

    def test_candidates_of_a_paused_run_can_be_accepted_by_the_workers(self, register: Register) -> None:
        documents = [read(register, name) for name in "ab"]
        run = start(register)
        make(register, run, documents[0])
        register.runs.pause(run, actor="anna")
        drain(register)
        decide(register, run)
        assert drain(register) == [(documents[0], unit_of(run))]
        claim = take(register, documents[0], unit_of(run))
        task = register.runs.task(run, documents[0])
        assert task is not None
        assert task.accept
        assert serve(register, run, documents[0])
        register.runs.done(claim)
        assert states(register, run) == {"accepted": 1, "waiting": 1}

    # Deciding.

    def test_accepting_serves_the_candidate_and_says_so(self, register: Register) -> None:
        document_id = read(register)
        run = start(register)
        make(register, run, document_id, {"title": 1})
        assert decide(register, run, actor="bo") == 1
        assert serve(register, run, document_id)
        assert not serve(register, run, document_id)
        current = register.current(document_id)
        assert (current.version, current.readings) == (f"2.0-r0-o{run}", "1.0-r0")
        assert current.artifacts == {"alto": "alto/2"}
        earlier = register.record_of(document_id, "1.0-r0")
        assert (earlier.record_key, earlier.readings) == (f"records/{document_id}/1.0-r0.json", "1.0-r0")
        event = register.events(after=0, limit=99).events[-1]
        assert (event.kind, event.actor) == ("record.reprocessed", "bo")
        assert event.details == {"version": current.version, "before": "1.0-r0", "run": run}
        assert register.not_indexed(9) == []
        assert all(walk.broken is None for walk in register.verify_logs().values())

    def test_rejecting_keeps_what_is_served(self, register: Register) -> None:
        document_id = read(register)
        run = start(register)
        make(register, run, document_id, {"title": 1})
        assert decide(register, run, accept=False) == 1
        assert not serve(register, run, document_id)
        assert register.current(document_id).version == "1.0-r0"
        item = register.runs.item(run, document_id)
        assert (item.state, item.decided_by) == ("rejected", "anna")

    def test_by_kind_only_documents_that_change_in_nothing_else(self, register: Register) -> None:
        a, b, c, d = (read(register, name) for name in "abcd")
        run = start(register)
        make(register, run, a, {"title": 1})
        make(register, run, b, {"title": 1, "dnr": 2})
        make(register, run, c, {"dnr": 1})
        make(register, run, d)
        view = register.runs.run(run)
        assert [(one.kind, one.documents, one.changes) for one in view.kinds] == [
            ("dnr", 2, 3),
            ("title", 2, 2),
        ]
        assert view.unchanged == 1
        assert [one.document_id for one in register.runs.items(run, kind="dnr", limit=9).items] == [b, c]
        assert decide(register, run, kinds=("title",)) == 2
        accepting = {one.document_id for one in register.runs.items(run, state="accepting", limit=9).items}
        assert accepting == {a, d}
        assert decide(register, run, accept=False, documents=(b, a)) == 1
        assert states(register, run) == {"accepting": 2, "rejected": 1, "ready": 1}

    def test_nothing_is_decided_that_was_compared_after_the_look(self, register: Register) -> None:
        a, b = read(register, "a"), read(register, "b")
        run = start(register)
        make(register, run, a)
        seen = register.runs.run(run).compared
        make(register, run, b)
        assert decide(register, run, compared=seen) == 1
        assert register.runs.item(run, b).state == "ready"

    def test_what_was_corrected_after_it_was_compared_waits_for_another_look(
        self, register: Register
    ) -> None:
        document_id = read(register)
        run = start(register)
        make(register, run, document_id, {"title": 1})
        correct(register, document_id, "1.0-r0")
        assert register.runs.run(run).stale == 1
        assert register.runs.stale(run, 9) == [document_id]
        assert decide(register, run) == 0
        register.runs.compare_anew(run, document_id, {"dnr": 2}, after_number=1)
        assert (register.runs.run(run).stale, decide(register, run, compared=1)) == (0, 0)
        assert decide(register, run) == 1
        # Corrected again between the decision and its being carried out:
        correct(register, document_id, "1.0-r0")
        assert not serve(register, run, document_id)
        item = register.runs.item(run, document_id)
        assert (item.state, item.changes, item.decided_by) == ("ready", {"dnr": 2}, None)
        assert register.current(document_id).version == "1.0-r0"

    def test_of_two_runs_the_first_that_is_accepted_outdates_the_other(self, register: Register) -> None:
        document_id = read(register)
        first, second = start(register), start(register)
        for run in (first, second):
            make(register, run, document_id)
            decide(register, run)
        assert serve(register, first, document_id)
        assert not serve(register, second, document_id)
        item = register.runs.item(second, document_id)
        assert (item.state, item.problem and item.problem.code) == ("outdated", "out_of_date")
        assert register.current(document_id).version == f"2.0-r0-o{first}"

    def test_a_candidate_of_a_record_that_is_served_no_more_is_out_of_date(self, register: Register) -> None:
        document_id = read(register)
        run = start(register)
        make(register, run, document_id, base="0.9-r0")
        assert states(register, run) == {"outdated": 1}

    def test_a_document_that_is_taken_back_leaves_the_run(self, register: Register) -> None:
        documents = [read(register, f"{number}") for number in range(WINDOW + 1)]
        run = start(register)
        drain(register)
        make(register, run, documents[0])
        drain(register)
        for document_id in documents[:2]:
            register.withdraw(document_id, actor="anna", reason="fel")
        assert states(register, run) == {"outdated": 2, "waiting": WINDOW - 1}
        assert decide(register, run) == 0
        sweep(register)
        assert drain(register) == []

    def test_a_retry_opens_pages_and_no_run(self, register: Register) -> None:
        document_id = register.register(upload(pages=2)).id
        register.finish_page(take(register, document_id, 1))
        register.fail(take(register, document_id, 2), BROKEN)
        register.finish_document(
            take(register, document_id, 0), version="1.0-r0", record_key="k", artifacts={}, entry=NOTHING
        )
        run = start(register)
        make(register, run, document_id)
        drain(register)
        register.retry(document_id, actor="anna")
        assert drain(register) == [(document_id, 1), (document_id, 2)]
        decide(register, run)
        assert not serve(register, run, document_id)
        assert states(register, run) == {"outdated": 1}
        assert register.document(document_id).status == "received"

    def test_an_open_run_does_not_hold_up_the_pages(self, register: Register) -> None:
        document_id = register.register(upload(pages=1)).id
        register.fail(take(register, document_id, 1), BROKEN)
        register.retry(document_id, actor="anna")
        other = read(register, "other")
        start(register, Selection(which="documents", documents=(other,)))
        register.finish_page(take(register, document_id, 1))
        assert (document_id, 0) in drain(register)

    def test_pages_that_can_be_read_by_now_are_told_so(self, register: Register) -> None:
        document_id = register.register(upload(pages=2)).id
        register.finish_page(take(register, document_id, 1))
        register.fail(take(register, document_id, 2), BROKEN)
        register.finish_document(
            take(register, document_id, 0), version="1.0-r0", record_key="k", artifacts={}, entry=NOTHING
        )
        run = start(register)
        make(register, run, document_id)
        decide(register, run)
        register.runs.accept(run, document_id, entry=NOTHING, after_number=0, unread={1: BROKEN})
        assert register.failed_pages(document_id) == {1: BROKEN}

    def test_who_has_looked_through_what_says_the_same_has_looked_through_it(
        self, register: Register
    ) -> None:
        same, surer, other = (read(register, name) for name in "abc")
        for document_id in (same, surer, other):
            review = register.claim_review(document_id, actor="bo", lease_seconds=3600)
            register.finish_review(document_id, review.token, version="1.0-r0")
        run = start(register)
        make(register, run, same)
        make(register, run, surer, {"evidence": 1, "review_reasons": 2, "needs_review": 1})
        make(register, run, other, {"title": 1, "evidence": 1})
        decide(register, run)
        assert serve(register, run, same)
        assert serve(register, run, surer)
        assert serve(register, run, other)
        assert [item.document_id for item in register.review_queue(9).documents] == [other]

    # At once.

    def test_two_who_decide_at_once_decide_each_document_once(self, register: Register) -> None:
        documents = [read(register, f"{number}") for number in range(6)]
        run = start(register)
        for document_id in documents:
            make(register, run, document_id)
        seen, together = register.runs.run(run).compared, threading.Barrier(2)

        def choose(accept: bool) -> int:
            together.wait()
            return decide(register, run, accept=accept, compared=seen, actor=f"{accept}")

        with ThreadPoolExecutor(2) as pool:
            accepted, rejected = pool.map(choose, (True, False))
        assert accepted + rejected == 6
        with ThreadPoolExecutor(4) as pool:
            served = list(pool.map(lambda one: serve(register, run, one), documents * 2))
        assert sum(served) == accepted
        kinds = [event.kind for event in register.events(after=0, limit=99).events]
        assert kinds.count("record.reprocessed") == accepted

    @pytest.mark.parametrize("killed_after", ["found", "told"])
    def test_killed_in_the_middle_of_serving_nothing_is_done(
        self, url: str, register: Register, killed_after: str
    ) -> None:
        document_id = read(register)
        run = start(register)
        make(register, run, document_id, {"title": 1})
        decide(register, run)
        before = register.current(document_id), register.log_heads(), register.document(document_id)
        arguments = [sys.executable, "-c", KILLED_WHILE_SERVING, url, killed_after, str(run), document_id]
        assert subprocess.run(arguments, check=False).returncode == -signal.SIGKILL
        assert (register.current(document_id), register.log_heads(), register.document(document_id)) == before
        assert states(register, run) == {"accepting": 1}
        assert serve(register, run, document_id)
        assert register.current(document_id).version == f"2.0-r0-o{run}"

    def test_workers_and_people_at_once_lose_nothing(self, register: Register) -> None:
        documents = [read(register, f"{number}") for number in range(12)]
        run = start(register)

        def worker(part: list[str]) -> None:
            for document_id in part:
                try:
                    make(register, run, document_id)
                except (LeaseLost, AssertionError):
                    continue

        def person() -> None:
            for _ in range(4):
                register.runs.pause(run, actor="anna")
                register.runs.resume(run, actor="anna")
                sweep(register, requeue=0)

        with ThreadPoolExecutor(3) as pool:
            done = [
                pool.submit(worker, documents[:6]),
                pool.submit(worker, documents[6:]),
                pool.submit(person),
            ]
            for one in done:
                one.result()
        for document_id in documents:
            if register.runs.item(run, document_id).state == "waiting":
                make(register, run, document_id)
        assert states(register, run) == {"ready": 12}


def make_again(register: Register, run: int, document_id: str, claim: Claim) -> None:
    """A worker whose claim may hold no more."""
    register.runs.offer(
        claim,
        Candidate(
            base_version="1.0-r0",
            version="2.0-r0-o9",
            record_key="k",
            artifacts={},
            readings="1.0-r0",
            after_number=0,
            changes={},
        ),
    )


class TestOnSqlite(OnSqlite, RunsContract):
    """On SQLite."""


class TestOnPostgresql(OnPostgresql, RunsContract):
    """On PostgreSQL."""
