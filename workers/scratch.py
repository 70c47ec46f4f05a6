"""Where a document's files are written before they are stored."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX = "inkom-files-"
LEFTOVER_SECONDS = 24 * 3600
"""No document is brought together for so long: what is older was left by a process that was killed."""


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder of our own, gone with all that is in it after the block."""
    with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
        yield Path(folder)


def clear_leftovers() -> None:
    """Removes the folders that killed processes left."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        # Another process may finish or clear away just now.
        with suppress(FileNotFoundError):
            found = folder.lstat()
            is_ours = found.st_uid == os.geteuid() and not folder.is_symlink()
            if is_ours and time.time() - found.st_mtime > LEFTOVER_SECONDS:
                shutil.rmtree(folder)
