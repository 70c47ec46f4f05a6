"""A folder for a worker's work files, into which nobody else can look."""

import atexit
import fcntl
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

PREFIX = "inkom-reading-"
LOCK = "lock"


@cache
def private_folder() -> Path:
    """This process's folder, open to its user alone (0700), removed when the process ends.

    A process that is killed leaves its folder behind, unlocked: the next call removes it.
    """
    for abandoned in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        _remove_if_abandoned(abandoned)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    _locked(folder)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _remove_if_abandoned(folder: Path) -> None:
    try:
        if folder.stat().st_uid != os.getuid():
            return
        descriptor = _locked(folder)
    except OSError:
        return  # Another process is at work in it, or removes it just now.
    shutil.rmtree(folder, ignore_errors=True)
    os.close(descriptor)


def _locked(folder: Path) -> int:
    """Holds the folder's lock as long as the descriptor, and so the process, lives. OSError if it is held."""
    descriptor = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor
