"""Glyphs noted as they are painted are those that pdfplumber finds, however the text is set."""

import io
from collections.abc import Callable

import pdfplumber
import pytest
from fpdf import FPDF

from workers.reading.opening import pdf_facts
from workers.reading.painted import boxes_of


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
    "setting", [_plain, _bold, _turned, _upside_down, _askew, _mirrored, _spaced, _raised]
)
def test_glyphs_are_those_of_pdfplumber(setting: Callable[[FPDF], None]) -> None:
    source = _page(setting)
    with pdfplumber.open(source) as pdf:
        expected = pdf.pages[0].chars
    glyphs = pdf_facts(source, 1)["glyphs"]
    assert glyphs["texts"] == [char["text"] for char in expected]
    for found, char in zip(boxes_of(glyphs["edges"]), expected, strict=True):
        assert found == pytest.approx((char["x0"], char["top"], char["x1"], char["bottom"]), abs=1e-3)
    assert glyphs["bold"] == ["Bold" in char["fontname"] for char in expected]


@pytest.mark.parametrize(("setting", "direction"), [(_plain, 0), (_turned, 270), (_upside_down, 180)])
def test_directions(setting: Callable[[FPDF], None], direction: int) -> None:
    assert {*pdf_facts(_page(setting), 1)["glyphs"]["directions"]} == {direction}


def test_what_lies_beside_the_page_is_not_seen() -> None:
    def beside(pdf: FPDF) -> None:
        pdf.text(-50, 100, "utanför")
        pdf.text(50, 100, "inne")

    assert "".join(pdf_facts(_page(beside), 1)["glyphs"]["texts"]) == "inne"


def _page(setting: Callable[[FPDF], None]) -> io.BytesIO:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=12)
    setting(pdf)
    return io.BytesIO(pdf.output())
