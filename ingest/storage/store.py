"""What every object store does. Objects are immutable: what lies under a key never changes."""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, Protocol

from ingest.errors import BadRequest

_SEGMENT = "[A-Za-z0-9][A-Za-z0-9._+-]*"
_KEY = re.compile(f"{_SEGMENT}(/{_SEGMENT})*")
_PREFIX = re.compile(f"({_SEGMENT}/)*({_SEGMENT})?")
_LONGEST = 512
"""Characters of a key; S3 allows 1024, file systems 255 for each segment."""


class ObjectStore(Protocol):
    """Keeps bytes under keys. Every method raises StoreUnavailable if the store does not answer,
    and BadRequest for a key that is not one or more plain names joined by `/`."""

    def put(self, key: str, content: Path | bytes, media_type: str) -> bool:
        """Store the bytes, or the file's bytes, durably and whole.

        False if the key was there already: then it stays as it is. Of several at the same moment only
        the first counts; on S3, which cannot create only, the last one's bytes stay and several may be
        told True, so writers of one key must mean the same content.
        """
        ...

    def get(self, key: str) -> bytes:
        """The whole content. NoSuchObject."""
        ...

    def open(self, key: str, *, start: int = 0) -> AbstractContextManager[BinaryIO]:
        """The content from byte `start` on, as a stream to be read once. NoSuchObject."""
        ...

    def local(self, key: str) -> AbstractContextManager[Path]:
        """A local file with the content, to be read only, for the time of the context. NoSuchObject."""
        ...

    def size(self, key: str) -> int:
        """Bytes of the content. NoSuchObject."""
        ...

    def exists(self, key: str) -> bool:
        """Whether something lies under the key."""
        ...

    def keys(self, prefix: str) -> Iterator[str]:
        """Every key that begins with `prefix`, in no particular order."""
        ...

    def prepare(self) -> None:
        """Make what the store needs (folder, bucket). Only for an archive that holds nothing yet: a disk
        that is not mounted must not be taken for an empty store."""
        ...

    def check(self) -> None:
        """Return if the store can be used; nothing is made. StoreUnavailable."""
        ...


def checked_key(key: str) -> str:
    """The key itself. BadRequest if it is not one or more plain names joined by `/`."""
    if len(key) > _LONGEST or not _KEY.fullmatch(key):
        raise BadRequest(field="key")
    return key


def checked_prefix(prefix: str) -> str:
    """The prefix itself, which may be empty or end within a name. BadRequest if no key can begin so."""
    if len(prefix) > _LONGEST or not _PREFIX.fullmatch(prefix):
        raise BadRequest(field="prefix")
    return prefix
