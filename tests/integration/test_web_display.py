"""The choice of language and theme, and splitting a pile by hand, on a real server."""

import dataclasses
import io
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pikepdf
import pytest

from ingest.api import Services
from ingest.errors import BadRequest
from ingest.web.action_routes import stated_parts
from schemas.document import PageRange
from tests.by_hand import done, fail_page, served, upload, visitor
from tests.html import Elements, words


def test_the_choice_is_kept_and_leads_back(client: httpx.Client) -> None:
    origin = {"Origin": str(client.base_url).rstrip("/"), "Referer": f"{client.base_url}/docs?x=1"}
    answer = client.post("/visning", data={"language": "en"}, headers=origin, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/docs?x=1")
    assert {"httponly", "samesite=lax"} <= set(answer.headers["set-cookie"].lower().split("; "))
    page = client.get("/").text
    assert "Hand documents in" in words(page)
    client.post("/visning", data={"theme": "dark"}, headers=origin)
    assert ("html", {"lang": "en", "data-theme": "dark"}) in Elements(client.get("/").text).tags
    client.post("/visning", data={"theme": "system"}, headers=origin)
    assert ("html", {"lang": "en"}) in Elements(client.get("/").text).tags
    client.post("/visning", data={"language": "sv"}, headers=origin)
    assert "Lämna in handlingar" in words(client.get("/").text)


@pytest.mark.parametrize("referer", ["https://ond.example//ond.example/x", "", "https://ond.example/\\x"])
def test_the_choice_leads_nowhere_else(client: httpx.Client, referer: str) -> None:
    headers = {"Origin": str(client.base_url).rstrip("/"), "Referer": referer}
    answer = client.post("/visning", data={"language": "en"}, headers=headers, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_english_pages_speak_english(client: httpx.Client, services: Services) -> None:
    receipt = done(client, services)
    waiting = upload(client, "ett\ftvå", "two.txt")
    client.cookies.set("inkom_language", "en")
    for path in ("/", "/formsprak", "/tillganglighet", f"/dokument/{waiting.id}", f"/dokument/{receipt.id}"):
        page = client.get(path)
        assert ("html", {"lang": "en"}) in Elements(page.text).tags
        said = words(page.text).replace("plan- och bygglagen", "").replace("Sida 1 (1)", "")
        for swedish in ("Sida ", "Handling ", "Kvitto", "Mottagen", "Väntar", " och ", "Rättad", " inte "):
            assert swedish not in said.replace("plan- och bygglagen", "").replace("Sida 1 (1)", ""), (
                path,
                swedish,
            )
    document = client.get(f"/dokument/{receipt.id}").text
    assert ("h1", {"lang": "sv"}) in Elements(document).tags  # The document itself speaks Swedish.
    problem = client.get("/dokument/hittepå").text
    assert "There is no document with this id." in words(problem)


@pytest.mark.parametrize(
    ("written", "parts"),
    [("1-3, 4;5–9", [(1, 3), (4, 4), (5, 9)]), (" 2 - 2 \n 7", [(2, 2), (7, 7)])],
)
def test_parts_are_understood_as_people_write_them(written: str, parts: list[tuple[int, int]]) -> None:
    assert stated_parts(written) == tuple(PageRange(first=first, last=last) for first, last in parts)


@pytest.mark.parametrize("written", ["a", "3-1", "0-2", "1-", "1..3", "-4"])
def test_parts_that_make_no_sense_are_refused(written: str) -> None:
    with pytest.raises(BadRequest):
        stated_parts(written)


def test_a_pile_is_taken_apart_on_its_page(client: httpx.Client) -> None:
    with pikepdf.new() as pdf:
        for _ in range(3):
            pdf.add_blank_page()
        out = io.BytesIO()
        pdf.save(out)
    answer = client.post("/api/v1/documents", files={"file": ("hög.pdf", out.getvalue())})
    pile = answer.json()["id"]
    page = client.post(f"/dokument/{pile}/dela", data={"parts": "1-2, 3"})
    assert "2 filer mottagna." in words(page.text)
    assert "Uppdelad i nya handlingar" in words(client.get(f"/dokument/{pile}").text)
    assert client.post(f"/dokument/{pile}/dela", data={"parts": "2-9"}).status_code == 422


def test_an_unfinished_upload_is_listed_and_thrown_away_without_javascript(client: httpx.Client) -> None:
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": "1000", "Upload-Metadata": "filename YnJldi50eHQ="}
    where = client.post("/api/v1/uploads", headers=headers).headers["location"]
    said = words(client.get("/").text)
    assert "Påbörjade, inte mottagna" in said
    assert "brev.txt 0 byte / 1 kB · sparas till 20" in said
    answer = client.post(f"/uppladdningar/{where[-32:]}/kasta", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "Påbörjade" not in words(client.get("/").text)


def test_what_was_refused_stays_in_sight_until_it_is_removed(client: httpx.Client) -> None:
    files = [("file", (name, b"")) for name in ("tom.pdf", "också tom.pdf")]
    client.post("/ladda-upp", files=[*files, ("file", ("brev.txt", b"Ett brev."))])
    for _ in range(2):
        said = words(client.get("/").text)
        assert "Avvisade, inte mottagna 2" in said
        assert "också tom.pdf 0 byte" in said.replace("\N{NO-BREAK SPACE}", " ")
        assert "Filen är tom. Skanna eller exportera handlingen på nytt." in said
    removals = [path for path in Elements(client.get("/").text).attributes("action") if "kasta" in path]
    assert len(removals) == 3
    client.post(min(path for path in removals if "avvisade" not in path))
    assert "Avvisade, inte mottagna 1" in words(client.get("/").text)
    client.post("/uppladdningar/avvisade/kasta")
    assert "Avvisade" not in words(client.get("/").text)


def test_what_was_handed_in_today_is_told_and_listed(client: httpx.Client, services: Services) -> None:
    assert "Inlämnat av dig i dag: Inga filer mottagna." in words(client.get("/").text)
    assert "Du har inte lämnat in något i dag." in words(client.get("/inlamnat").text)
    receipt, failed = done(client, services, title=None), upload(client, "fel", "fel.txt")
    fail_page(services, failed.id, 1)
    upload(client, "fel", "fel igen.txt")
    told = "3 filer mottagna, varav 2 nya."
    assert f"Inlämnat av dig i dag: {told}" in words(client.get("/").text).replace("\N{NO-BREAK SPACE}", " ")
    page = client.get("/inlamnat").text
    assert told in words(page)
    assert {f"/dokument/{receipt.id}", f"/dokument/{failed.id}"} <= Elements(page).attributes("href")
    (only_failed,) = (a for a in Elements(page).attributes("href") if a.endswith("lage=failed"))
    listed = words(client.get(only_failed).text)
    assert "fel.txt" in listed
    assert "brev.txt" not in listed
    assert "Den dagen lämnade du inte in något." in words(client.get("/inlamnat?dag=2020-01-01").text)
    assert client.get("/inlamnat?dag=i-går").status_code == 422
    with proxied(services, role="registrar") as other:
        assert "Du har inte lämnat in något i dag." in words(other.get("/inlamnat").text)
    with proxied(services, role="reader") as reader:
        assert reader.get("/inlamnat").status_code == 403


def test_a_reader_is_offered_nothing_that_they_may_not_do(client: httpx.Client, services: Services) -> None:
    receipt, failed = done(client, services), upload(client, "fel", "fel.txt")
    fail_page(services, failed.id, 1)
    paths = ("/", f"/dokument/{receipt.id}", f"/dokument/{failed.id}")
    with proxied(services, role="reader") as reader:
        for path in paths:
            page = reader.get(path)
            assert page.status_code == 200
            assert not {"/ladda-upp", "aterta", "dela", "las-om", "kasta", "/inlamnat"} & _last_parts(
                page.text
            ), path
        document = reader.get(paths[1]).text
        assert "Bilder, originalet och andra filer visas inte för dig" in words(document)
        assert "/image?" not in document
        assert "/original" not in document
    for path, action in zip(paths, ("/ladda-upp", "aterta", "las-om"), strict=True):
        assert action in _last_parts(client.get(path).text)


@contextmanager
def proxied(services: Services, *, role: str) -> Iterator[httpx.Client]:
    """A browser behind a proxy that has signed somebody in with this role."""
    trusting = services.settings.model_copy(
        update={
            "trusted_proxies": ("127.0.0.0/8",),
            "proxy_user_header": "X-Remote-User",
            "proxy_role_header": "X-Remote-Role",
        }
    )
    with served(dataclasses.replace(services, settings=trusting)) as server:
        headers = {"X-Remote-User": "cecilia", "X-Remote-Role": role}
        with visitor(server.address, headers=headers) as client:
            yield client


def _last_parts(page: str) -> set[str]:
    """Where the page's forms lead."""
    actions = Elements(page).attributes("action")
    return actions | {action.rpartition("/")[2] for action in actions}
