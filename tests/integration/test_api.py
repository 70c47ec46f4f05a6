"""The API on real parts in a temporary folder; what workers would do is done by hand."""

import dataclasses
import fcntl
import hashlib
import io
import json
import os
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

import anyio
import anyio.to_thread
import httpx
import pytest

from ingest.api import Services, operations
from ingest.api.services import LOOKS_AT_ONCE
from ingest.errors import EmptyUpload, UnreadablePage
from ingest.intake import ABANDONED_SECONDS
from ingest.storage import keys, store_from_url
from schemas.document import Statement
from schemas.example import EXAMPLE
from tests import by_hand
from tests.by_hand import NOTHING
from tests.patience import PATIENCE_SECONDS

TEXT = "Dnr KS 2024/17\n\nFörvaltningen föreslår att nämnden godkänner ärendet.\n".encode()


def _upload(
    client: httpx.Client, content: bytes = TEXT, name: str = "brev.txt", **stated: str
) -> httpx.Response:
    return client.post("/api/v1/documents", files={"file": (name, content)}, data=stated)


def _objects(services: Services) -> list[str]:
    return list(services.store.keys(""))


def test_an_upload_is_acknowledged_kept_and_registered(client: httpx.Client, services: Services) -> None:
    answer = _upload(client, dnr="KS 2024/17", date_received="2024-05-02", note="i posten", scanner="Plan 2")
    assert answer.status_code == 202
    receipt = answer.json()
    assert receipt["id"] == hashlib.sha256(TEXT).hexdigest()[:32]
    assert receipt["stated"] == {
        "date_received": "2024-05-02",
        "dnr": "KS 2024/17",
        "note": "i posten",
        "scanner": "Plan 2",
    }
    assert answer.headers["location"] == f"/api/v1/documents/{receipt['id']}"
    assert client.get(f"/api/v1/documents/{receipt['id']}/original").content == TEXT
    assert [work.page for work in services.register.outbox(10)] == [1]


def test_the_same_bytes_again_give_the_same_id_and_a_second_receipt(client: httpx.Client) -> None:
    first = _upload(client)
    second = _upload(client, name="kopia.txt", note="kom igen")
    assert (first.status_code, second.status_code) == (202, 200)
    assert first.json()["id"] == second.json()["id"]
    assert second.json()["duplicate"]
    view = client.get(f"/api/v1/documents/{first.json()['id']}").json()
    assert [receipt["filename"] for receipt in view["receipts"]] == ["brev.txt", "kopia.txt"]
    assert view["filename"] == "brev.txt"


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 422, "empty"),
        (b" \n\t ", 422, "empty"),
        (b"PK\x03\x04" + bytes(200), 415, "unsupported_type"),
        (b"%PDF-1.7\nnothing more", 422, "not_openable"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), 422, "not_openable"),
        (b"x" * 2_100_000, 413, "too_large"),
        (b"y" * 4_000_000, 413, "too_large"),
    ],
    ids=["empty", "blank", "zip", "pdf", "png", "over the limit", "over the limit and the form's slack"],
)
def test_a_refusal_says_why_and_leaves_nothing(
    client: httpx.Client, services: Services, content: bytes, status: int, code: str
) -> None:
    answer = _upload(client, content)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["code"] == code
    assert problem["sv"]
    assert problem["en"]
    assert client.get("/api/v1/documents").json()["documents"] == []
    assert services.register.outbox(10) == []
    assert _objects(services) == []
    assert list((services.settings.data / "incoming").glob("*")) == []


def test_a_request_without_a_file_is_refused(client: httpx.Client) -> None:
    assert client.post("/api/v1/documents", data={"note": "x"}).json()["code"] == "no_upload"
    assert client.post("/api/v1/documents", files={"other": ("a.txt", TEXT)}).json()["code"] == "no_upload"


@pytest.mark.parametrize("number", [2, 3])
def test_several_files_in_one_request_are_refused_and_none_is_kept(
    client: httpx.Client, services: Services, number: int
) -> None:
    files = [("file", (f"{index}.txt", TEXT + bytes([48 + index]))) for index in range(number)]
    answer = client.post("/api/v1/documents", files=files)
    assert (answer.status_code, answer.json()["code"]) == (400, "one_file_only")
    assert _objects(services) == []


def test_an_unintelligible_statement_is_refused_and_nothing_kept(
    client: httpx.Client, services: Services
) -> None:
    answer = _upload(client, date_received="i går")
    assert answer.status_code == 422
    assert "date_received" in answer.json()["sv"]
    assert _objects(services) == []


def test_a_record_is_409_until_it_is_done_and_then_comes_byte_for_byte(
    client: httpx.Client, services: Services
) -> None:
    document_id = _upload(client).json()["id"]
    answer = client.get(f"/api/v1/documents/{document_id}/record")
    assert (answer.status_code, answer.json()["code"]) == (409, "not_ready")
    _finish(services, document_id)
    answer = client.get(f"/api/v1/documents/{document_id}/record")
    assert answer.content == EXAMPLE.model_dump_json().encode()
    assert client.get(f"/api/v1/documents/{document_id}/alto").content == b"<alto/>"
    assert client.get(f"/api/v1/documents/{document_id}/pdf").json()["code"] == "no_artifact"
    assert client.get(f"/api/v1/documents/{document_id}").json()["status"] == "done"


def test_a_record_that_is_known_already_is_not_sent_again(client: httpx.Client, services: Services) -> None:
    document_id = _upload(client).json()["id"]
    _finish(services, document_id)
    path = f"/api/v1/documents/{document_id}/record"
    tag = client.get(path).headers["etag"]
    for known in (tag, f"W/{tag}", f'"older", {tag}', "*"):
        answer = client.get(path, headers={"If-None-Match": known})
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag), known
    for other in ('"older"', tag.strip('"'), ""):
        assert client.get(path, headers={"If-None-Match": other}).status_code == 200, other


def test_the_record_of_a_failed_document_is_not_promised(client: httpx.Client, services: Services) -> None:
    document_id = _upload(client).json()["id"]
    claim = services.register.claim(document_id, 1, owner="test", lease_seconds=600, attempts=3)
    assert claim is not None
    services.register.fail(claim, UnreadablePage().problem)
    assert client.get(f"/api/v1/documents/{document_id}").json()["status"] == "failed"
    answer = client.get(f"/api/v1/documents/{document_id}/record")
    assert (answer.status_code, answer.json()["code"]) == (409, "reading_failed")


def test_head_answers_as_get_does_without_a_body(client: httpx.Client, services: Services) -> None:
    document_id = _upload(client).json()["id"]
    _finish(services, document_id)
    document = f"/api/v1/documents/{document_id}"
    for path in (
        "/",
        "/healthz",
        "/api/v1/documents",
        document,
        f"{document}/record",
        f"{document}/original",
    ):
        head, get = client.head(path), client.get(path)
        assert (head.status_code, head.content) == (200, b""), path
        for name in ("content-type", "content-length", "etag", "content-disposition"):
            assert head.headers.get(name) == get.headers.get(name), (path, name)
    assert client.head("/live").status_code == 200
    assert client.head(f"/api/v1/documents/{'0' * 32}").status_code == 404


def test_a_wrong_method_is_told_the_right_one(client: httpx.Client) -> None:
    answer = client.delete("/healthz")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert answer.json()["code"] == "http_405"


@pytest.mark.parametrize("after", [str(2**31), "99999999999999999999", "-1", "x"])
def test_a_place_in_the_feed_that_cannot_be(client: httpx.Client, after: str) -> None:
    answer = client.get("/api/v1/events", params={"after": after})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_request")
    assert client.get("/api/v1/events", params={"after": str(2**31 - 1)}).json()["events"] == []


def test_unknown_documents_and_malformed_ids(client: httpx.Client) -> None:
    unknown = "0" * 32
    for path in ("", "/record", "/original", "/pdf", "/alto"):
        answer = client.get(f"/api/v1/documents/{unknown}{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown_document")
    assert client.get("/api/v1/documents/..%2f..%2fetc").status_code in {404, 422}
    assert client.get("/api/v1/documents/XYZ").json()["code"] == "bad_request"


def test_the_feed_tells_what_happened_in_order(client: httpx.Client, services: Services) -> None:
    document_id = _upload(client).json()["id"]
    _upload(client)
    _finish(services, document_id)
    feed = client.get("/api/v1/events").json()
    assert [event["kind"] for event in feed["events"]] == [
        "document.received",
        "document.received_again",
        "document.done",
    ]
    later = client.get("/api/v1/events", params={"after": feed["events"][1]["sequence"]}).json()
    assert [event["kind"] for event in later["events"]] == ["document.done"]
    assert client.get("/api/v1/events", params={"after": feed["next_after"]}).json()["events"] == []


def test_only_a_failed_document_can_be_retried(client: httpx.Client) -> None:
    document_id = _upload(client).json()["id"]
    answer = client.post(f"/api/v1/documents/{document_id}/retry")
    assert (answer.status_code, answer.json()["code"]) == (409, "not_retriable")


def test_path_tricks_in_a_name_are_only_text(client: httpx.Client) -> None:
    receipt = _upload(client, name="..\\..\\etc/passwd.txt").json()
    assert receipt["filename"] == "passwd.txt"


def test_operations(client: httpx.Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz").json()
    assert ready["status"] == "ready"
    assert ready["sandbox"].startswith(("bubblewrap", "process limits only"))
    _upload(client)
    assert 'inkom_documents{status="received"} 1.0' in client.get("/metrics").text


def test_a_store_that_hangs_is_told_of_in_time_however_often_somebody_asks(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "ANSWER_SECONDS", 2.0)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        store = store_from_url(f"s3://key:secret@127.0.0.1:{silent.getsockname()[1]}/inkom")
        with (
            by_hand.served(dataclasses.replace(services, store=store)) as server,
            ThreadPoolExecutor(LOOKS_AT_ONCE + 2) as askers,
        ):
            ask = partial(httpx.get, f"{server.address}/readyz", timeout=PATIENCE_SECONDS)
            for asker in [askers.submit(ask) for _ in range(LOOKS_AT_ONCE + 2)]:
                answer = asker.result()
                assert (answer.status_code, answer.json()["code"]) == (503, "store_unavailable")
            assert ask().status_code == 503
            assert httpx.get(f"{server.address}/healthz", timeout=PATIENCE_SECONDS).status_code == 200


def test_a_wrong_upload_is_taken_back(client: httpx.Client, services: Services) -> None:
    receipt = by_hand.done(client, services)
    path = f"/api/v1/documents/{receipt.id}"
    assert client.post(f"{path}/withdraw", json={"reason": ""}).status_code == 422
    view = client.post(f"{path}/withdraw", json={"reason": "Fel fil"}).json()
    assert (view["withdrawn"]["actor"], view["withdrawn"]["reason"]) == ("local", "Fel fil")
    for part in ("record", "original", "pdf", "alto"):
        answer = client.get(f"{path}/{part}")
        assert (answer.status_code, answer.json()["code"]) == (410, "withdrawn"), part
    assert client.get("/api/v1/documents").json()["documents"] == []
    by_hand.upload(client)
    assert client.get(f"{path}/record").status_code == 200


def test_the_openapi_document_describes_upload_and_record(client: httpx.Client) -> None:
    api = client.get("/openapi.json").json()
    body = api["paths"]["/api/v1/documents"]["post"]["requestBody"]["content"]["multipart/form-data"]
    assert {"file", "dnr", "date_received"} <= set(body["schema"]["properties"])
    answers = api["paths"]["/api/v1/documents"]["post"]["responses"]
    assert {"200", "202", "400", "401", "403", "413", "415", "422", "503"} <= set(answers)
    assert "HTTPValidationError" not in json.dumps(api["paths"])
    assert "Record" in json.dumps(api["paths"]["/api/v1/documents/{document_id}/record"])


def test_the_openapi_document_tells_of_the_key(client: httpx.Client) -> None:
    api = client.get("/openapi.json").json()
    (name,) = api["components"]["securitySchemes"]
    assert api["components"]["securitySchemes"][name]["scheme"] == "bearer"
    assert {name: []} in api["security"]
    assert "`Authorization: Bearer KEY`" in api["info"]["description"]


def test_the_openapi_document_lets_answers_grow_and_requests_not(client: httpx.Client) -> None:
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    closed = {name for name, schema in schemas.items() if schema.get("additionalProperties") is False}
    assert {"WithdrawalRequest", "CorrectionRequest", "LotDefinition"} <= closed
    assert not closed & {"Record", "Event", "Feed", "Receipt", "DocumentView", "DocumentList", "ReadPage"}
    refused = client.post(f"/api/v1/documents/{'0' * 32}/withdraw", json={"reason": "fel", "annat": 1})
    assert (refused.status_code, refused.json()["code"]) == (422, "bad_request")


def test_files_come_as_the_types_that_the_openapi_document_states(
    client: httpx.Client, services: Services
) -> None:
    receipt = by_hand.upload(client)
    _finish(services, receipt.id)
    paths = client.get("/openapi.json").json()["paths"]
    for part, ranges in (("original", {200, 206}), ("alto", {200, 206})):
        answers = paths[f"/api/v1/documents/{{document_id}}/{part}"]["get"]["responses"]
        for headers in ({}, {"Range": "bytes=1-"}):
            answer = client.get(f"/api/v1/documents/{receipt.id}/{part}", headers=headers)
            assert answer.status_code in ranges
            sent_as = answer.headers["content-type"].partition(";")[0]
            assert sent_as in answers[str(answer.status_code)]["content"], part
    metrics = paths["/metrics"]["get"]["responses"]["200"]["content"]
    assert set(metrics) == {client.get("/metrics").headers["content-type"].partition(";")[0]}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"{", "body"),
        (b"", "body"),
        (b"[]", "body"),
        (b"\xff", "body"),
        (b"[" * 100_000, "body"),
        (b'{"reason": 1}', "reason"),
        (b'{"why": "fel"}', "reason"),
    ],
)
def test_a_body_that_cannot_be_understood_says_what_of_it(
    client: httpx.Client, body: bytes, field: str
) -> None:
    path = f"/api/v1/documents/{'0' * 32}/withdraw"
    answer = client.post(path, content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_request")
    assert f"”{field}”" in answer.json()["sv"]


@pytest.mark.parametrize("reason", ["", " \n", "\0", "fel\0fil"])
def test_a_reason_has_something_to_see_and_no_zero_character(client: httpx.Client, reason: str) -> None:
    receipt = by_hand.upload(client)
    answer = client.post(f"/api/v1/documents/{receipt.id}/withdraw", json={"reason": reason})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_request")
    assert client.get(f"/api/v1/documents/{receipt.id}").json()["withdrawn"] is None


def _finish(services: Services, document_id: str) -> None:
    """What workers would do, without reading."""
    register = services.register
    page = register.claim(document_id, 1, owner="test", lease_seconds=600, attempts=3)
    assert page is not None
    register.finish_page(page)
    assembly = register.claim(document_id, 0, owner="test", lease_seconds=600, attempts=3)
    assert assembly is not None
    record_key, alto_key = keys.record(document_id, "test-r1"), keys.alto(document_id, "test-r1")
    services.store.put(record_key, EXAMPLE.model_dump_json().encode(), "application/json")
    services.store.put(alto_key, b"<alto/>", "application/xml")
    register.finish_document(
        assembly, version="test-r1", record_key=record_key, artifacts={"alto": alto_key}, entry=NOTHING
    )


class _Endless(io.BytesIO):
    """An upload that stands still until it is let go."""

    def __init__(self, let_go: threading.Event) -> None:
        super().__init__()
        self._let_go = let_go

    def read(self, _size: int | None = -1) -> bytes:
        self._let_go.wait(2 * PATIENCE_SECONDS)
        return b""


def test_many_uploads_leave_threads_to_other_requests(services: Services) -> None:
    let_go = threading.Event()

    async def take_in() -> None:
        with suppress(EmptyUpload):
            await services.receive(_Endless(let_go), filename="a.txt", stated=Statement(), actor="test")

    async def crowd() -> None:
        async with anyio.create_task_group() as group:
            for _ in range(50):
                group.start_soon(take_in)
            await anyio.sleep(0.1)
            try:
                with anyio.fail_after(PATIENCE_SECONDS):
                    await anyio.to_thread.run_sync(lambda: None)
            finally:
                let_go.set()

    anyio.run(crowd)


def test_what_a_killed_upload_left_is_cleared_and_what_goes_on_is_not(
    client: httpx.Client, services: Services
) -> None:
    incoming = services.settings.data / "incoming"
    incoming.mkdir()
    left, going_on, just_made = (incoming / name for name in ("tmpleft", "tmpgoing", "tmpmade"))
    for path in (left, going_on, just_made):
        path.write_bytes(TEXT)
    long_ago = time.time() - ABANDONED_SECONDS - 1
    os.utime(left, (long_ago, long_ago))
    os.utime(going_on, (long_ago, long_ago))
    with going_on.open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        assert _upload(client).status_code == 202
    assert sorted(incoming.iterdir()) == [going_on, just_made]


def test_nothing_is_kept_when_the_store_is_away(
    client: httpx.Client, services: Services, tmp_path: Path
) -> None:
    objects = tmp_path / "data" / "objects"
    away = objects.rename(tmp_path / "away")
    for is_empty_folder in (False, True):
        if is_empty_folder:
            objects.mkdir()
        answer = _upload(client)
        assert (answer.status_code, answer.json()["code"]) == (503, "store_unavailable")
    objects.rmdir()
    away.rename(objects)
    assert client.get("/api/v1/documents").json()["documents"] == []
    assert _upload(client).status_code == 202


def test_the_first_request_builds_no_route(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fastapi.routing.get_dependant", None)
    answers = [client.get(path).status_code for path in ("/", "/dokument", "/api/v1/documents", "/healthz")]
    assert answers == [200, 200, 200, 200]
