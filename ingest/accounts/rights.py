"""Who may do what. Pure.

| right | reader | registrar | archivist | administrator |
|---|---|---|---|---|
| `read`: documents and their records, with personal identity numbers masked | x | x | x | x |
| `personal_data`: the same unmasked, and the files of documents that hold such numbers | | x | x | x |
| `change`: take documents in, read them again, withdraw and split them | | x | x | x |
| `export`: many records at once | | x | x | x |
| `review`: correct records, and say that they are right | | | x | x |
| `log`: who signed in, and what was done to accounts | | | x | x |
| `reprocess`: run documents again, and decide on what comes of it | | | x | x |
| `vocabulary`: teach Inkom about the authority itself | | | | x |
| `accounts`: add, change and shut them | | | | x |

The user `local` of this machine has every right; the holder of an API key has a registrar's,
or, of a key among `INKOM_READER_KEY_HASHES`, a reader's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from ingest.errors import NoRight

Role = Literal["reader", "registrar", "archivist", "administrator"]
Right = Literal[
    "read", "personal_data", "change", "export", "review", "log", "reprocess", "vocabulary", "accounts"
]
Way = Literal["loopback", "key", "session", "proxy"]
"""How a caller has shown who they are."""

_REGISTRAR: tuple[Right, ...] = ("read", "personal_data", "change", "export")
RIGHTS: Mapping[Role, frozenset[Right]] = {
    "reader": frozenset({"read"}),
    "registrar": frozenset(_REGISTRAR),
    "archivist": frozenset({*_REGISTRAR, "review", "log", "reprocess"}),
    "administrator": frozenset(get_args(Right)),
}
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Whoever a request comes from."""

    #: As the audit log names them: an account's name, `local`, or `key:` and the first digits of its hash.
    name: str
    role: Role
    way: Way
    #: The account's number; None for `local` and for API keys.
    account_id: int | None = None

    def may(self, right: Right) -> bool:
        """Whether the caller has this right."""
        return right in RIGHTS[self.role]

    def demand(self, right: Right) -> None:
        """Return if the caller has this right. NoRight."""
        if not self.may(right):
            raise NoRight
