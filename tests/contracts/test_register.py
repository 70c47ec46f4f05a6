"""What every database behind the register must do, tried on SQLite and on a real PostgreSQL."""

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from ingest.errors import (
    LeaseLost,
    Misconfigured,
    RegisterUnavailable,
    Unkeepable,
    UnknownDocument,
    Withdrawn,
)
from ingest.register import ASSEMBLY, NewDocument, Register, views, work
from ingest.register.tables import metadata
from schemas.document import DocumentSummary, Receipt, Statement
from schemas.events import LogQuery
from tests.by_hand import NOTHING
from tests.contracts.on_databases import OnPostgresql, OnSqlite, WithRegister
from tests.contracts.registered import BROKEN, drain, kinds, migrate_to, refused, sweep, take, upload
from tests.servers import PostgreSQL

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
