"""Documents in, records out."""

from typing import Annotated, Any, get_args

from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import Field

from ingest import piles
from ingest.api import served
from ingest.api.access import Actor, Calling, calling, sees_everything
from ingest.api.download import download
from ingest.api.services import Provided, Services
from ingest.api.shown import shown_feed, shown_view
from ingest.api.upload import read_form, statement, uploaded_file
from ingest.errors import NoArtifact, Withdrawn
from ingest.review import corrected
from ingest.storage import keys
from schemas.base import DocumentId
from schemas.document import (
    DocumentList,
    DocumentView,
    MediaType,
    Receipt,
    SplitRequest,
    Statement,
    WithdrawalRequest,
)
from schemas.events import Feed
from schemas.record import Record
from schemas.search import Search

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
    403: {"description": "Not within the caller's rights, or sent for another site's page.", **PROBLEM},
    422: {"description": "A parameter cannot be understood.", **PROBLEM},
    503: {"description": "Register or store does not answer; try again later.", **PROBLEM},
}
UNKNOWN: dict[int | str, dict[str, Any]] = {404: {"description": "No such document.", **PROBLEM}}
UNMASKED = [Depends(sees_everything)]
"""For what shows a document as it is."""
TAKEN_BACK: dict[int | str, dict[str, Any]] = {
    410: {"description": "The upload has been taken back.", **PROBLEM}
}
NOT_DONE: dict[int | str, dict[str, Any]] = {409: {"description": "Not done yet, or failed.", **PROBLEM}}


def _file(*media_types: str) -> dict[int | str, dict[str, Any]]:
    """The answers that give a file of one of these types."""
    content = {"content": {name: {"schema": {"type": "string", "format": "binary"}} for name in media_types}}
    return {
        **UNKNOWN,
        **TAKEN_BACK,
        200: {"description": "The file.", **content},
        206: {"description": "The part that the Range header asks for.", **content},
        416: {"description": "The part begins beyond the end."},
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

VERSION = (
    "An earlier one: `record_version` of the document for the pipeline's record as it was made, with `-c3` "
    "after it for that record with its first three corrections."
)
LAST_SEQUENCE = 2**31 - 1
"""The largest number that every database of the register holds in such a column."""

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
        507: {"description": "The server is out of disk space; nothing is stored.", **PROBLEM},
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


class ListQuery(Search):
    """A search, and which part of what it finds."""

    limit: int = Field(default=50, ge=1, le=500)
    before: DocumentId | None = Field(default=None, description="`next_before` of the previous answer.")


@router.get("/documents", responses=UNKNOWN)
def documents(services: Provided, caller: Calling, query: Annotated[ListQuery, Query()]) -> DocumentList:
    """Documents, newest first unless another order is asked for; with `q` and filters those that fit."""
    private = caller.may("personal_data")
    return services.register.find(query, private=private, before=query.before, limit=query.limit)


@router.get("/documents/{document_id}", responses=UNKNOWN)
def document(services: Provided, caller: Calling, document_id: DocumentId) -> DocumentView:
    """Where a document stands, page by page."""
    return shown_view(caller, services.register.document(document_id))


@router.get(
    "/documents/{document_id}/record",
    response_model=Record,
    responses={
        **UNKNOWN,
        **TAKEN_BACK,
        **NOT_DONE,
        304: {"description": "The version named in If-None-Match is the current one."},
    },
)
def record(
    services: Provided,
    caller: Calling,
    document_id: DocumentId,
    version: Annotated[str | None, Query(max_length=200, description=VERSION)] = None,
    if_none_match: Annotated[str | None, Header(description="The ETag of a record you have.")] = None,
) -> Response:
    """The current record with its corrections; masked for who may not see personal data.

    A record that nobody has corrected is the pipeline's, byte for byte as it was stored.
    """
    found = served.find(services, document_id, version)
    masked = not caller.may("personal_data")
    tag = f'"{found.version}{"-protected" if masked else ""}"'
    if if_none_match is not None and names_tag(if_none_match, tag):
        return Response(status_code=304, headers={"ETag": tag})
    return Response(found.content(masked=masked), media_type="application/json", headers={"ETag": tag})


@router.get(
    "/documents/{document_id}/original",
    response_class=Response,
    responses=_file(*get_args(MediaType)),
    dependencies=UNMASKED,
)
def original(request: Request, services: Provided, _actor: Actor, document_id: DocumentId) -> Response:
    """The untouched original."""
    view = services.register.document(document_id)
    if view.withdrawn is not None:
        raise Withdrawn
    key = keys.original(view.sha256)
    filename = shown_view(calling(), view).filename
    return download(services, request, key, media_type=view.media_type, filename=filename)


@router.get(
    "/documents/{document_id}/pdf",
    response_class=Response,
    responses={**_file("application/pdf"), **NOT_DONE},
    dependencies=UNMASKED,
)
def pdf(request: Request, services: Provided, _actor: Actor, document_id: DocumentId) -> Response:
    """The searchable PDF/A; text files have none."""
    return _artifact(services, request, document_id, "pdf", "application/pdf")


@router.get(
    "/documents/{document_id}/alto",
    response_class=Response,
    responses={**_file("application/xml"), **NOT_DONE},
    dependencies=UNMASKED,
)
def alto(request: Request, services: Provided, _actor: Actor, document_id: DocumentId) -> Response:
    """Words and their boxes as ALTO XML."""
    return _artifact(services, request, document_id, "alto", "application/xml")


@router.post(
    "/documents/{document_id}/retry",
    status_code=202,
    responses={**UNKNOWN, **TAKEN_BACK, 409: {"description": "Nothing of it has failed.", **PROBLEM}},
)
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


@router.post("/documents/{document_id}/restore", responses=UNKNOWN)
def restore(services: Provided, actor: Actor, document_id: DocumentId) -> DocumentView:
    """Undoes a withdrawal: the document is shown again, and its reading goes on."""
    services.register.restore(document_id, actor=actor)
    return services.register.document(document_id)


@router.post(
    "/documents/{document_id}/split",
    status_code=202,
    responses={
        **UNKNOWN,
        **TAKEN_BACK,
        409: {
            "description": "Not a PDF of several pages, not done yet, or without separator sheets.",
            **PROBLEM,
        },
        507: {"description": "The server is out of disk space.", **PROBLEM},
    },
)
def split(
    services: Provided, actor: Actor, document_id: DocumentId, request: SplitRequest
) -> tuple[Receipt, ...]:
    """Takes a pile apart: by the parts that are stated, or at the separator sheets of its record."""
    parts = request.parts
    if parts is None:
        found = served.find(services, document_id)
        parts = piles.parts_between_separators(corrected(found.pipelines, found.corrections))
    pile = services.register.document(document_id)
    if pile.withdrawn is not None:
        raise Withdrawn
    return piles.split(services.intake, pile, parts, actor=actor)


@router.get("/events", tags=["feed"])
def events(
    services: Provided,
    caller: Calling,
    after: Annotated[
        int,
        Query(ge=0, le=LAST_SEQUENCE, description="`next_after` of the previous answer; 0 to begin."),
    ] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> Feed:
    """The feed of changes, oldest first; the cursor holds for good.

    Fetch the record anew after `document.done`, `document.restored`, `record.corrected`,
    `record.correction_undone` and `record.reprocessed`, and put away what `document.withdrawn` names.
    """
    return shown_feed(caller, services.register.events(after=after, limit=limit))


def names_tag(if_none_match: str, tag: str) -> bool:
    """Whether the header's list of entity tags holds `tag`; weak ones count (RFC 9110, 13.1.2)."""
    tags = [listed.strip().removeprefix("W/") for listed in if_none_match.split(",")]
    return tag in tags or tags == ["*"]


def _artifact(services: Services, request: Request, document_id: str, name: str, media_type: str) -> Response:
    current = services.register.current(document_id)
    if name not in current.artifacts:
        raise NoArtifact(name=name)
    view = shown_view(calling(), services.register.document(document_id))
    stem = view.filename.rpartition(".")[0] or document_id
    suffix = {"application/pdf": "pdf", "application/xml": "alto.xml"}[media_type]
    key = current.artifacts[name]
    return download(services, request, key, media_type=media_type, filename=f"{stem}.{suffix}")
