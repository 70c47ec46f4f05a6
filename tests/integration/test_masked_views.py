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
from tests.by_hand import served
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
        httpx.Client(base_url=server.address, timeout=30, trust_env=False) as client,
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
