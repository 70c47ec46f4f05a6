"""Lista och sök over HTTP: the address, the table for spreadsheets, what is done to many, saved searches."""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from html import unescape

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.api import Services
from ingest.errors import NoSuchObject, RegisterUnavailable, UnreadablePage
from ingest.reindex import reindex
from ingest.storage import keys
from ingest.web import bulk
from ingest.web.wording import swedish_day
from schemas.example import EXAMPLE
from schemas.record import Record
from tests.by_hand import claim, fail_page, finish, record_of, upload
from tests.html import words


def read(client: httpx.Client, services: Services, name: str, **changes: object) -> str:
    """A document is taken in and read; its id."""
    receipt = upload(client, name, f"{name}.txt")
    finish(services, receipt.id, record_of(receipt).model_copy(update=changes))
    return receipt.id


def titled(title: str) -> dict[str, object]:
    assert EXAMPLE.title is not None
    return {"title": EXAMPLE.title.model_copy(update={"value": title})}


def rows(page: httpx.Response) -> Sequence[str]:
    """The titles of the list, in order."""
    assert page.status_code == 200
    return [unescape(title) for title in re.findall(r'<a class="name"[^>]*>([^<]*)</a>', page.text)]


def test_what_a_form_leaves_empty_is_taken_out_of_the_address(client: httpx.Client) -> None:
    address = "/dokument?q=buller&status=&dnr=&document_type=&received_from=&sort=-received"
    answer = client.get(address)
    assert (answer.status_code, answer.headers["location"]) == (303, "/dokument?q=buller")
    assert client.get("/dokument?q=").headers["location"] == "/dokument"
    assert client.get("/dokument?q=buller").status_code == 200


def test_the_address_filters_and_shows_what_it_filters(client: httpx.Client, services: Services) -> None:
    read(client, services, "a", **titled("Första"))
    read(client, services, "b", **titled("Andra"))
    failed = upload(client, "c", "c.txt")
    fail_page(services, failed.id, 1)
    assert rows(client.get("/dokument")) == ["c.txt", "Andra", "Första"]
    assert rows(client.get("/dokument?sort=title")) == ["c.txt", "Andra", "Första"]
    page = client.get("/dokument?status=failed&sort=received")
    assert rows(page) == ["c.txt"]
    assert UnreadablePage.sv in page.text
    assert "Läge: Misslyckades" in page.text
    assert 'href="/dokument?sort=received"' in page.text
    assert rows(client.get("/dokument?q=andra")) == ["Andra"]
    assert "<mark>Andra</mark>" in client.get("/dokument?q=andra").text


def test_hits_are_shown_as_text_whatever_stands_in_them(client: httpx.Client, services: Services) -> None:
    read(client, services, "a", text="Ett <script>alert(1)</script> om buller")
    page = client.get("/dokument", params={"q": "script buller"})
    assert "<script>alert" not in page.text
    assert "&lt;<mark>script</mark>&gt;" in page.text


@pytest.mark.parametrize(
    "query",
    [
        "status=borta",
        "before=x",
        "received_from=igår",
        "received_to=9999-12-31",
        "needs_review=kanske",
        "sort=x",
        "q=" + "a" * 501,
    ],
)
def test_an_address_that_cannot_be_understood_says_so(client: httpx.Client, query: str) -> None:
    for path in ("/dokument", "/api/v1/documents"):
        assert client.get(f"{path}?{query}").status_code == 422
    saved = client.post("/dokument/sokningar", data={"name": "x", "query": query})
    assert saved.status_code == (303 if query.startswith("before") else 422)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.dictionaries(
        st.sampled_from(["q", "dnr", "issuer", "officer", "status", "before", "limit"]), st.text()
    )
)
def test_no_address_breaks_the_server(client: httpx.Client, query: dict[str, str]) -> None:
    for path in ("/dokument", "/api/v1/documents", "/dokument.csv"):
        assert client.get(path, params=query).status_code in {200, 303, 404, 414, 422}


def test_the_api_takes_the_same_filters(client: httpx.Client, services: Services) -> None:
    first = read(client, services, "a", text="Om buller.")
    second = read(client, services, "b", text="Om buller och annat buller.")
    read(client, services, "c", text="Om annat.")
    answer = client.get("/api/v1/documents", params={"q": "buller", "limit": 1}).json()
    assert [row["id"] for row in answer["documents"]] == [second]
    (found,) = answer["documents"]
    assert [found["excerpt"]["text"][a:b] for a, b in found["excerpt"]["hits"]] == ["buller", "buller"]
    assert found["dnr"] == "MN-2024-00417"
    more = client.get("/api/v1/documents", params={"q": "buller", "before": answer["next_before"]}).json()
    assert [row["id"] for row in more["documents"]] == [first]
    assert more["next_before"] is None
    assert client.get("/api/v1/documents?before=" + "0" * 32).status_code == 404


def table(answer: httpx.Response) -> list[list[str]]:
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_the_table_holds_what_is_shown_and_no_formula(client: httpx.Client, services: Services) -> None:
    for number, title in enumerate(("=1+1", "@SUM(A1)", "-2", "+3", "\tx", "Rad;två\nrader", '"citat"')):
        read(client, services, str(number), **titled(title))
    heading, *lines = table(client.get("/dokument.csv?sort=received"))
    assert heading[:6] == ["Id", "Inkom", "Enligt", "Inlämnad", "Läge", "Diarienummer"]
    assert [line[7] for line in lines] == [
        "'=1+1",
        "'@SUM(A1)",
        "'-2",
        "'+3",
        "'\tx",
        "Rad;två\nrader",
        '"citat"',
    ]
    assert all(not cell.startswith(("=", "+", "-", "@")) for line in lines for cell in line)
    assert len(table(client.get("/dokument.csv?q=citat"))) == 2
    english = client.get("/dokument.csv", headers={"Cookie": "inkom_language=en"})
    assert table(english)[0][1] == "Received"


def test_the_list_says_when_a_document_came_in_and_who_says_so(
    client: httpx.Client, services: Services
) -> None:
    unknown = read(client, services, "a", **titled("Okänd"))
    stamped = EXAMPLE.dates[0].model_copy(update={"role": "received", "value": "2024-03-13"})
    read(client, services, "b", **titled("Stämplad"), dates=(stamped,))
    answer = client.post(
        "/api/v1/documents",
        files={"file": ("c.txt", b"uppgivet")},
        data={"date_received": "2024-03-11"},
    )
    today = swedish_day(services.register.clock())
    days = {row["id"]: row["received_on"] for row in client.get("/api/v1/documents").json()["documents"]}
    assert (days[answer.json()["id"]], days[unknown]) == (
        "2024-03-11",
        None,
    )
    shown = table(client.get("/dokument.csv?sort=received"))
    assert [line[1:3] for line in shown[1:]] == [
        [today.isoformat(), "inlämnad"],
        ["2024-03-13", "enligt handlingen"],
        ["2024-03-11", "uppgivet"],
    ]
    page = words(client.get("/dokument?received_to=2024-03-12").text)
    assert re.search(rf"2024-03-11 uppgivet inlämnad {today} \d\d:\d\d", page)
    assert "Stämplad" not in page
    assert re.search(rf"{today} inlämnad \d\d:\d\d", words(client.get("/dokument").text))


def test_many_are_read_again_or_taken_back_each_by_itself(client: httpx.Client, services: Services) -> None:
    failed, done = upload(client, "a", "a.txt"), read(client, services, "b")
    fail_page(services, failed.id, 1)
    chosen = {"chosen": [failed.id, done, "0" * 32], "query": "status=failed"}
    page = client.post("/dokument/valda", data={"action": "retry", **chosen})
    assert page.status_code == 200
    assert services.register.document(failed.id).status == "received"
    assert services.register.document(done).status == "done"
    assert page.text.count('class="bad"') == 2
    assert 'href="/dokument?status=failed"' in page.text
    assert client.post("/dokument/valda", data={"action": "withdraw", **chosen}).status_code == 422
    client.post("/dokument/valda", data={"action": "withdraw", "reason": "Fel hög", **chosen})
    withdrawn = services.register.document(done).withdrawn
    assert withdrawn is not None
    assert (withdrawn.actor, withdrawn.reason) == ("local", "Fel hög")
    assert rows(client.get("/dokument")) == []


def test_nothing_chosen_and_too_much(client: httpx.Client) -> None:
    for action in ("retry", "withdraw", "csv", "zip"):
        page = client.post("/dokument/valda", data={"action": action, "reason": "x"})
        assert page.status_code == 400
        assert "Du valde ingen handling" in page.text
    many = {"action": "retry", "chosen": [f"{number:032x}" for number in range(bulk.MOST_AT_ONCE + 1)]}
    assert client.post("/dokument/valda", data=many).status_code == 422
    assert client.post("/dokument/valda", data={"action": "radera", "chosen": ["0" * 32]}).status_code == 422


def test_the_records_come_in_one_file(client: httpx.Client, services: Services) -> None:
    done, waiting = read(client, services, "a"), upload(client, "b", "b.txt").id
    answer = client.post("/dokument/valda", data={"action": "zip", "chosen": [done, waiting]})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as pack:
        assert sorted(pack.namelist()) == sorted([f"{done}.json", "innehall.csv"])
        assert Record.model_validate_json(pack.read(f"{done}.json")).id == done
        assert len(pack.read("innehall.csv").decode("utf-8-sig").splitlines()) == 3
    chosen = client.post("/dokument/valda", data={"action": "csv", "chosen": [waiting, done]})
    assert [line[0] for line in table(chosen)[1:]] == [waiting, done]


def test_a_table_or_file_that_cannot_be_made_is_refused_and_does_not_come_in_part(
    client: httpx.Client, services: Services
) -> None:
    kept, lost = read(client, services, "a"), read(client, services, "b")
    (path,) = services.settings.data.glob(f"objects/{keys.record(lost, 'test-r1')}")
    path.unlink()
    answer = client.post("/dokument/valda", data={"action": "zip", "chosen": [kept, lost]})
    assert answer.status_code == NoSuchObject.status
    with services.register.database.write() as connection:
        connection.exec_driver_sql("ALTER TABLE heads RENAME TO gone")
        connection.exec_driver_sql("ALTER TABLE events RENAME TO gone_too")
    for address in ("/dokument.csv", "/api/v1/log.csv", "/api/v1/log.premis.xml"):
        assert client.get(address).status_code == RegisterUnavailable.status


def test_a_search_is_saved_and_forgotten(client: httpx.Client) -> None:
    answer = client.post(
        "/dokument/sokningar", data={"name": " Att granska ", "query": "needs_review=true&x=1"}
    )
    assert answer.headers["location"] == "/dokument?needs_review=true"
    page = client.get("/dokument")
    assert '<a href="/dokument?needs_review=true">Att granska</a>' in page.text
    assert (
        client.post("/dokument/sokningar/1/glom", data={"query": "q=a"}).headers["location"]
        == "/dokument?q=a"
    )
    assert "Att granska" not in client.get("/dokument").text.partition("<form")[0]
    for number in ("0", "x", "9" * 30):
        assert client.post(f"/dokument/sokningar/{number}/glom").status_code == 422


def test_records_older_than_the_search_are_indexed_from_the_store(
    client: httpx.Client, services: Services
) -> None:
    kept, lost = (
        read(client, services, "a", text="Om buller."),
        read(client, services, "b", text="Om buller."),
    )
    services.register.forget_index()
    (path,) = services.settings.data.glob(f"objects/{keys.record(lost, 'test-r1')}")
    path.unlink()
    assert reindex(services.register, services.store) == (1, 1)
    assert [current.document_id for current in services.register.not_indexed(10)] == [lost]
    assert len(rows(client.get("/dokument?q=buller"))) == 2
    assert kept != lost


def test_a_page_that_is_not_read_yet_waits_in_the_list(client: httpx.Client, services: Services) -> None:
    waiting = upload(client, "a", "väntar.txt")
    assert rows(client.get("/dokument?status=received")) == ["väntar.txt"]
    claim(services, waiting.id, 1)
    assert rows(client.get("/dokument?status=processing")) == ["väntar.txt"]
    assert rows(client.get("/dokument?q=väntar")) == []
