"""Reviews and corrections on SQLite and on a real PostgreSQL: two people at once, and broken off anywhere."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy
from sqlalchemy import text

from ingest.errors import (
    InkomError,
    NothingToUndo,
    NotReady,
    ReviewHeld,
    ReviewLost,
    StaleRecord,
    UnknownDocument,
    Withdrawn,
)
from ingest.register import ASSEMBLY, Entry, Register
from schemas.document import DocumentSummary
from schemas.review import CorrectionRequest, Review
from tests.by_hand import NOTHING
from tests.contracts.on_databases import OnPostgresql, OnSqlite, WithRegister
from tests.contracts.registered import take, upload
from tests.patience import PATIENCE_SECONDS

KILLED_IN_THE_MIDDLE = """
import os, signal, sys
from ingest.register import Register, entry_of, log, reviews
from schemas.example import EXAMPLE
from schemas.review import CorrectionRequest

steps = {"correction": (reviews, "_insert"), "index": (reviews.index, "put"), "event": (log, "append")}
step = steps[sys.argv[2]]
done = getattr(*step)
def killed(*arguments, **named):
    done(*arguments, **named)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(*step, killed)
request = CorrectionRequest.model_validate_json(sys.argv[4])
Register(sys.argv[1]).correct(sys.argv[3], (request,), entry_of(EXAMPLE))
"""


def done(
    register: Register, name: str, *, errors: float = 0.0, asks: bool = False, version: str = "1-r0"
) -> str:
    """A document whose record is made, with so many errors to expect in it; it `asks` for review or not."""
    id_ = register.register(upload(name, pages=1)).id
    register.finish_page(take(register, id_, 1))
    entry = replace(NOTHING, expected_errors=errors, needs_review=asks)
    register.finish_document(
        take(register, id_, ASSEMBLY), version=version, record_key="k", artifacts={}, entry=entry
    )
    return id_


def claim(register: Register, id_: str, actor: str = "åsa", seconds: float = 3600) -> Review:
    return register.claim_review(id_, actor=actor, lease_seconds=seconds)


def request(review: Review, **changes: Any) -> CorrectionRequest:
    return CorrectionRequest.model_validate(
        {
            "token": review.token,
            "version": review.version,
            "after_number": review.after_number,
            "target": {"kind": "field", "path": "/title/value"},
            "before": "Gammal",
            "after": "Ny",
            "reason": "felläst",
            **changes,
        }
    )


def kinds(register: Register, id_: str) -> list[str]:
    return [event.kind for event in register.history(id_)]


def waiting(register: Register) -> list[str]:
    return [item.document_id for item in register.review_queue(99).documents]


class ReviewsContract(WithRegister):
    """The suite. A subclass says which database."""

    # The queue.

    def test_the_queue_goes_by_expected_errors_not_by_date(self, register: Register) -> None:
        few, many, some = (done(register, f"{n}.pdf", errors=n) for n in (1, 9, 3))
        register.register(upload("not read.pdf"))
        assert waiting(register) == [many, some, few]
        whole = register.review_queue(1)
        assert (whole.waiting, whole.expected_errors, len(whole.documents)) == (3, 13.0, 1)
        assert (whole.documents[0].filename, whole.documents[0].corrections) == ("9.pdf", 0)
        register.withdraw(many, actor="x", reason="fel")
        assert waiting(register) == [some, few]
        review = claim(register, some)
        assert [item.holder for item in register.review_queue(9).documents] == ["åsa", None]
        register.finish_review(some, review.token, version=review.version)
        assert waiting(register) == [few]
        assert kinds(register, some)[-1] == "review.finished"

    def test_those_that_ask_for_review_come_before_the_others(self, register: Register) -> None:
        many, few, some = (
            done(register, f"{errors}.pdf", errors=errors, asks=asks)
            for errors, asks in ((9, False), (1, True), (3, True))
        )
        assert waiting(register) == [some, few, many]
        assert register.review_queue(1).asking == 2

    def test_a_document_without_a_number_comes_last(self, register: Register) -> None:
        old, new = done(register, "old.pdf", errors=9), done(register, "new.pdf")
        with register.database.write() as connection:
            connection.execute(
                text("UPDATE heads SET expected_errors = NULL WHERE document_id = :id"), {"id": old}
            )
        assert waiting(register) == [new, old]
        assert [current.document_id for current in register.not_indexed(9)] == [old]

    # Two people.

    def test_two_people_cannot_review_one_document(self, register: Register) -> None:
        id_ = done(register, "a.pdf")
        mine = claim(register, id_)
        with pytest.raises(ReviewHeld):
            claim(register, id_, "bo")
        register.release_review(id_, mine.token)
        theirs = claim(register, id_, "bo")
        with pytest.raises(ReviewLost):
            register.correct(id_, (request(mine),), NOTHING)
        assert register.correct(id_, (request(theirs),), NOTHING)[0].actor == "bo"

    def test_of_many_at_once_one_gets_it(self, url: str, register: Register) -> None:
        id_ = done(register, "a.pdf")

        def attempt(number: int) -> str | None:
            own = Register(url)
            try:
                return claim(own, id_, f"person {number}").holder
            except ReviewHeld:
                return None
            finally:
                own.close()

        with ThreadPoolExecutor(6) as pool:
            assert sum(holder is not None for holder in pool.map(attempt, range(6))) == 1

    def test_ones_own_second_window_takes_over(self, register: Register) -> None:
        id_ = done(register, "a.pdf")
        first, second = claim(register, id_), claim(register, id_)
        with pytest.raises(ReviewLost):
            register.renew_review(id_, first.token, lease_seconds=3600)
        register.renew_review(id_, second.token, lease_seconds=3600)

    def test_a_broken_off_review_goes_back(self, register: Register) -> None:
        id_ = done(register, "a.pdf")
        mine = claim(register, id_)
        register.correct(id_, (request(mine),), NOTHING)
        register.renew_review(id_, mine.token, lease_seconds=-1)
        for late in (
            lambda: register.renew_review(id_, mine.token, lease_seconds=3600),
            lambda: register.correct(id_, (request(mine, after_number=1),), NOTHING),
            lambda: register.finish_review(id_, mine.token, version=mine.version),
            lambda: register.release_review(id_, mine.token),
        ):
            with pytest.raises(ReviewLost):
                late()
        assert [item.holder for item in register.review_queue(9).documents] == [None]
        assert claim(register, id_, "bo").after_number == 1

    # Corrections.

    def test_a_correction_is_kept_told_and_found(self, register: Register) -> None:
        id_ = done(register, "a.pdf")
        entry: Entry = replace(NOTHING, title="Rättad titel")
        (kept,) = register.correct(id_, (request(claim(register, id_)),), entry)
        assert register.corrections(id_) == (kept,)
        assert (kept.number, kept.before, kept.after, kept.reason) == (1, "Gammal", "Ny", "felläst")
        head: DocumentSummary = register.head(id_, private=True)
        assert head.title == "Rättad titel"
        event = register.history(id_)[-1]
        assert (event.kind, event.actor) == ("record.corrected", "åsa")
        assert event.details == {"number": 1, "version": "1-r0", "target": "field", "path": "/title/value"}
        undo = request(claim(register, id_), target={"kind": "undo", "number": 1}, before=None, after=None)
        assert register.correct(id_, (undo,), NOTHING)[0].number == 2
        assert kinds(register, id_)[-1] == "record.correction_undone"
        assert register.verify_logs()["events"].broken is None

    def test_what_belongs_together_is_kept_together_or_not_at_all(self, register: Register) -> None:
        id_ = done(register, "a.pdf")
        mine = claim(register, id_)
        both = (request(mine, key="k1"), request(mine, after_number=1, key="k1"))
        with pytest.raises(StaleRecord):
            register.correct(id_, (both[0], request(mine, after_number=7)), NOTHING)
        assert register.corrections(id_) == ()
        kept = register.correct(id_, both, NOTHING)
        assert register.kept_under(id_, "k1") == kept == register.corrections(id_)
        assert register.kept_under(id_, "k2") == ()

    def test_who_holds_a_review_and_which_documents_are_right_can_be_asked(self, register: Register) -> None:
        id_ = done(register, "a.pdf")
        assert register.held_review(id_) is None
        mine = claim(register, id_)
        assert register.held_review(id_) == mine
        assert register.reviewed() == ()
        register.finish_review(id_, mine.token, version=mine.version)
        assert (register.held_review(id_), register.reviewed()) == (None, (id_,))
        register.withdraw(id_, actor="x", reason="fel")
        assert register.reviewed() == ()
        other = done(register, "b.pdf")
        claim(register, other, seconds=-1)
        assert register.held_review(other) is None

    def test_what_was_not_seen_is_not_corrected(self, register: Register) -> None:
        id_ = done(register, "a.pdf")
        mine = claim(register, id_)
        register.correct(id_, (request(mine),), NOTHING)
        for stale in (
            request(mine),
            request(mine, after_number=2),
            request(mine, version="2-r0", after_number=1),
        ):
            with pytest.raises(StaleRecord):
                register.correct(id_, (stale,), NOTHING)
        ahead = request(mine, after_number=1, target={"kind": "undo", "number": 2})
        with pytest.raises(NothingToUndo):
            register.correct(id_, (ahead,), NOTHING)
        with pytest.raises(StaleRecord):
            register.finish_review(id_, mine.token, version="2-r0")
        assert len(register.corrections(id_)) == 1

    @pytest.mark.parametrize("change", ["UPDATE corrections SET after = '1'", "DELETE FROM corrections"])
    def test_corrections_cannot_be_changed(self, register: Register, change: str) -> None:
        id_ = done(register, "a.pdf")
        register.correct(id_, (request(claim(register, id_)),), NOTHING)
        with (
            pytest.raises(sqlalchemy.exc.DBAPIError, match="append-only"),
            register.database.write() as connection,
        ):
            connection.execute(text(change))

    def test_only_what_has_a_record_is_reviewed(self, register: Register) -> None:
        waits = register.register(upload("waits.pdf")).id
        gone = done(register, "gone.pdf")
        register.withdraw(gone, actor="x", reason="fel")
        refusals: list[tuple[str, type[InkomError]]] = [
            (waits, NotReady),
            (gone, Withdrawn),
            ("0" * 32, UnknownDocument),
        ]
        for id_, error in refusals:
            with pytest.raises(error):
                claim(register, id_)

    @pytest.mark.parametrize("step", ["correction", "index", "event"])
    def test_killed_in_the_middle_nothing_is_half_done(self, url: str, register: Register, step: str) -> None:
        id_ = done(register, "a.pdf")
        mine = claim(register, id_)
        before = register.head(id_, private=True)
        register.close()
        command = [
            sys.executable,
            "-c",
            KILLED_IN_THE_MIDDLE,
            url,
            step,
            id_,
            request(mine).model_dump_json(),
        ]
        ended = subprocess.run(
            command, check=False, env={**os.environ, "PYTHONPATH": "."}, timeout=PATIENCE_SECONDS
        )
        assert ended.returncode == -signal.SIGKILL
        assert register.corrections(id_) == ()
        assert register.head(id_, private=True) == before
        assert kinds(register, id_)[-1] == "document.done"
        assert register.correct(id_, (request(mine),), NOTHING)[0].number == 1
        assert register.verify_logs()["events"].broken is None


class TestOnSqlite(OnSqlite, ReviewsContract):
    """On SQLite."""


class TestOnPostgresql(OnPostgresql, ReviewsContract):
    """On PostgreSQL."""
