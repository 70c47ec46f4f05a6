"""A document's pages in each of its states, on the real app; what workers would do is done by hand."""

import re
from itertools import pairwise

import httpx
import pytest

from ingest.api import Services
from ingest.errors import UnreadablePage
from schemas.example import EXAMPLE, RAW_TEXT, TEXT_LINES
from schemas.record import Quality, RecordPage
from schemas.structure import Block, Section
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
        "Från Miljönämnden i Almvik",
        "Till Byggnadsnämnden i Almvik",
        "Vad det rör Yttrande över detaljplan för kvarteret Ängen",
        "Handläggare Åsa Björkqwist 0555-123 45",
        "Dokumenttyp Tjänsteutlåtande",
        "Datum 2024-03-12 Handlingens datum",
        "uppladdad till Inkom (kvitto 1)",
        "”Miljonamnden i Almvik” sida 1, rad 1".replace("”", ""),
        "Regel: dnr.label_same_line",
        "Förslag till beslut 1. Nämnden överlämnar yttrandet",
        "Sidhuvuden, sidfötter och sidnummer (1)",
    ):
        assert expected in said, expected
    assert "Behöver granskas" not in said
    assert (
        client.get(f"/dokument/{receipt.id}").text.count("19121212-1212") == 1
    )  # In the text, not the proof.


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
    assert "Diarienummer MN 1 uppgivet vid uppladdningen (kvitto 1)" in said
    assert "Inkom 2024-03-14 uppgivet vid uppladdningen (kvitto 1) 2024-03-12 enligt handlingen" in said
    assert "datumet finns inte" in said
    assert "<h1>brev.txt</h1>" in page


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
    assert "Sida 2 Textkälla: ingen" in words(client.get(f"/dokument/{receipt.id}/sidor").text)


def test_every_link_of_a_record_leads_somewhere(client: httpx.Client, services: Services) -> None:
    receipt = done(client, services, artifacts={"original": EXAMPLE.artifacts["original"]})
    links = Elements(client.get(f"/dokument/{receipt.id}").text).attributes("href")
    proofs = {link for link in links if "#s1r" in link}
    assert len(proofs) >= 12
    for link in links:
        path, _, anchor = link.partition("#")
        if not path:
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
    address = f"/dokument/{receipt.id}/sidor"
    repaired, read = client.get(address).text, client.get(address, params={"text": "last"}).text
    assert _lines(repaired) == list(TEXT_LINES)
    assert _lines(read) == RAW_TEXT.split("\n")
    assert '<ins class="edit">Miljönämnden' in repaired
    assert '<del class="edit">Miljonamnden' in read
    assert "MiljonamndenMiljönämnden å, ä, ö 99,8 %" in words(repaired)


def test_a_long_document_is_shown_some_pages_at_a_time(client: httpx.Client, services: Services) -> None:
    pages = tuple(EXAMPLE.pages[0].model_copy(update={"number": number}) for number in range(1, 46))
    receipt = done(client, services, pages=pages)
    address = f"/dokument/{receipt.id}/sidor"
    for asked, shown in (
        ("1", (1, 20)),
        ("21", (21, 40)),
        ("40", (21, 40)),
        ("45", (41, 45)),
        ("999", (41, 45)),
    ):
        numbers = re.findall(r'<h2 id="rubrik-s(\d+)"', client.get(address, params={"sida": asked}).text)
        assert (int(numbers[0]), int(numbers[-1])) == shown, asked


def test_headings_never_skip_a_rank(client: httpx.Client, services: Services) -> None:
    block = Block(kind="paragraph", text="Text.", page=1, box=None, lines=())
    sections = tuple(
        Section(heading=f"Rubrik {level}", level=level, page=1, box=None, blocks=(block,))
        for level in (3, 1, 4, 2, 9, 9, 9, 1)
    )
    receipt = done(client, services, sections=sections)
    ranks = [
        int(tag[1])
        for tag, _ in Elements(client.get(f"/dokument/{receipt.id}").text).tags
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
        client.get(path).text for path in ("/", f"/dokument/{receipt.id}", f"/dokument/{receipt.id}/sidor")
    ]
    for page in shown:
        tags = {tag for tag, _ in Elements(page).tags}
        assert not tags & {"img", "b"}
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
        ("/dokument/x/sidor?text=annan", 422),
    ],
)
def test_wrong_addresses_are_answered_with_a_page(client: httpx.Client, path: str, status: int) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert "Till Inkorgen" in words(answer.text)


def test_the_pages_of_an_unfinished_document_are_a_conflict(client: httpx.Client) -> None:
    receipt = upload(client)
    assert client.get(f"/dokument/{receipt.id}/sidor").status_code == 409
