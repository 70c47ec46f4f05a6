"""The database: what was taken in, where it stands, who works on it, and everything that happened."""

from ingest.register.chain import Break, Walk
from ingest.register.register import LogName, Register
from ingest.register.search import Entry, SavedSearch, entry_of
from ingest.register.values import (
    ASSEMBLY,
    Claim,
    CurrentRecord,
    NewDocument,
    SourceRow,
    SplitOff,
    Swept,
    Work,
)

__all__ = [
    "ASSEMBLY",
    "Break",
    "Claim",
    "CurrentRecord",
    "Entry",
    "LogName",
    "NewDocument",
    "Register",
    "SavedSearch",
    "SourceRow",
    "SplitOff",
    "Swept",
    "Walk",
    "Work",
    "entry_of",
]
