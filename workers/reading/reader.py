"""How a page is read: open it, judge its text layer, take the layer or recognise the pixels."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from ingest.errors import EngineCrashed, EngineTimedOut
from ingest.sandbox import Limits, Sandbox
from ingest.settings import Settings
from schemas.base import Rotation
from schemas.document import MediaType
from schemas.page import ReadLine, ReadPage, TextSource
from schemas.provenance import Step
from workers.reading.checking import OpenedPage, PagePixels, check_opened, check_pixels
from workers.reading.choosing import recognisers
from workers.reading.layout import lines_of, reading_rotation
from workers.reading.opening import OPENED_BY, PIXELS_BY, open_page, page_pixels
from workers.reading.recognising import recognise
from workers.reading.regions import regions_of
from workers.reading.settling import Layer, Settled, has_annex, settle
from workers.reading.textfile import read_text_page
from workers.reading.textlayer import TextLayer, judge, opinions
from workers.version import PIPELINE_VERSION

SANDBOX_MODULES = ("workers.reading.opening",)
"""What the sandbox's host should import before it forks, so that a call costs no import."""
OUTPUT_SLACK_MB = 64
"""What a page's facts may take beside its pixels."""


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

    def read_page(self, path: Path, media_type: MediaType, number: int) -> ReadPage:
        """Read page `number` (from 1) of the original at `path`.

        Raises UnreadablePage, EngineTimedOut, EngineCrashed, EngineOutOfMemory, RecogniserUnavailable.
        """
        if media_type == "text/plain":
            return read_text_page(path, number)
        log = _Steps()
        with log.step("open", *OPENED_BY[media_type]):
            page = self._open(path, media_type, number)
        if page.sizing:
            log.note("page_size", page.sizing)
        layer, reason = None, "image_file"
        if media_type == "application/pdf":
            with log.step("text_layer", "inkom", PIPELINE_VERSION):
                layer = _layer(page)
            if layer.is_certain and not has_annex(page):
                return _page(page, number, _as_it_is(layer), log)
            reason = layer.reason
        with log.step("pixels", *PIXELS_BY[media_type]):
            picture = self._pixels(path, media_type, number, page)
        log.note("pixels_from", f"{picture.origin}, {round(picture.dpi)} dpi")
        if layer is not None and layer.regions:
            settled = settle(layer, picture, page, lambda part, upright: self._recognised(part, upright, log))
            return _page(page, number, settled, log)
        rotation, lines = self._recognised(picture, page, log)
        source: TextSource = "ocr" if lines else "none"
        reason = reason if lines else "blank_page"
        return _page(page, number, Settled(lines=lines, rotation=rotation, source=source, reason=reason), log)

    def _recognised(
        self, picture: PagePixels, page: OpenedPage, log: "_Steps"
    ) -> tuple[Rotation, tuple[ReadLine, ...]]:
        """By the first recogniser; by the second where the first one fails."""
        first, second = self._recognisers.first, self._recognisers.second
        if self._recognisers.reason:
            log.note("pp_ocr_unavailable", self._recognisers.reason)
        try:
            with log.step("recognise", first.tool, first.version):
                return recognise(first, picture, page)
        except (EngineTimedOut, EngineCrashed) as error:
            if second is None:
                raise
            log.note("first_reader_failed", error.code)
        with log.step("recognise", second.tool, second.version):
            return recognise(second, picture, page)

    def _open(self, path: Path, media_type: MediaType, number: int) -> OpenedPage:
        untrusted_facts = self._sandbox.call(
            open_page, path, limits=self._limits, media_type=media_type, number=number
        )
        return check_opened(untrusted_facts)

    def _pixels(self, path: Path, media_type: MediaType, number: int, page: OpenedPage) -> PagePixels:
        untrusted_pixels = self._sandbox.call(
            page_pixels,
            path,
            limits=self._limits,
            media_type=media_type,
            number=number,
            dpi=self._settings.ocr_dpi,
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
        self.steps.append(
            Step(name=name, tool=tool, version=version, seconds=round(perf_counter() - begun, 4))
        )

    def note(self, name: str, choice: str) -> None:
        """A choice that was made on the way and must not stay silent."""
        self.steps.append(Step(name=name, tool="inkom", version=choice, seconds=0))


def _layer(page: OpenedPage) -> Layer:
    rotation = reading_rotation(page.glyphs, page.rotate)
    lines = lines_of(page.glyphs, width=page.width, height=page.height, rotation=rotation)
    text = TextLayer(
        text="\n".join(line.text for line in lines),
        image_cover=page.image_cover,
        curves=page.curves,
        readable=not page.layer_error,
    )
    regions = regions_of(lines, width=page.width, height=page.height, rotation=rotation)
    return Layer(regions=regions, opinions=opinions(text, regions), rotation=rotation, reason=judge(text))


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
        steps=tuple(log.steps),
    )
