"""`./bench web`: how fast the server answers with 100,000 documents, and how heavy its pages are.

The real app, called in this process without a network between: what is measured is the server's own time,
from the request to the last byte of the answer. Kept in bench-results/web.json.
"""

import argparse
import gc
import hashlib
import json
import os
import re
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table
from starlette.testclient import TestClient

from ingest import probe
from ingest.accounts import Accounts
from ingest.api import Services
from ingest.app import create_app
from ingest.intake import Intake
from ingest.register import Register, migrations
from ingest.register.search import dnr_keys, index, words
from ingest.sandbox import Sandbox
from ingest.settings import Settings
from ingest.storage import store_from_url
from tests.bench import archive, archive_language, archive_records
from tests.bench.archive import fill, id_of, openable
from tests.bench.archive_language import Language
from tests.bench.web_requests import Page, requests
from tests.servers import PostgreSQL
from workers.repair import is_listed

KEPT = Path(tempfile.gettempdir()) / "inkom-bench-web"
"""Filled archives, for the next run."""
LANGUAGE_SEED = 5
GENERATORS = tuple(
    Path(module.__file__ or "")
    for module in (archive, archive_language, archive_records, index, words, dnr_keys)
)
MIGRATIONS = Path(migrations.__file__ or "").parent / "versions"
RESULTS = Path("bench-results/web.json")
LOCAL = {"host": "localhost", "accept-encoding": "identity"}
WARM_UP = 5
MEASURES = ("median", "p95", "slowest", "cpu median", "cpu p95")
LIMITS_MS = {"list": 100, "search": 150, "document": 150, "figures": 1000, "log": 150}
WEIGHT_LIMIT_KB = 200
_ASSET = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js|svg))"')
_IMPORT = re.compile(r'from "\./([\w.]+)"')


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One kind of page on one database. Milliseconds."""

    database: str
    page: str
    what: str
    requests: int
    median_ms: float
    p95_ms: float
    slowest_ms: float
    #: Of the server and its database together: what the clock says when nothing else runs.
    median_cpu_ms: float
    p95_cpu_ms: float
    #: Processes that wanted to run at that time, this one included.
    load: float


@dataclass(frozen=True, kw_only=True)
class Site:
    """The app in this process, and the processes of its database beside it."""

    client: TestClient
    register: Register
    database: PostgreSQL | None

    def processor_seconds(self) -> float:
        """Used so far by this process and the database's."""
        others = self.database.processes() if self.database else ()
        ran = (Path(f"/proc/{pid}/schedstat").read_text().split()[0] for pid in others)
        return time.process_time() + sum(int(nanoseconds) for nanoseconds in ran) / 1e9


def main() -> None:
    """Makes the archives or takes those of an earlier run, asks, and prints."""
    options = _options()
    figures: list[Figure] = []
    weights: dict[str, float] = {}
    language = Language(LANGUAGE_SEED)
    with Sandbox(preload=probe.PRELOAD) as sandbox:
        for database in options.databases:
            with _served(database, options.documents, language, sandbox) as site:
                asked = requests(site.register, language, documents=options.documents, count=options.requests)
                figures += _measured(site, database, _chosen(asked, options.only))
                weights = _weights(site.client, id_of(next(iter(openable(options.documents)))))
    _print(figures, weights)
    RESULTS.parent.mkdir(exist_ok=True)
    kept = {
        "documents": options.documents,
        "figures": [asdict(one) for one in figures],
        "weights_kb": weights,
    }
    RESULTS.write_text(json.dumps(kept, indent=1), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench web")
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=60, help="of each kind")
    parser.add_argument(
        "--databases", nargs="+", default=["sqlite", "postgresql"], choices=["sqlite", "postgresql"]
    )
    parser.add_argument("--only", default="", help="kinds of requests with this in their name")
    return parser.parse_args()


def _chosen(asked: Mapping[Page, list[str]], only: str) -> dict[Page, list[str]]:
    return {page: addresses for page, addresses in asked.items() if only in " ".join(page)}


@contextmanager
def _served(database: str, count: int, language: Language, sandbox: Sandbox) -> Iterator[Site]:
    """The app before an archive of so many documents, which is made unless an earlier run has."""
    folder = KEPT / f"{_fingerprint(count)}-{database}"
    made = folder / "made"
    if not made.exists():
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "server").mkdir(parents=True)
    with ExitStack() as stack:
        url, server = f"sqlite:///{folder / 'register.db'}", None
        if database == "postgresql":
            server = stack.enter_context(PostgreSQL(folder / "server"))
            url = server.url_of("postgres")
        services = _services(Settings(data=folder / "data", register_url=url), sandbox)
        stack.callback(services.register.close)
        if not made.exists():
            _make(services, language, count)
            made.touch()
        client = TestClient(
            create_app(services), base_url="http://localhost", client=("127.0.0.1", 4711), headers=LOCAL
        )
        gc.freeze()  # As `inkom serve` does.
        yield Site(client=stack.enter_context(client), register=services.register, database=server)


def _fingerprint(count: int) -> str:
    """Names the archive that this program would make: what makes it, and the tables that it stands in."""
    digest = hashlib.sha256(str(count).encode())
    for source in (*GENERATORS, *sorted(MIGRATIONS.glob("*.py"))):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def _services(settings: Settings, sandbox: Sandbox) -> Services:
    settings.data.mkdir(exist_ok=True)
    register = Register(settings.effective_register_url)
    register.migrate()
    store = store_from_url(settings.effective_store_url)
    store.prepare()
    return Services(
        settings=settings,
        register=register,
        store=store,
        intake=Intake(settings=settings, store=store, register=register, sandbox=sandbox),
        accounts=Accounts(register.database, session_seconds=3600),
        pipeline_version="bench",
        is_listed=is_listed,
    )


def _make(services: Services, language: Language, count: int) -> None:
    began = time.monotonic()
    fill(services.register, services.store, language, count=count)
    print(f"{count} documents made in {time.monotonic() - began:.0f} s", flush=True)


def _measured(site: Site, database: str, asked: Mapping[Page, list[str]]) -> list[Figure]:
    figures = []
    for (page, what), addresses in asked.items():
        for address in addresses[:WARM_UP]:
            site.client.get(address)
        taken = [_milliseconds(site, address) for address in addresses]
        times, processor = sorted(time for time, _ in taken), sorted(cpu for _, cpu in taken)
        figures.append(
            Figure(
                database=database,
                page=page,
                what=what,
                requests=len(times),
                median_ms=round(statistics.median(times), 1),
                p95_ms=round(_p95(times), 1),
                slowest_ms=round(times[-1], 1),
                median_cpu_ms=round(statistics.median(processor), 1),
                p95_cpu_ms=round(_p95(processor), 1),
                load=round(os.getloadavg()[0], 1),
            )
        )
    return figures


def _p95(in_order: Sequence[float]) -> float:
    return in_order[int(len(in_order) * 0.95) - 1]


def _milliseconds(site: Site, address: str) -> tuple[float, float]:
    """On the clock, and of the processors."""
    began, used = time.perf_counter(), site.processor_seconds()
    answer = site.client.get(address)
    took, used = time.perf_counter() - began, site.processor_seconds() - used
    assert answer.status_code == 200, (address, answer.status_code)
    return took * 1000, used * 1000


def _weights(client: TestClient, opened: str) -> dict[str, float]:
    """Kilobytes of a page with its style sheet and scripts, uncompressed and without pictures."""
    return {
        address.partition("?")[0].replace(opened, "{id}"): _weight(client, address)
        for address in ("/", "/dokument?q=an", f"/dokument/{opened}", "/konton", "/logga-in")
    }


def _weight(client: TestClient, address: str) -> float:
    page = client.get(address)
    waiting, assets = _ASSET.findall(page.text), set[str]()
    total = len(page.content)
    while waiting:
        asset = waiting.pop()
        if asset in assets:
            continue
        assets.add(asset)
        got = client.get(asset)
        total += len(got.content)
        if asset.endswith(".js"):
            waiting += [f"/static/{name}" for name in _IMPORT.findall(got.text)]
    return round(total / 1000, 1)


def _print(figures: Sequence[Figure], weights: dict[str, float]) -> None:
    console = Console(highlight=False, width=130)
    table = Table("database", "page", "what", *MEASURES, "load", "limit ms", title="milliseconds")
    for one in figures:
        limit = LIMITS_MS[one.page]
        measured = (one.median_ms, one.p95_ms, one.slowest_ms, one.median_cpu_ms, one.p95_cpu_ms, one.load)
        table.add_row(
            one.database, one.page, one.what, *(_marked(value, limit) for value in measured), str(limit)
        )
    for database in dict.fromkeys(one.database for one in figures):
        for page, limit in LIMITS_MS.items():
            these = [one for one in figures if (one.database, one.page) == (database, page)]
            if not these:
                continue
            worst, worst_cpu = max(one.p95_ms for one in these), max(one.p95_cpu_ms for one in these)
            shown = ("", _marked(worst, limit), "", "", _marked(worst_cpu, limit), "")
            table.add_row(database, page, "[bold]worst[/]", *shown, str(limit))
    console.print(table)
    heavy = Table("page", "kB without pictures", "limit kB")
    for address, weight in weights.items():
        heavy.add_row(address, str(weight), str(WEIGHT_LIMIT_KB))
    console.print(heavy)


def _marked(value: float, limit: float) -> str:
    return f"{value}" if value < limit else f"[bold red]{value}[/]"


if __name__ == "__main__":
    main()
