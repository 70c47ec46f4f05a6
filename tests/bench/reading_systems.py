"""The readers that are compared, each reading a block of pages with two processes.

Inkom's two worker processes are warm, as behind its queue, and go the whole way from file to record, PDF/A
and ALTO. OCRmyPDF gets a block as one document. Tesseract gets pictures that are made for it beforehand.
"""

import hashlib
import io
import multiprocessing
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Protocol

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
from pikepdf.pdfa import validate_written

from ingest.sandbox import Sandbox
from ingest.settings import Settings
from tests.bench.scans import ScanPage
from tests.bench.usage import Ran, run, tree_cpu, tree_peak_mb
from workers.allocation import give_freed_memory_back, keep_freed_memory, look_for_cycles_less_often
from workers.page_quality import should_be_checked
from workers.pipeline import Engines, Original, assemble, read_page
from workers.reading import InMind, Reader
from workers.sandboxed import PRELOAD, REHEARSE

PROCESSES = 2
SECONDS = 900
"""For one command."""
ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}
"""Tesseract's own threads make two processes on two cores slower."""
RECOMMENDED = ("--force-ocr", "--rotate-pages", "--deskew", "--clean")
RENDER_DPI = 300
"""For pages whose pixels are not square, which Tesseract cannot be told."""


@dataclass(frozen=True, kw_only=True)
class Word:
    """A read word and whether it is marked doubtful."""

    text: str
    doubtful: bool


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a system gave for one page. Readers without confidences have no words."""

    text: str
    before_repair: str | None = None
    words: tuple[tuple[Word, ...], ...] = ()
    predicted_error: float | None = None
    mean_confidence: float | None = None
    pdfa: bool | None = None
    """Whether the PDF/A-2b was written and passes pikepdf's validation."""


@dataclass(frozen=True, kw_only=True)
class Block:
    """A block of pages, read."""

    readings: tuple[Reading, ...]
    seconds: float
    """Wall time."""
    cpu: float
    peak_mb: float
    """Of the largest process."""


class System(Protocol):
    """A reader of blocks of pages."""

    def read(self, pages: Sequence[ScanPage]) -> Block:
        """Reads the pages, using two processes."""
        ...


class Inkom:
    """Two warm processes that go through `workers.pipeline`."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool
        # Both processes start, and load what they keep, before anything is measured.
        for started in [pool.submit(_engines_ready) for _ in range(PROCESSES)]:
            started.result()

    def read(self, pages: Sequence[ScanPage]) -> Block:
        """See `System`."""
        with TemporaryDirectory() as folder:
            paths = [page.write(Path(folder)) for page in pages]
            began = perf_counter()
            done: list[Future[_Done]] = [self._pool.submit(_read_here, path) for path in paths]
            results = [future.result() for future in done]
            seconds = perf_counter() - began
        return Block(
            readings=tuple(result.reading for result in results),
            seconds=seconds,
            cpu=sum(result.cpu for result in results),
            peak_mb=max(result.peak_mb for result in results),
        )


@dataclass(frozen=True, kw_only=True)
class _Done:
    reading: Reading
    cpu: float
    peak_mb: float


@cache
def _engines() -> Engines:
    keep_freed_memory()
    look_for_cycles_less_often()
    settings = Settings()
    sandbox = Sandbox(preload=PRELOAD, rehearse=REHEARSE)
    return Engines(settings=settings, sandbox=sandbox, reader=Reader(sandbox, settings))


def _engines_ready() -> None:
    _engines().reader.warm_up()


def _read_here(path: Path) -> _Done:
    """One page in this worker process, from file to record."""
    engines, before = _engines(), tree_cpu(os.getpid())
    content = path.read_bytes()
    original = Original(
        path=path,
        filename=path.name,
        media_type="application/pdf",
        bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        received_at=datetime.now(UTC),
        pages=1,
    )
    page = read_page(original, 1, engines, InMind()).page
    with TemporaryDirectory() as folder:
        finished = assemble(original, [page], engines, Path(folder), last_attempt=True)
        give_freed_memory_back()
        cpu, peak_mb = tree_cpu(os.getpid()) - before, tree_peak_mb(os.getpid())
        written_pdf = finished.files.pdf.read_bytes() if finished.files.pdf else b""
    (written,) = finished.record.pages
    marked = written.quality
    reading = Reading(
        text=written.text,
        before_repair=written.raw_text,
        words=tuple(
            tuple(Word(text=word.text, doubtful=should_be_checked(word)) for word in line.words)
            for line in page.lines
        ),
        predicted_error=marked.predicted_error,
        mean_confidence=marked.mean_confidence,
        pdfa=bool(written_pdf) and validate_written(io.BytesIO(written_pdf), "2b").passed,
    )
    return _Done(reading=reading, cpu=cpu, peak_mb=peak_mb)


class OcrMyPdf:
    """OCRmyPDF over the block as one document."""

    def __init__(self, options: Sequence[str]) -> None:
        self._options = options

    def read(self, pages: Sequence[ScanPage]) -> Block:
        """See `System`."""
        with TemporaryDirectory() as folder:
            scans, made, text = (Path(folder) / name for name in ("scans.pdf", "made.pdf", "text.txt"))
            with pikepdf.Pdf.new() as together:
                for page in pages:
                    with pikepdf.open(io.BytesIO(page.pdf)) as one:
                        together.pages.extend(one.pages)
                together.save(scans)
            jobs = ("--jobs", str(PROCESSES), "--language", "swe", "--sidecar", str(text))
            began = perf_counter()
            ran = run(
                [sys.executable, "-m", "ocrmypdf", *self._options, *jobs, str(scans), str(made)],
                seconds=SECONDS,
            )
            seconds = perf_counter() - began
            texts = text.read_text("utf-8").split("\f")
        readings = tuple(Reading(text=text) for text in texts[: len(pages)])
        return Block(readings=readings, seconds=seconds, cpu=ran.cpu, peak_mb=ran.peak_mb)


class Tesseract:
    """Two `tesseract` processes at a time, each with one thread."""

    def read(self, pages: Sequence[ScanPage]) -> Block:
        """See `System`."""
        with TemporaryDirectory() as folder, ThreadPoolExecutor(PROCESSES) as pool:
            pictures = [_picture(page, Path(folder)) for page in pages]
            began = perf_counter()
            ran = list(pool.map(_tesseract, pictures, [_resolution(page) for page in pages]))
            seconds = perf_counter() - began
        return Block(
            readings=tuple(Reading(text=one.stdout) for one in ran),
            seconds=seconds,
            cpu=sum(one.cpu for one in ran),
            peak_mb=max(one.peak_mb for one in ran),
        )


def _tesseract(picture: Path, dpi: int) -> Ran:
    return run(
        ["tesseract", str(picture), "-", "-l", "swe", "--dpi", str(dpi)], seconds=SECONDS, env=ONE_THREAD
    )


def _resolution(page: ScanPage) -> int:
    across, down = page.dpi
    return across if across == down else RENDER_DPI


def _picture(page: ScanPage, folder: Path) -> Path:
    path = folder / f"{page.name}.png"
    with pypdfium2.PdfDocument(page.pdf) as pdf:
        pdf[0].render(scale=_resolution(page) / 72, grayscale=True).to_pil().save(path, compress_level=1)
    return path


def missing(name: str) -> str:
    """Why the system cannot run here; empty if it can."""
    needed = {"inkom": (), "tesseract ×2": ("tesseract",)}.get(name, ("tesseract", "unpaper"))
    return ", ".join(program for program in needed if shutil.which(program) is None)


@contextmanager
def systems(names: Sequence[str]) -> Iterator[Mapping[str, System]]:
    """The named systems, in this order, ready to read."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=spawn) as pool:
        known: Mapping[str, Callable[[], System]] = {
            "inkom": lambda: Inkom(pool),
            "ocrmypdf": lambda: OcrMyPdf(RECOMMENDED),
            "ocrmypdf force": lambda: OcrMyPdf(RECOMMENDED[:1]),
            "tesseract ×2": Tesseract,
        }
        yield {name: known[name]() for name in names}


NAMES = ("inkom", "ocrmypdf", "ocrmypdf force", "tesseract ×2")
"""What `systems` knows."""
