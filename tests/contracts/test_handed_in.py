"""What a person handed in, and what became of it, on SQLite and on a real PostgreSQL."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from ingest.register import FileFate, HandedIn, Register, Span, entry_of
from ingest.register.tables import receipts
from schemas.base import Problem
from schemas.example import EXAMPLE
from tests.contracts.on_databases import OnPostgresql, OnSqlite, WithRegister
from tests.contracts.registered import take, upload

EVER = Span(since=datetime(2000, 1, 1, tzinfo=UTC), until=datetime(2100, 1, 1, tzinfo=UTC))
BROKEN = Problem(code="unreadable_page", sv="Sidan är skadad.", en="The page is damaged.")


def _hand_in(register: Register, *names: str, actor: str = "åsa") -> list[str]:
    return [register.register(upload(name, pages=1, actor=actor)).id for name in names]


def _finish(register: Register, document_id: str, *, needs_review: bool) -> None:
    register.finish_page(take(register, document_id, 1))
    entry = replace(entry_of(EXAMPLE), needs_review=needs_review)
    register.finish_document(
        take(register, document_id, 0), version="1-r1", record_key="k", artifacts={}, entry=entry
    )


def _listed(register: Register, fate: FileFate | None = None, **where: int) -> Sequence[HandedIn]:
    return register.handed_in.page("åsa", EVER, fate=fate, before=where.get("before"), limit=99)


class HandedInContract(WithRegister):
    def test_each_file_has_met_one_fate(self, register: Register) -> None:
        names = ("väntar", "läst", "granska", "fel", "borta", "läses")
        waits, read, doubtful, broken, gone, reading = _hand_in(register, *names)
        _hand_in(register, "läst")
        _hand_in(register, "någon annans", actor="per")
        _finish(register, read, needs_review=False)
        _finish(register, doubtful, needs_review=True)
        register.fail(take(register, broken, 1), BROKEN)
        take(register, reading, 1)
        register.withdraw(gone, actor="åsa", reason="fel fil")
        fates = {"received": 1, "done": 1, "review": 1, "failed": 1, "withdrawn": 1, "duplicate": 1}
        assert register.handed_in.counts("åsa", EVER) == fates | {"processing": 1}
        assert [file.filename for file in _listed(register)] == ["läst", *names[::-1]]
        assert [file.document_id for file in _listed(register, "review")] == [doubtful]
        (again,) = _listed(register, "duplicate")
        assert (again.document_id, again.status) == (read, "done")
        assert [file.filename for file in _listed(register, before=again.receipt_id)] == [*names[::-1]]
        assert [file.document_id for file in _listed(register, "received")] == [waits]

    def test_a_day_holds_what_came_on_it_though_times_and_numbers_part(self, register: Register) -> None:
        """Receipts are looked up by their numbers, which follow the times but for what came at once."""
        noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
        hours = (-40, -20, 1, 0, 3, 30)  # Two that came together are numbered the other way round.
        _hand_in(register, *(f"brev {hour}" for hour in hours))
        with register.database.write() as connection:
            for number, hour in enumerate(hours, start=1):
                at = (noon + timedelta(seconds=hour if hour in (0, 1) else hour * 3600)).timestamp()
                connection.execute(update(receipts).where(receipts.c.id == number).values(received_at=at))
        for since, until, expected in (
            (noon, noon + timedelta(hours=24), {"brev 0", "brev 1", "brev 3"}),
            (noon - timedelta(hours=24), noon, {"brev -20"}),
            (noon + timedelta(seconds=1), noon + timedelta(hours=99), {"brev 1", "brev 3", "brev 30"}),
            (noon + timedelta(hours=99), noon + timedelta(hours=100), set()),
        ):
            files = register.handed_in.page(
                "åsa", Span(since=since, until=until), fate=None, before=None, limit=9
            )
            assert {file.filename for file in files} == expected
        last = register.handed_in.last_before("åsa", noon)
        assert last == noon - timedelta(hours=20)
        assert register.handed_in.last_before("åsa", noon - timedelta(hours=40)) is None
        assert register.handed_in.last_before("per", noon) is None

    def test_who_has_handed_nothing_in_has_nothing(self, register: Register) -> None:
        assert register.handed_in.counts("åsa", EVER) == {}
        assert _listed(register) == ()
        assert register.handed_in.last_before("åsa", EVER.until) is None

    def test_a_withdrawal_is_undone(self, register: Register) -> None:
        (id_,) = _hand_in(register, "remiss.pdf")
        register.withdraw(id_, actor="åsa", reason="fel fil")
        register.restore(id_, actor="per")
        register.restore(id_, actor="per")
        assert register.document(id_).withdrawn is None
        told = [(event.kind, event.actor) for event in register.events(after=0, limit=9).events]
        assert told == [
            ("document.received", "åsa"),
            ("document.withdrawn", "åsa"),
            ("document.restored", "per"),
        ]
        take(register, id_, 1)


class TestOnSqlite(OnSqlite, HandedInContract):
    pass


class TestOnPostgresql(OnPostgresql, HandedInContract):
    pass
