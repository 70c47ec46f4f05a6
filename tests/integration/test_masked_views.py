"""What a key without the right to see everything gets: masked records, and no file that shows more."""

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
OPEN = TEXT.replace(NUMBER, "som är en förening")
SECRET = TEXT.replace(f", {NUMBER},", "").replace("Bidrag", "Sekretess enligt 26 kap. 1 § OSL")
READER, ARCHIVIST = {"Authorization": "Bearer hemlig"}, {"Authorization": "Bearer hemligare"}


@pytest.fixture
def client(services: Services) -> Iterator[httpx.Client]:
    """Two keys, one of which sees everything; no user of this machine."""
    readers = services.settings.api_key_hashes
    archivist = hashlib.sha256(b"hemligare").hexdigest()
    settings = services.settings.model_copy(
        update={"api_key_hashes": (*readers, archivist), "unmask_key_hashes": (archivist,)}
    )
    with (
        served(dataclasses.replace(services, settings=settings)) as server,
        httpx.Client(base_url=server.address, timeout=30, trust_env=False) as client,
    ):
        yield client


def _kept(client: httpx.Client, services: Services, text: str) -> str:
    """A document whose record is made of the text; its id."""
    receipt = by_hand.upload(client)
    record = record_of(text_pages(text)).model_copy(update={"id": receipt.id})
    by_hand.finish(services, receipt.id, record)
    return f"/api/v1/documents/{receipt.id}"


def test_the_record_is_masked_and_says_what_was_masked(client: httpx.Client, services: Services) -> None:
    path = _kept(client, services, TEXT)
    answer = client.get(f"{path}/record", headers=READER)
    record = Record.model_validate_json(answer.content)
    assert "3234" not in answer.text
    assert record.protection is not None
    assert record.protection.form == "protected"
    assert record.protection.contains == ("personal_data",)
    (masked,) = record.protection.masked
    assert record.pages[0].raw_text[masked.start : masked.end] == "****"


def test_who_may_unmask_gets_every_byte(client: httpx.Client, services: Services) -> None:
    path = _kept(client, services, TEXT)
    for headers in (ARCHIVIST, {}):  # The local user sees everything unless that is switched off.
        answer = client.get(f"{path}/record", headers=headers)
        assert NUMBER in answer.text
        assert answer.content == services.store.get(
            services.register.current(path.rpartition("/")[2]).record_key
        )


@pytest.mark.parametrize("text", [TEXT, SECRET])
def test_no_file_shows_what_the_record_masks(client: httpx.Client, services: Services, text: str) -> None:
    path = _kept(client, services, text)
    for file in ("original", "pdf", "alto"):
        answer = client.get(f"{path}/{file}", headers=READER)
        assert (answer.status_code, answer.json()["code"]) == (403, "may_not_unmask"), file
        assert client.get(f"{path}/{file}", headers=ARCHIVIST).status_code in {200, 404}, file
    assert client.get(f"/dokument/{path.rpartition('/')[2]}", headers=READER).status_code == 403


def test_a_document_that_needs_no_protection_is_shown_as_it_is(
    client: httpx.Client, services: Services
) -> None:
    path = _kept(client, services, OPEN)
    assert client.get(f"{path}/original", headers=READER).status_code == 200
    assert client.get(f"{path}/record", headers=READER).json()["protection"]["masked"] == []


def test_what_is_not_read_yet_is_not_shown(client: httpx.Client) -> None:
    path = f"/api/v1/documents/{by_hand.upload(client).id}"
    answer = client.get(f"{path}/original", headers=READER)
    assert (answer.status_code, answer.json()["code"]) == (409, "not_ready")
    assert client.get(f"{path}/original", headers=ARCHIVIST).status_code == 200


def test_a_cache_does_not_give_one_callers_form_to_another(client: httpx.Client, services: Services) -> None:
    path = f"{_kept(client, services, TEXT)}/record"
    masked, full = client.get(path, headers=READER), client.get(path, headers=ARCHIVIST)
    assert masked.headers["etag"] != full.headers["etag"]
    assert masked.headers["vary"] == full.headers["vary"] == "Authorization"
    again = client.get(path, headers={**READER, "If-None-Match": full.headers["etag"]})
    assert again.status_code == 200
    assert "3234" not in again.text


def test_the_local_user_can_be_kept_from_it_too(services: Services) -> None:
    settings = services.settings.model_copy(update={"local_user_sees_all": False})
    with (
        served(dataclasses.replace(services, settings=settings)) as server,
        httpx.Client(base_url=server.address, timeout=30, trust_env=False) as client,
    ):
        path = _kept(client, services, TEXT)
        assert "3234" not in client.get(f"{path}/record").text
        assert client.get("/").status_code == 403
