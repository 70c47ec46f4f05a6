"""READ THIS FIRST: the whole journey of a document, in order, one typed step after the other.

    Original ──open, recognise──▶ ReadPage ──repair──▶ RepairedPage ──structure──▶ StructuredDocument
             ──extract──▶ Metadata ──judge──▶ Quality ──write──▶ searchable PDF/A, ALTO ──▶ Record

Pages are read one by one (`read_page`), by whichever worker is free; when all are read or given up, one
worker brings them together (`assemble`). `process` does both in this process, without server or queue.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from time import perf_counter

from ingest.errors import InkomError, Permanent, RetryLater, ServiceAway
from ingest.probe import embedded_in
from ingest.sandbox import Sandbox
from ingest.settings import CHANGE_RECORDS, Settings, with_taught
from schemas.base import DOCUMENT_ID_LENGTH, Problem
from schemas.document import MediaType
from schemas.learning import TaughtSetting
from schemas.metadata import Metadata
from schemas.page import ReadPage
from schemas.provenance import Reused, SettingInForce, Step
from schemas.record import Record
from schemas.repair import RepairedPage
from schemas.structure import StructuredDocument
from workers import metadata, quality, repair, structure
from workers.archive import (
    DRAWN_BY,
    DRAWN_COLUMNS,
    RenditionFile,
    WrittenPdf,
    alto,
    renditions,
    searchable_pdf,
)
from workers.page_quality import judged_page
from workers.reading import InMind, Memory, Reader, Reading
from workers.record import Findings, build_record
from workers.version import OCRMYPDF_VERSION, PIPELINE_VERSION

RUN = 16
"""Pages that are read together after a plain one: about a second's work, as much as one scanned page."""


@dataclass(frozen=True, kw_only=True)
class Original:
    """An accepted original: its bytes at `path`, and what the register knows about them."""

    path: Path
    filename: str
    media_type: MediaType
    bytes: int
    sha256: str
    received_at: datetime
    pages: int
    embedded: int | None = None
    """Files in a PDF beside its pages; None when they were not counted."""

    @property
    def id(self) -> str:
        """The document's id: the first half of the hash of its bytes."""
        return self.sha256[:DOCUMENT_ID_LENGTH]


@dataclass(frozen=True, kw_only=True)
class Engines:
    """What a worker process keeps warm: the sandbox's host and the reader with its models."""

    settings: Settings
    sandbox: Sandbox
    reader: Reader


@dataclass(frozen=True, kw_only=True)
class PageDone:
    """The end of the journey's first half: a page as it was read, and pictures of it for the web."""

    page: ReadPage
    renditions: tuple[RenditionFile, ...]


@dataclass
class StepLog:
    """Collects the steps of the second half with their wall times."""

    steps: list[Step] = field(default_factory=list)

    @contextmanager
    def step(self, name: str, tool: str, version: str) -> Iterator[None]:
        """Times one step, in seconds."""
        start = perf_counter()
        yield
        self.took(name, tool, version, perf_counter() - start)

    def took(self, name: str, tool: str, version: str, seconds: float) -> None:
        """A step whose tool was known only at its end."""
        self.steps.append(Step(name=name, tool=tool, version=version, seconds=round(seconds, 4)))


@dataclass(frozen=True, kw_only=True)
class Understood:
    """What follows from the readings of all pages."""

    pages: Sequence[RepairedPage]
    document: StructuredDocument
    metadata: Metadata
    log: StepLog


@dataclass(frozen=True, kw_only=True)
class Files:
    """The searchable PDF/A, or why there is none, and the ALTO.

    They are files in the folder that the caller gave: no memory holds the scans of a long bundle.
    """

    pdf: Path | None
    pdf_problem: Problem | None
    alto: Path


@dataclass(frozen=True, kw_only=True)
class Finished:
    """The end of the journey. There is no PDF of text files, nor when writing it failed (see the record)."""

    record: Record
    files: Files


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """The record that is served, when its document is run again, and which of its readings are used."""

    record: Record
    readings: str
    """The version under which they are kept."""
    pages: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Remade:
    """A record made again. `files` is None where those of the earlier record hold the same words."""

    record: Record
    files: Files | None


def process(
    original: Original, engines: Engines, folder: Path, on_page: Callable[[int], None] = lambda _number: None
) -> Finished:
    """The whole journey in this process, its files in `folder`; `on_page` hears of each page as it is read.

    Raises the first page's error when no page could be read, and `ServiceAway` at once.
    """
    pages: list[ReadPage] = []
    errors: list[InkomError] = []
    memory = InMind()
    in_runs, broken_off = original.media_type == "application/pdf", None
    while len(pages) < original.pages:
        number = len(pages) + 1
        try:
            page = engines.reader.read_page(original.path, original.media_type, number, memory)
        except ServiceAway:
            raise
        except InkomError as error:
            errors.append(error)
            page = unread_page(number, error.problem)
        pages.append(page)
        on_page(number)
        # What broke off a run at this page, though it is plain, would break off the next one too.
        in_runs = in_runs and not (number == broken_off and is_plain(page))
        following = range(number + 1, min(number + RUN, original.pages) + 1)
        if in_runs and following and is_plain(page):
            for reading in engines.reader.read_plain(original.path, following, columns=None):
                pages.append(reading.page)
                on_page(reading.page.number)
            broken_off = len(pages) + 1 if len(pages) < following[-1] else None
    if len(errors) == original.pages:
        raise errors[0]
    return assemble(original, pages, engines, folder, last_attempt=True)


def read_page(
    original: Original, number: int, engines: Engines, memory: Memory, *, careful: bool = False
) -> PageDone:
    """First half, page by page: open in the sandbox, judge the text layer, recognise where it is needed.

    The pixels that were read become the page's renditions. What `memory` knows already is not recognised
    again; `careful` lets the second recogniser read first.
    """
    reading = engines.reader.read_and_look(
        original.path,
        original.media_type,
        number,
        columns=DRAWN_COLUMNS,
        memory=memory,
        careful=careful,
    )
    return _shown(reading)


def read_on(original: Original, numbers: range, engines: Engines) -> Iterator[PageDone]:
    """The same for pages of a PDF that follow a plain one, quickly, up to the first that is not plain."""
    for reading in engines.reader.read_plain(original.path, numbers, columns=DRAWN_COLUMNS):
        yield _shown(reading)


def _shown(reading: Reading) -> PageDone:
    page, picture = reading.page, reading.picture
    if picture is None or page.width is None or page.height is None:
        return PageDone(page=page, renditions=())
    log = StepLog()
    with log.step("renditions", *DRAWN_BY):
        files = renditions(picture, width=page.width, height=page.height, rotation=page.rotation)
    page = page.model_copy(
        update={"renditions": tuple(file.rendition for file in files), "steps": (*page.steps, *log.steps)}
    )
    return PageDone(page=page, renditions=files)


def is_plain(page: ReadPage) -> bool:
    """Whether the page's text layer was taken without a look at the page."""
    return page.text_source == "text_layer" and "recognise" not in {step.name for step in page.steps}


def unread_page(number: int, problem: Problem) -> ReadPage:
    """The mark that stands where a page could not be read, so that the rest can go on."""
    return ReadPage(
        number=number,
        width=None,
        height=None,
        text_source="none",
        reason=problem.code,
        lines=(),
        problem=problem,
    )


def assemble(
    original: Original, pages: Sequence[ReadPage], engines: Engines, folder: Path, *, last_attempt: bool
) -> Finished:
    """Second half, on all pages together: repair, structure, metadata, quality, files in `folder`, record.

    Only the `last_attempt` makes do without a PDF whose engine failed; before it, the error is raised.
    """
    understood = understand(pages, engines.settings)
    files = write_files(original, understood, engines, folder, last_attempt=last_attempt)
    record = _record(original, understood, engines, files.pdf_problem, has_pdf=files.pdf is not None)
    return Finished(record=record, files=files)


def assemble_again(
    original: Original,
    pages: Sequence[ReadPage],
    engines: Engines,
    folder: Path,
    earlier: Earlier,
    *,
    last_attempt: bool,
) -> Remade:
    """Second half for a document that has a record already, whose files serve again if their words do."""
    understood = understand(pages, engines.settings)
    reused = Reused(version=earlier.readings, pages=earlier.pages, files=_same_files(understood, earlier))
    if reused.files:
        has_pdf = "pdf" in earlier.record.artifacts
        record = _record(original, understood, engines, None, has_pdf=has_pdf, reused=reused)
        return Remade(record=record, files=None)
    files = write_files(original, understood, engines, folder, last_attempt=last_attempt)
    record = _record(
        original,
        understood,
        engines,
        files.pdf_problem,
        has_pdf=files.pdf is not None,
        reused=reused if reused.pages else None,
    )
    return Remade(record=record, files=files)


def understand(pages: Sequence[ReadPage], settings: Settings) -> Understood:
    """Repair, structure and metadata: what follows from the readings and the settings alone."""
    log = StepLog()
    with log.step("repair", repair.TOOL, repair.VERSION):
        repaired = repair.repair_pages(pages, settings.own_words)
    with log.step("structure", "inkom", PIPELINE_VERSION):
        lines = structure.read_lines(repaired)
        document = structure.structure(repaired, lines)
    with log.step("metadata", "inkom", PIPELINE_VERSION):
        values = metadata.extract(repaired, document, lines, _site(settings))
    return Understood(pages=repaired, document=document, metadata=values, log=log)


def write_files(
    original: Original, understood: Understood, engines: Engines, folder: Path, *, last_attempt: bool
) -> Files:
    """The searchable PDF/A and the ALTO, in `folder`."""
    begun = perf_counter()
    into = folder / "searchable.pdf"
    pdf, problem = _searchable_pdf(original, understood.pages, engines, into, last_attempt=last_attempt)
    tool, version = (pdf.tool, pdf.version) if pdf else ("ocrmypdf", OCRMYPDF_VERSION)
    understood.log.took("pdf", tool, version, perf_counter() - begun)
    with understood.log.step("alto", "inkom", PIPELINE_VERSION):
        alto_xml = folder / "alto.xml"
        with alto_xml.open("xb") as file:
            file.writelines(alto(original.id, original.filename, understood.pages))
    return Files(pdf=pdf.path if pdf else None, pdf_problem=problem, alto=alto_xml)


def _record(
    original: Original,
    understood: Understood,
    engines: Engines,
    pdf_problem: Problem | None,
    *,
    has_pdf: bool,
    reused: Reused | None = None,
) -> Record:
    judged = [judged_page(page, engines.settings.own_words) for page in understood.pages]
    return build_record(
        original,
        Findings(
            pages=understood.pages,
            judged=judged,
            document=understood.document,
            metadata=understood.metadata,
            quality=quality.judge(
                understood.pages, judged, understood.metadata, embedded=_embedded(original, engines)
            ),
            problems=(pdf_problem,) if pdf_problem else (),
            has_pdf=has_pdf,
        ),
        steps=tuple(understood.log.steps),
        sandbox=engines.sandbox.protection,
        settings=in_force(engines.settings),
        reused=reused,
    )


def _embedded(original: Original, engines: Engines) -> int:
    """Files that lie in the original beside its pages, which nobody reads."""
    if original.embedded is not None:
        return original.embedded
    if original.media_type != "application/pdf":
        return 0
    return embedded_in(engines.sandbox, original.path, engines.settings)


def _same_files(understood: Understood, earlier: Earlier) -> bool:
    """Whether the same version of the pipeline would write the same words into them, in the same places."""
    record = earlier.record
    is_whole = record.source.media_type == "text/plain" or "pdf" in record.artifacts
    return (
        is_whole
        and record.provenance.pipeline_version == PIPELINE_VERSION
        and bool(earlier.pages)
        and [page.text for page in understood.pages] == [page.text for page in record.pages]
    )


def taught(engines: Engines, values: Mapping[TaughtSetting, tuple[str, ...]]) -> Engines:
    """The same engines, with what corrections have taught beside the settings."""
    return replace(engines, settings=with_taught(engines.settings, values)) if values else engines


def in_force(settings: Settings) -> tuple[SettingInForce, ...]:
    """The settings that change records, as they stand."""
    values = settings.model_dump(mode="json", include=set(CHANGE_RECORDS))
    values["own_words"] = _fingerprint(settings.own_words)
    return tuple(
        SettingInForce(name=name, value=json.dumps(values[name], ensure_ascii=False))
        for name in CHANGE_RECORDS
    )


def _fingerprint(words: tuple[str, ...]) -> dict[str, object]:
    """How many words and which ones, without telling them: names of people have no business in records of
    others."""
    digest = hashlib.sha256("".join(f"{word}\n" for word in words).encode()).hexdigest()
    return {"words": len(words), "sha256": digest} if words else {"words": 0}


def _site(settings: Settings) -> metadata.Site:
    return metadata.Site(
        dnr_prefixes=settings.own_dnr_prefixes,
        dnr_shapes=settings.own_dnr_shapes,
        bodies=settings.own_bodies,
    )


def _searchable_pdf(
    original: Original, pages: Sequence[RepairedPage], engines: Engines, into: Path, *, last_attempt: bool
) -> tuple[WrittenPdf | None, Problem | None]:
    """The PDF/A, or why there is none: a record must not wait for a file that cannot be written."""
    if original.media_type == "text/plain":
        return None, None
    try:
        return searchable_pdf(
            engines.sandbox, original.path, original.media_type, pages, engines.settings, into
        ), None
    except Permanent as error:
        return None, error.problem
    except ServiceAway:
        raise
    except RetryLater as error:
        if not last_attempt:
            raise
        return None, error.problem
