"""Receives a multipart upload without ever holding more than a part of it in memory."""

from collections.abc import AsyncGenerator
from typing import BinaryIO

from fastapi import Request
from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from ingest.errors import BadRequest, NoUpload, OneFileOnly, TooManyBytes
from ingest.intake import MEGABYTE
from schemas.document import Statement

FORM_OVERHEAD_BYTES = 1 * MEGABYTE
"""What the other fields and the multipart framing may add to the file's own bytes."""


async def read_form(request: Request, *, limit_mb: int) -> FormData:
    """The form, its file streamed to disk. Raises `TooManyBytes` as soon as the limit is passed.

    Raises `NoUpload`, `OneFileOnly` and `BadRequest` for other forms than that of one file.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise NoUpload
    stated_length = request.headers.get("content-length", "")
    if stated_length.isdigit() and int(stated_length) > limit_mb * MEGABYTE + FORM_OVERHEAD_BYTES:
        raise TooManyBytes(limit_mb=limit_mb)
    try:
        return await MultiPartParser(
            request.headers, _limited(request, limit_mb=limit_mb), max_files=1, max_fields=20
        ).parse()
    except MultiPartException as error:
        if error.message.startswith("Too many files"):
            raise OneFileOnly from error
        raise BadRequest(field="multipart") from error


async def _limited(request: Request, *, limit_mb: int) -> AsyncGenerator[bytes, None]:
    received = 0
    async for chunk in request.stream():
        received += len(chunk)
        if received > limit_mb * MEGABYTE + FORM_OVERHEAD_BYTES:
            raise TooManyBytes(limit_mb=limit_mb)
        yield chunk


def uploaded_file(form: FormData) -> tuple[BinaryIO, str]:
    """The file's bytes and the name it was sent under. Raises `NoUpload`."""
    file = form.get("file")
    if not isinstance(file, UploadFile):
        raise NoUpload
    return file.file, file.filename or ""


def statement(form: FormData) -> Statement:
    """What the uploader states about the document; empty fields count as unstated. Raises `BadRequest`."""
    stated = {name: form[name] for name in Statement.model_fields if form.get(name)}
    try:
        return Statement.model_validate(stated)
    except ValidationError as error:
        raise BadRequest(field=str(error.errors()[0]["loc"][0])) from error
