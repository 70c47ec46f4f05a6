"""Every page before axe-core in a real Chromium: Swedish and English, light and dark, and at 200 % zoom."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

from ingest.api import Services
from schemas.example import EXAMPLE
from tests.acceptance.chromium import Open, finish_with_pictures, write
from tests.by_hand import Served, done, fail_page, read_page, record_of, upload, visitor

# What keeps every rule is not described, element by element: that takes longer than to find what breaks one.
_BROKEN_ONLY = {"resultTypes": ["violations"]}
RULES = _BROKEN_ONLY | {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
}
_COLOURS = ("color-contrast", "link-in-text-block")
OF_COLOURS = _BROKEN_ONLY | {"runOnly": {"type": "rule", "values": _COLOURS}}
"""The rules that look at colours: of a page in its other colours the rest would say the same again."""
OF_WORDS = RULES | {"rules": {rule: {"enabled": False} for rule in _COLOURS}}
"""All but those: of a page in its other language they would say the same again, and take longest."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Addresses of pages in each of their states."""

    paths: tuple[str, ...]


@pytest.fixture
def shown(server: Served, services: Services) -> Shown:
    """Documents in every state, and the addresses of all pages about them."""
    with visitor(server.address) as client:
        finished = upload(client)
        repaired = EXAMPLE.pages[0].model_copy(update={"number": 2})
        record = record_of(finished).model_copy(update={"pages": (EXAMPLE.pages[0], repaired)})
        finish_with_pictures(services, finished.id, record)
        waiting = upload(client, "ett\ftvå", "väntar.txt")
        read_page(services, waiting.id, 1)
        failed = upload(client, "fel", "fel.txt")
        fail_page(services, failed.id, 1)
        gone = upload(client, "fel igen", "borta.txt")
        client.post(f"/dokument/{gone.id}/aterta", data={"reason": "Fel fil"})
        client.post("/ladda-upp", files={"file": ("tom.pdf", b"")})
        begun = {"Upload-Length": "1000", "Upload-Metadata": "filename YnJldi50eHQ="}
        client.post("/api/v1/uploads", headers={"Tus-Resumable": "1.0.0", **begun})
    document = f"/dokument/{finished.id}"
    panels = tuple(f"{document}?visa={panel}" for panel in ("blad", "text", "rattelser", "om"))
    others = (f"{document}/text", f"{document}/registerblad", "/formsprak", "/tillganglighet", "/docs")
    states = tuple(f"/dokument/{receipt.id}" for receipt in (waiting, failed, gone))
    return Shown(paths=("/", "/inlamnat", *panels, *others, *states, "/dokument/okand"))


def assert_accessible(page: Page, where: str, rules: Mapping[str, object] = RULES) -> None:
    """No rule of WCAG 2.1 A and AA, and none of the best practices, is broken."""
    # What stands on a page can be seen by a test before its style sheet has come.
    page.wait_for_load_state("load")
    found = Axe().run(page, options=rules)
    assert found.violations_count == 0, f"{where}\n{found.generate_report()}"


def assert_accessible_in_both_colours(page: Page, where: str, *, english: bool) -> None:
    """The page's words are looked at in each language, its colours in Swedish."""
    page.emulate_media(color_scheme="light")
    assert_accessible(page, f"{where}, light", OF_WORDS if english else RULES)
    if not english:
        page.emulate_media(color_scheme="dark")
        assert_accessible(page, f"{where}, dark", OF_COLOURS)


@pytest.mark.parametrize("english", [False, True], ids=["svenska", "english"])
def test_no_page_breaks_a_rule(open_page: Open, server: Served, shown: Shown, english: bool) -> None:
    page = open_page(server.address, english=english)
    for path in shown.paths:
        page.goto(server.address + path)
        page.evaluate("document.querySelectorAll('details').forEach((part) => (part.open = true))")
        assert_accessible_in_both_colours(page, path, english=english)


def test_the_pile_and_the_help_break_no_rule(
    open_page: Open, server: Served, services: Services, tmp_path: Path
) -> None:
    page = open_page(server.address)
    page.get_by_text("Uppgifter för hela högen").click()
    page.get_by_label("Jag vill fylla i fil för fil").check()
    page.set_input_files("#file", write(tmp_path, brev__txt=b"Ett brev.", tom__txt=b""))
    page.locator(".upload-row .fields").first.wait_for()
    assert_accessible(page, "file by file")
    page.get_by_role("button", name="Skicka alla").click()
    page.locator(".upload-row[data-state=refused]").wait_for()
    assert_accessible(page, "the pile")
    with visitor(server.address) as client:
        receipt = done(client, services)
    page.goto(f"{server.address}/dokument/{receipt.id}")
    page.keyboard.press("?")
    assert_accessible(page, "the help")


def test_at_twice_the_size_nothing_is_lost_to_the_side(open_page: Open, server: Served, shown: Shown) -> None:
    # A window of 1280 pixels at 200 % has room for 640.
    page = open_page(server.address, width=640)
    for path in shown.paths:
        page.goto(server.address + path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
