"""How a reader wants the pages shown: the language, and light or dark.

Kept in two cookies, not with the account, so that it holds before anybody has signed in.
"""

from contextvars import ContextVar
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Literal, get_args

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ingest.web.wording import Language

Theme = Literal["light", "dark"]
LANGUAGE_COOKIE, THEME_COOKIE = "inkom_language", "inkom_theme"
COOKIE_SECONDS = 365 * 24 * 3600


@dataclass(frozen=True, kw_only=True)
class Display:
    """One reader's choice. Without a theme the system's own holds."""

    language: Language = "sv"
    theme: Theme | None = None


DISPLAY: ContextVar[Display] = ContextVar("display", default=Display())  # noqa: B039  # It is frozen.
"""The choice of whoever the request that is being answered comes from."""


class DisplayChoice:
    """ASGI middleware: makes the cookies' choice known to everything that answers the request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything on, with the choice set."""
        if scope["type"] == "http":
            DISPLAY.set(chosen(Headers(scope=scope).get("cookie", "")))
        await self._app(scope, receive, send)


def chosen(cookies: str) -> Display:
    """The choice in a Cookie header; what is not one of ours counts as unchosen."""
    try:
        jar = SimpleCookie(cookies)
    except CookieError:
        return Display()
    language = jar[LANGUAGE_COOKIE].value if LANGUAGE_COOKIE in jar else ""
    theme = jar[THEME_COOKIE].value if THEME_COOKIE in jar else ""
    return Display(
        language="en" if language == "en" else "sv",
        theme="dark" if theme == "dark" else "light" if theme == "light" else None,
    )


def remembered(response: RedirectResponse, *, language: str | None, theme: str | None) -> RedirectResponse:
    """The answer, telling the browser to keep the choice; `theme` other than light or dark forgets it."""
    if language is not None and language in get_args(Language):
        _keep(response, LANGUAGE_COOKIE, language)
    if theme is not None and theme in get_args(Theme):
        _keep(response, THEME_COOKIE, theme)
    elif theme is not None:
        response.delete_cookie(THEME_COOKIE)
    return response


def _keep(response: RedirectResponse, cookie: str, value: str) -> None:
    response.set_cookie(cookie, value, max_age=COOKIE_SECONDS, httponly=True, samesite="lax")


def local_address(address: str) -> str:
    """The address if it leads to a page of ours, otherwise that of Inkorg: nobody is sent elsewhere."""
    plain = address.isprintable() and "\\" not in address
    return address if plain and address.startswith("/") and not address.startswith("//") else "/"
