"""Drives the program that keeps Tesseract in memory, one for each worker; see `tesseract_kept`."""

import os
import signal
import socket
import subprocess
import sys
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from ingest.errors import EngineCrashed, EngineTimedOut, RecogniserUnavailable
from workers.reading import tesseract_kept
from workers.reading.levelling import Gray
from workers.reading.tesseract_kept import FAILED, MISSING, NUMBER

DIES_WITH_US = ("setpriv", "--pdeathsig", "KILL", "--")
"""The kernel ends the program with the thread that started it, even when that is killed."""
PIECE = 1 << 16


class ExcerptProcess:
    """Reads pictures of a few words each. The program is started when it is first needed, or has ended."""

    def __init__(self, *, language: str, segmentation: int, dpi: int) -> None:
        """Language and page segmentation as Tesseract calls them; `dpi` is stated for all pictures."""
        own = str(Path(tesseract_kept.__file__))
        arguments = (language, str(segmentation), str(dpi))
        self._command = (*DIES_WITH_US, sys.executable, "-I", "-S", "-B", own, *arguments)
        self._program: _Program | None = None

    def table(self, pictures: Sequence[Gray], *, seconds: float) -> str:
        """Tesseract's table of the words of all pictures, without its head; its pages are the pictures.

        Raises EngineTimedOut, EngineCrashed, RecogniserUnavailable.
        """
        program, end = self._running(), monotonic() + seconds
        try:
            program.send(pictures, end)
            size = program.number(end)
            if size == FAILED:
                raise EngineCrashed(how=f"tesseract {program.number(end)}")
            return program.received(size, end).decode()
        except TimeoutError as error:
            program.end()
            raise EngineTimedOut(seconds=seconds) from error
        except UnicodeDecodeError as error:
            raise EngineCrashed(how="tesseract: utf-8") from error
        except (ConnectionError, EOFError) as error:
            status = program.end()
            if status == MISSING:
                raise RecogniserUnavailable from error
            raise EngineCrashed(how=f"tesseract {status}") from error

    def _running(self) -> "_Program":
        if self._program is None or self._program.process.poll() is not None:
            try:
                self._program = _started(self._command)
            except OSError as error:
                raise RecogniserUnavailable from error
            weakref.finalize(self, self._program.end)
        return self._program


@dataclass(frozen=True, kw_only=True)
class _Program:
    """The program, and the line to its standard input and output."""

    process: subprocess.Popen[bytes]
    line: socket.socket

    def send(self, pictures: Sequence[Gray], end: float) -> None:
        """Raises TimeoutError when it is not taken by `end`, ConnectionError when the program has ended."""
        parts = [NUMBER.pack(len(pictures))]
        for picture in pictures:
            parts += [*map(NUMBER.pack, picture.shape), picture.tobytes()]
        self._wait_until(end)
        self.line.sendall(b"".join(parts))

    def number(self, end: float) -> int:
        """Raises what `received` raises."""
        return int(NUMBER.unpack(self.received(NUMBER.size, end))[0])

    def received(self, size: int, end: float) -> bytes:
        """So many bytes. TimeoutError when they are not there by `end`, EOFError when the program is gone."""
        held = b""
        while len(held) < size:
            self._wait_until(end)
            piece = self.line.recv(min(PIECE, size - len(held)))
            if not piece:
                raise EOFError
            held += piece
        return held

    def _wait_until(self, end: float) -> None:
        left = end - monotonic()
        if left <= 0:
            raise TimeoutError
        self.line.settimeout(left)

    def end(self) -> int:
        """Ends the program, and the process of its own in which it reads. Its exit code."""
        self.line.close()
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        return self.process.wait()


def _started(command: Sequence[str]) -> _Program:
    ours, theirs = socket.socketpair()
    with theirs:
        end = theirs.fileno()
        process = subprocess.Popen(
            command, stdin=end, stdout=end, stderr=subprocess.DEVNULL, start_new_session=True
        )
    return _Program(process=process, line=ours)
