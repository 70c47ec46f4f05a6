"""What nobody should need a mouse for: an upload paused, tried again and undone; a pile taken apart."""

from pathlib import Path

from fpdf import FPDF
from playwright.sync_api import Page, Route, expect

from ingest.api import Services
from schemas.example import EXAMPLE
from tests.acceptance.chromium import Open, put_in_the_way, write
from tests.acceptance.test_web_finding_chromium import tab_to
from tests.by_hand import Served, finish
from tests.patience import PATIENCE_SECONDS

AWAY = '{"code": "store_unavailable", "sv": "Lagret svarar inte.", "en": "The store does not answer."}'


def pile(pages: int) -> bytes:
    """So many pages with a line on each."""
    pdf = FPDF()
    pdf.set_font("Helvetica", size=11)
    for number in range(1, pages + 1):
        pdf.add_page()
        pdf.text(20, 20, f"Brev {number}")
    return bytes(pdf.output())


def _choose(page: Page, files: list[Path]) -> None:
    # Expected before the way there: the browser is told of it meanwhile.
    with page.expect_file_chooser() as chooser:
        tab_to(page, "#file")
        page.keyboard.press("Space")
    chooser.value.set_files(files)


def test_an_upload_is_paused_tried_again_and_undone_by_keyboard_alone(
    open_page: Open, server: Served, services: Services, tmp_path: Path
) -> None:
    page = open_page(server.address)

    def answer(route: Route) -> None:
        if route.request.method == "PATCH":
            route.fulfill(status=503, content_type="application/problem+json", body=AWAY)
        else:
            route.continue_()

    page.clock.install()
    put_in_the_way(page, "**/api/v1/uploads/*", answer)
    _choose(page, write(tmp_path, brev__txt=b"Ett brev."))
    row = page.locator(".upload-row")
    expect(page.locator(".upload-row[data-state=pausing]")).to_have_count(1)
    tab_to(page, "#pause")
    page.keyboard.press("Enter")
    expect(page.locator(".upload-row[data-state=waiting]")).to_have_count(1)
    expect(page.locator("#pause")).to_be_focused()
    page.keyboard.press("Enter")
    # The page's own clock runs ahead; what it asks of the server takes its time all the same.
    for _ in range(int(10 * PATIENCE_SECONDS)):
        page.clock.run_for(30_000)
        page.wait_for_timeout(100)
        if row.get_attribute("data-state") == "stopped":
            break
    expect(row).to_have_attribute("data-state", "stopped")
    expect(row).to_contain_text("Lagret svarar inte.")
    page.unroute("**/api/v1/uploads/*")
    tab_to(page, ".acts button:nth-child(2)")
    page.keyboard.press("Enter")
    expect(page.locator(".upload-row[data-state=received]")).to_have_count(1)
    tab_to(page, ".acts button:nth-child(3)")
    page.keyboard.press("Enter")
    expect(row).to_contain_text("Återtagen.")
    assert services.register.documents(before=None, limit=9).documents == ()


def test_a_pile_is_taken_apart_by_keyboard_alone(
    open_page: Open, server: Served, services: Services, tmp_path: Path
) -> None:
    page = open_page(server.address)
    _choose(page, write(tmp_path, hog__pdf=pile(3)))
    expect(page.locator(".upload-row[data-state=received]")).to_have_count(1)
    (document,) = services.register.documents(before=None, limit=9).documents
    (receipt,) = services.register.document(document.id).receipts
    pages = tuple(EXAMPLE.pages[0].model_copy(update={"number": number}) for number in (1, 2, 3))
    source = EXAMPLE.source.model_copy(update={"filename": receipt.filename, "pages": 3})
    finish(
        services,
        document.id,
        EXAMPLE.model_copy(update={"id": document.id, "source": source, "pages": pages}),
    )
    page.goto(f"{server.address}/dokument/{document.id}?visa=om")
    tab_to(page, "details.action:has(#parts) > summary")
    page.keyboard.press("Enter")
    tab_to(page, "#parts")
    page.keyboard.type("1, 2-3")
    page.keyboard.press("Enter")
    expect(page.locator(".outcomes")).to_contain_text("Mottagen. Kvitto 2")
    kept = services.register.documents(before=None, limit=9).documents
    assert sorted(one.pages_total for one in kept) == [1, 2, 3]
