"""The server: JSON API, operations and pages in one ASGI app."""

from importlib.metadata import version

from fastapi import Depends, FastAPI

from ingest.api import documents, operations, problems
from ingest.api.access import authorise, only_who_sees_all
from ingest.api.head import HeadAsGet
from ingest.api.services import Services
from ingest.web import pages
from ingest.web.headers import SecurityHeaders

DESCRIPTION = """
Takes scanned Swedish public records in and gives clean, structured, cited JSON out.

Send a document with `POST /api/v1/documents`; follow `GET /api/v1/events` and fetch
`GET /api/v1/documents/{id}/record` when it is done. Errors are problem+json with `code`, `sv` and `en`.
"""


def create_app(services: Services) -> FastAPI:
    """The app around its services."""
    app = FastAPI(
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
    app.state.services = services
    problems.install(app)
    app.include_router(documents.router)
    app.include_router(operations.router)
    app.include_router(pages.router, dependencies=[Depends(authorise), Depends(only_who_sees_all)])
    pages.mount_static(app)
    return app
