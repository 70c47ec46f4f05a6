"""Inkorg, its plain form, headers and addresses, on the real app."""

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import ingest.web
from ingest.api import Services
from ingest.settings import Settings
from ingest.web.headers import PAGE_POLICY
from tests.by_hand import done, fail_page, read_page, served, upload
from tests.html import Elements, words

WEB = Path(ingest.web.__file__).parent


def test_the_empty_inbox_states_the_limits_before_anything_is_sent(client: httpx.Client) -> None:
    said = words(client.get("/").text)
    assert "PDF, TIFF, JPEG, PNG och ren text. Högst 2 MB och 3 000 sidor per fil" in said
    assert "Inga handlingar ännu" in said


def test_the_list_tells_each_document_s_state_in_words(client: httpx.Client, services: Services) -> None:
    waiting, reading, failed = (upload(client, f"{number}\fsida två", f"{number}.txt") for number in range(3))
    read_page(services, reading.id, 1)
    for page in (1, 2):
        fail_page(services, failed.id, page)
    rows = {
        row.split('"', 1)[0]: words("<li" + row.split(">", 1)[1])
        for row in client.get("/").text.split('id="doc-')[1:]
    }
    assert "Väntar" in rows[waiting.id]
    assert "2 sidor väntar på läsning" in rows[waiting.id]
    assert "Läses" in rows[reading.id]
    assert "1 av 2 sidor lästa" in rows[reading.id]
    assert "Misslyckades" in rows[failed.id]
    assert services.register.document(failed.id).problem is not None
    assert services.register.document(failed.id).problem.sv in rows[failed.id]  # type: ignore[union-attr]


def test_older_documents_are_a_link_away(client: httpx.Client, services: Services) -> None:
    receipts = [upload(client, f"brev {number}", f"{number}.txt") for number in range(52)]
    newest = Elements(client.get("/").text).attributes("href")
    (older,) = (href for href in newest if href.startswith("/?fore="))
    shown = Elements(client.get(older).text).attributes("href")
    links = {f"/dokument/{receipt.id}" for receipt in receipts}
    assert links <= newest | shown
    assert not links & newest & shown


def _pile(client: httpx.Client, *files: tuple[str, bytes], **stated: str) -> httpx.Response:
    return client.post("/ladda-upp", files=[("file", file) for file in files], data=stated)


def test_the_plain_form_tells_what_became_of_each_file(client: httpx.Client, services: Services) -> None:
    answer = _pile(
        client,
        ("ett.txt", b"Ett brev."),
        ("arkiv.zip", b"PK\x03\x04" + bytes(100)),
        ("tom.pdf", b""),
        ("kopia.txt", b"Ett brev."),
        dnr="KS 2024/17",
        date_received="2024-05-02",
    )
    assert answer.status_code == 200
    said = words(answer.text)
    assert "2 filer mottagna, 2 filer inte mottagna" in said
    assert re.search(r"ett\.txt Mottagen\. Kvitto 1, 20", said)
    assert "arkiv.zip Inte mottagen. Innehållet är inte PDF" in said
    assert "tom.pdf Inte mottagen. Filen är tom" in said
    assert "kopia.txt Fanns redan. Kvitto 2" in said
    (document,) = services.register.documents(before=None, limit=10).documents
    receipts = services.register.document(document.id).receipts
    assert [receipt.stated.dnr for receipt in receipts] == ["KS 2024/17", "KS 2024/17"]
    assert f"/dokument/{document.id}" in Elements(answer.text).attributes("href")


def test_the_plain_form_without_a_file_says_so(client: httpx.Client, services: Services) -> None:
    # What a browser sends for an empty file field.
    answer = _pile(client, ("", b""), note="x")
    assert answer.status_code == 400
    assert "Du valde ingen fil" in words(answer.text)
    assert services.register.counts().get("received", 0) == 0


def test_too_large_a_pile_is_refused_with_a_page(client: httpx.Client, services: Services) -> None:
    answer = _pile(client, *((f"{number}.txt", b"y" * 1_100_000) for number in range(3)))
    assert answer.status_code == 413
    assert "större än gränsen 2 MB" in words(answer.text)
    assert list(services.store.keys("")) == []


def test_a_form_that_cannot_be_understood_is_refused_with_a_page(client: httpx.Client) -> None:
    assert _pile(client, ("a.txt", b"a"), date_received="i går").status_code == 422
    assert client.post("/ladda-upp", data={"note": "x"}).status_code == 400
    broken = {"content-type": "multipart/form-data; boundary=x"}
    answer = client.post("/ladda-upp", content=b"--y--", headers=broken)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "text/html; charset=utf-8")

    def chunks() -> Iterator[bytes]:
        yield b"--x--"

    assert client.post("/ladda-upp", content=chunks(), headers=broken).status_code == 422


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://ond.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Host": "ond.example"}, 401),
    ],
    ids=["origin", "fetch metadata", "rebound host"],
)
def test_forms_sent_from_foreign_pages_do_nothing(
    client: httpx.Client, services: Services, headers: dict[str, str], status: int
) -> None:
    answer = client.post("/ladda-upp", files={"file": ("a.txt", b"a")}, headers=headers)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert list(services.store.keys("")) == []
    receipt = upload(client)
    fail_page(services, receipt.id, 1)
    assert client.post(f"/dokument/{receipt.id}/las-om", headers=headers).status_code == status
    assert services.register.document(receipt.id).status == "failed"


def test_the_forms_own_page_may_send_them(client: httpx.Client) -> None:
    own = {"Origin": str(client.base_url), "Sec-Fetch-Site": "same-origin"}
    answer = client.post("/ladda-upp", files={"file": ("a.txt", b"a")}, headers=own)
    assert "1 fil mottagen" in words(answer.text)


def test_without_trust_in_loopback_a_browser_is_asked_to_sign_in(
    services: Services, settings: Settings
) -> None:
    strict = settings.model_copy(update={"loopback_is_local_user": False})
    with (
        served(dataclasses.replace(services, settings=strict)) as server,
        httpx.Client(base_url=server.address) as client,
    ):
        for path, back in (
            ("/", "%2F"),
            ("/live", "%2Flive"),
            ("/dokument/x?sida=2", "%2Fdokument%2Fx%3Fsida%3D2"),
        ):
            answer = client.get(path)
            assert (answer.status_code, answer.headers["location"]) == (303, f"/logga-in?till={back}")
        refused = client.post("/ladda-upp", files={"file": ("a.txt", b"a")})
        assert (refused.status_code, refused.headers["content-type"]) == (401, "text/html; charset=utf-8")
        assert client.get("/tillganglighet").status_code == 200
        assert client.get("/", headers={"Authorization": "Bearer hemlig"}).status_code == 200


def test_every_answer_carries_the_security_headers(client: httpx.Client, services: Services) -> None:
    receipt = done(client, services)
    for path in (
        "/",
        f"/dokument/{receipt.id}",
        "/docs",
        "/static/inkom.css",
        "/dokument/x",
        "/openapi.json",
    ):
        headers = client.get(path).headers
        assert headers["content-security-policy"] == PAGE_POLICY, path
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
    original = client.get(f"/api/v1/documents/{receipt.id}/original").headers
    assert original["content-security-policy"] == "sandbox"


def test_pages_need_no_other_server_and_no_inline_code(client: httpx.Client, services: Services) -> None:
    receipt = done(client, services)
    failed = upload(client, "annat")
    fail_page(services, failed.id, 1)
    paths = (
        "/",
        f"/dokument/{receipt.id}",
        f"/dokument/{receipt.id}/text",
        f"/dokument/{receipt.id}/registerblad",
        f"/dokument/{failed.id}",
        "/docs",
        "/formsprak",
        "/tillganglighet",
    )
    for path in paths:
        page = Elements(client.get(path).text)
        addresses = {value for name in ("src", "href", "action") for value in page.attributes(name) if value}
        assert addresses
        assert all(address[0] in "/#" and not address.startswith("//") for address in addresses), addresses
        assert "style" not in {tag for tag, _ in page.tags}
        assert not page.attributes("style")
        assert all(attributes.get("src") for tag, attributes in page.tags if tag == "script")
        assert ("html", {"lang": "sv"}) in page.tags
        for address in page.attributes("src") | {"/static/inkom.css", "/static/icon.svg"}:
            assert client.get(address).status_code == 200
    assert "url(" not in (WEB / "static/inkom.css").read_text()


def test_the_api_page_lists_every_endpoint_and_loads_nothing(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    said = words(client.get("/docs").text)
    for path, operations in paths.items():
        for method in operations:
            assert f"{method.upper()} {path}" in said
    assert not any(path.startswith("/dokument") for path in paths)
    # Of a JSON body the fields are told as well.
    assert "wrong_fieldsapplication/json" in said.replace(" ", "")
    assert client.get("/redoc").status_code == 404
