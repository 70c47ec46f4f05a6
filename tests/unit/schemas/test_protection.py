"""The protected form shows no personal identity number, states what it masked, and keeps every offset."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.document import MediaType
from schemas.example import EXAMPLE
from schemas.protection import found_to_protect, masked_numbers, protected
from schemas.record import Protection, Quality, Record
from schemas.repair import Edit, RepairedLine, RepairedPage
from tests.bench.metadata import text_pages
from workers.metadata import extract
from workers.page_quality import judged_page
from workers.record import Findings, build_record
from workers.structure import structure

NUMBER = "640823-3234"


class _Original:
    id = EXAMPLE.id
    filename = "handling.txt"
    media_type: MediaType = "text/plain"
    bytes = 1
    sha256 = EXAMPLE.source.sha256
    received_at = datetime(2024, 1, 1, tzinfo=UTC)
    pages = 1


def record_of(pages: tuple[RepairedPage, ...]) -> Record:
    document = structure(pages)
    findings = Findings(
        pages=pages,
        judged=[judged_page(page) for page in pages],
        document=document,
        metadata=extract(pages, document),
        quality=Quality(needs_review=False, reasons=(), words=1, doubtful_words=0, repairs=0, unread_pages=0),
        problems=(),
        has_pdf=False,
    )
    return build_record(_Original(), findings, steps=(), sandbox="test")


@pytest.mark.parametrize(
    "printed",
    [
        "640823-3234",
        "19640823-3234",
        "640823 - 3234",
        "640823-\n3234",
        "64O823-3234",
    ],
)
def test_no_text_of_the_protected_form_holds_the_number(printed: str) -> None:
    text = f"TJÄNSTESKRIVELSE\nDnr SN 2021/17\n\nBidrag\n\nBakgrund\nSökanden, {printed}, har ansökt.\n"
    record = record_of(text_pages(text))
    assert record.protection == Protection(form="full", contains=("personal_data",))
    assert "3234" in record.model_dump_json()
    shown = protected(record)
    assert "3234" not in shown.model_dump_json()
    assert shown.protection is not None
    assert shown.protection.form == "protected"
    masked = shown.protection.masked
    assert sum(place.end - place.start for place in masked) == len("3234")


def test_offsets_and_evidence_still_hold() -> None:
    text = f"Bakgrund\nSökanden, {NUMBER}, har dnr SN 2021/17 sedan den 3 maj 2021.\n"
    shown = protected(record_of(text_pages(text)))
    (page,) = shown.pages
    assert len(page.raw_text) == len(text)
    for value in (*shown.dnr, *shown.dates, *shown.personal_data):
        for piece in value.evidence:
            assert page.raw_text[piece.start : piece.end] == piece.raw
    assert [d.value for d in shown.dnr] == ["SN 2021/17"]


def test_a_repair_beside_or_in_the_number_is_masked_too() -> None:
    (page,) = text_pages(f"Bakgrund\nSokanden, {NUMBER}, har ansökt.\n")
    read = page.page.lines[1].text
    at = read.index("3234")
    edits = (
        Edit(start=0, end=8, before="Sokanden", after="Sökanden", kind="diacritic"),
        Edit(start=at, end=at + 2, before="32", after="32", kind="ocr", applied=True),
    )
    line = RepairedLine(original=read, text=read.replace("Sok", "Sök"), edits=edits)
    shown = protected(
        record_of((RepairedPage(page=page.page, lines=(page.lines[0], line, *page.lines[2:])),))
    )
    assert "3234" not in shown.model_dump_json()
    assert [r.after for r in shown.repairs] == ["Sökanden", "**"]


def test_a_record_without_numbers_keeps_its_texts() -> None:
    record = record_of(text_pages("Bakgrund\nOrgnr 212000-0142, tfn 08-508 319 26, den 3 maj 2021.\n"))
    shown = protected(record)
    assert shown.model_copy(update={"protection": record.protection}) == record
    assert record.protection == Protection(form="full", contains=())


@pytest.mark.parametrize("between", ["", "-", "–", "—", "+", "_", ".", " ", "  ", " - "])
def test_a_name_that_nobody_has_read_is_masked_by_shape(between: str) -> None:
    record = record_of(text_pages("Bakgrund\nÖppet beslut.\n"))
    named = record.source.model_copy(update={"filename": f"19640823{between}3234 bil 2.pdf"})
    shown = protected(record.model_copy(update={"source": named}))
    assert shown.source.filename == f"19640823{between}**** bil 2.pdf"


@pytest.mark.parametrize(
    "name",
    ["KS 2024-00147.pdf", "212000.pdf", "brev 20240402.pdf", "08-508 319 26.pdf", "Bilaga 123456. 2024.pdf"],
)
def test_a_name_with_other_numbers_stays(name: str) -> None:
    assert masked_numbers(name) == name


def test_a_secrecy_mark_is_told() -> None:
    record = record_of(text_pages("SEKRETESS\n\nBESLUT\n\nTillsyn av hamnen\n"))
    assert record.protection is not None
    assert record.protection.contains == ("secrecy",)


@given(st.lists(st.sampled_from(["a", " ", "\n", "-", NUMBER, "640823", "3234", "–", "12"]), max_size=12))
def test_what_is_found_is_masked_whatever_stands_around_it(parts: list[str]) -> None:
    record = record_of(text_pages("Bakgrund\n" + "".join(parts) + "\n"))
    shown = protected(record)
    for found in record.personal_data:
        printed = "".join(piece.raw for piece in found.evidence)
        assert printed not in shown.pages[0].raw_text
        assert printed not in shown.text


def test_a_record_older_than_the_field_is_known_to_need_protection() -> None:
    text = f"TJÄNSTESKRIVELSE\nDnr SN 2021/17\n\nBidrag\n\nBakgrund\nSökanden, {NUMBER}, har ansökt.\n"
    old = record_of(text_pages(text)).model_copy(update={"protection": None})
    assert found_to_protect(old) == ("personal_data",)
    shown = protected(old)
    assert NUMBER not in shown.model_dump_json()
    assert shown.protection is not None
    assert shown.protection.contains == ("personal_data",)


@pytest.mark.parametrize("printed", ["64O8Z3-3Z34", "6408 23-3234", "640823-3Z3A"])
def test_letters_read_for_figures(printed: str) -> None:
    """Damage that leaves the checksum right is masked; what cannot be a figure makes no number."""
    text = f"TJÄNSTESKRIVELSE\nDnr SN 2021/17\n\nBidrag\n\nBakgrund\nSökanden, {printed}, har ansökt.\n"
    shown = protected(record_of(text_pages(text)))
    assert (printed in shown.model_dump_json()) == (printed != "64O8Z3-3Z34")
