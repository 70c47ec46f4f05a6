"""A page value and its template become HTML. Everything that comes from a document is escaped."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ingest.api.access import CALLER
from ingest.errors import InkomError
from ingest.web import account_labels, labels, wording
from ingest.web.display import DISPLAY
from ingest.web.language import Detail, Phrase, Sayable, say
from schemas.base import Problem

TEMPLATES = Path(__file__).parent / "templates"


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        number=lambda value: wording.number(value, DISPLAY.get().language),
        size=lambda value: wording.size(value, DISPLAY.get().language),
        share=lambda value: wording.share(value, DISPLAY.get().language),
        counted=_counted,
        decimal=lambda value: wording.tenths(value, DISPLAY.get().language),
        percent=lambda value: wording.percent(value, DISPLAY.get().language),
        moment=wording.moment,
        exact_moment=wording.exact_moment,
    )
    environment.globals.update(
        _=_said,
        display=DISPLAY.get,
        caller=CALLER.get,
        role_names=account_labels.ROLE,
        right_names=account_labels.RIGHT,
        access_names=account_labels.ACCESS,
        actor_names=labels.ACTOR,
        inkom_version=version("inkom"),
    )
    return environment


def _said(what: Sayable, **details: Detail) -> str:
    """What a template writes `_(…)` for: the text in the reader's language."""
    language = DISPLAY.get().language
    return say(Phrase.of(what, **details) if details and isinstance(what, str) else what, language)


def _counted(value: int, one: str, many: str) -> str:
    """A count with its noun: `1 sida`, `7 sidor`."""
    language = DISPLAY.get().language
    return f"{wording.number(value, language)}{wording.NO_BREAK}{say(one if value == 1 else many, language)}"


ENVIRONMENT = _environment()


@dataclass(frozen=True, kw_only=True)
class ProblemPage:
    """Everything `problem.html` shows."""

    heading: str
    problem: Problem


def page_response(template: str, page: object, *, status: int = 200, seen: str = "") -> HTMLResponse:
    """The answer that shows `page`, a frozen page value, through its template.

    `seen` is the fingerprint of the live parts on it, if it has any.
    """
    html = ENVIRONMENT.get_template(template).render(page=page, seen=seen)
    return HTMLResponse(html, status_code=status)


def fragment(template: str, part: object) -> str:
    """A piece of a page by itself, as the live updates send it."""
    return ENVIRONMENT.get_template(template).render(part=part)


def fragment_response(template: str, part: object) -> HTMLResponse:
    """A piece of a page as an answer of its own, for the scripts."""
    return HTMLResponse(fragment(template, part))


def problem_response(error: InkomError, headers: Mapping[str, str] | None = None) -> HTMLResponse:
    """The error as a page for people: what happened, and what they can do."""
    heading = "Sidan finns inte" if error.status == 404 else "Det gick inte"  # noqa: PLR2004  # HTTP's own.
    page = ProblemPage(heading=heading, problem=error.problem)
    response = page_response("problem.html", page, status=error.status)
    response.headers.update(headers or {})
    return response
