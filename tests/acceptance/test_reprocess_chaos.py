"""Documents run again while processes die: nothing lost, nothing half-done, each new record served once."""

import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from ingest.client import Client
from ingest.register import Register
from schemas.document import Statement
from schemas.record import Record
from schemas.reprocess import Decision, RunRequest, Selection
from tests.acceptance.fleet import Fleet, fleet
from tests.patience import PATIENCE_SECONDS

DOCUMENTS = 6


def test_a_run_and_its_acceptance_survive_kills(tmp_path: Path) -> None:
    # Texts need no reader of scans, and workers without one are back sooner.
    with fleet(tmp_path / "data", {"INKOM_ATTEMPTS": "50", "INKOM_RECOGNISER": "tesseract"}) as running:
        ids = _read(running, tmp_path)
        before = {one: running.register.current(one) for one in ids}
        request = RunRequest(selection=Selection(which="all"), reading="again")
        run = running.register.runs.start(request, actor="anna", pipeline_version="test")
        _hurt_until(running, lambda register: register.runs.run(run).counts == {"ready": DOCUMENTS})
        assert {one: running.register.current(one) for one in ids} == before
        assert _events(running.register) == {}
        # Marked only: the server is not asked, so that the workers see to all of it, and die at it.
        decision = Decision(accept=True, compared=running.register.runs.run(run).compared)
        assert running.register.runs.decide(run, decision, actor="anna") == DOCUMENTS
        _hurt_until(running, lambda register: register.runs.run(run).counts == {"accepted": DOCUMENTS})
        assert _events(running.register) == dict.fromkeys(ids, 1)
        assert all(walk.broken is None for walk in running.register.verify_logs().values())
        with running.client() as client:
            for one in ids:
                version = running.register.current(one).version
                assert version == f"{before[one].version}-o{run}"
                assert Record.model_validate_json(client.record(one)).id == one
        assert running.register.not_indexed(DOCUMENTS) == []
        print(f"\nreprocess: {running.killed}")


def _read(running: Fleet, folder: Path) -> list[str]:
    ids = []
    with Client(running.address, patience=PATIENCE_SECONDS) as client:
        for number in range(DOCUMENTS):
            path = folder / f"brev-{number}.txt"
            path.write_text(f"Dnr KS 2024/{number + 1}\n\nÄrende {number}.\f" * 3, encoding="utf-8")
            ids.append(client.upload(path, Statement()).id)
    _wait(running.register, lambda register: register.counts()["done"] == DOCUMENTS)
    return ids


def _hurt_until(running: Fleet, is_over: Callable[[Register], bool]) -> None:
    """Kills and wipes while work goes on, and waits until the state is reached."""
    chance = random.Random(1766)
    for victim in ("worker", "queue", "relay"):
        if victim == "queue":
            running.wipe_queue()
        else:
            running.kill(victim)
        time.sleep(chance.uniform(0.2, 0.6))
    _wait(running.register, is_over)


def _wait(register: Register, is_over: Callable[[Register], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_over(register):
        assert time.monotonic() < deadline
        time.sleep(0.2)


def _events(register: Register) -> dict[str, int]:
    every = register.events(after=0, limit=1000).events
    return dict(Counter(one.document_id for one in every if one.kind == "record.reprocessed"))
