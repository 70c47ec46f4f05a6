"""Builds ``samples/`` from ``documents/``: ``python -m tests.corpus.make_samples [FOLDER]``.

The same sources and library versions give the same bytes: every seed is fixed and no clock is read. One
sample carries a text layer that the ``tesseract`` command makes, so its bytes also depend on its version.
"""

import argparse
import io
import json
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from PIL import Image

from tests.corpus import degrade
from tests.corpus.degrade import Scanner
from tests.corpus.layout import compose
from tests.corpus.markup import parse

DOCUMENTS = Path(__file__).parent / "documents"
SAMPLES = Path(__file__).parent / "samples"

_SCANNED = time.struct_time((2025, 12, 1, 9, 30, 0, 0, 335, 0))
_OCR_TIMEOUT_SECONDS = 120

Encoder = Callable[[list[Image.Image], int], bytes]


@dataclass(frozen=True)
class Sample:
    """One scanned sample: its name without suffix, how it is scanned and how the scans become a file."""

    name: str
    suffix: str
    scanner: Scanner
    encode: Encoder


def jpeg_pdf(quality: int) -> Encoder:
    """Returns an encoder to a PDF with one JPEG of that quality (1–95) on each page."""

    def encode(scans: list[Image.Image], dpi: int) -> bytes:
        return _save(
            scans,
            "PDF",
            resolution=dpi,
            quality=quality,
            creationDate=_SCANNED,
            modDate=_SCANNED,
            title="Scan",
        )

    return encode


def fax_pdf(scans: list[Image.Image], dpi: int) -> bytes:
    """Encodes to a PDF with one CCITT group 4 image on each page."""
    pages = [degrade.fax(scan, threshold=158, specks=420, seed=61 + n) for n, scan in enumerate(scans)]
    return _save(pages, "PDF", resolution=dpi, creationDate=_SCANNED, modDate=_SCANNED, title="Scan")


def jpeg_tiff(scans: list[Image.Image], dpi: int) -> bytes:
    """Encodes to one TIFF with a JPEG-compressed image for each page."""
    return _save(scans, "TIFF", compression="jpeg", quality=58, dpi=(dpi, dpi))


def jpeg(scans: list[Image.Image], dpi: int) -> bytes:
    """Encodes the only page to a JPEG."""
    (scan,) = scans
    return _save([scan], "JPEG", quality=56, dpi=(dpi, dpi))


def png(scans: list[Image.Image], dpi: int) -> bytes:
    """Encodes the only page to a PNG with sixteen greys."""
    (scan,) = scans
    return _save([degrade.sixteen_greys(scan)], "PNG", bits=4, optimize=True, dpi=(dpi, dpi))


def pdf_read_as_english(scans: list[Image.Image], dpi: int) -> bytes:
    """Encodes to a PDF with the invisible text that Tesseract reads when it does not know Swedish."""
    (scan,) = scans
    read = subprocess.run(
        ["tesseract", "stdin", "stdout", "-l", "eng", "--dpi", str(dpi), "pdf"],
        input=_save([scan], "JPEG", quality=26, dpi=(dpi, dpi)),
        capture_output=True,
        check=True,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "OMP_THREAD_LIMIT": "1"},
        timeout=_OCR_TIMEOUT_SECONDS,
    )
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(read.stdout)) as pdf:
        for dated in ("/CreationDate", "/Title"):
            if dated in pdf.docinfo:
                del pdf.docinfo[dated]
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


SCANNED_SAMPLES = (
    Sample(
        "tjansteutlatande-kulturhus",
        ".pdf",
        Scanner(seed=1000, skew_degrees=0.6, stapled=True, punched=True),
        jpeg_pdf(50),
    ),
    Sample(
        "tjansteskrivelse-detaljplan",
        ".tiff",
        Scanner(seed=2000, skew_degrees=-0.9, noise=5.0, paper=238, falloff=24, punched=True),
        jpeg_tiff,
    ),
    Sample(
        "remissvar-byggnadsminnen",
        ".pdf",
        Scanner(seed=3000, skew_degrees=0.4, noise=7.0, blur=0.7, toner_loss=0.35),
        fax_pdf,
    ),
    Sample(
        "protokollsutdrag-busstrafik",
        ".pdf",
        Scanner(seed=4000, dpi=300, skew_degrees=-0.35, noise=3.0, blur=0.8),
        jpeg_pdf(30),
    ),
    Sample(
        "skrivelse-inkomststampel",
        ".jpg",
        Scanner(seed=5000, skew_degrees=0.8, colour=True, paper=243, punched=True),
        jpeg,
    ),
    Sample(
        "anmalan-delegationsbeslut",
        ".png",
        Scanner(seed=6000, skew_degrees=-0.5, noise=4.0, falloff=10),
        png,
    ),
    Sample(
        "beslut-tillsyn-fel-ocr",
        ".pdf",
        Scanner(seed=7000, skew_degrees=1.1, noise=9.0, blur=1.15, paper=226, falloff=38, toner_loss=0.45),
        pdf_read_as_english,
    ),
)
TEXT_SAMPLES = ("tjansteskrivelse-1998-teckenfel",)


def build(folder: Path) -> None:
    """Writes every sample and its ground truth into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for sample in SCANNED_SAMPLES:
        pages = compose(parse(_source(sample.name)))
        scans = [degrade.scan(page.image, sample.scanner, number) for number, page in enumerate(pages)]
        (folder / (sample.name + sample.suffix)).write_bytes(sample.encode(scans, sample.scanner.dpi))
        _write_truth(folder, sample.name, ["\n".join(page.lines) for page in pages])
    for name in TEXT_SAMPLES:
        text = _source(name)
        (folder / f"{name}.txt").write_bytes(as_misread(text))
        _write_truth(folder, name, [text.rstrip("\n")])


def as_misread(text: str) -> bytes:
    """Returns the bytes of a text whose UTF-8 was taken for cp1252 and saved as UTF-8 again."""
    return text.encode("utf-8").decode("cp1252").encode("utf-8")


def _source(name: str) -> str:
    return (DOCUMENTS / f"{name}.txt").read_text("utf-8")


def _write_truth(folder: Path, name: str, pages: list[str]) -> None:
    annotations = json.loads((DOCUMENTS / f"{name}.json").read_text("utf-8"))
    truth = json.dumps({**annotations, "pages": pages}, ensure_ascii=False, indent=1)
    (folder / f"{name}.truth.json").write_text(truth + "\n", "utf-8")


def _save(images: list[Image.Image], form: str, **options: object) -> bytes:
    out = io.BytesIO()
    more = {"save_all": True, "append_images": images[1:]} if form in {"PDF", "TIFF"} else {}
    images[0].save(out, form, **more, **options)
    return out.getvalue()


def main() -> None:
    """Builds the samples into the folder given on the command line."""
    parser = argparse.ArgumentParser(description="Builds the shipped samples.")
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLES)
    build(parser.parse_args().folder)


if __name__ == "__main__":
    main()
