"""One page of a document: how it looks, and how it was read, as soon as it has been."""

from typing import Annotated

from fastapi import APIRouter, Header, Path, Query
from fastapi.responses import Response

from ingest.api.access import Actor
from ingest.api.documents import COMMON, TAKEN_BACK, UNKNOWN, UNMASKED, names_tag
from ingest.api.services import Provided, Services
from ingest.errors import NoRendition, NoSuchObject, NotReady, PageNotRead, ReadingFailed
from ingest.storage import keys
from schemas.base import DocumentId
from schemas.page import ReadPage

KEPT_SECONDS = 3600
"""How long a browser shows a picture without asking again. A withdrawn document is out of sight after it."""

PageInPath = Annotated[int, Path(ge=1, description="Counted from 1.")]

router = APIRouter(
    prefix="/api/v1", tags=["documents"], responses={**COMMON, **UNKNOWN}, dependencies=UNMASKED
)


@router.get(
    "/documents/{document_id}/pages/{page}",
    response_model=ReadPage,
    responses=TAKEN_BACK,
)
def page(services: Provided, _actor: Actor, document_id: DocumentId, page: PageInPath) -> Response:
    """A page as it was read, before repair: there as soon as it is read, also while others still wait."""
    try:
        reading = services.store.get(keys.reading(document_id, _version(services, document_id), page))
    except NoSuchObject as error:
        raise PageNotRead(page=page) from error
    return Response(reading, media_type="application/json")


@router.get(
    "/documents/{document_id}/pages/{page}/image",
    response_class=Response,
    responses={
        200: {"content": {"image/jpeg": {}}, "description": "A JPEG."},
        304: {"description": "The picture named in If-None-Match is the current one."},
        **TAKEN_BACK,
    },
)
def page_image(
    services: Provided,
    _actor: Actor,
    document_id: DocumentId,
    page: PageInPath,
    width: Annotated[int, Query(ge=1, description="Pixels that the picture is shown wide.")] = 1000,
    if_none_match: Annotated[str | None, Header(description="The ETag of a picture you have.")] = None,
) -> Response:
    """The page turned for reading: the smallest picture that is at least `width` wide, else the largest."""
    version = _version(services, document_id)
    tag = f'"{version}-{page}-{_nominal(width)}"'
    headers = {"ETag": tag, "Cache-Control": f"private, max-age={KEPT_SECONDS}"}
    if if_none_match is not None and names_tag(if_none_match, tag):
        return Response(status_code=304, headers=headers)
    for candidate in _candidates(width):
        try:
            jpeg = services.store.get(keys.rendition(document_id, version, page, candidate))
        except NoSuchObject:
            continue
        return Response(jpeg, media_type="image/jpeg", headers=headers)
    raise NoRendition(page=page)


def _version(services: Services, document_id: str) -> str:
    """Under which the current record's pages are kept, or those of the reading that is going on.

    UnknownDocument, Withdrawn.
    """
    try:
        return services.register.current(document_id).readings
    except (NotReady, ReadingFailed):
        return f"{services.pipeline_version}-r{services.register.revision(document_id)}"


def _nominal(width: int) -> int:
    """The smallest nominal width that fills `width`, else the largest there is."""
    return next((nominal for nominal in keys.RENDITION_WIDTHS if nominal >= width), keys.RENDITION_WIDTHS[-1])


def _candidates(width: int) -> list[int]:
    """Nominal widths in the order they serve: those that fill `width`, smallest first, then the next best."""
    filling = [nominal for nominal in keys.RENDITION_WIDTHS if nominal >= width]
    return filling + [nominal for nominal in reversed(keys.RENDITION_WIDTHS) if nominal < width]
