"""A full disk, told as what it is: somebody can do something about it."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from ingest.errors import DiskFull

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def writing_to_disk() -> Iterator[None]:
    """Around everything that opens, writes and closes a file of the server's. DiskFull."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise DiskFull from error
        raise
