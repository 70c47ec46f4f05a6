"""The log through the API, and `inkom verify`, on a real server and register."""

from xml.etree import ElementTree

import httpx
import pytest

from ingest.api import Services
from ingest.log_export import NAMESPACE
from ingest.settings import Settings
from tests.by_hand import upload
from workers.verify import verify

KEY = {"Authorization": "Bearer hemlig"}


def test_the_log_is_read_filtered_and_taken_out(client: httpx.Client) -> None:
    first, second = upload(client, "Dnr KS 2024/1"), upload(client, "Dnr KS 2024/2")
    assert len(client.get("/api/v1/log").json()["events"]) == 2
    found = client.get("/api/v1/log", params={"document_id": second.id}).json()
    assert [event["document_id"] for event in found["events"]] == [second.id]
    assert client.get("/api/v1/log", params={"since": "2100-01-01T00:00:00Z"}).json()["events"] == []
    assert client.get("/api/v1/log", params={"since": "i går"}).status_code == 422
    table = client.get("/api/v1/log.csv", params={"document_id": first.id}).text.splitlines()
    assert [first.id in line for line in table] == [False, True]
    root = ElementTree.fromstring(client.get("/api/v1/log.premis.xml").content)
    assert len(root.findall(f"{{{NAMESPACE}}}event")) == 2


def test_only_those_who_answer_for_the_archive_read_it(client: httpx.Client) -> None:
    for path in ("/api/v1/log", "/api/v1/log.csv", "/api/v1/log.premis.xml", "/api/v1/log/heads"):
        assert client.get(path, headers=KEY).status_code == 403, path


def test_verify_says_what_it_found(
    client: httpx.Client, services: Services, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    upload(client, "Dnr KS 2024/1")
    noted = client.get("/api/v1/log/heads").json()["events"]["hash"]
    upload(client, "Dnr KS 2024/2")
    assert verify(settings, noted=noted) == 0
    assert "rad / row 1" in capsys.readouterr().out
    assert verify(settings, noted="0" * 64) == 1
    with services.register.database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER events_no_update")
        connection.exec_driver_sql("UPDATE events SET actor = 'ingen' WHERE sequence = 1")
    assert verify(settings, noted=None) == 1
    assert "row 1 has been changed" in capsys.readouterr().out
