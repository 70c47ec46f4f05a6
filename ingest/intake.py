"""Takes an upload in: measure, probe, keep, register. Only then is there a receipt.

    stream ──hash, limit──▶ temporary file ──probe in the sandbox──▶ original in the store
           ──one transaction──▶ document, pages, outbox, event ──▶ Receipt

A refusal leaves nothing behind. A crash at any point leaves at most an original without a row, which the
same upload finds and uses when it is sent again, and a temporary file, which the next upload clears away.
"""

import fcntl
import hashlib
import logging
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ingest.disk import writing_to_disk
from ingest.errors import EmptyUpload, TooManyBytes
from ingest.filename import clean_filename
from ingest.probe import probe_upload
from ingest.register import NewDocument, Register
from ingest.sandbox import Sandbox
from ingest.settings import Settings
from ingest.storage import ObjectStore, keys
from schemas.document import Receipt, Statement

log = logging.getLogger(__name__)

CHUNK_BYTES = 1 << 20
MEGABYTE = 1_000_000
ABANDONED_SECONDS = 60
"""An upload takes its lock in the moment its file is made; this allows for a machine that stands still."""


@dataclass(frozen=True, kw_only=True)
class Intake:
    """The front door's work, with what it needs to do it."""

    settings: Settings
    store: ObjectStore
    register: Register
    sandbox: Sandbox

    def receive(self, content: BinaryIO, *, filename: str, stated: Statement, actor: str) -> Receipt:
        """Keeps and registers one upload, read from `content` to its end.

        Raises a `Refused` error when the upload cannot be taken in, and `StoreUnavailable`, `DiskFull` or
        `RegisterUnavailable` when it cannot be kept: in both cases it has not been received.
        """
        with self._measured(content) as measured:
            probe = probe_upload(self.sandbox, measured.path, self.settings)
            self.store.put(keys.original(measured.sha256), measured.path, probe.media_type)
            receipt = self.register.register(
                NewDocument(
                    sha256=measured.sha256,
                    filename=clean_filename(filename),
                    bytes=measured.bytes,
                    media_type=probe.media_type,
                    pages=probe.pages,
                    embedded=probe.embedded,
                    stated=stated,
                    actor=actor,
                )
            )
        told = {"document": receipt.id, "pages": receipt.pages, "bytes": receipt.bytes}
        log.info("received", extra=told | {"duplicate": receipt.duplicate})
        return receipt

    @contextmanager
    def _measured(self, content: BinaryIO) -> Iterator["Measured"]:
        """The upload as a temporary file with its size and hash: the very bytes that will be stored."""
        limit = self.settings.max_upload_mb * MEGABYTE
        folder = self.settings.data / "incoming"
        folder.mkdir(parents=True, exist_ok=True)
        _clear_abandoned(folder)
        digest, size = hashlib.sha256(), 0
        with writing_to_disk(), tempfile.NamedTemporaryFile(dir=folder) as file:
            fcntl.flock(file, fcntl.LOCK_SH)
            while chunk := content.read(CHUNK_BYTES):
                size += len(chunk)
                if size > limit:
                    raise TooManyBytes(limit_mb=self.settings.max_upload_mb)
                digest.update(chunk)
                file.write(chunk)
            if size == 0:
                raise EmptyUpload
            file.flush()
            yield Measured(path=Path(file.name), bytes=size, sha256=digest.hexdigest())


@dataclass(frozen=True, kw_only=True)
class Measured:
    """An upload on local disk, not yet kept."""

    path: Path
    bytes: int
    sha256: str


def _clear_abandoned(folder: Path) -> None:
    """Removes the files of uploads whose server was killed: their lock ended with it.

    An upload that is about to take its lock is told from one that is gone by its age.
    """
    newest = time.time() - ABANDONED_SECONDS
    for path in folder.iterdir():
        try:
            with path.open("rb") as file:
                if os.fstat(file.fileno()).st_mtime < newest:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    path.unlink()
        except (BlockingIOError, FileNotFoundError):
            continue  # Its upload goes on, or ended or was cleared while we looked.
