"""Server-sent events of the pages, from a real server."""

import json
from collections.abc import Iterator

from ingest.api import Services
from tests.by_hand import fail_page, finish, read_page, record_of, served, upload, visitor
from tests.html import Elements, words
from tests.patience import wait_until


def _events(lines: Iterator[str]) -> Iterator[tuple[str, dict[str, str]]]:
    kind = ""
    for line in lines:
        name, _, value = line.partition(": ")
        if name == "event":
            kind = value
        elif name == "data" and kind == "part":
            yield kind, json.loads(value)


def test_the_stream_sends_what_changes_and_nothing_else(services: Services) -> None:
    with served(services) as server, visitor(server.address) as client:
        still, moving = upload(client, "ett\ftvå", "still.txt"), upload(client, "tre\ffyra", "rörlig.txt")
        seen = Elements(client.get("/").text).attributes("data-seen").pop()
        with client.stream("GET", "/live", params={"seen": seen}) as stream:
            assert stream.headers["content-type"].startswith("text/event-stream")
            lines = stream.iter_lines()
            assert any(line == ": up to date" for line in lines)
            events = _events(lines)
            read_page(services, moving.id, 1)
            until = f"doc-{moving.id}", "1 av 2 sidor lästa"
            assert _parts_until(events, *until) <= {f"doc-{moving.id}", "counts", "today"}
            for page in (1, 2):
                fail_page(services, still.id, page)
            assert _parts_until(events, f"doc-{still.id}", "Misslyckades") <= {
                f"doc-{still.id}",
                "counts",
                "today",
            }


def _parts_until(events: Iterator[tuple[str, dict[str, str]]], part: str, said: str) -> set[str]:
    """The parts sent up to the one in which a row says so."""
    sent = set()
    for _kind, event in events:
        sent.add(event["id"])
        if event["id"] == part and said in words(event["html"]):
            break
    return sent


def test_a_client_that_has_seen_nothing_gets_everything_oldest_first(services: Services) -> None:
    with served(services) as server, visitor(server.address) as client:
        receipts = [upload(client, f"brev {number}", f"{number}.txt") for number in range(3)]
        with client.stream("GET", "/live") as stream:
            events = _events(stream.iter_lines())
            got = [next(events)[1]["id"] for _ in range(5)]
        assert got == [*(f"doc-{receipt.id}" for receipt in receipts), "today", "counts"]


def test_a_stream_ends_when_its_client_leaves_and_others_are_served_meanwhile(services: Services) -> None:
    with served(services) as server, visitor(server.address) as client:
        with client.stream("GET", "/live") as stream:
            # The client leaves when nobody holds the lines any longer.
            lines = stream.iter_lines()
            next(lines)
            assert server.busy_requests() == 1
            assert client.get("/").status_code == 200
        wait_until(lambda: server.busy_requests() == 0)


def test_a_document_s_stream_tells_when_it_is_done(services: Services) -> None:
    with served(services) as server, visitor(server.address) as client:
        receipt = upload(client)
        seen = Elements(client.get(f"/dokument/{receipt.id}").text).attributes("data-seen").pop()
        with client.stream("GET", f"/dokument/{receipt.id}/live", params={"seen": seen}) as stream:
            events = _events(stream.iter_lines())
            finish(services, receipt.id, record_of(receipt))
            while "data-finished" not in next(events)[1]["html"]:
                pass


def test_what_is_taken_back_leaves_the_list(services: Services) -> None:
    with served(services) as server, visitor(server.address) as client:
        stays, goes = upload(client, "ett", "ett.txt"), upload(client, "två", "två.txt")
        seen = Elements(client.get("/").text).attributes("data-seen").pop()
        with client.stream("GET", "/live", params={"seen": seen}) as stream:
            lines = stream.iter_lines()
            assert any(line == ": up to date" for line in lines)
            services.register.withdraw(goes.id, actor="test", reason="Fel fil")
            assert any(line == "event: parts" for line in lines)
            ids = json.loads(next(lines).partition(": ")[2])["ids"].split(" ")
        assert ids == ["counts", "today", f"doc-{stays.id}"]
