"""A document's workbench in a real Chromium: picture and text tied both ways, by mouse and by keyboard."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from ingest.api import Services
from ingest.sandbox import Sandbox
from ingest.settings import Settings
from schemas.document import Receipt
from schemas.example import EXAMPLE
from tests.acceptance.chromium import Open, finish_with_pictures, put_in_the_way
from tests.by_hand import Served, parts, record_of, served, upload, visitor

PAGES = 130


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory, sandbox: Sandbox) -> Iterator[Services]:
    """The server's parts, with one document for all tests: none of them changes it."""
    with parts(Settings(data=tmp_path_factory.mktemp("viewer")), sandbox) as services:
        yield services


@pytest.fixture(scope="module")
def server(services: Services) -> Iterator[Served]:
    """The server."""
    with served(services) as server:
        yield server


@pytest.fixture(scope="module")
def receipt(server: Served, services: Services) -> Receipt:
    """A document of 130 pages, all alike."""
    with visitor(server.address) as client:
        receipt = upload(client)
    pages = tuple(EXAMPLE.pages[0].model_copy(update={"number": number}) for number in range(1, PAGES + 1))
    repairs = (*EXAMPLE.repairs, *(repair.model_copy(update={"page": 3}) for repair in EXAMPLE.repairs))
    finish_with_pictures(
        services, receipt.id, record_of(receipt).model_copy(update={"pages": pages, "repairs": repairs})
    )
    return receipt


@pytest.fixture
def page(open_page: Open, server: Served, receipt: Receipt) -> Page:
    """The document, open at its first page."""
    page = open_page(f"{server.address}/dokument/{receipt.id}")
    expect(page.locator("svg.paper[data-state=shown]")).to_have_count(1)
    return page


def lit(page: Page) -> list[str | None]:
    """To what the places belong that are lit on the picture."""
    return [rect.get_attribute("data-of") for rect in page.locator("rect.lit").all()]


def test_a_line_lights_its_place_and_a_place_leads_to_its_line(page: Page) -> None:
    page.get_by_role("link", name="Text", exact=True).click()
    page.locator("#s1r3").hover()
    assert lit(page) == ["s1r3"]
    page.locator("rect.line[data-of=s1r5]").click(force=True)
    expect(page.locator("#s1r5")).to_be_focused()
    assert lit(page) == ["s1r5"]


def test_a_place_of_a_value_leads_from_any_panel_to_the_value(page: Page) -> None:
    page.get_by_role("link", name="Om handlingen").click()
    number = page.locator("rect.value").filter(has=page.locator("title", has_text="Diarienummer"))
    number.first.click(force=True)
    expect(page.locator("#panel-blad")).to_be_visible()
    expect(page.locator("div.value.lit")).to_contain_text("MN-2024-00417")


def test_a_value_shows_its_evidence_by_one_key(page: Page) -> None:
    page.keyboard.press("j")
    expect(page.locator("div.value.lit")).to_contain_text("MN-2024-00417")
    page.keyboard.press("n")
    expect(page.locator("#picture")).to_have_attribute("data-page", "2")
    page.keyboard.press("e")
    expect(page.locator("#picture")).to_have_attribute("data-page", "1")
    expect(page.locator("rect.value.lit")).to_have_count(1)
    expect(page.locator("div.value.lit")).to_contain_text("Regel: dnr.label_same_line")


def test_repairs_are_walked_through_and_light_up(page: Page) -> None:
    page.keyboard.press("3")
    page.keyboard.press("j")
    expect(page.locator("#s1c1")).to_be_focused()
    expect(page.locator("#s1c1")).to_contain_text("MiljonamndenMiljönämnden")
    page.keyboard.press("r")
    page.keyboard.press("2")
    expect(page.locator("#s1r1 del")).to_contain_text("Miljonamnden")
    expect(page.get_by_role("link", name="Läst text, orörd")).to_have_attribute("aria-current", "true")


def test_pages_come_as_they_are_needed(page: Page, receipt: Receipt) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition(receipt.id)[2]))
    page.locator("#next-page").click()
    expect(page.locator("#picture")).to_have_attribute("data-page", "2")
    assert f"/dokument/{receipt.id}?sida=2" in page.url
    page.keyboard.press("g")
    page.keyboard.type("118")
    page.keyboard.press("Enter")
    expect(page.locator("#picture")).to_have_attribute("data-page", "118")
    expect(page.locator("#viewer-status")).to_have_text(f"Sida 118 av {PAGES}")
    expect(page.locator("[data-to-page='118']")).to_have_attribute("aria-current", "page")
    assert "/sida/118?text=rattad" in asked
    assert sum(address.startswith("/sida/") for address in asked) == 2
    page.reload()
    expect(page.locator("#picture")).to_have_attribute("data-page", "118")


def test_the_picture_is_enlarged_and_turned_by_keyboard(page: Page) -> None:
    paper = page.locator("svg.paper")
    before = paper.bounding_box()
    assert before is not None
    page.keyboard.press("+")
    page.keyboard.press("+")
    expect(page.locator("#zoom-level")).to_have_text("150 %")
    after = paper.bounding_box()
    assert after is not None
    assert after["width"] == pytest.approx(before["width"] * 1.5, rel=0.05)
    page.keyboard.press("0")
    page.keyboard.press("v")
    expect(paper).to_have_attribute("viewBox", "0 0 842 595")
    page.keyboard.press("n")
    expect(page.locator("#picture")).to_have_attribute("data-page", "2")
    expect(paper).to_have_attribute("viewBox", "0 0 842 595")


def test_values_are_copied_one_by_one_and_whole(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.keyboard.press("j")
    page.keyboard.press("c")
    expect(page.locator("#viewer-status")).to_have_text("Kopierat: MN-2024-00417")
    assert page.evaluate("navigator.clipboard.readText()") == "MN-2024-00417"
    page.keyboard.press("Shift+C")
    expect(page.locator("#viewer-status")).to_have_text("8 fält kopierade")
    rows = dict(line.split("\t") for line in page.evaluate("navigator.clipboard.readText()").split("\n"))
    assert rows["Diarienummer"] == "MN-2024-00417"
    assert rows["Vad det rör"] == "Yttrande över detaljplan för kvarteret Ängen"


def test_the_help_lists_the_keys_and_turns_them_off(page: Page) -> None:
    page.keyboard.press("?")
    help_ = page.get_by_role("dialog", name="Kortkommandon")
    expect(help_).to_be_visible()
    page.get_by_label("Stäng av kortkommandon").check()
    page.keyboard.press("Escape")
    expect(help_).to_be_hidden()
    page.keyboard.press("n")
    page.keyboard.press("4")
    expect(page.locator("#picture")).to_have_attribute("data-page", "1")
    expect(page.locator("#panel-om")).to_be_hidden()


def test_what_cannot_be_fetched_is_said(page: Page, server: Served) -> None:
    put_in_the_way(page, "**/sida/*", lambda route: route.abort())
    expect(page.locator("svg.paper[data-state=shown]")).to_have_count(1)
    page.keyboard.press("n")
    expect(page.locator("#viewer-status")).to_contain_text("Sidan kunde inte hämtas")
    expect(page.locator("#picture")).to_have_attribute("data-page", "1")
    page.unroute("**/sida/*")
    page.route("**/image?*", lambda route: route.abort())
    page.keyboard.press("n")
    expect(page.get_by_text("Bilden kunde inte hämtas.")).to_be_visible()
    page.context.set_offline(True)
    expect(page.locator("#offline")).to_contain_text("Datorn har ingen förbindelse med nätet.")
    page.context.set_offline(False)
    expect(page.locator("#offline")).to_be_hidden()


def test_a_document_opens_at_any_page_with_its_head_in_sight(page: Page, receipt: Receipt) -> None:
    page.goto(page.url.partition("?")[0] + "?sida=100")
    current = page.locator(".strip a[aria-current]")
    expect(current).to_have_text(re.compile("100"))
    expect(current).to_be_in_viewport()
    assert page.evaluate("scrollY") == 0
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_keyboard_leads_to_the_documents_before_and_after(
    page: Page, server: Served, receipt: Receipt
) -> None:
    with visitor(server.address) as client:
        later = upload(client, "Ett annat brev.", "annat.txt")
    page.reload()
    expect(page.get_by_role("link", name="Tidigare inlämnad")).to_have_count(0)
    page.keyboard.press("<")
    page.keyboard.press(">")
    expect(page).to_have_url(re.compile(f"/dokument/{later.id}$"))
