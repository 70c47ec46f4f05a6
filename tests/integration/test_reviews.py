"""A document is reviewed through the API: corrected, undone, and read in every version."""

import json

import httpx
import pytest

from ingest.api import Services
from ingest.observing import figures
from schemas.record import Record
from tests.by_hand import done

KEY = {"Authorization": "Bearer hemlig"}
TITLE = "Yttrande över detaljplan för kvarteret Ängen"


def title(client: httpx.Client, id_: str, version: str | None = None) -> str:
    answer = client.get(f"/api/v1/documents/{id_}/record", params={"version": version} if version else {})
    assert answer.status_code == 200, answer.text
    record = Record.model_validate_json(answer.content)
    assert record.title is not None
    return record.title.value


def retitled(review: dict[str, object], **changes: object) -> dict[str, object]:
    """The request for another title by whoever has claimed the review."""
    return {
        "token": review["token"],
        "version": review["version"],
        "after_number": 0,
        "target": {"kind": "field", "path": "/title/value"},
        "before": TITLE,
        "after": "Rättad titel",
        **changes,
    }


def test_from_the_queue_to_the_finished_review(client: httpx.Client, services: Services) -> None:
    id_ = done(client, services).id
    record = f"/api/v1/documents/{id_}/record"
    tag = client.get(record).headers["etag"]
    (first,) = client.get("/api/v1/reviews/next").json()["documents"]
    assert (first["document_id"], first["expected_errors"], first["holder"]) == (id_, 1.032, None)
    review = client.post(f"/api/v1/reviews/{id_}/claim").json()
    assert client.post(f"/api/v1/reviews/{id_}/heartbeat", json={"token": review["token"]}).status_code == 200
    change = retitled(review, reason="felläst")
    answer = client.post(f"/api/v1/documents/{id_}/corrections", json=change)
    assert (answer.status_code, answer.json()["actor"]) == (201, "local")
    assert title(client, id_) == "Rättad titel"
    assert title(client, id_, "test-r1") == TITLE
    assert title(client, id_, "test-r1-c1") == "Rättad titel"
    assert client.get(record).headers["etag"] == '"test-r1-c1"'
    assert client.get(record, headers={"If-None-Match": tag}).status_code == 200
    assert client.get("/api/v1/documents").json()["documents"][0]["title"] == "Rättad titel"
    undo = {
        **change,
        "after_number": 1,
        "target": {"kind": "undo", "number": 1},
        "before": None,
        "after": None,
    }
    assert client.post(f"/api/v1/documents/{id_}/corrections", json=undo).status_code == 201
    assert title(client, id_) == TITLE
    assert client.get("/api/v1/documents").json()["documents"][0]["title"] == TITLE
    said = client.get(f"/api/v1/documents/{id_}/corrections").json()
    assert [outcome["fate"] for outcome in said["outcomes"]] == ["undone", "applied"]
    assert {one["by"] for one in said["attributions"]} == {"rule", "model"}
    end = {"token": review["token"], "version": review["version"]}
    assert client.post(f"/api/v1/reviews/{id_}/finish", json=end).status_code == 204
    assert client.get("/api/v1/reviews/next").json()["documents"] == []
    kinds = [event["kind"] for event in client.get("/api/v1/events").json()["events"]]
    assert kinds[-3:] == ["record.corrected", "record.correction_undone", "review.finished"]


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"before": "något annat"}, 409, "does_not_fit"),
        ({"target": {"kind": "field", "path": "/quality/words"}, "before": 61}, 409, "does_not_fit"),
        ({"target": {"kind": "field", "path": "title"}}, 422, "bad_request"),
        ({"target": {"kind": "undo", "number": 1}}, 409, "nothing_to_undo"),
        ({"token": "0" * 32}, 409, "review_lost"),
        ({"token": "å"}, 409, "review_lost"),
        ({"reason": "a\x00b"}, 422, "bad_request"),
        ({"version": "test-r0"}, 409, "stale_record"),
        ({"after_number": 1}, 409, "stale_record"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    client: httpx.Client, services: Services, changes: dict[str, object], status: int, code: str
) -> None:
    id_ = done(client, services).id
    review = client.post(f"/api/v1/reviews/{id_}/claim").json()
    change = retitled(review, **changes)
    answer = client.post(f"/api/v1/documents/{id_}/corrections", json=change)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert title(client, id_) == TITLE
    assert services.register.corrections(id_) == ()


def test_versions_that_there_are_not(client: httpx.Client, services: Services) -> None:
    id_ = done(client, services).id
    for version in ("test-r1-c1", "test-r9", "-c0", "x"):
        answer = client.get(f"/api/v1/documents/{id_}/record", params={"version": version})
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown_version"), version


def test_only_those_with_the_right_review(client: httpx.Client, services: Services) -> None:
    id_ = done(client, services).id
    for method, path in (
        ("GET", "/api/v1/reviews/next"),
        ("POST", f"/api/v1/reviews/{id_}/claim"),
        ("POST", f"/api/v1/documents/{id_}/corrections"),
        ("GET", f"/api/v1/documents/{id_}/corrections"),
    ):
        assert client.request(method, path, headers=KEY).status_code in {403, 422}, path
    assert client.get("/api/v1/reviews/next", headers=KEY).status_code == 403


def test_what_reviewers_found_is_counted(client: httpx.Client, services: Services) -> None:
    id_ = done(client, services).id
    review = client.post(f"/api/v1/reviews/{id_}/claim").json()
    assert client.post(f"/api/v1/documents/{id_}/corrections", json=retitled(review)).status_code == 201
    before = json.loads(figures(services.register, "issuer"))
    assert (before["whole"]["documents"], before["whole"]["measured_values"]) == (1, None)
    end = {"token": review["token"], "version": review["version"]}
    assert client.post(f"/api/v1/reviews/{id_}/finish", json=end).status_code == 204
    found = json.loads(figures(services.register, "issuer"))
    (group,) = found["issuer"]
    assert (group["group"], group["measured_values"]["wrong"]) == ("Miljönämnden i Almvik", 1)
    assert (found["rules"][0]["rule"], found["rules"][0]["disagreed"]) == ("title.after_recipient", 1)
