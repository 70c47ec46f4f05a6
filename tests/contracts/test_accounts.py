"""Accounts, sessions, one-time links and lock-out, on SQLite and on a real PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy
from argon2 import PasswordHasher
from sqlalchemy import update

from ingest.accounts import Accounts, Caller, Role, passwords
from ingest.accounts.attempts import ADDRESS_LIMIT, NAME_LIMIT, WINDOW_SECONDS
from ingest.accounts.sessions import IDLE_SECONDS
from ingest.errors import (
    BadName,
    InkomError,
    LastAdministrator,
    LinkExpired,
    NameTaken,
    NoRight,
    TooManyAttempts,
    UnknownAccount,
    WeakPassword,
    WrongPassword,
)
from ingest.register import Register
from ingest.register.tables import access_log, one_time_links, sessions, sign_in_failures
from tests.contracts.on_databases import OnPostgresql, OnSqlite, WithRegister

GOOD = "fyra gula hästar"
OFFICE = "192.0.2.7"


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2id all the same, with so little work that it does not take the time of the tests."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


class AccountsContract(WithRegister):
    """The suite. A subclass says which database."""

    @pytest.fixture
    def accounts(self, register: Register) -> Accounts:
        return Accounts(register.database, session_seconds=3600)

    @pytest.fixture
    def anna(self, accounts: Accounts) -> Caller:
        """An administrator, made by the first link."""
        return signed_in(
            accounts, accounts.accept(first_link(accounts), name="Anna", password=GOOD, address=OFFICE)
        )

    def test_the_first_link_makes_one_administrator_and_then_none_does(self, accounts: Accounts) -> None:
        first, second = first_link(accounts), first_link(accounts)
        assert accounts.invitation(first).account_id is None
        anna = signed_in(accounts, accounts.accept(first, name=" Anna ", password=GOOD, address=OFFICE))
        assert (anna.name, anna.role, anna.way) == ("anna", "administrator", "session")
        assert accounts.first_link() is None
        for used in (first, second, "hittepå"):
            with pytest.raises(LinkExpired):
                accounts.accept(used, name="eva", password=GOOD, address=OFFICE)

    def test_an_attempt_that_is_refused_does_not_use_the_link_up(self, accounts: Accounts) -> None:
        link = first_link(accounts)
        with pytest.raises(WeakPassword):
            accounts.accept(link, name="anna", password="kort", address=OFFICE)
        with pytest.raises(WeakPassword):
            accounts.accept(link, name="anna", password="jag heter Anna, jag", address=OFFICE)
        with pytest.raises(BadName):
            accounts.accept(link, name="worker", password=GOOD, address=OFFICE)
        accounts.accept(link, name="anna", password=GOOD, address=OFFICE)

    def test_a_link_lasts_a_day_and_a_new_one_replaces_it(
        self, accounts: Accounts, anna: Caller, register: Register
    ) -> None:
        older = accounts.add("bo", "reader", actor=anna.name)
        newer = accounts.new_link(number(accounts, "bo"), actor=anna.name)
        with pytest.raises(LinkExpired):
            accounts.accept(older, name="", password=GOOD, address=OFFICE)
        with register.database.write() as connection:
            connection.execute(update(one_time_links).values(ends_at=one_time_links.c.ends_at - 24 * 3600))
        with pytest.raises(LinkExpired):
            accounts.invitation(newer)

    def test_signing_in_begins_a_session_of_its_own(self, accounts: Accounts, anna: Caller) -> None:
        first = accounts.sign_in("ANNA", GOOD, address=OFFICE)
        second = accounts.sign_in("anna", GOOD, address=OFFICE)
        assert first != second
        accounts.sign_out(first, anna)
        assert accounts.caller(first) is None
        assert accounts.caller(second) == anna
        assert accounts.caller("") is accounts.caller("hittepå") is None

    def test_a_session_ends_in_time_and_when_it_is_not_used(
        self, accounts: Accounts, anna: Caller, register: Register
    ) -> None:
        for column, seconds in ((sessions.c.seen_at, IDLE_SECONDS), (sessions.c.ends_at, 3600)):
            token = accounts.sign_in("anna", GOOD, address=OFFICE)
            with register.database.write() as connection:
                connection.execute(update(sessions).values({column.name: column - seconds + 30}))
            assert accounts.caller(token) == anna
            with register.database.write() as connection:
                connection.execute(update(sessions).values({column.name: column - seconds - 60}))
            assert accounts.caller(token) is None

    def test_use_keeps_a_session_alive(self, accounts: Accounts, anna: Caller, register: Register) -> None:
        token = accounts.sign_in("anna", GOOD, address=OFFICE)
        for _ in range(3):
            with register.database.write() as connection:
                connection.execute(update(sessions).values(seen_at=sessions.c.seen_at - IDLE_SECONDS * 0.9))
            assert accounts.caller(token) == anna

    def test_neither_password_nor_token_lies_in_the_database(
        self, accounts: Accounts, anna: Caller, register: Register
    ) -> None:
        token = accounts.sign_in("anna", GOOD, address=OFFICE)
        link = accounts.add("bo", "reader", actor=anna.name)
        with register.database.read() as connection:
            everything = [
                str(row)
                for table in ("accounts", "sessions", "one_time_links", "access_log")
                for row in connection.exec_driver_sql(f"SELECT * FROM {table}")
            ]
        assert everything
        for secret in (GOOD, token, link):
            assert not any(secret in row for row in everything)

    @pytest.mark.parametrize("name", ["anna", "finns-inte"])
    def test_lock_out_is_the_same_for_names_that_do_not_exist(
        self, accounts: Accounts, anna: Caller, register: Register, name: str
    ) -> None:
        for _ in range(NAME_LIMIT):
            with pytest.raises(WrongPassword):
                accounts.sign_in(name, "fel", address=OFFICE)
        for password in (GOOD, "fel"):
            with pytest.raises(TooManyAttempts) as refused:
                accounts.sign_in(name, password, address=OFFICE)
            assert 1 <= int(refused.value.details["minutes"]) <= WINDOW_SECONDS // 60
        assert [entry.kind for entry in accounts.log()].count("sign_in.locked_out") == 1
        with register.database.write() as connection:
            connection.execute(
                update(sign_in_failures).values(first_at=sign_in_failures.c.first_at - WINDOW_SECONDS - 1)
            )
        if name == "anna":
            accounts.sign_in(name, GOOD, address=OFFICE)
        else:
            with pytest.raises(WrongPassword):
                accounts.sign_in(name, GOOD, address=OFFICE)

    def test_an_address_that_tries_many_names_is_locked_out_and_others_are_not(
        self, accounts: Accounts, anna: Caller, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("ingest.accounts.attempts.ADDRESS_LIMIT", 3)
        for guess in range(3):
            with pytest.raises(WrongPassword):
                accounts.sign_in(f"namn{guess}", "fel", address="203.0.113.9")
        with pytest.raises(TooManyAttempts):
            accounts.sign_in("anna", GOOD, address="203.0.113.9")
        accounts.sign_in("anna", GOOD, address=OFFICE)

    def test_right_passwords_are_not_held_against_an_office(self, accounts: Accounts, anna: Caller) -> None:
        assert ADDRESS_LIMIT < 40
        for _ in range(NAME_LIMIT + 1):
            with pytest.raises(WrongPassword):
                accounts.sign_in("anna", "fel", address=OFFICE)
            accounts.sign_in("anna", GOOD, address=OFFICE)

    def test_attempts_at_the_same_moment_all_count(self, accounts: Accounts, anna: Caller) -> None:
        def attempt(_number: int) -> str:
            try:
                accounts.sign_in("anna", "fel", address=OFFICE)
            except InkomError as error:
                return error.code
            return "in"

        with ThreadPoolExecutor(8) as pool:
            codes = list(pool.map(attempt, range(12)))
        assert codes.count("wrong_password") == NAME_LIMIT
        assert codes.count("too_many_attempts") == 12 - NAME_LIMIT

    def test_a_new_password_ends_every_session(self, accounts: Accounts, anna: Caller) -> None:
        assert anna.account_id is not None
        old = accounts.sign_in("anna", GOOD, address=OFFICE)
        with pytest.raises(WrongPassword):
            accounts.change_password(anna, anna.account_id, old="fel", new="sju blå kor igår", address=OFFICE)
        with pytest.raises(WeakPassword):
            accounts.change_password(anna, anna.account_id, old=GOOD, new="kort", address=OFFICE)
        assert accounts.caller(old) == anna
        new = accounts.change_password(
            anna, anna.account_id, old=GOOD, new="sju blå kor igår", address=OFFICE
        )
        assert accounts.caller(old) is None
        assert accounts.caller(new) == anna
        with pytest.raises(WrongPassword):
            accounts.sign_in("anna", GOOD, address=OFFICE)

    def test_a_shut_account_is_out_at_once_and_cannot_come_back(
        self, accounts: Accounts, anna: Caller
    ) -> None:
        link = accounts.add("bo", "registrar", actor=anna.name)
        bo = accounts.accept(link, name="ignoreras", password=GOOD, address=OFFICE)
        unused = accounts.new_link(number(accounts, "bo"), actor=anna.name)
        accounts.set_active(number(accounts, "bo"), active=False, actor=anna.name)
        assert accounts.caller(bo) is None
        with pytest.raises(WrongPassword):
            accounts.sign_in("bo", GOOD, address=OFFICE)
        with pytest.raises(LinkExpired):
            accounts.accept(unused, name="", password=GOOD, address=OFFICE)
        assert accounts.from_proxy("bo", None) is accounts.from_proxy("bo", "administrator") is None
        accounts.set_active(number(accounts, "bo"), active=True, actor=anna.name)
        assert accounts.caller(bo) is None
        accounts.sign_in("bo", GOOD, address=OFFICE)

    def test_a_role_counts_from_the_next_request_on(self, accounts: Accounts, anna: Caller) -> None:
        bo = accounts.accept(
            accounts.add("bo", "reader", actor=anna.name), name="", password=GOOD, address=OFFICE
        )
        with pytest.raises(NoRight):
            signed_in(accounts, bo).demand("personal_data")
        accounts.set_role(number(accounts, "bo"), "registrar", actor=anna.name)
        signed_in(accounts, bo).demand("personal_data")
        assert not signed_in(accounts, bo).may("accounts")

    def test_somebody_can_always_administer(self, accounts: Accounts, anna: Caller) -> None:
        only = number(accounts, "anna")
        with pytest.raises(LastAdministrator):
            accounts.set_role(only, "reader", actor=anna.name)
        with pytest.raises(LastAdministrator):
            accounts.set_active(only, active=False, actor=anna.name)
        accounts.add("bo", "administrator", actor=anna.name)
        accounts.set_role(only, "reader", actor=anna.name)

    def test_names_are_one_each_and_none_of_the_logs_own(self, accounts: Accounts, anna: Caller) -> None:
        with pytest.raises(NameTaken):
            accounts.add("ANNA", "reader", actor=anna.name)
        for bad in ("", "x", "local", "Worker", "key:0123", "a b", "a" * 65, "<b>", "anna\n"[:5] + "\x00"):
            with pytest.raises(BadName):
                accounts.add(bad, "reader", actor=anna.name)
        accounts.add("åsa.öberg@nämnden.example", "reader", actor=anna.name)
        with pytest.raises(UnknownAccount):
            accounts.set_role(4711, "reader", actor=anna.name)

    @pytest.mark.parametrize("role", ["reader", "archivist"])
    def test_who_comes_by_a_proxy_has_an_account(self, accounts: Accounts, anna: Caller, role: Role) -> None:
        assert accounts.from_proxy("cecilia", None) is None
        made = accounts.from_proxy("Cecilia", role)
        assert made is not None
        assert (made.name, made.role, made.way) == ("cecilia", role, "proxy")
        assert accounts.from_proxy("cecilia", None) == made
        with pytest.raises(WrongPassword):
            accounts.sign_in("cecilia", "", address=OFFICE)
        assert accounts.from_proxy("anna", None) == Caller(
            name="anna", role="administrator", way="proxy", account_id=anna.account_id
        )
        assert accounts.from_proxy("<script>", None) is None

    def test_the_log_says_who_did_what(self, accounts: Accounts, anna: Caller) -> None:
        accounts.add("bo", "reader", actor="anna")
        accounts.set_role(number(accounts, "bo"), "archivist", actor="anna")
        accounts.set_active(number(accounts, "bo"), active=False, actor="anna")
        with pytest.raises(WrongPassword):
            accounts.sign_in("bo", GOOD, address="203.0.113.9")
        assert [(e.kind, e.actor, e.account, e.address, dict(e.details)) for e in accounts.log()][:4] == [
            ("sign_in.failed", "bo", "bo", "203.0.113.9", {}),
            ("account.shut", "anna", "bo", None, {}),
            ("account.role", "anna", "bo", None, {"role": "archivist"}),
            ("account.added", "anna", "bo", None, {"role": "reader"}),
        ]

    def test_the_log_cannot_be_changed(self, accounts: Accounts, anna: Caller, register: Register) -> None:
        for change in (update(access_log).values(actor="ingen"), access_log.delete()):
            with pytest.raises(sqlalchemy.exc.IntegrityError), register.database.write() as connection:
                connection.execute(change)


def first_link(accounts: Accounts) -> str:
    link = accounts.first_link()
    assert link is not None
    return link


def signed_in(accounts: Accounts, token: str) -> Caller:
    caller = accounts.caller(token)
    assert caller is not None
    return caller


def number(accounts: Accounts, name: str) -> int:
    return next(account.id for account in accounts.everybody() if account.name == name)


class TestOnSqlite(OnSqlite, AccountsContract):
    """On SQLite."""


class TestOnPostgresql(OnPostgresql, AccountsContract):
    """On PostgreSQL."""
