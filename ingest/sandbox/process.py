"""One host process, seen from outside: start it, hand it a call, read the answer in time, end it."""

import contextlib
import io
import json
import logging
import os
import selectors
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.errors import EngineCrashed, EngineOutOfMemory, EngineTimedOut, SandboxUnavailable
from ingest.sandbox.confine import NOBODY, PRIVATE_TMP, Protection, command, environment
from ingest.sandbox.wire import MEGABYTE, BrokenAnswer, Limits, RaisedInside, Untrusted, read_answer

log = logging.getLogger(__name__)

START_SECONDS = 120
"""Importing everything from a cold disk, and rehearsing, takes seconds, not minutes."""
STDERR_BYTES = 2000
GRACE_SECONDS = 2
_CHUNK = 1 << 20
IN_MEMORY_MB = 64
"""Longer answers wait in a file: in memory they would be there twice."""
FOR_FILE_MB = 1
"""The same for answers that go into a file anyway."""
_MESSAGE_BYTES = 4096
_NEARLY_ALL = 0.75
"""A process that dies with this much of its memory limit resident has died of it."""


class Report(BaseModel):
    """What the host process says about a finished call, or (`started`) about itself."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    kind: Literal["started", "ended"]
    status: int = 0
    """The child's wait status."""
    resident_kb: int = 0
    """The most memory the child had resident."""
    spent: bool = False
    """True when the host could not clean up behind the child, and ends."""


class _BrokeOff(Exception):
    """What the host process reported is no report."""


class HostGone(Exception):
    """The host process has ended without a report on the call. Never leaves the package."""

    def __init__(self, *, took_call: bool) -> None:
        """`took_call`: False when nothing of the call can have run."""
        super().__init__("the host process has ended")
        self.took_call = took_call


class _TooMuch(Exception):
    """More output than the limit."""


class HostProcess:
    """A host process and the three ways to hear from it: control socket, answers, standard error."""

    def __init__(self, protection: Protection, preload: Sequence[str], rehearse: Sequence[str]) -> None:
        """Starts it and waits until it is ready for calls. Raises SandboxUnavailable."""
        self.usable = True
        self._protection = protection
        self._stderr_tail = b""
        self._scratch = PRIVATE_TMP if protection.confined else own_scratch(protection)
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            try:
                self._process = subprocess.Popen(
                    command(protection, preload, rehearse, theirs.fileno(), self._scratch),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    pass_fds=[theirs.fileno()],
                    cwd="/",
                    env=environment(self._scratch),
                    start_new_session=True,
                    user=protection.start_as,
                    group=protection.start_as,
                    extra_groups=None if protection.start_as is None else [],
                )
            except OSError as error:
                self._control.close()
                if not protection.confined:
                    remove_scratch(self._scratch)
                raise SandboxUnavailable(why=str(error)) from error
        if self._process.stderr is not None:
            os.set_blocking(self._process.stderr.fileno(), False)
        try:
            self._hear(None, START_SECONDS, 0, io.BytesIO())
        except (TimeoutError, HostGone, _BrokeOff) as error:
            self.end()
            log.exception("a sandbox host process did not start: %s", self._said())
            raise SandboxUnavailable(why=self._last_words()) from error

    def run(self, request: bytes, source: int, limits: Limits, into: Path | None = None) -> Untrusted:
        """One call, its blobs written to the new file `into`, if one is named.

        Raises HostGone or what `Sandbox.call` raises; then `usable` says whether to keep it.
        """
        self._stderr_tail = b""
        in_memory = MEGABYTE * (IN_MEMORY_MB if into is None else FOR_FILE_MB)
        try:
            with tempfile.SpooledTemporaryFile(max_size=in_memory, prefix="inkom-") as answer:
                report = self._exchange(request, source, limits, answer)
                self.usable = not report.spent
                self._judge_end(report, limits)
                return read_answer(answer, limits, into)
        except TimeoutError as error:
            self.usable = False
            raise EngineTimedOut(seconds=limits.seconds) from error
        except OSError as error:
            # No room for a long answer: the host is in the middle of sending it.
            self.usable = False
            raise SandboxUnavailable(why=str(error)) from error
        except HostGone:
            self.usable = False
            raise
        except (_BrokeOff, _TooMuch) as error:
            self.end()
            raise self._crash(str(error)) from error
        except BrokenAnswer as error:
            raise self._crash(str(error)) from error
        except RaisedInside as error:
            # Its places, not its message: that one may quote the document.
            places = [line.strip() for line in error.traceback.splitlines() if line.startswith('  File "')]
            log.warning("a sandboxed function raised %s: %s", error.exception, ascii(places))
            raise EngineCrashed(how=error.exception) from error
        finally:
            if not self.usable:
                self.end()

    def end(self) -> None:
        """Ends the host and all that it started. Safe to call again."""
        self.usable = False
        self._control.close()
        if self._protection.confined:
            # Its processes have a pid namespace of their own, which dies with bubblewrap.
            self._process.kill()
        else:
            # Asked politely the host can still end what it started; nobody else can find all of that.
            self._process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(GRACE_SECONDS)
            self._process.kill()
        self._process.wait()
        errors = self._process.stderr
        if errors is not None and not errors.closed:
            # What it said last may not have been read yet; without a reader left, nothing blocks here.
            with contextlib.suppress(BlockingIOError):
                while self._keep_tail(os.read(errors.fileno(), _CHUNK)):
                    pass
            errors.close()
        if not self._protection.confined:
            remove_scratch(self._scratch)

    def _exchange(self, request: bytes, source: int, limits: Limits, answer: IO[bytes]) -> Report:
        """Hands the call over and waits for the whole `answer` and the host's report."""
        order = {
            "memory": limits.memory_mb * MEGABYTE,
            "cpu_seconds": int(limits.seconds + 1) * (os.cpu_count() or 1),
            "processes": limits.processes + self._others(),
        }
        answers, answer_end = os.pipe()
        try:
            with os.fdopen(os.memfd_create("request"), "w+b") as ask:
                ask.write(request)
                ask.seek(0)
                try:
                    message = json.dumps(order).encode()
                    socket.send_fds(self._control, [message], [ask.fileno(), source, answer_end])
                except (BrokenPipeError, ConnectionResetError) as error:
                    raise HostGone(took_call=False) from error
                finally:
                    os.close(answer_end)
            return self._hear(answers, limits.seconds, limits.output_mb * MEGABYTE, answer)
        finally:
            os.close(answers)

    def _others(self) -> int:
        """Threads that the kernel counts towards the limit on processes without their being the call's."""
        user = self._protection.shared_user
        return 0 if user is None else threads_of(user)

    def _hear(self, answers: int | None, seconds: float, output_limit: int, answer: IO[bytes]) -> Report:
        """Reads into `answer` until the host has reported and the answer has ended.

        Raises TimeoutError, HostGone, _BrokeOff, _TooMuch.
        """
        deadline = time.monotonic() + seconds
        report: Report | None = None
        errors = self._process.stderr
        assert errors is not None  # noqa: S101
        with selectors.DefaultSelector() as selector:
            selector.register(self._control, selectors.EVENT_READ)
            selector.register(errors, selectors.EVENT_READ)
            if answers is not None:
                selector.register(answers, selectors.EVENT_READ)
            waiting_for_answer = answers is not None
            while report is None or waiting_for_answer:
                left = deadline - time.monotonic()
                if left <= 0:
                    raise TimeoutError
                for key, _ in selector.select(left):
                    if key.fileobj is self._control:
                        report = self._report()
                        selector.unregister(self._control)
                    elif key.fileobj is errors:
                        if not self._keep_tail(os.read(key.fd, _CHUNK)):
                            selector.unregister(errors)
                    elif chunk := os.read(key.fd, _CHUNK):
                        answer.write(chunk)
                        if answer.tell() > output_limit:
                            raise _TooMuch(f"more than {output_limit // MEGABYTE} MB of output")
                    else:
                        waiting_for_answer = False
                        selector.unregister(key.fileobj)
        return report

    def _report(self) -> Report:
        try:
            message = self._control.recv(_MESSAGE_BYTES)
            if not message:
                raise HostGone(took_call=True)
            return Report.model_validate_json(message)
        except ConnectionResetError as error:
            # The kernel says so when the other end closed with our message still unread (unix(7)).
            raise HostGone(took_call=False) from error
        except ValidationError as error:
            raise _BrokeOff("the host process broke off") from error

    def _keep_tail(self, said: bytes) -> bool:
        self._stderr_tail = (self._stderr_tail + said)[-STDERR_BYTES:]
        return bool(said)

    def _judge_end(self, report: Report, limits: Limits) -> None:
        """Returns if the child has ended well; raises what its end means."""
        if os.WIFSIGNALED(report.status):
            number = os.WTERMSIG(report.status)
            if number == signal.SIGXCPU:
                raise EngineTimedOut(seconds=limits.seconds)
            resident = report.resident_kb * 1024
            # Nobody but the kernel's out-of-memory killer sends SIGKILL in there.
            starved = (
                resident > _NEARLY_ALL * limits.memory_mb * MEGABYTE or b"bad_alloc" in self._stderr_tail
            )
            if number == signal.SIGKILL or starved:
                raise EngineOutOfMemory(limit_mb=limits.memory_mb)
            raise self._crash(signal_name(number))
        if report.status != 0:
            raise self._crash(f"exit {os.waitstatus_to_exitcode(report.status)}")

    def _crash(self, how: str) -> EngineCrashed:
        log.warning("a sandboxed call crashed (%s); stderr: %s", how, self._said())
        return EngineCrashed(how=how)

    def _said(self) -> str:
        """The end of what was written to standard error; it is untrusted, hence the escapes."""
        return ascii(self._stderr_tail.decode("utf-8", "backslashreplace"))

    def _last_words(self) -> str:
        lines = self._stderr_tail.decode("utf-8", "backslashreplace").strip().splitlines()
        return lines[-1][:200] if lines else "no answer"


def signal_name(number: int) -> str:
    """`SIGSEGV` for 11; real-time signals have no name."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def own_scratch(protection: Protection) -> Path:
    """A fresh folder for a host without a private /tmp, owned by the user that it runs as."""
    folder = Path(tempfile.mkdtemp(prefix="inkom-sandbox-"))
    if protection.becomes_nobody:
        os.chown(folder, NOBODY, NOBODY)
    return folder


def remove_scratch(folder: Path) -> None:
    """Removes such a folder with all that was left in it."""
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except (OSError, RecursionError) as error:
        log.warning("the folder %s resists removal: %s", folder, error)


def threads_of(user: int) -> int:
    """Threads of a user that this process can see."""
    count = 0
    with os.scandir("/proc") as entries:
        for entry in entries:
            if entry.name.isdigit():
                with contextlib.suppress(FileNotFoundError, ProcessLookupError, PermissionError):
                    if entry.stat().st_uid == user:
                        # The link count of `task` is two and one for each thread.
                        count += os.stat(f"{entry.path}/task").st_nlink - 2  # noqa: PTH116 - asked at each call
    return count
