"""A server process that a test starts, kills and starts again."""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from types import TracebackType
from typing import Self

import pytest

from tests.patience import PATIENCE_SECONDS

_PORTS = range(12_000, 32_000)
"""Below those that Linux gives out by itself (`ip_local_port_range`: from 32768 on)."""
NOBODY = 65534
"""The user and group that servers run as which refuse to be root."""


class Server(ABC):
    """A server whose files lie in `folder`. A context manager: started on entry, killed on exit."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log"
        self._processes: list[subprocess.Popen[bytes]] = []

    @property
    @abstractmethod
    def url(self) -> str:
        """What a setting of Inkom names the server by."""

    @abstractmethod
    def start(self) -> None:
        """Start it and return once it answers. Call it from a thread that lives as long as the server."""

    def kill(self) -> None:
        """kill -9 of the server with all that it has started."""
        while self._processes:
            process = self._processes.pop()
            # PostgreSQL's processes leave its group, and one that is left would keep it from starting again.
            family = [process.pid, *_descendants(process.pid)]
            for pid in family:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            process.wait()
            while any(_is_alive(pid) for pid in family):
                time.sleep(0.01)

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """The server and all that it has started stand still, as on a disk that hangs, and go on after."""
        family = [pid for process in self._processes for pid in (process.pid, *_descendants(process.pid))]
        for pid in family:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in family:
                os.kill(pid, signal.SIGCONT)

    def launch(
        self,
        command: Sequence[str | Path],
        environment: Mapping[str, str] | None = None,
        *,
        root: bool = True,
    ) -> subprocess.Popen[bytes]:
        """Start one process, which dies with this thread, also when pytest itself is killed with -9."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                ["setpriv", *([] if root else as_nobody()), "--pdeathsig", "KILL", *command],
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                env=os.environ | dict(environment or {}),
                start_new_session=True,
                cwd=self.folder,
            )
        self._processes.append(process)
        return process

    def wait_until(self, answers: Callable[[], bool]) -> None:
        """Return once it answers; fail the test with the end of its log if it ends or takes too long."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline and all(process.poll() is None for process in self._processes):
            if answers():
                return
            time.sleep(0.05)
        pytest.fail(f"{type(self).__name__} did not start:\n{self.log.read_text(encoding='utf-8')[-4000:]}")

    def processes(self) -> list[int]:
        """Every process that belongs to it just now."""
        return [pid for started in self._processes for pid in (started.pid, *_descendants(started.pid))]

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.kill()


def _descendants(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []
    return children + [other for child in children for other in _descendants(child)]


def _is_alive(pid: int) -> bool:
    """Whether it runs; a dead one that its parent has not asked for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on now, all different.

    None that the system gives to a connection that asks for no port of its own: before the server listens,
    or while it is down, another test's client would have it.
    """
    found = []
    for port in random.sample(_PORTS, len(_PORTS)):
        with socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            found.append(port)
        if len(found) == count:
            return found
    pytest.fail("no port is free")


def as_nobody() -> list[str]:
    """The options by which setpriv gives up root, for servers that refuse it."""
    if os.getuid() != 0:
        return []
    return [f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]


def give_to_nobody(folder: Path) -> None:
    """Let a server that gives up root write there, and reach it."""
    if os.getuid() == 0:
        shutil.chown(folder, NOBODY, NOBODY)


def port_answers(port: int) -> bool:
    """Whether somebody listens on the port."""
    with socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
