"""The door to the runs: each method is one transaction."""

from collections.abc import Mapping

from sqlalchemy import update

from ingest.errors import RunOver
from ingest.register.database import Database
from ingest.register.runs import deciding, items, selecting, viewing
from ingest.register.runs.items import Candidate, Task
from ingest.register.search import Entry
from ingest.register.tables import runs
from ingest.register.values import Claim
from schemas.base import Problem
from schemas.reprocess import (
    ChangeKind,
    Decision,
    ItemState,
    Run,
    RunItem,
    RunItems,
    RunList,
    RunRequest,
    Selection,
)


class Runs:
    """Documents that are run again. Every method raises RegisterUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Starting and stopping.

    def count(self, selection: Selection, *, pipeline_version: str) -> int:
        """How many documents a selection is about."""
        with self._database.read() as connection:
            return selecting.count(connection, selection, pipeline_version=pipeline_version)

    def start(self, request: RunRequest, *, actor: str, pipeline_version: str) -> int:
        """Begin a run; gives its number. NothingChosen."""
        with self._database.write() as connection:
            run = selecting.begin(
                connection,
                request.selection,
                reading=request.reading,
                actor=actor,
                pipeline_version=pipeline_version,
            )
            items.feed(connection, run)
            details = {"reading": request.reading}
            deciding.note(connection, "run.started", run, actor=actor, details=details)
            return run

    def pause(self, run: int, *, actor: str) -> None:
        """Let the rest wait. What is made already can be decided on. UnknownRun, RunOver."""
        with self._database.write() as connection:
            if _is_over(items.lock_run(connection, run).state) == "paused":
                return
            items.stop_work(connection, run)
            connection.execute(update(runs).where(runs.c.id == run).values(state="paused"))
            deciding.note(connection, "run.paused", run, actor=actor)

    def resume(self, run: int, *, actor: str) -> None:
        """Go on with the rest. UnknownRun, RunOver."""
        with self._database.write() as connection:
            if _is_over(items.lock_run(connection, run).state) == "running":
                return
            connection.execute(update(runs).where(runs.c.id == run).values(state="running"))
            items.feed(connection, run)
            deciding.note(connection, "run.resumed", run, actor=actor)

    def cancel(self, run: int, *, actor: str) -> None:
        """Leave the rest as it is, for good. A second time changes nothing. UnknownRun."""
        with self._database.write() as connection:
            deciding.stop(connection, run, actor=actor)

    # What a worker does under a claim.

    def task(self, run: int, document_id: str) -> Task | None:
        """What a claimed unit is about; None if nothing is to be done any more. UnknownRun."""
        with self._database.read() as connection:
            return items.task(connection, run, document_id)

    def offer(self, claim: Claim, made: Candidate) -> None:
        """The candidate is stored and compared. LeaseLost."""
        with self._database.write() as connection:
            items.offer(connection, claim, made)

    def leave(self, claim: Claim, problem: Problem) -> None:
        """There is nothing to run again any more. LeaseLost."""
        with self._database.write() as connection:
            items.leave(connection, claim, problem)

    def done(self, claim: Claim) -> None:
        """The unit is done, whatever has become of the document. LeaseLost."""
        with self._database.write() as connection:
            items.done(connection, claim)

    def step_aside(self, claim: Claim) -> None:
        """Other work waits: go on later. LeaseLost."""
        with self._database.write() as connection:
            items.step_aside(connection, claim)

    def others_wait(self) -> bool:
        """Whether work is due that no run is about."""
        with self._database.read() as connection:
            return items.others_wait(connection)

    # Deciding.

    def decide(self, run: int, decision: Decision, *, actor: str) -> int:
        """Reject candidates, or mark those to be accepted. Gives how many. UnknownRun, OnTrial."""
        with self._database.write() as connection:
            return deciding.decide(connection, run, decision, actor=actor)

    def accept(
        self,
        run: int,
        document_id: str,
        *,
        entry: Entry,
        after_number: int,
        unread: Mapping[int, Problem],
    ) -> bool:
        """Serve a candidate from now on, if that is decided and still what was seen. UnknownRun."""
        with self._database.write() as connection:
            return deciding.accept(
                connection, run, document_id, entry=entry, after_number=after_number, unread=unread
            )

    def compare_anew(
        self, run: int, document_id: str, changes: Mapping[ChangeKind, int], *, after_number: int
    ) -> None:
        """Keep what an undecided candidate would change by now. UnknownRun."""
        with self._database.write() as connection:
            items.lock_run(connection, run)
            if items.item(connection, run, document_id).state == "ready":
                items.keep_comparison(connection, run, document_id, changes, after_number=after_number)

    # Reading.

    def newest(self, limit: int) -> RunList:
        """The last runs, newest first."""
        with self._database.read() as connection:
            return viewing.newest(connection, limit)

    def run(self, run: int) -> Run:
        """Where a run stands. UnknownRun."""
        with self._database.read() as connection:
            return viewing.run(connection, run)

    def items(
        self,
        run: int,
        *,
        state: ItemState | None = None,
        kind: ChangeKind | None = None,
        after: str | None = None,
        limit: int,
    ) -> RunItems:
        """Documents of a run, or those that follow the document `after`. UnknownRun."""
        with self._database.read() as connection:
            return viewing.items(connection, run, state=state, kind=kind, after=after, limit=limit)

    def item(self, run: int, document_id: str) -> RunItem:
        """One document of a run. UnknownRun."""
        with self._database.read() as connection:
            return viewing.item(connection, run, document_id)

    def neighbours(self, run: int, document_id: str) -> tuple[str | None, str | None]:
        """The undecided documents before and after this one. UnknownRun."""
        with self._database.read() as connection:
            return viewing.neighbours(connection, run, document_id)

    def candidate_key(self, run: int, document_id: str) -> str:
        """Where the candidate lies in the store. UnknownRun."""
        with self._database.read() as connection:
            return viewing.candidate_key(connection, run, document_id)

    def stale(self, run: int, limit: int) -> list[str]:
        """Undecided documents that were corrected after they were compared, at most `limit`."""
        with self._database.read() as connection:
            return viewing.stale(connection, run, limit)

    def to_accept(self, run: int, limit: int) -> list[str]:
        """Documents whose candidates are to be accepted and are not yet, at most `limit`."""
        with self._database.read() as connection:
            return viewing.to_accept(connection, run, limit)


def _is_over(state: str) -> str:
    """The state itself. RunOver."""
    if state == "cancelled":
        raise RunOver
    return state
