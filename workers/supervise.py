"""Keeps a set of processes running: what dies is started again, what is stopped is stopped for good."""

import ctypes
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger(__name__)

PR_SET_PDEATHSIG = 1
SUPERVISOR = "INKOM_SUPERVISOR_PID"
"""Environment variable by which a process knows that it is supervised, and by whom."""
STOP_SECONDS = 10.0
"""How long a process may take to end its work after SIGTERM before it is killed."""
POLL_SECONDS = 0.2
FAST_DEATH_SECONDS = 2.0
"""A process that lived shorter than this is restarted with a growing pause, so that it cannot spin."""
MAX_PAUSE_SECONDS = 5.0


@dataclass(frozen=True)
class Role:
    """A process to keep running: `inkom` with these arguments."""

    name: str
    arguments: tuple[str, ...]


class Supervisor:
    """Starts one process for each role and starts it again whenever it dies, until `stop`."""

    def __init__(
        self, roles: Sequence[Role], *, log_file: Path | None = None, module: str = "workers.cli"
    ) -> None:
        """`log_file` takes what the processes print; without it they print where we do."""
        self._log_file = log_file
        self._module = module
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._keep, args=(role,), name=role.name, daemon=True) for role in roles
        ]

    def start(self) -> None:
        """Starts everything and returns."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Asks every process to end, waits, kills what remains."""
        self._stopping.set()
        for thread in self._threads:
            thread.join()

    def wait(self) -> None:
        """Blocks until SIGTERM or SIGINT, then stops everything."""
        wait_for_stop()
        self.stop()

    def _keep(self, role: Role) -> None:
        pause = POLL_SECONDS
        while not self._stopping.is_set():
            started = time.monotonic()
            try:
                process = self._launch(role)
            except OSError:
                log.exception("%s could not be started; trying again", role.name)
                self._stopping.wait(MAX_PAUSE_SECONDS)
                continue
            while process.poll() is None and not self._stopping.wait(POLL_SECONDS):
                pass
            if self._stopping.is_set():
                _end(process)
                return
            log.warning("%s ended with %s; starting it again", role.name, process.returncode)
            lived = time.monotonic() - started
            pause = min(pause * 2, MAX_PAUSE_SECONDS) if lived < FAST_DEATH_SECONDS else POLL_SECONDS
            self._stopping.wait(pause)

    def _launch(self, role: Role) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", self._module, *role.arguments]
        environment = os.environ | {SUPERVISOR: str(os.getpid())}
        if self._log_file is None:
            return subprocess.Popen(command, env=environment)
        with self._log_file.open("ab") as log_file:
            return subprocess.Popen(
                command, env=environment, stdout=log_file, stderr=log_file, stdin=subprocess.DEVNULL
            )


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def die_with_supervisor() -> None:
    """Called first by every process: one that a supervisor started ends when it is killed (Linux)."""
    supervisor = os.environ.get(SUPERVISOR)
    if supervisor is None:
        return
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != int(supervisor):
        sys.exit("the supervisor is gone")


def stop_event() -> threading.Event:
    """An event that SIGTERM or SIGINT sets. Call it in the main thread."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def wait_for_stop(goes_on: Callable[[], bool] = lambda: True) -> bool:
    """Blocks until SIGTERM or SIGINT: True; or until `goes_on` says no: False."""
    # An untimed wait in the main thread would keep Python from running the signal's handler.
    stop = stop_event()
    while not stop.wait(POLL_SECONDS):
        if not goes_on():
            return False
    return True
