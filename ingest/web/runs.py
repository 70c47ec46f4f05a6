"""Omläsning as page values: the runs, one run, one document of it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote_plus, urlencode

from ingest.web.differences import Group
from ingest.web.finding import query_of
from ingest.web.language import Phrase, Sayable
from ingest.web.picture import Picture
from ingest.web.run_labels import CHANGE, ITEM_STATE, READING, RUN_STATE
from schemas.base import Problem
from schemas.reprocess import ChangeKind, ItemState, Run, RunItem, Selection
from schemas.review import Correction

RUNS = "/omlasning"


@dataclass(frozen=True, kw_only=True)
class RunMark:
    """Where a run stands, in words; `status` chooses shape and colour, which never stand alone."""

    status: Literal["waiting", "processing", "look", "done"]
    label: str


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What was chosen to be run again, as the form has it; `count` is None before it was counted."""

    which: str
    address: str
    documents: tuple[str, ...]
    lot: int | None
    older: bool
    again: bool
    count: int | None


@dataclass(frozen=True, kw_only=True)
class RunRow:
    """A run in the list of them."""

    run: Run
    about: Sayable
    mark: RunMark


@dataclass(frozen=True, kw_only=True)
class RunsPage:
    """Everything `runs.html` shows."""

    choice: Choice
    rows: tuple[RunRow, ...]
    version: str
    problem: Problem | None


@dataclass(frozen=True, kw_only=True)
class KindRow:
    """How often something would change; `address` lists the documents."""

    kind: ChangeKind
    label: str
    documents: int
    changes: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class ItemRow:
    """A document of the run, with what would change in it."""

    item: RunItem
    title: str
    changes: tuple[tuple[str, int], ...]
    state: str


@dataclass(frozen=True, kw_only=True)
class Tab:
    """Documents in one state."""

    state: ItemState
    label: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class RunPage:
    """Everything `run.html` shows. `decided` is what the decision just made was about; None for none."""

    run: Run
    about: Sayable
    query: str
    reading: str
    mark: RunMark
    kinds: tuple[KindRow, ...]
    tabs: tuple[Tab, ...]
    state: ItemState
    kind: str | None
    rows: tuple[ItemRow, ...]
    following: str | None
    decided: int | None

    @property
    def done(self) -> int:
        """Documents on which no work is left to make something of them."""
        return self.run.documents - self.run.left

    @property
    def moves(self) -> bool:
        """Whether something is going on, so that the page is worth another look by itself."""
        return (self.run.state == "running" and self.run.left > 0) or "accepting" in self.run.counts


@dataclass(frozen=True, kw_only=True)
class LostCorrection:
    """A correction that would find no place, as it was made."""

    correction: Correction
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class ComparisonPage:
    """Everything `comparison.html` shows."""

    run: Run
    item: RunItem
    heading: str
    state: str
    groups: tuple[Group, ...]
    lost: tuple[LostCorrection, ...]
    page: int
    pages: int
    picture: Picture | None
    previous: str | None
    following: str | None


def row(run: Run) -> RunRow:
    """A run in the list."""
    return RunRow(run=run, about=about(run.selection), mark=run_mark(run))


def run_mark(run: Run) -> RunMark:
    """Where a run stands: it goes on, it waits for somebody, or it is over."""
    if run.state != "running" and run.left:
        return RunMark(status="waiting", label=RUN_STATE[run.state])
    if run.left:
        return RunMark(status="processing", label=RUN_STATE["running"])
    if run.undecided:
        return RunMark(status="look", label="Att avgöra")
    return RunMark(status="done", label="Avgjord")


def about(selection: Selection) -> Sayable:
    """Which documents, in words."""
    if selection.which == "documents":
        what = Phrase.counted("{n} vald handling", "{n} valda handlingar", len(selection.documents))
    elif selection.lot is not None:
        what = Phrase.of("partiet i stickprov {n}", n=selection.lot)
    elif selection.search is not None:
        what = Phrase.of("listan {query}", query=unquote_plus(query_of(selection.search)))
    else:
        what = Phrase.of("alla lästa handlingar")
    return Phrase.of("{what}, bara äldre versioners poster", what=what) if selection.older else what


def kind_rows(run: Run, chosen: str | None) -> tuple[KindRow, ...]:
    """The kinds of changes: what people have corrected first, what nobody reads last."""
    order = ["conflicts", *CHANGE]
    return tuple(
        KindRow(
            kind=one.kind,
            label=CHANGE[one.kind],
            documents=one.documents,
            changes=one.changes,
            address=_address(run, "ready", one.kind),
            is_chosen=one.kind == chosen,
        )
        for one in sorted(run.kinds, key=lambda one: order.index(one.kind))
    )


def tabs(run: Run, chosen: ItemState) -> tuple[Tab, ...]:
    """The states in which there are documents, and the chosen one."""
    return tuple(
        Tab(
            state=state,
            label=label,
            count=run.counts.get(state, 0),
            address=_address(run, state, None),
            is_chosen=state == chosen,
        )
        for state, label in ITEM_STATE.items()
        if state in run.counts or state == chosen
    )


def item_row(item: RunItem, title: str) -> ItemRow:
    """A document in the run's list."""
    changes = tuple((CHANGE[kind], item.changes[kind]) for kind in CHANGE if kind in item.changes)
    return ItemRow(item=item, title=title, changes=changes, state=ITEM_STATE[item.state])


def run_page(
    run: Run,
    rows: Sequence[ItemRow],
    *,
    state: ItemState,
    kind: ChangeKind | None,
    next_after: str | None,
    decided: int | None,
) -> RunPage:
    """One run."""
    following = f"{_address(run, state, kind)}&efter={next_after}" if next_after else None
    return RunPage(
        run=run,
        about=about(run.selection),
        query=query_of(run.selection.search) if run.selection.search else "",
        reading=READING[run.reading],
        mark=run_mark(run),
        kinds=kind_rows(run, kind),
        tabs=tabs(run, state),
        state=state,
        kind=CHANGE[kind] if kind else None,
        rows=tuple(rows),
        following=following,
        decided=decided,
    )


def _address(run: Run, state: ItemState, kind: ChangeKind | None) -> str:
    asked = {"lage": state} | ({"slag": kind} if kind else {})
    return f"{RUNS}/{run.id}?{urlencode(asked)}"
