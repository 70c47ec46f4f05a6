"""Audits through the API and the pages, and `inkom verify --audit`, on a real server and register."""

import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from ingest.api import Services
from ingest.register.audits import report_hash
from ingest.web import log_routes
from tests.by_hand import finish, record_of, upload
from workers.verify import verify_report

KEY = {"Authorization": "Bearer hemlig"}
EASY = {"acceptable": 0, "limiting": 0.3}
"""Three of five documents, none of them wrong."""


@pytest.fixture
def ids(client: httpx.Client, services: Services) -> list[str]:
    """Five documents that have been read."""
    read = []
    for number in range(5):
        receipt = upload(client, f"Dnr KS 2024/{number}", f"{number}.txt", scanner="Avdelning 2")
        finish(services, receipt.id, record_of(receipt))
        read.append(receipt.id)
    return read


def begun(client: httpx.Client, **more: Any) -> dict[str, Any]:
    answer = client.post("/api/v1/audits", json={"lot": "November", "levels": EASY, **more})
    assert answer.status_code == 201, answer.text
    audit: dict[str, Any] = answer.json()
    return audit


def judge(client: httpx.Client, audit: dict[str, Any], position: int, *wrong: str, revision: int = 0) -> int:
    found = {"wrong_fields": wrong, "fields": 11, "revision": revision}
    return client.put(f"/api/v1/audits/{audit['number']}/documents/{position}", json=found).status_code


@pytest.mark.parametrize("name", ["fields", "revision"])
def test_a_number_that_no_database_holds_is_refused(client: httpx.Client, ids: list[str], name: str) -> None:
    audit = begun(client)
    assert ids
    found = {"wrong_fields": [], "fields": 11, "revision": 0, name: 10**20}
    answer = client.put(f"/api/v1/audits/{audit['number']}/documents/1", json=found)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_request")
    assert judge(client, audit, 1) == 200


def test_an_audit_from_its_plan_to_its_report(
    client: httpx.Client, ids: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = client.post("/api/v1/audits/plan", json={"levels": EASY}).json()
    assert plan["plan"]["lot_size"] == 5
    assert client.get("/api/v1/audits").json() == []
    audit = begun(client, seed="sju vittnen")
    assert audit["drawn"]["seed_given"]
    assert {one["document_id"] for one in audit["sample"]} <= set(ids)
    address = f"/api/v1/audits/{audit['number']}"
    assert client.get(f"{address}/report").status_code == 409
    for position in range(1, len(audit["sample"]) + 1):
        assert judge(client, audit, position) == 200
    assert client.post(f"{address}/decide").json()["decision"] == "accepted"
    report = tmp_path / "rapport.json"
    report.write_bytes(client.get(f"{address}/report").content)
    assert verify_report(report) == 0
    assert verify_report(report.with_name("ingen.json")) == 1
    told = capsys.readouterr().out
    decided = client.get("/api/v1/log", params={"kind": "audit.decided"}).json()["events"]
    assert {event["details"]["report_sha256"] for event in decided} == {
        report_hash(report.read_text("utf-8"))
    }
    assert decided[0]["details"]["report_sha256"] in told
    assert client.get(f"{address}/report.pdf").content.startswith(b"%PDF-")
    report.write_text(report.read_text("utf-8").replace("sju vittnen", "åtta vittnen"), "utf-8")
    assert verify_report(report) == 1
    report.write_text("{}", "utf-8")
    assert verify_report(report) == 1


def test_what_an_audit_refuses(client: httpx.Client, ids: list[str]) -> None:
    empty = {"lot": "x", "levels": EASY, "definition": {"search": "document_type=protokoll"}}
    assert client.post("/api/v1/audits", json=empty).json()["code"] == "empty_lot"
    equal = {"lot": "x", "levels": {"acceptable": 0.2, "limiting": 0.1}}
    assert client.post("/api/v1/audits", json=equal).json()["code"] == "no_such_plan"
    audit = begun(client)
    assert judge(client, audit, 99) == 404
    assert judge(client, audit, 1) == 200
    assert judge(client, audit, 1, "/title") == 409, "another reviewer was quicker"
    assert judge(client, audit, 1, "/title", revision=1) == 200
    assert judge(client, audit, 2, "title") == 422
    answer = client.post(f"/api/v1/audits/{audit['number']}/decide")
    assert (answer.status_code, answer.json()["code"]) == (409, "audit_not_done")


def test_only_those_with_the_right_see_any_of_it(client: httpx.Client, ids: list[str]) -> None:
    begun(client)
    for path in ("/api/v1/audits", "/api/v1/audits/1", "/stickprov", "/stickprov/nytt", "/stickprov/1/1",
                 "/kvalitet", "/kvalitet/regler", "/kvalitet/regel?namn=x", "/logg"):  # fmt: skip
        assert client.get(path, headers=KEY).status_code == 403, path
    for path in ("/stickprov", "/stickprov/1/avgor", "/logg/kontroll", "/api/v1/audits/1/decide"):
        assert client.post(path, headers=KEY).status_code == 403, path


def test_a_form_is_drawn_and_judged_without_scripts(client: httpx.Client, ids: list[str]) -> None:
    form = {"parti": "Hela hösten", "aql": "0", "lq": "30", "issuer": "Miljönämnden"}
    shown = client.get("/stickprov/nytt", params=form)
    assert "Granska 3 av 5 handlingar" in shown.text
    drawn = client.post("/stickprov", data=form)
    assert (drawn.status_code, drawn.headers["location"]) == (303, "/stickprov/1")
    page = client.get("/stickprov/1/1").text
    assert page.count('name="fel"') == 9
    turned = client.get("/stickprov/1/1", params={"sida": 1, "pagar": "true", "fel": "/title"}).text
    assert 'value="/title" checked' in turned
    assert 'value="/title" checked' not in page
    after = client.post("/stickprov/1/1", data={"revision": "0", "fel": "/title", "anteckning": "annan"})
    assert after.headers["location"] == "/stickprov/1/2"
    assert client.post("/stickprov/1/1", data={"revision": "0"}).status_code == 409
    assert client.post("/stickprov/1/2", data={"revision": "0", "fel": "/pages"}).status_code == 409
    assert client.post("/stickprov/1/2", data={"revision": "0", "aterkallad": "true"}).status_code == 409
    client.post("/stickprov/1/3", data={"revision": "0"})
    last = client.post("/stickprov/1/2", data={"revision": "0"})
    assert last.headers["location"] == "/stickprov/1"
    assert client.post("/stickprov/1/avgor").headers["location"] == "/stickprov/1/rapport"
    report = client.get("/stickprov/1/rapport").text
    assert "Partiet är underkänt" in report
    assert "Vad det rör" in report
    assert client.get("/stickprov/1/rapport.pdf").headers["content-type"] == "application/pdf"
    assert client.get("/stickprov/9").status_code == 404
    assert client.get("/stickprov/1/9").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"aql": "mycket"},
        {"aql": "20", "lq": "10"},
        {"lq": "nan"},
        {"received_from": "2200-01-01"},
        {"hog": "x"},
    ],
)
def test_a_form_that_goes_wrong_says_so_and_draws_nothing(
    client: httpx.Client, ids: list[str], wrong: dict[str, str]
) -> None:
    form = {"parti": "x", "lq": "50", **wrong}
    assert client.get("/stickprov/nytt", params=form).status_code in {200, 422}
    assert client.post("/stickprov", data=form).status_code == 422
    assert client.get("/api/v1/audits").json() == []


def test_withdrawn_and_corrected_since_the_draw(
    client: httpx.Client, services: Services, ids: list[str]
) -> None:
    audit = begun(client, definition={"search": "sort=title"})
    first, second = (one["document_id"] for one in audit["sample"][:2])
    services.register.withdraw(first, actor="x", reason="fel")
    review = client.post(f"/api/v1/reviews/{second}/claim").json()
    title = client.get(f"/api/v1/documents/{second}/record").json()["title"]["value"]
    change = {
        "token": review["token"],
        "version": review["version"],
        "after_number": 0,
        "target": {"kind": "field", "path": "/title/value"},
        "before": title,
        "after": "Annan",
    }
    assert client.post(f"/api/v1/documents/{second}/corrections", json=change).status_code == 201
    page = client.get("/stickprov/1/2").text
    assert 'value="/title" checked' in page, "what was corrected since is ticked"
    assert f">{title}<" in page, "the record is shown as it was drawn"
    assert "återtogs efter dragningen" in client.get("/stickprov/1/1").text
    assert client.post("/stickprov/1/1", data={"revision": "0"}).status_code == 409
    assert client.post("/stickprov/1/1", data={"revision": "0", "aterkallad": "true"}).status_code == 303
    client.post("/stickprov/1/2", data={"revision": "0", "fel": "/title"})
    client.post("/stickprov/1/3", data={"revision": "0"})
    report = client.post("/api/v1/audits/1/decide").json()
    assert report["wrong_documents"] == 2
    assert [one["withdrawn"] for one in report["since"]] == [True, False]
    page = client.get("/stickprov/1/rapport").text
    assert "Ändrat mellan dragningen och avgörandet" in page
    assert "räknas som fel" in page


def test_an_audit_is_abandoned_in_the_open(client: httpx.Client, ids: list[str]) -> None:
    begun(client)
    assert client.post("/stickprov/1/avbryt", data={"reason": "Fel parti"}).status_code == 303
    assert "Fel parti" in client.get("/stickprov/1").text
    assert "Avbrutet" in client.get("/stickprov").text
    assert len(client.get("/api/v1/log", params={"kind": "audit.abandoned"}).json()["events"]) == 3


# Kvalitet.


def test_the_figures_are_shown_by_every_grouping(client: httpx.Client, ids: list[str]) -> None:
    for by in ("period", "issuer", "document_type", "text_source", "scanner"):
        for kind in ("characters", "values"):
            page = client.get("/kvalitet", params={"per": by, "av": kind})
            assert page.status_code == 200
    assert "Avdelning 2" in client.get("/kvalitet?per=scanner").text
    assert client.get("/kvalitet?per=annat").status_code == 422
    example = re.search(r"/dokument/\w+\?sida=1&amp;visa=rattelser", client.get(
        "/kvalitet/regel", params={"namn": "repair.diacritic"}
    ).text)  # fmt: skip
    assert example
    assert client.get(example.group().replace("&amp;", "&")).status_code == 200
    assert "inte slagit till" in client.get("/kvalitet/regel?namn=saknas").text
    for which in ("alla", "stickprov"):
        assert "repair.diacritic" in client.get("/kvalitet/regler", params={"urval": which}).text


def test_an_empty_archive_has_no_figures(client: httpx.Client) -> None:
    assert "Här är ingenting ännu." in client.get("/kvalitet").text
    assert "Inget stickprov ännu" in client.get("/stickprov").text
    assert "Inget har hänt ännu." in client.get("/logg").text
    assert "Ingen läst handling" in client.get("/stickprov/nytt").text


def test_what_audits_found_is_measured(client: httpx.Client, ids: list[str]) -> None:
    audit = begun(client)
    judge(client, audit, 1, "/title")
    judge(client, audit, 2)
    page = client.get("/kvalitet?urval=stickprov").text
    assert "2 av 5 handlingar granskade" in page
    assert "0 av 5 handlingar granskade" in client.get("/kvalitet").text


# Logg.


def test_the_log_is_filtered_and_turned(
    client: httpx.Client, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = client.get("/logg").text
    assert page.count('data-label="När"') == 10
    kept = client.get(
        "/logg/filter",
        params={"document_id": f"http://x/dokument/{ids[0]}?sida=1#s1r2", "actor": "", "kind": ""},
    )
    assert kept.headers["location"] == f"/logg?document_id={ids[0]}"
    one = client.get(kept.headers["location"]).text
    assert one.count('data-label="När"') == 2
    assert "Vilket steg som gjorde vad" in one
    assert f"log.csv?document_id={ids[0]}" in one
    assert "stämmer med filtret" in client.get("/logg?day_to=2000-01-01").text
    exported = re.search(r'href="(/api/v1/log\.csv\?[^"]+)"', client.get("/logg?day_from=2026-01-01").text)
    assert exported
    assert len(client.get(exported[1].replace("&amp;", "&")).text.splitlines()) == 11
    monkeypatch.setattr(log_routes, "ROWS", 4)
    first = client.get("/logg").text
    older = re.search(r'href="(/logg\?before=\d+)"', first)
    assert older
    second = client.get(older[1]).text
    seen = [int(n) for n in re.findall(r'data-label="Nr">(\d+)<', first + second)]
    assert seen == [10, 9, 8, 7, 6, 5, 4, 3]
    assert "Till det senaste" in second


def test_what_was_done_to_many_at_once_is_one_row_with_each_of_them(
    client: httpx.Client, ids: list[str]
) -> None:
    audit = begun(client)
    for position in range(1, len(audit["sample"]) + 1):
        judge(client, audit, position)
    client.post(f"/api/v1/audits/{audit['number']}/decide").raise_for_status()
    page = client.get("/logg?kind=audit.decided").text
    assert page.count('data-label="När"') == 1
    assert "beslut <code>godkänt</code>" in page
    events = client.get("/api/v1/log", params={"kind": "audit.decided"}).json()["events"]
    assert len(events) == len(audit["sample"]) > 1
    assert all(event["hash"] in page and event["document_id"] in page for event in events)


def test_the_chain_is_checked_and_a_break_is_told(
    client: httpx.Client, services: Services, ids: list[str]
) -> None:
    assert "Inte kontrollerad härifrån ännu." in client.get("/logg").text
    noted = client.get("/api/v1/log/heads").json()["events"]["hash"]
    assert "Obruten" in client.post("/logg/kontroll").text
    assert (
        "finns kvar: Händelserna, rad" in client.post("/logg/kontroll", data={"noterad": f" {noted} "}).text
    )
    assert "hashen finns inte" in client.post("/logg/kontroll", data={"noterad": "0" * 64}).text
    with services.register.database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER events_no_update")
        connection.exec_driver_sql("UPDATE events SET actor = 'ingen' WHERE sequence = 2")
    assert "Obruten" in client.get("/logg").text, "as it was when it was last checked"
    assert "Bruten vid rad 2" in client.post("/logg/kontroll").text
    assert "raden är ändrad" in client.get("/logg").text
