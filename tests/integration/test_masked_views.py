"""A key that only reads gets masked records, and no file that shows more."""

import dataclasses
import hashlib
from collections.abc import Iterator

import httpx
import pytest

from ingest.api import Services
from schemas.record import Record
from tests import by_hand
from tests.bench.metadata import text_pages
from tests.by_hand import served, visitor
from tests.unit.schemas.test_protection import record_of

NUMBER = "640823-3234"
TEXT = f"TJÄNSTESKRIVELSE\nDnr SN 2021/17\n\nBidrag\n\nBakgrund\nSökanden, {NUMBER}, har ansökt.\n"
REGISTRAR, READER = {"Authorization": "Bearer hemlig"}, {"Authorization": "Bearer lasaren"}


@pytest.fixture
def client(services: Services) -> Iterator[httpx.Client]:
    """Two keys, one of which only reads."""
    settings = services.settings.model_copy(
        update={"reader_key_hashes": (hashlib.sha256(b"lasaren").hexdigest(),)}
    )
    with (
        served(dataclasses.replace(services, settings=settings)) as server,
        visitor(server.address, trust_env=False) as client,
    ):
        yield client


def test_each_key_gets_the_form_that_its_rights_allow(client: httpx.Client, services: Services) -> None:
    receipt = by_hand.upload(client)
    by_hand.finish(services, receipt.id, record_of(text_pages(TEXT)).model_copy(update={"id": receipt.id}))
    path = f"/api/v1/documents/{receipt.id}"
    full, masked = (client.get(f"{path}/record", headers=key) for key in (REGISTRAR, READER))
    assert NUMBER in full.text
    assert "3234" not in masked.text
    record = Record.model_validate_json(masked.content)
    assert record.protection is not None
    assert (record.protection.form, len(record.protection.masked)) == ("protected", 1)
    for file in ("original", "pdf", "alto"):
        assert client.get(f"{path}/{file}", headers=READER).status_code == 403, file
    assert client.get(f"{path}/original", headers=REGISTRAR).status_code == 200


def test_a_key_that_only_reads_changes_nothing(client: httpx.Client) -> None:
    receipt = by_hand.upload(client)
    answer = client.post(f"/api/v1/documents/{receipt.id}/withdraw", json={"reason": "Fel"}, headers=READER)
    assert answer.status_code == 403
    assert client.get(f"/api/v1/documents/{receipt.id}", headers=READER).json()["withdrawn"] is None


def test_what_people_wrote_is_masked_wherever_it_is_shown(client: httpx.Client, services: Services) -> None:
    """File names, notes and reasons: on the way, failed, taken back, in the feed and in the log."""
    name = f"ansökan {NUMBER}.txt"
    receipts = [
        by_hand.upload(client, f"{TEXT}{number}", name=name, note=f"Ringde om {NUMBER}.")
        for number in range(4)
    ]
    waiting, failing, withdrawn, done = (receipt.id for receipt in receipts)
    by_hand.fail_page(services, failing, 1)
    reason = {"reason": f"Fel person, {NUMBER}"}
    assert client.post(f"/api/v1/documents/{withdrawn}/withdraw", json=reason).is_success
    by_hand.finish(services, done, record_of(text_pages(TEXT)).model_copy(update={"id": done}))
    addresses = [
        *(f"/dokument/{document_id}" for document_id in (waiting, failing, withdrawn, done)),
        *(f"/api/v1/documents/{document_id}" for document_id in (waiting, failing, withdrawn, done)),
        f"/dokument/{done}/registerblad",
        f"/dokument/{done}?visa=om",
        "/api/v1/events",
        "/api/v1/documents",
        "/dokument",
        "/",
    ]
    for address in addresses:
        full, masked = (client.get(address, headers=key) for key in (REGISTRAR, READER))
        assert full.status_code == masked.status_code, address
        assert "3234" in full.text, address
        assert "3234" not in masked.text, address
        assert "640823-****" in masked.text, address


def test_a_file_is_not_fetched_under_a_name_that_shows_a_number(
    client: httpx.Client, services: Services
) -> None:
    receipt = by_hand.upload(client, "Öppet beslut.", name=f"{NUMBER}.txt")
    nothing = record_of(text_pages("Öppet beslut."))
    named = nothing.source.model_copy(update={"filename": receipt.filename})
    nothing = nothing.model_copy(update={"id": receipt.id, "source": named, "title": None})
    by_hand.finish(services, receipt.id, nothing)
    for address in (f"/api/v1/documents/{receipt.id}/record", f"/dokument/{receipt.id}/text"):
        shown = client.get(address, headers=READER)
        assert (shown.status_code, "3234" in shown.text, "640823-****" in shown.text) == (200, False, True)
    fetched = client.get(f"/api/v1/documents/{receipt.id}/original", headers=READER)
    assert fetched.status_code == 200
    assert "3234" not in str(fetched.headers)
    assert "640823" in str(fetched.headers)
