"""The chained logs on SQLite and on a real PostgreSQL: whoever gets round the database's refusal is found."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy
from sqlalchemy import text

from ingest.accounts import access_log
from ingest.register import Break, Register, chains
from ingest.register.chain import Breach
from schemas.events import LogQuery
from tests.contracts.on_databases import OnPostgresql, OnSqlite, WithRegister
from tests.contracts.registered import migrate_to, upload
from tests.servers import PostgreSQL

OLD = [
    "INSERT INTO documents (id, sha256, filename, media_type, bytes, pages, received_at, status, revision)"
    f" VALUES ('{'o' * 32}', '{'o' * 64}', 'old.txt', 'text/plain', 1, 1, 0, 'received', 0)",
    *(
        "INSERT INTO events (sequence, at, kind, document_id, actor, details) VALUES "
        f"""({n}, 1700000000.{n}, 'document.received', '{"o" * 32}', 'Åsa', '{{"receipt_id"\\: {n}}}')"""
        for n in (1, 2, 3)
    ),
    "UPDATE last_event SET sequence = 3",
    *(
        "INSERT INTO access_log (sequence, at, kind, actor, details) VALUES "
        f"({n}, 1700000000.5, 'sign_in', 'åsa', '{{}}')"
        for n in (2, 7)
    ),
]
"""Logs from before there were chains; the second one with numbers left out, as PostgreSQL leaves them."""


class ChainsContract(WithRegister):
    """The suite. A subclass says which database, and how somebody gets round its refusal."""

    #: Statements that let the events be changed.
    unlock: tuple[str, ...]

    @pytest.fixture
    def register(self, url: str) -> Iterator[Register]:
        register = Register(url)
        for number in range(4):
            register.register(upload(f"{number}.pdf", actor="Åsa"))
        yield register
        register.close()

    def found(self, register: Register, *statements: str) -> Break | None:
        """What is found after these, which are then taken back."""
        with register.database.engine.connect() as connection:
            connection.execution_options(writes=True)
            for statement in (*self.unlock, *statements):
                connection.execute(text(statement))
            broken = chains.verify(connection, chains.EVENTS).broken
            connection.rollback()
        return broken

    def test_both_logs_are_whole(self, register: Register) -> None:
        with register.database.write() as connection:
            access_log.append(connection, "sign_in", actor="åsa", account="åsa", address="192.0.2.7")
        head = register.log_heads()["events"]
        assert head is not None
        walks = register.verify_logs(noted=head.hash)
        assert [(walk.broken, walk.rows) for walk in walks.values()] == [(None, 4), (None, 1)]
        assert walks["events"].noted_at == head.sequence == 4
        assert [event.hash for event in register.events(after=3, limit=9).events] == [head.hash]

    @pytest.mark.parametrize("column", ["kind", "document_id", "actor", "details", "previous", "hash"])
    def test_any_character_changed_is_found(self, register: Register, column: str) -> None:
        with register.database.read() as connection:
            value = connection.execute(
                text(f"SELECT CAST({column} AS TEXT) FROM events WHERE sequence = 2")
            ).scalar_one()
        others = {"document_id": register.events(after=2, limit=1).events[0].document_id}
        each = 1 if column in {"kind", "actor", "details"} else 13
        for at in range(0, len(value), each):
            character = value[at]
            other = value[:at] + ("x" if character != "x" else "y") + value[at + 1 :]
            if column == "details":
                other = _valid_json(value, at)
            if column == "document_id":
                other = others[column]
            quoted = other.replace("'", "''").replace(":", "\\:")
            broken = self.found(register, f"UPDATE events SET {column} = '{quoted}' WHERE sequence = 2")
            assert broken is not None, other
            assert broken.sequence == 2

    @pytest.mark.parametrize(
        ("statements", "sequence", "breach"),
        [
            (["UPDATE events SET at = at + 0.000001 WHERE sequence = 3"], 3, "changed"),
            (["DELETE FROM events WHERE sequence = 2"], 2, "removed"),
            (["DELETE FROM events WHERE sequence = 4"], 4, "truncated"),
            (["DELETE FROM events"], 1, "truncated"),
            (["DELETE FROM last_event"], 4, "head"),
            (["UPDATE last_event SET hash = previous FROM events WHERE events.sequence = 4"], 4, "head"),
            (
                [
                    "UPDATE events SET sequence = 99 WHERE sequence = 2",
                    "UPDATE events SET sequence = 2 WHERE sequence = 3",
                    "UPDATE events SET sequence = 3 WHERE sequence = 99",
                ],
                2,
                "moved",
            ),
            (
                [
                    "INSERT INTO events SELECT 5, at, kind, document_id, actor, details, previous, hash "
                    "FROM events WHERE sequence = 4"
                ],
                5,
                "moved",
            ),
        ],
    )
    def test_what_else_may_be_done_is_named(
        self, register: Register, statements: list[str], sequence: int, breach: Breach
    ) -> None:
        assert self.found(register, *statements) == Break(sequence=sequence, breach=breach)
        assert self.found(register) is None

    def test_rows_from_before_are_chained_and_followed(self, empty_url: str) -> None:
        register = Register(empty_url)
        migrate_to(register, "0005")
        with register.database.write() as connection:
            for statement in OLD:
                connection.execute(text(statement))
        register.migrate()
        register.register(upload())
        with register.database.write() as connection:
            access_log.append(connection, "sign_in", actor="åsa", account="åsa")
        walks = register.verify_logs()
        assert [(walk.broken, walk.rows) for walk in walks.values()] == [(None, 4), (None, 3)]
        with pytest.raises(sqlalchemy.exc.DBAPIError, match="append-only"), register.database.write() as c:
            c.execute(text("UPDATE access_log SET actor = 'x'"))
        register.close()

    def test_writers_at_once_make_one_chain(self, url: str, register: Register) -> None:
        def write(number: int) -> None:
            own = Register(url)
            own.register(upload(f"a{number}.pdf"))
            with own.database.write() as connection:
                access_log.append(connection, "sign_in", actor="åsa", account="åsa")
            own.close()

        with ThreadPoolExecutor(6) as pool:
            list(pool.map(write, range(12)))
        assert [(walk.broken, walk.rows) for walk in register.verify_logs().values()] == [
            (None, 16),
            (None, 12),
        ]

    def test_what_is_taken_back_leaves_no_gap(self, register: Register) -> None:
        def broken_off() -> None:
            with register.database.write() as connection:
                access_log.append(connection, "sign_in", actor="åsa", account="åsa")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            broken_off()
        register.register(upload("after.pdf"))
        assert [walk.broken for walk in register.verify_logs().values()] == [None, None]

    def test_it_is_filtered(self, register: Register) -> None:
        register.register(upload("bo.pdf", actor="Bo"))
        register.register(upload("0.pdf", actor="Bo"))
        everything = register.events(after=0, limit=99).events

        def sequences(**query: object) -> list[int]:
            asked = LogQuery.model_validate(query)
            return [event.sequence for event in register.log(asked, limit=99).events]

        assert sequences() == [1, 2, 3, 4, 5, 6]
        assert sequences(actor="Bo") == [5, 6]
        assert sequences(kind="document.received_again") == [6]
        assert sequences(document_id=everything[0].document_id) == [1, 6]
        # Events show their time to the millisecond, and it is kept more finely.
        first, second = everything[0].at, timedelta(seconds=1)
        assert sequences(until=first - second) == sequences(since=everything[-1].at + second) == []
        assert sequences(since=first - second, until=everything[-1].at + second) == [1, 2, 3, 4, 5, 6]
        assert sequences(actor="bo") == []


def _valid_json(value: str, at: int) -> str:
    """One character of a JSON text in another way, so that it still is one: PostgreSQL takes nothing else."""
    if value[at] == " ":
        return f"{value[:at]}\t{value[at + 1 :]}"
    if value[at].isdigit():
        return f"{value[:at]}{(int(value[at]) + 1) % 9 + 1}{value[at + 1 :]}"
    if value[at].isalpha():
        return f"{value[:at]}{'x' if value[at] != 'x' else 'y'}{value[at + 1 :]}"
    return f"{value} "


class TestOnSqlite(OnSqlite, ChainsContract):
    unlock = ("DROP TRIGGER events_no_update", "DROP TRIGGER events_no_delete")

    def test_bytes_that_are_no_text_are_found(self, register: Register) -> None:
        for value in ("CAST(x'41ff' AS TEXT)", "x'c385'"):
            broken = self.found(register, f"UPDATE events SET actor = {value} WHERE sequence = 2")
            assert broken == Break(sequence=2, breach="changed")


class TestOnPostgresql(OnPostgresql, ChainsContract):
    unlock = ("DROP TRIGGER events_no_change ON events",)

    @pytest.fixture
    def url(self, postgresql: PostgreSQL, migrated_database: str) -> str:
        """A database of the test's own: it is left without its triggers."""
        return postgresql.url_of(postgresql.new_database(migrated_database))
