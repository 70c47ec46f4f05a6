"""Pages answer errors with a page for people, where the API answers with problem+json."""

from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from ingest.api.access import recognise
from ingest.api.problems import error_headers, http_response
from ingest.api.services import services_of
from ingest.errors import BadRequest, InkomError, NotAllowed, UnknownPage
from ingest.web.rendering import problem_response


class PageRoute(APIRoute):
    """A route whose errors are pages."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's own handler, with its errors made into pages."""
        answer = super().get_route_handler()

        async def answer_or_explain(request: Request) -> Response:
            try:
                return await answer(request)
            except NotAllowed as error:
                if request.method == "GET":
                    return RedirectResponse(_sign_in_address(request), status_code=303)
                return problem_response(error, error_headers(error))
            except InkomError as error:
                return problem_response(error, error_headers(error))
            except RequestValidationError as error:
                return problem_response(BadRequest(field=str(error.errors()[0]["loc"][-1])))

        return answer_or_explain


def answer_the_lost(app: FastAPI) -> None:
    """Where there is no page, browsers are told so by one, and programs by a problem."""

    @app.exception_handler(HTTPException)
    async def lost(request: Request, error: HTTPException) -> Response:
        if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
            await recognise(request, services_of(request))
            return problem_response(UnknownPage())
        return http_response(error)


def _sign_in_address(request: Request) -> str:
    """Where one signs in and comes back from."""
    goal = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return f"/logga-in?{urlencode({'till': goal})}"
