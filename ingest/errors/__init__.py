"""Every error that Inkom raises on purpose, in one tree.

    InkomError                    has a stable code and a sentence in Swedish and in English
    ├── Permanent                 trying again with the same input gives the same answer
    │   ├── Refused               an upload that is not taken in; nothing is stored
    │   │   ├── EmptyUpload, UnsupportedType, TooManyBytes, TooManyPages,
    │   │   ├── TooManyPixels, TooMuchMemory, Encrypted, NotOpenable, NoUpload, OneFileOnly,
    │   │   └── Portfolio, FormWithoutPages
    │   ├── UnreadablePage        a page that its engine says is broken
    │   ├── GaveUp                the attempts are used up
    │   ├── UnknownDocument, NotReady, ReadingFailed, Withdrawn, NoArtifact, NotRetriable
    │   ├── ReviewHeld, ReviewLost, StaleRecord, DoesNotFit, NothingToUndo,
    │   ├── NotADate, NothingWritten   reviewing a document
    │   ├── UnknownRun, NothingChosen, RunOver, OutOfDate, OnTrial   reading again
    │   ├── UnknownEntry, NotProposed, StillTried   learning
    │   ├── UnknownVersion        a record that there is not in this version
    │   ├── NoSuchPlan            no sampling plan keeps both risks
    │   ├── EmptyLot, UnknownAudit, AuditEnded, AuditNotDone, StaleFinding   auditing a lot by a sample
    │   ├── PageNotRead, NoRendition  a page that is not read, or cannot be shown
    │   ├── NotAPile, NoSeparators  nothing to split, or nothing that says where
    │   ├── NoSuchObject          nothing lies under this key in the object store
    │   ├── NotAllowed, NoRight, ForeignPage, BadRequest, Unkeepable, UnknownPage
    │   ├── WrongPassword, TooManyAttempts, WeakPassword, LinkExpired   signing in
    │   ├── UnknownAccount, NameTaken, BadName, LastAdministrator       accounts
    │   ├── UnknownUpload, WrongOffset, TusMismatch   an upload in pieces that cannot go on like this
    │   ├── FolderUnusable, FolderInUse   a folder that cannot be watched or written to
    │   └── Misconfigured         a setting that cannot work
    └── RetryLater                the same input may succeed another time
        ├── EngineTimedOut, EngineCrashed, EngineOutOfMemory
        ├── LeaseLost             another worker has taken the work over
        ├── UploadBusy            the file is just being received
        └── ServiceAway           something around us does not answer; no document's fault
            ├── StoreUnavailable, RegisterUnavailable, QueueUnavailable, DiskFull
            ├── WorkerStopped         a worker was asked to end in the middle of its work
            ├── ProbeTimedOut         the check at the door was not done in time
            ├── RecogniserUnavailable the OCR engine has gone missing
            └── SandboxUnavailable    the confined process does not start

A sentence says what happened and what the person can do. Details go into it by name.
"""

from ingest.errors.access import (
    BadName,
    BadRequest,
    ForeignPage,
    LastAdministrator,
    LinkExpired,
    NameTaken,
    NoRight,
    NotAllowed,
    TooManyAttempts,
    Unkeepable,
    UnknownAccount,
    UnknownPage,
    WeakPassword,
    WrongPassword,
)
from ingest.errors.archive import (
    AuditEnded,
    AuditNotDone,
    DoesNotFit,
    EmptyLot,
    NoSuchPlan,
    NotADate,
    NothingChosen,
    NothingToUndo,
    NothingWritten,
    NotProposed,
    OnTrial,
    OutOfDate,
    ReviewHeld,
    ReviewLost,
    RunOver,
    StaleFinding,
    StaleRecord,
    StillTried,
    UnknownAudit,
    UnknownEntry,
    UnknownRun,
)
from ingest.errors.documents import (
    NoArtifact,
    NoRendition,
    NoSeparators,
    NoSuchObject,
    NotAPile,
    NotReady,
    NotRetriable,
    PageNotRead,
    ReadingFailed,
    UnknownDocument,
    UnknownVersion,
    Withdrawn,
)
from ingest.errors.engines import (
    EngineCrashed,
    EngineOutOfMemory,
    EngineTimedOut,
    GaveUp,
    LeaseLost,
    ProbeTimedOut,
    RecogniserUnavailable,
    SandboxUnavailable,
    UnreadablePage,
    WorkerStopped,
)
from ingest.errors.services import (
    DiskFull,
    FolderInUse,
    FolderUnusable,
    Misconfigured,
    QueueUnavailable,
    RegisterUnavailable,
    StoreUnavailable,
)
from ingest.errors.tree import (
    InkomError,
    Permanent,
    RetryLater,
    ServiceAway,
    all_errors,
)
from ingest.errors.uploads import (
    EmptyUpload,
    Encrypted,
    FormWithoutPages,
    NotOpenable,
    NoUpload,
    OneFileOnly,
    Portfolio,
    Refused,
    TooManyBytes,
    TooManyPages,
    TooManyPixels,
    TooMuchMemory,
    TusMismatch,
    UnknownUpload,
    UnsupportedType,
    UploadBusy,
    WrongOffset,
)

__all__ = [
    "AuditEnded",
    "AuditNotDone",
    "BadName",
    "BadRequest",
    "DiskFull",
    "DoesNotFit",
    "EmptyLot",
    "EmptyUpload",
    "Encrypted",
    "EngineCrashed",
    "EngineOutOfMemory",
    "EngineTimedOut",
    "FolderInUse",
    "FolderUnusable",
    "ForeignPage",
    "FormWithoutPages",
    "GaveUp",
    "InkomError",
    "LastAdministrator",
    "LeaseLost",
    "LinkExpired",
    "Misconfigured",
    "NameTaken",
    "NoArtifact",
    "NoRendition",
    "NoRight",
    "NoSeparators",
    "NoSuchObject",
    "NoSuchPlan",
    "NoUpload",
    "NotADate",
    "NotAPile",
    "NotAllowed",
    "NotOpenable",
    "NotProposed",
    "NotReady",
    "NotRetriable",
    "NothingChosen",
    "NothingToUndo",
    "NothingWritten",
    "OnTrial",
    "OneFileOnly",
    "OutOfDate",
    "PageNotRead",
    "Permanent",
    "Portfolio",
    "ProbeTimedOut",
    "QueueUnavailable",
    "ReadingFailed",
    "RecogniserUnavailable",
    "Refused",
    "RegisterUnavailable",
    "RetryLater",
    "ReviewHeld",
    "ReviewLost",
    "RunOver",
    "SandboxUnavailable",
    "ServiceAway",
    "StaleFinding",
    "StaleRecord",
    "StillTried",
    "StoreUnavailable",
    "TooManyAttempts",
    "TooManyBytes",
    "TooManyPages",
    "TooManyPixels",
    "TooMuchMemory",
    "TusMismatch",
    "Unkeepable",
    "UnknownAccount",
    "UnknownAudit",
    "UnknownDocument",
    "UnknownEntry",
    "UnknownPage",
    "UnknownRun",
    "UnknownUpload",
    "UnknownVersion",
    "UnreadablePage",
    "UnsupportedType",
    "UploadBusy",
    "WeakPassword",
    "Withdrawn",
    "WorkerStopped",
    "WrongOffset",
    "WrongPassword",
    "all_errors",
]
