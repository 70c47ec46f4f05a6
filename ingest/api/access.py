"""Who calls, and whether they may: the holder of an API key, a signed-in user, or this machine's own user."""

import hashlib
import hmac
from contextlib import suppress
from contextvars import ContextVar
from typing import Annotated

from fastapi import Depends, Request, params
from starlette.concurrency import run_in_threadpool

from ingest.accounts import ROLES, Caller, Right, Role
from ingest.api.peers import is_from_proxy, is_from_this_machine, is_loopback, own_host
from ingest.api.services import Provided, Services
from ingest.errors import ForeignPage, Misconfigured, NoRight, NotAllowed
from ingest.settings import Settings
from schemas.base import DocumentId

LOCAL = Caller(name="local", role="administrator", way="loopback")
KEY_ROLE: Role = "registrar"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
SESSION_COOKIE = "inkom_session"

CALLER: ContextVar[Caller | None] = ContextVar("caller", default=None)
"""Whoever the request that is being answered comes from, for the pages' head; None for who has not signed
in."""


async def caller_of(request: Request, services: Provided) -> Caller:
    """Whoever the request comes from: of API key, session, proxy and loopback the first that it shows.

    What a browser sends by itself (cookies, a proxy's sign-in, being on this machine) it also sends for any
    foreign page that it shows: such requests change nothing. Raises `NotAllowed`, `ForeignPage`.
    """
    caller = _of_key(request, services.settings)
    if caller is None:
        caller = await run_in_threadpool(_of_browser, request, services)
        if _is_from_foreign_page(request, services.settings, strict=caller.way != "loopback"):
            raise ForeignPage
    CALLER.set(caller)
    return caller


def calling() -> Caller:
    """Whoever the request that is being answered comes from. NotAllowed."""
    caller = CALLER.get()
    if caller is None:
        raise NotAllowed
    return caller


Calling = Annotated[Caller, Depends(caller_of)]


def is_still(request: Request, services: Services, caller: Caller) -> bool:
    """Whether an answer that goes on for long may: a session ends, and an account's rights change."""
    token = request.cookies.get(SESSION_COOKIE)
    return caller.way != "session" or (token is not None and services.accounts.still(token, caller))


def authorise(request: Request, caller: Calling) -> None:
    """Lets those through who may read or, for a request that changes something, change. Raises `NoRight`.

    Every route of documents stands behind it; one that needs another right demands that as well.
    """
    caller.demand("read" if request.method in SAFE_METHODS else "change")


def needs(right: Right) -> params.Depends:
    """A route's dependency that lets only those through who have this right. Raises `NoRight`."""

    def demand(caller: Calling) -> None:
        caller.demand(right)

    return params.Depends(demand)


async def recognise(request: Request, services: Provided) -> None:
    """For pages that everybody may see: whoever it is, if they have shown it."""
    with suppress(NotAllowed, ForeignPage):
        await caller_of(request, services)


def sees_everything(caller: Calling, services: Provided, document_id: DocumentId) -> None:
    """Guards what cannot be masked: a document's files, pictures and readings. UnknownDocument, NoRight."""
    if not may_see_everything(services, document_id, caller):
        raise NoRight


def may_see_everything(services: Services, document_id: str, caller: Caller | None = None) -> bool:
    """Whether the caller may see a document as it is: one without personal identity numbers everybody may,
    but not before somebody has looked for them. UnknownDocument."""
    who = caller or calling()
    if who.may("personal_data"):
        return True
    return services.register.head(document_id, private=False).personal_data is False


def _name(caller: Calling) -> str:
    return caller.name


Actor = Annotated[str, Depends(_name)]
"""The caller as the log of events names them."""


def check_own_page(request: Request, services: Provided) -> None:
    """For the forms of those who have not signed in yet: only our own pages may send them. Raises
    `ForeignPage`."""
    if _is_from_foreign_page(request, services.settings, strict=True):
        raise ForeignPage


def check_binding(settings: Settings) -> None:
    """Refuses to serve other machines without keys. Raises `Misconfigured`."""
    if not is_loopback(settings.host) and not settings.api_key_hashes:
        raise Misconfigured(
            setting="INKOM_HOST",
            why="en adress utanför datorn kräver INKOM_API_KEY_HASHES / another address needs keys",
        )


def _of_key(request: Request, settings: Settings) -> Caller | None:
    """The holder of the key in the request, or None if it carries none. Raises `NotAllowed`."""
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not key:
        return None
    digest = hashlib.sha256(key.encode()).hexdigest()
    by_role: tuple[tuple[Role, tuple[str, ...]], ...] = (
        ("reader", settings.reader_key_hashes),
        (KEY_ROLE, settings.api_key_hashes),
    )
    for role, known in by_role:
        if any(hmac.compare_digest(digest, one) for one in known):
            return Caller(name=f"key:{digest[:8]}", role=role, way="key")
    raise NotAllowed


def _of_browser(request: Request, services: Services) -> Caller:
    settings = services.settings
    token = request.cookies.get(SESSION_COOKIE)
    caller = services.accounts.caller(token) if token else None
    if caller is None and is_from_proxy(request, settings):
        caller = _of_proxy(request, services)
    if caller is None and settings.loopback_is_local_user and is_from_this_machine(request, settings):
        caller = LOCAL
    if caller is None:
        raise NotAllowed
    return caller


def _of_proxy(request: Request, services: Services) -> Caller | None:
    """Whom the proxy has signed in. Two users, or a role that is none of ours, are nobody."""
    settings = services.settings
    users = request.headers.getlist(settings.proxy_user_header) if settings.proxy_user_header else []
    if len(users) != 1 or not users[0]:
        return None
    if not settings.proxy_role_header:
        return services.accounts.from_proxy(users[0], None)
    stated = request.headers.getlist(settings.proxy_role_header)
    role = next((role for role in ROLES if stated == [role]), None)
    return services.accounts.from_proxy(users[0], role) if role else None


def _is_from_foreign_page(request: Request, settings: Settings, *, strict: bool) -> bool:
    """Whether another site's page has made the browser send a change.

    Browsers say so in `Sec-Fetch-Site`, and where they do not, in `Origin`. A `strict` request has to carry
    one of the two: only programs leave both out, and those have keys.
    """
    if request.method in SAFE_METHODS:
        return False
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None and site not in {"none", "same-origin"}:
        return True
    if origin is not None:
        return origin.partition("://")[2] != own_host(request, settings)
    return strict and site is None
