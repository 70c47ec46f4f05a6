"""An audit to be begun: its form, its plan, and how likely that accepts which lot, as page values. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args
from urllib.parse import urlencode

from ingest.audit import words, wrong_in_good_and_bad
from ingest.web import labels
from ingest.web.finding import Choice, query_of
from ingest.web.language import Phrase
from ingest.web.plots import (
    HEIGHT,
    LEFT,
    WIDTH,
    Entry,
    Line,
    Mark,
    Plot,
    Shape,
    across,
    points,
    round_steps,
    ticks,
    up,
)
from schemas.audit import AuditPlan, CheckedField, Levels, OperatingPoint, SamplingPlan
from schemas.base import Problem
from schemas.search import Search

ROWS_OF_CURVE = 12
LOT_FILTERS = ("q", "dnr", "officer", "needs_review", "personal_data", "status")
"""What of a search has no field of its own on the form, and is carried along as it is."""


@dataclass(frozen=True, kw_only=True)
class LotForm:
    """What the form holds."""

    name: str
    search: Search
    #: The rest of a list's address.
    carried: str
    pile: str
    acceptable: str
    limiting: str
    producers_risk: str
    consumers_risk: str
    seed: str
    checked: tuple[CheckedField, ...]


@dataclass(frozen=True, kw_only=True)
class CurveRow:
    """A line of the curve's table."""

    share: float
    documents: int
    accepted: float


@dataclass(frozen=True, kw_only=True)
class ShownPlan:
    """A plan in words, drawn and as a table."""

    plan: SamplingPlan
    left_out: int
    summary: Phrase
    curve: Plot
    rows: tuple[CurveRow, ...]


@dataclass(frozen=True, kw_only=True)
class NewAuditPage:
    """Everything `audit_new.html` shows."""

    form: LotForm
    types: tuple[Choice, ...]
    fields: tuple[Choice, ...]
    plan: ShownPlan | None
    problem: Problem | None


def new_audit_page(form: LotForm, planned: AuditPlan | None, problem: Problem | None) -> NewAuditPage:
    """The page on which an audit is thought out."""
    return NewAuditPage(
        form=form,
        types=tuple(
            Choice(value=value, label=label, is_chosen=value == form.search.document_type)
            for value, label in labels.DOCUMENT_TYPE.items()
        ),
        fields=tuple(
            Choice(value=field, label=words.FIELD[field], is_chosen=field in form.checked)
            for field in get_args(CheckedField)
        ),
        plan=shown_plan(planned.plan, planned.curve, planned.left_out) if planned else None,
        problem=problem,
    )


def carried(search: Search) -> str:
    """What of a list's address has no field of its own on the form."""
    stated: Mapping[str, object] = search.model_dump(
        mode="json", include=set(LOT_FILTERS), exclude_none=True, exclude_defaults=True
    )
    return urlencode(
        {name: str(value).lower() if isinstance(value, bool) else value for name, value in stated.items()}
    )


def suggested_name(search: Search) -> str:
    """What the lot may be called, from what was asked for."""
    parts = [search.issuer, search.document_type, search.q]
    if search.received_from or search.received_to:
        parts.append(f"{search.received_from or ''}–{search.received_to or ''}")
    named = ", ".join(part for part in parts if part)
    return named or ("Urval ur listan" if query_of(search) else "Alla handlingar")


def shown_plan(plan: SamplingPlan, curve: Sequence[OperatingPoint], left_out: int) -> ShownPlan:
    """The plan with its operating-characteristic curve."""
    return ShownPlan(
        plan=plan,
        left_out=left_out,
        summary=Phrase.of(
            "Granska {n} av {lot} handlingar. Partiet godkänns om högst {c} har fel."
            if plan.acceptance_number
            else "Granska {n} av {lot} handlingar. Partiet godkänns om ingen har fel.",
            n=plan.sample_size,
            lot=plan.lot_size,
            c=plan.acceptance_number,
        ),
        curve=_curve(plan, curve),
        rows=tuple(
            CurveRow(
                share=point.share_wrong,
                documents=round(point.share_wrong * plan.lot_size),
                accepted=point.accepted,
            )
            for point in _thinned(curve)
        ),
    )


def _thinned(curve: Sequence[OperatingPoint]) -> Sequence[OperatingPoint]:
    each = max(1, -(-len(curve) // ROWS_OF_CURVE))
    return [point for at, point in enumerate(curve) if at % each == 0 or at == len(curve) - 1]


def _curve(plan: SamplingPlan, curve: Sequence[OperatingPoint]) -> Plot:
    steps = round_steps(max(point.share_wrong for point in curve))
    most = steps[-1]
    places = [(across(point.share_wrong, most), up(point.accepted)) for point in curve]
    in_good, in_bad = wrong_in_good_and_bad(plan.lot_size, plan.levels)
    good = _level("circle", in_good / plan.lot_size, 1 - plan.producers_risk, most)
    bad = _level("square", in_bad / plan.lot_size, plan.consumers_risk, most)
    return Plot(
        id="oc",
        title="Hur troligt planen godkänner ett parti",
        told=Phrase.of(
            "Kurvan faller från {good} vid {aql} fel till {bad} vid {lq} fel. Siffrorna står i tabellen.",
            good=1 - plan.producers_risk,
            aql=in_good / plan.lot_size,
            bad=plan.consumers_risk,
            lq=in_bad / plan.lot_size,
        ),
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        x_label="Andel handlingar med fel i partiet",
        y_label="Partiet godkänns",
        x_ticks=ticks(steps, lambda share: across(share, most)),
        y_ticks=ticks((0, 0.25, 0.5, 0.75, 1), up),
        lines=(Line(points=points(places), dash="solid"),),
        marks=(good, bad),
        legend=(
            Entry(label="Godtagbar nivå (AQL)", shape="circle"),
            Entry(label="Otillåten nivå (LQ)", shape="square"),
        ),
    )


def _level(shape: Shape, share: float, accepted: float, most: float) -> Mark:
    told = Phrase.of("{share} fel: godkänns med sannolikheten {accepted}", share=share, accepted=accepted)
    return Mark(x=across(share, most), y=up(accepted), shape=shape, told=told)


def levels_of(form: LotForm) -> Levels:
    """The form's numbers, per cent as people write them. ValueError for what is none."""

    def share(text: str) -> float:
        return float(text.replace(",", ".").replace("%", "").strip()) / 100

    return Levels(
        acceptable=share(form.acceptable),
        limiting=share(form.limiting),
        producers_risk=share(form.producers_risk),
        consumers_risk=share(form.consumers_risk),
    )
