"""`./bench web`: how fast the server answers with 100,000 documents, and how heavy its pages are.

The real app, called in this process without a network between: what is measured is the server's own time,
from the request to the last byte of the answer. Kept in bench-results/web.json.
"""

import argparse
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
    #: Processes that wanted to run at that time, this one included.
    load: float


def main() -> None:
    """Makes the archives or takes those of an earlier run, asks, and prints."""
    options = _options()
    figures: list[Figure] = []
    weights: dict[str, float] = {}
    language = Language(LANGUAGE_SEED)
    with Sandbox(preload=probe.PRELOAD) as sandbox:
        for database in options.databases:
            with _served(database, options.documents, language, sandbox) as (client, register):
                asked = requests(register, language, documents=options.documents, count=options.requests)
                figures += _measured(client, database, _chosen(asked, options.only))
                weights = _weights(client, id_of(next(iter(openable(options.documents)))))
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
def _served(
    database: str, count: int, language: Language, sandbox: Sandbox
) -> Iterator[tuple[TestClient, Register]]:
    """The app before an archive of so many documents, which is made unless an earlier run has."""
    folder = KEPT / f"{_fingerprint(count)}-{database}"
    made = folder / "made"
    if not made.exists():
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "server").mkdir(parents=True)
    with ExitStack() as stack:
        url = f"sqlite:///{folder / 'register.db'}"
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
        yield stack.enter_context(client), services.register


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
    )


def _make(services: Services, language: Language, count: int) -> None:
    began = time.monotonic()
    fill(services.register, services.store, language, count=count)
    print(f"{count} documents made in {time.monotonic() - began:.0f} s", flush=True)


def _measured(client: TestClient, database: str, asked: Mapping[Page, list[str]]) -> list[Figure]:
    figures = []
    for (page, what), addresses in asked.items():
        for address in addresses[:WARM_UP]:
            client.get(address)
        times = sorted(_milliseconds(client, address) for address in addresses)
        figures.append(
            Figure(
                database=database,
                page=page,
                what=what,
                requests=len(times),
                median_ms=round(statistics.median(times), 1),
                p95_ms=round(times[int(len(times) * 0.95) - 1], 1),
                slowest_ms=round(times[-1], 1),
                load=round(os.getloadavg()[0], 1),
            )
        )
    return figures


def _milliseconds(client: TestClient, address: str) -> float:
    began = time.perf_counter()
    answer = client.get(address)
    took = (time.perf_counter() - began) * 1000
    assert answer.status_code == 200, (address, answer.status_code)
    return took


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
    console = Console(highlight=False, width=110)
    table = Table("database", "page", "what", "median ms", "p95 ms", "slowest ms", "load", "limit ms")
    for one in figures:
        limit = LIMITS_MS[one.page]
        p95 = f"{one.p95_ms}" if one.p95_ms < limit else f"[bold red]{one.p95_ms}[/]"
        table.add_row(
            one.database,
            one.page,
            one.what,
            str(one.median_ms),
            p95,
            str(one.slowest_ms),
            str(one.load),
            str(limit),
        )
    for database in dict.fromkeys(one.database for one in figures):
        for page, limit in LIMITS_MS.items():
            worst = max(one.p95_ms for one in figures if (one.database, one.page) == (database, page))
            table.add_row(database, page, "worst p95", "", f"[bold]{worst}[/]", "", "", str(limit))
    console.print(table)
    heavy = Table("page", "kB without pictures", "limit kB")
    for address, weight in weights.items():
        heavy.add_row(address, str(weight), str(WEIGHT_LIMIT_KB))
    console.print(heavy)


if __name__ == "__main__":
    main()
