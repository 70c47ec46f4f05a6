"""Pure: brings everything that was found out about a document together in its record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from schemas.base import Box, Problem
from schemas.boxes import around
from schemas.document import MediaType
from schemas.metadata import Metadata
from schemas.page import ReadLine
from schemas.provenance import Provenance, Reused, SettingInForce, Step
from schemas.record import (
    Artifact,
    ProtectedContent,
    Protection,
    Quality,
    Record,
    RecordPage,
    Repair,
    Source,
)
from schemas.repair import Edit, RepairedPage
from schemas.structure import StructuredDocument
from workers.page_quality import JudgedPage
from workers.version import PIPELINE_VERSION


class Known(Protocol):
    """What the register knows about the original."""

    @property
    def id(self) -> str: ...
    @property
    def filename(self) -> str: ...
    @property
    def media_type(self) -> MediaType: ...
    @property
    def bytes(self) -> int: ...
    @property
    def sha256(self) -> str: ...
    @property
    def received_at(self) -> datetime: ...
    @property
    def pages(self) -> int: ...


@dataclass(frozen=True, kw_only=True)
class Findings:
    """The results of every stage."""

    pages: Sequence[RepairedPage]
    judged: Sequence[JudgedPage]
    """How well each of them was read."""
    document: StructuredDocument
    metadata: Metadata
    quality: Quality
    problems: tuple[Problem, ...]
    """What went wrong without stopping the journey; each one asks for a person's look."""
    has_pdf: bool


def build_record(
    original: Known,
    found: Findings,
    *,
    steps: Sequence[Step],
    sandbox: str,
    settings: Sequence[SettingInForce] = (),
    reused: Reused | None = None,
) -> Record:
    """The record; nothing is decided here that a stage has not decided."""
    values = found.metadata
    return Record(
        id=original.id,
        source=Source(
            filename=original.filename,
            media_type=original.media_type,
            bytes=original.bytes,
            sha256=original.sha256,
            received_at=original.received_at,
            pages=original.pages,
        ),
        **{name: getattr(values, name) for name in type(values).model_fields},
        protection=_protection(values),
        text=found.document.text,
        sections=found.document.sections,
        furniture=found.document.furniture,
        pages=tuple(
            _record_page(original.id, page, judged)
            for page, judged in zip(found.pages, found.judged, strict=True)
        ),
        repairs=tuple(repair for page in found.pages for repair in _repairs(page)),
        quality=_with_problems(found.quality, found.problems),
        provenance=Provenance(
            pipeline_version=PIPELINE_VERSION,
            sandbox=sandbox,
            steps=(*_summed(found.pages), *steps),
            settings=tuple(settings),
            reused=reused,
        ),
        artifacts=_artifacts(original.id, original.media_type, has_pdf=found.has_pdf),
    )


def _protection(values: Metadata) -> Protection:
    found: dict[ProtectedContent, bool] = {
        "personal_data": bool(values.personal_data),
        "secrecy": bool(values.secrecy),
    }
    return Protection(form="full", contains=tuple(name for name, there in found.items() if there))


def _record_page(document_id: str, repaired: RepairedPage, judged: JudgedPage) -> RecordPage:
    page = repaired.page
    picture = f"/api/v1/documents/{document_id}/pages/{page.number}/image"
    return RecordPage(
        number=page.number,
        width=page.width,
        height=page.height,
        rotation=page.rotation,
        text_source=page.text_source,
        reason=page.reason,
        regions=page.regions,
        handwriting=page.handwriting,
        decoding=page.decoding,
        quality=judged.quality,
        problem=page.problem,
        renditions=tuple(
            rendition.model_copy(update={"href": f"{picture}?width={rendition.width}"})
            for rendition in page.renditions
        ),
        text=repaired.text,
        raw_text=page.raw_text,
        doubtful=judged.doubtful,
    )


def _repairs(repaired: RepairedPage) -> Iterator[Repair]:
    """Line-local edits become repairs whose offsets count in the page's raw text."""
    for index, start, edit in repaired.placed_edits():
        yield Repair(
            page=repaired.page.number,
            line=index,
            start=start,
            end=start + edit.end - edit.start,
            before=edit.before,
            after=edit.after,
            kind=edit.kind,
            confidence=edit.confidence,
            applied=edit.applied,
            box=_touched_words(repaired.page.lines[index], edit),
        )


def _touched_words(line: ReadLine, edit: Edit) -> Box | None:
    """The box around the words that an edit touches; an insertion touches the word it stands in or at."""
    boxes = [
        word.box
        for word in line.words
        if word.box is not None
        and word.start <= max(edit.end - 1, edit.start)
        and edit.start < word.start + len(word.text) + (edit.start == edit.end)
    ]
    return around(boxes)


def _with_problems(quality: Quality, problems: tuple[Problem, ...]) -> Quality:
    if not problems:
        return quality
    return quality.model_copy(update={"needs_review": True, "reasons": (*quality.reasons, *problems)})


def _summed(pages: Sequence[RepairedPage]) -> tuple[Step, ...]:
    """The steps done page by page, one entry for each tool and version, seconds added up."""
    seconds: dict[tuple[str, str, str], float] = {}
    for repaired in pages:
        for step in repaired.page.steps:
            key = (step.name, step.tool, step.version)
            seconds[key] = seconds.get(key, 0.0) + step.seconds
    return tuple(
        Step(name=name, tool=tool, version=version, seconds=round(total, 4))
        for (name, tool, version), total in seconds.items()
    )


def _artifacts(document_id: str, media_type: str, *, has_pdf: bool) -> dict[str, Artifact]:
    base = f"/api/v1/documents/{document_id}"
    artifacts = {
        "original": Artifact(media_type=media_type, href=f"{base}/original"),
        "alto": Artifact(media_type="application/xml", href=f"{base}/alto"),
    }
    if has_pdf:
        artifacts["pdf"] = Artifact(media_type="application/pdf", href=f"{base}/pdf")
    return artifacts
