"""The hot folder: what is put there is sent in, and nothing of it is ever deleted.

    DIR/letter.pdf ──size stands still──▶ DIR/sending/ ──upload──┬─▶ DIR/taken/     there is a receipt
                                                                 └─▶ DIR/refused/   beside it the reason

It looks again and again instead of being told of changes, for network drives tell of none. A file is moved
within its folder only, so each move happens or does not, and never onto another file. What lies in `sending`
at a start was being sent when the last run was killed: it may have a receipt already.
"""

import fcntl
import hashlib
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from ingest.client import Client, ServerAway, ServerSaid
from ingest.errors import FolderInUse, FolderUnusable, Refused, UnknownDocument, all_errors
from ingest.filename import clean_filename, name_on_disk
from schemas.base import DOCUMENT_ID_LENGTH, Problem
from schemas.document import Statement

STABLE_SECONDS = 5.0
"""How long a file's size and time must stand still. Scanners and networks pause for a second or two."""
EMPTY_SECONDS = 60.0
"""How long an empty file is waited for: many programs make it first and fill it later."""
POLL_SECONDS = 1.0
TROUBLE_SECONDS = 15.0
"""Pause before a file is sent again that met trouble which is not its own."""
REASON_SUFFIX = ".orsak.txt"

_REFUSALS = frozenset(error.code for error in all_errors(Refused))
_UNFINISHED = (".tmp", ".part", ".partial", ".crdownload", ".filepart")
_NOT_DOCUMENTS = frozenset({"thumbs.db", "desktop.ini"})

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class _Look:
    """What a file looks like from outside."""

    size: int
    modified_ns: int


@dataclass(kw_only=True)
class HotFolder:
    """One folder whose files are sent to one server. One watcher at a time: `FolderInUse` otherwise."""

    folder: Path
    client: Client
    stated: Statement = field(default_factory=Statement)
    stable_seconds: float = STABLE_SECONDS
    empty_seconds: float = EMPTY_SECONDS
    #: What each file looks like, and since when (monotonic seconds).
    _looks: dict[Path, tuple[_Look, float]] = field(default_factory=dict)
    _not_before: dict[Path, float] = field(default_factory=dict)
    #: Files that may have a receipt: their sending was broken off.
    _doubtful: set[Path] = field(default_factory=set)

    def run(self, stop: threading.Event) -> None:
        """Watches until `stop` is set. Raises `FolderUnusable` if the folder cannot be used at the start."""
        with self._alone():
            self._doubtful.update(_files(self._place("sending")))
            while not stop.is_set():
                try:
                    self.look_once()
                except OSError as error:
                    # A network drive that is away comes back, with the files as they were.
                    log.warning("the folder cannot be used just now: %s", error.strerror)
                stop.wait(POLL_SECONDS)

    def look_once(self) -> None:
        """Sends what has stood still for long enough, and what met trouble some time ago."""
        for path in self._still():
            waiting = self._place("sending") / path.name
            if not waiting.exists():
                path.rename(waiting)
                self._send(waiting)
        for waiting in _files(self._place("sending")):
            if time.monotonic() >= self._not_before.get(waiting, 0):
                self._send(waiting)

    def _still(self) -> list[Path]:
        now = time.monotonic()
        before, self._looks = self._looks, {}
        still = []
        for path in _files(self.folder):
            try:
                look = _look(path)
            except FileNotFoundError:
                continue  # Taken away again by whoever put it there.
            old, since = before.get(path, (None, now))
            since = since if old == look else now
            self._looks[path] = (look, since)
            if now - since >= (self.stable_seconds if look.size else self.empty_seconds):
                still.append(path)
        return still

    def _send(self, waiting: Path) -> None:
        try:
            if waiting in self._doubtful and self._has_receipt(waiting):
                self._move(waiting, "taken")
                return
            before = _look(waiting)
            receipt = self.client.upload(waiting, self.stated)
        except ServerSaid as said:
            if said.problem.code in _REFUSALS:
                self._refuse(waiting, said.problem)
            else:
                self._later(waiting, said.problem.code)
        except ServerAway:
            self._later(waiting, "no answer")
        except OSError as error:
            self._later(waiting, f"the file cannot be read: {error.strerror}")
        else:
            whole = _look(waiting) == before
            if not whole:
                log.warning(
                    "changed while it was sent, and will be sent again", extra={"document": receipt.id}
                )
            self._move(waiting, "taken" if whole else "")
            log.info("taken", extra={"document": receipt.id})

    def _later(self, waiting: Path, why: str) -> None:
        log.warning("not sent: %s; trying again in %.0f s", why, TROUBLE_SECONDS)
        self._not_before[waiting] = time.monotonic() + TROUBLE_SECONDS
        self._doubtful.add(waiting)

    def _refuse(self, waiting: Path, problem: Problem) -> None:
        """The reason first: a file in `refused` is never without one."""
        target = self._free_name("refused", waiting.name)
        reason = target.with_name(target.name + REASON_SUFFIX)
        reason.write_text(f"{problem.sv}\n{problem.en}\n({problem.code})\n", encoding="utf-8")
        waiting.rename(target)
        log.info("refused: %s", problem.code)

    def _move(self, waiting: Path, place: str) -> None:
        waiting.rename(self._free_name(place, waiting.name))
        self._doubtful.discard(waiting)

    def _has_receipt(self, waiting: Path) -> bool:
        with waiting.open("rb") as content:
            document_id = hashlib.file_digest(content, "sha256").hexdigest()[:DOCUMENT_ID_LENGTH]
        try:
            receipts = self.client.document(document_id).receipts
        except ServerSaid as said:
            if said.problem.code == UnknownDocument.code:
                return False
            raise
        shown = clean_filename(name_on_disk(waiting))
        return any(receipt.filename == shown for receipt in receipts)

    def _free_name(self, place: str, name: str) -> Path:
        """`name`, or `name (2)` and so on. Only this watcher moves files there."""
        folder, plain = self._place(place), Path(name)
        names = (name if number == 1 else f"{plain.stem} ({number}){plain.suffix}" for number in count(1))
        return next(path for path in map(folder.joinpath, names) if not path.exists())

    def _place(self, name: str) -> Path:
        place = self.folder / name
        place.mkdir(exist_ok=True)
        return place

    @contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            lock = (self._place("sending") / ".lock").open("w")
        except OSError as error:
            raise FolderUnusable(folder=str(self.folder)) from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise FolderInUse(folder=str(self.folder)) from error
            except OSError:
                log.warning("this drive has no locks; see to it that nobody else watches the folder")
            yield


def _look(path: Path) -> _Look:
    stat = path.stat()
    return _Look(size=stat.st_size, modified_ns=stat.st_mtime_ns)


def _files(folder: Path) -> list[Path]:
    """The documents in a folder, oldest name first: no subfolders, nothing hidden or half downloaded."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_file()
        and not path.is_symlink()
        and not path.name.startswith((".", "~$"))
        and path.suffix.lower() not in _UNFINISHED
        and path.name.lower() not in _NOT_DOCUMENTS
    )
