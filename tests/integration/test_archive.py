"""The searchable PDF/A, written in the real sandbox and read back with tools that did not write it."""

import io
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import numpy as np
import pdfplumber
import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from pikepdf import pdfa
from PIL import Image

from ingest.errors import InkomError
from ingest.sandbox import Sandbox
from ingest.settings import Settings
from schemas.base import Rotation
from schemas.document import MediaType
from schemas.page import ReadLine, ReadPage, TextSource, Word
from schemas.repair import RepairedLine, RepairedPage
from schemas.turning import turn_box_back
from tests.integration import papers
from workers.archive import searchable_pdf
from workers.archive.pdfa import SANDBOX_MODULES

PDF: MediaType = "application/pdf"
Write = Callable[..., bytes]
SPACE = 3.5
"""Width of a space in points, in the made-up lines."""


@pytest.fixture(scope="module")
def archive_sandbox() -> Iterator[Sandbox]:
    with Sandbox(preload=SANDBOX_MODULES) as sandbox:
        yield sandbox


@pytest.fixture
def write(archive_sandbox: Sandbox, tmp_path: Path) -> Write:
    def write(content: bytes, *pages: RepairedPage, media_type: MediaType = PDF) -> bytes:
        path = tmp_path / "original"
        path.write_bytes(content)
        into = tmp_path / f"{uuid4()}.pdf"
        written = searchable_pdf(archive_sandbox, path, media_type, pages, Settings(), into)
        return written.path.read_bytes()

    return write


def read_page(
    lines: tuple[str, ...] = papers.LINES,
    *,
    source: TextSource = "ocr",
    reason: str = "no_text_layer",
    size: tuple[float, float] = papers.SIZE,
    rotation: Rotation = 0,
    number: int = 1,
) -> ReadPage:
    """As the reader would give it: 12-point type, lines 26 points apart, boxes as high as the ink."""
    read = []
    for row, text in enumerate(lines):
        words, start, x = [], 0, 29.0
        for word in text.split():
            width, top = 6.2 * len(word), 18.0 + row * 26
            upright = (x, top, x + width, top + 8.5)
            shown = size if rotation in (0, 180) else size[::-1]
            box = turn_box_back(upright, *(size if rotation else shown), rotation)
            words.append(Word(text=word, start=start, box=box, confidence=0.9))
            start, x = start + len(word) + 1, x + width + SPACE
        read.append(ReadLine(text=text, words=tuple(words), box=None))
    return ReadPage(
        number=number,
        width=size[0],
        height=size[1],
        rotation=rotation,
        text_source=source,
        reason=reason,
        lines=tuple(read),
    )


def repaired(page: ReadPage, *texts: str) -> RepairedPage:
    """The page with its first lines repaired to `texts`."""
    new = [*texts, *(line.text for line in page.lines[len(texts) :])]
    return RepairedPage(
        page=page,
        lines=tuple(
            RepairedLine(original=line.text, text=text, edits=())
            for line, text in zip(page.lines, new, strict=True)
        ),
    )


def text_of(content: bytes, number: int = 1) -> str:
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return pdf.pages[number - 1].extract_text()


def picture_of(content: bytes, number: int = 1) -> Image.Image:
    with pypdfium2.PdfDocument(content) as pdf:
        picture: Image.Image = pdf[number - 1].render(scale=1).to_pil().convert("L")
        return picture


def image_streams(content: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [image.read_raw_bytes() for page in pdf.pages for image in page.get_images().values()]


def assert_pdfa(content: bytes, folder: Path) -> None:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
        assert pdfa.check(pdf, "2b").verdict == "pass"
    path = folder / "written.pdf"
    path.write_bytes(content)
    subprocess.run(["qpdf", "--check", str(path)], check=True, capture_output=True)


def test_words_lie_where_they_stand_and_copy_with_their_letters(write: Write, tmp_path: Path) -> None:
    page = read_page()
    written = write(papers.scan(), repaired(page))
    assert_pdfa(written, tmp_path)
    assert text_of(written).splitlines() == list(papers.LINES)
    with pdfplumber.open(io.BytesIO(written)) as pdf:
        found = pdf.pages[0].extract_words()
    for line in page.lines:
        for word in line.words:
            assert word.box is not None
            left, row = word.box[:2]
            there = min(found, key=lambda other: abs(other["x0"] - left) + abs(other["top"] - row))
            assert there["text"] == word.text
            assert abs(there["x0"] - word.box[0]) < 0.5
            assert abs(there["x1"] - word.box[2]) < 0.5
            assert abs(there["top"] - word.box[1]) < 3
            assert abs(there["bottom"] - word.box[3]) < 3


def test_the_scan_stays_as_it_is_to_the_bit_and_looks_the_same(write: Write) -> None:
    original = papers.scan()
    written = write(original, repaired(read_page()))
    assert image_streams(written) == image_streams(original)
    assert np.array_equal(np.asarray(picture_of(written)), np.asarray(picture_of(original)))


def test_the_repaired_word_is_set_where_the_words_are_the_same_in_number(write: Write) -> None:
    page = read_page(("Miljonamnden i Fagelvik", "avslåransökan nu"))
    written = write(papers.scan(), repaired(page, "Miljönämnden i Fågelvik", "avslår ansökan nu"))
    assert text_of(written).splitlines() == ["Miljönämnden i Fågelvik", "avslåransökan nu"]


@pytest.mark.parametrize(
    ("image", "kind", "media_type", "identical"),
    [
        (papers.sheet().convert("RGB"), "JPEG", "image/jpeg", True),
        (papers.sheet(), "PNG", "image/png", False),
        (papers.sheet().convert("1"), "TIFF", "image/tiff", False),
        (papers.deep(papers.sheet()), "TIFF", "image/tiff", False),
        (papers.see_through(papers.sheet()), "PNG", "image/png", False),
        (papers.sheet().convert("CMYK"), "JPEG", "image/jpeg", False),
    ],
    ids=["jpeg", "png", "bilevel", "16 bit", "alpha", "cmyk"],
)
def test_image_originals_become_pages_of_the_size_that_was_read(
    write: Write, tmp_path: Path, image: Image.Image, kind: str, media_type: MediaType, identical: bool
) -> None:
    original = papers.encoded(image, kind)
    written = write(original, repaired(read_page()), media_type=media_type)
    assert_pdfa(written, tmp_path)
    assert text_of(written).splitlines() == list(papers.LINES)
    with pdfplumber.open(io.BytesIO(written)) as pdf:
        assert (pdf.pages[0].width, pdf.pages[0].height) == pytest.approx(papers.SIZE, abs=0.02)
    assert (image_streams(written) == [original]) is identical
    difference = np.asarray(picture_of(written)).astype(int) - np.asarray(papers.sheet().resize((303, 216)))
    assert np.mean(np.abs(difference)) < 12


def test_frames_become_pages_each_with_its_own_words(write: Write) -> None:
    original = papers.encoded(
        papers.sheet(), "TIFF", save_all=True, append_images=[papers.sheet(("Andra sidan",))]
    )
    second = read_page(("Andra sidan",), number=2)
    written = write(original, repaired(read_page()), repaired(second), media_type="image/tiff")
    assert text_of(written, 1).splitlines() == list(papers.LINES)
    assert text_of(written, 2) == "Andra sidan"


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_that_was_scanned_lying_is_shown_and_read_upright(write: Write, rotation: Rotation) -> None:
    lying = papers.sheet().rotate(rotation, expand=True)
    size = papers.SIZE if rotation == 180 else (papers.SIZE[1], papers.SIZE[0])
    page = read_page(size=size, rotation=rotation)
    written = write(papers.scan(lying, size), repaired(page))
    assert text_of(written).splitlines() == list(papers.LINES)
    assert picture_of(written).size == pytest.approx(papers.SIZE, abs=1)


def test_words_follow_crop_box_and_shifted_media_box(write: Write) -> None:
    cropped = papers.changed(papers.scan(), papers.cropped)
    page = read_page(("Beslut",), size=(272.4, 166.0))
    for content, moved in (
        (cropped, (20, 20)),
        (papers.changed(papers.scan(), papers.shifted), (0, 0)),
    ):
        written = write(content, repaired(page))
        with pdfplumber.open(io.BytesIO(written)) as pdf:
            shown = pdf.pages[0]
            (word,) = shown.extract_words()
            left, top = word["x0"] - shown.mediabox[0], word["top"] - shown.mediabox[1]
        assert (left, top) == pytest.approx((29 + moved[0], 18 + moved[1]), abs=3)


# Old text layers.


def without_letters() -> tuple[str, ...]:
    return tuple(papers.without_swedish_letters(line) for line in papers.LINES)


@pytest.mark.parametrize(
    "layer", [papers.layer(without_letters()), papers.layer(without_letters(), mode=0, first=True)]
)
def test_a_replaced_layer_is_gone_whether_invisible_or_under_the_image(
    write: Write, tmp_path: Path, layer: Callable[[pikepdf.Pdf, pikepdf.Page], None]
) -> None:
    original = papers.changed(papers.scan(), layer)
    written = write(original, repaired(read_page(reason="text_layer_without_swedish_letters")))
    assert_pdfa(written, tmp_path)
    assert text_of(written).splitlines() == list(papers.LINES)
    assert image_streams(written) == image_streams(original)


def test_a_good_layer_in_a_font_that_is_not_embedded_leaves_the_scan_alone(
    write: Write, tmp_path: Path
) -> None:
    original = papers.changed(papers.scan(), papers.layer(papers.LINES))
    written = write(original, repaired(read_page(source="text_layer", reason="text_layer_good")))
    assert_pdfa(written, tmp_path)
    assert text_of(written).splitlines() == list(papers.LINES)
    assert image_streams(written) == image_streams(original)


def test_a_visible_mark_on_a_scan_is_not_said_twice(write: Write) -> None:
    embedded = papers.digital(("Sida 4 av 9",))

    def under(_pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        with pikepdf.open(io.BytesIO(papers.scan())) as scan:
            page.add_underlay(scan.pages[0], pikepdf.Rectangle(0, 0, *papers.SIZE))

    page = read_page(("Sida 4 av 9", *papers.LINES[1:]), reason="text_layer_partial")
    words = page.lines[0].words
    placed = tuple(
        word.model_copy(update={"box": (x, 30.0, x + 20, 42.0)})
        for word, x in zip(words, (27.0, 50.0, 60.0, 75.0), strict=True)
    )
    page = page.model_copy(
        update={"lines": (page.lines[0].model_copy(update={"words": placed}), *page.lines[1:])}
    )
    text = text_of(write(papers.changed(embedded, under), repaired(page)))
    assert text.count("Sida") == 1
    assert "Överklagande ska ges in till nämnden." in text


# Born-digital pages.


def test_a_born_digital_page_keeps_its_own_text(write: Write, tmp_path: Path) -> None:
    page = read_page(("annat än det som står",), source="text_layer", reason="text_layer_good")
    written = write(papers.digital(), repaired(page))
    assert_pdfa(written, tmp_path)
    assert text_of(written).splitlines() == list(papers.LINES)
    assert image_streams(written) == []


def _opening_by_itself(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    pdf.Root.OpenAction = pikepdf.Array([page.obj, pikepdf.Name.Fit])
    pdf.docinfo["/Title"] = "Beslut om åtgärd"


def test_what_needs_no_words_is_declared_pdfa_without_ocrmypdf(
    archive_sandbox: Sandbox, tmp_path: Path
) -> None:
    path = tmp_path / "original"
    page = repaired(read_page(source="text_layer", reason="text_layer_good"))
    path.write_bytes(papers.changed(papers.digital(), _opening_by_itself))
    written = searchable_pdf(archive_sandbox, path, PDF, [page], Settings(), tmp_path / "plain.pdf")
    assert written.tool == "pikepdf"
    assert_pdfa(written.path.read_bytes(), tmp_path)
    with pikepdf.open(written.path) as pdf:
        assert (str(pdf.docinfo["/Title"]), str(pdf.Root.Lang)) == ("Beslut om åtgärd", "sv")
        assert "/OpenAction" not in pdf.Root
    path.write_bytes(papers.scan())
    words = [repaired(read_page())]
    scanned = searchable_pdf(archive_sandbox, path, PDF, words, Settings(), tmp_path / "scanned.pdf")
    assert scanned.tool == "ocrmypdf"


def test_undecodable_print_and_fonts_that_are_not_embedded_become_pictures(
    write: Write, tmp_path: Path
) -> None:
    undecodable = papers.changed(papers.digital(), papers.without_unicode)
    for content, page in (
        (undecodable, read_page(reason="text_layer_undecodable")),
        (papers.digital(embedded=False), read_page(reason="text_layer_good", source="text_layer")),
    ):
        written = write(content, repaired(page))
        assert_pdfa(written, tmp_path)
        assert text_of(written).splitlines() == list(papers.LINES)
        assert len(image_streams(written)) == 1
        difference = np.asarray(picture_of(written)).astype(int) - np.asarray(picture_of(content))
        assert np.mean(np.abs(difference)) < 6


def test_a_page_that_could_not_be_read_stays_in_its_place(write: Write, tmp_path: Path) -> None:
    unread = ReadPage(
        number=1, width=None, height=None, text_source="none", reason="unreadable_page", lines=()
    )
    written = write(papers.scan(), RepairedPage(page=unread, lines=()))
    assert_pdfa(written, tmp_path)
    assert text_of(written) == ""
    image = papers.encoded(papers.sheet(), "PNG")
    assert_pdfa(write(image, RepairedPage(page=unread, lines=()), media_type="image/png"), tmp_path)


def test_a_broken_original_is_an_error_of_the_tree(write: Write) -> None:
    with pytest.raises(InkomError):
        write(b"%PDF-1.7\nnothing", repaired(read_page()))
