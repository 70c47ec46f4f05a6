"""What hostile content could make a parser do. Every function here runs inside the sandbox only."""

import ctypes
import json
import os
import resource
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from pydantic import JsonValue

from ingest.errors import NotOpenable, TooManyPixels
from ingest.sandbox import Reply

ANSWER_LENGTH = ">Q"
PR_SET_NAME = 15


def measure(source: BinaryIO, **arguments: JsonValue) -> Reply:
    """A well-behaved function: size of the file, its arguments, and its bytes as two blobs."""
    data = source.read()
    return Reply({"bytes": len(data), "arguments": arguments}, (data[:3], data[3:]))


rehearsed: list[str] = []
"""What `rehearse` left behind."""


def rehearse() -> None:
    """What a host does before its first call: keeps something, and writes a file."""
    rehearsed.append("kept")
    Path(tempfile.gettempdir(), "rehearsed").touch()


def rehearse_badly() -> None:
    raise ValueError("the rehearsal failed")


def recall(source: BinaryIO) -> Reply:
    """What the rehearsal kept, and whether its file is left."""
    return Reply({"kept": [*rehearsed], "file": Path(tempfile.gettempdir(), "rehearsed").exists()})


def many_bytes(source: BinaryIO, *, megabytes: int) -> Reply:
    return Reply(None, (bytes(megabytes * 1_000_000),))


def segfault(source: BinaryIO) -> Reply:
    ctypes.string_at(0)
    return Reply("survived")


def abort(source: BinaryIO) -> Reply:
    os.abort()


def leave(source: BinaryIO, *, status: int) -> Reply:
    os._exit(status)


def hang(source: BinaryIO) -> Reply:
    time.sleep(3600)
    return Reply("woke up")


def burn(source: BinaryIO) -> Reply:
    while True:
        pass


def exhaust_memory(source: BinaryIO) -> Reply:
    return Reply(len(bytearray(10**11)))


def exhaust_memory_slowly(source: BinaryIO) -> Reply:
    hoard = []
    while True:
        hoard.append(os.urandom(1) * 10_000_000)


def die_swollen(source: BinaryIO, *, megabytes: int) -> Reply:
    """As a C library does that does not check what malloc gives."""
    hoard = b"x" * (megabytes * 1_000_000)
    os.abort()
    return Reply(len(hoard))


def refuse(source: BinaryIO) -> Reply:
    raise TooManyPixels(page=3, megapixels=900, limit=250)


def refuse_plainly(source: BinaryIO) -> Reply:
    raise NotOpenable


def stumble(source: BinaryIO) -> Reply:
    raise ZeroDivisionError("an engine's own error")


def chatter(source: BinaryIO) -> Reply:
    """Writes to every descriptor that a library may think is a terminal."""
    for _ in range(2000):
        print("noise" * 100)
        print("noise" * 100, file=sys.stderr)
    sys.stderr.write("the last words\n")
    return Reply("done")


def chatter_and_abort(source: BinaryIO) -> Reply:
    chatter(source)
    sys.stderr.flush()
    os.abort()


def nap(source: BinaryIO, *, name: str) -> Reply:
    """Until somebody ends the `sleep` under the process in whose command line `name` stands."""
    subprocess.run(["/bin/sh", "-c", "sleep 600; :", name], check=True)
    return Reply("slept")


def name_host(source: BinaryIO) -> Reply:
    """The host process and when it was started, which together never come again."""
    return Reply([os.getppid(), Path(f"/proc/{os.getppid()}/stat").read_text().split()[21]])


def imported(source: BinaryIO, *, modules: list[str]) -> Reply:
    """Those of the modules that a call finds imported when it begins."""
    return Reply([name for name in modules if name in sys.modules])


def return_object(source: BinaryIO) -> Reply:
    return Reply(object())  # type: ignore[arg-type]


def return_nothing(source: BinaryIO) -> None:
    return None


def write_huge_file(source: BinaryIO, *, megabytes: int) -> Reply:
    chunk = bytes(10_000_000)
    with tempfile.TemporaryFile() as file:
        for _ in range(megabytes // 10):
            file.write(chunk)
    return Reply("written")


def write_beyond_limit(source: BinaryIO) -> Reply:
    """A file larger than any may be, written at its end so that it takes no space."""
    limit, _ = resource.getrlimit(resource.RLIMIT_FSIZE)
    with tempfile.TemporaryFile() as file:
        file.seek(limit)
        file.write(b"x")
        file.flush()
    return Reply("written")


def fork_bomb(source: BinaryIO, *, name: str) -> Reply:
    """Daemons that outlive the call, as many as the limit lets through; their name has 15 bytes at most."""
    started = 0
    for _ in range(500):
        try:
            pid = os.fork()
        except OSError:
            return Reply(started)
        if pid == 0:
            os.setsid()
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            ctypes.CDLL(None).prctl(PR_SET_NAME, name.encode())
            time.sleep(600)
            os._exit(0)
        started += 1
    return Reply(started)


def daemon(source: BinaryIO, *, name: str) -> Reply:
    """A detached process that goes on after the call, findable by its command line."""
    subprocess.Popen(
        ["/bin/sh", "-c", f"trap '' TERM HUP; sleep 600; : {name}"],
        start_new_session=True,
        stdin=subprocess.DEVNULL,
    )
    return Reply("left behind")


def daemon_and_hang(source: BinaryIO, *, name: str) -> Reply:
    daemon(source, name=name)
    return hang(source)


def kill_everything(source: BinaryIO) -> Reply:
    os.kill(-1, signal.SIGKILL)
    return Reply("alone")


def stop_host(source: BinaryIO) -> Reply:
    os.kill(os.getppid(), signal.SIGSTOP)
    return Reply("stopped it")


def run_program(source: BinaryIO) -> Reply:
    done = subprocess.run(["cat"], stdin=source, capture_output=True, check=True)
    return Reply(done.stdout.decode())


def leave_traces(source: BinaryIO) -> Reply:
    """Files that resist removal, and an answer that says where."""
    folder = Path(tempfile.mkdtemp())
    (folder / "inner").mkdir()
    (folder / "inner" / "secret").write_text("of another document")
    (folder / "inner").chmod(0)
    folder.chmod(0)
    return Reply(str(folder))


def leave_depths(source: BinaryIO) -> Reply:
    """A tree of folders that is deeper than any path may be long."""
    top = tempfile.mkdtemp()
    os.chdir(top)
    for _ in range(3000):
        Path("d").mkdir()
        os.chdir("d")
    return Reply(top)


def leave_file(source: BinaryIO) -> Reply:
    folder = Path(tempfile.mkdtemp())
    (folder / "secret").write_text("of another document")
    return Reply(str(folder))


def look_for(source: BinaryIO, *, path: str) -> Reply:
    return Reply({"exists": Path(path).exists(), "scratch": list(listed(tempfile.gettempdir()))})


# Forged answers.


def _answer_descriptor() -> int:
    """The pipe that the answer goes through, found as hostile native code would find it."""
    for descriptor in range(3, 64):
        try:
            if os.fstat(descriptor).st_mode & 0o170000 == 0o010000 and _writable(descriptor):
                return descriptor
        except OSError:
            continue
    raise LookupError("no answer pipe")


def _writable(descriptor: int) -> bool:
    return Path(f"/proc/self/fdinfo/{descriptor}").read_text().split()[3].endswith("1")


def forge(source: BinaryIO, *, answer: str, length: int | None = None) -> Reply:
    """Sends `answer` instead of an answer, with a length that may lie."""
    data = answer.encode()
    announced = len(data) if length is None else length
    os.write(_answer_descriptor(), struct.pack(ANSWER_LENGTH, announced) + data)
    os._exit(0)


def forge_endless(source: BinaryIO) -> Reply:
    descriptor = _answer_descriptor()
    while True:
        os.write(descriptor, bytes(1 << 20))


def answer_twice(source: BinaryIO) -> Reply:
    text = json.dumps({"kind": "returned", "value": "first", "blobs": []}).encode()
    os.write(_answer_descriptor(), struct.pack(ANSWER_LENGTH, len(text)) + text)
    return Reply("second")


# What can be seen and reached from inside.


def listed(folder: str) -> list[str]:
    return [entry.name for entry in Path(folder).iterdir()]


def reach_network(source: BinaryIO, *, port: int) -> Reply:
    """What happens to attempts at a listening port of this machine, an outside address and a name."""
    outcomes: dict[str, JsonValue] = {}
    for host in ("127.0.0.1", "::1", "192.0.2.1"):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            with socket.socket(family, socket.SOCK_STREAM) as connection:
                connection.settimeout(1)
                connection.connect((host, port))
            outcomes[host] = "reached"
        except OSError as error:
            outcomes[host] = type(error).__name__
    return Reply(outcomes)


def reach_files(source: BinaryIO, *, paths: list[str]) -> Reply:
    """For each path: `read`, or the name of the error."""
    outcomes: dict[str, JsonValue] = {}
    for path in paths:
        try:
            if Path(path).is_dir():
                listed(path)
            else:
                Path(path).read_bytes()
            outcomes[path] = "read"
        except OSError as error:
            outcomes[path] = type(error).__name__
    return Reply(outcomes)


def write_files(source: BinaryIO, *, folders: list[str]) -> Reply:
    """For each folder: `written`, or the name of the error."""
    outcomes: dict[str, JsonValue] = {}
    for folder in folders:
        try:
            (Path(folder) / "planted").write_bytes(b"x")
            outcomes[folder] = "written"
        except OSError as error:
            outcomes[folder] = type(error).__name__
    return Reply(outcomes)


def tamper(source: BinaryIO) -> Reply:
    """Tries to change the original through the descriptor that was handed over for reading."""
    outcomes: dict[str, JsonValue] = {}
    descriptor = source.fileno()
    attempts: dict[str, Callable[[], object]] = {
        "write": lambda: os.write(descriptor, b"x"),
        "truncate": lambda: os.ftruncate(descriptor, 0),
        "reopen": lambda: Path(f"/proc/self/fd/{descriptor}").write_bytes(b"x"),
    }
    for name, attempt in attempts.items():
        try:
            attempt()
            outcomes[name] = "changed"
        except OSError as error:
            outcomes[name] = type(error).__name__
    return Reply(outcomes)


def identify(source: BinaryIO) -> Reply:
    """Which file was handed over, and what is in it."""
    status = os.fstat(source.fileno())
    return Reply({"inode": status.st_ino, "names": status.st_nlink, "content": source.read().decode("ascii")})


def look_around(source: BinaryIO) -> Reply:
    """Identity, rights, environment, processes and descriptors."""
    status = dict(line.split(":\t", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return Reply(
        {
            "uid": list(os.getresuid()),
            "gid": list(os.getresgid()),
            "groups": list(os.getgroups()),
            "capabilities": [status["CapPrm"], status["CapEff"], status["CapAmb"]],
            "no_new_privileges": status["NoNewPrivs"],
            "environment": dict(os.environ),
            "processes": [name for name in listed("/proc") if name.isdigit()],
            "descriptors": len(listed("/proc/self/fd")) - 1,
            "threads_of_host": len(listed(f"/proc/{os.getppid()}/task")),
            "core": resource.getrlimit(resource.RLIMIT_CORE)[1],
        }
    )


def spy_on_host(source: BinaryIO) -> Reply:
    """Tries to get at the host's memory and sockets."""
    host = os.getppid()
    outcomes: dict[str, JsonValue] = {}
    for name in ("mem", "environ", "maps"):
        try:
            with Path(f"/proc/{host}/{name}").open("rb") as file:
                file.read(1)
            outcomes[name] = "read"
        except OSError as error:
            outcomes[name] = type(error).__name__
    try:
        outcomes["fd"] = list(listed(f"/proc/{host}/fd"))
    except OSError as error:
        outcomes["fd"] = type(error).__name__
    attach = 16
    libc = ctypes.CDLL(None, use_errno=True)
    outcomes["ptrace"] = libc.ptrace(attach, host, 0, 0)
    return Reply(outcomes)
