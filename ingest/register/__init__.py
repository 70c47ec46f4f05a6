"""The database: what was taken in, where it stands, who works on it, and everything that happened."""

from ingest.register.register import Register
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
    "Claim",
    "CurrentRecord",
    "Entry",
    "NewDocument",
    "Register",
    "SavedSearch",
    "SourceRow",
    "SplitOff",
    "Swept",
    "Work",
    "entry_of",
]
