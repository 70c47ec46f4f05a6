"""Signing in over HTTP: cookies, foreign pages, lock-out, proxies, and what each role may do."""

import dataclasses
import re
import time
from collections.abc import Iterator

import httpx
import pytest
from argon2 import PasswordHasher

from ingest.accounts import ROLES, Role, passwords
from ingest.accounts.attempts import NAME_LIMIT
from ingest.api import Services
from ingest.app import create_app
from ingest.settings import Settings
from ingest.web import live
from schemas.example import EXAMPLE
from tests.by_hand import done, finish, record_of, served, upload, visitor
from tests.patience import PATIENCE_SECONDS

GOOD = "fyra gula hästar"
NUMBER = "19121212-1212"
"""Stands in the example record."""


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


@pytest.fixture
def anna(services: Services) -> str:
    """The session of an administrator."""
    link = services.accounts.first_link()
    assert link is not None
    return services.accounts.accept(link, name="anna", password=GOOD, address="127.0.0.1")


def account(services: Services, name: str, role: Role) -> str:
    """The session of a new account with this role."""
    link = services.accounts.add(name, role, actor="anna")
    return services.accounts.accept(link, name="", password=GOOD, address="127.0.0.1")


@pytest.fixture
def strict(services: Services, settings: Settings) -> Iterator[str]:
    """The address of a server on which nobody is let in without signing in."""
    changed = settings.model_copy(update={"loopback_is_local_user": False})
    with served(dataclasses.replace(services, settings=changed)) as server:
        yield server.address


def browser(address: str, session: str | None = None) -> httpx.Client:
    """Sends what a browser sends with forms of our own pages."""
    cookies = {"inkom_session": session} if session else {}
    return visitor(address, headers={"Origin": address}, cookies=cookies)


def test_signing_in_and_out(strict: str, anna: str) -> None:
    with browser(strict) as client:
        assert client.get("/").headers["location"] == "/logga-in?till=%2F"
        assert client.get("/api/v1/documents").status_code == 401
        answer = client.post("/logga-in", data={"name": "anna", "password": GOOD, "till": "/dokument?q=a"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/dokument?q=a")
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert "secure" not in cookie
        assert client.get("/").status_code == 200
        assert client.get("/api/v1/documents").status_code == 200
        kept = client.cookies["inkom_session"]
        assert client.post("/logga-ut").headers["location"] == "/logga-in"
        client.cookies.set("inkom_session", kept)
        assert client.get("/").status_code == 303


@pytest.mark.parametrize("end", ["sign out", "another role"])
def test_open_streams_end_with_the_session_or_its_rights(
    client: httpx.Client,
    strict: str,
    services: Services,
    anna: str,
    end: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live, "LOOK_SECONDS", 0.02)
    bo = account(services, "bo", "registrar")
    caller = services.accounts.caller(bo)
    assert caller is not None
    assert caller.account_id is not None
    document = upload(client)
    with (
        browser(strict, bo) as inside,
        inside.stream("GET", "/live") as inbox,
        inside.stream("GET", f"/dokument/{document.id}/live") as progress,
    ):
        streams = [inbox.iter_lines(), progress.iter_lines()]
        assert [next(lines) for lines in streams] == ["retry: 2000"] * 2
        if end == "sign out":
            services.accounts.sign_out(bo, caller)
        else:
            services.accounts.set_role(caller.account_id, "reader", actor="anna")
        deadline = time.monotonic() + PATIENCE_SECONDS
        for lines in streams:
            for _line in lines:
                assert time.monotonic() < deadline


def test_a_session_that_the_browser_brings_is_never_taken_over(strict: str, anna: str) -> None:
    """Session fixation: whoever plants a cookie before signing in holds nothing afterwards."""
    with browser(strict, "planterad") as client:
        client.post("/logga-in", data={"name": "anna", "password": GOOD})
        tokens = {cookie.value for cookie in client.cookies.jar if cookie.name == "inkom_session"}
        assert len(tokens - {"planterad"}) == 1
    with browser(strict, "planterad") as thief:
        assert thief.get("/").status_code == 303


@pytest.mark.parametrize(
    "goal",
    ["//ond.example", "https://ond.example/", "/\\ond.example", "javascript:alert(1)", "\t//ond.example", ""],
)
def test_nobody_is_sent_elsewhere_after_signing_in(strict: str, anna: str, goal: str) -> None:
    with browser(strict) as client:
        assert "ond.example" not in client.get("/logga-in", params={"till": goal}).text
        answer = client.post("/logga-in", data={"name": "anna", "password": GOOD, "till": goal})
        assert answer.headers["location"] == "/"


def test_wrong_names_and_passwords_are_answered_alike_until_locked_out(strict: str, anna: str) -> None:
    with browser(strict) as client:
        for name in ("anna", "finns.inte"):
            said = set()
            for _ in range(NAME_LIMIT):
                answer = client.post("/logga-in", data={"name": name, "password": "fel lösenord"})
                said.add((answer.status_code, answer.text.replace(name, "")))
            assert len(said) == 1
            answer = client.post("/logga-in", data={"name": name, "password": GOOD})
            assert answer.status_code == 429
            assert "inkom_session" not in client.cookies


def _changing_routes(services: Services) -> list[tuple[str, str]]:
    """Every route of pages and API that changes something, with its parameters filled in."""
    app = create_app(services)
    found: list[tuple[str, str]] = []
    waiting = [(route, "") for route in app.routes]
    paths = set(app.openapi()["paths"])
    for route, _prefix in waiting:
        for context in getattr(route, "effective_route_contexts", lambda: [])():
            for method in (context.methods or set()) - {"GET", "HEAD", "OPTIONS"}:
                found.append((method, re.sub(r"{[^}]*}", "1", context.path)))
    assert paths
    return found


def test_no_foreign_page_can_change_anything(services: Services, strict: str, anna: str) -> None:
    routes = _changing_routes(services)
    assert len(routes) > 15
    for method, path in routes:
        for headers in (
            {"Origin": "https://ond.example"},
            {"Sec-Fetch-Site": "cross-site"},
            {"Origin": "null"},
            {},
        ):
            with visitor(strict, cookies={"inkom_session": anna}, headers=headers) as client:
                assert client.request(method, path, data={"role": "reader"}).status_code == 403, (
                    method,
                    path,
                )


def test_what_each_role_may_do(strict: str, services: Services, anna: str) -> None:
    sessions = {role: account(services, role, role) for role in ROLES}
    asked: tuple[tuple[str, str, dict[str, str], tuple[bool, ...]], ...] = (
        ("GET", "/dokument", {}, (True, True, True, True)),
        ("GET", "/dokument.csv", {}, (False, True, True, True)),
        ("POST", "/dokument/valda", {"action": "csv"}, (False, True, True, True)),
        ("POST", "/dokument/sokningar", {"name": "min"}, (True, True, True, True)),
        ("POST", "/ladda-upp", {}, (False, True, True, True)),
        ("POST", f"/api/v1/documents/{'0' * 32}/retry", {}, (False, True, True, True)),
        ("GET", "/konto", {}, (True, True, True, True)),
        ("GET", "/atkomst", {}, (False, False, True, True)),
        ("GET", "/konton", {}, (False, False, False, True)),
        ("POST", "/konton", {"name": "ny", "role": "reader"}, (False, False, False, True)),
        ("POST", "/konton/1/roll", {"role": "administrator"}, (False, False, False, True)),
    )
    for method, path, data, may in asked:
        for role, allowed in zip(ROLES, may, strict=True):
            with browser(strict, sessions[role]) as client:
                answer = client.request(method, path, data=data)
            assert (answer.status_code != 403) == allowed, (role, method, path)


def test_a_reader_sees_no_personal_identity_number_anywhere(
    client: httpx.Client, strict: str, services: Services, anna: str
) -> None:
    shown = done(client, services)
    clean = upload(client, "Dnr KS 2024/18\n", name="19850101-1234.txt")
    nothing = {"personal_data": (), "text": "Inget att dölja."}
    finish(services, clean.id, record_of(clean).model_copy(update=nothing))
    assert NUMBER in EXAMPLE.pages[0].raw_text + "".join(page.raw_text for page in EXAMPLE.pages)
    reader, registrar = account(services, "bo", "reader"), account(services, "eva", "registrar")
    places = (
        f"/dokument/{shown.id}",
        f"/dokument/{shown.id}?visa=rattelser&text=last",
        f"/dokument/{shown.id}/sida/1?text=last",
        f"/dokument/{shown.id}/text",
        f"/dokument/{shown.id}/registerblad",
        f"/api/v1/documents/{shown.id}/record",
        f"/dokument?q={NUMBER}",
        "/dokument?q=berörda",
        "/api/v1/documents?q=berörda",
    )
    with browser(strict, reader) as masked, browser(strict, registrar) as full:
        for place in places:
            answer = masked.get(place)
            assert answer.status_code == 200, place
            assert NUMBER not in re.sub(f'(?<=["=]){NUMBER}(?=["&])', "", answer.text), place
        assert NUMBER in full.get(f"/api/v1/documents/{shown.id}/record").text
        for name in ("original", "pages/1", "pages/1/image"):
            assert masked.get(f"/api/v1/documents/{shown.id}/{name}").status_code == 403, name
            assert full.get(f"/api/v1/documents/{shown.id}/{name}").status_code != 403, name
        assert masked.get(f"/api/v1/documents/{clean.id}/original").status_code == 200
        assert [row["id"] for row in full.get(f"/api/v1/documents?q={NUMBER}").json()["documents"]] == [
            shown.id
        ]
        for query in (NUMBER, "191212121212", "1212*", "19850101-1234"):
            assert masked.get("/api/v1/documents", params={"q": query}).json()["documents"] == [], query
        listed = {row["id"]: row["filename"] for row in masked.get("/api/v1/documents").json()["documents"]}
        assert listed[clean.id] == "19850101-****.txt"
        assert "19850101-1234" not in masked.get("/").text


@pytest.fixture
def behind_proxy(services: Services, settings: Settings) -> Iterator[str]:
    """The address of a server that believes a proxy on this machine."""
    changed = settings.model_copy(
        update={
            "trusted_proxies": ("127.0.0.0/8",),
            "proxy_user_header": "X-Remote-User",
            "proxy_role_header": "X-Remote-Role",
        }
    )
    with served(dataclasses.replace(services, settings=changed)) as server:
        yield server.address


def _as(user: str, role: str = "reader", **more: str) -> dict[str, str]:
    return {"X-Remote-User": user, "X-Remote-Role": role, **more}


def test_whom_a_trusted_proxy_has_signed_in_is_let_in(behind_proxy: str, services: Services) -> None:
    with visitor(behind_proxy) as client:
        assert client.get("/", headers=_as("cecilia")).status_code == 200
        assert client.get("/konton", headers=_as("cecilia")).status_code == 403
        assert client.get("/konton", headers=_as("cecilia", "administrator")).status_code == 200
        for nobody in ({}, _as("cecilia", "chef"), {"X-Remote-User": "cecilia"}, _as("<b>")):
            assert client.get("/", headers=nobody).status_code == 303, nobody
        twice = [("X-Remote-User", "cecilia"), ("X-Remote-User", "anna"), ("X-Remote-Role", "reader")]
        assert client.get("/", headers=twice).status_code == 303
    assert [account.name for account in services.accounts.everybody()] == ["cecilia"]


def test_behind_a_proxy_forms_are_our_own_pages(behind_proxy: str, anna: str) -> None:
    seen = {
        "X-Forwarded-Host": "inkom.example",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": "203.0.113.9",
    }
    form = {"name": "anna", "password": GOOD}
    with visitor(behind_proxy, headers=seen) as client:
        own = client.post("/logga-in", data=form, headers={"Origin": "https://inkom.example"})
        assert own.status_code == 303
        assert "secure" in own.headers["set-cookie"].lower()
        assert client.post("/logga-in", data=form, headers={"Origin": behind_proxy}).status_code == 403


def test_the_log_names_the_browsers_address_and_not_the_proxys(behind_proxy: str, services: Services) -> None:
    with visitor(behind_proxy, headers={"Origin": behind_proxy}) as client:
        for way in ("203.0.113.9", "198.51.100.1, 203.0.113.9", "198.51.100.1, 203.0.113.9, 127.0.0.7"):
            client.post("/logga-in", data={"name": "x", "password": "y"}, headers={"X-Forwarded-For": way})
    assert {entry.address for entry in services.accounts.log()} == {"203.0.113.9"}


def test_headers_of_anybody_else_are_not_believed(
    address: str, strict: str, services: Services, settings: Settings
) -> None:
    changed = settings.model_copy(
        update={"trusted_proxies": ("192.0.2.0/24",), "proxy_user_header": "X-Remote-User"}
    )
    services.accounts.from_proxy("anna", "administrator")
    with served(dataclasses.replace(services, settings=changed)) as server:
        for forwarded in ({}, {"X-Forwarded-For": "192.0.2.5"}):
            answer = httpx.get(f"{server.address}/", headers=_as("anna", **forwarded))
            assert answer.status_code == 303
    assert httpx.get(f"{strict}/", headers=_as("anna")).status_code == 303


def test_one_time_links_over_http(strict: str, services: Services) -> None:
    link = services.accounts.first_link()
    with browser(strict) as client:
        for _ in range(2):
            page = client.get(f"/lank/{link}")
            assert page.status_code == 200
            assert page.headers["cache-control"] == "no-store"
        short = client.post(f"/lank/{link}", data={"name": "anna", "password": "kort"})
        assert short.status_code == 422
        answer = client.post(f"/lank/{link}", data={"name": "anna", "password": GOOD})
        assert answer.headers["location"] == "/"
        assert client.get("/konton").status_code == 200
        assert client.get(f"/lank/{link}").status_code == 410
        told = client.post("/konton", data={"name": "bo", "role": "registrar"})
        assert told.headers["cache-control"] == "no-store"
        for_bo = re.search(rf"{strict}(/lank/[\w-]+)", told.text)
        assert for_bo is not None
    with browser(strict) as client:
        assert client.post(for_bo[1], data={"password": GOOD}).status_code == 303
        assert client.get("/konton").status_code == 403
        changed = client.post("/konto/losenord", data={"old": GOOD, "new": "sju blå kor igår"})
        assert changed.status_code == 200
        assert client.get("/").status_code == 200
