"""A page's picture and reading through the API: before the record, with it, and when there is none."""

import io
from collections.abc import Iterator
from pathlib import Path

import httpx
import pikepdf
import pytest
from PIL import Image

from ingest.api import Services
from ingest.sandbox import Sandbox
from ingest.storage import keys
from schemas.document import Statement
from schemas.page import ReadPage
from schemas.record import Record
from tests import by_hand
from tests.integration import papers
from workers import actors
from workers.actors import Desk
from workers.pipeline import Engines
from workers.reading import Reader
from workers.sandboxed import PRELOAD


@pytest.fixture(scope="module")
def engines_sandbox() -> Iterator[Sandbox]:
    with Sandbox(preload=PRELOAD) as sandbox:
        yield sandbox


def _size(answer: httpx.Response) -> tuple[int, int]:
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/jpeg"
    return Image.open(io.BytesIO(answer.content)).size


def _taken_in(services: Services, path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with path.open("rb") as upload:
        return services.intake.receive(upload, filename=path.name, stated=Statement(), actor="test").id


def _append(pdf: pikepdf.Pdf, content: bytes) -> None:
    with pikepdf.open(io.BytesIO(content)) as other:
        pdf.pages.extend(other.pages)


def test_pages_are_shown_as_soon_as_they_are_read_and_in_the_record(
    client: httpx.Client,
    services: Services,
    engines_sandbox: Sandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader = Reader(engines_sandbox, services.settings)
    engines = Engines(settings=services.settings, sandbox=engines_sandbox, reader=reader)
    desk = Desk(register=services.register, store=services.store, engines=engines)
    monkeypatch.setattr(actors, "PIPELINE_VERSION", services.pipeline_version)
    turned = papers.changed(papers.digital(), papers.rotated(90))
    original = papers.changed(papers.scan(), lambda pdf, _page: _append(pdf, turned))
    document_id = _taken_in(services, tmp_path / "akt.pdf", original)
    base = f"/api/v1/documents/{document_id}"
    assert client.get(f"{base}/pages/1/image").json()["code"] == "no_rendition"
    assert client.get(f"{base}/pages/1").json()["code"] == "page_not_read"
    desk.read_page(document_id, 1)
    assert (
        ReadPage.model_validate_json(client.get(f"{base}/pages/1").content).lines[0].text == papers.LINES[0]
    )
    assert _size(client.get(f"{base}/pages/1/image", params={"width": 100})) == (160, 114)
    assert _size(client.get(f"{base}/pages/1/image", params={"width": 9999})) == (840, 600)
    assert client.get(f"{base}/pages/2/image").status_code == 404
    desk.read_page(document_id, 2)
    desk.assemble(document_id)
    record = Record.model_validate_json(client.get(f"{base}/record").content)
    for page in record.pages:
        assert page.renditions
        for rendition in page.renditions:
            assert rendition.href is not None
            assert _size(client.get(rendition.href)) == (rendition.width, rendition.height)
    # The file asks for a turn that would lay the text on its side.
    assert record.pages[1].renditions[-1].width > record.pages[1].renditions[-1].height


def test_a_picture_is_kept_by_browsers_and_not_by_others(client: httpx.Client, services: Services) -> None:
    receipt = by_hand.done(client, services)
    services.store.put(keys.rendition(receipt.id, "test-r1", 1, 1000), b"jpeg", "image/jpeg")
    address = f"/api/v1/documents/{receipt.id}/pages/1/image"
    answer = client.get(address, params={"width": 1000})
    assert answer.headers["cache-control"] == "private, max-age=3600"
    again = client.get(address, params={"width": 1000}, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(address, params={"width": 160}, headers={"If-None-Match": answer.headers["etag"]})
    assert (other.status_code, other.content) == (200, b"jpeg")


@pytest.mark.parametrize("page", [0, 2, 10**9])
@pytest.mark.parametrize("what", ["", "/image"])
def test_pages_that_are_not_there_have_nothing_to_show(
    client: httpx.Client, services: Services, page: int, what: str
) -> None:
    receipt = by_hand.done(client, services)
    assert client.get(f"/api/v1/documents/{receipt.id}/pages/{page}{what}").status_code in (404, 422)
    assert client.get(f"/api/v1/documents/{'0' * 32}/pages/1{what}").json()["code"] == "unknown_document"


@pytest.mark.parametrize("what", ["", "/image"])
def test_a_withdrawn_document_shows_no_page_and_a_stranger_none(
    client: httpx.Client, services: Services, what: str
) -> None:
    receipt = by_hand.done(client, services)
    version = "test-r1"
    services.store.put(keys.rendition(receipt.id, version, 1, 1000), b"jpeg", "image/jpeg")
    services.store.put(keys.reading(receipt.id, version, 1), b"{}", "application/json")
    address = f"/api/v1/documents/{receipt.id}/pages/1{what}"
    assert client.get(address).status_code == 200
    assert client.get(address, headers={"Host": "evil.example"}).status_code in (401, 403)
    services.register.withdraw(receipt.id, actor="test", reason="fel fil")
    assert client.get(address).json()["code"] == "withdrawn"
