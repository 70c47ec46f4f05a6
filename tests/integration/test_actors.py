"""A worker's acts on real parts: work that succeeds, fails, comes twice, or finds a service away."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.api import Services
from ingest.errors import EngineCrashed, LeaseLost
from ingest.register import ASSEMBLY
from ingest.sandbox import Sandbox
from ingest.settings import Settings
from ingest.storage import keys
from schemas.document import Receipt, Statement
from schemas.record import Record
from tests.by_hand import NOTHING
from tests.patience import PATIENCE_SECONDS
from workers import actors, pipeline, stored_pages
from workers.actors import Desk
from workers.lease import EXIT_HUNG
from workers.pipeline import Engines
from workers.reading import Reader
from workers.sandboxed import PRELOAD

TEXT = (
    "TJÄNSTESKRIVELSE\nDnr KS 2024/17\n2024-05-02\n\nFörvaltningen föreslår att nämnden godkänner ärendet.\n"
)


@pytest.fixture(scope="module")
def worker_sandbox() -> Iterator[Sandbox]:
    with Sandbox(preload=PRELOAD) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def reader(worker_sandbox: Sandbox) -> Reader:
    """Built once, as in a worker."""
    return Reader(worker_sandbox, Settings())


@pytest.fixture
def desk(
    services: Services, worker_sandbox: Sandbox, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    monkeypatch.setattr(actors, "OUTAGE_SECONDS", 0.0)
    monkeypatch.setattr(actors, "RETRY_SECONDS", 0.0)
    engines = Engines(settings=services.settings, sandbox=worker_sandbox, reader=reader)
    return Desk(register=services.register, store=services.store, engines=engines)


def _receive(services: Services, folder: Path, text: str = TEXT) -> Receipt:
    path = folder / "brev.txt"
    path.write_text(text, encoding="utf-8")
    with path.open("rb") as content:
        return services.intake.receive(content, filename=path.name, stated=Statement(), actor="test")


def test_a_document_is_read_and_assembled(desk: Desk, services: Services, tmp_path: Path) -> None:
    receipt = _receive(services, tmp_path)
    desk.read_page(receipt.id, 1)
    desk.assemble(receipt.id)
    current = services.register.current(receipt.id)
    record = Record.model_validate_json(services.store.get(current.record_key))
    assert [(dnr.value, dnr.role) for dnr in record.dnr] == [("KS 2024/17", "own")]
    assert record.pages[0].raw_text == TEXT.rstrip("\n") or record.pages[0].raw_text == TEXT
    assert services.store.exists(current.artifacts["alto"])


def test_messages_that_come_early_late_or_twice_do_no_harm(
    desk: Desk, services: Services, tmp_path: Path
) -> None:
    receipt = _receive(services, tmp_path)
    desk.assemble(receipt.id)
    desk.read_page(receipt.id, 1)
    desk.read_page(receipt.id, 1)
    desk.read_page(receipt.id, 7)
    desk.read_page("0" * 32, 1)
    desk.assemble(receipt.id)
    desk.assemble(receipt.id)
    kinds = [event.kind for event in services.register.events(after=0, limit=100).events]
    assert kinds == ["document.received", "document.done"]


def test_a_store_that_is_away_costs_no_attempt(desk: Desk, services: Services, tmp_path: Path) -> None:
    receipt = _receive(services, tmp_path)
    objects = services.settings.data / "objects"
    away = objects.rename(tmp_path / "away")
    objects.mkdir()
    for _ in range(services.settings.attempts + 2):
        desk.read_page(receipt.id, 1)
    assert services.register.document(receipt.id).status == "processing"
    objects.rmdir()
    away.rename(objects)
    desk.read_page(receipt.id, 1)
    desk.assemble(receipt.id)
    assert services.register.document(receipt.id).status == "done"


def test_a_lost_original_fails_the_document_and_says_so(
    desk: Desk, services: Services, tmp_path: Path
) -> None:
    receipt = _receive(services, tmp_path)
    (services.settings.data / "objects" / keys.original(receipt.sha256)).unlink()
    desk.read_page(receipt.id, 1)
    view = services.register.document(receipt.id)
    assert view.status == "failed"
    assert view.problem is not None
    assert view.problem.code == "no_such_object"


def test_a_worker_that_stalled_cannot_finish_after_another(
    desk: Desk, services: Services, tmp_path: Path
) -> None:
    receipt = _receive(services, tmp_path)
    desk.read_page(receipt.id, 1)
    stalled = services.register.claim(receipt.id, ASSEMBLY, owner="stalled", lease_seconds=0, attempts=3)
    assert stalled is not None
    time.sleep(0.05)
    desk.assemble(receipt.id)
    with pytest.raises(LeaseLost):
        services.register.finish_document(
            stalled, version="other", record_key="other", artifacts={}, entry=NOTHING
        )
    assert services.register.current(receipt.id).record_key != "other"


def test_an_upgrade_between_reading_and_assembly_loses_nothing(
    desk: Desk, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = _receive(services, tmp_path)
    desk.read_page(receipt.id, 1)
    monkeypatch.setattr(stored_pages, "PIPELINE_VERSION", "99.0")
    desk.assemble(receipt.id)
    assert services.register.current(receipt.id).version == "99.0-r0"


def test_a_worker_that_must_end_gives_its_work_back(desk: Desk, services: Services, tmp_path: Path) -> None:
    receipt = _receive(services, tmp_path)
    with desk._claimed(receipt.id, 1) as claim:
        assert claim is not None
        desk.give_back_held()
    assert desk.held == []
    again = services.register.claim(receipt.id, 1, owner="next", lease_seconds=600, attempts=3)
    assert again is not None
    assert again.attempt == 1


def test_the_last_attempt_after_dead_workers_is_the_other_reader_s(
    desk: Desk, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def note(*_parts: object, careful: bool) -> pipeline.PageDone:
        asked.append(careful)
        return pipeline.PageDone(page=pipeline.unread_page(1, EngineCrashed(how="x").problem), renditions=())

    monkeypatch.setattr(pipeline, "read_page", note)
    for dead in range(services.settings.attempts):
        receipt = _receive(services, tmp_path, f"{TEXT}{dead}")
        for _ in range(dead):
            services.register.claim(receipt.id, 1, owner="dead", lease_seconds=0, attempts=3)
            time.sleep(0.01)
        desk.read_page(receipt.id, 1)
    assert asked == [False, False, True]


def test_work_that_hangs_ends_its_process(tmp_path: Path) -> None:
    script = f"""
import subprocess
import sys
import time
from ingest.register import NewDocument, Register
from ingest.settings import Settings
from schemas.document import Statement
from workers.lease import Renewal
settings = Settings(data={str(tmp_path)!r}, unit_seconds=5, lease_seconds=2).model_copy(
    update={{"unit_seconds": 0.3}}
)
register = Register(settings.effective_register_url)
register.migrate()
new = NewDocument(sha256="a" * 64, filename="x", media_type="text/plain", bytes=1, pages=1,
                  stated=Statement(), actor="test")
receipt = register.register(new)
claim = register.claim(receipt.id, 1, owner="me", lease_seconds=600, attempts=3)
with Renewal(register, claim, settings):
    time.sleep(600)
"""
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, timeout=PATIENCE_SECONDS, check=False
    )
    assert ended.returncode == EXIT_HUNG, ended.stderr
