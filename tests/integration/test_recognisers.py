"""Which recogniser reads, and what happens where one is missing, unknown or fails."""

import dataclasses
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from ingest.errors import EngineTimedOut, Misconfigured
from ingest.sandbox import Sandbox
from ingest.settings import Settings
from tests.integration import papers
from workers.reading import Reader
from workers.reading.choosing import recognisers
from workers.reading.pp_ocr import PpOcr, models
from workers.reading.reader import SANDBOX_MODULES
from workers.reading.recogniser import Pixels


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(preload=SANDBOX_MODULES) as sandbox:
        yield sandbox


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
        PpOcr(seconds=60)
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


SURVIVES = """
from ingest.settings import Settings
from workers.reading.choosing import recognisers
chosen = recognisers(Settings())
print(chosen.first.tool, chosen.reason)
"""


def test_networks_that_crash_on_this_processor_do_not_take_the_worker_with_them() -> None:
    # Limited to AVX2, OpenVINO 2026.4 dies here; where it does not, PP-OCR reads.
    limited = os.environ | {"ONEDNN_MAX_CPU_ISA": "AVX2"}
    said = subprocess.run(
        [sys.executable, "-c", SURVIVES], env=limited, capture_output=True, text=True, check=True
    ).stdout
    assert said.startswith(("tesseract its networks do not run on this processor", "pp-ocr"))


def test_pp_ocr_stops_when_its_time_is_up() -> None:
    sheet = papers.sheet()
    pixels = Pixels(columns=sheet.width, rows=sheet.height, gray=sheet.tobytes(), dpi=200)
    with pytest.raises(EngineTimedOut):
        PpOcr(seconds=0).recognise(pixels, 0)


def test_one_worker_has_both_readers() -> None:
    both = recognisers(Settings())
    assert both.second is not None
    assert (both.first.tool, both.second.tool, both.reason) == ("pp-ocr", "tesseract", "")


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_that_lies_wrong_is_read_and_its_words_lie_where_they_are_printed(turn: int) -> None:
    sheet = papers.sheet().rotate(-turn, expand=True)
    pixels = Pixels(columns=sheet.width, rows=sheet.height, gray=sheet.tobytes(), dpi=200)
    found = PpOcr(seconds=60).recognise(pixels, 0)
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
