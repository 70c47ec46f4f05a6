"""Granskning in a real Chromium: by keyboard alone and by mouse, with as few keys as promised."""

import re
from dataclasses import dataclass

import httpx
import pytest
from playwright.sync_api import Page, expect

from ingest.api import Services
from schemas.example import EXAMPLE
from schemas.page import ReadLine, ReadPage, Word
from schemas.record import Record
from schemas.review import Correction
from tests.acceptance.chromium import Open, finish_with_pictures
from tests.by_hand import Served, record_of, upload

pytestmark = pytest.mark.xdist_group("chromium")

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
    with httpx.Client(base_url=server.address) as client:
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
    keys = Keys(page)
    keys.press("Enter")
    expect(page.locator("#progress")).not_to_be_empty()
    return page, keys


def current(page: Page) -> str:
    """What the reviewer stands on."""
    return page.locator("#stops .current").inner_text()


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
