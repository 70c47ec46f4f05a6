"""One's own account; and for administrators, everybody's, with the log of access."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from ingest.accounts import RIGHTS, ROLES, Access, Account, Caller, Right, Role
from ingest.accounts.passwords import SHORTEST
from ingest.api.access import Calling, needs
from ingest.api.peers import client_address, is_encrypted, own_host
from ingest.api.services import Provided, Services
from ingest.errors import InkomError
from ingest.web.rendering import page_response
from ingest.web.route import PageRoute
from ingest.web.signing_in import Name, Secret, with_session
from schemas.base import Problem

router = APIRouter(route_class=PageRoute)
ADMINISTRATORS = [needs("accounts")]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@dataclass(frozen=True, kw_only=True)
class AccountPage:
    """Everything `account.html` shows: whose account it is, and what they may do."""

    caller: Caller
    rights: tuple[tuple[Right, bool], ...]
    shortest: int
    changed: bool
    problem: Problem | None


@dataclass(frozen=True, kw_only=True)
class AccountsPage:
    """Everything `accounts.html` shows. `link` is told once: nobody can look it up afterwards."""

    accounts: tuple[Account, ...]
    roles: tuple[Role, ...]
    rights: tuple[tuple[Right, tuple[bool, ...]], ...]
    own: int | None
    link: str | None
    link_for: str | None
    problem: Problem | None


@dataclass(frozen=True, kw_only=True)
class LogPage:
    """Everything `access_log.html` shows."""

    entries: tuple[Access, ...]


@router.get("/konto")
def account(caller: Calling) -> HTMLResponse:
    """Who one is here."""
    return _account_page(caller)


@router.post("/konto/losenord")
def change_password(
    request: Request, services: Provided, caller: Calling, old: Secret = "", new: Secret = ""
) -> Response:
    """Changes one's own password; every other place where one was signed in is signed out."""
    if caller.account_id is None or caller.way != "session":
        return _account_page(caller)
    address = client_address(request, services.settings)
    try:
        token = services.accounts.change_password(
            caller, caller.account_id, old=old, new=new, address=address
        )
    except InkomError as error:
        return _account_page(caller, error=error)
    return with_session(_account_page(caller, changed=True), token, request, services)


@router.get("/konton", dependencies=ADMINISTRATORS)
def accounts(services: Provided, caller: Calling) -> HTMLResponse:
    """Everybody who may sign in, and what their roles may do."""
    return _accounts_page(services, caller)


@router.post("/konton", dependencies=ADMINISTRATORS)
def add(
    request: Request, services: Provided, caller: Calling, role: Annotated[Role, Form()], name: Name = ""
) -> HTMLResponse:
    """Makes an account and tells the link by which its owner chooses a password."""
    try:
        token = services.accounts.add(name, role, actor=caller.name)
    except InkomError as error:
        return _accounts_page(services, caller, error=error)
    return _accounts_page(
        services, caller, link=_link(request, services, token), link_for=name.strip().lower()
    )


@router.post("/konton/{number}/lank", dependencies=ADMINISTRATORS)
def new_link(request: Request, services: Provided, caller: Calling, number: Number) -> HTMLResponse:
    """A link for a new password."""
    token = services.accounts.new_link(number, actor=caller.name)
    name = next(account.name for account in services.accounts.everybody() if account.id == number)
    return _accounts_page(services, caller, link=_link(request, services, token), link_for=name)


@router.post("/konton/{number}/roll", dependencies=ADMINISTRATORS)
def set_role(services: Provided, caller: Calling, number: Number, role: Annotated[Role, Form()]) -> Response:
    """Gives another role."""
    try:
        services.accounts.set_role(number, role, actor=caller.name)
    except InkomError as error:
        return _accounts_page(services, caller, error=error)
    return RedirectResponse("/konton", status_code=303)


@router.post("/konton/{number}/{change}", dependencies=ADMINISTRATORS)
def shut_or_open(
    services: Provided,
    caller: Calling,
    number: Number,
    change: Annotated[str, Path(pattern="^(stang|oppna)$")],
) -> Response:
    """Shuts an account, or opens it again."""
    try:
        services.accounts.set_active(number, active=change == "oppna", actor=caller.name)
    except InkomError as error:
        return _accounts_page(services, caller, error=error)
    return RedirectResponse("/konton", status_code=303)


@router.get("/atkomst", dependencies=[needs("log")])
def log_of_access(services: Provided) -> HTMLResponse:
    """Who signed in or failed to, and what was done to accounts."""
    return page_response("access_log.html", LogPage(entries=services.accounts.log()))


def _account_page(caller: Caller, *, changed: bool = False, error: InkomError | None = None) -> HTMLResponse:
    page = AccountPage(
        caller=caller,
        rights=tuple((right, caller.may(right)) for right in _RIGHTS),
        shortest=SHORTEST,
        changed=changed,
        problem=error.problem if error else None,
    )
    return page_response("account.html", page, status=error.status if error else 200)


def _accounts_page(
    services: Services,
    caller: Caller,
    *,
    link: str | None = None,
    link_for: str | None = None,
    error: InkomError | None = None,
) -> HTMLResponse:
    page = AccountsPage(
        accounts=services.accounts.everybody(),
        roles=ROLES,
        rights=tuple((right, tuple(right in RIGHTS[role] for role in ROLES)) for right in _RIGHTS),
        own=caller.account_id,
        link=link,
        link_for=link_for,
        problem=error.problem if error else None,
    )
    response = page_response("accounts.html", page, status=error.status if error else 200)
    response.headers["Cache-Control"] = "no-store"
    return response


def _link(request: Request, services: Services, token: str) -> str:
    """The link as its owner can open it: under the name by which the administrator knows this server."""
    scheme = "https" if is_encrypted(request, services.settings) else "http"
    return f"{scheme}://{own_host(request, services.settings)}/lank/{token}"


_RIGHTS: tuple[Right, ...] = (
    "read",
    "personal_data",
    "change",
    "export",
    "review",
    "log",
    "reprocess",
    "vocabulary",
    "accounts",
)
