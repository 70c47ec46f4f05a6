"""A pile of letters in one PDF falls apart into documents, by hand or at its separator sheets."""

import io

import httpx
import pikepdf
import pytest
from fpdf import FPDF

from ingest.api import Services
from schemas.example import EXAMPLE
from schemas.record import Record
from tests import by_hand
from tests.html import words

LETTERS = ("Brev ett", "Brev ett, sida två", "SKILJEBLAD", "Brev två", "SKILJEBLAD", "Brev tre")


@pytest.fixture
def pile(client: httpx.Client) -> str:
    answer = client.post("/api/v1/documents", files={"file": ("hög.pdf", _pdf(LETTERS))})
    assert answer.status_code == 202
    return str(answer.json()["id"])


def test_what_was_stated_about_the_pile_holds_for_its_letters_but_for_the_case(client: httpx.Client) -> None:
    told = {"date_received": "2026-11-20", "dnr": "KS 2026/1", "scanner": "Expeditionen"}
    answer = client.post("/api/v1/documents", files={"file": ("hög.pdf", _pdf(LETTERS))}, data=told)
    (receipt,) = _split(client, answer.json()["id"], {"parts": [{"first": 1, "last": 2}]}).json()
    stated = receipt["stated"]
    assert (stated["date_received"], stated["scanner"]) == ("2026-11-20", "Expeditionen")
    assert stated["dnr"] is None


def test_a_file_with_separator_sheets_is_offered_to_be_taken_apart_until_it_is(
    client: httpx.Client, services: Services, pile: str
) -> None:
    document = services.register.document(pile)
    source = EXAMPLE.source.model_copy(update={"media_type": "application/pdf", "pages": len(LETTERS)})
    record = _record(pile, LETTERS)
    read = tuple(page.model_copy(update={"raw_text": page.text}) for page in record.pages)
    record = record.model_copy(update={"source": source, "pages": read, "repairs": ()})
    by_hand.finish(services, document.id, record)
    said = words(client.get(f"/dokument/{pile}").text)
    assert "Skiljeblad på sidorna 3, 5." in said
    assert "Dela upp i 3" in said
    assert "3 filer mottagna" in words(client.post(f"/dokument/{pile}/dela").text).replace("\xa0", " ")
    assert "Skiljeblad på" not in words(client.get(f"/dokument/{pile}").text)


def _pdf(pages: tuple[str, ...]) -> bytes:
    document = FPDF()
    document.set_font("helvetica", size=14)
    for text in pages:
        document.add_page()
        document.multi_cell(0, 10, text)
    return bytes(document.output())


def _record(id_: str, texts: tuple[str, ...]) -> Record:
    page = EXAMPLE.pages[0]
    pages = tuple(
        page.model_copy(update={"number": number, "text": text}) for number, text in enumerate(texts, start=1)
    )
    return EXAMPLE.model_copy(update={"id": id_, "pages": pages})


def _split(client: httpx.Client, pile: str, request: object) -> httpx.Response:
    return client.post(f"/api/v1/documents/{pile}/split", json=request)


def _trace(client: httpx.Client, kind: str) -> list[tuple[str, object]]:
    events = client.get("/api/v1/events", params={"limit": 1000}).json()["events"]
    return [(event["document_id"], event["details"]) for event in events if event["kind"] == kind]


def test_by_hand_with_a_trace(client: httpx.Client, services: Services, pile: str) -> None:
    parts = [{"first": 1, "last": 2}, {"first": 4, "last": 4}, {"first": 6, "last": 6}]
    answer = _split(client, pile, {"parts": parts})
    assert answer.status_code == 202, answer.text
    receipts = answer.json()
    assert [receipt["pages"] for receipt in receipts] == [2, 1, 1]
    assert [receipt["filename"] for receipt in receipts] == [f"hög ({n} av 3).pdf" for n in (1, 2, 3)]
    assert receipts[0]["stated"]["note"] == "Ur hög.pdf, sidorna 1–2"
    cut = client.get(f"/api/v1/documents/{receipts[0]['id']}/original").content
    with pikepdf.open(io.BytesIO(cut)) as document:
        assert len(document.pages) == 2
    cuts = [
        {"document": receipt["id"], "pages": [part["first"], part["last"]]}
        for receipt, part in zip(receipts, parts, strict=True)
    ]
    assert _trace(client, "document.split") == [(pile, {"parts": cuts})]
    assert _trace(client, "document.split_off") == [
        (cut["document"], {"document": pile, "pages": cut["pages"]}) for cut in cuts
    ]
    assert services.register.counts()["received"] == 4
    again = _split(client, pile, {"parts": parts}).json()
    assert [receipt["id"] for receipt in again] == [receipt["id"] for receipt in receipts]
    assert services.register.counts()["received"] == 4


def test_at_the_separator_sheets(client: httpx.Client, services: Services, pile: str) -> None:
    texts = ("Brev ett", "Här är inget SKILJEBLAD", "| SKILJEBLAD .", "Brev två", "SKILJEBLAD", "Brev tre")
    by_hand.finish(services, pile, _record(pile, texts))
    receipts = _split(client, pile, {}).json()
    assert [receipt["pages"] for receipt in receipts] == [2, 1, 1]


def test_sheets_at_the_ends_and_side_by_side_make_no_empty_parts(
    client: httpx.Client, services: Services, pile: str
) -> None:
    sheet = "SKILJEBLAD"
    by_hand.finish(services, pile, _record(pile, (sheet, "Brev ett", sheet, sheet, "Brev två", sheet)))
    assert [receipt["pages"] for receipt in _split(client, pile, {}).json()] == [1, 1]


def test_without_sheets_nothing_is_guessed(client: httpx.Client, services: Services, pile: str) -> None:
    by_hand.finish(services, pile, _record(pile, ("a",) * 6))
    answer = _split(client, pile, {})
    assert (answer.status_code, answer.json()["code"]) == (409, "no_separators")


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [{"first": 1, "last": 7}],
        [{"first": 0, "last": 1}],
        [{"first": 3, "last": 2}],
        [{"first": 1, "last": 3}, {"first": 3, "last": 4}],
        [{"first": 4, "last": 5}, {"first": 1, "last": 2}],
    ],
)
def test_parts_that_cannot_be(client: httpx.Client, services: Services, pile: str, parts: object) -> None:
    answer = _split(client, pile, {"parts": parts})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_request")
    assert services.register.counts()["received"] == 1


def test_only_a_pdf_of_several_pages_is_a_pile(client: httpx.Client) -> None:
    letter = by_hand.upload(client)
    answer = _split(client, letter.id, {"parts": [{"first": 1, "last": 1}]})
    assert (answer.status_code, answer.json()["code"]) == (409, "not_a_pile")
