"""Documents run again on real parts: what is made, what it says of itself, what is served, and when."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pydantic import JsonValue

from ingest import reprocessing
from ingest.api import Services
from ingest.api.served import find
from ingest.errors import BadRequest, StoreUnavailable, UnknownRun
from ingest.register import unit_of
from ingest.sandbox import Sandbox
from ingest.settings import Settings
from ingest.storage import keys
from schemas.document import Statement
from schemas.record import Record
from schemas.reprocess import Decision, Reading, Run, RunRequest, Selection
from schemas.review import CorrectionRequest, FieldTarget, Target, TextTarget
from tests.by_hand import NOTHING, visitor
from workers import actors, candidates, stored_pages
from workers.actors import Desk
from workers.pipeline import Engines
from workers.reading import Reader
from workers.reprocess import reprocess
from workers.sandboxed import PRELOAD

LETTER = (
    "Almviks kommun\n\nTJÄNSTESKRIVELSE\nQXZ 2024:17\n2024-05-02\n\n"
    "Till Kommunstyrelsen\n\nVänster om bron\n\nKontoret föreslår att styrelsen godkänner ärendet.\n"
)
NUMBER = "QXZ/2024:17"
ALL = Selection(which="all")


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
    return _desk(services, worker_sandbox, reader, services.settings)


@pytest.fixture
def other_desk(services: Services, worker_sandbox: Sandbox, reader: Reader) -> Desk:
    """A worker that knows something of the authority which the first one does not."""
    settings = services.settings.model_copy(update={"own_dnr_prefixes": ("QXZ",)})
    return _desk(services, worker_sandbox, reader, settings)


def _desk(services: Services, sandbox: Sandbox, reader: Reader, settings: Settings) -> Desk:
    engines = Engines(settings=settings, sandbox=sandbox, reader=reader)
    return Desk(register=services.register, store=services.store, engines=engines)


def _read(services: Services, desk: Desk, folder: Path, text: str = LETTER) -> str:
    path = folder / "brev.txt"
    path.write_text(text, encoding="utf-8")
    with path.open("rb") as content:
        receipt = services.intake.receive(content, filename=path.name, stated=Statement(), actor="test")
    for page in range(1, receipt.pages + 1):
        desk.read_page(receipt.id, page)
    desk.assemble(receipt.id)
    return receipt.id


def _run(services: Services, desk: Desk, *documents: str, reading: Reading = "kept") -> Run:
    request = RunRequest(selection=Selection(which="documents", documents=documents), reading=reading)
    number = services.register.runs.start(request, actor="anna", pipeline_version="test")
    for document_id in documents:
        desk.run_again(document_id, unit_of(number))
    return services.register.runs.run(number)


def _accept(services: Services, run: Run) -> int:
    decision = Decision(accept=True, compared=services.register.runs.run(run.id).compared)
    decided = reprocessing.decide(services.register, services.store, run.id, decision, actor="anna")
    return decided.documents


def _served(services: Services, document_id: str) -> Record:
    current = services.register.current(document_id)
    return Record.model_validate_json(services.store.get(current.record_key))


def test_the_same_version_and_settings_change_nothing(services: Services, desk: Desk, tmp_path: Path) -> None:
    document_id = _read(services, desk, tmp_path)
    before = services.register.current(document_id)
    run = _run(services, desk, document_id)
    assert (run.counts, run.unchanged, run.kinds) == ({"ready": 1}, 1, ())
    assert services.register.current(document_id) == before
    assert _accept(services, run) == 1
    after = services.register.current(document_id)
    assert after.version == f"{before.version}-o{run.id}"
    assert after.artifacts == before.artifacts
    reused = _served(services, document_id).provenance.reused
    assert reused is not None
    assert (reused.version, reused.pages, reused.files) == (before.version, (1,), True)


def test_other_settings_change_what_they_are_about_and_nothing_else(
    services: Services, desk: Desk, other_desk: Desk, tmp_path: Path
) -> None:
    document_id = _read(services, desk, tmp_path)
    assert _served(services, document_id).dnr == ()
    run = _run(services, other_desk, document_id)
    changed = {kind.kind for kind in run.kinds}
    assert "dnr" in changed
    assert not changed & {"words", "tables", "structure", "dates", "page_source"}
    assert _served(services, document_id).dnr == ()
    compared = reprocessing.compare(services.register, services.store, run.id, document_id)
    number = next(one for one in compared.differences if one.kind == "dnr")
    assert number.before is None
    assert isinstance(number.after, dict)
    assert number.after["value"] == NUMBER
    _accept(services, run)
    served = _served(services, document_id)
    assert [one.value for one in served.dnr] == [NUMBER]
    settings = {one.name: json.loads(one.value) for one in served.provenance.settings}
    assert settings["own_dnr_prefixes"] == ["QXZ"]


def test_pages_can_be_read_again(services: Services, desk: Desk, tmp_path: Path) -> None:
    document_id = _read(services, desk, tmp_path)
    before = services.register.current(document_id)
    run = _run(services, desk, document_id, reading="again")
    assert run.unchanged == 1
    _accept(services, run)
    current = services.register.current(document_id)
    assert current.readings == current.version != before.readings
    assert services.store.exists(keys.reading(document_id, current.version, 1))
    assert _served(services, document_id).provenance.reused is None


def test_readings_of_another_form_are_read_again(services: Services, desk: Desk, tmp_path: Path) -> None:
    document_id = _read(services, desk, tmp_path)
    kept = (
        services.settings.data
        / "objects"
        / keys.reading(document_id, f"{_version(services, document_id)}", 1)
    )
    kept.chmod(0o644)
    kept.write_text('{"number": 1, "from_the_future": true}')
    run = _run(services, desk, document_id)
    assert run.counts == {"ready": 1}
    _accept(services, run)
    assert _served(services, document_id).provenance.reused is None


def _version(services: Services, document_id: str) -> str:
    return services.register.current(document_id).version


def test_corrections_survive_and_what_finds_no_place_is_said_before(
    services: Services, desk: Desk, other_desk: Desk, tmp_path: Path
) -> None:
    document_id = _read(services, desk, tmp_path)
    record = _served(services, document_id)
    assert record.document_type is not None
    run = _run(services, other_desk, document_id)
    _correct(
        services,
        document_id,
        FieldTarget(path="/document_type/value"),
        record.document_type.value,
        "skrivelse",
    )
    assert services.register.runs.run(run.id).stale == 1
    fresh = reprocessing.refreshed(services.register, services.store, run.id)
    assert fresh.stale == 0
    assert "conflicts" not in {kind.kind for kind in fresh.kinds}
    assert _accept(services, run) == 1
    served = find(services, document_id)
    done = Record.model_validate_json(served.content(masked=False))
    assert done.document_type is not None
    assert (done.document_type.value, [one.value for one in done.dnr]) == ("skrivelse", [NUMBER])
    earlier = find(services, document_id, f"{_base_version(fresh, services, document_id)}-c1")
    assert Record.model_validate_json(earlier.content(masked=False)).dnr == ()


def _base_version(run: Run, services: Services, document_id: str) -> str:
    """The version that was served before."""
    return services.register.runs.item(run.id, document_id).base_version or ""


def test_a_correction_that_finds_no_place_is_a_conflict(
    services: Services, desk: Desk, other_desk: Desk, tmp_path: Path
) -> None:
    document_id = _read(services, other_desk, tmp_path)
    _correct(services, document_id, FieldTarget(path="/dnr/0/value"), NUMBER, "QXZ/2024:18")
    run = _run(services, desk, document_id)
    assert {kind.kind: kind.changes for kind in run.kinds}["conflicts"] == 1
    compared = reprocessing.compare(services.register, services.store, run.id, document_id)
    assert compared.conflicts == (1,)


def _correct(
    services: Services, document_id: str, target: Target, before: JsonValue, after: JsonValue
) -> None:
    review = services.register.claim_review(document_id, actor="bo", lease_seconds=3600)
    request = CorrectionRequest(
        target=target,
        before=before,
        after=after,
        token=review.token,
        version=review.version,
        after_number=review.after_number,
    )
    services.register.correct(document_id, (request,), NOTHING)
    services.register.release_review(document_id, review.token)


def test_a_document_whose_original_is_gone_keeps_its_record(
    services: Services, desk: Desk, tmp_path: Path
) -> None:
    document_id = _read(services, desk, tmp_path)
    before = services.register.current(document_id)
    sha256 = services.register.document(document_id).sha256
    (services.settings.data / "objects" / keys.original(sha256)).unlink()
    run = _run(services, desk, document_id, reading="again")
    item = services.register.runs.item(run.id, document_id)
    assert (item.state, item.problem and item.problem.code) == ("failed", "no_such_object")
    assert services.register.current(document_id) == before
    assert services.register.document(document_id).status == "done"


def test_a_store_that_is_away_costs_nothing(
    services: Services, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document_id = _read(services, desk, tmp_path)

    def away(*_about: object) -> None:
        raise StoreUnavailable

    with monkeypatch.context() as patch:
        patch.setattr(candidates, "_make", away)
        run = _run(services, desk, document_id)
        for _ in range(5):
            desk.run_again(document_id, unit_of(run.id))
    assert services.register.runs.run(run.id).counts == {"waiting": 1}
    desk.run_again(document_id, unit_of(run.id))
    assert services.register.runs.run(run.id).counts == {"ready": 1}


def test_an_upgrade_in_the_middle_of_a_run(
    services: Services, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document_id = _read(services, desk, tmp_path)
    monkeypatch.setattr(candidates, "PIPELINE_VERSION", "99.0")
    monkeypatch.setattr(stored_pages, "PIPELINE_VERSION", "99.0")
    run = _run(services, desk, document_id)
    assert services.register.runs.item(run.id, document_id).version == f"99.0-r0-o{run.id}"


def test_an_attempt_that_died_after_the_record_was_kept_is_done_again(
    services: Services, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document_id = _read(services, desk, tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(type(services.register.runs), "offer", lambda *_about: None)
        run = _run(services, desk, document_id)
    assert run.counts == {"waiting": 1}
    with services.register.database.write() as connection:
        connection.exec_driver_sql("UPDATE claims SET lease_until = 0 WHERE page < 0")
    services.register.sweep(attempts=3, requeue_seconds=60)
    desk.run_again(document_id, unit_of(run.id))
    assert services.register.runs.run(run.id).counts == {"ready": 1}


def test_new_uploads_interrupt_a_document_that_is_read_page_by_page(
    services: Services, desk: Desk, tmp_path: Path
) -> None:
    pages = "\f".join(f"Sida {number}. Nämnden beslutar enligt förslaget." for number in range(1, 4))
    document_id = _read(services, desk, tmp_path, pages)
    count = services.register.document(document_id).pages_total
    (tmp_path / "ny.txt").write_text("Ett nytt brev som väntar.")
    with (tmp_path / "ny.txt").open("rb") as content:
        services.intake.receive(content, filename="ny.txt", stated=Statement(), actor="test")
    assert services.register.runs.others_wait()
    run = _run(services, desk, document_id, reading="again")
    assert (count, run.counts) == (3, {"waiting": 1})
    for _ in range(count - 1):
        assert services.register.runs.run(run.id).counts == {"waiting": 1}
        desk.run_again(document_id, unit_of(run.id))
    assert services.register.runs.run(run.id).counts == {"ready": 1}


# The API and the command.


def test_the_api_from_the_choice_to_the_decision(
    client: httpx.Client, services: Services, desk: Desk, other_desk: Desk, tmp_path: Path
) -> None:
    document_id = _read(services, desk, tmp_path)
    assert client.post("/api/v1/runs/count", json={"which": "all"}).json() == {"documents": 1}
    started = client.post("/api/v1/runs", json={"selection": {"which": "all"}})
    assert started.status_code == 202
    run = started.json()["id"]
    other_desk.run_again(document_id, unit_of(run))
    told = client.get(f"/api/v1/runs/{run}").json()
    assert told["counts"] == {"ready": 1}
    listed = client.get(f"/api/v1/runs/{run}/documents", params={"kind": "dnr"}).json()["items"]
    assert [one["document_id"] for one in listed] == [document_id]
    compared = client.get(f"/api/v1/runs/{run}/documents/{document_id}").json()
    assert {"dnr"} <= {one["kind"] for one in compared["differences"]}
    candidate = client.get(f"/api/v1/runs/{run}/documents/{document_id}/record").json()
    assert [one["value"] for one in candidate["dnr"]] == [NUMBER]
    decided = client.post(f"/api/v1/runs/{run}/decision", json={"accept": True, "compared": told["compared"]})
    assert decided.json() == {"documents": 1}
    assert client.get(f"/api/v1/documents/{document_id}/record").json() == candidate
    last = client.get("/api/v1/events").json()["events"][-1]
    assert (last["kind"], last["actor"]) == ("record.reprocessed", "local")
    assert client.get(f"/api/v1/documents/{document_id}/pages/1").status_code == 200
    assert client.post(f"/api/v1/runs/{run}/cancel").json()["state"] == "cancelled"
    assert client.post(f"/api/v1/runs/{run}/pause").json()["code"] == "run_over"
    assert client.get("/api/v1/runs").json()["runs"][0]["id"] == run


@pytest.mark.parametrize(
    "selection",
    [
        {"which": "documents"},
        {"which": "all", "documents": ["0" * 32]},
        {"which": "search"},
        {"which": "lot"},
        {"which": "all", "lot": 1},
        {"which": "documents", "documents": ["../etc"]},
    ],
)
def test_a_choice_that_says_two_things_or_none_is_refused(
    client: httpx.Client, selection: dict[str, object]
) -> None:
    assert client.post("/api/v1/runs", json={"selection": selection}).status_code == 422


def test_nobody_without_the_right_may_run_anything(address: str, services: Services) -> None:
    with visitor(address, headers={"Authorization": "Bearer hemlig"}) as registrar:
        assert registrar.get("/api/v1/runs").status_code == 403
        assert registrar.get("/omlasning").status_code == 403
        assert "/omlasning" not in registrar.get("/dokument").text
        assert registrar.post("/api/v1/runs", json={"selection": {"which": "all"}}).status_code == 403


def test_a_choice_without_documents_is_refused(client: httpx.Client) -> None:
    answer = client.post("/api/v1/runs", json={"selection": {"which": "all"}})
    assert (answer.status_code, answer.json()["code"]) == (422, "nothing_chosen")
    assert client.get("/api/v1/runs/1").json()["code"] == "unknown_run"
    no_lot = client.post("/api/v1/runs/count", json={"which": "lot", "lot": 7})
    assert (no_lot.status_code, no_lot.json()["code"]) == (404, "unknown_audit")


def _command(services: Services, act: str, run: int | None = None, **more: object) -> dict[str, object]:
    options = {
        "act": act, "run": run, "all": False, "list": None, "lot": None, "documents": (), "older": False,
        "read_again": False, "kinds": None,
    }  # fmt: skip
    namespace = argparse.Namespace(**(options | more))
    told: dict[str, object] = json.loads(
        reprocess(namespace, services.register, services.store, version="test")
    )
    return told


def test_the_command_from_the_choice_to_the_decision(services: Services, desk: Desk, tmp_path: Path) -> None:
    document_id = _read(services, desk, tmp_path)
    started = _command(services, "start", list="status=done", older=True)
    run = started["id"]
    assert isinstance(run, int)
    assert started["counts"] == {"waiting": 1}
    assert _command(services, "pause", run)["state"] == "paused"
    assert _command(services, "resume", run)["state"] == "running"
    desk.run_again(document_id, unit_of(run))
    assert _command(services, "reject", run, kinds=("title",))["counts"] == {"rejected": 1}
    again = _command(services, "start", all=True)["id"]
    assert isinstance(again, int)
    desk.run_again(document_id, unit_of(again))
    assert _command(services, "accept", again)["counts"] == {"accepted": 1}
    assert len(_command(services, "list")["runs"]) == 2  # type: ignore[arg-type]
    with pytest.raises(BadRequest):
        _command(services, "start")
    with pytest.raises(BadRequest):
        _command(services, "reject", run, kinds=("no such kind",))
    with pytest.raises(UnknownRun):
        _command(services, "show")


# Learning.


def test_corrections_teach_what_an_administrator_accepts_and_nothing_else(
    client: httpx.Client, services: Services, desk: Desk, tmp_path: Path
) -> None:
    ids = [_read(services, desk, tmp_path, LETTER.replace("2024:17", f"2024:{n}")) for n in (17, 18, 19)]
    assert client.get("/api/v1/vocabulary").json() == {"proposals": [], "entries": []}
    for number, document_id in zip((17, 18), ids, strict=False):
        _add_number(services, document_id, f"QXZ/2024:{number}")
    (proposed,) = client.get("/api/v1/vocabulary").json()["proposals"]
    assert (proposed["setting"], proposed["value"]) == ("own_dnr_prefixes", "QXZ")
    assert [one["document_id"] for one in proposed["evidence"]] == sorted(ids[:2])
    wanted = {"setting": "own_dnr_prefixes", "value": "QXZ"}
    assert (
        client.post("/api/v1/vocabulary/try", json=wanted | {"value": "KS"}).json()["code"] == "not_proposed"
    )
    entry = client.post("/api/v1/vocabulary/try", json=wanted).json()
    for document_id in ids:
        desk.run_again(document_id, unit_of(entry["run"]))
    run = services.register.runs.run(entry["run"])
    # The third document says so by itself now; in the others people have said it before.
    third = services.register.runs.item(run.id, ids[2])
    assert third.changes["dnr"] == 1
    assert _served(services, ids[2]).dnr == ()
    new = _read(services, desk, tmp_path, LETTER.replace("2024:17", "2024:20"))
    assert _served(services, new).dnr == ()
    client.post(f"/api/v1/vocabulary/{entry['id']}/accept")
    _accept(services, run)
    assert [one.value for one in _served(services, ids[2]).dnr] == ["QXZ/2024:19"]
    newest = _read(services, desk, tmp_path, LETTER.replace("2024:17", "2024:21"))
    record = _served(services, newest)
    assert [one.value for one in record.dnr] == ["QXZ/2024:21"]
    assert {one.name: one.value for one in record.provenance.settings}["own_dnr_prefixes"] == '["QXZ"]'
    client.post(f"/api/v1/vocabulary/{entry['id']}/undo")
    last = _read(services, desk, tmp_path, LETTER.replace("2024:17", "2024:22"))
    assert _served(services, last).dnr == ()


def test_a_name_that_was_corrected_twice_is_tried_accepted_and_known(
    client: httpx.Client, services: Services, desk: Desk, tmp_path: Path
) -> None:
    letter = LETTER.replace("om bron", "om Sm?rhults?sen")
    ids = [_read(services, desk, tmp_path, letter.replace("2024:17", f"2024:{n}")) for n in (57, 58, 59)]
    for document_id in ids[:2]:
        _correct_word(services, document_id, "Sm?rhults?sen", "Smörhultsåsen")
    (proposed,) = client.get("/api/v1/vocabulary").json()["proposals"]
    assert (proposed["setting"], proposed["value"]) == ("own_words", "Smörhultsåsen")
    wanted = {"setting": "own_words", "value": "Smörhultsåsen"}
    entry = client.post("/api/v1/vocabulary/try", json=wanted).json()
    for document_id in ids:
        desk.run_again(document_id, unit_of(entry["run"]))
    run = services.register.runs.run(entry["run"])
    assert services.register.runs.item(run.id, ids[2]).changes["words"] == 1
    assert "words" not in services.register.runs.item(run.id, ids[0]).changes, "people have said it before"
    assert "Sm?rhults?sen" in _served(services, ids[2]).text
    client.post(f"/api/v1/vocabulary/{entry['id']}/accept")
    _accept(services, run)
    record = _served(services, ids[2])
    assert "Vänster om Smörhultsåsen" in record.text
    told = {one.name: one.value for one in record.provenance.settings}["own_words"]
    assert '"words": 1' in told
    assert "Smörhultsåsen" not in told
    newest = _read(services, desk, tmp_path, letter.replace("2024:17", "2024:60"))
    assert "Vänster om Smörhultsåsen" in _served(services, newest).text


def _correct_word(services: Services, document_id: str, seen: str, right: str) -> None:
    lines = _served(services, document_id).pages[0].text.split("\n")
    (number,) = [at for at, line in enumerate(lines) if seen in line]
    place = TextTarget(page=1, line=number, start=lines[number].index(seen), line_text=lines[number])
    _correct(services, document_id, place, seen, right)


def _add_number(services: Services, document_id: str, value: str) -> None:
    entry: JsonValue = {
        "value": value,
        "raw": value,
        "role": "own",
        "family": "site",
        "rule": "person",
        "evidence": [{"page": 1, "box": None, "raw": "QXZ", "start": 32, "end": 35}],
    }
    _correct(services, document_id, FieldTarget(path="/dnr/-"), None, entry)
