"""Glyphs noted as they are painted are those that pdfplumber finds, however the text is set."""

import io
from collections.abc import Callable

import pdfplumber
import pytest
from fpdf import FPDF

from workers.reading.opening import pdf_facts


def _plain(pdf: FPDF) -> None:
    pdf.cell(0, 10, "Nämnden beslutar enligt förslaget")


def _bold(pdf: FPDF) -> None:
    pdf.set_font("helvetica", style="B", size=9.5)
    pdf.cell(0, 10, "§ 12 Beslut")


def _turned(pdf: FPDF) -> None:
    with pdf.rotation(90, x=100, y=100):
        pdf.text(100, 100, "Inkom 2024-03-01")


def _upside_down(pdf: FPDF) -> None:
    with pdf.rotation(180, x=100, y=100):
        pdf.text(100, 100, "Inkom 2024-03-01")


def _askew(pdf: FPDF) -> None:
    with pdf.rotation(17, x=80, y=120):
        pdf.text(80, 120, "stämpel på snedden")


def _turned_amid(pdf: FPDF) -> None:
    pdf.text(100, 80, "Stadsbyggnadsnämnden")
    _turned(pdf)
    pdf.text(100, 140, "beslutar enligt förslaget")


def _mirrored(pdf: FPDF) -> None:
    with pdf.mirror((100, 100), "EAST"):
        pdf.text(60, 100, "spegelvänd")


def _spaced(pdf: FPDF) -> None:
    pdf.set_char_spacing(3)
    pdf.set_stretching(150)
    pdf.cell(0, 10, "PROTOKOLL")


def _raised(pdf: FPDF) -> None:
    pdf.char_vpos = "SUP"
    pdf.cell(0, 10, "not 3")


@pytest.mark.parametrize(
    "setting", [_plain, _bold, _turned, _turned_amid, _upside_down, _askew, _mirrored, _spaced, _raised]
)
def test_glyphs_are_those_of_pdfplumber(setting: Callable[[FPDF], None]) -> None:
    source = _page(setting)
    with pdfplumber.open(source) as pdf:
        expected = pdf.pages[0].chars
    _, glyphs = pdf_facts(source, 1)
    assert glyphs.texts == [char["text"] for char in expected]
    for found, char in zip(glyphs.boxes(), expected, strict=True):
        assert found == pytest.approx((char["x0"], char["top"], char["x1"], char["bottom"]), abs=1e-3)
    assert [*glyphs.bold] == ["Bold" in char["fontname"] for char in expected]


@pytest.mark.parametrize(("setting", "quarters"), [(_plain, 0), (_turned, 3), (_upside_down, 2)])
def test_directions(setting: Callable[[FPDF], None], quarters: int) -> None:
    _, glyphs = pdf_facts(_page(setting), 1)
    assert {*glyphs.quarters} == {quarters}


def test_what_lies_beside_the_page_is_not_seen() -> None:
    def beside(pdf: FPDF) -> None:
        pdf.text(-50, 100, "utanför")
        pdf.text(50, 100, "inne")

    _, glyphs = pdf_facts(_page(beside), 1)
    assert glyphs.text == "inne"


def test_a_run_that_leaves_the_page_is_seen_as_far_as_it_stands_on_it() -> None:
    def across(pdf: FPDF) -> None:
        pdf.text(190, 100, "kommunstyrelsen")

    facts, glyphs = pdf_facts(_page(across), 1)
    assert "kommunstyrelsen".startswith(glyphs.text)
    assert 2 < len(glyphs.texts) < len("kommunstyrelsen")
    assert all(box[0] < facts["width"] for box in glyphs.boxes())


def _rectangle(pdf: FPDF) -> None:
    pdf.rect(20, 20, 50, 10)


def _rounded(pdf: FPDF) -> None:
    pdf.rect(20, 20, 50, 10, round_corners=True)


def _lines(pdf: FPDF) -> None:
    for y in range(5):
        pdf.line(10, 10 + y, 90, 10 + y)


def _polygon(pdf: FPDF) -> None:
    pdf.polygon([(10, 10), (40, 15), (20, 50)])


@pytest.mark.parametrize("setting", [_plain, _rectangle, _rounded, _lines, _polygon])
def test_painted_paths_are_as_many_as_pdfplumber_finds(setting: Callable[[FPDF], None]) -> None:
    source = _page(setting)
    with pdfplumber.open(source) as pdf:
        page = pdf.pages[0]
        expected = len(page.lines) + len(page.rects) + len(page.curves)
    facts, _ = pdf_facts(source, 1)
    assert facts["curves"] == expected


def _page(setting: Callable[[FPDF], None]) -> io.BytesIO:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=12)
    setting(pdf)
    return io.BytesIO(pdf.output())
