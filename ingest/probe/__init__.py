"""Finds out at the door what an upload is, whether it opens, and how many pages it has.

    bytes ──signature──▶ PDF ──────────────────▶ opens? password? pages, page sizes
                     ├─▶ TIFF, JPEG, PNG ──────▶ opens? frames, sizes; a single page must decode whole
                     ├─▶ known to be otherwise ▶ refused
                     └─▶ anything else ────────▶ text? pages by form feed

What cannot be opened is refused; what opens is taken in, and a page that fails later is marked. `probe` runs
inside the sandbox, `probe_upload` outside; the parsers are imported inside alone.
"""

import logging
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from ingest.errors import (
    EmptyUpload,
    EngineCrashed,
    EngineOutOfMemory,
    EngineTimedOut,
    NotOpenable,
    ProbeTimedOut,
    TooManyPages,
    TooMuchMemory,
    UnsupportedType,
)
from ingest.probe.content import HEAD_BYTES, is_blank, is_text, kind_of, names_pdf, split_text_pages
from ingest.probe.limits import PageLimits
from ingest.sandbox import Limits, Reply, Sandbox
from ingest.settings import Settings
from schemas.document import MediaType, Probe

__all__ = ["PRELOAD", "embedded", "embedded_in", "probe", "probe_upload", "split_text_pages"]

PRELOAD = ("ingest.probe.pdf", "ingest.probe.image")
"""What a sandbox that probes should import beforehand."""

_PROCESSES = 16
_OUTPUT_MB = 1

log = logging.getLogger(__name__)


def probe_upload(sandbox: Sandbox, path: Path, settings: Settings) -> Probe:
    """The type and the number of pages of an upload.

    Raises a Refused error, ProbeTimedOut or SandboxUnavailable. A parser that crashes on a file would do so
    again: the uploader gets NotOpenable, the log the cause. Too little time may be the machine's fault as
    well as the file's: the uploader is asked to try again.
    """
    try:
        untrusted = sandbox.call(
            probe,
            path,
            limits=_limits(settings),
            max_pages=settings.max_pages,
            max_megapixels=settings.max_page_megapixels,
            memory_mb=settings.sandbox_memory_mb,
        )
    except EngineTimedOut as error:
        log.warning("the probe took longer than %d s", settings.probe_seconds)
        raise ProbeTimedOut(seconds=settings.probe_seconds) from error
    except EngineOutOfMemory as error:
        log.warning("the probe failed: %s", error)
        raise TooMuchMemory(limit_mb=settings.sandbox_memory_mb) from error
    except EngineCrashed as error:
        log.warning("the probe failed: %s", error)
        raise NotOpenable from error
    try:
        found = Probe.model_validate(untrusted.value, strict=True)
    except ValidationError as error:
        log.warning("the probe's answer is impossible: %d errors", error.error_count())
        raise NotOpenable from error
    if found.pages > settings.max_pages:
        raise TooManyPages(pages=found.pages, limit=settings.max_pages)
    return found


def embedded_in(sandbox: Sandbox, path: Path, settings: Settings) -> int:
    """How many files a PDF holds beside its pages that was taken in before `probe` counted them.

    0 if that cannot be told. SandboxUnavailable.
    """
    try:
        untrusted = sandbox.call(embedded, path, limits=_limits(settings))
    except (EngineTimedOut, EngineOutOfMemory, EngineCrashed) as error:
        log.warning("the embedded files were not counted: %s", error)
        return 0
    return untrusted.value if isinstance(untrusted.value, int) and untrusted.value > 0 else 0


def _limits(settings: Settings) -> Limits:
    return Limits(
        seconds=settings.probe_seconds,
        memory_mb=settings.sandbox_memory_mb,
        output_mb=_OUTPUT_MB,
        processes=_PROCESSES,
    )


def embedded(source: BinaryIO) -> Reply:
    """Inside the sandbox: how many files a PDF holds beside its pages."""
    from ingest.probe.pdf import embedded_files  # noqa: PLC0415 - Parsers stay out of the server.

    return Reply(embedded_files(source))


def probe(source: BinaryIO, *, max_pages: int, max_megapixels: int, memory_mb: int) -> Reply:
    """Inside the sandbox: `{"media_type", "pages", "embedded"}` of a file. Megapixels are 10^6 pixels.

    `memory_mb` (10^6 bytes) is what reading a page may take. Raises EmptyUpload, UnsupportedType, Encrypted,
    NotOpenable, Portfolio, FormWithoutPages, TooManyPages, TooManyPixels.
    """
    limits = PageLimits(max_megapixels=max_megapixels, memory_mb=memory_mb)
    head = source.read(HEAD_BYTES)
    source.seek(0)
    kind = kind_of(head)
    if kind == "application/pdf":
        return _pdf(source, max_pages, limits)
    if kind is not None:
        from ingest.probe.image import image_pages  # noqa: PLC0415 - Parsers stay out of the server.

        return _reply(kind, image_pages(source, kind, max_pages=max_pages, limits=limits))
    return _pdf_after_junk_or_text(source, head, max_pages, limits)


def _pdf(source: BinaryIO, max_pages: int, limits: PageLimits) -> Reply:
    from ingest.probe.pdf import pages_and_files  # noqa: PLC0415 - Parsers stay out of the server.

    pages, files = pages_and_files(source, max_pages=max_pages, limits=limits)
    return _reply("application/pdf", pages, embedded=files)


def _pdf_after_junk_or_text(source: BinaryIO, head: bytes, max_pages: int, limits: PageLimits) -> Reply:
    """A PDF may begin with junk, and a text may speak of PDF: what opens as PDF is one."""
    if names_pdf(head):
        try:
            return _pdf(source, max_pages, limits)
        except NotOpenable:
            source.seek(0)
            if not is_text(source.read()):
                raise
            source.seek(0)
    data = source.read()
    if is_blank(data):
        raise EmptyUpload
    if not is_text(data):
        raise UnsupportedType
    pages = len(split_text_pages(data))
    if pages > max_pages:
        raise TooManyPages(pages=pages, limit=max_pages)
    return _reply("text/plain", pages)


def _reply(media_type: MediaType, pages: int, embedded: int = 0) -> Reply:
    return Reply({"media_type": media_type, "pages": pages, "embedded": embedded})
