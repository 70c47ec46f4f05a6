"""What corrections have taught: values that are tried, in force, declined or undone; who decided and when."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from ingest.errors import NotProposed, StillTried, UnknownEntry
from ingest.register import chains, reviews
from ingest.register.database import Database, now, read_clock, to_utc
from ingest.register.runs import deciding, items, selecting
from ingest.register.tables import runs, vocabulary
from schemas.learning import Entry, EntryState, Proposal, TaughtSetting
from schemas.reprocess import Decision, Selection
from schemas.review import Correction

Values = Mapping[TaughtSetting, tuple[str, ...]]
ALL = Selection(which="all")
_DECIDED: Mapping[EntryState, tuple[EntryState, str]] = {
    "in_force": ("trial", "vocabulary.accepted"),
    "declined": ("trial", "vocabulary.declined"),
    "undone": ("in_force", "vocabulary.undone"),
}
"""From which state one comes to it, and what the log calls that."""


class Vocabulary:
    """The door to it: each method is one transaction. RegisterUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def in_force(self) -> Values:
        """The values that workers use beside their settings."""
        with self._database.read() as connection:
            return _values(connection, vocabulary.c.state == "in_force")

    def of_run(self, run: int) -> Values:
        """The same, with what the run tries."""
        with self._database.read() as connection:
            taught = connection.execute(select(runs.c.taught).where(runs.c.id == run)).scalar()
            return _values(
                connection,
                (vocabulary.c.state == "in_force") | vocabulary.c.id.in_(taught or []),
            )

    def entries(self) -> tuple[Entry, ...]:
        """Everything that was ever tried, newest first."""
        with self._database.read() as connection:
            rows = connection.execute(select(vocabulary).order_by(vocabulary.c.id.desc()))
            return tuple(_entry(row) for row in rows)

    def corrections(self) -> tuple[Correction, ...]:
        """Everything that anybody has corrected, document by document."""
        with self._database.read() as connection:
            return reviews.every_correction(connection)

    def try_out(self, proposal: Proposal, *, actor: str, pipeline_version: str) -> Entry:
        """Run every document with the value, to show what it would change. NotProposed, NothingChosen."""
        with self._database.write() as connection:
            tried = select(vocabulary.c.id).where(
                vocabulary.c.setting == proposal.setting,
                vocabulary.c.value == proposal.value,
                vocabulary.c.state.in_(("trial", "in_force", "declined")),
            )
            if connection.execute(tried).first() is not None:
                raise NotProposed
            run = selecting.begin(
                connection, ALL, reading="kept", actor=actor, pipeline_version=pipeline_version
            )
            number = connection.execute(
                insert(vocabulary)
                .values(
                    setting=proposal.setting,
                    value=proposal.value,
                    state="trial",
                    evidence=[one.model_dump(mode="json") for one in proposal.evidence],
                    run_id=run,
                    tried_by=actor,
                    tried_at=now(),
                )
                .returning(vocabulary.c.id)
            ).scalar_one()
            connection.execute(update(runs).where(runs.c.id == run).values(taught=[number]))
            items.feed(connection, run)
            _note(connection, "vocabulary.tried", number, actor=actor)
            return _entry(_row(connection, number))

    def decide(self, number: int, state: EntryState, *, actor: str) -> Entry:
        """Accept or decline what is tried, or undo what is in force. UnknownEntry, StillTried.

        What is declined is served nowhere: the candidates of its run are rejected, and the rest is not run.
        """
        came_from, kind = _DECIDED[state]
        with self._database.write() as connection:
            row = _row(connection, number)
            run = items.lock_run(connection, row.run_id)
            if state == "in_force" and items.is_left(connection, run.id):
                raise StillTried
            changed = connection.execute(
                update(vocabulary)
                .where(vocabulary.c.id == number, vocabulary.c.state == came_from)
                .values(state=state, decided_by=actor, decided_at=now())
                .returning(vocabulary.c.id)
            )
            if changed.first() is None:
                raise UnknownEntry
            if state == "declined":
                deciding.stop(connection, run.id, actor=actor)
                every = Decision(accept=False, compared=run.compared)
                deciding.decide(connection, run.id, every, actor=actor)
            _note(connection, kind, number, actor=actor)
            return _entry(_row(connection, number))


def _values(connection: Connection, which: Any) -> Values:
    found: dict[TaughtSetting, tuple[str, ...]] = {}
    for row in connection.execute(select(vocabulary).where(which).order_by(vocabulary.c.id)):
        found[row.setting] = (*found.get(row.setting, ()), row.value)
    return found


def _row(connection: Connection, number: int) -> Row[Any]:
    row = connection.execute(select(vocabulary).where(vocabulary.c.id == number)).first()
    if row is None:
        raise UnknownEntry
    return row


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        id=row.id,
        setting=row.setting,
        value=row.value,
        state=row.state,
        evidence=row.evidence,
        run=row.run_id,
        tried_by=row.tried_by,
        tried_at=to_utc(row.tried_at),
        decided_by=row.decided_by,
        decided_at=None if row.decided_at is None else to_utc(row.decided_at),
    )


def _note(connection: Connection, kind: str, number: int, *, actor: str) -> None:
    """Names may be people's, and the log is for ever: of words it says which entry, not what."""
    row = _row(connection, number)
    value = str(number) if row.setting == "own_words" else row.value
    content = {
        "at": read_clock(connection),
        "kind": kind,
        "actor": actor,
        "account": None,
        "address": None,
        "details": {"setting": row.setting, "value": value, "run": str(row.run_id)},
    }
    chains.append(connection, chains.ACCESS, content)
