"""What work costs: processor seconds and peak memory of a process and all that it has started."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import monotonic, sleep

GLANCE = 0.02
"""Seconds between looks at a running program's memory."""
TICK = os.sysconf("SC_CLK_TCK")
USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM = 11, 12, 13, 14
"""Places in /proc/PID/stat after the program's name (proc(5))."""


@dataclass(frozen=True, kw_only=True)
class Ran:
    """A program that has ended well."""

    stdout: str
    cpu: float
    """Seconds, of it and its children."""
    peak_mb: float
    """Resident memory of the largest process among them."""


def run(command: Sequence[str], *, seconds: float, env: Mapping[str, str] | None = None) -> Ran:
    """Runs a program to its end; after so many seconds it is killed. Raises CalledProcessError."""
    with NamedTemporaryFile("w+", encoding="utf-8") as out:
        process = subprocess.Popen(
            command, stdout=out, stderr=subprocess.DEVNULL, env={**os.environ, **(env or {})}
        )
        end, peak_mb, ended = monotonic() + seconds, 0.0, 0
        while not ended:
            # What wait4 says of memory includes this process's own, so the tree is watched instead.
            peak_mb = max(peak_mb, tree_peak_mb(process.pid))
            if monotonic() > end:
                process.kill()
            sleep(GLANCE)
            ended, status, used = os.wait4(process.pid, os.WNOHANG)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        out.seek(0)
        return Ran(stdout=out.read(), cpu=used.ru_utime + used.ru_stime, peak_mb=peak_mb)


def tree_cpu(pid: int) -> float:
    """Processor seconds of a living process and of its children, the ended ones included."""
    fields = _stat(pid)
    own = sum(int(fields[place]) for place in (USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM)) / TICK
    return own + sum(tree_cpu(child) for child in _children(pid))


def tree_peak_mb(pid: int) -> float:
    """Peak resident megabytes of the largest process of the tree that is alive; 0 when it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
        children = _children(pid)
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    own = next((int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM")), 0.0)
    return max([own, *map(tree_peak_mb, children)])


def _stat(pid: int) -> list[str]:
    # The program's name, in parentheses, may hold spaces.
    return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()


def _children(pid: int) -> list[int]:
    threads = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for thread in threads for child in (thread / "children").read_text("ascii").split()]
