"""A document's pages in each of its states, on the real app; what workers would do is done by hand."""

import re
from itertools import pairwise

import httpx
import pytest

from ingest.api import Services
from ingest.errors import UnreadablePage
from ingest.storage import keys
from schemas.example import EXAMPLE, RAW_TEXT, TEXT_LINES
from schemas.page import ReadLine, ReadPage
from schemas.record import Quality, RecordPage
from schemas.structure import Block, LineRef, Section
from tests.by_hand import claim, done, fail_page, finish, read_page, record_of, upload
from tests.html import Elements, words

HOSTILE = '"><img src=x onerror=alert(1)>.txt'


def test_a_document_in_progress_shows_every_page_and_its_receipts(
    client: httpx.Client, services: Services
) -> None:
    receipt = upload(client, "ett\ftvå\ftre", dnr="KS 2024/17", note="i posten")
    upload(client, "ett\ftvå\ftre", name="kopia.txt")
    read_page(services, receipt.id, 1)
    claim(services, receipt.id, 2)
    said = words(client.get(f"/dokument/{receipt.id}").text)
    assert "1 av 3 sidor lästa" in said
    assert "Sida 1: läst Sida 2: läses nu Sida 3: väntar" in said
    assert "Kvitto 1" in said
    assert "för kopia.txt (samma fil igen)" in said
    assert "KS 2024/17" in said
    assert "i posten" in said


def test_a_failed_document_says_why_and_can_be_read_again(client: httpx.Client, services: Services) -> None:
    receipt = upload(client)
    fail_page(services, receipt.id, 1)
    page = client.get(f"/dokument/{receipt.id}").text
    problem = services.register.document(receipt.id).problem
    assert problem is not None
    assert problem.sv in words(page)
    assert f"/dokument/{receipt.id}/las-om" in Elements(page).attributes("action")
    answer = client.post(f"/dokument/{receipt.id}/las-om", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/dokument/{receipt.id}")
    assert services.register.document(receipt.id).status == "received"
    again = client.post(f"/dokument/{receipt.id}/las-om")
    assert again.status_code == 409
    assert "Bara en handling som misslyckats, helt eller på någon sida, kan läsas om" in words(again.text)


def test_a_finished_document_shows_the_registration_sheet_and_the_text(
    client: httpx.Client, services: Services
) -> None:
    receipt = done(client, services)
    said = words(client.get(f"/dokument/{receipt.id}").text)
    for expected in (
        "Diarienummer MN-2024-00417 handlingens eget",
        "Avsändare Miljönämnden i Almvik",
        "Mottagare Byggnadsnämnden i Almvik",
        "Vad det rör Yttrande över detaljplan för kvarteret Ängen",
        "Handläggare Åsa Björkqwist 0555-123 45",
        "Dokumenttyp Tjänsteutlåtande",
        "Datum 2024-03-12 Handlingens datum",
        "(kvitto 1)",
        "”Miljonamnden i Almvik” sida 1, rad 1".replace("”", ""),
        "Regel: dnr.label_same_line",
        "Förslag till beslut 1. Nämnden överlämnar yttrandet",
    ):
        assert expected in said, expected
    assert "Behöver granskas" not in said
    # On its line of the page, not in the sheet and its proofs.
    assert client.get(f"/dokument/{receipt.id}").text.count("19121212-1212") == 1
    text = words(client.get(f"/dokument/{receipt.id}/text").text)
    assert "Sidhuvuden, sidfötter och sidnummer (1)" in text
    assert "Nämnden överlämnar yttrandet enligt plan- och bygglagen" in text


def test_what_was_not_found_is_said_and_what_was_stated_is_marked(
    client: httpx.Client, services: Services
) -> None:
    receipt = upload(client, date_received="2024-03-14", dnr="MN 1")
    stamp = EXAMPLE.dates[0].model_copy(update={"role": "received", "value": None, "flags": ("impossible",)})
    bare = record_of(receipt).model_copy(
        update={"title": None, "officer": None, "dnr": (), "dates": (stamp,)}
    )
    finish(services, receipt.id, bare)
    page = client.get(f"/dokument/{receipt.id}").text
    said = words(page)
    assert "Handläggare Inte funnet i handlingen" in said
    assert "Diarienummer MN 1 uppgivet vid inlämningen (kvitto 1)" in said
    assert "Inkom 2024-03-14 uppgivet vid inlämningen (kvitto 1)" in said
    assert "2024-03-12 enligt handlingen" in said
    assert "datumet finns inte" in said
    assert "<h1>brev.txt</h1>" in page


def test_a_date_in_a_table_is_not_the_day_the_document_came_in(
    client: httpx.Client, services: Services
) -> None:
    listed = EXAMPLE.dates[0].model_copy(update={"role": "received"})
    line = EXAMPLE.pages[0].raw_text[: listed.evidence[0].start].count("\n")
    table = Block(
        kind="table", text="x", rows=(("x",),), page=1, box=None, lines=(LineRef(page=1, line=line),)
    )
    section = Section(heading=None, level=0, page=1, box=None, blocks=(table,))
    receipt = done(client, services, dates=(listed,), sections=(section,))
    said = words(client.get(f"/dokument/{receipt.id}").text)
    assert "Inkom 20" in said
    assert "enligt handlingen" not in said
    assert "Övriga datum 2024-03-12 inkommet enligt en tabell" in said


def test_reasons_for_review_and_unread_pages_are_told_plainly(
    client: httpx.Client, services: Services
) -> None:
    unread = RecordPage.model_validate(
        {**EXAMPLE.pages[0].model_dump(), "number": 2, "text": "", "raw_text": "", "text_source": "none"}
    ).model_copy(update={"problem": UnreadablePage().problem})
    quality = Quality(
        needs_review=True,
        reasons=(UnreadablePage().problem,),
        words=1,
        doubtful_words=0,
        repairs=1,
        unread_pages=1,
    )
    receipt = done(client, services, pages=(*EXAMPLE.pages, unread), quality=quality)
    said = words(client.get(f"/dokument/{receipt.id}").text)
    assert f"Behöver granskas {UnreadablePage.sv} Sida 2: {UnreadablePage.sv}" in said
    second = words(client.get(f"/dokument/{receipt.id}/sida/2").text)
    assert second.startswith("Sidan har ingen bild") or UnreadablePage.sv in second
    assert "Textkälla: ingen" in second
    again = client.post(f"/dokument/{receipt.id}/las-om", follow_redirects=False)
    assert again.status_code == 409  # The register knows of no failed page; only the record says so.


def test_every_link_of_a_record_leads_somewhere(client: httpx.Client, services: Services) -> None:
    receipt = done(client, services, artifacts={"original": EXAMPLE.artifacts["original"]})
    links = Elements(client.get(f"/dokument/{receipt.id}").text).attributes("href")
    proofs = {link for link in links if "#s1r" in link}
    assert len(proofs) >= 12
    for link in links:
        path, _, anchor = link.partition("#")
        if not path or "/image?" in path:
            continue
        answer = client.get(path)
        assert answer.status_code == 200, link
        if anchor:
            assert anchor in Elements(answer.text).attributes("id"), link


def _lines(page: str) -> list[str]:
    """The text of the numbered lines, without what only screen readers are told."""
    heard = re.sub(r'<span class="vh">.*?</span>', "", page)
    return [_strip(line) for line in re.findall(r'<li id="s1r\d+">(.*?)</li>', heard, re.DOTALL)]


def _strip(html: str) -> str:
    return "".join(Elements(html).text)


def test_page_by_page_the_text_is_switched_between_repaired_and_as_read(
    client: httpx.Client, services: Services
) -> None:
    receipt = done(client, services)
    address = f"/dokument/{receipt.id}/sida/1"
    repaired, read = client.get(address).text, client.get(address, params={"text": "last"}).text
    assert _lines(repaired) == list(TEXT_LINES)
    assert _lines(read) == RAW_TEXT.split("\n")
    assert '<ins class="edit">Miljönämnden' in repaired
    assert '<del class="edit">Miljonamnden' in read
    assert "MiljonamndenMiljönämnden å, ä, ö 99,8 %" in words(repaired)


def test_a_long_document_is_shown_page_by_page_and_its_text_by_ranges(
    client: httpx.Client, services: Services
) -> None:
    pages = tuple(EXAMPLE.pages[0].model_copy(update={"number": number}) for number in range(1, 131))
    receipt = done(client, services, pages=pages)
    address = f"/dokument/{receipt.id}"
    for asked, shown, strip in (("1", "1", (1, 60)), ("61", "61", (61, 120)), ("999", "130", (121, 130))):
        page = client.get(address, params={"sida": asked}).text
        assert f'data-page="{shown}" data-count="130"' in page
        numbers = re.findall(r'data-to-page="(\d+)"', page.partition('id="strip"')[2].partition("</nav>")[0])
        assert (int(numbers[0]), int(numbers[-1])) == strip, asked
        assert len(page) < 200_000
        fragment = client.get(f"{address}/sidor", params={"sida": asked}).text
        assert re.findall(r'data-to-page="(\d+)"', fragment) == numbers
    for asked, said in (("1", "Sidorna 1 till 20"), ("130", "Sidorna 121 till 130")):
        assert said in words(client.get(f"{address}/text", params={"sida": asked}).text)


def test_lines_and_repairs_are_tied_to_their_places_on_the_picture(
    client: httpx.Client, services: Services
) -> None:
    receipt = done(client, services)
    page = EXAMPLE.pages[0]
    lines = tuple(
        ReadLine(text=text, words=(), box=(72.0, 60.0 + 20 * at, 300.0, 72.0 + 20 * at))
        for at, text in enumerate(page.raw_text.split("\n"))
    )
    read = ReadPage(
        number=1, width=page.width, height=page.height, text_source="ocr", reason="x", lines=lines
    )
    key = keys.reading(receipt.id, "test-r1", 1)
    services.store.put(key, read.model_dump_json().encode(), "application/json")
    shown = Elements(client.get(f"/dokument/{receipt.id}").text)
    places = {tags["data-of"]: tags for tag, tags in shown.tags if tag == "rect"}
    assert {f"s1r{number}" for number in range(1, 18)} <= set(places)
    assert (places["s1r1"]["x"], places["s1r1"]["y"], places["s1r1"]["class"]) == ("72.0", "60.0", "line")
    ids = shown.attributes("id")
    assert set(filter(None, places)) <= ids
    evidence = {tags["data-place"] for _, tags in shown.tags if "data-place" in tags}
    assert "72 100 78 12" in evidence or "96 100 78 12" in evidence


def test_what_has_happened_is_told_and_a_wrong_upload_is_taken_back(
    client: httpx.Client, services: Services
) -> None:
    receipt = done(client, services)
    address = f"/dokument/{receipt.id}"
    assert "Färdigläst (Inkom självt)" in words(client.get(address).text)
    assert client.post(f"{address}/aterta", data={"reason": "  "}).status_code == 422
    answer = client.post(f"{address}/aterta", data={"reason": "Fel <fil>"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, address)
    gone = client.get(address)
    assert gone.status_code == 410
    assert "Färdig 0" in words(client.get("/").text)
    assert services.register.counts()["done"] == 1
    assert "Handlingen är återtagen" in words(gone.text)
    assert "Återtagen: Fel <fil> (den som satt vid datorn)" in words(gone.text)
    for part in ("/sida/1", "/sidor", "/text", "/registerblad"):
        assert client.get(address + part).status_code == 410
    undone = client.post(f"{address}/aterstall", follow_redirects=False)
    assert (undone.status_code, undone.headers["location"]) == (303, address)
    assert client.get(address).status_code == 200
    assert "Återställd (den som satt vid datorn)" in words(client.get(address).text)


def test_the_sheet_stands_alone_to_be_printed(client: httpx.Client, services: Services) -> None:
    receipt = done(client, services)
    said = words(client.get(f"/dokument/{receipt.id}/registerblad").text)
    assert "Diarienummer MN-2024-00417 handlingens eget" in said
    assert "Regel" not in said


def test_headings_never_skip_a_rank(client: httpx.Client, services: Services) -> None:
    block = Block(kind="paragraph", text="Text.", page=1, box=None, lines=())
    sections = tuple(
        Section(heading=f"Rubrik {level}", level=level, page=1, box=None, blocks=(block,))
        for level in (3, 1, 4, 2, 9, 9, 9, 1)
    )
    receipt = done(client, services, sections=sections)
    ranks = [
        int(tag[1])
        for tag, _ in Elements(client.get(f"/dokument/{receipt.id}/text").text).tags
        if tag in "h1h2h3h4h5h6"
    ]
    assert max(ranks) <= 6
    assert all(after - before <= 1 for before, after in pairwise(ranks))


def test_text_from_documents_is_never_markup(client: httpx.Client, services: Services) -> None:
    script = "</title><script>alert(1)</script><b onclick=x>'\"&lt;"
    outcome = client.post("/ladda-upp", files={"file": (HOSTILE, b"Ett brev.")}, data={"note": script})
    receipt = upload(client, "Ett brev.", HOSTILE, note=script, dnr=script[:99])
    in_progress = client.get(f"/dokument/{receipt.id}").text
    title = EXAMPLE.title
    assert title is not None
    finish(
        services,
        receipt.id,
        record_of(receipt).model_copy(
            update={
                "title": title.model_copy(update={"value": script, "rule": script}),
                "sections": (
                    Section(
                        heading=script,
                        level=1,
                        page=1,
                        box=None,
                        blocks=(
                            Block(kind="paragraph", text=script, page=1, box=None, lines=()),
                            Block(kind="table", text=script, rows=((script,),), page=1, box=None, lines=()),
                            Block(kind="list_item", text=script, marker=script, page=1, box=None, lines=()),
                        ),
                    ),
                ),
                "pages": (EXAMPLE.pages[0].model_copy(update={"reason": script, "raw_text": script}),),
                "repairs": (EXAMPLE.repairs[0].model_copy(update={"before": script[:12], "after": script}),),
            }
        ),
    )
    shown = [outcome.text, in_progress]
    shown += [
        client.get(path).text
        for path in (
            "/",
            f"/dokument/{receipt.id}",
            f"/dokument/{receipt.id}/text?sida=1",
            f"/dokument/{receipt.id}/sida/1",
        )
    ]
    for page in shown:
        tags = {tag for tag, _ in Elements(page).tags}
        assert "b" not in tags
        assert not [
            tag for tag, attributes in Elements(page).tags if tag == "img" and "loading" not in attributes
        ]
        assert not [
            attributes for tag, attributes in Elements(page).tags if tag == "script" and not attributes
        ]
        assert "onerror" in words(page) or "onclick" in words(page)
        assert not any(name.startswith("on") for _, attributes in Elements(page).tags for name in attributes)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/dokument/" + "0" * 32, 404),
        ("/dokument/hittepå", 404),
        ("/dokument/" + "0" * 32 + "/sidor", 404),
        ("/dokument/" + "0" * 32 + "/live", 404),
        ("/?fore=hittepå", 404),
        ("/dokument/x/sidor?sida=0", 422),
        ("/dokument/x?text=annan", 422),
        ("/dokument/x/sida/ett", 422),
        ("/dokument/x?visa=allt", 422),
    ],
)
def test_wrong_addresses_are_answered_with_a_page(client: httpx.Client, path: str, status: int) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert "Till Inkorgen" in words(answer.text)


@pytest.mark.parametrize("path", ["/handlingar", "/granskning/x/y", "/ladda-upp", "/static/finns-inte.css"])
def test_an_address_without_a_page_is_a_page_in_a_browser_and_a_problem_to_a_program(
    client: httpx.Client, path: str
) -> None:
    page = client.get(path, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "Det finns ingen sida på den adressen." in words(page.text)
    assert "den här datorn" in words(page.text)
    assert "Till Inkorgen" in words(page.text)
    problem = client.get(path)
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.json()["code"] == f"http_{problem.status_code}"


def test_the_pages_of_an_unfinished_document_are_a_conflict(client: httpx.Client) -> None:
    receipt = upload(client)
    assert client.get(f"/dokument/{receipt.id}/sidor").status_code == 409
