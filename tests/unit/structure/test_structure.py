"""The document as its author built it: headings, paragraphs, lists, signatures, furniture."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.repair import RepairedPage
from schemas.structure import Block, StructuredDocument
from tests.unit.structure.paper import Reading, boxed_pages, text_pages
from workers.structure import structure

CORPUS = Path(__file__).parents[2] / "corpus" / "documents"
LAYOUTS = [path for path in sorted(CORPUS.glob("*.txt")) if path.read_bytes().startswith(b"@")]


def blocks(text: str) -> list[Block]:
    return [block for section in structure(text_pages(text)).sections for block in section.blocks]


def headings(text: str) -> list[str]:
    return [section.heading for section in structure(text_pages(text)).sections if section.heading]


def every_line(document: StructuredDocument) -> Counter[tuple[int, int]]:
    lines: Counter[tuple[int, int]] = Counter()
    for section in document.sections:
        lines.update((ref.page, ref.line) for ref in section.heading_lines)
        for block in section.blocks:
            lines.update((ref.page, ref.line) for ref in block.lines)
    for piece in document.furniture:
        lines.update((ref.page, ref.line) for ref in piece.lines)
    return lines


def assert_complete(pages: tuple[RepairedPage, ...]) -> None:
    expected = {(page.page.number, i) for page in pages for i in range(len(page.lines))}
    found = every_line(structure(pages))
    assert set(found) == expected
    assert set(found.values()) <= {1}


CHARACTERS = st.characters(exclude_characters="\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029", codec="utf-8")
LINE = st.one_of(
    st.sampled_from(
        [
            "", " ", "Förslag till beslut", "1. Beslutet justeras.", "• punkt", "Sid 2 (8)",
            "Dnr KS 2018/14", "Datum",
            "Anna Berg", "Chef", "www.ekholma.example", "Växel 08-123 45 00", "att godkänna",
            "Bilagor", "INKOM",
            "2024-05-06", "utveck-", "ling", "Till", "Kulturnämnden", "Namn    Titel",
            "Fel! Bokmärket är inte definierat.",
            "Inledning\t3", "3", "BESLUT", "Anna Berg   Bo Ek", "Chef   Jurist", "§ 4", "**Till**",
        ]
    ),
    st.text(alphabet=CHARACTERS, max_size=60),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(LINE, max_size=25), min_size=1, max_size=3))
def test_every_line_stands_in_exactly_one_place(pages: list[list[str]]) -> None:
    assert_complete(text_pages("\f".join("\n".join(lines) for lines in pages)))


@pytest.mark.parametrize("reading", ["rows", "cells"])
@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_every_boxed_line_stands_in_exactly_one_place(path: Path, reading: Reading) -> None:
    assert_complete(boxed_pages(path.read_text(encoding="utf-8"), reading))


DOUBLE_SPACED = """ Sammanfattning\x20
Programmet är ett förslag från kontoret till\x20

revidering av program för parkskötsel. Programmet\x20

beskriver inriktning och de gemensamma ramar som ska gälla för\x20

stadens skötsel. Programmet tar sin utgångspunkt i krav på\x20

behov av skötsel framöver och en inriktning på utveck-\x20

ling av parkerna.\x20

\x20

Förvaltningen delar kontorets bedömning av vilka\x20

områden som behöver utvecklas med särskild betoning på\x20\x20

• Analysmetoder\x20

• Ledarskap för delaktighet och lärande i den stora\x20

förvaltningen\x20

\x20

Bakgrund\x20
I budget finns ett beslut att programmet (Dnr 009-

1322/2011) skall revideras. Staden har genom sin vision\x20

tydliggjort stadens långsiktiga inriktning.\x20
"""


def test_an_empty_line_after_every_line_means_nothing() -> None:
    document = structure(text_pages(DOUBLE_SPACED))
    assert [section.heading for section in document.sections] == ["Sammanfattning", "Bakgrund"]
    assert [(b.kind, b.text) for b in document.sections[0].blocks] == [
        (
            "paragraph",
            "Programmet är ett förslag från kontoret till revidering "
            "av program för parkskötsel. Programmet beskriver "
            "inriktning och de gemensamma ramar som ska gälla för "
            "stadens skötsel. Programmet tar sin utgångspunkt i "
            "krav på behov av skötsel framöver och en inriktning på utveckling av parkerna.",
        ),
        (
            "paragraph",
            "Förvaltningen delar kontorets bedömning av vilka "
            "områden som behöver utvecklas med särskild betoning på",
        ),
        ("list_item", "Analysmetoder"),
        ("list_item", "Ledarskap för delaktighet och lärande i den stora förvaltningen"),
    ]
    assert "(Dnr 009-1322/2011) skall" in document.sections[1].blocks[0].text


def test_a_paragraph_goes_on_over_the_page() -> None:
    text = (
        "Bakgrund\nInsatsen fokuserade på rekrytering av nya\n"
        "\fmedarbetare till verksamheten. Syftet var gott.\n"
    )
    assert [b.text for b in blocks(text)] == [
        "Insatsen fokuserade på rekrytering av nya medarbetare till verksamheten. Syftet var gott."
    ]


def test_known_headings_need_no_room_around_them() -> None:
    text = (
        "Förslag till beslut i nämnden\n1. Nämnden godkänner planen.\n"
        "Sammanfattning av ärendet\nPlanen är klar.\n"
    )
    assert headings(text) == ["Förslag till beslut i nämnden", "Sammanfattning av ärendet"]


def test_numbered_headings_have_their_depth() -> None:
    text = (
        "1 Inledning\n\nTexten i inledningen är kort men ändå en hel mening.\n\n"
        "2.1 Beräkning av inkomst\n\nInkomsten räknas ut på ett enkelt sätt varje månad.\n\n"
        "2.2 Beräkning av hyra\n\nHyran räknas ut på ett enkelt sätt varje månad.\n"
    )
    document = structure(text_pages(text))
    assert [(s.heading, s.level) for s in document.sections if s.heading] == [
        ("1 Inledning", 1),
        ("2.1 Beräkning av inkomst", 2),
        ("2.2 Beräkning av hyra", 2),
    ]


@pytest.mark.parametrize(
    "line",
    ["Anna Berg", "Storgatan 4", "434 81 Kungsbacka", "2024-05-06", "Telefon 0512-310 44", "Avdelningschef"],
)
def test_what_is_no_heading(line: str) -> None:
    text = (
        f"Bakgrund\n\nNämnden har behandlat ärendet vid två tillfällen.\n\n"
        f"{line}\n\nDetta är en ny mening i texten.\n"
    )
    assert headings(text) == ["Bakgrund"]


def test_lists_keep_their_markers_and_nesting() -> None:
    text = "Ärendet\n\n- grundförstärkning och dränering\n- entrén flyttas\n\n1. Första\n2. Andra\na) inre\n"
    assert [(b.marker, b.text, b.level) for b in blocks(text)] == [
        ("-", "grundförstärkning och dränering", 0),
        ("-", "entrén flyttas", 0),
        ("1.", "Första", 0),
        ("2.", "Andra", 0),
        ("a)", "inre", 1),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Håkan Ek            Maryam Ström\nKulturdirektör      Avdelningschef",
        "Håkan Ek Maryam Ström\nKulturdirektör Avdelningschef",
        "Håkan Ek\nKulturdirektörMaryam Ström\nAvdelningschef",
        "Håkan Ek\nKulturdirektör\n\nMaryam Ström\nAvdelningschef",
    ],
)
def test_signature_columns_are_taken_apart(text: str) -> None:
    around = "Förslag till beslut\n\nNämnden godkänner planen.\n\n{}\n\nSammanfattning\n\nKlart.\n"
    signed = [block for block in blocks(around.format(text)) if block.kind == "signature"]
    assert [row for block in signed for row in block.rows or ()] == [
        ("Håkan Ek", "Kulturdirektör"),
        ("Maryam Ström", "Avdelningschef"),
    ]


def test_running_heads_and_feet_are_furniture() -> None:
    page = (
        "Ekholma kommun\nDnr KS 2018/14\nSid {n} (2)\n\n{text}\n\n"
        "Ekholma kommun, Box 12, 612 30 Ekholma\nVäxel 0512-310 00\n"
    )
    text = "\f".join(
        page.format(n=n, text=t)
        for n, t in ((1, "Bakgrund\nAllt är väl i hamnen."), (2, "Ärendet\nBryggan är hel."))
    )
    document = structure(text_pages(text))
    assert document.text == "Bakgrund\n\nAllt är väl i hamnen.\n\nÄrendet\n\nBryggan är hel."
    assert {piece.kind for piece in document.furniture} == {"header", "footer", "page_number"}


def test_the_last_word_of_a_paragraph_is_no_page_number() -> None:
    text = (
        "Bakgrund\nVad som har förekommit i övrigt ger inte anledning till någon kommentar från min\nsida.\n"
    )
    assert [b.text[-9:] for b in blocks(text)] == ["min sida."]


def test_template_residue_is_set_apart() -> None:
    document = structure(text_pages("Ärendet\nKlicka eller tryck här för att ange text.\nBryggan är hel.\n"))
    assert [piece.kind for piece in document.furniture] == ["residue"]
    assert document.text == "Ärendet\n\nBryggan är hel."


def test_a_table_of_contents_holds_no_headings() -> None:
    text = "Innehåll\nInledning\t3\nSyfte\t3\nBakgrund\t4\n\nInledning\nHär börjar texten på riktigt.\n"
    assert headings(text) == ["Innehåll", "Inledning"]


def test_boxes_blocks_and_headings_have_their_place() -> None:
    document = structure(boxed_pages(LAYOUTS[-1].read_text(encoding="utf-8")))
    for section in document.sections:
        assert section.heading is None or section.box is not None
        for block in section.blocks:
            assert block.box is not None
            assert block.box[0] < block.box[2]


def test_a_number_broken_at_the_line_end_goes_on_over_an_empty_line() -> None:
    text = (
        "Bakgrund\n\nProgrammet ska revideras under året, och det gällande antogs av\n"
        "fullmäktige år 2012 för hela staden (dnr 009-\n\n1322/2011) och gäller tills vidare."
    )
    assert blocks(text)[0].text.endswith("(dnr 009-1322/2011) och gäller tills vidare.")
