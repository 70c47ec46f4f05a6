"""Lista och sök and accounts in a real Chromium: by mouse, by keyboard alone, without scripts, before axe."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from ingest.api import Services
from schemas.example import EXAMPLE
from tests.acceptance.chromium import Open
from tests.acceptance.test_web_accessibility import assert_accessible
from tests.by_hand import Served, fail_page, finish, record_of, upload, visitor

GOOD = "fyra gula hästar"
TITLES = ("Remiss om bullret vid Vånga skola", "Ansökan om bygglov för enbostadshus", "Årsbokslut")


@dataclass(frozen=True, kw_only=True)
class Archive:
    """The ids of documents with the titles above, and of one that failed."""

    read: tuple[str, ...]
    failed: str


@pytest.fixture
def archive(server: Served, services: Services) -> Archive:
    assert EXAMPLE.title is not None
    read = []
    with visitor(server.address) as client:
        for title in TITLES:
            receipt = upload(client, title, f"{title}.txt")
            changes = {
                "title": EXAMPLE.title.model_copy(update={"value": title}),
                "text": f"Om detta: {title}.",
            }
            finish(services, receipt.id, record_of(receipt).model_copy(update=changes))
            read.append(receipt.id)
        failed = upload(client, "fel", "fel.txt").id
        fail_page(services, failed, 1)
    services.register.save_search("local", "Misslyckade", "status=failed")
    return Archive(read=tuple(read), failed=failed)


def expect_titles(page: Page, *titles: str) -> None:
    """A click is over when the next page begins to come, so what stands on it is waited for."""
    expect(page.locator(".found .name")).to_have_text(titles)


def test_finding_and_reading_again_by_mouse(
    open_page: Open, server: Served, services: Services, archive: Archive
) -> None:
    page = open_page(server.address)
    page.get_by_role("link", name="Handlingar").click()
    expect_titles(page, "fel.txt", *reversed(TITLES))
    page.get_by_label("Sök i handlingarna").fill("bull*")
    page.get_by_role("button", name="Sök", exact=True).click()
    page.wait_for_url("**/dokument?q=bull*")
    expect_titles(page, TITLES[0])
    expect(page.locator("mark")).to_have_text("bullret")
    page.get_by_text("Sparade sökningar").click()
    page.get_by_role("link", name="Misslyckade").click()
    expect(page.get_by_role("link", name="Ta bort filtret Läge: Misslyckades")).to_be_visible()
    # What only a script answers is heard once the scripts have come.
    page.wait_for_load_state("load")
    page.get_by_label("Välj alla på sidan").check()
    expect(page.locator("#chosen-count")).to_have_text("Valda: 1")
    page.get_by_role("button", name="Läs igen").click()
    expect(page.get_by_text("1 läses igen.")).to_be_visible()
    assert services.register.document(archive.failed).status == "received"
    page.get_by_role("link", name="Tillbaka till listan").click()
    expect(page.get_by_text("Inget stämmer med det du söker.")).to_be_visible()


def test_finding_and_taking_back_by_keyboard_alone(
    open_page: Open, server: Served, services: Services, archive: Archive
) -> None:
    page = open_page(f"{server.address}/dokument")
    tab_to(page, "#q")
    page.keyboard.type("Vånga")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?q=V"))
    tab_to(page, ".filters summary")
    page.keyboard.press("Enter")
    tab_to(page, "#document_type")
    page.keyboard.type("Tj")
    page.keyboard.press("Tab")
    tab_to(page, "#q", backwards=True)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?q=V[^&]*&document_type=tj[^&]*$"))
    expect_titles(page, TITLES[0])
    tab_to(page, "input[name=chosen]")
    page.keyboard.press("Space")
    tab_to(page, ".bulk summary")
    page.keyboard.press("Enter")
    tab_to(page, "#reason")
    page.keyboard.type("Fel hög")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 är återtagna.")).to_be_visible()
    withdrawn = services.register.document(archive.read[0]).withdrawn
    assert withdrawn is not None
    assert withdrawn.reason == "Fel hög"


def tab_to(page: Page, selector: str, *, backwards: bool = False) -> None:
    """Tab on until the element has the focus, which must be seen."""
    for _ in range(80):
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
        if page.evaluate("(selector) => document.activeElement?.matches(selector)", selector):
            width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
            assert width >= 2, selector
            return
    raise AssertionError(selector)


def test_a_range_is_chosen_with_shift(open_page: Open, server: Served, archive: Archive) -> None:
    page = open_page(f"{server.address}/dokument")
    boxes = page.locator("input[name=chosen]")
    boxes.nth(1).click()
    boxes.nth(3).click(modifiers=["Shift"])
    assert [boxes.nth(at).is_checked() for at in range(4)] == [False, True, True, True]
    expect(page.locator("#chosen-count")).to_have_text("Valda: 3")


def test_without_scripts_it_is_all_there(
    open_page: Open, server: Served, services: Services, archive: Archive
) -> None:
    page = open_page(f"{server.address}/dokument", script=False)
    page.get_by_text("Filter och ordning").click()
    page.get_by_label("Ordning").select_option("title")
    page.get_by_role("button", name="Sök", exact=True).click()
    expect_titles(page, "fel.txt", TITLES[1], TITLES[0], TITLES[2])
    page.get_by_text("Sparade sökningar").click()
    page.get_by_label("Spara den här sökningen som").fill("Efter titel")
    page.get_by_role("button", name="Spara", exact=True).click()
    assert [saved.query for saved in services.register.saved_searches("local")] == [
        "sort=title",
        "status=failed",
    ]
    page.get_by_label("Välj fel.txt").check()
    page.get_by_role("button", name="Läs igen").click()
    expect(page.get_by_text("1 läses igen.")).to_be_visible()


def test_the_first_administrator_and_a_new_reader_by_keyboard(
    open_page: Open, server: Served, services: Services, archive: Archive
) -> None:
    link = services.accounts.first_link()
    page = open_page(f"{server.address}/lank/{link}")
    tab_to(page, "#name")
    page.keyboard.type("anna")
    page.keyboard.press("Tab")
    page.keyboard.type(GOOD)
    page.keyboard.press("Enter")
    expect(page.get_by_text("anna", exact=True)).to_be_visible()
    page.goto(f"{server.address}/konton")
    tab_to(page, "#name")
    page.keyboard.type("bo")
    page.keyboard.press("Tab")
    page.keyboard.type("L")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    told = page.locator(".one-time-link").text_content()
    assert told is not None
    other = open_page(told)
    other.get_by_label("Nytt lösenord").fill(GOOD)
    other.get_by_role("button", name="Spara lösenordet").click()
    expect(other).to_have_url(f"{server.address}/")
    other.goto(f"{server.address}/dokument")
    assert other.locator("input[name=chosen]").count() == 0
    other.get_by_text("bo", exact=True).click()
    expect(other.get_by_role("link", name="Konton")).to_have_count(0)
    other.get_by_role("button", name="Logga ut").click()
    other.get_by_label("Användarnamn").fill("bo")
    other.get_by_label("Lösenord").fill("fel lösenord")
    other.get_by_role("button", name="Logga in").click()
    expect(other.get_by_role("alert")).to_contain_text("Namnet eller lösenordet stämmer inte.")


@pytest.mark.parametrize(
    ("english", "dark"), [(False, False), (True, True)], ids=["svenska-light", "english-dark"]
)
def test_no_page_breaks_a_rule_or_is_too_wide(
    open_page: Open, server: Served, services: Services, archive: Archive, english: bool, dark: bool
) -> None:
    services.accounts.add("bo", "reader", actor="local")
    services.accounts.add("eva", "archivist", actor="local")
    services.accounts.set_active(2, active=False, actor="local")
    link = services.accounts.new_link(1, actor="local")
    page = open_page(server.address, dark=dark, english=english)
    listed = (
        "/dokument",
        "/dokument?q=om&document_type=tj%C3%A4nsteutl%C3%A5tande&sort=title",
        "/dokument?q=saknas",
    )
    accounts = (
        "/konto",
        "/konton",
        "/atkomst",
        "/logga-in",
        f"/lank/{link}",
        f"/lank/{services.accounts.first_link()}",
    )
    for path in (*listed, *accounts):
        for width in (1280, 640, 320):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(server.address + path)
            page.evaluate("document.querySelectorAll('details').forEach((part) => (part.open = true))")
            if width == 1280 or (width == 320 and not dark and not english):
                assert_accessible(page, f"{path} at {width}")
            page.evaluate("document.querySelectorAll('.menu').forEach((part) => (part.open = false))")
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (path, width)
    page.goto(f"{server.address}/dokument")
    page.locator("input[name=chosen]").first.check()
    page.locator("button[value=retry]").click()
    assert_accessible(page, "what became of the chosen ones")
