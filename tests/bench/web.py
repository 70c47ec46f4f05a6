"""`./bench web`: how fast the server answers with 100,000 documents, and how heavy its pages are.

The real app, called in this process without a network between: what is measured is the server's own time,
from the request to the last byte of the answer. Kept in bench-results/web.json.
"""

import argparse
import json
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlencode

from rich.console import Console
from rich.table import Table
from starlette.testclient import TestClient

from ingest import probe
from ingest.accounts import Accounts
from ingest.api import Services
from ingest.app import create_app
from ingest.intake import Intake
from ingest.register import Register
from ingest.sandbox import Sandbox
from ingest.settings import Settings
from ingest.storage import store_from_url
from tests.bench.archive import BOARDS, NAMES, Language, fill
from tests.servers import PostgreSQL

RESULTS = Path("bench-results/web.json")
LOCAL = {"host": "localhost", "accept-encoding": "identity"}
WARM_UP = 5
LIMITS_MS = {"list": 100, "search": 150, "document": 150}
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


def main() -> None:
    """Fills the archives, asks, and prints."""
    options = _options()
    figures: list[Figure] = []
    weights: dict[str, float] = {}
    with ExitStack() as stack:
        sandbox = stack.enter_context(Sandbox(preload=probe.PRELOAD))
        for database in options.databases:
            with _served(database, sandbox) as (client, services):
                chance = random.Random(7)  # It makes documents, no secrets.
                began = time.monotonic()
                language, opened = fill(
                    services.register, services.store, count=options.documents, chance=chance
                )
                print(
                    f"{database}: {options.documents} documents made in {time.monotonic() - began:.0f} s",
                    flush=True,
                )
                figures += _measured(client, database, _requests(language, opened, chance, options.requests))
                weights = _weights(client, opened)
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
    return parser.parse_args()


@contextmanager
def _served(database: str, sandbox: Sandbox) -> Iterator[tuple[TestClient, Services]]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-web")))
        url = f"sqlite:///{folder / 'register.db'}"
        if database == "postgresql":
            cluster = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pg")))
            server = stack.enter_context(PostgreSQL(cluster))
            url = server.url_of(server.new_database())
        settings = Settings(data=folder / "data", register_url=url)
        settings.data.mkdir()
        register = Register(url)
        stack.callback(register.close)
        register.migrate()
        store = store_from_url(settings.effective_store_url)
        store.prepare()
        services = Services(
            settings=settings,
            register=register,
            store=store,
            intake=Intake(settings=settings, store=store, register=register, sandbox=sandbox),
            accounts=Accounts(register.database, session_seconds=3600),
            pipeline_version="bench",
        )
        client = TestClient(
            create_app(services), base_url="http://localhost", client=("127.0.0.1", 4711), headers=LOCAL
        )
        yield stack.enter_context(client), services


def _requests(
    language: Language, opened: Sequence[str], chance: random.Random, count: int
) -> dict[tuple[str, str], list[str]]:
    """What is asked for, by page and kind: each time something else."""
    frequent, usual, rare = language.words[:20], language.words[50:2000], language.words[5000:30_000]

    def addresses(make: Callable[[], dict[str, str]]) -> list[str]:
        return [f"/dokument?{urlencode(make())}" for _ in range(count)]

    def dnr() -> str:
        number = chance.randrange(100_000)
        return f"{chance.choice(BOARDS)} {2015 + number % 11}/{number}"

    pick = chance.choice
    return {
        ("list", "newest"): ["/dokument"] * count,
        ("list", "one status (failed)"): addresses(lambda: {"status": "failed"}),
        ("list", "type and review"): addresses(
            lambda: {"document_type": pick(("protokoll", "beslut")), "needs_review": "true"}
        ),
        ("list", "officer and issuer"): addresses(
            lambda: {"officer": pick(NAMES)[:4], "issuer": pick(BOARDS)}
        ),
        ("list", "period"): addresses(
            lambda: {"received_from": f"2024-0{pick('123456')}-01", "received_to": "2024-07-31"}
        ),
        ("list", "by title"): addresses(lambda: {"sort": pick(("title", "-title"))}),
        ("list", "by date"): addresses(lambda: {"sort": pick(("date", "-date"))}),
        ("list", "following page"): [f"/dokument?before={pick(opened)}" for _ in range(count)],
        ("search", "one usual word"): addresses(lambda: {"q": pick(usual)}),
        ("search", "one rare word"): addresses(lambda: {"q": pick(rare)}),
        ("search", "one word that is everywhere"): addresses(lambda: {"q": pick(frequent)}),
        ("search", "three words"): addresses(lambda: {"q": f"{pick(frequent)} {pick(usual)} {pick(usual)}"}),
        ("search", "a phrase"): addresses(lambda: {"q": f'"{pick(frequent)} {pick(usual)}"'}),
        ("search", "a prefix"): addresses(lambda: {"q": f"{pick(usual)[:6]}*"}),
        ("search", "a dnr"): addresses(lambda: {"q": dnr()}),
        ("search", "word, type, by date"): addresses(
            lambda: {"q": pick(usual), "document_type": "beslut", "sort": "-date"}
        ),
        ("document", "page"): [f"/dokument/{pick(opened)}" for _ in range(count)],
    }


def _measured(client: TestClient, database: str, requests: dict[tuple[str, str], list[str]]) -> list[Figure]:
    figures = []
    for (page, what), addresses in requests.items():
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
            )
        )
    return figures


def _milliseconds(client: TestClient, address: str) -> float:
    began = time.perf_counter()
    answer = client.get(address)
    took = (time.perf_counter() - began) * 1000
    assert answer.status_code == 200, (address, answer.status_code)
    return took


def _weights(client: TestClient, opened: Sequence[str]) -> dict[str, float]:
    """Kilobytes of a page with its style sheet and scripts, uncompressed and without pictures."""
    return {
        address.partition("?")[0].replace(opened[0], "{id}"): _weight(client, address)
        for address in ("/", "/dokument?q=an", f"/dokument/{opened[0]}", "/konton", "/logga-in")
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
    table = Table("database", "page", "what", "median ms", "p95 ms", "slowest ms", "limit ms")
    for one in figures:
        limit = LIMITS_MS[one.page]
        p95 = f"{one.p95_ms}" if one.p95_ms < limit else f"[bold red]{one.p95_ms}[/]"
        table.add_row(
            one.database, one.page, one.what, str(one.median_ms), p95, str(one.slowest_ms), str(limit)
        )
    for database in dict.fromkeys(one.database for one in figures):
        for page, limit in LIMITS_MS.items():
            worst = max(one.p95_ms for one in figures if (one.database, one.page) == (database, page))
            table.add_row(database, page, "worst p95", "", f"[bold]{worst}[/]", "", str(limit))
    console.print(table)
    heavy = Table("page", "kB without pictures", "limit kB")
    for address, weight in weights.items():
        heavy.add_row(address, str(weight), str(WEIGHT_LIMIT_KB))
    console.print(heavy)


if __name__ == "__main__":
    main()
