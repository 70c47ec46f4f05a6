"""`inkom process` and `inkom repair`: the work done here and now, without server, queue or register."""

import hashlib
import logging
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TextColumn

from ingest.errors import EmptyUpload, InkomError
from ingest.filename import clean_filename, name_on_disk
from ingest.intake import CHUNK_BYTES
from ingest.probe import probe_upload
from ingest.sandbox import Sandbox
from ingest.settings import Settings
from schemas.record import Artifact, Record
from schemas.repair import Edit
from workers import repair
from workers.opened import made_folder
from workers.pipeline import Engines, Finished, Original, process
from workers.reading import Reader
from workers.sandboxed import PRELOAD, REHEARSE
from workers.scratch import scratch_folder

log = logging.getLogger(__name__)


def process_here(files: Sequence[Path], out: Path | None, settings: Settings) -> int:
    """Reads `files` one after the other. 0 when all were read, 1 when some were refused or failed.

    A refused file is reported on standard error and the others go on. Records go to standard output, one
    per line, or with their PDF/A and ALTO as files to `out`, named by document id.
    """
    if out is not None:
        made_folder(out)
    refused = 0
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), MofNCompleteColumn(), TextColumn("sidor"))
    with (
        Sandbox(preload=PRELOAD, rehearse=REHEARSE) as sandbox,
        Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress,
    ):
        engines = Engines(settings=settings, sandbox=sandbox, reader=Reader(sandbox, settings))
        for file in files:
            with scratch_folder() as folder:
                try:
                    finished = _read(file, engines, folder, progress)
                except Exception as error:  # noqa: BLE001  # One file's misfortune must not stop the others.
                    refused += 1
                    console.print(f"{file}: {_sentence(error)}", markup=False, highlight=False)
                    continue
                _deliver(finished, out)
    return 1 if refused else 0


def _read(file: Path, engines: Engines, folder: Path, progress: Progress) -> Finished:
    original = _open(file, engines.sandbox, engines.settings)
    task = progress.add_task(original.filename, total=original.pages)
    return process(original, engines, folder, lambda _number: progress.advance(task))


def _open(file: Path, sandbox: Sandbox, settings: Settings) -> Original:
    """The same facts about a file that intake would register, taken from the file itself."""
    digest = hashlib.sha256()
    with file.open("rb") as content:
        while chunk := content.read(CHUNK_BYTES):
            digest.update(chunk)
    size = file.stat().st_size
    if size == 0:
        raise EmptyUpload
    probe = probe_upload(sandbox, file, settings)
    return Original(
        path=file,
        filename=clean_filename(name_on_disk(file)),
        media_type=probe.media_type,
        bytes=size,
        sha256=digest.hexdigest(),
        received_at=datetime.now(UTC),
        pages=probe.pages,
        embedded=probe.embedded,
    )


def _deliver(finished: Finished, out: Path | None) -> None:
    if out is None:
        print(_with_artifacts(finished.record, {}).model_dump_json(), flush=True)  # noqa: T201
        return
    name = finished.record.id
    artifacts = {"alto": Artifact(media_type="application/xml", href=f"{name}.alto.xml")}
    shutil.copyfile(finished.files.alto, out / artifacts["alto"].href)
    if finished.files.pdf is not None:
        artifacts["pdf"] = Artifact(media_type="application/pdf", href=f"{name}.pdf")
        shutil.copyfile(finished.files.pdf, out / artifacts["pdf"].href)
    record = _with_artifacts(finished.record, artifacts)
    (out / f"{name}.json").write_text(record.model_dump_json(indent=1) + "\n", encoding="utf-8")


def _with_artifacts(record: Record, artifacts: dict[str, Artifact]) -> Record:
    """Without a server, only the files that lie beside the record can be named in it."""
    return record.model_copy(update={"artifacts": artifacts})


def _sentence(error: Exception) -> str:
    if isinstance(error, InkomError):
        return error.problem.sv
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    log.error("unexpected error", exc_info=error)
    return InkomError().problem.sv


class RepairReport(BaseModel):
    """What `inkom repair --json` prints."""

    text: str
    decoding: str
    edits: tuple[Edit, ...]


def repair_here(data: bytes, settings: Settings, *, as_json: bool) -> bytes:
    """Bytes of unknown encoding -> repaired text, or the report, as UTF-8."""
    decoded = repair.decode(data)
    repaired = repair.repair_text(decoded.text, join_lines=True, own_words=settings.own_words)
    if not as_json:
        return repaired.text.encode()
    report = RepairReport(text=repaired.text, decoding=decoded.codec, edits=repaired.edits)
    return (report.model_dump_json() + "\n").encode()
