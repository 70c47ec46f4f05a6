"""Omläsning in a real Chromium: by mouse, by keyboard alone, without scripts, before axe, two at once."""

import re
from dataclasses import dataclass

import httpx
import pytest
from playwright.sync_api import Page, expect

from ingest.api import Services
from ingest.register import Candidate, unit_of
from ingest.reprocessing import changes_of
from ingest.storage import keys
from schemas.record import Record
from schemas.reprocess import ItemState, RunRequest, Selection
from schemas.review import CorrectionRequest, FieldTarget
from tests.acceptance.chromium import Open, finish_with_pictures
from tests.acceptance.test_web_accessibility import assert_accessible, assert_accessible_in_both_colours
from tests.acceptance.test_web_finding_chromium import tab_to
from tests.by_hand import NOTHING, Served, claim, record_of, upload, visitor

TITLES = ("Första ärendet", "Andra ärendet", "Tredje ärendet")


@dataclass(frozen=True, kw_only=True)
class Archive:
    """Documents that have been read, and run 1 with what it would make of them: another title; another title
    and other words; nothing else."""

    ids: tuple[str, ...]


@pytest.fixture
def archive(server: Served, services: Services) -> Archive:
    ids = []
    with visitor(server.address) as client:
        for name in TITLES:
            receipt = upload(client, name, f"{name}.txt")
            record = record_of(receipt)
            assert record.title is not None
            named = record.model_copy(update={"title": record.title.model_copy(update={"value": name})})
            finish_with_pictures(services, receipt.id, named)
            ids.append(receipt.id)
    request = RunRequest(selection=Selection(which="all"))
    run = services.register.runs.start(request, actor="anna", pipeline_version="test")
    for at, document_id in enumerate(ids):
        record = _served(services, document_id)
        assert record.title is not None
        page = record.pages[0]
        title = record.title.model_copy(update={"value": f"{TITLES[at]} på nytt"})
        pages = (page.model_copy(update={"text": page.text.replace("Miljönämnden", "Miljönämnderna", 1)}),)
        changed = ({"title": title}, {"title": title, "pages": pages}, {})[at]
        offer(services, run, document_id, record.model_copy(update=changed))
    return Archive(ids=tuple(ids))


def _served(services: Services, document_id: str) -> Record:
    key = services.register.current(document_id).record_key
    return Record.model_validate_json(services.store.get(key))


def offer(services: Services, run: int, document_id: str, record: Record) -> None:
    """A worker has made this of the document."""
    current = services.register.current(document_id)
    version = f"test-r1-o{run}"
    key = keys.record(document_id, version)
    services.store.put(key, record.model_dump_json().encode(), "application/json")
    corrections = services.register.corrections(document_id)
    services.register.runs.offer(
        claim(services, document_id, unit_of(run)),
        Candidate(
            base_version=current.version,
            version=version,
            record_key=key,
            artifacts=current.artifacts,
            readings=current.readings,
            after_number=len(corrections),
            changes=changes_of(_served(services, document_id), record, corrections),
        ),
    )


def states(services: Services) -> dict[ItemState, int]:
    return services.register.runs.run(1).counts


def test_by_mouse_from_the_list_to_the_decision(
    open_page: Open, server: Served, services: Services, archive: Archive
) -> None:
    page = open_page(f"{server.address}/dokument")
    page.get_by_label("Välj alla på sidan").check()
    page.get_by_role("button", name="Kör om …").click()
    expect(page.get_by_text("Urvalet är 3 handlingar.")).to_be_visible()
    page.get_by_role("button", name="Börja omläsningen").click()
    expect(page.get_by_role("heading", name="Omläsning 2")).to_be_visible()
    expect(page.get_by_text("0 av 3 körda")).to_be_visible()
    page.get_by_role("button", name="Pausa").click()
    page.get_by_role("button", name="Fortsätt").click()
    page.get_by_role("button", name="Avbryt resten").click()
    expect(page.locator("#progress .badge")).to_have_text(re.compile("Avgjord"))
    page.get_by_role("link", name="Omläsning", exact=True).first.click()
    page.get_by_role("link", name="Omläsning 1").click()
    expect(page.locator(".kinds tbody tr")).to_have_count(2)
    page.get_by_label("Välj Vad det rör").check()
    page.get_by_text("Godta efter slag …").click()
    page.get_by_role("button", name="Godta dem med bara förkryssade slag").click()
    expect(page.get_by_text("2 handlingar är avgjorda.")).to_be_visible()
    assert states(services) == {"accepted": 2, "ready": 1}
    served = httpx.get(f"{server.address}/api/v1/documents/{archive.ids[0]}/record").json()
    assert served["title"]["value"] == "Första ärendet på nytt"
    page.get_by_role("link", name="Andra ärendet").click()
    expect(page.locator(".difference ins").last).to_contain_text("Miljönämnderna")
    word = page.locator(".difference").filter(has_text="Miljönämnderna").first
    # What only a script answers is heard once the scripts have come.
    page.wait_for_load_state("load")
    word.hover()
    expect(page.locator("rect.lit")).to_have_count(1)
    page.get_by_role("button", name="Avvisa").click()
    expect(page.get_by_text("Det finns inget kvar att avgöra.")).to_be_visible()
    assert states(services) == {"accepted": 2, "rejected": 1}


def test_by_keyboard_alone_document_by_document(
    open_page: Open, server: Served, services: Services, archive: Archive
) -> None:
    page = open_page(f"{server.address}/omlasning/1/{archive.ids[0]}")
    for _ in archive.ids:
        tab_to(page, "button[value=godta]")
        with page.expect_navigation():
            page.keyboard.press("Enter")
    expect(page.get_by_text("Det finns inget kvar att avgöra.")).to_be_visible()
    assert states(services) == {"accepted": 3}


def test_without_scripts_everything_is_decided(
    open_page: Open, server: Served, services: Services, archive: Archive
) -> None:
    page = open_page(f"{server.address}/omlasning", script=False)
    page.get_by_label("De som en lista visar").check()
    page.get_by_label("Listans adress").fill(f"{server.address}/dokument?status=done&sort=title")
    page.get_by_role("button", name="Räkna handlingarna").click()
    expect(page.get_by_text("Urvalet är 3 handlingar.")).to_be_visible()
    page.goto(f"{server.address}/omlasning/1")
    page.get_by_text("Godta alla 3 …").click()
    page.get_by_role("button", name="Godta alla 3", exact=True).click()
    expect(page.get_by_text("3 handlingar är avgjorda.")).to_be_visible()
    assert states(services) == {"accepted": 3}


def test_two_administrators_at_once(
    open_page: Open, server: Served, services: Services, archive: Archive
) -> None:
    first, second = (open_page(f"{server.address}/omlasning/1") for _ in range(2))
    _choose(first, "Andra ärendet", "Godta de förkryssade")
    expect(first.get_by_text("1 handling är avgjord.")).to_be_visible()
    _choose(second, "Andra ärendet", "Avvisa de förkryssade")
    expect(second.get_by_text("någon annan hann före")).to_be_visible()
    assert states(services) == {"accepted": 1, "ready": 2}


def _choose(page: Page, title: str, button: str) -> None:
    page.get_by_label(f"Välj {title}", exact=True).check()
    page.get_by_role("button", name=button).click()


def test_a_correction_made_meanwhile_is_seen_before_anything_is_accepted(
    open_page: Open, server: Served, services: Services, archive: Archive
) -> None:
    page = open_page(f"{server.address}/omlasning/1")
    review = services.register.claim_review(archive.ids[0], actor="bo", lease_seconds=3600)
    request = CorrectionRequest(
        target=FieldTarget(path="/title/value"),
        before=TITLES[0],
        after="Bos titel",
        token=review.token,
        version=review.version,
        after_number=0,
    )
    services.register.correct(archive.ids[0], (request,), NOTHING)
    page.get_by_text("Godta alla 3 …").click()
    page.get_by_role("button", name="Godta alla 3", exact=True).click()
    expect(page.get_by_text("2 handlingar är avgjorda.")).to_be_visible()
    assert states(services) == {"accepted": 2, "ready": 1}
    expect(page.get_by_role("link", name="Era rättelser som inte längre passar")).to_be_visible()
    page.goto(f"{server.address}/omlasning/1/{archive.ids[0]}")
    expect(page.locator(".notice.bad")).to_contain_text("Bos titel")


def test_the_progress_is_kept_up_to_date(
    open_page: Open, server: Served, services: Services, archive: Archive
) -> None:
    request = RunRequest(selection=Selection(which="all"))
    run = services.register.runs.start(request, actor="anna", pipeline_version="test")
    page = open_page(f"{server.address}/omlasning/{run}")
    expect(page.get_by_text("0 av 3 körda")).to_be_visible()
    offer(services, run, archive.ids[0], _served(services, archive.ids[0]))
    expect(page.get_by_text("1 av 3 körda")).to_be_visible()
    page.get_by_role("link", name="Visa dem").click()
    expect(page.get_by_text("Inget ändras", exact=True)).to_be_visible()


@pytest.mark.parametrize("english", [False, True], ids=["svenska", "english"])
def test_no_page_breaks_a_rule(
    open_page: Open, server: Served, services: Services, archive: Archive, english: bool
) -> None:
    services.register.runs.start(
        RunRequest(selection=Selection(which="all"), reading="again"), actor="anna", pipeline_version="test"
    )
    page = open_page(server.address, english=english)
    paths = ("?urval=alla", "?urval=lista&lista=hej=1", "/1", "/1?slag=title", "/2", f"/1/{archive.ids[1]}")
    for path in paths:
        page.goto(f"{server.address}/omlasning{path}")
        page.evaluate("document.querySelectorAll('details').forEach((part) => (part.open = true))")
        assert_accessible_in_both_colours(page, path, english=english)
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
        page.set_viewport_size({"width": 1280, "height": 900})


def test_a_proposal_is_tried_and_accepted_by_keyboard_and_mouse(
    open_page: Open, server: Served, services: Services, archive: Archive
) -> None:
    for number, document_id in enumerate(archive.ids[:2]):
        review = services.register.claim_review(document_id, actor="bo", lease_seconds=3600)
        request = CorrectionRequest(
            target=FieldTarget(path="/dnr/0/value"),
            before="MN-2024-00417",
            after=f"QXZ 2024/{number}",
            token=review.token,
            version=review.version,
            after_number=0,
        )
        services.register.correct(document_id, (request,), NOTHING)
    page = open_page(server.address)
    page.get_by_text("den här datorn").click()
    page.get_by_role("link", name="Förslag").click()
    expect(page.get_by_text("2 handlingar:")).to_be_visible()
    assert_accessible_in_both_colours(page, "/forslag", english=False)
    in_english = open_page(f"{server.address}/forslag", english=True)
    expect(in_english.get_by_role("columnheader", name="Your corrections")).to_be_visible()
    assert_accessible_in_both_colours(in_english, "/forslag, in English", english=True)
    tab_to(page, "form[action='/forslag/prova'] button")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Omläsning 2")).to_be_visible()
    for document_id in archive.ids:
        offer(services, 2, document_id, _served(services, document_id))
    page.goto(f"{server.address}/omlasning/2")
    expect(page.get_by_text("prövar ett förslag som inte gäller")).to_be_visible()
    expect(page.get_by_text("Godta alla 3 …")).to_have_count(0)
    assert_accessible(page, "a trial")
    page.get_by_role("link", name="Till Förslag").click()
    expect(page.get_by_text("skulle ändra 0 av 3 handlingar")).to_be_visible()
    assert_accessible(page, "/forslag, tried")
    page.get_by_role("button", name="Godta QXZ").click()
    expect(page.locator(".flag")).to_have_text("Gäller")
    assert services.register.vocabulary.in_force() == {"own_dnr_prefixes": ("QXZ",)}
    page.get_by_role("button", name="Ångra QXZ").click()
    expect(page.locator(".flag")).to_have_text("Ångrat")
    assert services.register.vocabulary.in_force() == {}
