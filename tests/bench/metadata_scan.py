"""The whole chain: documents as PDF, or printed and scanned at 200 to 300 dpi, then read and repaired.

Reads are kept in a folder, so that rules can be measured again without reading again.
"""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from ingest.sandbox import Sandbox
from ingest.settings import Settings
from schemas.page import ReadPage
from tests.bench.documents.case import Case, cases
from tests.bench.metadata_cases import Example
from tests.corpus.degrade import Scanner, scan
from tests.corpus.layout import PRINT_DPI
from workers.reading import Reader
from workers.repair import repair_pages
from workers.sandboxed import PRELOAD
from workers.version import PIPELINE_VERSION


def scanned_examples(
    which: str, reads: Path, each: int, templates: int | None, seed: int
) -> Iterator[Example]:
    """The first `each` documents of every template, or of so many drawn ones, read from degraded scans."""
    settings = Settings()
    drawn = _drawn(which, templates, seed)
    with Sandbox(preload=PRELOAD) as sandbox:
        reader = Reader(sandbox, settings)
        for case in cases(which):
            group, number = case.name.rsplit("-", 1)
            if int(number) > each or group not in drawn:
                continue
            pages = list(_pages(case, reader, reads / PIPELINE_VERSION))
            yield Example(name=case.name, group=group, truth=case.truth, pages=repair_pages(pages), text=None)


def _drawn(which: str, templates: int | None, seed: int) -> set[str]:
    """The templates of a sample, always the same ones for a seed; all of them without a number."""
    names = sorted({case.name.rsplit("-", 1)[0] for case in cases(which)})
    if templates is None or templates >= len(names):
        return set(names)
    return set(random.Random(seed).sample(names, templates))


def pdf_examples(which: str) -> Iterator[Example]:
    """The documents of a set, read from the text layer of their PDFs as the product reads them."""
    with Sandbox(preload=PRELOAD) as sandbox, tempfile.TemporaryDirectory() as folder:
        reader = Reader(sandbox, Settings())
        for case in cases(which):
            path = Path(folder) / f"{case.name}.pdf"
            path.write_bytes(case.printed.pdf())
            numbers = range(1, len(case.printed.sheets) + 1)
            pages = repair_pages([reader.read_page(path, "application/pdf", n) for n in numbers])
            yield Example(
                name=case.name, group=case.name.rsplit("-", 1)[0], truth=case.truth, pages=pages, text=None
            )


def _pages(case: Case, reader: Reader, reads: Path) -> Iterator[ReadPage]:
    reads.mkdir(parents=True, exist_ok=True)
    for number in range(1, len(case.printed.sheets) + 1):
        kept = reads / f"{case.name}-{number}.json"
        if not kept.exists():
            picture = kept.with_suffix(".png")
            scanner = _scanner(case.name)
            scan(_printed(case, number), scanner, number).save(picture, dpi=(scanner.dpi, scanner.dpi))
            page = reader.read_page(picture, "image/png", 1).model_copy(update={"number": number})
            kept.write_text(page.model_dump_json(), encoding="utf-8")
        yield ReadPage.model_validate_json(kept.read_text(encoding="utf-8"))


def _printed(case: Case, number: int) -> Image.Image:
    """A page as it comes from the printer, in RGB at PRINT_DPI."""
    with pypdfium2.PdfDocument(case.printed.pdf()) as pdf:
        picture: Image.Image = pdf[number - 1].render(scale=PRINT_DPI / 72).to_pil()
        return picture.convert("RGB")


def _scanner(name: str) -> Scanner:
    """The scanner of a document: its settings are drawn from its name."""
    rng = random.Random(name)
    return Scanner(
        dpi=rng.choice((200, 240, 300)), skew_degrees=rng.uniform(-1.2, 1.2), blur=rng.uniform(0.4, 0.9),
        noise=rng.uniform(3, 9), falloff=rng.uniform(8, 24), toner_loss=rng.uniform(0.1, 0.35),
        punched=rng.random() < 0.5, stapled=rng.random() < 0.3, colour=rng.random() < 0.4,
        seed=rng.randint(1, 9999),
    )  # fmt: skip
