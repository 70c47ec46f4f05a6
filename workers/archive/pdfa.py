"""The searchable PDF/A-2b of an original."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

from ingest.errors import EngineCrashed
from ingest.sandbox import Limits, Reply, Sandbox, Untrusted
from ingest.settings import Settings
from schemas.document import MediaType
from schemas.repair import RepairedPage
from workers.archive.plan import WORDS_WANTED, PagePlan, plan

SANDBOX_MODULES = ("workers.archive.writing",)
"""What the sandbox's host should import before it forks: the engine takes more than a second to import …"""
SANDBOX_REHEARSALS = ("workers.archive.writing:rehearse",)
"""… and at its first use .7 s to make what it keeps: fonts read, plugins known, options checked."""
OUTPUT_FACTOR = 4
"""The PDF may be this many times the largest upload: images without a PDF's compression become larger."""
PDF_BEGINS = b"%PDF-"
WRITERS = {name: version(name) for name in ("ocrmypdf", "pikepdf")}
"""Engines that write it: where no page needs words of ours, the second does alone what the first would ask it
to do twice."""


@dataclass(frozen=True, kw_only=True)
class WrittenPdf:
    """The PDF/A, a file, and the engine that wrote it."""

    path: Path
    tool: str
    version: str


def searchable_pdf(
    sandbox: Sandbox,
    path: Path,
    media_type: MediaType,
    pages: Sequence[RepairedPage],
    settings: Settings,
    into: Path,
) -> WrittenPdf:
    """The original as PDF/A-2b whose text can be searched and copied, in the new file `into`.

    Not for text files. Pages whose text layer was used keep it; pages that were recognised get their words
    as invisible text, the repaired ones where the repair kept the words apart as they stand; a text layer
    that was replaced cannot be read any more. Scans keep their image streams bit by bit. A PDF page that
    cannot be PDF/A as it is (a font that is not embedded) is replaced by its picture.
    Raises EngineTimedOut, EngineCrashed, EngineOutOfMemory.
    """
    limits = Limits(
        seconds=settings.pdf_seconds,
        memory_mb=settings.sandbox_memory_mb,
        output_mb=OUTPUT_FACTOR * settings.max_upload_mb,
    )

    def written(orders: list[PagePlan]) -> Untrusted:
        return sandbox.call_for_file(
            write_pdf,
            path,
            into,
            limits=limits,
            media_type=media_type,
            pages=orders,  # type: ignore[arg-type]
            dpi=settings.ocr_dpi,
        )

    untrusted = written(plan(pages))
    if untrusted.value == WORDS_WANTED:
        untrusted = written(plan(pages, words_of_all=True))
    tool = untrusted.value
    if not _is_pdf(into):
        raise EngineCrashed(how="the PDF writer gave no PDF")
    if not isinstance(tool, str) or tool not in WRITERS:
        raise EngineCrashed(how="the PDF writer is not known")
    return WrittenPdf(path=into, tool=tool, version=WRITERS[tool])


def _is_pdf(file: Path) -> bool:
    if not file.exists():
        return False
    with file.open("rb") as content:
        return content.read(len(PDF_BEGINS)) == PDF_BEGINS


def write_pdf(source: BinaryIO, *, media_type: str, pages: list[PagePlan], dpi: int) -> Reply:
    """Runs inside the sandbox. The import stands here because only the sandbox needs the engine."""
    from workers.archive.writing import write  # noqa: PLC0415

    return write(source, media_type=media_type, pages=pages, dpi=dpi)
