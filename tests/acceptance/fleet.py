"""Inkom as it runs in service: server, relay and workers as processes of their own."""

import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from dramatiq.errors import BrokerError
from pika.exceptions import AMQPError  # type: ignore[import-untyped]

from ingest.client import Client
from ingest.queue import QUEUE, broker_from_url
from ingest.register import Register
from ingest.settings import Settings
from tests.patience import PATIENCE_SECONDS
from tests.servers.process import free_ports
from workers.supervise import Role, Supervisor

FAST = {
    "INKOM_LEASE_SECONDS": "4",
    "INKOM_SWEEP_SECONDS": "0.5",
    "INKOM_REQUEUE_SECONDS": "3",
}
"""Recovery within seconds instead of minutes, so that a test can watch it."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """A process's resident memory in bytes: its own, and what it has mapped from files."""

    own: int
    mapped: int


@dataclass(frozen=True, kw_only=True)
class Fleet:
    """A running Inkom, and the ways to hurt it."""

    settings: Settings
    address: str
    roles: tuple[Role, ...]
    #: The fleet's register, opened from the outside.
    register: Register
    killed: dict[str, int] = field(default_factory=dict)

    def client(self) -> Client:
        """A client that asks again for as long as a test may take."""
        return Client(self.address, patience=3 * PATIENCE_SECONDS)

    def kill(self, role: str) -> bool:
        """kill -9 of a role's process; False when it is not running just then."""
        pid = next((pid for pid, arguments in _children() if arguments == role), None)
        if pid is None:
            return False
        os.kill(pid, signal.SIGKILL)
        self.count(role)
        return True

    def peak_memory(self, role: str) -> int:
        """The most memory that a role's process has held, in bytes."""
        (pid,) = (pid for pid, arguments in _children() if arguments == role)
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
        return int(status.split("VmHWM:")[1].split()[0]) * 1024

    def memory(self, role: str) -> tuple[Held, ...]:
        """What each of a role's processes holds now; none of a process that has just died."""
        held = []
        for pid in [pid for pid, arguments in _children() if arguments == role]:
            try:
                status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
            except FileNotFoundError:
                continue
            kilobytes = {
                line.split()[0]: int(line.split()[1]) for line in status.splitlines() if "kB" in line
            }
            if "VmRSS:" in kilobytes:
                mapped = kilobytes["RssFile:"] * 1024
                held.append(Held(own=kilobytes["VmRSS:"] * 1024 - mapped, mapped=mapped))
        return tuple(held)

    def wipe_queue(self) -> None:
        """Deletes every message, as a broken or emptied broker would."""
        broker = broker_from_url(self.settings.effective_queue_url)
        try:
            broker.flush(QUEUE)
        except (BrokerError, AMQPError):
            return  # There is no broker just then to be emptied.
        finally:
            broker.close()
        self.count("queue wiped")

    def count(self, hurt: str) -> None:
        """Keeps the score of what was done to it."""
        self.killed[hurt] = self.killed.get(hurt, 0) + 1


@contextmanager
def fleet(
    data: Path, environment: Mapping[str, str], *, workers: int = 2, module: str = "workers.cli"
) -> Iterator[Fleet]:
    """Starts a fleet on a free port with its data under `data`, and ends every process of it."""
    variables = {"INKOM_DATA": str(data), "INKOM_PORT": str(free_ports(1)[0]), **FAST, **environment}
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        settings = Settings()
        roles = (
            Role("server", ("serve",)),
            Role("relay", ("relay",)),
            *(Role(f"worker-{number}", ("worker",)) for number in range(1, workers + 1)),
        )
        data.mkdir(parents=True, exist_ok=True)
        supervisor = Supervisor(roles, log_file=data / "inkom.log", module=module)
        supervisor.start()
        register = Register(settings.effective_register_url)
        try:
            running = Fleet(
                settings=settings,
                address=f"http://{settings.host}:{settings.port}",
                roles=roles,
                register=register,
            )
            with running.client() as client:
                client.wait_until_ready()
            yield running
        finally:
            register.close()
            supervisor.stop()
    finally:
        os.environ.clear()
        os.environ.update(before)


def _children() -> Iterator[tuple[int, str]]:
    """This process's children that run a subcommand of `inkom`, with the subcommand."""
    for task in Path("/proc/self/task").iterdir():
        for pid in (task / "children").read_text().split():
            try:
                arguments = (Path("/proc") / pid / "cmdline").read_bytes().split(b"\0")
            except FileNotFoundError:
                continue
            if len(arguments) > 3 and arguments[1] == b"-m":
                yield int(pid), arguments[3].decode()
