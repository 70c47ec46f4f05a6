"""Passwords and secret tokens: how they are made, kept and compared."""

import hashlib
import secrets
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from ingest.errors import WeakPassword

SHORTEST, LONGEST = 12, 200
"""Characters of a password. No rule about kinds of characters: length is what counts (NIST SP 800-63B)."""
TOKEN_BYTES = 32
HASHED_AT_ONCE = 2
"""Each hash takes 64 MB of memory for some 50 ms; a storm of sign-ins waits instead of filling the memory."""

_HASHER = PasswordHasher()
_TURN = BoundedSemaphore(HASHED_AT_ONCE)
_NOBODYS = "$argon2id$v=19$m=65536,t=3,p=4$aW5rb20taW5rb20taW4$xPjEDHpnbCXPNDEXRRHJJCLCCUqmN2XKJBlvJq6ygEA"
"""A hash of no password, so that a name that does not exist takes as long to refuse as one that does."""


def hashed(password: str, *, name: str) -> str:
    """The password as it is kept (Argon2id with the defaults of RFC 9106). WeakPassword."""
    if not SHORTEST <= len(password) <= LONGEST or name.casefold() in password.casefold():
        raise WeakPassword(shortest=SHORTEST)
    with _TURN:
        return _HASHER.hash(password)


def matches(password: str, kept: str | None) -> bool:
    """Whether it is the password that was kept; in the same time where none was."""
    with _TURN:
        try:
            return _HASHER.verify(kept or _NOBODYS, password[: LONGEST + 1]) and kept is not None
        except VerifyMismatchError:
            return False


def new_token() -> str:
    """A secret that nobody guesses: the key of a session or of a one-time link."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest(token: str) -> str:
    """What is kept of a token, so that nobody who reads the database can use it."""
    return hashlib.sha256(token.encode()).hexdigest()
