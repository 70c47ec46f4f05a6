"""Runs a function on untrusted bytes in a confined child process.

    caller ── call(function, file) ──> Sandbox ── request, file ──> host process (inside bubblewrap)
                                          │                            │ fork, one child per call
           Untrusted, or an error  <──────┴──── answer (JSON, blobs) ──┘

`wire.py` says what crosses the wall, `confine.py` how the wall is built, `process.py` drives one host process
from outside, `host.py` is what runs inside, `landlock.py` a second wall around it.
"""

import logging
import queue
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self, cast

from pydantic import JsonValue

from ingest.errors import EngineCrashed, SandboxUnavailable
from ingest.sandbox import landlock
from ingest.sandbox.confine import find_protection
from ingest.sandbox.process import HostGone, HostProcess
from ingest.sandbox.wire import Limits, Reply, Untrusted, request_bytes

__all__ = ["Limits", "Reply", "Sandbox", "Untrusted"]

_HOST_TRIES = 3
_CALL_TRIES = 2
_COPY_BYTES = 1 << 20

log = logging.getLogger(__name__)


class Sandbox:
    """Host processes waiting for calls. Safe to use from several threads; close it, or use it in `with`.

    A host process imports the `preload` modules and runs the `rehearse` functions once, then forks a child
    for every call, so that a call costs a fork, not an import, and one child serves one document. A host that
    was killed for a time-out is replaced at once. Hosts die with this process, however it ends.
    """

    def __init__(self, *, preload: Sequence[str], rehearse: Sequence[str] = (), hosts: int = 1) -> None:
        """`preload`: modules that the functions need; `hosts`: calls that can run side by side.

        `rehearse`: functions without arguments (`module:function`) that do, on data of their own, what calls
        will do: what libraries first make and keep when they are used is then there for every child.

        The hosts start in the background; the first call waits for its host. Whether bubblewrap works here is
        found out at once and said in `protection`.
        """
        self._preload, self._rehearse = tuple(preload), tuple(rehearse)
        self._protection = find_protection(self._preload)
        self._hosts = hosts
        self._closed = False
        # Hosts are bound to die with the thread that started them. Callers' threads come and go, so all hosts
        # are started from one thread that lives as long as the sandbox.
        self._starter = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sandbox-starter")
        self._free: queue.SimpleQueue[Future[HostProcess]] = queue.SimpleQueue()
        for _ in range(hosts):
            self._free.put(self._start())

    @property
    def protection(self) -> str:
        """`bubblewrap`, or what stands in: `process limits and Landlock (no bubblewrap: <why>)`.

        On kernels without Landlock: `process limits only (no bubblewrap: <why>)`.
        """
        return self._protection.name

    def call(
        self,
        function: Callable[..., Reply],
        source: Path,
        *,
        limits: Limits,
        **arguments: JsonValue,
    ) -> Untrusted:
        """Runs `function(source: BinaryIO, **arguments)` inside; `source` is opened read-only here.

        `function` is a module-level function of `schemas`, `ingest`, `workers` or a preloaded package.
        Raises the Permanent error that the function raised; EngineTimedOut, EngineCrashed (a signal's or an
        exception's name in `how`), EngineOutOfMemory; SandboxUnavailable when no host process can be started.
        """
        return self._call(request_bytes(function, arguments), source, limits, None)

    def call_for_file(
        self,
        function: Callable[..., Reply],
        source: Path,
        into: Path,
        *,
        limits: Limits,
        **arguments: JsonValue,
    ) -> Untrusted:
        """The same, with the reply's blobs one after the other in a new file instead of in memory.

        There is no file where the reply has no blob. Raises what `call` raises.
        """
        return self._call(request_bytes(function, arguments), source, limits, into)

    def _call(self, request: bytes, source: Path, limits: Limits, into: Path | None) -> Untrusted:
        if self._closed:
            raise ValueError("the sandbox is closed")
        with source.open("rb") as original, _handed_over(original) as file:
            future = self._free.get()
            try:
                taken = 0
                for _ in range(_HOST_TRIES):
                    try:
                        return future.result().run(request, file.fileno(), limits, into)
                    except HostGone as gone:
                        # The machine's out-of-memory killer picks hosts too, idle and at work. A call has
                        # no effect but its answer, so it is made again; one that ends two hosts is to blame.
                        taken += gone.took_call
                        if taken == _CALL_TRIES:
                            raise EngineCrashed(how=str(gone)) from gone
                        log.warning("%s: starting another (the call was taken: %s)", gone, gone.took_call)
                        future = self._start()
                raise SandboxUnavailable(why="its host processes are killed at once")
            finally:
                self._free.put(self._start() if _is_spent(future) else future)

    def _start(self) -> Future[HostProcess]:
        return self._starter.submit(HostProcess, self._protection, self._preload, self._rehearse)

    def close(self) -> None:
        """Waits for the running calls and ends every process of the sandbox."""
        if self._closed:
            return
        self._closed = True
        for _ in range(self._hosts):
            future = self._free.get()
            future.cancel()
            try:
                future.result().end()
            except CancelledError:
                continue
            except SandboxUnavailable as error:
                log.warning("a host process had not started: %s", error)
        self._starter.shutdown()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


@contextmanager
def _handed_over(original: BinaryIO) -> Iterator[BinaryIO]:
    """The file itself; or a copy, where the kernel cannot keep its receiver from cutting it short.

    A descriptor for reading leads back to its file, and this user owns that file. Linux before 6.2 forbids
    to open it for writing, but not to change its mode and truncate it.
    """
    if landlock.version() >= landlock.WITH_TRUNCATE:
        yield original
        return
    with tempfile.TemporaryFile(prefix="inkom-") as copy:
        shutil.copyfileobj(original, copy, _COPY_BYTES)
        copy.seek(0)
        yield cast(BinaryIO, copy)


def _is_spent(future: Future[HostProcess]) -> bool:
    """True for a host that did not start or cannot take another call."""
    return future.done() and (future.exception() is not None or not future.result().usable)
