"""A second wall, by the kernel's Landlock: which files a process may open, whatever path leads to them.

A descriptor that is handed over for reading leads back to its file: `/proc/self/fd/N` can be opened again,
for writing where the user owns the file, and no mount namespace is in the way. Landlock is. Without
bubblewrap it also keeps foreign files, TCP and other processes out of reach.

Numbers and structures: Linux, include/uapi/linux/landlock.h; the system calls' numbers are the same on all
architectures.
"""

import ctypes
import os
import struct
from collections.abc import Sequence
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION = 1
_PATH_BENEATH = 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE_AND_MAKE = sum(1 << bit for bit in range(4, 13))
_REFER, _TRUNCATE = 1 << 13, 1 << 14
_READING = _EXECUTE | _READ_FILE | _READ_DIR
_OF_FILES = _EXECUTE | _READ_FILE | _WRITE_FILE | _TRUNCATE
_TCP = 0b11  # bind, connect
_SCOPES = 0b11  # abstract sockets, signals

# Versions of the interface that brought more to handle.
_WITH_REFER, WITH_TRUNCATE, _WITH_TCP, _WITH_SCOPES = 2, 3, 4, 6


def version() -> int:
    """The kernel's Landlock version; 0 where there is none, or a container's filter refuses it."""
    return max(_system_call(_CREATE_RULESET, None, 0, _ASK_VERSION), 0)


def restrict(*, writable: Sequence[Path], readable: Sequence[Path] | None) -> None:
    """Limits this process and all its children for good; does nothing where the kernel has no Landlock.

    `writable`: what may be changed, with all below. `readable`: what else may be read and executed; None
    leaves reading, network and signals as they are, for a process with namespaces of its own. Needs no
    privilege, but `no_new_privs`. Raises OSError.
    """
    known = version()
    if known == 0:
        return
    writing = _WRITE_FILE | _REMOVE_AND_MAKE
    writing |= _REFER if known >= _WITH_REFER else 0
    writing |= _TRUNCATE if known >= WITH_TRUNCATE else 0
    handled = struct.pack("Q", writing)
    if readable is not None:
        handled = struct.pack("Q", writing | _READING)
        handled += struct.pack("Q", _TCP) if known >= _WITH_TCP else b""
        handled += struct.pack("Q", _SCOPES) if known >= _WITH_SCOPES else b""
    ruleset = _checked(_system_call(_CREATE_RULESET, handled, len(handled), 0))
    try:
        for path in writable:
            _allow(ruleset, path, writing if readable is None else writing | _READING)
        for path in readable or ():
            _allow(ruleset, path, _READING)
        _checked(_system_call(_RESTRICT_SELF, ruleset, 0))
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: Path, access: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, PermissionError):
        return  # What this user cannot reach needs no rule.
    try:
        rule = struct.pack("=Qi", access if path.is_dir() else access & _OF_FILES, place)
        _checked(_system_call(_ADD_RULE, ruleset, _PATH_BENEATH, rule, 0))
    finally:
        os.close(place)


def _system_call(number: int, *arguments: int | bytes | None) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    converted = [ctypes.c_long(value) if isinstance(value, int) else value for value in arguments]
    return int(libc.syscall(ctypes.c_long(number), *converted))


def _checked(result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), "Landlock")
    return result
