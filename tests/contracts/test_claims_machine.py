"""Claims under random owners, deaths, sweeps and retries, step by step against a model in memory.

The model says what the design promises: never two owners, never more attempts than allowed, nothing
closed opens again but by a retry, and nothing open is ever out of everybody's sight.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from ingest.errors import LeaseLost, NotRetriable
from ingest.register import ASSEMBLY, Claim, NewDocument, Register
from ingest.register.database import now
from ingest.register.tables import claims, outbox
from schemas.base import Problem
from schemas.document import DocumentStatus, Statement
from tests.by_hand import NOTHING
from tests.migrated import put_register
from tests.servers import PostgreSQL

ATTEMPTS = 3
PAGES = 2
PROBLEM = Problem(code="engine_crashed", sv="Kraschade.", en="Crashed.")


@dataclass
class Unit:
    """What the model knows of a unit of work."""

    open: bool = True
    attempts: int = 0
    holder: Claim | None = None
    expired: bool = False
    outbox: int = 1
    read: bool = False

    def close(self, *, read: bool) -> None:
        self.open, self.holder, self.read = False, None, read

    @property
    def claimable(self) -> bool:
        return self.open and self.attempts < ATTEMPTS and (self.holder is None or self.expired)

    @property
    def lost(self) -> bool:
        return self.open and (self.expired if self.holder else self.outbox == 0)


class ClaimsMachine(RuleBasedStateMachine):
    new_url: Callable[[], str]
    """Where a migrated, empty register lies that no other example uses."""
    issued: Bundle[Claim] = Bundle("issued")

    @initialize()
    def document_arrives(self) -> None:
        self.register = Register(type(self).new_url())
        receipt = self.register.register(
            NewDocument(
                sha256="5e" * 32,
                filename="a.pdf",
                media_type="application/pdf",
                bytes=1,
                pages=PAGES,
                stated=Statement(),
                actor="x",
            )
        )
        self.id = receipt.id
        self.units = {page: Unit() for page in range(1, PAGES + 1)}
        self.status: DocumentStatus = "received"
        self.revision = 0

    @rule(target=issued, page=st.integers(0, PAGES), owner=st.sampled_from("abc"), dies=st.booleans())
    def claim(self, page: int, owner: str, dies: bool) -> Claim | MultipleResults[Claim]:
        claim = self.register.claim(
            self.id, page, owner=owner, lease_seconds=0 if dies else 600, attempts=ATTEMPTS
        )
        unit = self.units.get(page)
        assert (claim is not None) == (unit is not None and unit.claimable)
        if claim is None or unit is None:
            return multiple()
        unit.holder, unit.expired, unit.attempts = claim, dies, unit.attempts + 1
        assert claim.attempt == unit.attempts
        self.status = "processing"
        return claim

    @rule(
        first=st.integers(1, PAGES), last=st.integers(1, PAGES), way=st.sampled_from(("read", "left", "dies"))
    )
    def claim_together(self, first: int, last: int, way: str) -> None:
        """Pages claimed together are read together, let go together, or their worker dies."""
        free = [
            page
            for page in range(first, last + 1)
            if self.units[page].open and not self.units[page].holder and not self.units[page].attempts
        ]
        held = self.register.claim_fresh(
            self.id, range(first, last + 1), owner="d", lease_seconds=0 if way == "dies" else 600
        )
        assert [claim.page for claim in held] == free
        if not held:
            return
        self.status = "processing"
        for claim in held:
            self.units[claim.page] = Unit(outbox=0, holder=claim, attempts=1, expired=way == "dies")
        if way == "read":
            self.register.finish_pages(held)
            for claim in held:
                self.units[claim.page].close(read=True)
            self._after(held[-1].page)
            with pytest.raises(LeaseLost):
                self.register.finish_pages(held)
        if way != "dies":
            self.register.let_go(held)
        if way == "left":
            for claim in held:
                self.units[claim.page] = Unit(outbox=1)

    @rule(claim=issued)
    def renew(self, claim: Claim) -> None:
        if self._refused_unless_held(claim, lambda: self.register.renew(claim, 600)):
            self.units[claim.page].expired = False

    @rule(claim=issued)
    def finish(self, claim: Claim) -> None:
        def act() -> None:
            if claim.page == ASSEMBLY:
                version = f"1-r{self.revision}"
                self.register.finish_document(
                    claim, version=version, record_key="k", artifacts={}, entry=NOTHING
                )
            else:
                self.register.finish_page(claim)

        if self._refused_unless_held(claim, act):
            self.units[claim.page].close(read=True)
            self._after(claim.page)

    @rule(claim=issued)
    def fail(self, claim: Claim) -> None:
        if self._refused_unless_held(claim, lambda: self.register.fail(claim, PROBLEM)):
            self.units[claim.page].close(read=False)
            self._after(claim.page)

    @rule(claim=issued)
    def release(self, claim: Claim) -> None:
        def act() -> None:
            self.register.release(claim, PROBLEM, delay_seconds=0, attempts=ATTEMPTS)

        if self._refused_unless_held(claim, act):
            unit = self.units[claim.page]
            if unit.attempts >= ATTEMPTS:
                unit.close(read=False)
                self._after(claim.page)
            else:
                unit.holder, unit.outbox = None, unit.outbox + 1

    @rule(claim=issued)
    def give_back(self, claim: Claim) -> None:
        def act() -> None:
            self.register.give_back(claim, PROBLEM, delay_seconds=0)

        if self._refused_unless_held(claim, act):
            unit = self.units[claim.page]
            unit.attempts -= 1
            unit.holder, unit.outbox = None, unit.outbox + 1

    @rule()
    def sweep(self) -> None:
        swept = self.register.sweep(attempts=ATTEMPTS, requeue_seconds=0)
        requeued = given_up = 0
        for page in [page for page, unit in self.units.items() if unit.lost]:
            unit = self.units[page]
            if unit.attempts >= ATTEMPTS:
                unit.close(read=False)
                self._after(page)
                given_up += 1
            else:
                unit.holder, unit.outbox = None, unit.outbox + 1
                requeued += 1
        assert (swept.requeued, swept.given_up) == (requeued, given_up)

    @rule()
    def relay_sends_and_broker_loses(self) -> None:
        rows = self.register.outbox(1000)
        for page, unit in self.units.items():
            assert sum(work.page == page for work in rows) == unit.outbox
            unit.outbox = 0
        self.register.sent([work.sequence for work in rows])

    @rule()
    def retry(self) -> None:
        if self.status != "failed":
            with pytest.raises(NotRetriable):
                self.register.retry(self.id, actor="arkivarie")
            return
        self.register.retry(self.id, actor="arkivarie")
        self.status, self.revision = "received", self.revision + 1
        for page, unit in self.units.items():
            if page != ASSEMBLY:
                self.units[page] = Unit(outbox=unit.outbox + 1)

    @invariant()
    def register_agrees(self) -> None:
        with self.register._database.read() as connection:
            rows = connection.execute(select(claims, (claims.c.due_at <= now()).label("due"))).all()
            waiting = set(connection.execute(select(outbox.c.page)).scalars())
        assert {row.page for row in rows} == set(self.units)
        for row in rows:
            unit = self.units[row.page]
            assert row.attempts == unit.attempts <= ATTEMPTS
            assert row.state == ("open" if unit.open else "closed")
            assert row.owner == (unit.holder.owner if unit.holder else None)
            assert row.state == "closed" or row.owner or row.due or row.page in waiting
        view = self.register.document(self.id)
        assert view.status == self.status
        assert self.register.revision(self.id) == self.revision
        if view.status in ("done", "failed"):
            assert all(row.state == "closed" for row in rows)

    def teardown(self) -> None:
        """SQLite removes its log beside the file with the last connection."""
        self.register.close()

    def _refused_unless_held(self, claim: Claim, act: Callable[[], None]) -> bool:
        if self.units[claim.page].holder == claim:
            act()
            return True
        with pytest.raises(LeaseLost):
            act()
        return False

    def _after(self, page: int) -> None:
        """What the end of a unit means for its document."""
        if page == ASSEMBLY:
            self.status = "done" if self.units[ASSEMBLY].read else "failed"
            return
        pages = [unit for number, unit in self.units.items() if number != ASSEMBLY]
        if any(unit.open for unit in pages):
            return
        if any(unit.read for unit in pages):
            before = self.units.get(ASSEMBLY, Unit(outbox=0))
            self.units[ASSEMBLY] = Unit(outbox=before.outbox + 1)
        else:
            self.status = "failed"


def test_claims_on_sqlite(tmp_path: Path) -> None:
    _run(lambda: put_register(tmp_path / "register.db"), examples=60)


def test_claims_on_postgresql(postgresql: PostgreSQL, migrated_database: str, reused_database: str) -> None:
    def emptied() -> str:
        postgresql.put_back(reused_database, migrated_database)
        return postgresql.url_of(reused_database)

    _run(emptied, examples=15)


def _run(new_url: Callable[[], str], *, examples: int) -> None:
    machine = type("Machine", (ClaimsMachine,), {"new_url": staticmethod(new_url)})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=examples, stateful_step_count=40, deadline=None)
    )
