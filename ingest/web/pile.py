"""The plain form's upload: many files in one request, for browsers without JavaScript."""

import logging

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from ingest.api.services import Services
from ingest.api.upload import FORM_OVERHEAD_BYTES, statement
from ingest.errors import BadRequest, InkomError, NoUpload, Refused, TooManyBytes
from ingest.intake import MEGABYTE
from ingest.uploads import UploadShelf
from ingest.web.inbox import Outcome
from schemas.document import Statement

log = logging.getLogger(__name__)

MAX_FILES = 100
"""Files in one plain form; each one is kept in a temporary file until all have arrived."""
MAX_FIELDS = 20


async def receive_pile(request: Request, services: Services, *, actor: str) -> tuple[Outcome, ...]:
    """Takes every file of the form in, one after the other: a refused one does not stop the others.

    Together they may be as large as one upload. Raises `NoUpload`, `TooManyBytes`, `BadRequest`.
    """
    form = await _form(request, limit_mb=services.settings.max_upload_mb)
    try:
        stated = statement(form)
        files = [file for file in form.getlist("file") if isinstance(file, UploadFile) and file.filename]
        return tuple([await _receive(file, stated, services, actor=actor) for file in files])
    finally:
        await form.close()


async def _form(request: Request, *, limit_mb: int) -> FormData:
    """The form, its files on disk. A browser always states the length, and the server holds it to that."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise NoUpload
    length = request.headers.get("content-length", "")
    if not length.isdigit():
        raise BadRequest(field="Content-Length")
    if int(length) > limit_mb * MEGABYTE + FORM_OVERHEAD_BYTES:
        raise TooManyBytes(limit_mb=limit_mb)
    parser = MultiPartParser(request.headers, request.stream(), max_files=MAX_FILES, max_fields=MAX_FIELDS)
    try:
        return await parser.parse()
    except MultiPartException as error:
        raise BadRequest(field="multipart") from error


async def _receive(file: UploadFile, stated: Statement, services: Services, *, actor: str) -> Outcome:
    filename = file.filename or "namnlös"
    try:
        receipt = await services.receive(file.file, filename=filename, stated=stated, actor=actor)
    except InkomError as error:
        log.info("not taken in: %s", error)
        if isinstance(error, Refused):
            UploadShelf.of(services.settings).turn_away(
                filename=filename, size=file.size or 0, stated=stated, actor=actor, refusal=error.problem
            )
        return Outcome(filename=filename, receipt=None, problem=error.problem)
    return Outcome(filename=filename, receipt=receipt, problem=None)
