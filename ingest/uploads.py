"""Uploads in pieces: what has arrived so far is kept on this machine's disk until the file is whole.

    ID.json    who sends what: written once
    ID.part    the bytes that have arrived; its size is the offset, its time the last sign of life
    ID.end     the receipt; from then on there is no ID.part, and soon none of it
    ID.refused why there is none; without the bytes, for its sender to see until they have thrown it away

No lock is held while bytes are on their way. Each piece is appended under one, and only where the file ends
just then: of two connections for one upload, the first of which hangs, both can go on and neither does harm.
"""

import fcntl
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from ingest.disk import writing_to_disk
from ingest.errors import EmptyUpload, TooManyBytes, UnknownUpload, UploadBusy, WrongOffset
from ingest.settings import Settings
from schemas.base import Model, Problem
from schemas.document import Receipt, Statement
from schemas.upload import Upload

MEGABYTE = 1_000_000
ENDED_SECONDS = 3600
"""How long a sender who did not hear the last answer can still ask for it."""


class _Begun(Model):
    filename: str
    bytes: int
    fingerprint: str
    stated: Statement
    actor: str


class _Ended(Model):
    receipt: Receipt | None = None
    refusal: Problem | None = None


@dataclass(frozen=True, kw_only=True)
class UploadShelf:
    """Unfinished uploads in a folder. An actor sees and continues only their own.

    Every method that takes an id raises UnknownUpload for one that is not there, expired, or another's.
    """

    folder: Path
    limit_mb: int
    keep_seconds: float

    @classmethod
    def of(cls, settings: Settings) -> "UploadShelf":
        """The shelf that the settings name."""
        return cls(
            folder=settings.data / "uploads",
            limit_mb=settings.max_upload_mb,
            keep_seconds=settings.upload_keep_hours * 3600,
        )

    def begin(self, *, filename: str, size: int, fingerprint: str, stated: Statement, actor: str) -> Upload:
        """Makes room for a file of `size` bytes. EmptyUpload, TooManyBytes, DiskFull."""
        if size == 0:
            raise EmptyUpload
        if size > self.limit_mb * MEGABYTE:
            raise TooManyBytes(limit_mb=self.limit_mb)
        begun = _Begun(filename=filename, bytes=size, fingerprint=fingerprint, stated=stated, actor=actor)
        with writing_to_disk():
            upload_id = self._new_id()
            self._part(upload_id).touch(exist_ok=False)
            self._write(self._facts(upload_id), begun)
        return self.find(upload_id, actor=actor)

    def turn_away(
        self, *, filename: str, size: int, stated: Statement, actor: str, refusal: Problem
    ) -> Upload:
        """Remembers a file that was refused without an upload of its own: its name and why, no byte of it."""
        begun = _Begun(filename=filename, bytes=size, fingerprint="", stated=stated, actor=actor)
        with writing_to_disk():
            upload_id = self._new_id()
            self._write(self._facts(upload_id), begun)
            self._write(self._refused(upload_id), _Ended(refusal=refusal))
        return self.find(upload_id, actor=actor)

    def find(self, upload_id: str, *, actor: str) -> Upload:
        """Where the upload stands."""
        try:
            begun = _Begun.model_validate_json(self._facts(upload_id).read_bytes())
            if begun.actor != actor:
                raise UnknownUpload
            return self._upload(upload_id, begun)
        except FileNotFoundError as error:
            raise UnknownUpload from error

    def all_of(self, actor: str) -> tuple[Upload, ...]:
        """Everything that this actor has not finished sending, oldest first."""
        return self._those("*.part", actor)

    def refused(self, actor: str) -> tuple[Upload, ...]:
        """What was refused of this actor's and they have not thrown away, latest first."""
        return self._those("*.refused", actor)[::-1]

    def _those(self, pattern: str, actor: str) -> tuple[Upload, ...]:
        found = []
        for path in self.folder.glob(pattern):
            try:
                found.append(self.find(path.stem, actor=actor))
            except UnknownUpload:
                continue  # Another's, or dropped or expired while we looked.
        return tuple(sorted(found, key=lambda upload: (upload.expires_at, upload.id)))

    def append(self, upload: Upload, piece: bytes, *, offset: int) -> int:
        """Adds a piece and gives the new offset. WrongOffset if the file does not end at `offset`; DiskFull,
        and then a part of the piece may be there."""
        with writing_to_disk(), self._open(upload.id) as part:
            fcntl.flock(part, fcntl.LOCK_EX)
            end = part.seek(0, os.SEEK_END)
            if end != offset or end + len(piece) > upload.bytes:
                raise WrongOffset(offset=end)
            part.write(piece)
            part.flush()
            return end + len(piece)

    def sync(self, upload: Upload) -> None:
        """Returns when what has arrived would survive a power cut."""
        with self._open(upload.id) as part:
            os.fsync(part.fileno())

    @contextmanager
    def whole(self, upload: Upload) -> Iterator[BinaryIO]:
        """The file's content, for one reader at a time. UploadBusy."""
        with self._open(upload.id) as part:
            try:
                fcntl.flock(part, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise UploadBusy from error
            part.seek(0)
            yield part

    def end(self, upload: Upload, *, receipt: Receipt | None = None, refusal: Problem | None = None) -> None:
        """Keeps what became of the upload; its bytes are kept elsewhere, or refused."""
        path = self._refused(upload.id) if refusal else self._end(upload.id)
        self._write(path, _Ended(receipt=receipt, refusal=refusal))
        self._part(upload.id).unlink(missing_ok=True)

    def drop(self, upload: Upload) -> None:
        """Throws the upload away."""
        for path in (self._facts, self._part, self._end, self._refused):
            path(upload.id).unlink(missing_ok=True)

    def clear_expired(self) -> None:
        """Throws away what has shown no sign of life for too long."""
        for path in self.folder.iterdir():
            keep = ENDED_SECONDS if path.suffix == ".end" else self.keep_seconds
            if path.suffix in (".end", ".part", ".refused") and _mtime(path) + keep < time.time():
                path.with_suffix(".json").unlink(missing_ok=True)
                path.unlink(missing_ok=True)

    def _upload(self, upload_id: str, begun: _Begun) -> Upload:
        ended = self._ending(self._end(upload_id)) or self._ending(self._refused(upload_id))
        arrived = begun.bytes if ended else self._part(upload_id).stat().st_size
        path = self._part if ended is None else self._end if ended.receipt else self._refused
        alive = _mtime(path(upload_id))
        expires = alive + (ENDED_SECONDS if ended and ended.receipt else self.keep_seconds)
        if expires < time.time():
            raise UnknownUpload
        return Upload(
            id=upload_id,
            filename=begun.filename,
            bytes=begun.bytes,
            offset=arrived,
            fingerprint=begun.fingerprint,
            stated=begun.stated,
            expires_at=datetime.fromtimestamp(expires, UTC),
            receipt=ended.receipt if ended else None,
            refusal=ended.refusal if ended else None,
            ended_at=datetime.fromtimestamp(alive, UTC) if ended else None,
        )

    def _ending(self, path: Path) -> _Ended | None:
        try:
            return _Ended.model_validate_json(path.read_bytes())
        except FileNotFoundError:
            return None

    @contextmanager
    def _open(self, upload_id: str) -> Iterator[BinaryIO]:
        try:
            part = self._part(upload_id).open("r+b")
        except FileNotFoundError as error:
            raise UnknownUpload from error
        with part:
            yield part

    def _write(self, path: Path, content: Model) -> None:
        """Whole or not at all: a server may be killed in the middle of it."""
        unfinished = path.with_suffix(".tmp")
        unfinished.write_text(content.model_dump_json(), encoding="utf-8")
        unfinished.replace(path)

    def _new_id(self) -> str:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.clear_expired()
        return secrets.token_hex(16)

    def _facts(self, upload_id: str) -> Path:
        return self.folder / f"{upload_id}.json"

    def _part(self, upload_id: str) -> Path:
        return self.folder / f"{upload_id}.part"

    def _end(self, upload_id: str) -> Path:
        return self.folder / f"{upload_id}.end"

    def _refused(self, upload_id: str) -> Path:
        return self.folder / f"{upload_id}.refused"


def _mtime(path: Path) -> float:
    """When the file was last written to; long ago if another request has just removed it.

    Of a link it is the link's own time: what lies behind it may be older than any upload.
    """
    try:
        return path.lstat().st_mtime
    except FileNotFoundError:
        return 0
