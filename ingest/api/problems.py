"""Every error leaves as problem+json (RFC 9457) with `code`, `sv` and `en`."""

import logging
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from ingest.errors import BadRequest, InkomError, NotAllowed
from schemas.base import Problem

log = logging.getLogger(__name__)


def problem_response(status: int, problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """`problem` as the body of an answer."""
    return JSONResponse(
        {
            "type": f"urn:inkom:problem:{problem.code}",
            "title": problem.en,
            "status": status,
            "code": problem.code,
            "sv": problem.sv,
            "en": problem.en,
        },
        status_code=status,
        headers=headers,
        media_type="application/problem+json",
    )


def error_headers(error: InkomError) -> dict[str, str]:
    """What HTTP wants beside the body: a 401 says which kind of key is missing (RFC 9110, 11.6.1)."""
    return {"WWW-Authenticate": 'Bearer realm="Inkom"'} if isinstance(error, NotAllowed) else {}


def http_response(error: HTTPException) -> Response:
    """The answer to a request that no endpoint takes, or whose body is broken."""
    if error.status_code == HTTPStatus.BAD_REQUEST:  # Said only of bodies: neither JSON nor a form.
        return problem_response(BadRequest.status, BadRequest(field="body").problem)
    problem = Problem(
        code=f"http_{error.status_code}",
        sv="Adressen finns inte, eller så kan den inte anropas så. Se /docs.",
        en=f"{error.detail}. See /docs.",
    )
    return problem_response(error.status_code, problem, error.headers)


def _wrong_field(error: RequestValidationError) -> str:
    """The first parameter that is wrong; `body` where the whole of it is, or is no JSON."""
    first = error.errors()[0]
    place = () if first["type"] == "json_invalid" else first["loc"][1:]
    return ".".join(map(str, place)) or "body"


def install(app: FastAPI) -> None:
    """Makes the app answer every error in this form."""

    @app.exception_handler(InkomError)
    def inkom_error(_request: Request, error: InkomError) -> Response:
        if error.status >= 500:  # noqa: PLR2004  # HTTP's own boundary between "you" and "we".
            log.warning("answered with %s", error)
        return problem_response(error.status, error.problem, error_headers(error))

    @app.exception_handler(RequestValidationError)
    def invalid(_request: Request, error: RequestValidationError) -> Response:
        return problem_response(BadRequest.status, BadRequest(field=_wrong_field(error)).problem)

    @app.exception_handler(Exception)
    def unexpected(_request: Request, error: Exception) -> Response:
        log.error("unexpected error", exc_info=error)
        return problem_response(InkomError.status, InkomError().problem)
