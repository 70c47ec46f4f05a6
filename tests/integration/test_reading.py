"""The reader on pages in every form, through the real sandbox and the real Tesseract."""

import io
import os
import signal
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageOps

from ingest.errors import EngineTimedOut, Misconfigured, RecogniserUnavailable, UnreadablePage
from ingest.probe import PRELOAD, probe_upload
from ingest.sandbox import Sandbox
from ingest.settings import Settings
from schemas.document import MediaType
from schemas.page import ReadPage
from schemas.turning import turn_box
from tests.integration import papers
from tests.patience import PATIENCE_SECONDS, wait_until
from workers.reading import InMind, Reader
from workers.reading.reader import SANDBOX_MODULES
from workers.reading.recogniser import Pixels
from workers.reading.tesseract import Tesseract

PDF: MediaType = "application/pdf"
Read = Callable[..., ReadPage]


@pytest.fixture(scope="module")
def reading_sandbox() -> Iterator[Sandbox]:
    with Sandbox(preload=(*SANDBOX_MODULES, *PRELOAD)) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def reader(reading_sandbox: Sandbox) -> Reader:
    return Reader(reading_sandbox, Settings())


@pytest.fixture
def read(reader: Reader, tmp_path: Path) -> Read:
    def read(content: bytes, media_type: MediaType = PDF, number: int = 1) -> ReadPage:
        path = tmp_path / "original"
        path.write_bytes(content)
        return reader.read_page(path, media_type, number)

    return read


def texts(page: ReadPage) -> tuple[str, ...]:
    return tuple(line.text for line in page.lines)


def place(page: ReadPage, text: str) -> tuple[float, float, float, float]:
    """The word's box on the page as it is read."""
    assert page.width is not None
    assert page.height is not None
    word = next(word for line in page.lines for word in line.words if word.text == text)
    assert word.box is not None
    return turn_box(word.box, page.width, page.height, page.rotation)


def near(box: tuple[float, ...], other: tuple[float, ...], *, points: float) -> bool:
    return max(abs(one - two) for one, two in zip(box, other, strict=True)) <= points


# Born-digital pages.


@pytest.mark.parametrize(
    ("change", "size", "rotation", "moved"),
    [
        (None, papers.SIZE, 0, (0, 0)),
        (papers.cropped, (272.4, 166.0), 0, (-20, -20)),
        (papers.shifted, papers.SIZE, 0, (0, 0)),
        (papers.lying, papers.SIZE[::-1], 90, (0, 0)),
        (papers.rotated(180), papers.SIZE, 0, (0, 0)),
    ],
)
def test_a_text_layer_is_taken_with_its_places_on_the_visible_unrotated_page(
    read: Read, change: Any, size: tuple[float, float], rotation: int, moved: tuple[float, float]
) -> None:
    content = papers.digital()
    page = read(papers.changed(content, change) if change else content)
    assert (page.text_source, page.reason) == ("text_layer", "text_layer_good")
    assert texts(page) == papers.LINES
    assert (page.width, page.height) == pytest.approx(size, abs=0.01)
    assert page.rotation == rotation
    x0, top, _, _ = place(page, "Dnr")
    assert (x0, top) == pytest.approx((28 + moved[0], 50 + moved[1]), abs=0.6)
    assert page.lines[0].size == 11


def test_a_plain_page_is_drawn_when_it_is_opened_but_not_at_a_last_attempt(
    reader: Reader, tmp_path: Path
) -> None:
    path = tmp_path / "digital.pdf"
    path.write_bytes(papers.changed(papers.digital(), papers.lying))
    seen, apart = (
        reader.read_and_look(path, PDF, 1, columns=150, memory=InMind(), careful=careful)
        for careful in (False, True)
    )
    assert seen.picture is not None
    assert apart.picture is None
    assert seen.page.width is not None
    assert seen.picture.box == pytest.approx((0, 0, *papers.SIZE[::-1]), abs=0.01)
    assert seen.picture.samples.shape[1] == pytest.approx(150, abs=seen.page.width / 72 + 1)
    assert seen.picture.samples.min() < 100
    assert [step.name for step in seen.page.steps] == ["open", "text_layer"]
    assert [step.name for step in apart.page.steps] == ["open", "text_layer", "no_picture"]
    assert texts(seen.page) == texts(apart.page) == papers.LINES


def test_glyphs_without_unicode_are_read_from_the_rendered_page(read: Read) -> None:
    page = read(papers.changed(papers.digital(), papers.without_unicode))
    assert (page.text_source, page.reason) == ("ocr", "text_layer_undecodable")
    assert texts(page) == papers.LINES
    assert place(page, "Dnr")[0] == pytest.approx(28.7, abs=1.5)


# Scans.


def test_a_scan_is_read_from_its_own_pixels_with_confidence_and_places(read: Read) -> None:
    page = read(papers.scan())
    assert (page.text_source, page.reason) == ("ocr", "no_text_layer")
    assert texts(page) == papers.LINES
    assert near(place(page, "Miljönämnden"), papers.place_of("Miljönämnden"), points=1.5)
    assert all(word.confidence and word.confidence > 0.5 for line in page.lines for word in line.words)
    steps = {step.name: step for step in page.steps}
    assert steps["pixels_from"].version == "image, 200 dpi"
    assert steps["recognise"].tool == "pp-ocr"
    assert steps["recognise"].version.startswith("v6-small 090f04ab 6f327246 openvino ")


def test_a_hidden_layer_read_without_swedish_is_read_again_and_a_good_one_kept(read: Read) -> None:
    bad = tuple(papers.without_swedish_letters(line) for line in papers.LINES)
    again = read(papers.changed(papers.scan(), papers.layer(bad)))
    assert (again.text_source, again.reason) == ("ocr", "text_layer_without_swedish_letters")
    assert texts(again) == papers.LINES
    kept = read(papers.changed(papers.scan(), papers.layer(papers.LINES)))
    assert (kept.text_source, texts(kept)) == ("text_layer", papers.LINES)


def test_a_digital_mark_on_a_scan_does_not_hide_the_scan(read: Read) -> None:
    page = read(papers.changed(papers.scan(), papers.layer((*[""] * 7, "Sida 4 av 9"), mode=0)))
    assert (page.text_source, page.reason) == ("mixed", "text_layer_partial")
    assert {region.source for region in page.regions[:-1]} == {"ocr"}
    assert page.regions[-1].source == "text_layer"
    assert "Nämnden beslutar att avslå ansökan." in texts(page)


MISREAD = (
    "Miijönämndcn i Fågclvik",
    "Dnr MN 2021-00457",
    "Nämndon beslutör att avsiå ansökan.",
    "Åtgärdon får intc påbörjes förrän",
    "bcslutot har vunnct lage kraft.",
    "Övcrklagende ska gcs in tili nämndon.",
    "Handlingerna förvares i Ängsby.",
)


@pytest.mark.parametrize(
    ("layer", "reason"),
    [
        (MISREAD, "text_layer_misread"),
        ((*[""] * 3, *papers.LINES[:4]), "text_layer_misplaced"),
        ((" ",) * 7, "no_text_layer"),
        (tuple(line.encode().decode("cp1252", "ignore") for line in papers.LINES), "text_layer_mojibake"),
    ],
)
def test_a_bad_layer_of_a_scan_is_read_again(read: Read, layer: tuple[str, ...], reason: str) -> None:
    page = read(papers.changed(papers.scan(), papers.layer(layer)))
    assert (page.text_source, page.reason) == ("ocr", reason)
    assert texts(page) == papers.LINES


def test_what_a_layer_leaves_out_is_read_beside_it(read: Read) -> None:
    page = read(papers.changed(papers.scan(), papers.layer(papers.LINES[:4])))
    assert (page.text_source, page.reason) == ("mixed", "text_layer_partial")
    assert texts(page) == papers.LINES


def test_a_born_digital_page_keeps_its_text_and_its_annex_is_read(read: Read) -> None:
    page = read(papers.changed(papers.digital(papers.LINES[:3]), papers.annexed))
    assert (page.text_source, page.reason) == ("mixed", "text_layer_partial")
    assert texts(page) == papers.LINES
    assert page.regions[0].source == "text_layer"
    assert [word.confidence for word in page.lines[0].words] == [None] * 3


def test_letters_with_a_wrong_map_are_read_from_the_page(read: Read) -> None:
    page = read(papers.changed(papers.digital(), papers.with_wrong_unicode))
    assert (page.text_source, texts(page)) == ("ocr", papers.LINES)


@pytest.mark.parametrize(
    ("image", "kind", "options", "media_type"),
    [
        (
            papers.sheet().point(lambda v: 255 * (v > 128)).convert("1"),
            "TIFF",
            {"compression": "group4"},
            None,
        ),
        (
            papers.sheet().point(lambda v: 255 * (v > 128)).convert("1"),
            "TIFF",
            {"compression": "group4", "tiffinfo": {262: 0}},
            None,
        ),
        (papers.deep(papers.sheet()), "TIFF", {}, None),
        (papers.sheet().resize((840, 300)), "TIFF", {"dpi": (200, 100)}, None),
        (papers.sheet().convert("CMYK"), "JPEG", {"quality": 90}, "image/jpeg"),
        (papers.see_through(papers.sheet()), "PNG", {}, "image/png"),
        (papers.see_through(papers.sheet()).quantize(16), "PNG", {}, "image/png"),
        (papers.sheet(ink=190, paper=225), "PNG", {}, "image/png"),
    ],
    ids=["fax", "fax inverted", "16 bit", "fax pixels", "cmyk", "alpha", "palette alpha", "faint"],
)
def test_images_of_every_kind(
    read: Read, image: Image.Image, kind: str, options: dict[str, Any], media_type: MediaType | None
) -> None:
    page = read(papers.encoded(image, kind, **options), media_type or "image/tiff")
    assert page.reason == "image_file"
    assert texts(page) == papers.LINES
    assert (page.width, page.height) == pytest.approx(papers.SIZE, abs=0.01)


def encoded_in_pdf(kind: str, image: Image.Image) -> bytes:
    return papers.scan(papers.encoded(image, kind))


def inverted(_pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    next(iter(page.obj.Resources.XObject.values())).Decode = pikepdf.Array([1, 0])


@pytest.mark.parametrize(
    ("content", "origin"),
    [
        (encoded_in_pdf("JPEG2000", papers.sheet()), "image"),
        (encoded_in_pdf("JPEG", papers.sheet().convert("CMYK")), "rendering"),
        (papers.changed(papers.scan(ImageOps.invert(papers.sheet())), inverted), "rendering"),
        (papers.changed(papers.scan(), papers.cropped), "image"),
    ],
    ids=["jpeg 2000", "cmyk", "decode array", "cropped"],
)
def test_images_in_pdf_are_taken_as_they_are_or_rendered(read: Read, content: bytes, origin: str) -> None:
    page = read(content)
    assert texts(page) == papers.LINES
    assert next(s.version for s in page.steps if s.name == "pixels_from").startswith(origin)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_lies_on_its_side_or_head_is_found_and_its_boxes_stay(read: Read, turn: int) -> None:
    page = read(papers.encoded(papers.sheet().rotate(turn, expand=True), "PNG"), "image/png")
    assert page.rotation == turn
    assert texts(page) == papers.LINES
    assert near(place(page, "Miljönämnden"), papers.place_of("Miljönämnden"), points=1.5)


def test_a_wrong_rotate_in_the_file_does_not_win(read: Read) -> None:
    page = read(papers.changed(papers.scan(), papers.rotated(90)))
    assert page.rotation == 0
    assert texts(page) == papers.LINES


def test_exif_orientation_is_a_hint(read: Read) -> None:
    exif = Image.Exif()
    exif[274] = 6
    lying = papers.sheet().rotate(90, expand=True)
    page = read(papers.encoded(lying, "JPEG", exif=exif, quality=92), "image/jpeg")
    assert page.rotation == 90
    assert texts(page) == papers.LINES


def test_a_page_without_resolution_says_which_size_was_assumed(read: Read) -> None:
    result = io.BytesIO()
    papers.sheet().save(result, "PNG")
    page = read(result.getvalue(), "image/png")
    assert (page.width, page.height) == pytest.approx((842, 601.4), abs=0.1)
    assert "842 pt" in next(s.version for s in page.steps if s.name == "page_size")


def test_a_stamp_is_read_and_so_is_the_text_below_it(read: Read) -> None:
    page = read(papers.encoded(papers.stamped(), "PNG"), "image/png")
    assert texts(page)[: len(papers.LINES)] == papers.LINES
    assert {"INKOM", "2021-05-03"} <= set(texts(page)[len(papers.LINES) :])
    x0, top, x1, bottom = place(page, "INKOM")
    assert 200 < x0 < x1 < 290
    assert 35 < top < bottom < 75


def test_blank_pages_are_known_as_blank(read: Read) -> None:
    grain = Image.effect_noise((420, 300), 12).point(lambda v: v + 105)
    for content, media_type in (
        (papers.encoded(Image.new("L", (420, 300), 250), "PNG"), "image/png"),
        (papers.encoded(grain, "PNG"), "image/png"),
        (papers.digital(()), "application/pdf"),
    ):
        page = read(content, media_type)
        assert (page.text_source, page.reason, page.lines) == ("none", "blank_page", ())


def test_frames_of_a_tiff_are_its_pages(read: Read) -> None:
    content = papers.encoded(
        papers.sheet(("Första sidan",)),
        "TIFF",
        save_all=True,
        append_images=[papers.sheet(("Andra sidan",))],
    )
    assert texts(read(content, "image/tiff", 2)) == ("Andra sidan",)
    with pytest.raises(UnreadablePage):
        read(content, "image/tiff", 3)


# What is broken.


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7\nnothing of the kind", "application/pdf"),
        (papers.scan()[:3000], "application/pdf"),
        (papers.encoded(papers.sheet(), "PNG")[:5000], "image/png"),
        (b"", "image/tiff"),
    ],
)
def test_broken_files_are_unreadable_pages(read: Read, content: bytes, media_type: MediaType) -> None:
    with pytest.raises(UnreadablePage):
        read(content, media_type)


def test_a_page_beyond_the_last_is_unreadable(read: Read) -> None:
    for number in (0, 2):
        with pytest.raises(UnreadablePage):
            read(papers.digital(), PDF, number)


def test_a_layer_that_breaks_its_parser_does_not_cost_the_page(read: Read) -> None:
    def break_fonts(_pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.obj.Resources.Font = pikepdf.Array([1, 2])

    page = read(papers.changed(papers.scan(), break_fonts))
    assert texts(page) == papers.LINES


def test_recognition_is_ended_at_its_limit() -> None:
    gray = papers.sheet().resize((3000, 2000))
    pixels = Pixels(columns=3000, rows=2000, gray=gray.tobytes(), dpi=600)
    with pytest.raises(EngineTimedOut):
        Tesseract(seconds=0.05).recognise(pixels, 0)


# What is large.


def blank_png(width: int, height: int, *, bits: int, colour_type: int, channels: int) -> bytes:
    """A white page, row by row: the whole would take hundreds of megabytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    deflate = zlib.compressobj(1)
    row = b"\0" + b"\xff" * -(-width * channels * bits // 8)
    rows = b"".join([*(deflate.compress(row) for _ in range(height)), deflate.flush()])
    header = struct.pack(">IIBBBBB", width, height, bits, colour_type, 0, 0, 0)
    resolution = struct.pack(">IIB", 11811, 11811, 1)  # 300 dpi in pixels to the metre
    parts = [chunk(b"IHDR", header), chunk(b"pHYs", resolution), chunk(b"IDAT", rows), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    ("width", "height", "bits", "colour_type", "channels"),
    [(15_700, 15_500, 1, 0, 1), (15_700, 15_500, 8, 0, 1), (9933, 14_043, 8, 2, 3)],
)
def test_the_largest_pages_taken_in_are_read(
    reading_sandbox: Sandbox,
    tmp_path: Path,
    width: int,
    height: int,
    bits: int,
    colour_type: int,
    channels: int,
) -> None:
    """243 megapixels in black and white and in gray, and A0 at 300 dpi in colour, by the default limits."""
    path = tmp_path / "karta.png"
    path.write_bytes(blank_png(width, height, bits=bits, colour_type=colour_type, channels=channels))
    settings = Settings()
    assert probe_upload(reading_sandbox, path, settings).pages == 1
    page = Reader(reading_sandbox, settings).read_page(path, "image/png", 1)
    assert page.reason == "blank_page"
    assert page.width == pytest.approx(width * 72 / 300, abs=1)


def test_a_large_image_in_a_pdf_is_left_to_the_renderer(read: Read) -> None:
    """A4 at 900 dpi in colour, of a single JPEG."""
    out = io.BytesIO()
    sheet = papers.sheet()
    drawing = Image.new("RGB", (7440, 10_523), "white")
    drawing.paste(sheet.resize((sheet.width * 3, sheet.height * 3)), (300, 300))
    drawing.save(out, "PDF", resolution=900)
    page = read(out.getvalue())
    assert page.text_source == "ocr"
    assert texts(page) == papers.LINES


# The engine outside.


WORKER = """
import numpy as np
from workers.reading.recogniser import Pixels
from workers.reading.tesseract import Tesseract
page = np.random.default_rng(1).integers(0, 2, (600, 450), dtype=np.uint8).repeat(12, 0).repeat(12, 1) * 255
pixels = Pixels(columns=page.shape[1], rows=page.shape[0], gray=page.tobytes(), dpi=300)
Tesseract(seconds=600).recognise(pixels, 0)
"""


def recognising(worker: int) -> list[int]:
    """Tesseracts at work on a page, started by this process."""
    try:
        children = Path(f"/proc/{worker}/task/{worker}/children").read_text().split()
        return [int(pid) for pid in children if b"page.pgm" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    except FileNotFoundError:
        return []


def test_tesseract_dies_with_its_worker_and_its_files_are_private(tmp_path: Path) -> None:
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(filter(None, sys.path)), TMPDIR=str(tmp_path))
    with subprocess.Popen([sys.executable, "-c", WORKER], env=environment) as worker:
        wait_until(lambda: bool(recognising(worker.pid)))
        (engine,) = recognising(worker.pid)
        time.sleep(0.3)
        assert recognising(worker.pid) == [engine]
        (folder,) = tmp_path.iterdir()
        assert folder.stat().st_mode & 0o777 == 0o700
        worker.send_signal(signal.SIGKILL)
    wait_until(lambda: not Path(f"/proc/{engine}").exists())
    next_worker = "from workers.reading.tesseract import Tesseract; Tesseract(seconds=1)"
    subprocess.run([sys.executable, "-c", next_worker], env=environment, check=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lost", ["PATH", "TESSDATA_PREFIX"])
def test_an_engine_that_goes_missing_is_no_pages_fault(
    lost: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gray = papers.sheet()
    pixels = Pixels(columns=gray.width, rows=gray.height, gray=gray.tobytes(), dpi=300)
    tesseract = Tesseract(seconds=PATIENCE_SECONDS)
    monkeypatch.setenv(lost, str(tmp_path))
    with pytest.raises(RecogniserUnavailable):
        tesseract.recognise(pixels, 0)
    with pytest.raises(Misconfigured):
        Tesseract(seconds=20)
    monkeypatch.undo()
    assert tesseract.recognise(pixels, 0).lines
