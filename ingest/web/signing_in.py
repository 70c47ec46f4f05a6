"""Signing in and out, and the links by which a password is chosen. Nobody need be signed in to come here."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from ingest.accounts.passwords import LONGEST, SHORTEST
from ingest.api.access import CALLER, SESSION_COOKIE
from ingest.api.peers import client_address, is_encrypted
from ingest.api.services import Provided, Services
from ingest.errors import InkomError
from ingest.web.display import local_address
from ingest.web.rendering import page_response
from ingest.web.route import PageRoute
from schemas.base import Problem

router = APIRouter(route_class=PageRoute)

Secret = Annotated[str, Form(max_length=LONGEST)]
Name = Annotated[str, Form(max_length=100)]


@dataclass(frozen=True, kw_only=True)
class SignInPage:
    """Everything `sign_in.html` shows. `goal` is the page that one comes to afterwards."""

    name: str
    goal: str
    problem: Problem | None


@dataclass(frozen=True, kw_only=True)
class InvitationPage:
    """Everything `invitation.html` shows. Without an account the first administrator chooses a name as
    well."""

    token: str
    account: str | None
    name: str
    shortest: int
    problem: Problem | None


@router.get("/logga-in")
def sign_in_form(goal: Annotated[str, Query(alias="till")] = "/") -> HTMLResponse:
    """Asks for name and password."""
    return page_response("sign_in.html", SignInPage(name="", goal=local_address(goal), problem=None))


@router.post("/logga-in")
def sign_in(
    request: Request,
    services: Provided,
    name: Name = "",
    password: Secret = "",
    goal: Annotated[str, Form(alias="till")] = "/",
) -> Response:
    """Begins a session and goes on; or says, without saying more, that it cannot."""
    there = local_address(goal)
    try:
        token = services.accounts.sign_in(name, password, address=client_address(request, services.settings))
    except InkomError as error:
        page = SignInPage(name=name, goal=there, problem=error.problem)
        return page_response("sign_in.html", page, status=error.status)
    return with_session(RedirectResponse(there, status_code=303), token, request, services)


@router.post("/logga-ut")
def sign_out(request: Request, services: Provided) -> RedirectResponse:
    """Ends the session."""
    caller = CALLER.get()
    token = request.cookies.get(SESSION_COOKIE)
    if token and caller is not None and caller.way == "session":
        services.accounts.sign_out(token, caller)
    response = RedirectResponse("/logga-in", status_code=303)
    response.delete_cookie(SESSION_COOKIE)
    return response


@router.get("/lank/{token}")
def invitation(services: Provided, token: str) -> HTMLResponse:
    """What a one-time link opens. Looking does not use it up: mail programs look too."""
    found = services.accounts.invitation(token)
    return _invitation_page(token, found.name)


@router.post("/lank/{token}")
def accept(
    request: Request, services: Provided, token: str, name: Name = "", password: Secret = ""
) -> Response:
    """Keeps the chosen password and signs in."""
    address = client_address(request, services.settings)
    found = services.accounts.invitation(token)
    try:
        session = services.accounts.accept(token, name=name, password=password, address=address)
    except InkomError as error:
        return _invitation_page(token, found.name, name=name, error=error)
    return with_session(RedirectResponse("/", status_code=303), session, request, services)


def with_session(response: Response, token: str, request: Request, services: Services) -> Response:
    """The answer with the session's cookie: no script reads it, and no foreign page's form sends it."""
    response.set_cookie(
        SESSION_COOKIE,
        token,
        httponly=True,
        samesite="lax",
        secure=is_encrypted(request, services.settings),
    )
    return response


def _invitation_page(
    token: str, account: str | None, *, name: str = "", error: InkomError | None = None
) -> HTMLResponse:
    page = InvitationPage(
        token=token,
        account=account,
        name=name,
        shortest=SHORTEST,
        problem=error.problem if error else None,
    )
    response = page_response("invitation.html", page, status=error.status if error else 200)
    response.headers["Cache-Control"] = "no-store"
    return response
