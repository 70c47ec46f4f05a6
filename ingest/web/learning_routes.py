"""Förslag: what corrections propose about the authority, tried on the archive, and decided."""

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Path
from fastapi.responses import HTMLResponse, RedirectResponse

from ingest import teaching
from ingest.api.access import Actor, needs
from ingest.api.services import Provided, Services
from ingest.web.rendering import page_response
from ingest.web.route import PageRoute
from ingest.web.run_labels import ENTRY_STATE, TAUGHT
from schemas.learning import Entry, EntryState, Evidence, Proposal, TaughtSetting, TryRequest
from schemas.reprocess import Run

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
MOST_SHOWN = 5
"""Corrections that are shown of a proposal; of more the number is told."""
_DECISIONS: dict[str, EntryState] = {"godta": "in_force", "avboj": "declined", "angra": "undone"}

router = APIRouter(route_class=PageRoute, prefix="/forslag", dependencies=[needs("vocabulary")])


@dataclass(frozen=True, kw_only=True)
class EntryRow:
    """Something that was tried, and the run that shows its effect."""

    entry: Entry
    label: str
    state: str
    run: Run


@dataclass(frozen=True, kw_only=True)
class ProposalsPage:
    """Everything `proposals.html` shows."""

    proposals: tuple[tuple[Proposal, str, tuple[tuple[Evidence, str], ...]], ...]
    entries: tuple[EntryRow, ...]


@router.get("")
def proposals(services: Provided) -> HTMLResponse:
    """What is proposed, what is tried, what was decided."""
    found = teaching.learned(services.register, services.store, services.settings, services.is_listed)
    rows = tuple(
        EntryRow(
            entry=entry,
            label=TAUGHT[entry.setting],
            state=ENTRY_STATE[entry.state],
            run=services.register.runs.run(entry.run),
        )
        for entry in found.entries
    )
    page = ProposalsPage(
        proposals=tuple(
            (one, TAUGHT[one.setting], tuple(_shown(services, each) for each in one.evidence[:MOST_SHOWN]))
            for one in found.proposals
        ),
        entries=rows,
    )
    return page_response("proposals.html", page)


def _shown(services: Services, evidence: Evidence) -> tuple[Evidence, str]:
    head = services.register.head(evidence.document_id, private=True)
    return evidence, head.title or head.filename


@router.post("/prova")
def try_out(
    services: Provided,
    actor: Actor,
    setting: Annotated[TaughtSetting, Form()],
    value: Annotated[str, Form(min_length=1, max_length=200)],
) -> RedirectResponse:
    """Runs every document with the value, to show what it would change."""
    entry = teaching.try_out(
        services.register,
        services.store,
        services.settings,
        TryRequest(setting=setting, value=value),
        is_listed=services.is_listed,
        actor=actor,
        pipeline_version=services.pipeline_version,
    )
    return RedirectResponse(f"/omlasning/{entry.run}", status_code=303)


@router.post("/{number}/{decision}")
def decide(
    services: Provided, actor: Actor, number: Number, decision: Literal["godta", "avboj", "angra"]
) -> RedirectResponse:
    """Accepts, declines or undoes."""
    services.register.vocabulary.decide(number, _DECISIONS[decision], actor=actor)
    return RedirectResponse("/forslag", status_code=303)
