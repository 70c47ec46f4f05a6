"""What the server's routes work with, made once at start."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request

from ingest.intake import Intake
from ingest.register import Register
from ingest.settings import Settings
from ingest.storage import ObjectStore


@dataclass(frozen=True, kw_only=True)
class Services:
    """The parts behind the routes."""

    settings: Settings
    register: Register
    store: ObjectStore
    intake: Intake
    pipeline_version: str
    #: True when the server is shutting down, so that streams to open pages end.
    stopping: Callable[[], bool] = lambda: False


def services_of(request: Request) -> Services:
    """The services the app was created with."""
    return cast(Services, request.app.state.services)


Provided = Annotated[Services, Depends(services_of)]
