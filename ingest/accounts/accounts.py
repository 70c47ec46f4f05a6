"""The accounts' one door. Each method says what happened to whom in the log of access."""

from contextlib import suppress

from sqlalchemy import Connection

from ingest.accounts import access_log, attempts, links, passwords, people, sessions
from ingest.accounts.access_log import Access
from ingest.accounts.links import Invitation
from ingest.accounts.people import Account
from ingest.accounts.rights import Caller, Role
from ingest.errors import BadName, LinkExpired, NameTaken, TooManyAttempts, UnknownAccount, WrongPassword
from ingest.register.database import Database

LOG_SHOWN = 200
"""Entries of the log on its page."""


class Accounts:
    """The accounts in the register's database. Every method raises RegisterUnavailable if it does not
    answer."""

    def __init__(self, database: Database, *, session_seconds: float) -> None:
        self._database = database
        self._session_seconds = session_seconds

    # Signing in.

    def sign_in(self, name: str, password: str, *, address: str) -> str:
        """The token of a new session. WrongPassword, TooManyAttempts.

        `address` is where the browser is. Both errors are the same for names that do not exist.
        """
        typed = name.strip().lower()[:100]
        with self._database.write() as connection:
            lock_out = attempts.count(connection, name=typed, address=address)
            if lock_out is not None and lock_out.is_new:
                access_log.append(
                    connection, "sign_in.locked_out", actor=typed, account=typed, address=address
                )
            row = people.by_name(connection, typed)
        if lock_out is not None:
            raise TooManyAttempts(minutes=lock_out.minutes)
        matches = passwords.matches(password, row.password if row and row.active else None)
        if row is None or not matches:
            with self._database.write() as connection:
                access_log.append(connection, "sign_in.failed", actor=typed, account=typed, address=address)
            raise WrongPassword
        with self._database.write() as connection:
            attempts.forgive(connection, name=typed, address=address)
            session = sessions.begin(connection, row.id, seconds=self._session_seconds)
            access_log.append(connection, "sign_in", actor=row.name, account=row.name, address=address)
            return session

    def caller(self, token: str) -> Caller | None:
        """Whose session it is; None for one that has ended or never was."""
        with self._database.read() as connection:
            found = sessions.caller(connection, token)
        if found is None:
            return None
        signed_in, is_to_be_noted = found
        if is_to_be_noted:
            with self._database.write() as connection:
                sessions.touch(connection, token)
        return signed_in

    def still(self, token: str, caller: Caller) -> bool:
        """Whether the session is this caller's yet, with the same rights. To ask is no use of it."""
        with self._database.read() as connection:
            found = sessions.caller(connection, token)
        return found is not None and found[0] == caller

    def sign_out(self, token: str, caller: Caller) -> None:
        """End this session."""
        with self._database.write() as connection:
            sessions.end(connection, token)
            access_log.append(connection, "sign_out", actor=caller.name, account=caller.name)

    def from_proxy(self, name: str, role: Role | None) -> Caller | None:
        """The account of somebody whom the proxy has signed in; None if it is shut or there is none.

        A `role` that the proxy states counts instead of the account's, which is made at the first visit.
        """
        with self._database.read() as connection:
            row = people.by_name(connection, name)
        if row is None and role is not None:
            with suppress(NameTaken, BadName), self._database.write() as connection:
                people.add(connection, name, role)
                _note_role(connection, "account.added", "proxy", people.known_name(name), role)
            with self._database.read() as connection:
                row = people.by_name(connection, name)
        if row is None or not row.active:
            return None
        return Caller(name=row.name, role=role or row.role, way="proxy", account_id=row.id)

    # One-time links and passwords.

    def first_link(self) -> str | None:
        """The token that makes the first administrator; None once there is one."""
        with self._database.write() as connection:
            return None if people.administrators(connection) else links.make(connection, None)

    def invitation(self, token: str) -> Invitation:
        """What a link is good for. LinkExpired."""
        with self._database.read() as connection:
            return links.invitation(connection, token)

    def accept(self, token: str, *, name: str, password: str, address: str) -> str:
        """Choose a password by a link, and be signed in. `name` counts only for the first administrator.

        LinkExpired, WeakPassword, BadName, NameTaken: nothing is done then, and the link still opens.
        """
        chosen = people.known_name(self.invitation(token).name or name)
        kept = passwords.hashed(password, name=chosen)
        with self._database.write() as connection:
            account_id, is_first = links.use_up(connection, token).account_id, False
            if account_id is None:
                if people.administrators(connection):
                    raise LinkExpired
                account_id = people.add(connection, chosen, "administrator", password=kept)
                is_first = True
            elif not people.by_id(connection, account_id).active:
                raise LinkExpired
            people.set_password(connection, account_id, kept)
            sessions.end_all(connection, account_id)
            session = sessions.begin(connection, account_id, seconds=self._session_seconds)
            if is_first:
                _note_role(connection, "account.added", chosen, chosen, "administrator")
            access_log.append(connection, "account.password", actor=chosen, account=chosen, address=address)
            return session

    def change_password(self, caller: Caller, account_id: int, *, old: str, new: str, address: str) -> str:
        """One's own; every session ends, and a new one begins. WrongPassword, TooManyAttempts,
        WeakPassword."""
        kept = passwords.hashed(new, name=caller.name)
        # Signing in anew is what shows that the old one is known, with all that guards it.
        self.sign_in(caller.name, old, address=address)
        with self._database.write() as connection:
            people.set_password(connection, account_id, kept)
            sessions.end_all(connection, account_id)
            session = sessions.begin(connection, account_id, seconds=self._session_seconds)
            access_log.append(connection, "account.password", actor=caller.name, account=caller.name)
            return session

    # Administration.

    def everybody(self) -> tuple[Account, ...]:
        """All accounts."""
        with self._database.read() as connection:
            return people.everybody(connection)

    def log(self) -> tuple[Access, ...]:
        """What was done lately, newest first."""
        with self._database.read() as connection:
            return access_log.newest(connection, LOG_SHOWN)

    def add(self, name: str, role: Role, *, actor: str) -> str:
        """Make an account; the token of the link by which its owner chooses a password. BadName,
        NameTaken."""
        with self._database.write() as connection:
            link = links.make(connection, people.add(connection, name, role))
            _note_role(connection, "account.added", actor, people.known_name(name), role)
            return link

    def set_role(self, account_id: int, role: Role, *, actor: str) -> None:
        """Give another role, from the next request on. UnknownAccount, LastAdministrator."""
        with self._database.write() as connection:
            people.set_role(connection, account_id, role)
            _note_role(connection, "account.role", actor, people.by_id(connection, account_id).name, role)

    def set_active(self, account_id: int, *, active: bool, actor: str) -> None:
        """Shut an account and end its sessions, or open it again. UnknownAccount, LastAdministrator."""
        with self._database.write() as connection:
            people.set_active(connection, account_id, active=active)
            sessions.end_all(connection, account_id)
            name = people.by_id(connection, account_id).name
            kind: access_log.AccessKind = "account.opened" if active else "account.shut"
            access_log.append(connection, kind, actor=actor, account=name)

    def link_for(self, name: str, *, actor: str) -> str:
        """The same by the account's name. UnknownAccount."""
        with self._database.read() as connection:
            row = people.by_name(connection, name)
        if row is None:
            raise UnknownAccount
        return self.new_link(row.id, actor=actor)

    def new_link(self, account_id: int, *, actor: str) -> str:
        """A link for a new password. The old one holds until it is used. UnknownAccount."""
        with self._database.write() as connection:
            name = people.by_id(connection, account_id).name
            link = links.make(connection, account_id)
            access_log.append(connection, "account.link", actor=actor, account=name)
            return link


def _note_role(
    connection: Connection, kind: access_log.AccessKind, actor: str, account: str, role: Role
) -> None:
    access_log.append(connection, kind, actor=actor, account=account, details={"role": role})
