"""The pages in a real Chromium, by mouse and by keyboard, on a real server."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ingest.api import Services
from ingest.errors import UnreadablePage
from schemas.document import DocumentSummary
from schemas.example import EXAMPLE
from tests.acceptance.chromium import Open, drop_files, write
from tests.by_hand import Served, claim, fail_page, finish, read_page, record_of, served


def _documents(services: Services) -> dict[str, DocumentSummary]:
    documents = services.register.documents(before=None, limit=100).documents
    return {document.filename: document for document in documents}


def test_a_pile_and_a_folder_are_dropped_and_each_file_tells_its_fate(
    open_page: Open, server: Served, services: Services, tmp_path: Path
) -> None:
    letters = {f"brev-{number}__txt": f"Brev nummer {number}.\fSida två.".encode() for number in range(1, 9)}
    files = write(
        tmp_path / "pile", **letters, kopia__txt=letters["brev-1__txt"], arkiv__zip=b"PK\x03\x04" + bytes(99)
    )
    write(tmp_path / "mapp" / "inre", i_mappen__txt=b"Ett brev i en mapp.", Thumbs__db=b"litter")
    page = open_page(server.address)
    page.get_by_text("Uppgifter för hela högen").click()
    page.get_by_label("Diarienummer").fill("KS 2024/17")
    page.get_by_label("Datum inkom").fill("2024-05-02")
    drop_files(page, [*files, tmp_path / "mapp"])
    expect(page.locator("#upload-summary")).to_have_text(
        "11 av 11 filer klara: 9 mottagna, 1 fanns redan, 1 avvisad. "
        "1 fil som datorn själv har gjort skickas inte: Thumbs.db."
    )
    rows = page.locator(".upload-row")
    zipped = rows.filter(has_text="arkiv.zip")
    expect(zipped).to_contain_text("Inte mottagen. Innehållet är inte PDF, TIFF, JPEG, PNG eller ren text.")
    documents = _documents(services)
    assert len(documents) == 9
    for number in range(2, 9):
        name = f"brev-{number}.txt"
        view = services.register.document(documents[name].id)
        (receipt,) = view.receipts
        assert (receipt.stated.dnr, str(receipt.stated.date_received)) == ("KS 2024/17", "2024-05-02")
        expect(rows.filter(has_text=name)).to_contain_text(f"Mottagen. Kvitto {receipt.receipt_id}, 20")
    twin = rows.filter(has=page.get_by_text(re.compile(r"^(kopia|brev-1)\.txt$"))).filter(
        has_text="Fanns redan."
    )
    link = twin.get_by_role("link").get_attribute("href")
    original = documents.get("brev-1.txt") or documents["kopia.txt"]
    assert link == f"/dokument/{original.id}"
    expect(page.locator(".document")).to_have_count(9)
    # The list follows what workers do, without a reload.
    moving = documents["brev-3.txt"]
    row = page.locator(f"#doc-{moving.id}")
    expect(row).to_contain_text("Väntar")
    read_page(services, moving.id, 1)
    expect(row).to_contain_text("1 av 2 sidor lästa")
    expect(page.locator("#counts .processing strong")).to_have_text("1")


def test_nothing_looks_received_while_the_server_is_away_and_all_arrives_when_it_is_back(
    open_page: Open, services: Services, tmp_path: Path
) -> None:
    files = write(tmp_path / "pile", **{f"brev-{n}__txt": f"Brev {n}.".encode() for n in range(5)})
    with served(services) as first:
        page = open_page(first.address)
        expect(page.locator("#contact")).to_have_text("Uppdateras löpande")
    page.set_input_files("#file", files)
    waiting = page.locator(".upload-row[data-state=pausing]")
    expect(waiting).to_have_count(3)
    expect(waiting.first).to_contain_text("Inte mottagen ännu. Ingen kontakt med servern. Nytt försök om")
    expect(page.locator("#upload-summary")).to_have_text(
        "0 av 5 filer klara: inga mottagna ännu, 3 väntar på ett nytt försök."
    )
    expect(page.locator("#contact")).to_contain_text("Ingen kontakt med servern. Läget visas som det var")
    with served(services, port=first.port):
        expect(page.locator("#upload-summary")).to_have_text("5 av 5 filer klara: 5 mottagna.")
        expect(page.locator("#contact")).to_have_text("Uppdateras löpande")
        expect(page.locator(".document")).to_have_count(5)
    assert len(_documents(services)) == 5


def test_a_file_over_the_limit_is_refused_without_being_sent(
    open_page: Open, server: Served, services: Services, tmp_path: Path
) -> None:
    page = open_page(server.address)
    page.set_input_files("#file", write(tmp_path, stor__txt=b"x" * 2_000_001, liten__txt=b"Ett brev."))
    expect(page.locator(".upload-row").filter(has_text="stor.txt")).to_contain_text(
        "Inte mottagen. Filen är större än gränsen 2 MB."
    )
    expect(page.locator("#upload-summary")).to_have_text("2 av 2 filer klara: 1 mottagen, 1 avvisad.")
    assert list(_documents(services)) == ["liten.txt"]


def test_files_are_picked_by_keyboard_and_opened_by_keyboard(
    open_page: Open, server: Served, tmp_path: Path
) -> None:
    page = open_page(server.address)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Hoppa till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    # Expected before the way there: the browser is told of it meanwhile.
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Tab")
        expect(page.locator("#file")).to_be_focused()
        page.keyboard.press("Space")
    chooser.value.set_files(write(tmp_path, brev__txt=b"Ett brev."))
    link = page.locator(".upload-row").get_by_role("link")
    expect(link).to_have_accessible_name("Öppna brev.txt")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("brev.txt")


def test_a_document_is_followed_until_its_record(
    open_page: Open, server: Served, services: Services, tmp_path: Path
) -> None:
    page = open_page(server.address)
    page.set_input_files("#file", write(tmp_path, brev__txt=b"Ett brev.\fSida tv\xc3\xa5."))
    page.get_by_role("link", name="Öppna brev.txt").click()
    receipt = services.register.document(_documents(services)["brev.txt"].id).receipts[0]
    expect(page.locator("#progress")).to_contain_text("2 sidor väntar på läsning")
    held = claim(services, receipt.id, 2)
    expect(page.locator(".page-marks")).to_contain_text("Sida 2: läses nu")
    services.register.release(held, UnreadablePage().problem, delay_seconds=0, attempts=3)
    finish(services, receipt.id, record_of(receipt))
    expect(page.get_by_role("heading", level=1)).to_have_text("Yttrande över detaljplan för kvarteret Ängen")


def test_a_failed_document_is_read_again_by_keyboard(
    open_page: Open, server: Served, services: Services, tmp_path: Path
) -> None:
    page = open_page(server.address)
    page.set_input_files("#file", write(tmp_path, brev__txt=b"Ett brev."))
    page.get_by_role("link", name="Öppna brev.txt").click()
    document = _documents(services)["brev.txt"]
    fail_page(services, document.id, 1)
    again = page.get_by_role("button", name="Läs handlingen igen")
    expect(again).to_be_visible()
    expect(page.locator("#progress")).to_contain_text("Misslyckades")
    again.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#progress")).to_contain_text("1 sida väntar på läsning")
    assert services.register.document(document.id).status == "received"


def test_everything_works_without_javascript(
    open_page: Open, server: Served, services: Services, tmp_path: Path
) -> None:
    page = open_page(server.address, script=False)
    files = write(tmp_path, ett__txt=b"Ett brev.", arkiv__zip=b"PK\x03\x04" + bytes(99))
    page.set_input_files("#file", files)
    page.get_by_role("button", name="Lämna in").click()
    expect(page.locator(".outcomes")).to_contain_text("Mottagen. Kvitto 1")
    expect(page.locator(".outcomes")).to_contain_text("Inte mottagen. Innehållet är inte PDF")
    page.get_by_role("link", name="Öppna ett.txt").click()
    expect(page.locator("#progress")).to_contain_text("1 sida väntar på läsning")
    receipt = services.register.document(_documents(services)["ett.txt"].id).receipts[0]
    finish(services, receipt.id, record_of(receipt))
    page.get_by_role("link", name="Uppdatera sidan").click()
    expect(page.locator("#panel-blad")).to_contain_text("MN-2024-00417")
    page.get_by_role("link", name="Text", exact=True).click()
    page.get_by_role("link", name="Läst text, orörd").click()
    expect(page.locator("#s1r1 del")).to_contain_text("Miljonamnden")
    page.get_by_role("link", name=re.compile("Rättelser")).click()
    expect(page.locator("#s1c1")).to_contain_text("Miljönämnden")
    page.get_by_role("link", name="Om handlingen").click()
    page.get_by_text("Återta …").click()
    page.get_by_label("Varför").fill("Fel fil")
    page.get_by_role("button", name="Återta handlingen").click()
    expect(page.get_by_role("heading", name="Handlingen är återtagen")).to_be_visible()
    page.get_by_text("Visning").click()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="The document has been withdrawn")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_is_wider_than_its_window(
    open_page: Open, server: Served, services: Services, tmp_path: Path, width: int
) -> None:
    page = open_page(server.address, width=width)
    long_name = "_".join(["protokollsutdrag"] * 9) + ".txt"
    page.set_input_files("#file", write(tmp_path, **{long_name: b"Ett brev.", "tom__pdf": b""}))
    expect(page.locator("#upload-summary")).to_contain_text("2 av 2")
    receipt = services.register.document(_documents(services)[long_name].id).receipts[0]
    title = EXAMPLE.title
    assert title is not None
    long_title = title.model_copy(update={"value": "Detaljplaneprogramsamrådsredogörelse" * 3})
    addresses = ["/", f"/dokument/{receipt.id}"]
    _assert_fits(page, server, addresses)
    finish(services, receipt.id, record_of(receipt).model_copy(update={"title": long_title}))
    panels = [f"/dokument/{receipt.id}?visa={panel}" for panel in ("text", "rattelser", "om")]
    more = [f"/dokument/{receipt.id}/text", f"/dokument/{receipt.id}/registerblad"]
    places = ["/docs", "/formsprak", "/tillganglighet", "/dokument/okand"]
    _assert_fits(page, server, [*addresses, *panels, *more, *places])


def _assert_fits(page: Page, server: Served, paths: list[str]) -> None:
    for path in paths:
        page.goto(server.address + path)
        page.evaluate("document.querySelectorAll('details:not(.menu)').forEach((part) => (part.open = true))")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
