"""Stickprov: audits by sample, from the lot to the report."""

from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Form, Path, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import Field, ValidationError

from ingest import auditing
from ingest.api import served
from ingest.api.access import Actor, needs
from ingest.api.audits import keep_finding
from ingest.api.documents import LAST_SEQUENCE
from ingest.api.services import Provided, Services
from ingest.audit.values import entry_path
from ingest.audit_pdf import audit_pdf
from ingest.errors import BadRequest, InkomError, StaleFinding, UnknownAudit, Withdrawn
from ingest.register.audits import Audits, report_hash
from ingest.review import apply, corrected
from ingest.web.addresses import document_id_in
from ingest.web.audit import JudgedPage, audit_page, audits_page, judged_page, report_page
from ingest.web.audit_plan import LotForm, carried, levels_of, new_audit_page, suggested_name
from ingest.web.finding import query_of
from ingest.web.rendering import page_response
from ingest.web.route import PageRoute
from schemas.audit import (
    SHEET_FIELDS,
    Audit,
    AuditPlan,
    AuditReport,
    AuditRequest,
    CheckedField,
    FindingRequest,
    LotDefinition,
    Sampled,
)
from schemas.base import Problem
from schemas.record import Record
from schemas.search import Search

AUDITS = "/stickprov"
Number = Annotated[int, Path(ge=1, le=LAST_SEQUENCE)]

router = APIRouter(route_class=PageRoute, prefix=AUDITS, dependencies=[needs("review")])


class LotAddress(Search):
    """A lot and its levels, as the form states them; per cent as people write them."""

    parti: str = Field(default="", max_length=200)
    resten: str = Field(default="", max_length=4000)
    hog: str = Field(default="", max_length=200)
    aql: str = Field(default="2", max_length=20)
    lq: str = Field(default="10", max_length=20)
    alfa: str = Field(default="5", max_length=20)
    beta: str = Field(default="10", max_length=20)
    fro: str = Field(default="", max_length=200)
    falt: list[CheckedField] = Field(default_factory=list)


@router.get("")
def audits(services: Provided) -> HTMLResponse:
    """All audits."""
    return page_response("audits.html", audits_page(Audits(services.register.database).all()))


@router.get("/nytt")
def think_out(services: Provided, address: Annotated[LotAddress, Query()]) -> HTMLResponse:
    """The form, with the plan for the lot as it is just now. Nothing is drawn."""
    return _form_response(services, address)


@router.post("")
def begin(services: Provided, actor: Actor, address: Annotated[LotAddress, Form()]) -> Response:
    """Freezes the lot and draws the sample."""
    form = _form(address)
    try:
        request = AuditRequest(
            lot=form.name,
            definition=_definition(form),
            levels=levels_of(form),
            checked=form.checked,
            seed=form.seed or None,
        )
        number = auditing.begin(services.register, services.store, request, actor=actor)
    except InkomError as error:
        return _form_response(services, address, problem=error.problem, status=error.status)
    except ValueError as error:
        return _form_response(services, address, problem=_what_is_wrong(error), status=422)
    return RedirectResponse(f"{AUDITS}/{number}", status_code=303)


@router.get("/{number}")
def audit(services: Provided, number: Number) -> HTMLResponse:
    """An audit as it stands."""
    kept = Audits(services.register.database)
    found = kept.audit(number)
    report, sha256 = _report(kept, found)
    return page_response("audit.html", audit_page(found, report, sha256))


@router.get("/{number}/rapport")
def report(services: Provided, number: Number) -> HTMLResponse:
    """The report, to read and print."""
    kept = Audits(services.register.database).report(number)
    page = report_page(AuditReport.model_validate_json(kept), report_hash(kept))
    return page_response("audit_report.html", page)


@router.get("/{number}/rapport.pdf")
def report_pdf(services: Provided, number: Number) -> Response:
    """The report to be kept."""
    kept = Audits(services.register.database).report(number)
    content = audit_pdf(AuditReport.model_validate_json(kept), report_hash(kept))
    headers = {"Content-Disposition": f'inline; filename="stickprov-{number}.pdf"'}
    return Response(content, media_type="application/pdf", headers=headers)


@router.post("/{number}/avgor")
def decide(services: Provided, actor: Actor, number: Number) -> RedirectResponse:
    """Accepts or rejects the lot."""
    Audits(services.register.database).decide(number, actor=actor)
    return RedirectResponse(f"{AUDITS}/{number}/rapport", status_code=303)


@router.post("/{number}/avbryt")
def abandon(
    services: Provided,
    actor: Actor,
    number: Number,
    reason: Annotated[str, Form(min_length=1, max_length=2000)],
) -> RedirectResponse:
    """Ends the audit without a decision."""
    Audits(services.register.database).abandon(number, actor=actor, reason=reason.strip())
    return RedirectResponse(f"{AUDITS}/{number}", status_code=303)


@router.get("/{number}/{position}")
def look(
    services: Provided,
    number: Number,
    position: Number,
    *,
    page: Annotated[int, Query(alias="sida", ge=1)] = 1,
    begun: Annotated[bool, Query(alias="pagar")] = False,
    wrong: Annotated[list[str] | None, Query(alias="fel", max_length=1000)] = None,
) -> HTMLResponse:
    """A document of the sample as it was at the draw, to be judged value by value.

    Turning its pages takes what is ticked along in the address, so that nothing is lost without scripts.
    """
    found = Audits(services.register.database).audit(number)
    ticked = frozenset(wrong or ()) if begun else None
    return page_response("audit_document.html", _judged(services, found, position, page, ticked))


@router.post("/{number}/{position}")
def judge(
    services: Provided,
    actor: Actor,
    number: Number,
    position: Number,
    *,
    revision: Annotated[int, Form(ge=0, le=LAST_SEQUENCE)],
    wrong: Annotated[list[str] | None, Form(alias="fel", max_length=1000)] = None,
    note: Annotated[str, Form(alias="anteckning", max_length=2000)] = "",
    unseen: Annotated[bool, Form(alias="aterkallad")] = False,
) -> Response:
    """Keeps what was found, and goes on to the next document that nobody has reviewed. What is not ticked is
    right."""
    kept = Audits(services.register.database)
    page = _judged(services, kept.audit(number), position, 1)
    if unseen is not (page.record is None) or set(wrong or ()) - {value.path for value in page.values}:
        raise StaleFinding
    keep_finding(
        kept,
        number,
        position,
        FindingRequest(
            wrong_fields=tuple(wrong or ()),
            fields=len(page.values),
            unseen="withdrawn" if unseen else None,
            note=note.strip() or None,
            revision=revision,
        ),
        actor=actor,
    )
    after = kept.audit(number).sample
    waiting = [one.position for one in (*after[position:], *after[:position]) if one.finding is None]
    where = f"{AUDITS}/{number}/{waiting[0]}" if waiting else f"{AUDITS}/{number}"
    return RedirectResponse(where, status_code=303)


def _judged(
    services: Services, found: Audit, position: int, page: int, ticked: frozenset[str] | None = None
) -> JudgedPage:
    if position > len(found.sample):
        raise UnknownAudit(number=found.number)
    sampled = found.sample[position - 1]
    try:
        record = _as_drawn(services, sampled)
    except Withdrawn:
        return judged_page(found, position, None, number=1)
    since = _corrected_since(services, found, sampled)
    return judged_page(found, position, record, number=page, corrected=since, ticked=ticked)


def _as_drawn(services: Services, sampled: Sampled) -> Record:
    """The record as it was at the draw, whatever has become of it since. Withdrawn."""
    then = served.find(services, sampled.document_id, sampled.record_version)
    return corrected(then.pipelines, then.corrections)


def _corrected_since(services: Services, found: Audit, sampled: Sampled) -> frozenset[str]:
    """Paths of the drawn record's values that people have corrected since the draw."""
    then = served.find(services, sampled.document_id, sampled.record_version)
    every = services.register.corrections(sampled.document_id)
    outcomes = apply(then.pipelines, every).outcomes[len(then.corrections) :]
    since = [
        one
        for one, outcome in zip(every[len(then.corrections) :], outcomes, strict=True)
        if outcome.fate == "applied"
    ]
    paths = {entry_path(one.target.path) for one in since if one.target.kind == "field"}
    if any(one.target.kind in ("text", "repair") for one in since) and "text" in found.drawn.checked:
        paths.add("/text")
    return frozenset(paths)


def _report(kept: Audits, found: Audit) -> tuple[AuditReport | None, str | None]:
    if found.state not in ("accepted", "rejected"):
        return None, None
    content = kept.report(found.number)
    return AuditReport.model_validate_json(content), report_hash(content)


def _form_response(
    services: Services, address: LotAddress, *, problem: Problem | None = None, status: int = 200
) -> HTMLResponse:
    form = _form(address)
    planned: AuditPlan | None = None
    try:
        levels = levels_of(form)
        planned = auditing.planned(Audits(services.register.database), _definition(form), levels)
    except InkomError as error:
        problem = problem or error.problem
    except ValueError as error:
        problem = problem or _what_is_wrong(error)
    return page_response("audit_new.html", new_audit_page(form, planned, problem), status=status)


def _form(address: LotAddress) -> LotForm:
    search = Search.model_validate(address.model_dump(include=set(Search.model_fields)))
    rest = address.resten or carried(search)
    return LotForm(
        name=address.parti.strip() or suggested_name(search),
        search=search,
        carried=rest,
        pile=document_id_in(address.hog),
        acceptable=address.aql,
        limiting=address.lq,
        producers_risk=address.alfa,
        consumers_risk=address.beta,
        seed=address.fro.strip(),
        checked=tuple(address.falt) or SHEET_FIELDS,
    )


def _definition(form: LotForm) -> LotDefinition:
    """ValueError for a pile's id that is none."""
    own = dict(parse_qsl(query_of(form.search)))
    rest = dict(parse_qsl(form.carried))
    own.pop("sort", None)
    return LotDefinition(search=urlencode({**rest, **own}), pile=form.pile or None)


def _what_is_wrong(error: ValueError) -> Problem:
    """Which field of the form nobody can read, in the words of the page."""
    field = str(error.errors()[0]["loc"][-1]) if isinstance(error, ValidationError) else "AQL, LQ"
    return BadRequest(field=field).problem
