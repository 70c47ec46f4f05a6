"""Long documents in the running product, two workers: how soon their pages are seen, how fast they become
records, what memory that takes.

    ./bench bundle [--letters N] [--bundle PAGES] [--scans PAGES] [--seed N] [--json FILE]

Server, relay and workers run as processes of their own on an empty register, with the defaults of `./run`.
`letters` are born-digital documents of 32 pages that come in at once, from upload to record with PDF/A;
`bundle` is one born-digital document, `scans` one of scanned pages, each tenth the very picture of the first.
A page can be seen when the server gives its reading and its picture. Memory is each worker's, without its
sandbox, sampled while the document is read and brought together: first what is its own, then with what it has
mapped from files (libraries, lexicons), which all workers share and the system may drop.
"""

import argparse
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter, sleep

import httpx

from ingest.settings import Settings
from schemas.document import Statement
from tests.acceptance.fleet import Fleet, fleet
from tests.bench.bundle_files import digital_document, scanned_bundle
from tests.bench.usage import tree_cpu

LETTER_PAGES = 32
GLANCE = 0.25
"""Seconds between looks at memory and progress."""
PATIENCE = 3600.0
UNHURRIED = ("lease_seconds", "sweep_seconds", "requeue_seconds")
"""Settings that the tests' fleet hurries, put back to their defaults."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """What some documents took; seconds from the first upload's beginning."""

    name: str
    pages: int
    received: float
    """When the last upload was acknowledged."""
    first_page: float
    """When the first page of the first document could be seen."""
    pages_read: float
    finished: float
    cpu_ms_a_page: float
    """Processor time of server, relay, workers and their sandboxes."""
    worker_mb: tuple[float, ...]
    """Peak of the largest worker's own memory in each quarter of the time."""
    resident_mb: float
    """Peak of a worker's memory, what it has mapped from files included."""
    same_pages: int
    """Pages that were not recognised, since the same picture had been."""

    @property
    def pages_a_second(self) -> float:
        """From the first upload to the last record."""
        return self.pages / self.finished


@contextmanager
def _inkom() -> Iterator[tuple[Fleet, httpx.Client]]:
    plain = {f"INKOM_{name.upper()}": str(Settings.model_fields[name].default) for name in UNHURRIED}
    with (
        TemporaryDirectory() as folder,
        fleet(Path(folder), plain) as running,
        httpx.Client(base_url=running.address, timeout=60) as http,
    ):
        yield running, http


def measured(name: str, contents: Sequence[bytes], pages: int) -> Run:
    """The documents, `pages` pages together, sent one after the other to an idle Inkom of their own."""
    with _inkom() as (running, http), TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{name}-{nth}.pdf" for nth in range(len(contents))]
        for path, content in zip(paths, contents, strict=True):
            path.write_bytes(content)
        _warm(running, Path(folder))
        cpu, began = tree_cpu(os.getpid()), perf_counter()
        with running.client() as client, _memory(running) as samples:
            ids = [client.upload(path, Statement()).id for path in paths]
            received = perf_counter() - began
            first_page = _when(began, lambda: _is_seen(http, ids[0]))
            read = _when(began, lambda: all(_left(http, one) == 0 for one in ids))
            finished = _when(began, lambda: all(_status(http, one) == "done" for one in ids))
        return Run(
            name=name,
            pages=pages,
            received=received,
            first_page=first_page,
            pages_read=read,
            finished=finished,
            cpu_ms_a_page=1000 * (tree_cpu(os.getpid()) - cpu) / pages,
            worker_mb=_quarters([own for own, _ in samples]),
            resident_mb=max(resident for _, resident in samples),
            same_pages=sum(_same_pages(http, one, pages // len(ids)) for one in ids),
        )


def _warm(running: Fleet, folder: Path) -> None:
    """Every worker has read something and loaded what it keeps."""
    with running.client() as client:
        ids = []
        for nth in range(8):
            path = folder / f"warm-{nth}.pdf"
            path.write_bytes(digital_document(1, seed=-1 - nth))
            ids.append(client.upload(path, Statement()).id)
        for one in ids:
            for _ in client.progress(one):
                pass


def _when(began: float, is_so: Callable[[], bool]) -> float:
    while not is_so():
        if perf_counter() - began > PATIENCE:
            raise TimeoutError
        sleep(GLANCE)
    return perf_counter() - began


def _is_seen(http: httpx.Client, document_id: str) -> bool:
    page = f"/api/v1/documents/{document_id}/pages/1"
    return http.get(page).is_success and http.get(f"{page}/image", params={"width": 1000}).is_success


def _view(http: httpx.Client, document_id: str) -> dict[str, object]:
    view: dict[str, object] = http.get(f"/api/v1/documents/{document_id}").raise_for_status().json()
    return view


def _status(http: httpx.Client, document_id: str) -> str:
    status = str(_view(http, document_id)["status"])
    if status == "failed":
        raise RuntimeError(f"{document_id} failed")
    return status


def _left(http: httpx.Client, document_id: str) -> int:
    view = _view(http, document_id)
    return int(str(view["pages_total"])) - int(str(view["pages_done"]))


def _same_pages(http: httpx.Client, document_id: str, pages: int) -> int:
    readings = [
        http.get(f"/api/v1/documents/{document_id}/pages/{number}").raise_for_status().json()
        for number in range(1, pages + 1)
    ]
    return sum(any(step["name"] == "same_as_page" for step in one["steps"]) for one in readings)


@contextmanager
def _memory(running: Fleet) -> Iterator[list[tuple[float, float]]]:
    """Megabytes of the largest worker, its own and with mapped files, again and again."""
    samples: list[tuple[float, float]] = []
    over = Event()

    def watch() -> None:
        while not over.wait(GLANCE):
            held = running.memory("worker")
            own = max((worker.own for worker in held), default=0)
            resident = max((worker.own + worker.mapped for worker in held), default=0)
            samples.append((own / 1e6, resident / 1e6))

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield samples
    finally:
        over.set()
        watcher.join()


def _quarters(samples: Sequence[float]) -> tuple[float, ...]:
    size = -(-len(samples) // 4)
    return tuple(max(samples[at : at + size]) for at in range(0, len(samples), size))


def table(runs: Sequence[Run]) -> str:
    """The runs as text."""
    rows = [
        f"{'':10s}{'pages':>7s}{'seen s':>8s}{'read s':>8s}{'done s':>8s}{'pages/s':>9s}{'CPU ms':>8s}"
        "  worker's own MB by quarters (with mapped files)"
    ]
    for run in runs:
        memory = " ".join(f"{mb:.0f}" for mb in run.worker_mb)
        rows.append(
            f"{run.name:10s}{run.pages:7d}{run.first_page:8.1f}{run.pages_read:8.1f}{run.finished:8.1f}"
            f"{run.pages_a_second:9.1f}{run.cpu_ms_a_page:8.0f}  {memory} ({run.resident_mb:.0f})"
            + (f"  {run.same_pages} pages read once for several" if run.same_pages else "")
        )
    return "\n".join(rows)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--letters", type=int, default=16, help="born-digital documents of 32 pages")
    parser.add_argument("--bundle", type=int, default=500, help="pages of the born-digital bundle")
    parser.add_argument("--scans", type=int, default=60, help="pages of the scanned bundle")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    runs = []
    if options.letters:
        letters = [digital_document(LETTER_PAGES, options.seed + nth) for nth in range(options.letters)]
        runs.append(measured("letters", letters, LETTER_PAGES * options.letters))
    if options.bundle:
        runs.append(measured("bundle", [digital_document(options.bundle, options.seed)], options.bundle))
    if options.scans:
        runs.append(measured("scans", [scanned_bundle(options.scans, options.seed)], options.scans))
    print(table(runs))
    if options.json:
        options.json.write_text(json.dumps([asdict(run) for run in runs], indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
