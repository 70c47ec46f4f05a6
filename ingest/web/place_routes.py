"""The pages around the work: how it is shown, the visual language, accessibility, the API."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Header, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from ingest.web.display import local_address, remembered
from ingest.web.reference import reference_page
from ingest.web.rendering import page_response
from ingest.web.route import PageRoute
from ingest.web.showcase import showcase_page

router = APIRouter(route_class=PageRoute)


@router.post("/visning")
def choose_display(
    language: Annotated[str | None, Form()] = None,
    theme: Annotated[str | None, Form()] = None,
    referer: Annotated[str, Header()] = "/",
) -> RedirectResponse:
    """Keeps the choice of language or theme, and goes back to where it was made."""
    came_from = urlsplit(referer)
    where = local_address(came_from.path + (f"?{came_from.query}" if came_from.query else ""))
    return remembered(RedirectResponse(where, status_code=303), language=language, theme=theme)


@router.get("/formsprak")
def showcase() -> HTMLResponse:
    """Every component of the visual language, alive."""
    return page_response("showcase.html", showcase_page())


@router.get("/tillganglighet")
def accessibility() -> HTMLResponse:
    """The accessibility statement that the law asks for."""
    return page_response("accessibility.html", None)


@router.get("/docs")
def reference(request: Request) -> HTMLResponse:
    """The JSON API's endpoints."""
    return page_response("reference.html", reference_page(request.app.openapi()))
