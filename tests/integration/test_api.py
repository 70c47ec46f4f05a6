"""The API on real parts in a temporary folder; what workers would do is done by hand."""

import dataclasses
import hashlib
import json
from pathlib import Path

import httpx
import pytest

from ingest.api import Services
from ingest.settings import Settings
from ingest.storage import keys
from schemas.example import EXAMPLE
from tests.integration.conftest import serving

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


def test_foreign_pages_and_foreign_hosts_are_kept_out(client: httpx.Client) -> None:
    foreign = [
        {"Origin": "https://ond.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Host": "ond.example"},
        {"X-Forwarded-For": "203.0.113.9"},
        {"Authorization": "Bearer fel-nyckel"},
    ]
    for headers in foreign:
        answer = client.post("/api/v1/documents", files={"file": ("a.txt", TEXT)}, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "not_allowed"), headers
    assert client.get("/api/v1/documents").json()["documents"] == []


def test_without_trust_in_loopback_a_key_is_needed(services: Services, settings: Settings) -> None:
    strict = dataclasses.replace(
        services, settings=settings.model_copy(update={"loopback_is_local_user": False})
    )
    with serving(strict) as address, httpx.Client(base_url=address) as client:
        assert client.get("/api/v1/documents").status_code == 401
        assert client.get("/", follow_redirects=True).status_code == 401
        answer = client.get("/api/v1/documents", headers={"Authorization": "Bearer hemlig"})
        assert answer.status_code == 200


def test_operations(client: httpx.Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz").json()
    assert ready["status"] == "ready"
    assert ready["sandbox"].startswith(("bubblewrap", "process limits only"))
    _upload(client)
    assert 'inkom_documents{status="received"} 1.0' in client.get("/metrics").text


def test_the_openapi_document_describes_upload_and_record(client: httpx.Client) -> None:
    api = client.get("/openapi.json").json()
    body = api["paths"]["/api/v1/documents"]["post"]["requestBody"]["content"]["multipart/form-data"]
    assert {"file", "dnr", "date_received"} <= set(body["schema"]["properties"])
    assert "Record" in json.dumps(api["paths"]["/api/v1/documents/{document_id}/record"])


def _finish(services: Services, document_id: str) -> None:
    """What workers would do, without reading."""
    register = services.register
    page = register.claim(document_id, 1, owner="test", lease_seconds=60, attempts=3)
    assert page is not None
    register.finish_page(page)
    assembly = register.claim(document_id, 0, owner="test", lease_seconds=60, attempts=3)
    assert assembly is not None
    record_key, alto_key = keys.record(document_id, "test-r1"), keys.alto(document_id, "test-r1")
    services.store.put(record_key, EXAMPLE.model_dump_json().encode(), "application/json")
    services.store.put(alto_key, b"<alto/>", "application/xml")
    register.finish_document(assembly, version="test-r1", record_key=record_key, artifacts={"alto": alto_key})


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
