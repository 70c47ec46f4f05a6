"""Who may use Inkom, and for what.

rights.py      READ THIS FIRST: the table of roles and rights, and the `Caller` that every request has
accounts.py    the one door: signing in and out, links, passwords, administration
people.py      the accounts' rows              sessions.py    who is signed in
attempts.py    lock-out                        links.py       one-time links
passwords.py   hashes and secret tokens        access_log.py  what was done, for good
"""

from ingest.accounts.access_log import Access, AccessKind
from ingest.accounts.accounts import Accounts
from ingest.accounts.links import Invitation
from ingest.accounts.people import Account
from ingest.accounts.rights import RIGHTS, ROLES, Caller, Right, Role

__all__ = [
    "RIGHTS",
    "ROLES",
    "Access",
    "AccessKind",
    "Account",
    "Accounts",
    "Caller",
    "Invitation",
    "Right",
    "Role",
]
