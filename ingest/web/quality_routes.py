"""Kvalitet: what is predicted of the archive, what was measured, and each rule's record."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from ingest.api.access import needs
from ingest.api.services import Provided
from ingest.audit.observation import Kind
from ingest.register.figures import Figures, Group
from ingest.web import labels
from ingest.web.quality import QUALITY, quality_page, rule_page, rules_page
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
    whole, groups = figures.whole_and_by(by)
    page = quality_page(
        whole,
        groups,
        {name: figures.calibration(name) for name in labels.KIND},
        by=by,
        kind=kind,
        sampled=which == "stickprov",
        not_counted=figures.not_counted(),
    )
    return page_response("quality.html", page)


@router.get("/regler")
def rules(
    services: Provided, which: Annotated[Literal["alla", "stickprov"], Query(alias="urval")] = "alla"
) -> HTMLResponse:
    """The record of every rule: on a page of its own, since it is summed over every document."""
    sampled = which == "stickprov"
    figures = Figures(services.register.database, sampled=sampled)
    return page_response("rules.html", rules_page(figures.rules(), sampled=sampled))


@router.get("/regel")
def rule(services: Provided, name: Annotated[str, Query(alias="namn", max_length=200)]) -> HTMLResponse:
    """One rule, and documents in which it fired."""
    figures = Figures(services.register.database)
    record = next(iter(figures.rules(name)), None)
    return page_response("rule.html", rule_page(name, record, figures.examples(name)))
