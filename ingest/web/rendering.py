"""A page value and its template become HTML. Everything that comes from a document is escaped."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ingest.errors import InkomError
from ingest.web import wording

TEMPLATES = Path(__file__).parent / "templates"


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for word in (
        wording.number,
        wording.counted,
        wording.page_count,
        wording.size,
        wording.moment,
        wording.exact_moment,
        wording.share,
    ):
        environment.filters[word.__name__] = word
    environment.globals["inkom_version"] = version("inkom")
    return environment


ENVIRONMENT = _environment()


@dataclass(frozen=True, kw_only=True)
class ProblemPage:
    """Everything `problem.html` shows."""

    heading: str
    sentence: str


def page_response(template: str, page: object, *, status: int = 200, seen: str = "") -> HTMLResponse:
    """The answer that shows `page`, a frozen page value, through its template.

    `seen` is the fingerprint of the live parts on it, if it has any.
    """
    html = ENVIRONMENT.get_template(template).render(page=page, seen=seen)
    return HTMLResponse(html, status_code=status)


def fragment(template: str, part: object) -> str:
    """A piece of a page by itself, as the live updates send it."""
    return ENVIRONMENT.get_template(template).render(part=part)


def problem_response(error: InkomError, headers: Mapping[str, str] | None = None) -> HTMLResponse:
    """The error as a page for people: what happened, and what they can do."""
    heading = "Sidan finns inte" if error.status == 404 else "Det gick inte"  # noqa: PLR2004  # HTTP's own.
    page = ProblemPage(heading=heading, sentence=error.problem.sv)
    response = page_response("problem.html", page, status=error.status)
    response.headers.update(headers or {})
    return response
