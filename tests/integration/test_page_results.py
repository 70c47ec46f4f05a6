"""A page's picture and reading through the API: before the record, with it, and when there is none."""

import hashlib
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pikepdf
import pytest
from PIL import Image

from ingest.api import Services
from ingest.errors import StoreUnavailable
from ingest.sandbox import Sandbox
from ingest.settings import Settings
from ingest.storage import keys
from schemas.document import Statement
from schemas.page import ReadPage
from schemas.record import Record
from tests import by_hand
from tests.integration import papers
from workers import pipeline, stored_pages
from workers.actors import Desk
from workers.pipeline import Engines, Original, PageDone
from workers.reading import Reader
from workers.sandboxed import PRELOAD
from workers.stored_pages import StoredPages


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


@pytest.fixture(scope="module")
def reader(engines_sandbox: Sandbox) -> Reader:
    return Reader(engines_sandbox, Settings(recogniser="tesseract"))


@pytest.fixture
def desk(
    services: Services, engines_sandbox: Sandbox, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    """A worker whose readings the server finds."""
    monkeypatch.setattr(stored_pages, "PIPELINE_VERSION", services.pipeline_version)
    engines = Engines(settings=services.settings, sandbox=engines_sandbox, reader=reader)
    return Desk(register=services.register, store=services.store, engines=engines)


def _append(pdf: pikepdf.Pdf, content: bytes) -> None:
    with pikepdf.open(io.BytesIO(content)) as other:
        pdf.pages.extend(other.pages)


def test_pages_are_shown_as_soon_as_they_are_read_and_in_the_record(
    client: httpx.Client, services: Services, desk: Desk, tmp_path: Path
) -> None:
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


def _original(path: Path, content: bytes, *, pages: int) -> Original:
    path.write_bytes(content)
    return Original(
        path=path,
        filename=path.name,
        media_type="application/pdf",
        bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        received_at=datetime(2026, 11, 23, tzinfo=UTC),
        pages=pages,
    )


def _bundle(*contents: bytes) -> bytes:
    first, *others = contents

    def append_all(pdf: pikepdf.Pdf, _page: pikepdf.Page) -> None:
        for other in others:
            _append(pdf, other)

    return papers.changed(first, append_all)


def _statuses(services: Services, document_id: str) -> str:
    return "".join(page.status[0] for page in services.register.document(document_id).pages)


DIGITAL = [papers.digital((f"Sida {number}", *papers.LINES)) for number in range(1, 5)]


def test_plain_pages_that_follow_a_plain_one_are_read_together_and_just_as_alone(
    services: Services, desk: Desk, tmp_path: Path
) -> None:
    document_id = _taken_in(services, tmp_path / "akt.pdf", _bundle(*DIGITAL))
    desk.read_page(document_id, 1)
    assert _statuses(services, document_id) == "rrrr"
    assert [work.page for work in services.register.outbox(9) if work.page] == [1]
    original = tmp_path / "akt.pdf"
    for number in (2, 3, 4):
        desk.read_page(document_id, number)
        together = ReadPage.model_validate_json(
            services.store.get(keys.reading(document_id, "test-r0", number))
        )
        alone = desk.engines.reader.read_page(original, "application/pdf", number)
        assert together.lines == alone.lines
        assert together.lines[0].text == f"Sida {number}"
        kept = [
            width
            for width in (160, 1000, 2000)
            if services.store.exists(keys.rendition(document_id, "test-r0", number, width))
        ]
        assert kept == [160, 1000]
    desk.assemble(document_id)
    assert services.register.document(document_id).status == "done"


def test_a_page_that_takes_a_closer_look_is_left_to_its_own_turn(
    services: Services, desk: Desk, tmp_path: Path
) -> None:
    bundle = _bundle(DIGITAL[0], DIGITAL[1], papers.scan(), DIGITAL[2])
    document_id = _taken_in(services, tmp_path / "akt.pdf", bundle)
    desk.read_page(document_id, 1)
    assert _statuses(services, document_id) == "rrww"
    assert desk.held == []
    desk.read_page(document_id, 3)
    assert _statuses(services, document_id) == "rrrw"
    desk.read_page(document_id, 4)
    desk.assemble(document_id)
    assert services.register.document(document_id).status == "done"


def test_a_whole_run_is_followed_by_one_more(
    services: Services, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "RUN", 1)
    plain = _taken_in(services, tmp_path / "akt.pdf", _bundle(*DIGITAL))
    desk.read_page(plain, 1)
    assert _statuses(services, plain) == "rrrw"
    mixed = _taken_in(services, tmp_path / "blandad.pdf", _bundle(DIGITAL[0], papers.scan(), DIGITAL[1]))
    desk.read_page(mixed, 1)
    assert _statuses(services, mixed) == "rww"


def test_without_a_queue_too_plain_pages_are_read_together_and_as_they_are_alone(
    engines_sandbox: Sandbox, reader: Reader, tmp_path: Path
) -> None:
    bundle = _bundle(DIGITAL[0], DIGITAL[1], papers.scan(), DIGITAL[0])
    original = _original(tmp_path / "blandad.pdf", bundle, pages=4)
    engines = Engines(settings=Settings(), sandbox=engines_sandbox, reader=reader)
    told: list[int] = []
    record = pipeline.process(original, engines, tmp_path, told.append).record
    alone = [reader.read_page(original.path, "application/pdf", number) for number in told]
    assert told == [page.number for page in record.pages] == [1, 2, 3, 4]
    assert [page.raw_text for page in record.pages] == [page.raw_text for page in alone]
    assert [page.text_source for page in record.pages] == ["text_layer", "text_layer", "ocr", "text_layer"]


def test_files_that_lie_in_a_pdf_are_told_of_since_nobody_reads_them(
    engines_sandbox: Sandbox, reader: Reader, tmp_path: Path
) -> None:
    engines = Engines(settings=Settings(), sandbox=engines_sandbox, reader=reader)

    def reasons(content: bytes) -> list[str]:
        original = _original(tmp_path / "avtal.pdf", content, pages=1)
        record = pipeline.process(original, engines, tmp_path).record
        (tmp_path / "searchable.pdf").unlink()
        (tmp_path / "alto.xml").unlink()
        return [reason.sv for reason in record.quality.reasons if reason.code == "embedded_files"]

    plain, out = _bundle(DIGITAL[0]), io.BytesIO()
    assert reasons(plain) == []
    with pikepdf.open(io.BytesIO(plain)) as document:
        document.attachments["bilaga 1.txt"] = b"Bilaga 1"
        note = pikepdf.Dictionary(Subtype=pikepdf.Name.FileAttachment, Rect=[0, 0, 9, 9])
        document.pages[0].Annots = pikepdf.Array([note, 1])
        document.save(out)
    (told,) = reasons(out.getvalue())
    assert told.startswith("Inbäddade filer som inte är lästa: 2.")


def test_files_in_a_pdf_are_counted_at_the_door_and_told_in_the_record(
    services: Services, desk: Desk, tmp_path: Path
) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(_bundle(DIGITAL[0]))) as document:
        document.attachments["bilaga 1.txt"] = b"Bilaga 1"
        document.save(out)
    document_id = _taken_in(services, tmp_path / "avtal.pdf", out.getvalue())
    assert services.register.source(document_id).embedded == 1
    desk.read_page(document_id, 1)
    desk.assemble(document_id)
    record = Record.model_validate_json(services.store.get(services.register.current(document_id).record_key))
    assert "embedded_files" in {reason.code for reason in record.quality.reasons}


def test_another_worker_s_page_ends_the_run(services: Services, desk: Desk, tmp_path: Path) -> None:
    document_id = _taken_in(services, tmp_path / "akt.pdf", _bundle(*DIGITAL))
    by_hand.claim(services, document_id, 3)
    desk.read_page(document_id, 1)
    assert _statuses(services, document_id) == "rrrw"
    assert services.register.document(document_id).pages[2].status == "reading"
    assert 4 in {work.page for work in services.register.outbox(9)}


def test_a_store_that_goes_away_during_a_run_costs_no_page(
    services: Services, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document_id = _taken_in(services, tmp_path / "akt.pdf", _bundle(*DIGITAL))
    put = StoredPages.put

    def put_until_page_3(pages: StoredPages, page: int, done: PageDone) -> None:
        if page == 3:
            raise StoreUnavailable
        put(pages, page, done)

    monkeypatch.setattr(StoredPages, "put", put_until_page_3)
    desk.read_page(document_id, 1)
    assert _statuses(services, document_id) == "rrww"
    monkeypatch.undo()
    assert desk.held == []


def test_pages_that_cannot_be_opened_together_are_read_alone(
    services: Services, desk: Desk, tmp_path: Path
) -> None:
    def lie_about_the_turn(pdf: pikepdf.Pdf, _page: pikepdf.Page) -> None:
        pdf.pages[1].obj.Rotate = 45

    bundle = papers.changed(_bundle(*DIGITAL), lie_about_the_turn)
    document_id = _taken_in(services, tmp_path / "akt.pdf", bundle)
    desk.read_page(document_id, 1)
    assert _statuses(services, document_id) == "rwww"
    for number in (2, 3):
        desk.read_page(document_id, number)
    assert _statuses(services, document_id) == "rfrr"
