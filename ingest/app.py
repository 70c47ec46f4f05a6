"""The server: JSON API, operations and pages in one ASGI app."""

from importlib.metadata import version

from fastapi import Depends, FastAPI

from ingest.api import (
    audits,
    documents,
    log,
    operations,
    page_results,
    problems,
    reviews,
    runs,
    tus,
    vocabulary,
)
from ingest.api.access import authorise, check_own_page, needs, recognise
from ingest.api.description import DESCRIPTION, DescribedApp
from ingest.api.head import HeadAsGet
from ingest.api.services import Services
from ingest.web import pages
from ingest.web.display import DisplayChoice
from ingest.web.headers import SecurityHeaders
from ingest.web.route import answer_the_lost


def create_app(services: Services) -> FastAPI:
    """The app around its services."""
    app = DescribedApp(
        title="Inkom",
        version=version("inkom"),
        description=DESCRIPTION,
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        # FastAPI's own pages load scripts from other servers; ours are in `ingest/web`.
        docs_url=None,
        redoc_url=None,
    )
    app.add_middleware(SecurityHeaders)
    app.add_middleware(HeadAsGet)
    app.add_middleware(DisplayChoice)
    app.state.services = services
    problems.install(app)
    for router in (
        documents.router,
        log.router,
        audits.router,
        reviews.router,
        runs.router,
        vocabulary.router,
        tus.router,
        page_results.router,
        pages.router,
    ):
        app.include_router(router, dependencies=[Depends(authorise)])
    app.include_router(pages.own_router, dependencies=[needs("read")])
    app.include_router(pages.open_router, dependencies=[Depends(recognise), Depends(check_own_page)])
    app.include_router(operations.router)
    pages.mount_static(app)
    answer_the_lost(app)
    _build_routes(app)
    return app


def _build_routes(app: FastAPI) -> None:
    """Build all routes, which FastAPI would do in the first request.

    Its visitor would wait for it; and while it builds, it changes the process's filter of warnings, so no
    other thread may be at work on anything then.
    """
    nowhere = {"type": "http", "method": "GET", "path": "", "root_path": "", "headers": []}
    for route in app.routes:
        route.matches(nowhere)
