"""Which recogniser reads, and what happens where one is missing, unknown or fails."""

import dataclasses
import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from math import cos, sin
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pytest
from PIL import Image, ImageDraw

from ingest.errors import EngineCrashed, EngineTimedOut, Misconfigured, RecogniserUnavailable
from ingest.sandbox import Sandbox
from ingest.settings import Settings
from schemas.base import Rotation
from tests.integration import papers
from tests.patience import PATIENCE_SECONDS
from workers.reading import InMind, Reader
from workers.reading.choosing import Recognisers, recognisers
from workers.reading.pp_ocr import PpOcr, models, trial
from workers.reading.reader import SANDBOX_MODULES
from workers.reading.recogniser import Pixels, Recognition
from workers.reading.tesseract import Tesseract


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(preload=SANDBOX_MODULES) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def pp_ocr() -> PpOcr:
    """For tests that only read: its networks are compiled once."""
    return PpOcr(seconds=PATIENCE_SECONDS)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "scan.pdf"
    path.write_bytes(papers.scan())
    return path


def test_the_setting_chooses_tesseract_alone(sandbox: Sandbox, scan: Path) -> None:
    page = Reader(sandbox, Settings(recogniser="tesseract")).read_page(scan, "application/pdf", 1)
    assert tuple(line.text for line in page.lines) == papers.LINES
    (step,) = [step for step in page.steps if step.name == "recognise"]
    assert step.tool == "tesseract"
    assert " swe:" in step.version


@pytest.mark.parametrize(
    ("constant", "value", "reason"),
    [
        ("DETECTION", (models.DETECTION[0], "0" * 64), "another model than the known one"),
        ("RECOGNITION", ("rapidocr/models/none.onnx", "0" * 64), "install the package rapidocr"),
        ("PACKAGE", "no-such-package", "install the package no-such-package"),
    ],
)
def test_tesseract_reads_where_a_model_is_missing_or_another(
    sandbox: Sandbox,
    scan: Path,
    monkeypatch: pytest.MonkeyPatch,
    constant: str,
    value: object,
    reason: str,
) -> None:
    monkeypatch.setattr(models, constant, value)
    with pytest.raises(Misconfigured):
        PpOcr(seconds=PATIENCE_SECONDS)
    page = Reader(sandbox, Settings()).read_page(scan, "application/pdf", 1)
    assert tuple(line.text for line in page.lines) == papers.LINES
    steps = {step.name: step for step in page.steps}
    assert steps["recognise"].tool == "tesseract"
    assert steps["pp_ocr_unavailable"].version.startswith(reason)


def test_a_page_on_which_the_first_reader_fails_is_read_by_the_second(sandbox: Sandbox, scan: Path) -> None:
    reader = Reader(sandbox, Settings())
    reader._recognisers = dataclasses.replace(reader._recognisers, first=PpOcr(seconds=0))
    page = reader.read_page(scan, "application/pdf", 1)
    assert tuple(line.text for line in page.lines) == papers.LINES
    steps = {step.name: step for step in page.steps}
    assert steps["first_reader_failed"].version == "engine_timed_out"
    assert steps["recognise"].tool == "tesseract"


@dataclasses.dataclass
class Counting:
    """Tesseract behind a counter that can be told to fail; `stumble` is raised instead of reading."""

    inner: Tesseract
    stumble: Exception | None = None
    calls: int = 0
    tool: str = "counting"
    version: str = "1"

    def warm_up(self) -> None:
        self.inner.warm_up()

    def recognise(self, pixels: Pixels, rotation: Rotation) -> Recognition:
        self.calls += 1
        if self.stumble is not None:
            raise self.stumble
        return self.inner.recognise(pixels, rotation)


def with_readers(sandbox: Sandbox, *, stumble: Exception | None = None) -> tuple[Reader, Counting]:
    reader = Reader(sandbox, Settings(recogniser="tesseract"))
    tesseract = Tesseract(seconds=PATIENCE_SECONDS)
    first = Counting(tesseract, stumble)
    reader._recognisers = Recognisers(first=first, second=tesseract, reason="")
    return reader, first


@pytest.mark.parametrize(
    "stumble", [RuntimeError("bad_alloc"), MemoryError(), IndexError(), EngineCrashed(how="signal 11")]
)
def test_whatever_the_first_reader_stumbles_over_the_second_reads(
    sandbox: Sandbox, scan: Path, stumble: Exception
) -> None:
    reader, first = with_readers(sandbox, stumble=stumble)
    page = reader.read_page(scan, "application/pdf", 1)
    assert tuple(line.text for line in page.lines) == papers.LINES
    assert first.calls == 1
    said = {step.name: step.version for step in page.steps}["first_reader_failed"]
    assert said == (stumble.code if isinstance(stumble, EngineCrashed) else type(stumble).__name__)


def test_an_engine_that_is_away_is_no_fault_of_the_page(sandbox: Sandbox, scan: Path) -> None:
    reader, _ = with_readers(sandbox, stumble=RecogniserUnavailable())
    with pytest.raises(RecogniserUnavailable):
        reader.read_page(scan, "application/pdf", 1)


def test_a_careful_attempt_keeps_away_from_the_first_reader(sandbox: Sandbox, scan: Path) -> None:
    reader, first = with_readers(sandbox, stumble=AssertionError())
    page = reader.read_and_look(scan, "application/pdf", 1, columns=100, memory=InMind(), careful=True).page
    assert tuple(line.text for line in page.lines) == papers.LINES
    assert first.calls == 0


def test_pages_that_show_the_same_are_recognised_once(sandbox: Sandbox, tmp_path: Path) -> None:
    bundle = tmp_path / "bundle.pdf"
    other = papers.scan(papers.sheet(papers.LINES[:3]))
    bundle.write_bytes(
        joined(papers.scan(), papers.scan(), papers.changed(papers.scan(), papers.rotated(180)), other)
    )
    reader, first = with_readers(sandbox)
    memory = InMind()
    one, same, turned, another = (
        reader.read_page(bundle, "application/pdf", number, memory) for number in (1, 2, 3, 4)
    )
    assert first.calls == 3
    assert (same.number, same.lines, same.rotation) == (2, one.lines, one.rotation)
    assert {step.name: step.version for step in same.steps}["same_as_page"] == "1"
    assert "recognise" not in {step.name for step in same.steps}
    for page in (one, turned, another):
        assert "same_as_page" not in {step.name for step in page.steps}
    assert another.lines != one.lines
    reader.read_page(bundle, "application/pdf", 2, InMind())
    assert first.calls == 4


def joined(*contents: bytes) -> bytes:
    result = io.BytesIO()
    with pikepdf.Pdf.new() as pdf:
        for content in contents:
            with pikepdf.open(io.BytesIO(content)) as one:
                pdf.pages.extend(one.pages)
        pdf.save(result)
    return result.getvalue()


READS = """
from ingest.settings import Settings
from tests.integration import papers
from workers.reading.choosing import recognisers
from workers.reading.recogniser import Pixels
chosen = recognisers(Settings())
sheet = papers.sheet()
pixels = Pixels(columns=sheet.width, rows=sheet.height, gray=sheet.tobytes(), dpi=200)
found = chosen.first.recognise(pixels, 0)
print(chosen.first.tool, chosen.first.version.split()[-1] + chosen.reason)
print([" ".join(word.text for word in line.words) for line in found.lines] == [*papers.LINES])
"""


@pytest.mark.parametrize("instructions", ["AVX2", "AVX512_CORE_VNNI"])
def test_a_processor_without_matrix_units_reads_with_8_bits(instructions: str) -> None:
    limited = os.environ | {"ONEDNN_MAX_CPU_ISA": instructions}
    said = subprocess.run(
        [sys.executable, "-c", READS], env=limited, capture_output=True, text=True, check=True
    ).stdout
    assert said.splitlines() == ["pp-ocr int8", "True"]


def test_networks_that_crash_on_this_processor_do_not_take_the_worker_with_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(trial, "TRIAL", "import os; os.abort()")
    trial.ensure_networks_run.cache_clear()
    try:
        chosen = recognisers(Settings())
    finally:
        trial.ensure_networks_run.cache_clear()
    assert chosen.first.tool == "tesseract"
    assert chosen.reason.startswith("its networks do not run on this processor")


def test_pp_ocr_stops_when_its_time_is_up() -> None:
    sheet = papers.sheet()
    pixels = Pixels(columns=sheet.width, rows=sheet.height, gray=sheet.tobytes(), dpi=200)
    with pytest.raises(EngineTimedOut):
        PpOcr(seconds=0).recognise(pixels, 0)


def test_a_reader_that_was_warmed_up_reads_what_a_cold_one_reads(pp_ocr: PpOcr) -> None:
    sheet = papers.sheet()
    pixels = Pixels(columns=sheet.width, rows=sheet.height, gray=sheet.tobytes(), dpi=200)
    warm = PpOcr(seconds=PATIENCE_SECONDS)
    warm.warm_up()
    assert warm.recognise(pixels, 0) == pp_ocr.recognise(pixels, 0)


def test_one_worker_has_both_readers() -> None:
    both = recognisers(Settings())
    assert both.second is not None
    assert (both.first.tool, both.second.tool, both.reason) == ("pp-ocr", "tesseract", "")


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_that_lies_wrong_is_read_and_its_words_lie_where_they_are_printed(
    pp_ocr: PpOcr, turn: int
) -> None:
    sheet = papers.sheet().rotate(-turn, expand=True)
    pixels = Pixels(columns=sheet.width, rows=sheet.height, gray=sheet.tobytes(), dpi=200)
    found = pp_ocr.recognise(pixels, 0)
    assert tuple(" ".join(word.text for word in line.words) for line in found.lines) == papers.LINES
    assert found.rotation == (-turn) % 360
    gray = np.asarray(sheet)
    for word in (word for line in found.lines for word in line.words):
        x0, top, x1, bottom = map(round, word.box)
        rows, columns = np.nonzero(gray[top - 2 : bottom + 2, x0 - 2 : x1 + 2] < 128)
        assert rows.min() <= 5
        assert columns.min() <= 5
        assert rows.max() >= bottom - top - 3
        assert columns.max() >= x1 - x0 - 3


def test_a_signature_is_marked_and_not_read(pp_ocr: PpOcr) -> None:
    text = papers.sheet()
    sheet = Image.new("L", (text.width, text.height + 300), 255)
    sheet.paste(text)
    middle = text.height + 110
    points = [
        (180 + 1.1 * step + 26 * cos(step / 7), middle + (70 - step / 5) * sin(step / 4.5))
        for step in range(300)
    ]
    ImageDraw.Draw(sheet).line(points, fill=30, width=4, joint="curve")
    pixels = Pixels(columns=sheet.width, rows=sheet.height, gray=sheet.tobytes(), dpi=200)
    found = pp_ocr.recognise(pixels, 0)
    assert tuple(" ".join(word.text for word in line.words) for line in found.lines) == papers.LINES
    assert len(found.handwriting) == 1
    assert found.handwriting[0][1] > text.height - 40


def test_print_that_shines_through_is_not_read(pp_ocr: PpOcr) -> None:
    sheet = papers.sheet()
    behind = np.roll(np.asarray(sheet)[:, ::-1], 34, axis=0).astype(float)
    both = np.minimum(np.asarray(sheet), 255 - (255 - behind) * 0.2).astype(np.uint8)
    pixels = Pixels(columns=sheet.width, rows=sheet.height, gray=both.tobytes(), dpi=200)
    found = pp_ocr.recognise(pixels, 0)
    assert tuple(" ".join(word.text for word in line.words) for line in found.lines) == papers.LINES


@pytest.mark.parametrize("leaf", [np.fliplr, np.flipud], ids=["book", "pad"])
def test_a_page_with_nothing_but_what_shines_through_is_blank(
    pp_ocr: PpOcr, leaf: Callable[[np.ndarray], np.ndarray]
) -> None:
    sheet = papers.sheet()
    behind = cv2.GaussianBlur(leaf(np.asarray(sheet)), (0, 0), 1.5).astype(float)
    shown = (250 - (255 - behind) * 0.25).astype(np.uint8)
    pixels = Pixels(columns=sheet.width, rows=sheet.height, gray=shown.tobytes(), dpi=200)
    assert pp_ocr.recognise(pixels, 0).lines == ()


def test_black_mirror_writing_is_no_blank_page(pp_ocr: PpOcr) -> None:
    sheet = papers.sheet()
    pixels = Pixels(
        columns=sheet.width, rows=sheet.height, gray=np.fliplr(np.asarray(sheet)).tobytes(), dpi=200
    )
    assert pp_ocr.recognise(pixels, 0).lines != ()


def test_print_as_pale_as_pencil_is_read(pp_ocr: PpOcr) -> None:
    sheet = papers.sheet()
    light = np.linspace(1, 0.8, sheet.width)[None, :]
    pale = ((215 - (255 - np.asarray(sheet, dtype=float)) * 0.14) * light).astype(np.uint8)
    pixels = Pixels(columns=sheet.width, rows=sheet.height, gray=pale.tobytes(), dpi=200)
    found = pp_ocr.recognise(pixels, 0)
    assert tuple(" ".join(word.text for word in line.words) for line in found.lines) == papers.LINES


def blurred() -> Image.Image:
    """A sheet so coarse that a reader is unsure of some of it."""
    text = papers.sheet()
    small = text.resize((text.width * 2 // 5, text.height * 2 // 5), Image.Resampling.BILINEAR)
    return small.resize(text.size, Image.Resampling.BILINEAR)


def test_tesseract_reads_pictures_of_a_few_words_one_by_one() -> None:
    sheet = np.asarray(papers.sheet())
    lines = [np.ascontiguousarray(sheet[30 + 72 * at : 90 + 72 * at]) for at in (4, 0)]
    empty = np.full((60, 300), 250, np.uint8)
    last, nothing, first = Tesseract(seconds=PATIENCE_SECONDS).read_excerpts([lines[0], empty, lines[1]])
    assert [word.text for word in last] == papers.LINES[4].split()
    assert all(word.confidence < 0.5 for word in nothing)
    assert [word.text for word in first] == papers.LINES[0].split()
    dark = np.flatnonzero((lines[1] < 128).any(axis=0))
    assert abs(first[0].start - dark[0]) < 4
    assert abs(first[-1].end - dark[-1]) < 4
    assert all(0.5 < word.confidence <= 1 for word in first)


def test_unsure_words_are_read_twice_and_the_page_says_by_whom(sandbox: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "coarse.pdf"
    path.write_bytes(papers.scan(blurred()))
    page = Reader(sandbox, Settings()).read_page(path, "application/pdf", 1)
    assert tuple(line.text for line in page.lines) == papers.LINES
    steps = {step.name: step for step in page.steps}
    assert steps["recognise"].tool == "pp-ocr"
    assert steps["second_reading"].tool == "tesseract"
    assert " swe:" in steps["second_reading"].version
    assert "second_reading_failed" not in steps


def test_where_the_second_reader_fails_the_page_says_so(sandbox: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "coarse.pdf"
    path.write_bytes(papers.scan(blurred()))
    reader = Reader(sandbox, Settings())
    slow = Tesseract(seconds=0)
    first = PpOcr(seconds=PATIENCE_SECONDS, second=slow)
    reader._recognisers = Recognisers(first=first, second=slow, reason="")
    page = reader.read_page(path, "application/pdf", 1)
    assert [line.text for line in page.lines][1:] == list(papers.LINES[1:])
    assert {step.name: step.version for step in page.steps}["second_reading_failed"] == "engine_timed_out"
