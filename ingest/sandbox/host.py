"""What runs inside the wall: a process that warms the engines once and forks a child for every call.

The host itself never touches a document. Its children do, and are believed to be taken over by it: they get
no way to the host's socket or memory, and nothing of them is left when the next call begins.
"""

import contextlib
import ctypes
import gc
import importlib
import json
import os
import resource
import shutil
import signal
import socket
import stat
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from ingest.errors import Permanent
from ingest.sandbox import landlock, wire
from ingest.sandbox.confine import NOBODY, SCRATCH_MB

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 1, 4, 36, 38
_DEVICES = (Path("/dev/null"), Path("/dev/tty"))
_OPEN_FILES = 512
_TRACEBACK_CHARACTERS = 8000
_EXIT_NOT_SENT = 70
_ORDER_BYTES = 4096
_DESCRIPTORS = 3


@dataclass(frozen=True, kw_only=True)
class Orders:
    """How this host process was started."""

    control: int
    preload: list[str]
    rehearse: list[str]
    confined: bool
    becomes_nobody: bool
    scratch: list[str]
    """The folders that calls may write to; emptied after each."""
    readable: list[str]
    """What may be read where no mount namespace decides that."""


@dataclass(frozen=True, kw_only=True)
class Call:
    """One call's limits (bytes, seconds, threads) and descriptors."""

    memory: int
    cpu_seconds: int
    processes: int
    request: int
    source: int
    answer: int


def main(orders_json: str) -> None:
    """Serves calls until the control socket is closed."""
    orders = Orders(**json.loads(orders_json))
    for module in orders.preload:
        importlib.import_module(module)
    give_up_rights(orders)
    scratch = Scratch([Path(folder) for folder in orders.scratch])
    readable = None if orders.confined else [Path(place) for place in orders.readable]
    landlock.restrict(writable=[*scratch.folders, *_DEVICES], readable=readable)
    for function in orders.rehearse:
        named(function)()
    scratch.emptied()
    # What is alive now stays: out of the collector's sight its pages remain shared with the children.
    gc.collect()
    gc.freeze()
    with socket.socket(fileno=orders.control) as control:
        control.send(b'{"kind": "started"}')
        try:
            while call := next_call(control):
                if not serve(call, control, orders, scratch):
                    return
        finally:
            end_leftovers(confined=orders.confined)
            scratch.emptied()


def give_up_rights(orders: Orders) -> None:
    """No way back to any privilege, and no view into this process for its children."""
    if orders.becomes_nobody:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    prctl(_PR_SET_NO_NEW_PRIVS, 1)
    prctl(_PR_SET_DUMPABLE, 0)
    # Whatever a child leaves behind becomes a child of the host, which can then end it and wait for its end.
    prctl(_PR_SET_CHILD_SUBREAPER, 1)
    if not orders.confined:
        signal.signal(signal.SIGTERM, leave)
        prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def leave(*_: object) -> NoReturn:
    """Ends the host by way of its clean-up. The kernel signals once for each thread of a dying parent."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(0)


def prctl(option: int, value: int) -> None:
    """Raises OSError."""
    if ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), f"prctl {option}")


def next_call(control: socket.socket) -> Call | None:
    """The next call; None when the caller is gone."""
    message, descriptors, _, _ = socket.recv_fds(control, _ORDER_BYTES, _DESCRIPTORS)
    if not message:
        return None
    request, source, answer = descriptors
    return Call(**json.loads(message), request=request, source=source, answer=answer)


def serve(call: Call, control: socket.socket, orders: Orders, scratch: "Scratch") -> bool:
    """One call in a child of its own. False when its traces cannot be wiped: then this host must end."""
    child = os.fork()
    if child == 0:
        control.close()
        run(call)
    for descriptor in (call.request, call.source, call.answer):
        os.close(descriptor)
    _, status, usage = os.wait4(child, 0)
    end_leftovers(confined=orders.confined)
    spent = not scratch.emptied()
    report = {"kind": "ended", "status": status, "resident_kb": usage.ru_maxrss, "spent": spent}
    control.send(json.dumps(report).encode())
    return not spent


def run(call: Call) -> NoReturn:
    """The life of a child: limits, the function, the answer, the end."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    set_limits(call)
    try:
        frames = answer_of(call)
    except MemoryError:
        frames = wire.out_of_memory()
    try:
        wire.write_frames(call.answer, frames)
    except (BrokenPipeError, MemoryError):
        os._exit(_EXIT_NOT_SENT)
    os._exit(0)


def set_limits(call: Call) -> None:
    """The kernel's limits for the child and all that it starts; none can be raised again."""
    limits = {
        resource.RLIMIT_AS: call.memory,
        resource.RLIMIT_NPROC: call.processes,
        resource.RLIMIT_FSIZE: SCRATCH_MB * wire.MEGABYTE,
        resource.RLIMIT_NOFILE: _OPEN_FILES,
        resource.RLIMIT_CORE: 0,
    }
    for limit, value in limits.items():
        _, ceiling = resource.getrlimit(limit)
        allowed = value if ceiling == resource.RLIM_INFINITY else min(value, ceiling)
        resource.setrlimit(limit, (allowed, allowed))
    # The soft limit raises SIGXCPU, which tells a time-out from other deaths.
    resource.setrlimit(resource.RLIMIT_CPU, (call.cpu_seconds, call.cpu_seconds + 1))


def answer_of(call: Call) -> list[bytes]:
    """The frames to send for what the function did. MemoryError passes."""
    try:
        with os.fdopen(call.request, "rb") as file:
            request = json.load(file)
        function = named(request["function"])
        with os.fdopen(call.source, "rb") as source:
            return wire.returned(function(source, **request["arguments"]))
    except Permanent as error:
        return wire.refused(error)
    except MemoryError:
        raise
    except BaseException as error:  # noqa: BLE001 - The process ends here: whatever was raised must be told.
        return wire.raised(error, traceback.format_exc()[-_TRACEBACK_CHARACTERS:])


def named(function: str) -> Callable[..., Any]:
    """The function that is called `module:function`."""
    module, _, name = function.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found


def end_leftovers(*, confined: bool) -> None:
    """Kills what a child left behind, and returns when all of it is gone."""
    while True:
        if confined:
            # Everything in this pid namespace but this process and the namespace's first.
            with contextlib.suppress(ProcessLookupError):
                os.kill(-1, signal.SIGKILL)
        else:
            for pid in children():
                os.kill(pid, signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def children() -> list[int]:
    """Processes whose parent this process is; orphans below it are among them (child subreaper)."""
    found = []
    # The pattern names folders only: one that names a file in each fails when a process has gone meanwhile.
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            # The command stands in parentheses and may hold anything; after it come state and parent.
            _, parent, *_ = (process / "stat").read_bytes().rpartition(b")")[2].split()
            if int(parent) == os.getpid():
                found.append(int(process.name))
    return found


class Scratch:
    """The folders that a child may write to."""

    def __init__(self, folders: list[Path]) -> None:
        # Where a library folder lies below /tmp, its mount point is there from the start.
        self.folders = {folder: {entry.name for entry in folder.iterdir()} for folder in folders}

    def emptied(self) -> bool:
        """Removes what was written. False when something resists, as a tree too deep for rmtree."""
        try:
            for folder, initial in self.folders.items():
                for entry in folder.iterdir():
                    if entry.name not in initial:
                        remove(entry)
        except (OSError, RecursionError):
            return False
        return True


def unlock(folder: Path) -> None:
    """Gives this process its rights to a folder and to all folders below it."""
    folder.chmod(stat.S_IRWXU)
    for place, subfolders, _ in os.walk(folder):
        for subfolder in (Path(place, name) for name in subfolders):
            if not subfolder.is_symlink():
                subfolder.chmod(stat.S_IRWXU)


def remove(entry: Path) -> None:
    """Raises OSError or RecursionError."""
    if entry.is_dir() and not entry.is_symlink():
        unlock(entry)
        shutil.rmtree(entry)
    else:
        entry.unlink()
