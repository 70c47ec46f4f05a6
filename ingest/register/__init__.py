"""The database: what was taken in, where it stands, who works on it, and everything that happened."""

from ingest.register.chain import Break, Walk
from ingest.register.handed_in import Fate, HandedIn, Span
from ingest.register.register import LogName, Register
from ingest.register.runs.door import Runs
from ingest.register.runs.items import Candidate, Task
from ingest.register.search import Entry, SavedSearch, entry_of
from ingest.register.values import (
    ASSEMBLY,
    Claim,
    CurrentRecord,
    Neighbours,
    NewDocument,
    SourceRow,
    SplitOff,
    Swept,
    Work,
    run_of,
    unit_of,
)

__all__ = [
    "ASSEMBLY",
    "Break",
    "Candidate",
    "Claim",
    "CurrentRecord",
    "Entry",
    "Fate",
    "HandedIn",
    "LogName",
    "Neighbours",
    "NewDocument",
    "Register",
    "Runs",
    "SavedSearch",
    "SourceRow",
    "Span",
    "SplitOff",
    "Swept",
    "Task",
    "Walk",
    "Work",
    "entry_of",
    "run_of",
    "unit_of",
]
