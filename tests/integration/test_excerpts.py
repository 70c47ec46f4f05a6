"""Tesseract, kept in memory for excerpts: what becomes of it when it or its worker is lost."""

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from ingest.errors import EngineCrashed, EngineTimedOut, RecogniserUnavailable
from tests.integration import papers
from tests.patience import PATIENCE_SECONDS, wait_until
from workers.reading.levelling import Gray
from workers.reading.tesseract import Tesseract


@pytest.fixture
def tesseract() -> Tesseract:
    # What an earlier test's errors still hold on to, with its program, goes first.
    gc.collect()
    return Tesseract(seconds=PATIENCE_SECONDS)


def line(number: int) -> Gray:
    """A printed line of the sheet."""
    sheet = np.asarray(papers.sheet())
    return np.ascontiguousarray(sheet[30 + 72 * number : 90 + 72 * number])


def dots() -> list[Gray]:
    """Pictures of nothing that take long to read."""
    chance = np.random.default_rng(1)
    return [chance.integers(0, 2, (60, 4000), dtype=np.uint8) * 255 for _ in range(40)]


def programs(worker: int) -> Iterator[int]:
    """Programs that keep Tesseract for this process."""
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            _, parent, *_ = status.read_bytes().rpartition(b")")[2].split()
            command = (status.parent / "cmdline").read_bytes()
            if int(parent) == worker and b"tesseract_kept" in command:
                yield int(status.parent.name)


def wait_for(found: Callable[[], list[int]], count: int) -> list[int]:
    last: list[int] = []

    def as_many() -> bool:
        last[:] = found()
        return len(last) == count

    wait_until(as_many)
    return last


def cut_off(tesseract: Tesseract, program: int, victim: Callable[[int], int]) -> int:
    """Kills the one of the program and its child (which is returned) that `victim` picks, while they read."""
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(tesseract.read_excerpts, dots())
        (child,) = wait_for(lambda: list(programs(program)), 1)
        os.kill(victim(child), signal.SIGKILL)
        with pytest.raises(EngineCrashed):
            reading.result()
    return child


def test_one_program_reads_page_after_page_and_learns_nothing(tesseract: Tesseract) -> None:
    first = tesseract.read_excerpts([line(0), line(4)])
    before = list(programs(os.getpid()))
    assert tesseract.read_excerpts([line(2)]) != first[:1]
    assert tesseract.read_excerpts([line(0), line(4)]) == first
    assert [word.text for word in first[1]] == papers.LINES[4].split()
    assert list(programs(os.getpid())) == before
    assert len(before) == 1


def test_it_is_ended_at_its_limit_with_all_that_it_started() -> None:
    gc.collect()
    tesseract = Tesseract(seconds=0.5)
    with pytest.raises(EngineTimedOut):
        tesseract.read_excerpts(dots())
    assert list(programs(os.getpid())) == []


def test_a_program_that_is_gone_is_started_again(tesseract: Tesseract) -> None:
    read = tesseract.read_excerpts([line(0)])
    (program,) = programs(os.getpid())
    os.kill(program, signal.SIGKILL)
    wait_for(lambda: list(programs(os.getpid())), 0)
    assert tesseract.read_excerpts([line(0)]) == read


def test_a_page_that_ends_its_reader_is_that_pages_trouble(tesseract: Tesseract) -> None:
    read = tesseract.read_excerpts([line(0)])
    (program,) = programs(os.getpid())
    cut_off(tesseract, program, lambda child: child)
    assert tesseract.read_excerpts([line(0)]) == read
    assert list(programs(os.getpid())) == [program]


def test_a_program_that_dies_at_work_is_said(tesseract: Tesseract) -> None:
    read = tesseract.read_excerpts([line(0)])
    (program,) = programs(os.getpid())
    child = cut_off(tesseract, program, lambda child: program)
    wait_for(lambda: [child] if Path(f"/proc/{child}/fd/0").exists() else [], 0)
    assert tesseract.read_excerpts([line(0)]) == read


def test_a_model_that_went_missing_is_no_pages_fault(
    tesseract: Tesseract, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    with pytest.raises(RecogniserUnavailable):
        tesseract.read_excerpts([line(0)])
    monkeypatch.undo()
    assert tesseract.read_excerpts([line(0)])[0]


WORKER = """
import time
import numpy as np
from workers.reading.tesseract import Tesseract
tesseract = Tesseract(seconds=600)
tesseract.read_excerpts([np.full((60, 300), 250, np.uint8)])
time.sleep(600)
"""


def test_it_dies_with_its_worker() -> None:
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(filter(None, sys.path)))
    with subprocess.Popen([sys.executable, "-c", WORKER], env=environment) as worker:
        try:
            (program,) = wait_for(lambda: list(programs(worker.pid)), 1)
        finally:
            worker.send_signal(signal.SIGKILL)
    wait_for(lambda: [program] if Path(f"/proc/{program}/fd/0").exists() else [], 0)


def test_it_ends_with_the_reader_that_started_it() -> None:
    gc.collect()
    tesseract = Tesseract(seconds=PATIENCE_SECONDS)
    tesseract.read_excerpts([line(0)])
    assert len(list(programs(os.getpid()))) == 1
    del tesseract
    assert list(programs(os.getpid())) == []
