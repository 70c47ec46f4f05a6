"""How a page is read: open it, judge its text layer, take the layer or recognise the pixels."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from ingest.errors import InkomError, ServiceAway
from ingest.sandbox import Limits, Sandbox
from ingest.settings import Settings
from schemas.base import Rotation
from schemas.document import MediaType
from schemas.page import ReadLine, ReadPage
from schemas.provenance import Step
from workers.reading.checking import OpenedPage, PagePixels, check_page, check_pixels, check_run
from workers.reading.choosing import recognisers
from workers.reading.layout import lines_of, reading_rotation
from workers.reading.memory import InMind, Memory, fingerprint
from workers.reading.opening import OPENED_BY, PIXELS_BY, open_page, open_plain_pages, page_pixels
from workers.reading.recogniser import Recogniser
from workers.reading.recognising import PageRead, recognise
from workers.reading.regions import regions_of
from workers.reading.settling import Layer, Settled, has_annex, settle
from workers.reading.stamped_text import stamps_apart
from workers.reading.textfile import read_text_page
from workers.reading.textlayer import TextLayer, judge, opinions
from workers.version import PIPELINE_VERSION

trouble = logging.getLogger(__name__)

SANDBOX_MODULES = ("workers.reading.opening",)
"""What the sandbox's host should import before it forks, so that a call costs no import."""
OUTPUT_SLACK_MB = 64
"""What a page's facts may take beside its pixels."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A page as it was read, and as it looks."""

    page: ReadPage
    picture: PagePixels | None
    """None for text files, and where a page that was read cannot be drawn or nobody wants to see it."""


class Reader:
    """Reads pages. Built once per worker process.

    Raises Misconfigured when built without Tesseract installed.
    """

    def __init__(self, sandbox: Sandbox, settings: Settings) -> None:
        self._sandbox = sandbox
        self._settings = settings
        self._recognisers = recognisers(settings)
        self._limits = Limits(
            seconds=settings.page_seconds,
            memory_mb=settings.sandbox_memory_mb,
            output_mb=3 * settings.max_page_megapixels + OUTPUT_SLACK_MB,
        )

    def warm_up(self) -> None:
        """Makes what the first pages would otherwise wait for."""
        self._recognisers.first.warm_up()

    def read_page(
        self, path: Path, media_type: MediaType, number: int, memory: Memory | None = None
    ) -> ReadPage:
        """Read page `number` (from 1) of the original at `path`.

        A page that shows what another one in `memory` shows is not recognised again.
        Raises UnreadablePage, EngineTimedOut, EngineCrashed, EngineOutOfMemory, RecogniserUnavailable.
        """
        if media_type == "text/plain":
            return read_text_page(path, number)
        memory = memory or InMind()
        return self._read(path, media_type, number, columns=None, memory=memory, careful=False).page

    def read_and_look(
        self, path: Path, media_type: MediaType, number: int, *, columns: int, memory: Memory, careful: bool
    ) -> Reading:
        """The same, with the page's picture: drawn some `columns` pixels wide if nothing was read from it.

        With `careful` the second recogniser reads first, and nothing is drawn that is not read: nobody knows
        what has failed, or what the first one would do to this process.
        Raises what `read_page` raises.
        """
        if media_type == "text/plain":
            return Reading(page=read_text_page(path, number), picture=None)
        return self._read(path, media_type, number, columns=columns, memory=memory, careful=careful)

    def read_plain(self, path: Path, numbers: range, *, columns: int | None) -> Iterator[Reading]:
        """Pages of a PDF one after the other, as long as nothing speaks against their text layers.

        Their pictures are drawn some `columns` pixels wide; with None there are none. Ends at the first page
        that must be looked at, and gives nothing where the pages cannot be opened together: they must be read
        one by one. Raises ServiceAway.
        """
        begun = perf_counter()
        try:
            untrusted_pages = self._sandbox.call(
                open_plain_pages,
                path,
                limits=self._limits,
                first=numbers[0],
                last=numbers[-1],
                columns=columns,
            )
            opened = check_run(untrusted_pages, len(numbers), self._settings.max_page_megapixels)
        except ServiceAway:
            raise
        except InkomError as error:
            trouble.info("pages %s to %s not opened together: %s", numbers[0], numbers[-1], error.code)
            return
        seconds = (perf_counter() - begun) / max(1, len(opened))
        for number, (page, picture) in zip(numbers, opened, strict=False):
            log = _Steps()
            log.took("open", *OPENED_BY["application/pdf"], seconds)
            with log.step("text_layer", "inkom", PIPELINE_VERSION):
                layer = _layer(page)
            if not layer.is_certain or has_annex(page):
                return
            yield Reading(page=_page(page, number, _as_it_is(layer), log), picture=picture)

    def _read(
        self,
        path: Path,
        media_type: MediaType,
        number: int,
        *,
        columns: int | None,
        memory: Memory,
        careful: bool,
    ) -> Reading:
        log = _Steps()
        with log.step("open", *OPENED_BY[media_type]):
            page, picture = self._open(path, media_type, number, None if careful else columns)
        if page.sizing:
            log.note("page_size", page.sizing)
        layer = None
        if media_type == "application/pdf":
            with log.step("text_layer", "inkom", PIPELINE_VERSION):
                layer = _layer(page)
            if layer.is_certain and not has_annex(page):
                if columns is not None and picture is None:
                    log.note("no_picture", "last attempt" if careful else "cannot be drawn")
                return Reading(page=_page(page, number, _as_it_is(layer), log), picture=picture)
        with log.step("pixels", *PIXELS_BY[media_type]):
            picture = self._pixels(path, media_type, number, page, self._settings.ocr_dpi)
        log.note("pixels_from", f"{picture.origin}, {round(picture.dpi)} dpi")
        shown = fingerprint(page, picture)
        known = memory.recall(shown)
        if known is not None:
            log.note("same_as_page", str(known.number))
            again = known.model_copy(update={"number": number, "steps": tuple(log.steps)})
            return Reading(page=again, picture=picture)
        if self._recognisers.reason:
            log.note("pp_ocr_unavailable", self._recognisers.reason)
        readers = self._order(careful=careful)
        settled = self._settled(picture, page, layer, readers, log)
        read = _page(page, number, settled, log)
        memory.keep(shown, read)
        return Reading(page=read, picture=picture)

    def _settled(
        self,
        picture: PagePixels,
        page: OpenedPage,
        layer: Layer | None,
        readers: Sequence[Recogniser],
        log: "_Steps",
    ) -> Settled:
        if layer is not None and layer.regions:
            return settle(layer, picture, page, lambda part, upright: _printed(readers, part, upright, log))
        read = _recognised(readers, picture, page, log)
        reason = "image_file" if layer is None else layer.reason
        return Settled(
            lines=read.lines,
            rotation=read.rotation,
            source="ocr" if read.lines else "none",
            reason=reason if read.lines else "blank_page",
            handwriting=read.handwriting,
        )

    def _order(self, *, careful: bool) -> tuple[Recogniser, ...]:
        first, second = self._recognisers.first, self._recognisers.second
        if second is None:
            return (first,)
        return (second, first) if careful else (first, second)

    def _open(
        self, path: Path, media_type: MediaType, number: int, columns: int | None
    ) -> tuple[OpenedPage, PagePixels | None]:
        untrusted_page = self._sandbox.call(
            open_page,
            path,
            limits=self._limits,
            media_type=media_type,
            number=number,
            columns=columns,
        )
        return check_page(untrusted_page, self._settings.max_page_megapixels)

    def _pixels(
        self, path: Path, media_type: MediaType, number: int, page: OpenedPage, dpi: int
    ) -> PagePixels:
        untrusted_pixels = self._sandbox.call(
            page_pixels,
            path,
            limits=self._limits,
            media_type=media_type,
            number=number,
            dpi=dpi,
            max_megapixels=self._settings.max_page_megapixels,
        )
        return check_pixels(untrusted_pixels, page, self._settings.max_page_megapixels)


@dataclass
class _Steps:
    """Collects the page's steps with their wall times."""

    steps: list[Step] = field(default_factory=list)

    @contextmanager
    def step(self, name: str, tool: str, version: str) -> Iterator[None]:
        begun = perf_counter()
        yield
        self.took(name, tool, version, perf_counter() - begun)

    def took(self, name: str, tool: str, version: str, seconds: float) -> None:
        self.steps.append(Step(name=name, tool=tool, version=version, seconds=round(seconds, 4)))

    def note(self, name: str, choice: str) -> None:
        """A choice that was made on the way and must not stay silent."""
        self.steps.append(Step(name=name, tool="inkom", version=choice, seconds=0))


def _recognised(
    readers: Sequence[Recogniser], picture: PagePixels, page: OpenedPage, log: _Steps
) -> PageRead:
    """By the first of the readers that does not fail. Raises the last one's error."""
    *others, last = readers
    for reader in others:
        try:
            return _read_by(reader, picture, page, log)
        except ServiceAway:
            raise
        except InkomError as error:
            log.note("first_reader_failed", error.code)
        except Exception as error:  # noqa: BLE001  # What one reader stumbles over, the other may not.
            trouble.warning("%s failed on a page", reader.tool, exc_info=error)
            log.note("first_reader_failed", type(error).__name__)
    return _read_by(last, picture, page, log)


def _read_by(reader: Recogniser, picture: PagePixels, page: OpenedPage, log: _Steps) -> PageRead:
    with log.step("recognise", reader.tool, reader.version):
        read = recognise(reader, picture, page)
    if read.second is not None:
        log.took("second_reading", read.second.tool, read.second.version, read.second.seconds)
        if read.second.problem:
            log.note("second_reading_failed", read.second.problem)
    return read


def _printed(
    readers: Sequence[Recogniser], picture: PagePixels, page: OpenedPage, log: _Steps
) -> tuple[Rotation, tuple[ReadLine, ...]]:
    read = _recognised(readers, picture, page, log)
    return read.rotation, read.lines


def _layer(page: OpenedPage) -> Layer:
    rotation = reading_rotation(page.glyphs, page.rotate)
    lines = lines_of(page.glyphs, width=page.width, height=page.height, rotation=rotation)
    lines = lines if rotation else stamps_apart(lines)
    text = TextLayer(
        text="\n".join(line.text for line in lines),
        image_cover=page.image_cover,
        curves=page.curves,
        readable=not page.layer_error,
    )
    regions = regions_of(lines, width=page.width, height=page.height, rotation=rotation)
    whole = judge(text)
    return Layer(regions=regions, opinions=opinions(text, whole, regions), rotation=rotation, reason=whole)


def _as_it_is(layer: Layer) -> Settled:
    return Settled(
        lines=tuple(line for region in layer.regions for line in region.lines),
        rotation=layer.rotation,
        source="text_layer",
        reason="text_layer_good",
    )


def _page(page: OpenedPage, number: int, settled: Settled, log: _Steps) -> ReadPage:
    return ReadPage(
        number=number,
        width=page.width,
        height=page.height,
        rotation=settled.rotation,
        text_source=settled.source,
        reason=settled.reason,
        regions=settled.regions,
        lines=settled.lines,
        handwriting=settled.handwriting,
        steps=tuple(log.steps),
    )
