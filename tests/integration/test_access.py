"""Who is let in, and as whom: raw requests, as browsers, proxies and attackers send them."""

import dataclasses
import socket
from urllib.parse import urlsplit

import httpx
import pytest

from ingest.api import Services
from ingest.settings import Settings
from tests.by_hand import served, visitor

TEXT = b"Dnr KS 2024/17\n"


def _status(address: str, *headers: str, version: str = "1.1", method: str = "GET") -> int:
    """The answer's status to a request with exactly these headers."""
    server = urlsplit(address)
    lines = [f"{method} /api/v1/documents HTTP/{version}", *headers, "Connection: close", "", ""]
    with socket.create_connection((server.hostname, server.port), timeout=10) as connection:
        connection.sendall("\r\n".join(lines).encode("latin-1"))
        with connection.makefile("rb") as answer:
            return int(answer.readline().split()[1])


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:8123", "127.0.0.1", "127.0.0.1:8123", "127.8.9.1:80", "[::1]", "[::1]:8123"],
)
def test_a_request_that_names_this_machine_is_the_local_users(address: str, host: str) -> None:
    assert _status(address, f"Host: {host}") == 200


@pytest.mark.parametrize(
    "host",
    [
        "a{b.evil.example:8123",
        "a`b.evil.example:8123",
        'a"b.evil.example',
        "a}b.evil.example",
        "evil.example:80:80",
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "localhost@evil.example",
        "127.0.0.1:80:80",
        "127.0.0.1:80a",
        "[::1].evil.example",
        "0.0.0.0",
        "",
    ],
)
def test_any_other_host_is_kept_out(address: str, host: str) -> None:
    """A foreign name that resolves to this machine (DNS rebinding) is not this machine."""
    assert _status(address, f"Host: {host}") in {400, 401}


def test_exactly_one_host_is_named(address: str) -> None:
    assert _status(address) in {400, 401}
    assert _status(address, "Host: localhost", "Host: evil.example") in {400, 401}
    assert _status(address, "Host: localhost", "Host: localhost") in {400, 401}


def test_a_request_with_the_marks_of_a_proxy_is_not_local(address: str) -> None:
    assert _status(address, "Host: 127.0.0.1:8080", version="1.0") == 401
    for mark in (
        "Via: 1.1 proxy",
        "Forwarded: for=203.0.113.9",
        "X-Forwarded-For: 203.0.113.9",
        "X-Forwarded-Host: inkom.example",
        "X-Forwarded-Proto: https",
        "X-Real-IP: 203.0.113.9",
    ):
        assert _status(address, "Host: 127.0.0.1:8080", mark) == 401, mark


def test_a_key_opens_through_a_proxy(address: str) -> None:
    key = "Authorization: Bearer hemlig"
    assert _status(address, "Host: inkom.example", "Via: 1.1 proxy", key) == 200
    assert _status(address, "Host: inkom.example", key, version="1.0") == 200
    assert _status(address, "Host: 127.0.0.1", "Authorization: Bearer fel") == 401


@pytest.mark.parametrize(
    "mark",
    [
        {"Origin": "https://ond.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_foreign_page_is_told_so_and_changes_nothing(client: httpx.Client, mark: dict[str, str]) -> None:
    answer = client.post("/api/v1/documents", files={"file": ("a.txt", TEXT)}, headers=mark)
    assert (answer.status_code, answer.json()["code"]) == (403, "foreign_page")
    assert client.get("/api/v1/documents").json()["documents"] == []


def test_our_own_page_may_send(client: httpx.Client, address: str) -> None:
    own = {"Origin": address, "Sec-Fetch-Site": "same-origin"}
    answer = client.post("/api/v1/documents", files={"file": ("a.txt", TEXT)}, headers=own)
    assert answer.status_code == 202


def test_without_trust_in_loopback_a_key_is_needed(services: Services, settings: Settings) -> None:
    strict = dataclasses.replace(
        services, settings=settings.model_copy(update={"loopback_is_local_user": False})
    )
    with served(strict) as server, visitor(server.address) as client:
        answer = client.get("/api/v1/documents")
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
        answer = client.get("/dokument?q=a")
        assert (answer.status_code, answer.headers["location"]) == (303, "/logga-in?till=%2Fdokument%3Fq%3Da")
        answer = client.get("/api/v1/documents", headers={"Authorization": "Bearer hemlig"})
        assert answer.status_code == 200
