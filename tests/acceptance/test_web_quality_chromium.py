"""Stickprov, Kvalitet and Logg in a real Chromium: by mouse, keyboard alone, without scripts, before axe."""

from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Page, expect

from ingest.api import Services
from ingest.register.audits import Audits
from schemas.example import EXAMPLE
from tests.acceptance.chromium import Open, finish_with_pictures
from tests.acceptance.test_web_accessibility import assert_accessible
from tests.acceptance.test_web_finding_chromium import tab_to
from tests.by_hand import Served, record_of, upload, visitor

EASY = {"acceptable": 0, "limiting": 0.3}
"""Three of five documents, none of them wrong."""


@pytest.fixture
def archive(server: Served, services: Services) -> tuple[str, ...]:
    """Five documents of two pages, whose errors are predicted; one has been reviewed and corrected."""
    assert EXAMPLE.title is not None
    page = EXAMPLE.pages[0]
    read = []
    with visitor(server.address) as client:
        for number in range(5):
            receipt = upload(client, f"brev {number}\fsida 2", f"brev {number}.txt")
            quality = page.quality.model_copy(update={"predicted_error": 0.02 * (number + 1)})
            first = page.model_copy(update={"quality": quality})
            changes = {
                "title": EXAMPLE.title.model_copy(update={"value": f"Remiss {number}", "confidence": 0.9}),
                "pages": (first, page.model_copy(update={"number": 2})),
            }
            finish_with_pictures(services, receipt.id, record_of(receipt).model_copy(update=changes))
            read.append(receipt.id)
        _review(client, read[0])
    return tuple(read)


def _review(client: httpx.Client, id_: str) -> None:
    review = client.post(f"/api/v1/reviews/{id_}/claim").json()
    held = {"token": review["token"], "version": review["version"]}
    change = {"target": {"kind": "field", "path": "/title/value"}, "before": "Remiss 0", "after": "Annan"}
    answer = client.post(f"/api/v1/documents/{id_}/corrections", json=held | change | {"after_number": 0})
    assert answer.status_code == 201
    assert client.post(f"/api/v1/reviews/{id_}/finish", json=held).status_code == 204


def begin(server: Served) -> None:
    with visitor(server.address) as client:
        assert client.post("/api/v1/audits", json={"lot": "Hösten", "levels": EASY}).status_code == 201


def test_an_audit_by_mouse(
    open_page: Open, server: Served, services: Services, archive: tuple[str, ...]
) -> None:
    page = open_page(server.address)
    page.get_by_role("link", name="Stickprov").click()
    page.get_by_role("link", name="Nytt stickprov").click()
    page.get_by_label("Vad partiet är").fill("Remisser i höst")
    page.get_by_label("Otillåten andel fel").fill("30")
    page.get_by_label("Godtagbar andel fel").fill("0")
    page.get_by_role("button", name="Räkna om planen").click()
    expect(page.get_by_text("Granska 3 av 5 handlingar. Partiet godkänns om ingen har fel.")).to_be_visible()
    page.get_by_text("Kurvan som tabell").click()
    expect(page.get_by_role("table").get_by_text("100 %").first).to_be_visible()
    page.get_by_role("button", name="Dra stickprovet").click()
    expect(page.get_by_role("heading", name="Stickprov 1: Remisser i höst")).to_be_visible()
    page.get_by_role("link", name="Börja granska").click()
    expect(page.get_by_role("button", name="Allt rätt")).to_be_visible()
    # What only a script answers is heard once the scripts have come.
    page.wait_for_load_state("load")
    page.get_by_label("Vad det rör", exact=False).first.check()
    expect(page.locator("rect.lit")).to_have_id("plats-title")
    page.get_by_role("button", name="Anpassa till bredden").click()
    expect(page.locator("#zoom-level")).to_have_text("100 %")
    expect(page.get_by_role("button", name="Spara de kryssade som fel")).to_be_visible()
    page.get_by_role("button", name="Nästa sida").click()
    expect(page.get_by_text("Sida 2 av 2")).to_be_visible()
    expect(page.get_by_label("Vad det rör", exact=False).first).to_be_checked()
    page.get_by_role("button", name="Spara de kryssade som fel").click()
    for _ in range(2):
        page.get_by_role("button", name="Allt rätt").click()
    page.get_by_role("button", name="Avgör stickprovet").click()
    expect(page.get_by_text("Partiet är underkänt.")).to_be_visible()
    audit = Audits(services.register.database).audit(1)
    assert (audit.state, audit.wrong, audit.looked_at) == ("rejected", 1, 3)


def test_an_audit_by_keyboard_alone(
    open_page: Open, server: Served, services: Services, archive: tuple[str, ...]
) -> None:
    page = open_page(f"{server.address}/stickprov/nytt")
    tab_to(page, "#lq")
    page.keyboard.press("Control+A")
    page.keyboard.type("30")
    tab_to(page, ".draw .button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/stickprov/1")
    tab_to(page, "a.button.primary")
    page.keyboard.press("Enter")
    page.wait_for_url("**/stickprov/1/1")
    # A right document takes one key: the button has the focus.
    page.keyboard.press("Enter")
    page.wait_for_url("**/stickprov/1/2")
    page.keyboard.press("j")
    expect(page.locator("input[value='/dnr/0']")).to_be_focused()
    expect(page.locator("rect.lit")).to_have_id("plats-dnr-0")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/stickprov/1/3")
    page.keyboard.press("Enter")
    page.wait_for_url("**/stickprov/1")
    tab_to(page, "form[action$=avgor] button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/stickprov/1/rapport")
    findings = [one.finding for one in Audits(services.register.database).audit(1).sample]
    assert [one.wrong_fields for one in findings if one] == [(), ("/dnr/0",), ()]


def test_two_reviewers_at_once(
    open_page: Open, server: Served, services: Services, archive: tuple[str, ...]
) -> None:
    begin(server)
    one, other = (open_page(f"{server.address}/stickprov/1/1") for _ in range(2))
    one.get_by_role("button", name="Allt rätt").click()
    one.wait_for_url("**/stickprov/1/2")
    other.locator("input[value='/recipient']").check()
    other.get_by_role("button", name="Spara de kryssade som fel").click()
    expect(other.get_by_text("Någon annan har granskat handlingen under tiden")).to_be_visible()
    kept = Audits(services.register.database).audit(1).sample[0].finding
    assert kept is not None
    assert kept.wrong_fields == ()


def test_the_figures_lead_to_their_examples(
    open_page: Open, server: Served, archive: tuple[str, ...]
) -> None:
    page = open_page(server.address)
    page.get_by_role("link", name="Kvalitet").click()
    expect(page.get_by_text("1 av 5 handlingar granskade")).to_be_visible()
    page.get_by_role("link", name="Avsändare").click()
    expect(page.get_by_role("img", name="Väntad och uppmätt andel fel")).to_be_visible()
    expect(page.get_by_role("img", name="Väntat mot uppmätt")).to_have_count(2)
    page.get_by_role("link", name="Alla regler").click()
    page.wait_for_url("**/kvalitet/regler**")
    tab_to(page, "a[href*='title.after_recipient']")
    page.keyboard.press("Enter")
    row = page.get_by_role("row", name="Annan")
    expect(row.get_by_role("cell").last).to_have_text("1")
    row.get_by_role("link").click()
    page.wait_for_url(f"**/dokument/{archive[0]}?sida=1&visa=blad")


def test_the_log_by_keyboard_and_its_chain(
    open_page: Open, server: Served, services: Services, archive: tuple[str, ...]
) -> None:
    page = open_page(server.address)
    page.get_by_role("link", name="Logg", exact=True).click()
    tab_to(page, "#kind")
    page.keyboard.type("R")
    tab_to(page, ".search button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/logg?kind=record.corrected")
    expect(page.locator(".events tbody tr")).to_have_count(1)
    tab_to(page, "#check-chain button", backwards=True)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Obruten:")).to_have_count(2)
    with services.register.database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER events_no_delete")
        connection.exec_driver_sql("DELETE FROM events WHERE sequence = 3")
    page.get_by_role("button", name="Kontrollera kedjan nu").click()
    expect(page.get_by_role("alert")).to_contain_text("Bruten vid rad 3: en rad är borttagen")


def test_without_scripts_an_audit_is_done(
    open_page: Open, server: Served, services: Services, archive: tuple[str, ...]
) -> None:
    begin(server)
    page = open_page(f"{server.address}/stickprov/1", script=False)
    page.get_by_role("link", name="Börja granska").click()
    for _ in range(3):
        page.get_by_role("button", name="Allt rätt").click()
    page.get_by_role("button", name="Avgör stickprovet").click()
    assert page.url.endswith("/stickprov/1/rapport")
    assert Audits(services.register.database).audit(1).state == "accepted"


@pytest.mark.parametrize("other", [False, True], ids=["svenska-light", "english-dark"])
def test_no_page_breaks_a_rule_or_is_too_wide(
    open_page: Open, server: Served, services: Services, archive: tuple[str, ...], other: bool
) -> None:
    begin(server)
    begin(server)
    audits = Audits(services.register.database)
    with visitor(server.address) as client:
        for position in (1, 2, 3):
            found = {"wrong_fields": ["/title"] if position == 2 else [], "fields": 11, "revision": 0}
            client.put(f"/api/v1/audits/1/documents/{position}", json=found)
        services.register.withdraw(audits.audit(2).sample[0].document_id, actor="x", reason="fel")
        client.post("/api/v1/audits/1/decide")
        client.post("/logg/kontroll")
    paths = (
        "/stickprov",
        "/stickprov/nytt?lq=30",
        "/stickprov/nytt?lq=1",
        "/stickprov/1",
        "/stickprov/1/rapport",
        "/stickprov/2",
        "/stickprov/2/1",
        "/stickprov/2/2",
        "/kvalitet?per=issuer",
        "/kvalitet?urval=stickprov&av=characters",
        "/kvalitet/regler",
        f"/kvalitet/regel?namn={quote('title.after_recipient')}",
        "/logg",
        f"/logg?document_id={archive[0]}",
        "/logg?actor=ingen",
    )
    page = open_page(server.address, dark=other, english=other)
    for path in paths:
        page.goto(server.address + path)
        page.evaluate("document.querySelectorAll('details').forEach((part) => (part.open = true))")
        assert_accessible(page, path)
        if not other:
            _fits(page, path)


def _fits(page: Page, path: str) -> None:
    page.evaluate("document.querySelectorAll('.menu').forEach((part) => (part.open = false))")
    for width in (1280, 640, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (path, width)
    page.set_viewport_size({"width": 1280, "height": 900})
