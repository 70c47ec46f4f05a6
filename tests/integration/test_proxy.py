"""Signed in by a proxy: nginx as documented, something that plays oauth2-proxy, and a real Inkom behind."""

import dataclasses
import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import httpx
import numpy as np
import pytest
from PIL import Image

from ingest.api import Services
from ingest.settings import Settings
from tests.by_hand import TEXT, served, visitor
from tests.servers.nginx import OWN_ADDRESS, Nginx

SESSIONS = {
    "oidc=cecilias": ("cecilia", "registrar"),
    "oidc=rikards": ("rikard", "reader"),
    "oidc=chefens": ("chefen", "chef"),
}
"""Who is signed in, by their cookie: name and group."""


class SignIn(BaseHTTPRequestHandler):
    """Answers nginx as oauth2-proxy does: who the cookie belongs to, or where to sign in."""

    def do_GET(self) -> None:
        """202 with the user, 401 without one, or the page where one signs in."""
        who = SESSIONS.get(self.headers.get("Cookie", ""))
        if self.path == "/oauth2/auth" and who is not None:
            self.send_response(202)
            self.send_header("X-Auth-Request-Preferred-Username", who[0])
            self.send_header("X-Auth-Request-Groups", who[1])
        elif self.path == "/oauth2/auth":
            self.send_response(401)
        else:
            self.send_response(302)
            self.send_header("Location", "https://id.example/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_parts: object) -> None:
        """Nothing: the test speaks for itself."""


@contextmanager
def signing_in() -> Iterator[int]:
    """The port of what plays oauth2-proxy."""
    with ThreadingHTTPServer(("127.0.0.1", 0), SignIn) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Site:
    """Inkom as browsers reach it, and as somebody reaches it who goes past the proxy."""

    url: str
    past_the_proxy: str


@pytest.fixture
def site(services: Services, settings: Settings) -> Iterator[Site]:
    trusting = settings.model_copy(
        update={
            "trusted_proxies": (OWN_ADDRESS,),
            "proxy_user_header": "X-Remote-User",
            "proxy_role_header": "X-Remote-Role",
        }
    )
    with ExitStack() as stack:
        # Not among pytest's own, which only their owner may enter.
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="nginx")))
        sign_in = stack.enter_context(signing_in())
        inkom = stack.enter_context(served(dataclasses.replace(services, settings=trusting)))
        nginx = stack.enter_context(Nginx(folder, inkom=(inkom.port,), sign_in=sign_in))
        yield Site(url=nginx.url, past_the_proxy=inkom.address)


def browser(site: Site, session: str = "", **more: str) -> httpx.Client:
    """Sends what a browser sends from our own pages."""
    cookie = {"Cookie": session} if session else {}
    return visitor(site.url, headers={"Origin": site.url, **cookie, **more})


def noise() -> bytes:
    """A picture that hardly becomes smaller when it is packed."""
    drawn = np.random.default_rng(1).integers(256, size=(760, 760, 3), dtype=np.uint8)
    kept = BytesIO()
    Image.fromarray(drawn).save(kept, "PNG")
    return kept.getvalue()


def test_whoever_has_not_signed_in_is_sent_to_do_so_and_reaches_nothing(site: Site) -> None:
    with browser(site) as client:
        for address in ("/", "/dokument", "/api/v1/documents", "/api/v1/events"):
            answer = client.get(address)
            assert (answer.status_code, answer.headers["location"]) == (302, "https://id.example/"), address
        assert client.post("/api/v1/documents", files={"file": ("a.txt", TEXT)}).status_code in {302, 405}


def test_who_signs_in_is_who_the_log_names(site: Site, services: Services) -> None:
    with browser(site, "oidc=cecilias") as client:
        assert "cecilia" in client.get("/").text
        answer = client.post("/api/v1/documents", files={"file": ("a.txt", TEXT)})
        assert answer.status_code == 202
    (event,) = services.register.history(answer.json()["id"])
    assert event.actor == "cecilia"


def test_the_role_is_the_providers(site: Site) -> None:
    with browser(site, "oidc=rikards") as client:
        assert client.get("/dokument").status_code == 200
        assert client.post("/api/v1/documents", files={"file": ("a.txt", TEXT)}).status_code == 403
    with browser(site, "oidc=chefens") as client:
        answer = client.get("/dokument")
        assert (answer.status_code, answer.headers["location"]) == (303, "/logga-in?till=%2Fdokument")


@pytest.mark.parametrize("name", ["X-Remote-User", "x-remote-user", "X_Remote_User"])
def test_a_name_that_the_browser_writes_itself_is_overwritten(
    site: Site, services: Services, name: str
) -> None:
    forged = {name: "anna", name.replace("ser", "ole").replace("Uole", "Role"): "administrator"}
    with browser(site, **forged) as client:
        assert client.get("/").headers["location"] == "https://id.example/"
    with browser(site, "oidc=rikards", **forged) as client:
        page = client.get("/")
        assert "rikard" in page.text
        assert "anna" not in page.text
        assert client.get("/konton").status_code == 403
    assert [account.name for account in services.accounts.everybody()] == ["rikard"]


def test_past_the_proxy_the_headers_are_not_believed(site: Site) -> None:
    """From this machine's usual address, as from any other that is not the proxy's."""
    forged = {"X-Remote-User": "cecilia", "X-Remote-Role": "administrator"}
    for more in ({}, {"X-Forwarded-For": OWN_ADDRESS}, {"X-Real-IP": OWN_ADDRESS}, {"Via": "1.1 nginx"}):
        with visitor(site.past_the_proxy, headers=forged | more) as client:
            assert client.get("/").headers["location"] == "/logga-in?till=%2F"
            assert client.get("/api/v1/documents").status_code == 401


def test_foreign_pages_change_nothing_behind_a_proxy_either(site: Site) -> None:
    with browser(site, "oidc=cecilias") as client:
        for origin in ("https://ond.example", site.past_the_proxy):
            answer = client.post(
                "/api/v1/documents", files={"file": ("a.txt", TEXT)}, headers={"Origin": origin}
            )
            assert (answer.status_code, answer.json()["code"]) == (403, "foreign_page")


def test_files_larger_than_nginx_takes_by_default_come_through_in_pieces(site: Site) -> None:
    content = noise()
    assert 1_500_000 < len(content) < 2_000_000
    with browser(site, "oidc=cecilias", **{"Tus-Resumable": "1.0.0"}) as client:
        begun = client.post("/api/v1/uploads", headers={"Upload-Length": str(len(content))})
        where, offset = begun.headers["location"], 0
        while offset < len(content):
            piece = content[offset : offset + 1_500_000]
            headers = {
                "Upload-Offset": str(offset),
                "Content-Type": "application/offset+octet-stream",
            }
            answer = client.patch(where, content=piece, headers=headers)
            assert answer.status_code == 204
            offset += len(piece)
        assert client.get(where).json()["receipt"]["bytes"] == len(content)


def test_what_happens_is_told_at_once_through_the_proxy(site: Site) -> None:
    """A proxy that collects an answer before it passes it on would hold a live page back."""
    with browser(site, "oidc=cecilias") as client, client.stream("GET", "/live") as live:
        lines = live.iter_lines()
        assert next(lines) == "retry: 2000"
        with browser(site, "oidc=cecilias") as other:
            answer = other.post("/api/v1/documents", files={"file": ("a.txt", TEXT)})
        wanted = f"doc-{answer.json()['id']}"
        told = (json.loads(line[6:]) for line in lines if line.startswith("data: "))
        assert any(part.get("id") == wanted for part in told)
