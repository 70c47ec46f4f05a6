"""Nothing is lost: every process killed at random, the queue wiped, and still each document arrives once."""

import random
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from ingest.client import Client
from ingest.storage import keys, store_from_url
from schemas.document import Receipt, Statement
from schemas.events import Event
from schemas.record import Record
from tests.acceptance.fleet import Fleet, fleet
from tests.patience import PATIENCE_SECONDS
from tests.servers import PostgreSQL, RabbitMQ, SeaweedFS
from tests.servers.process import Server

SCANS = 5
CHAOS_SECONDS = 25.0
"""How long processes are killed, from the first upload on; then everything must settle."""
ATTEMPTS = 50
"""Far above the default: here it is the test that kills workers, not a document."""


def test_two_hundred_texts_and_five_scans_survive_random_kills(tmp_path: Path) -> None:
    _survive(tmp_path, {}, [], texts=200)


def test_the_scaled_out_stack_survives_the_loss_of_each_of_its_servers(tmp_path: Path) -> None:
    with ExitStack() as stack:
        folders = [Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="srv"))) for _ in range(3)]
        postgresql = stack.enter_context(PostgreSQL(folders[0], durable=True))
        rabbitmq = stack.enter_context(RabbitMQ(folders[1]))
        seaweedfs = stack.enter_context(SeaweedFS(folders[2]))
        urls = {
            "INKOM_REGISTER_URL": postgresql.url,
            "INKOM_QUEUE_URL": rabbitmq.url,
            "INKOM_STORE_URL": seaweedfs.url,
            # Beside the first reader's workers, killed in the test above; these are back sooner.
            "INKOM_RECOGNISER": "tesseract",
        }
        _survive(tmp_path, urls, [postgresql, rabbitmq, seaweedfs], texts=100)


def _survive(folder: Path, urls: Mapping[str, str], servers: Sequence[Server], *, texts: int) -> None:
    files = [*_texts(folder / "in", texts), *_scans(folder / "in")]
    with (
        fleet(folder / "data", {"INKOM_ATTEMPTS": str(ATTEMPTS), **urls}) as running,
        ThreadPoolExecutor(2) as pool,
    ):
        end = time.monotonic() + CHAOS_SECONDS
        receipts = pool.submit(_upload, running, files)
        hurting = pool.submit(_hurt_processes, running, end)
        # From this thread: a server dies with the thread that started it.
        _hurt_servers(running, servers, end)
        hurting.result()
        acknowledged = receipts.result()
        started = time.monotonic()
        _wait_until_settled(running, len(files))
        _judge(running, acknowledged)
        print(
            f"\nchaos: {running.killed}; {len(files)} acknowledged, {len(files)} done, none lost, "
            f"none twice; settled {time.monotonic() - started:.0f} s after the last upload"
        )


def _texts(folder: Path, count: int) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        path = folder / f"skrivelse-{number:03}.txt"
        path.write_text(
            f"Dnr KS 2024/{number + 1}\n\nÄrende nummer {number} om förvaltningens lokaler.\n",
            encoding="utf-8",
        )
        paths.append(path)
    return paths


def _scans(folder: Path) -> list[Path]:
    paths = []
    font = ImageFont.truetype("LiberationSerif-Regular.ttf", 34)
    for number in range(SCANS):
        image = Image.new("L", (1000, 500), 255)
        ImageDraw.Draw(image).multiline_text(
            (80, 80),
            f"Dnr MN 2023/{number + 1}\n\nFörvaltningen föreslår att nämnden\ngodkänner ärende {number}.",
            font=font,
            fill=20,
            spacing=14,
        )
        path = folder / f"skanning-{number}.png"
        image.save(path, dpi=(200, 200))
        paths.append(path)
    return paths


def _hurt_processes(running: Fleet, end: float) -> None:
    chance = random.Random(2016)
    while time.monotonic() < end:
        time.sleep(chance.uniform(0.4, 1.4))
        victim = chance.choice(["serve", "relay", "worker", "worker", "queue"])
        if victim == "queue":
            running.wipe_queue()
        else:
            running.kill(victim)


def _hurt_servers(running: Fleet, servers: Sequence[Server], end: float) -> None:
    """Each in turn, in an order left to chance, for as long as there is time."""
    chance = random.Random(1766)
    order = chance.sample(servers, len(servers))
    while order and time.monotonic() < end:
        victim = order[0]
        order = order[1:] + order[:1]
        time.sleep(chance.uniform(0.7, 2.1))
        victim.kill()
        time.sleep(chance.uniform(0.2, 1.4))
        victim.start()
        running.count(type(victim).__name__)


def _upload(running: Fleet, files: list[Path]) -> list[Receipt]:
    def send(path: Path) -> Receipt:
        with Client(running.address, patience=3 * PATIENCE_SECONDS) as client:
            receipt = client.upload(path, Statement())
        time.sleep(0.2)  # Spread over the time in which processes are killed.
        return receipt

    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(send, files))


def _wait_until_settled(running: Fleet, expected: int) -> None:
    register = running.register
    deadline = time.monotonic() + 3 * PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if register.counts().get("done", 0) == expected:
            break
        time.sleep(0.5)
    assert {status: count for status, count in register.counts().items() if count} == {"done": expected}


def _judge(running: Fleet, receipts: list[Receipt]) -> None:
    store = store_from_url(running.settings.effective_store_url)
    register = running.register
    assert len({receipt.id for receipt in receipts}) == len(receipts)
    for receipt in receipts:
        current = register.current(receipt.id)
        assert list(store.keys(f"records/{receipt.id}/")) == [current.record_key]
        record = Record.model_validate_json(store.get(current.record_key))
        assert record.id == receipt.id
        assert store.size(keys.original(receipt.sha256)) == receipt.bytes
        assert [dnr.role for dnr in record.dnr] == ["own"]
    done = [event.document_id for event in _events(running) if event.kind == "document.done"]
    assert sorted(done) == sorted(receipt.id for receipt in receipts)


def _events(running: Fleet) -> Iterator[Event]:
    after = 0
    while (feed := running.register.events(after=after, limit=500)).events:
        yield from feed.events
        after = feed.next_after
