"""Kvalitet: what is predicted of the archive, what was measured, and each rule's record."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from ingest.api.access import needs
from ingest.api.services import Provided
from ingest.audit.observation import Kind
from ingest.register.figures import Figures, Group
from ingest.web import labels
from ingest.web.quality import QUALITY, quality_page, rule_page
from ingest.web.rendering import page_response
from ingest.web.route import PageRoute

router = APIRouter(route_class=PageRoute, prefix=QUALITY, dependencies=[needs("review")])


@router.get("")
def quality(
    services: Provided,
    by: Annotated[Group, Query(alias="per")] = "period",
    kind: Annotated[Kind, Query(alias="av")] = "values",
    which: Annotated[Literal["alla", "stickprov"], Query(alias="urval")] = "alla",
) -> HTMLResponse:
    """The figures of the archive, by one grouping, measured in all reviewed documents or only in samples."""
    figures = Figures(services.register.database, sampled=which == "stickprov")
    page = quality_page(
        figures.whole(),
        figures.by(by),
        {name: figures.calibration(name) for name in labels.KIND},
        figures.rules(),
        by=by,
        kind=kind,
        sampled=which == "stickprov",
        not_counted=figures.not_counted(),
    )
    return page_response("quality.html", page)


@router.get("/regel")
def rule(services: Provided, name: Annotated[str, Query(alias="namn", max_length=200)]) -> HTMLResponse:
    """One rule, and documents in which it fired."""
    figures = Figures(services.register.database)
    record = next((one for one in figures.rules() if one.rule == name), None)
    return page_response("rule.html", rule_page(name, record, figures.examples(name)))
