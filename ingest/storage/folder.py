"""The object store in a folder of this machine: the default, which needs no server."""

import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from ingest.disk import writing_to_disk
from ingest.errors import NoSuchObject, StoreUnavailable
from ingest.storage.store import checked_key, checked_prefix

_UNFINISHED = ".unfinished"
"""Subfolder for objects on their way in; no key can begin with a full stop."""
_CHUNK = 1 << 20
"""Bytes copied at a time."""
_REMEMBERED = 10_000
"""Folders remembered at most as durable; every document has some of its own."""
_LEFTOVER_SECONDS = 24 * 3600
"""No put takes so long: what is older was left by a process that was killed."""


class FolderStore:
    """Objects are files under `root`, read-only, each written beside its place and then linked into it.

    Only `prepare` makes the folder. Without it nothing is read or written: a disk that is not mounted
    leaves an empty folder behind, which must neither take objects in nor say that there are none.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._synced: set[Path] = set()
        """Folders whose names are known to be durable."""

    def put(self, key: str, content: Path | bytes, media_type: str) -> bool:  # noqa: ARG002
        """Store durably, create-only. A file system keeps no media types: the key says what lies there."""
        target = self._path(key)
        if isinstance(content, bytes):
            return self._put_stream(target, BytesIO(content))
        with content.open("rb") as source:
            return self._put_stream(target, source)

    def get(self, key: str) -> bytes:
        """The whole content. NoSuchObject."""
        with self.open(key) as stream:
            return stream.read()

    @contextmanager
    def open(self, key: str, *, start: int = 0) -> Iterator[BinaryIO]:
        """The content from byte `start` on, as a stream. NoSuchObject."""
        path = self._existing(key)
        try:
            stream = path.open("rb")
        except OSError as error:
            raise StoreUnavailable from error
        with stream:
            stream.seek(start)
            yield stream

    @contextmanager
    def local(self, key: str) -> Iterator[Path]:
        """The file itself. NoSuchObject."""
        yield self._existing(key)

    def size(self, key: str) -> int:
        """Bytes of the content. NoSuchObject."""
        with _translated():
            return self._existing(key).stat().st_size

    def exists(self, key: str) -> bool:
        """Whether something lies under the key."""
        path = self._path(key)
        with _translated():
            return path.is_file()

    def keys(self, prefix: str) -> Iterator[str]:
        """Every key that begins with `prefix`."""
        folder = self._root / checked_prefix(prefix).rpartition("/")[0]
        for path in folder.rglob("*"):
            key = path.relative_to(self._root).as_posix()
            if not key.startswith(".") and key.startswith(prefix) and path.is_file():
                yield key

    def prepare(self) -> None:
        """Make the folder if need be."""
        with _translated():
            if not self._root.is_dir():
                self._root.mkdir(parents=True, exist_ok=True)
                _sync(self._root.parent)
            (self._root / _UNFINISHED).mkdir(exist_ok=True)

    def check(self) -> None:
        """Try to write, and clear away what killed processes left."""
        with _translated():
            trial = self._unfinished()
            trial.touch()
            trial.unlink()
            for leftover in trial.parent.iterdir():
                # Another process may finish or clear away just now.
                with suppress(FileNotFoundError):
                    if time.time() - leftover.stat().st_mtime > _LEFTOVER_SECONDS:
                        leftover.unlink()

    def _put_stream(self, target: Path, source: BinaryIO) -> bool:
        with _translated():
            new = not target.exists() and self._create(target, source)
            # Also for an object that was there: whoever put it may not have got this far.
            self._sync_folders(target.parent)
            return new

    def _create(self, target: Path, source: BinaryIO) -> bool:
        """Write apart, then link into place: nobody ever sees half an object, and the first one stays."""
        unfinished = self._unfinished()
        try:
            with unfinished.open("xb") as file:
                shutil.copyfileobj(source, file, _CHUNK)
                file.flush()
                os.fchmod(file.fileno(), 0o444)
                os.fsync(file.fileno())
            if not target.parent.is_dir():
                self._synced.clear()
                target.parent.mkdir(parents=True, exist_ok=True)
            os.link(unfinished, target)
        except FileExistsError:
            return False
        finally:
            unfinished.unlink(missing_ok=True)
        return True

    def _unfinished(self) -> Path:
        """Where a new object is written. StoreUnavailable if the folder is not the store's own."""
        folder = self._root / _UNFINISHED
        if not folder.is_dir():
            raise StoreUnavailable
        return folder / secrets.token_hex(16)

    def _sync_folders(self, folder: Path) -> None:
        """Make the names durable: the file's in its folder, and each new folder's in the one above."""
        _sync(folder)
        if len(self._synced) > _REMEMBERED:
            self._synced.clear()
        while folder != self._root and folder not in self._synced:
            _sync(folder.parent)
            self._synced.add(folder)
            folder = folder.parent

    def _existing(self, key: str) -> Path:
        path = self._path(key)
        with _translated():
            if not path.is_file():
                self._unfinished()
                raise NoSuchObject(key=key)
        return path

    def _path(self, key: str) -> Path:
        return self._root / checked_key(key)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        with writing_to_disk():
            yield
    except OSError as error:
        raise StoreUnavailable from error


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
