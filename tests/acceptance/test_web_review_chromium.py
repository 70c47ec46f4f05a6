"""Granskning in a real Chromium: by keyboard alone and by mouse, with as few keys as promised."""

import re
from dataclasses import dataclass

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from ingest.api import Services
from schemas.example import EXAMPLE
from schemas.page import ReadLine, ReadPage, Word
from schemas.record import Record
from schemas.review import Correction, CorrectionRequest
from tests.acceptance.chromium import Open, finish_with_pictures
from tests.acceptance.test_web_accessibility import assert_accessible_in_both_colours
from tests.by_hand import NOTHING, Served, record_of, upload, visitor

RIGHT_KEYS, WRONG_KEYS = 3, 8


def words_of(text: str, top: float, doubts: dict[str, str | None]) -> tuple[Word, ...]:
    """The words of a line, each six points a character wide."""
    return tuple(
        Word(
            text=found.group(),
            start=found.start(),
            box=(72.0 + 6 * found.start(), top, 72.0 + 6 * found.end(), top + 12),
            confidence=0.5 if found.group() in doubts else 0.99,
            doubtful=found.group() in doubts,
            alternative=doubts.get(found.group()),
        )
        for found in re.finditer(r"\S+", text)
    )


def reading_of(record: Record, number: int, doubts: dict[str, str | None]) -> ReadPage:
    """A page as it would have been read, with these doubtful words and their other readings."""
    lines = tuple(
        ReadLine(
            text=text,
            words=words_of(text, 60.0 + 20 * at, doubts),
            box=(72.0, 60.0 + 20 * at, 400.0, 72.0 + 20 * at),
        )
        for at, text in enumerate(record.pages[number - 1].raw_text.split("\n"))
    )
    return ReadPage(
        number=number, width=595, height=842, text_source="ocr", reason="no_text_layer", lines=lines
    )


@dataclass(frozen=True, kw_only=True)
class Bench:
    """A server with documents that wait for review."""

    server: Served
    services: Services
    ids: tuple[str, ...]

    def corrections(self, at: int = 0) -> tuple[Correction, ...]:
        return self.services.register.corrections(self.ids[at])

    def is_finished(self, at: int = 0) -> bool:
        history = self.services.register.history(self.ids[at])
        return history[-1].kind == "review.finished"


def put(
    services: Services, client: httpx.Client, name: str, doubts: dict[str, str | None], **changes: object
) -> str:
    """A document with its pictures, its words and its doubts."""
    receipt = upload(client, name, f"{name}.txt")
    record = record_of(receipt).model_copy(update=changes)
    readings = {page.number: reading_of(record, page.number, doubts) for page in record.pages}
    finish_with_pictures(services, receipt.id, record, readings)
    return receipt.id


@pytest.fixture
def bench(server: Served, services: Services) -> Bench:
    """Two documents: one with two doubtful words, and one without any."""
    quality = EXAMPLE.pages[0].quality.model_copy(update={"doubtful_words": 2})
    page = EXAMPLE.pages[0].model_copy(update={"quality": quality})
    sure = page.model_copy(update={"quality": quality.model_copy(update={"doubtful_words": 0})})
    with visitor(server.address) as client:
        first = put(services, client, "ett", {"Almvik": "Älmvik", "Karta": None}, pages=(page,))
        second = put(services, client, "två", {}, pages=(sure,))
    return Bench(server=server, services=services, ids=(first, second))


class Keys:
    """Presses keys on a page, and counts them."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.count = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self._page.keyboard.press(key)
            self.count += 1

    def type(self, text: str) -> None:
        """What is typed counts for itself."""
        self._page.keyboard.type(text)


def begun(open_page: Open, bench: Bench) -> tuple[Page, Keys]:
    """The first document of the queue, begun by one key."""
    page = open_page(f"{bench.server.address}/granskning")
    return page, begin(page)


def begin(page: Page) -> Keys:
    """The first document of the queue that is shown."""
    keys = Keys(page)
    keys.press("Enter")
    expect(page.locator("#progress")).not_to_be_empty()
    return keys


def test_a_document_that_is_right_takes_three_keys(open_page: Open, bench: Bench) -> None:
    page, keys = begun(open_page, bench)
    expect(page.locator("#stops .current")).to_have_text("Almvik")
    keys.press("f", "f")
    page.wait_for_url(f"**/dokument/{bench.ids[1]}/granska")
    assert keys.count <= RIGHT_KEYS
    assert bench.is_finished(0)
    # The next one has nothing doubtful: one key says that it is right.
    expect(page.locator("#progress")).to_have_text("Inget tveksamt kvar.")
    page.keyboard.press("f")
    page.wait_for_url("**/granskning?klar=1")
    expect(page.get_by_text("Ingenting väntar på granskning.")).to_be_visible()
    assert bench.is_finished(1)
    assert bench.corrections() == ()


def test_one_wrong_value_takes_eight_keys_and_what_is_typed(open_page: Open, bench: Bench) -> None:
    page, keys = begun(open_page, bench)
    keys.press("g")
    hint = page.locator("#values [data-stop]", has_text="Yttrande över").get_attribute("data-hint")
    assert hint is not None
    keys.press(*hint, "s")
    keys.type("Yttrande över detaljplan för Ängen")
    keys.press("Enter", "f", "f")
    page.wait_for_url(f"**/dokument/{bench.ids[1]}/granska")
    assert keys.count <= WRONG_KEYS
    (kept,) = bench.corrections()
    assert (kept.target.kind, kept.before, kept.after) == (
        "field",
        "Yttrande över detaljplan för kvarteret Ängen",
        "Yttrande över detaljplan för Ängen",
    )
    assert bench.is_finished(0)


def test_a_word_is_chosen_by_its_number_and_undone(open_page: Open, bench: Bench) -> None:
    page, keys = begun(open_page, bench)
    expect(page.locator("#crop")).to_be_visible()
    expect(page.locator("rect.lit")).to_have_count(1)
    expect(page.locator("#card mark")).to_have_text(["A", "Ä"])
    keys.press("2")
    first = page.locator("#page-words .w", has_text=re.compile("lmvik")).first
    expect(first).to_have_text("Älmvik")
    expect(page.locator("#saved")).to_have_text("Allt är sparat.")
    expect(first).to_have_class(re.compile("person"))
    (kept,) = bench.corrections()
    assert (kept.target.kind, kept.before, kept.after) == ("text", "Almvik", "Älmvik")
    # The next doubtful place is in focus by then.
    expect(page.locator("#stops .current")).to_have_id("o-1-7-23")
    keys.press("u")
    expect(first).to_have_text("Almvik")
    assert [one.target.kind for one in bench.corrections()] == ["text", "undo"]


def test_a_repair_is_taken_back_as_a_decision_about_that_repair(open_page: Open, bench: Bench) -> None:
    page, keys = begun(open_page, bench)
    keys.press("ArrowLeft", "ArrowLeft")
    expect(page.locator("#stops .current")).to_have_text("Miljönämnden")
    keys.press("2")
    line = page.locator("#page-words li").first
    expect(line).to_contain_text("Miljonamnden i")
    expect(page.locator("#saved")).to_have_text("Allt är sparat.")
    (kept,) = bench.corrections()
    assert (kept.target.kind, kept.before, kept.after) == ("repair", True, False)
    keys.press("u")
    expect(line).to_contain_text("Miljönämnden i")


def test_a_word_and_a_line_are_written_anew_and_a_word_goes(open_page: Open, bench: Bench) -> None:
    page, _keys = begun(open_page, bench)
    # A doubtful word holds its card, and nothing but itself in its line.
    assert page.locator("#o-1-0-15").evaluate("word => word.textContent") == "Almvik"
    page.locator("#page-words li").nth(7).get_by_text("Byggnadsnämnden").click()
    page.keyboard.press("s")
    page.keyboard.type("Nämnden")
    page.keyboard.press("Enter")
    expect(page.locator("#page-words li").nth(7)).to_have_text("Till Nämnden i Almvik")
    expect(page.locator("#saved")).to_have_text("Allt är sparat.")
    words = page.locator("#page-words li").nth(9)
    words.get_by_text("till").click()
    page.get_by_role("button", name="Ta bort ordet").click()
    expect(words).to_have_text("Förslag beslut")
    expect(page.locator("#saved")).to_have_text("Allt är sparat.")
    words.get_by_text("beslut").click()
    page.get_by_label("Ska stå").fill("yttrande nr 2")
    page.get_by_role("button", name="Spara").click()
    expect(words).to_have_text("Förslag yttrande nr 2")
    expect(page.locator("#saved")).to_have_text("Allt är sparat.")
    assert bench.services.register.head(bench.ids[0], private=True).title is not None
    assert [(one.before, one.after) for one in bench.corrections()] == [
        ("Byggnadsnämnden", "Nämnden"), ("till ", ""), ("beslut", "yttrande nr 2"),
    ]  # fmt: skip


def test_a_value_is_removed_with_a_reason_by_keys(open_page: Open, bench: Bench) -> None:
    page, keys = begun(open_page, bench)
    page.locator("#v-recipient").focus()
    keys.press("x", "Tab", "Tab", "Enter")
    expect(page.locator("#values .row", has_text="Mottagare").locator(".missing")).to_be_visible()
    (kept,) = bench.corrections()
    assert (kept.after, kept.reason) == (None, "finns inte i handlingen")
    # What the server sent anew is as it was: with what needs the script, without what stands in for it.
    expect(page.locator("#add-button")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("^Rätta"))).to_have_count(0)


def test_a_missing_value_is_added_from_the_words_that_show_it(open_page: Open, bench: Bench) -> None:
    page, keys = begun(open_page, bench)
    page.locator("#o-1-14-0").focus()
    keys.press("m", "a")
    expect(page.locator("#add-evidence")).to_have_text("Belägg: ”Miljöinspektör”")
    page.get_by_label("Fält").select_option("copy_to")
    page.locator("#add-copy_to-value").fill("Miljöinspektör")
    page.get_by_role("button", name="Lägg till", exact=True).click()
    expect(page.locator("#v-copy_to-1")).to_contain_text("Miljöinspektör")
    (kept,) = bench.corrections()
    assert isinstance(kept.after, dict)
    evidence = kept.after["evidence"]
    assert isinstance(evidence, list)
    assert evidence[0] == {
        "page": 1, "raw": "Miljöinspektör", "box": [72.0, 340.0, 156.0, 352.0], "field": None,
        "start": EXAMPLE.pages[0].raw_text.index("Miljöinspektör"),
        "end": EXAMPLE.pages[0].raw_text.index("Miljöinspektör") + len("Miljöinspektör"),
    }  # fmt: skip


def test_tab_goes_from_doubt_to_doubt_and_on_to_the_next_page(
    open_page: Open, server: Served, services: Services
) -> None:
    quality = EXAMPLE.pages[0].quality.model_copy(update={"doubtful_words": 1})
    pages = tuple(
        EXAMPLE.pages[0].model_copy(update={"number": number, "quality": quality}) for number in (1, 2, 3)
    )
    # A doubtful value that stands on the second page comes before the words of the first.
    officer = EXAMPLE.officer
    assert officer is not None
    evidence = tuple(piece.model_copy(update={"page": 2}) for piece in officer.evidence)
    officer = officer.model_copy(update={"flags": ("ambiguous",), "evidence": evidence})
    with visitor(server.address) as client:
        id_ = put(services, client, "tre", {"Karta": None}, pages=pages, officer=officer)
    page, keys = begun(open_page, Bench(server=server, services=services, ids=(id_,)))
    expect(page.locator("#progress")).to_have_text("4 tveksamma ställen kvar")
    expect(page.locator("#stops .current")).to_have_id("v-officer")
    expect(page.locator("#picture")).to_have_attribute("data-page", "2")
    keys.press("Tab")
    for number in (2, 1, 3):
        expect(page.locator("#stops .current")).to_have_id(f"o-{number}-15-9")
        expect(page.locator("#picture")).to_have_attribute("data-page", str(number))
        keys.press("Tab")
    expect(page.locator("#progress")).to_have_text("Inget tveksamt kvar.")
    expect(page.get_by_role("button", name="Allt är rätt, nästa")).to_be_focused()
    keys.press("Enter")
    page.wait_for_url("**/granskning?klar=1")
    assert services.register.reviewed() == (id_,)


class Network:
    """Between the review's page and the server: while it is `gone`, nothing that is sent is answered.

    Put in the way before the page is opened: it would otherwise miss what is sent at once.
    """

    def __init__(self, page: Page, *, loses_answers: bool = False) -> None:
        self.gone = True
        self.reached = 0
        self._loses_answers = loses_answers
        page.route("**/granska/val", self._answer)

    def _answer(self, route: Route) -> None:
        if not self.gone:
            route.continue_()
            return
        if self._loses_answers and not self.reached:
            self.reached += 1
            route.fetch()
        route.abort()


def test_what_is_typed_while_the_network_is_gone_is_kept_and_sent_later(
    open_page: Open, bench: Bench
) -> None:
    page = open_page(f"{bench.server.address}/granskning")
    network = Network(page)
    keys = begin(page)
    keys.press("2")
    expect(page.locator("#saved")).to_contain_text("Inte sparat ännu: 1. Ingen kontakt med servern")
    keys.press("s")
    keys.type("Ånyvik")
    keys.press("Enter")
    expect(page.locator("#saved")).to_contain_text("Inte sparat ännu: 2.")
    assert bench.corrections() == ()
    # Nor does a reload lose it.
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("#saved")).to_contain_text("Inte sparat ännu: 2.")
    network.gone = False
    expect(page.locator("#saved")).to_have_text("Allt är sparat.")
    assert [one.after for one in bench.corrections()] == ["Älmvik", "Ånyvik"]


def test_words_of_one_line_are_decided_faster_than_the_server_answers(open_page: Open, bench: Bench) -> None:
    page = open_page(f"{bench.server.address}/granskning")
    network = Network(page)
    begin(page)
    line = page.locator("#page-words li").nth(7)
    line.get_by_text("Till").click()
    page.get_by_role("button", name="Ta bort ordet").click()
    line.get_by_text("Byggnadsnämnden").click()
    page.keyboard.press("s")
    page.keyboard.type("Nämnden")
    page.keyboard.press("Enter")
    line.locator(".doubtful").click()
    page.keyboard.press("2")
    expect(line).to_have_text("Nämnden i Älmvik")
    expect(page.locator("#saved")).to_contain_text("Inte sparat ännu: 3.")
    network.gone = False
    expect(page.locator("#saved")).to_have_text("Allt är sparat.")
    assert [(one.before, one.after) for one in bench.corrections()] == [
        ("Till ", ""), ("Byggnadsnämnden", "Nämnden"), ("Almvik", "Älmvik"),
    ]  # fmt: skip


def test_an_answer_that_is_lost_does_not_correct_twice(open_page: Open, bench: Bench) -> None:
    page = open_page(f"{bench.server.address}/granskning")
    network = Network(page, loses_answers=True)
    keys = begin(page)
    keys.press("2")
    expect(page.locator("#saved")).to_contain_text("Inte sparat ännu: 1.")
    network.gone = False
    expect(page.locator("#saved")).to_have_text("Allt är sparat.")
    assert network.reached == 1
    assert len(bench.corrections()) == 1


def test_of_two_reviewers_the_second_is_told_and_the_first_keeps_what_was_typed(
    open_page: Open, bench: Bench
) -> None:
    page, keys = begun(open_page, bench)
    register, id_ = bench.services.register, bench.ids[0]
    held = register.held_review(id_)
    assert held is not None
    # The first one was away, the lease ran out, and somebody else took the document.
    register.release_review(id_, held.token)
    theirs = register.claim_review(id_, actor="Åsa Ek", lease_seconds=3600)
    keys.press("s")
    keys.type("Ånyvik")
    keys.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Granskningen gäller inte längre")
    expect(page.get_by_role("alert")).to_contain_text("Du skrev: Ånyvik")
    page.get_by_role("button", name="Ta upp granskningen igen").click()
    expect(page.get_by_role("alert")).to_contain_text("Åsa Ek granskar handlingen just nu.")
    second = open_page(f"{bench.server.address}/dokument/{id_}/granska")
    expect(second.get_by_text("Åsa Ek granskar handlingen just nu.")).to_be_visible()
    expect(second.get_by_role("link", name="Läs handlingen")).to_be_visible()
    assert bench.corrections() == ()
    register.release_review(id_, theirs.token)
    page.get_by_role("button", name="Ta upp granskningen igen").click()
    expect(page.locator("#saved")).to_have_text("Allt är sparat.")
    assert [one.after for one in bench.corrections()] == ["Ånyvik"]


def test_a_conflict_comes_first_and_is_settled_by_a_key(open_page: Open, bench: Bench) -> None:
    register, id_ = bench.services.register, bench.ids[0]
    review = register.claim_review(id_, actor="local", lease_seconds=3600)
    lost = {
        "token": review.token, "version": review.version, "after_number": 0, "reason": "felläst",
        "target": {"kind": "field", "path": "/title/value"}, "before": "Annan", "after": "Rättad förr",
    }  # fmt: skip
    register.correct(id_, (CorrectionRequest.model_validate(lost),), NOTHING)
    page = open_page(f"{bench.server.address}/dokument/{id_}/granska")
    expect(page.locator("#card")).to_contain_text("Rättelse 1 passar inte längre")
    page.keyboard.press("g")
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    expect(page.locator("#v-title")).to_contain_text("Rättad förr")
    expect(page.locator(".conflict")).to_have_count(0)
    assert [one.target.kind for one in bench.corrections()] == ["field", "undo", "field"]


def test_single_keys_can_be_turned_off(open_page: Open, bench: Bench) -> None:
    page, keys = begun(open_page, bench)
    keys.press("?")
    page.get_by_label("Stäng av kortkommandon").check()
    keys.press("Escape")
    page.locator("#stops .current").focus()
    keys.press("2", "f", "f", "x")
    assert bench.corrections() == ()
    expect(page).to_have_url(f"{bench.server.address}/dokument/{bench.ids[0]}/granska")
    keys.press("Enter")
    expect(page.locator("#stops .current")).to_have_id("o-1-7-23")


@pytest.mark.parametrize("english", [False, True], ids=["svenska", "english"])
def test_no_page_breaks_a_rule(open_page: Open, bench: Bench, english: bool) -> None:
    address, (first, second) = bench.server.address, bench.ids
    bench.services.register.claim_review(second, actor="Åsa Ek", lease_seconds=600)
    page = open_page(f"{address}/granskning", english=english)
    keys = begin(page)
    expect(page.locator("#card .choice")).to_have_count(2)
    keys.press("2")
    expect(page.locator("#history li")).to_have_count(1)
    page.goto(f"{address}/granskning")
    assert_accessible_in_both_colours(page, "queue", english=english)
    page.goto(f"{address}/dokument/{second}/granska")
    assert_accessible_in_both_colours(page, "held", english=english)
    page.goto(f"{address}/dokument/{first}?visa=rattelser")
    assert_accessible_in_both_colours(page, "history", english=english)
    page.goto(f"{address}/dokument/{first}/granska/varde?path=/dnr/0")
    assert_accessible_in_both_colours(page, "value", english=english)
    page.goto(f"{address}/dokument/{first}/granska")
    expect(page.locator("#progress")).not_to_be_empty()
    page.evaluate("document.querySelectorAll('details').forEach((part) => (part.open = true))")
    assert_accessible_in_both_colours(page, "word", english=english)
    page.locator("#v-officer").focus()
    assert_accessible_in_both_colours(page, "field", english=english)
    page.keyboard.press("a")
    assert_accessible_in_both_colours(page, "adding", english=english)


def test_in_forced_colours_doubt_is_still_told_from_what_is_sure(open_page: Open, bench: Bench) -> None:
    page, _ = begun(open_page, bench)
    page.emulate_media(forced_colors="active")
    expect(page.locator("#v-issuer")).to_have_css("border-left-color", "rgb(255, 255, 255)")
    underlined = "element => getComputedStyle(element).borderBottomStyle"
    assert page.locator(".w.doubtful", has_text="Karta").evaluate(underlined) == "dashed"
    assert page.locator(".w:not(.doubtful)", has_text="TJÄNSTEUTLÅTANDE").evaluate(underlined) == "none"


@pytest.mark.parametrize("width", [320, 640])
def test_nothing_is_lost_to_the_side(open_page: Open, bench: Bench, width: int) -> None:
    page = open_page(f"{bench.server.address}/granskning", width=width)
    paths = ["/granskning", f"/dokument/{bench.ids[1]}/granska"]
    page.keyboard.press("Enter")
    expect(page.locator("#progress")).not_to_be_empty()
    page.locator("#v-officer").focus()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    for path in paths:
        page.goto(bench.server.address + path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
