"""Documents in, records out."""

from collections.abc import Iterator
from typing import Annotated, Any, BinaryIO
from urllib.parse import quote

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from ingest import piles
from ingest.api.access import Actor, SeesAll
from ingest.api.services import Provided, Services
from ingest.api.upload import read_form, statement, uploaded_file
from ingest.errors import MayNotUnmask, NoArtifact, Withdrawn
from ingest.storage import keys
from schemas.base import DocumentId
from schemas.document import DocumentList, DocumentView, Receipt, SplitRequest, Statement, WithdrawalRequest
from schemas.events import Feed
from schemas.protection import found_to_protect, protected
from schemas.record import Record

CHUNK_BYTES = 1 << 18
PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["code", "sv", "en", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "Stable; never translated."},
        "sv": {"type": "string", "description": "What happened and what to do, in Swedish."},
        "en": {"type": "string", "description": "The same in English."},
    },
}
PROBLEM = {"content": {"application/problem+json": {"schema": PROBLEM_SCHEMA}}}
COMMON: dict[int | str, dict[str, Any]] = {
    401: {"description": "No valid API key.", **PROBLEM},
    403: {"description": "Sent by a browser for another site's page.", **PROBLEM},
    422: {"description": "A parameter cannot be understood.", **PROBLEM},
    503: {"description": "Register or store does not answer; try again later.", **PROBLEM},
}
UNKNOWN: dict[int | str, dict[str, Any]] = {404: {"description": "No such document.", **PROBLEM}}
SHOWN_AS_IT_IS: dict[int | str, dict[str, Any]] = {
    **UNKNOWN,
    403: {"description": "Holds what the caller may see masked only, which files cannot be.", **PROBLEM},
    409: {
        "description": "Not done yet: what it holds is not known to a caller with masked rights.",
        **PROBLEM,
    },
}
UPLOAD_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        **Statement.model_json_schema()["properties"],
                    },
                }
            }
        },
    }
}

LAST_SEQUENCE = 2**63 - 1
"""The largest number that the register's databases hold."""

router = APIRouter(prefix="/api/v1", tags=["documents"], responses=COMMON)


@router.post(
    "/documents",
    status_code=202,
    response_model=Receipt,
    openapi_extra=UPLOAD_BODY,
    responses={
        200: {"model": Receipt, "description": "The same bytes were here already; a receipt is kept."},
        400: {"description": "No file, or several.", **PROBLEM},
        413: {"description": "Larger than the limit.", **PROBLEM},
        415: {"description": "Not a type that Inkom reads.", **PROBLEM},
        422: {"description": "Refused, with the reason; nothing is stored.", **PROBLEM},
    },
)
async def upload(request: Request, services: Provided, actor: Actor) -> Response:
    """Takes one document in. 202 means: stored, registered, and it will be read."""
    form = await read_form(request, limit_mb=services.settings.max_upload_mb)
    try:
        content, filename = uploaded_file(form)
        receipt = await services.receive(content, filename=filename, stated=statement(form), actor=actor)
    finally:
        await form.close()
    return JSONResponse(
        receipt.model_dump(mode="json"),
        status_code=200 if receipt.duplicate else 202,
        headers={"Location": f"/api/v1/documents/{receipt.id}"},
    )


@router.get("/documents")
def documents(
    services: Provided,
    _actor: Actor,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    before: Annotated[str | None, Query(description="`next_before` of the previous answer.")] = None,
) -> DocumentList:
    """Documents, newest first."""
    return services.register.documents(before=before, limit=limit)


@router.get("/documents/{document_id}", responses=UNKNOWN)
def document(services: Provided, _actor: Actor, document_id: DocumentId) -> DocumentView:
    """Where a document stands, page by page."""
    return services.register.document(document_id)


@router.get(
    "/documents/{document_id}/record",
    response_model=Record,
    responses={
        **UNKNOWN,
        304: {"description": "The version named in If-None-Match is the current one."},
        409: {"description": "Not done yet, or failed.", **PROBLEM},
    },
)
def record(
    services: Provided,
    sees_all: SeesAll,
    document_id: DocumentId,
    if_none_match: Annotated[str | None, Header(description="The ETag of a record you have.")] = None,
) -> Response:
    """The current record: byte for byte as it was stored for those who may see everything, and otherwise in
    its protected form, which states what is masked.
    """
    current = services.register.current(document_id)
    tag = f'"{current.version}"' if sees_all else f'"{current.version}-protected"'
    if if_none_match is not None and _names(if_none_match, tag):
        return Response(status_code=304, headers={"ETag": tag, "Vary": "Authorization"})
    content = services.store.get(current.record_key)
    if not sees_all:
        content = protected(Record.model_validate_json(content)).model_dump_json().encode()
    return Response(content, media_type="application/json", headers={"ETag": tag, "Vary": "Authorization"})


@router.get("/documents/{document_id}/original", responses=SHOWN_AS_IT_IS)
def original(services: Provided, sees_all: SeesAll, document_id: DocumentId) -> Response:
    """The untouched original."""
    view = services.register.document(document_id)
    if view.withdrawn is not None:
        raise Withdrawn
    _check_may_show(services, document_id, sees_all=sees_all)
    return _download(services, keys.original(view.sha256), view.media_type, view.filename)


@router.get("/documents/{document_id}/pdf", responses=SHOWN_AS_IT_IS)
def pdf(services: Provided, sees_all: SeesAll, document_id: DocumentId) -> Response:
    """The searchable PDF/A; text files have none."""
    _check_may_show(services, document_id, sees_all=sees_all)
    return _artifact(services, document_id, "pdf", "application/pdf")


@router.get("/documents/{document_id}/alto", responses=SHOWN_AS_IT_IS)
def alto(services: Provided, sees_all: SeesAll, document_id: DocumentId) -> Response:
    """Words and their boxes as ALTO XML."""
    _check_may_show(services, document_id, sees_all=sees_all)
    return _artifact(services, document_id, "alto", "application/xml")


@router.post("/documents/{document_id}/retry", status_code=202, responses=UNKNOWN)
def retry(services: Provided, actor: Actor, document_id: DocumentId) -> DocumentView:
    """Reads a failed document again."""
    services.register.retry(document_id, actor=actor)
    return services.register.document(document_id)


@router.post("/documents/{document_id}/withdraw", responses=UNKNOWN)
def withdraw(
    services: Provided, actor: Actor, document_id: DocumentId, request: WithdrawalRequest
) -> DocumentView:
    """Takes a wrong upload back: it is neither read nor shown. The log keeps who did it and why."""
    services.register.withdraw(document_id, actor=actor, reason=request.reason)
    return services.register.document(document_id)


@router.post("/documents/{document_id}/split", status_code=202, responses=UNKNOWN)
def split(
    services: Provided, actor: Actor, document_id: DocumentId, request: SplitRequest
) -> tuple[Receipt, ...]:
    """Takes a pile apart: by the parts that are stated, or at the separator sheets of its record."""
    parts = request.parts
    if parts is None:
        current = services.register.current(document_id)
        parts = piles.parts_between_separators(
            Record.model_validate_json(services.store.get(current.record_key))
        )
    pile = services.register.document(document_id)
    if pile.withdrawn is not None:
        raise Withdrawn
    return piles.split(services.intake, pile, parts, actor=actor)


@router.get("/events", tags=["feed"])
def events(
    services: Provided,
    _actor: Actor,
    after: Annotated[
        int,
        Query(ge=0, le=LAST_SEQUENCE, description="`next_after` of the previous answer; 0 to begin."),
    ] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> Feed:
    """The feed of changes, oldest first. Follow it and fetch the records of `document.done`."""
    return services.register.events(after=after, limit=limit)


def _names(if_none_match: str, tag: str) -> bool:
    """Whether the header's list of entity tags holds `tag`; weak ones count (RFC 9110, 13.1.2)."""
    tags = [listed.strip().removeprefix("W/") for listed in if_none_match.split(",")]
    return tag in tags or tags == ["*"]


def _check_may_show(services: Services, document_id: str, *, sees_all: bool) -> None:
    """Files cannot be masked: without the right, only those of documents that need no protection are shown.

    What is not read yet is not known to need none. Raises `MayNotUnmask`, and what `Register.current` does.
    """
    if sees_all:
        return
    content = services.store.get(services.register.current(document_id).record_key)
    if found_to_protect(Record.model_validate_json(content)):
        raise MayNotUnmask


def _artifact(services: Services, document_id: str, name: str, media_type: str) -> Response:
    current = services.register.current(document_id)
    if name not in current.artifacts:
        raise NoArtifact(name=name)
    stem = services.register.document(document_id).filename.rpartition(".")[0] or document_id
    suffix = {"application/pdf": "pdf", "application/xml": "alto.xml"}[media_type]
    return _download(services, current.artifacts[name], media_type, f"{stem}.{suffix}")


def _download(services: Services, key: str, media_type: str, filename: str) -> Response:
    """Streams an object. It is shown as a download of its own type, never as a page of ours."""
    return StreamingResponse(
        _chunks(services, key),
        media_type=media_type,
        headers={
            "Content-Length": str(services.store.size(key)),
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(filename)}",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox",
        },
    )


def _chunks(services: Services, key: str) -> Iterator[bytes]:
    with services.store.open(key) as content:
        yield from iter(lambda: _read(content), b"")


def _read(content: BinaryIO) -> bytes:
    return content.read(CHUNK_BYTES)
