"""What the server's routes work with, made once at start."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Annotated, BinaryIO, cast

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, Request

from ingest.accounts import Accounts
from ingest.intake import Intake
from ingest.register import Register
from ingest.settings import Settings
from ingest.storage import ObjectStore
from schemas.document import Receipt, Statement

LOOKS_AT_ONCE = 4
"""Looks whether register or store answers, of each at a time: if they hang, other requests lose no thread."""
UPLOADS_AT_ONCE = 8
"""Uploads that are probed and stored at a time; more wait, and leave the other threads to other requests."""


@dataclass(frozen=True, kw_only=True)
class Services:
    """The parts behind the routes."""

    settings: Settings
    register: Register
    store: ObjectStore
    intake: Intake
    accounts: Accounts
    pipeline_version: str
    is_listed: Callable[[str], bool]
    """Whether a word is in the lists of Swedish that the workers know; they are the workers'."""
    #: True when the server is shutting down, so that streams to open pages end.
    stopping: Callable[[], bool] = lambda: False
    uploads: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(UPLOADS_AT_ONCE))
    register_looks: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(LOOKS_AT_ONCE))
    store_looks: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(LOOKS_AT_ONCE))

    async def receive(self, content: BinaryIO, *, filename: str, stated: Statement, actor: str) -> Receipt:
        """`Intake.receive` in a thread, when its turn has come."""
        take_in = partial(self.intake.receive, content, filename=filename, stated=stated, actor=actor)
        return await to_thread.run_sync(take_in, limiter=self.uploads)


def services_of(request: Request) -> Services:
    """The services the app was created with."""
    return cast(Services, request.app.state.services)


Provided = Annotated[Services, Depends(services_of)]
