"""Resumable uploads by the tus protocol, version 1.0.0, with creation, expiration and termination.

    POST   /api/v1/uploads         a file is announced: its size, name and what is stated about it; if it is
                                   refused at once, `Location` is where its name and the reason are kept
    HEAD   /api/v1/uploads/{id}    how much of it has arrived
    PATCH  /api/v1/uploads/{id}    the next piece; the last one is answered when the file is kept, or refused
    GET    /api/v1/uploads/{id}    the same as JSON, and in the end the receipt or the refusal
    DELETE /api/v1/uploads/{id}    thrown away

The last PATCH goes through the same door as every upload: there is a receipt only after the file is kept. If
that fails for a reason outside the file, all of it is still here, and an empty PATCH at its end tries again.
"""

import base64
import logging
from email.utils import format_datetime
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Header, Path, Request
from fastapi.responses import Response
from pydantic import ValidationError
from starlette.requests import ClientDisconnect

from ingest.api.access import Actor
from ingest.api.documents import COMMON, PROBLEM
from ingest.api.problems import problem_response
from ingest.api.services import Provided, Services
from ingest.errors import BadRequest, Refused, TusMismatch, WrongOffset
from ingest.filename import clean_filename
from ingest.uploads import MEGABYTE, UploadShelf
from schemas.document import Statement
from schemas.upload import Upload, UploadList

log = logging.getLogger(__name__)

VERSION = "1.0.0"
PIECE_BYTES = 1 << 20
"""What is collected before it is written to disk."""
PIECE_TYPE = "application/offset+octet-stream"
MAX_FINGERPRINT = 500

UploadId = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
Version = Annotated[str | None, Header(alias="Tus-Resumable")]
GONE: dict[int | str, dict[str, Any]] = {
    404: {"description": "No such upload, or it has expired.", **PROBLEM}
}
PIECE_BODY: dict[str, Any] = {
    "requestBody": {"content": {PIECE_TYPE: {"schema": {"type": "string", "format": "binary"}}}}
}

OTHER_VERSION: dict[int | str, dict[str, Any]] = {
    412: {"description": "`Tus-Resumable` is not 1.0.0.", **PROBLEM}
}
REFUSED: dict[int | str, dict[str, Any]] = {
    413: {"description": "Larger than the limit.", **PROBLEM},
    422: {"description": "Refused, with the reason, or a header cannot be understood.", **PROBLEM},
    507: {"description": "The server is out of disk space; what has arrived is kept.", **PROBLEM},
}

router = APIRouter(prefix="/api/v1/uploads", tags=["uploads"], responses=COMMON)


@router.options("", status_code=204, response_class=Response)
def abilities(services: Provided) -> Response:
    """What this server understands of the protocol."""
    headers = {
        "Tus-Resumable": VERSION,
        "Tus-Version": VERSION,
        "Tus-Extension": "creation,expiration,termination",
        "Tus-Max-Size": str(services.settings.max_upload_mb * MEGABYTE),
    }
    return Response(status_code=204, headers=headers)


@router.post("", status_code=201, response_class=Response, responses={**OTHER_VERSION, **REFUSED})
def announce(
    services: Provided,
    actor: Actor,
    upload_length: Annotated[int, Header(ge=0)],
    upload_metadata: Annotated[str, Header(max_length=10_000)] = "",
    tus_resumable: Version = None,
) -> Response:
    """Announces a file. `Upload-Metadata` may hold `filename`, `fingerprint` and what is stated about it."""
    _check_version(tus_resumable)
    told = _metadata(upload_metadata)
    shelf = UploadShelf.of(services.settings)
    filename, stated = clean_filename(told.get("filename", "")), _statement(told)
    fingerprint = told.get("fingerprint", "")[:MAX_FINGERPRINT]
    try:
        upload = shelf.begin(
            filename=filename, size=upload_length, fingerprint=fingerprint, stated=stated, actor=actor
        )
    except Refused as error:
        kept = shelf.turn_away(
            filename=filename, size=upload_length, stated=stated, actor=actor, refusal=error.problem
        )
        return problem_response(error.status, error.problem, _location(kept))
    return _answer(upload, 201, _location(upload))


@router.get("")
def uploads(services: Provided, actor: Actor) -> UploadList:
    """The caller's own uploads that are not finished, oldest first."""
    return UploadList(uploads=UploadShelf.of(services.settings).all_of(actor))


@router.get("/{upload_id}", response_model=Upload, responses=GONE)
def upload(services: Provided, actor: Actor, upload_id: UploadId) -> Response:
    """How far an upload has come and what became of it; HEAD gives the headers alone."""
    found = UploadShelf.of(services.settings).find(upload_id, actor=actor)
    return _answer(found, 200, content=found.model_dump_json())


@router.patch(
    "/{upload_id}",
    status_code=204,
    response_class=Response,
    openapi_extra=PIECE_BODY,
    responses={
        **GONE,
        **OTHER_VERSION,
        **REFUSED,
        409: {"description": "The piece does not begin where the file ends.", **PROBLEM},
        415: {"description": "Not a piece, or the file's type is not one that Inkom reads.", **PROBLEM},
        423: {"description": "The file is whole and is being received by another request.", **PROBLEM},
    },
)
async def piece(
    request: Request,
    services: Provided,
    actor: Actor,
    upload_id: UploadId,
    upload_offset: Annotated[int, Header(ge=0)],
    tus_resumable: Version = None,
) -> Response:
    """Takes the next piece. After the last one the file is received, and GET gives its receipt."""
    _check_version(tus_resumable)
    if request.headers.get("content-type") != PIECE_TYPE:
        raise BadRequest(field="Content-Type")
    shelf = UploadShelf.of(services.settings)
    found = await to_thread.run_sync(lambda: shelf.find(upload_id, actor=actor))
    if found.receipt is None and found.refusal is None:
        arrived = await _take(request, shelf, found, offset=upload_offset)
        if arrived == found.bytes:
            await _receive(services, shelf, found, actor=actor)
    return _answer(await to_thread.run_sync(lambda: shelf.find(upload_id, actor=actor)), 204)


@router.delete("/{upload_id}", status_code=204, response_class=Response, responses={**GONE, **OTHER_VERSION})
def drop(services: Provided, actor: Actor, upload_id: UploadId, tus_resumable: Version = None) -> Response:
    """Throws an upload away. What has been received stays received."""
    _check_version(tus_resumable)
    shelf = UploadShelf.of(services.settings)
    shelf.drop(shelf.find(upload_id, actor=actor))
    return Response(status_code=204, headers={"Tus-Resumable": VERSION})


async def _take(request: Request, shelf: UploadShelf, upload: Upload, *, offset: int) -> int:
    """Appends the body as it arrives. A connection that breaks loses nothing of what came before."""
    if offset != upload.offset:
        raise WrongOffset(offset=upload.offset)
    arrived, collected = offset, bytearray()

    async def write() -> int:
        data, at = bytes(collected), arrived
        collected.clear()
        return await to_thread.run_sync(lambda: shelf.append(upload, data, offset=at))

    try:
        async for chunk in request.stream():
            collected += chunk
            if len(collected) >= PIECE_BYTES:
                arrived = await write()
    except ClientDisconnect:
        log.info("an upload broke off")  # Its sender asks for the offset when it is back.
    if collected:
        arrived = await write()
    await to_thread.run_sync(lambda: shelf.sync(upload))
    return arrived


async def _receive(services: Services, shelf: UploadShelf, upload: Upload, *, actor: str) -> None:
    with shelf.whole(upload) as content:
        try:
            receipt = await services.receive(
                content, filename=upload.filename, stated=upload.stated, actor=actor
            )
        except Refused as error:
            shelf.end(upload, refusal=error.problem)
            raise
        shelf.end(upload, receipt=receipt)


def _location(upload: Upload) -> dict[str, str]:
    return {"Location": f"/api/v1/uploads/{upload.id}"}


def _check_version(version: str | None) -> None:
    if version != VERSION:
        raise TusMismatch(version=VERSION)


def _metadata(header: str) -> dict[str, str]:
    """Names and base64 values, separated by commas (tus 1.0.0, Upload-Metadata)."""
    told = {}
    for pair in filter(None, (part.strip() for part in header.split(","))):
        name, _, value = pair.partition(" ")
        try:
            told[name] = base64.b64decode(value, validate=True).decode()
        except ValueError as error:
            raise BadRequest(field="Upload-Metadata") from error
    return told


def _statement(told: dict[str, str]) -> Statement:
    try:
        return Statement.model_validate({n: told[n] for n in Statement.model_fields if told.get(n)})
    except ValidationError as error:
        raise BadRequest(field=str(error.errors()[0]["loc"][0])) from error


def _answer(
    upload: Upload, status: int, headers: dict[str, str] | None = None, content: str | None = None
) -> Response:
    return Response(
        content,
        status_code=status,
        media_type="application/json" if content else None,
        headers={
            "Tus-Resumable": VERSION,
            "Upload-Offset": str(upload.offset),
            "Upload-Length": str(upload.bytes),
            "Upload-Expires": format_datetime(upload.expires_at, usegmt=True),
            "Cache-Control": "no-store",
            **(headers or {}),
        },
    )
