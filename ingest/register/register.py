"""The register's one door. Each method is one transaction; the modules beside it say what happens inside.

The row in the register is the truth about a document; a message in the broker only wakes a worker up.
A document is registered together with its pages and the work on them (`intake`); the work is handed to
the broker (`work`), claimed under a lease (`claims`), closed with its result (`outcomes`), and found
again when whoever held it died (`sweep`). All times are by the database's clock.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from ingest.register import (
    chains,
    claims,
    intake,
    log,
    migrate,
    outcomes,
    reviews,
    sweep,
    views,
    withdrawals,
    work,
)
from ingest.register.chain import Walk
from ingest.register.database import Database, read_clock, to_utc
from ingest.register.handed_in import HandedInFiles
from ingest.register.runs.door import Runs
from ingest.register.search import Entry, SavedSearch, index, listing, saved
from ingest.register.values import (
    Claim,
    CurrentRecord,
    Neighbours,
    NewDocument,
    SourceRow,
    SplitOff,
    Swept,
    Work,
)
from ingest.register.vocabulary import Vocabulary
from schemas.base import Problem
from schemas.document import (
    DocumentList,
    DocumentStatus,
    DocumentSummary,
    DocumentView,
    Receipt,
    Total,
)
from schemas.events import Event, Feed, LogHead, LogQuery
from schemas.review import Correction, CorrectionRequest, Review, ReviewQueue
from schemas.search import Search

LogName = Literal["events", "access_log"]
_LOGS: dict[LogName, chains.ChainedLog] = {"events": chains.EVENTS, "access_log": chains.ACCESS}


class Register:
    """The register at a SQLAlchemy URL. Every method raises RegisterUnavailable if it does not answer.

    Safe to share between threads. Connections are opened at first use, so a register may be built
    before a fork but not used before it.
    """

    def __init__(self, url: str) -> None:
        """Misconfigured if `url` is not one of SQLite or PostgreSQL."""
        self._database = Database(url)
        self.runs = Runs(self._database)
        """Documents that are run again."""
        self.handed_in = HandedInFiles(self._database)
        """Who handed in what."""
        self.vocabulary = Vocabulary(self._database)
        """What the authority has taught about itself."""

    @property
    def database(self) -> Database:
        """For what else is kept in the same database: the accounts."""
        return self._database

    def migrate(self) -> None:
        """Bring the tables up to date. Several processes may do so at the same moment."""
        migrate.to_newest(self._database)

    def check(self) -> None:
        """Return if the register answers and has its tables."""
        with self._database.read() as connection:
            views.check(connection)

    def close(self) -> None:
        """Close the idle connections."""
        self._database.close()

    # Intake.

    def register(self, upload: NewDocument) -> Receipt:
        """Take a document in with its pages and their work; or, known bytes, keep one more receipt."""
        with self._database.write() as connection:
            return intake.register(connection, upload)

    # What the relay hands to the broker.

    def outbox(self, limit: int) -> list[Work]:
        """Work that is due and of which the broker has not been told, at most `limit`.

        Documents take turns, page by page, so that a long one does not hold the others up.
        """
        with self._database.read() as connection:
            return work.due(connection, limit)

    def sent(self, sequences: Sequence[int]) -> None:
        """Forget these rows of the outbox: the broker has them."""
        with self._database.write() as connection:
            work.delete_sent(connection, sequences)

    def held(self) -> int:
        """Units that workers hold claims on just now."""
        with self._database.read() as connection:
            return claims.held(connection)

    # Claims. Their holder alone can close the work.

    def claim(
        self, document_id: str, page: int, *, owner: str, lease_seconds: float, attempts: int
    ) -> Claim | None:
        """Claim a unit of work; None if it is closed, held, not due yet, unknown or out of attempts."""
        with self._database.write() as connection:
            return claims.claim(
                connection, document_id, page, owner=owner, lease_seconds=lease_seconds, attempts=attempts
            )

    def claim_fresh(
        self, document_id: str, numbers: range, *, owner: str, lease_seconds: float
    ) -> list[Claim]:
        """Claim those of these pages that nobody has tried yet, all at once, in order."""
        with self._database.write() as connection:
            return claims.claim_fresh(
                connection, document_id, numbers, owner=owner, lease_seconds=lease_seconds
            )

    def finish_pages(self, claims: Sequence[Claim]) -> None:
        """Like `finish_page` for pages that were claimed together: all of them, or LeaseLost and none."""
        with self._database.write() as connection:
            outcomes.finish_pages(connection, claims)

    def let_go(self, claims: Sequence[Claim]) -> None:
        """Pages that were claimed together and not tried: free again, and no attempt is counted."""
        with self._database.write() as connection:
            outcomes.let_go(connection, claims)

    def renew(self, claim: Claim, lease_seconds: float) -> None:
        """Let the lease run for `lease_seconds` from now. LeaseLost if another may hold it by now."""
        with self._database.write() as connection:
            claims.renew(connection, claim, lease_seconds)

    def finish_page(self, claim: Claim) -> None:
        """The page is read. After a document's last page its assembly is put into the outbox. LeaseLost."""
        with self._database.write() as connection:
            outcomes.finish_page(connection, claim)

    def finish_document(
        self,
        claim: Claim,
        *,
        version: str,
        record_key: str,
        artifacts: Mapping[str, str],
        entry: Entry,
    ) -> None:
        """The record is stored under `record_key`, becomes the current one, and is found from now on.
        LeaseLost."""
        with self._database.write() as connection:
            outcomes.finish_document(
                connection, claim, version=version, record_key=record_key, artifacts=artifacts
            )
            index.put(connection, claim.document_id, version, entry)

    def fail(self, claim: Claim, problem: Problem) -> None:
        """For good: the page is marked and the rest goes on, or the document has failed. LeaseLost."""
        with self._database.write() as connection:
            outcomes.fail(connection, claim, problem)

    def release(self, claim: Claim, problem: Problem, *, delay_seconds: float, attempts: int) -> None:
        """This attempt failed: try again after `delay_seconds`, or `fail` if it was the last. LeaseLost."""
        with self._database.write() as connection:
            outcomes.release(connection, claim, problem, delay_seconds=delay_seconds, attempts=attempts)

    def give_back(self, claim: Claim, problem: Problem, *, delay_seconds: float) -> None:
        """A service was away: try again after `delay_seconds`, and do not count the attempt. LeaseLost."""
        with self._database.write() as connection:
            outcomes.give_back(connection, claim, problem, delay_seconds=delay_seconds)

    def sweep(self, *, attempts: int, requeue_seconds: float) -> Swept:
        """Find work again whose holder died, and work that no worker has claimed for long.

        An expired lease goes back into the outbox, or fails once `attempts` are used up. Open work
        that nobody has claimed for `requeue_seconds` (doubling each time, at most an hour) goes into
        the outbox again: the broker may have lost it.
        """
        return sweep.sweep(self._database, attempts=attempts, requeue_seconds=requeue_seconds)

    def retry(self, document_id: str, *, actor: str) -> None:
        """Read a document again that failed, or has pages that did.

        UnknownDocument, Withdrawn, NotRetriable.
        """
        with self._database.write() as connection:
            intake.retry(connection, document_id, actor=actor)

    def withdraw(self, document_id: str, *, actor: str, reason: str) -> None:
        """Take a wrong upload back, with its trace; uploading it again restores it. UnknownDocument."""
        with self._database.write() as connection:
            withdrawals.withdraw(connection, document_id, actor=actor, reason=reason)

    def restore(self, document_id: str, *, actor: str) -> None:
        """Undo that: show the document again, and go on reading it. UnknownDocument. A second time changes
        nothing."""
        with self._database.write() as connection:
            withdrawals.restore(connection, document_id, actor=actor)

    def record_split(self, pile_id: str, parts: Sequence[SplitOff], *, actor: str) -> None:
        """Say in the log of a pile and of each part what was cut out of what. UnknownDocument."""
        with self._database.write() as connection:
            log.append_split(connection, pile_id, parts, actor=actor)

    # Reviewing. Whoever holds the document's review corrects it.

    def review_queue(self, limit: int) -> ReviewQueue:
        """Documents whose record nobody has looked through, those with most errors to expect first."""
        with self._database.read() as connection:
            return reviews.queue(connection, limit)

    def claim_review(self, document_id: str, *, actor: str, lease_seconds: float) -> Review:
        """Begin a review. UnknownDocument, Withdrawn, NotReady, ReviewHeld."""
        with self._database.write() as connection:
            return reviews.claim(connection, document_id, actor=actor, lease_seconds=lease_seconds)

    def renew_review(self, document_id: str, token: str, *, lease_seconds: float) -> datetime:
        """Let the lease run for `lease_seconds` from now. ReviewLost."""
        with self._database.write() as connection:
            return reviews.renew(connection, document_id, token, lease_seconds=lease_seconds)

    def release_review(self, document_id: str, token: str) -> None:
        """Put the document back into the queue. ReviewLost."""
        with self._database.write() as connection:
            reviews.release(connection, document_id, token)

    def finish_review(self, document_id: str, token: str, *, version: str) -> None:
        """The document was looked through to the end. ReviewLost, StaleRecord."""
        with self._database.write() as connection:
            reviews.finish(connection, document_id, token, version=version)

    def reviewed(self) -> tuple[str, ...]:
        """The documents whose current record somebody has looked through to the end."""
        with self._database.read() as connection:
            return reviews.reviewed(connection)

    def correct(
        self, document_id: str, requests: Sequence[CorrectionRequest], entry: Entry
    ) -> tuple[Correction, ...]:
        """Keep corrections with their events, each made after the one before it; let the document be found by
        `entry`: all of it or nothing.

        ReviewLost, StaleRecord, NothingToUndo.
        """
        with self._database.write() as connection:
            return tuple(reviews.correct(connection, document_id, request, entry) for request in requests)

    def kept_under(self, document_id: str, key: str) -> tuple[Correction, ...]:
        """The corrections that were asked for by this key."""
        with self._database.read() as connection:
            return reviews.kept_under(connection, document_id, key)

    def held_review(self, document_id: str) -> Review | None:
        """The review of a document that holds just now. UnknownDocument, Withdrawn, NotReady."""
        with self._database.read() as connection:
            return reviews.held(connection, document_id)

    def corrections(self, document_id: str) -> tuple[Correction, ...]:
        """All corrections of a document, oldest first; none for an unknown one."""
        with self._database.read() as connection:
            return reviews.corrections_of(connection, document_id)

    # Finding.

    def not_indexed(self, limit: int) -> list[CurrentRecord]:
        """Current records, at most `limit`, by which their documents are not found yet."""
        with self._database.read() as connection:
            return index.behind(connection, limit)

    def index(self, document_id: str, version: str, entry: Entry) -> None:
        """Let a document be found by its record of this version."""
        with self._database.write() as connection:
            index.put(connection, document_id, version, entry)

    def forget_index(self) -> None:
        """Let every document count as not indexed, so that all are indexed anew."""
        with self._database.write() as connection:
            index.forget(connection)

    def save_search(self, owner: str, name: str, query: str) -> None:
        """Keep a search under a name."""
        with self._database.write() as connection:
            saved.save(connection, owner, name, query)

    def forget_search(self, owner: str, number: int) -> None:
        """Forget one, if it is the owner's."""
        with self._database.write() as connection:
            saved.forget(connection, owner, number)

    def saved_searches(self, owner: str) -> tuple[SavedSearch, ...]:
        """The owner's searches, by name."""
        with self._database.read() as connection:
            return saved.of(connection, owner)

    # Reading.

    def document(self, document_id: str) -> DocumentView:
        """Where a document stands. UnknownDocument."""
        with self._database.read() as connection:
            return views.document(connection, document_id)

    def documents(self, *, before: str | None, limit: int) -> DocumentList:
        """Newest first; `before` is the id of a document, and those older follow. UnknownDocument."""
        return self.find(Search(), private=True, before=before, limit=limit)

    def find(self, search: Search, *, private: bool, before: str | None, limit: int) -> DocumentList:
        """What is looked for, or what follows the document `before` in that order. UnknownDocument.

        `private` is whether personal identity numbers may be looked for, and shown.
        """
        with self._database.read() as connection:
            return listing.find(connection, search, private=private, before=before, limit=limit)

    def find_counted(
        self, search: Search, *, private: bool, before: str | None, limit: int
    ) -> tuple[DocumentList, Total]:
        """The same, and how many documents the search finds in all. UnknownDocument."""
        with self._database.read() as connection:
            return listing.find_counted(connection, search, private=private, before=before, limit=limit)

    def total(self, search: Search, *, private: bool) -> Total:
        """How many documents a search finds."""
        with self._database.read() as connection:
            return listing.total(connection, search, private=private)

    def head(self, document_id: str, *, private: bool) -> DocumentSummary:
        """What a list shows of one document. UnknownDocument."""
        with self._database.read() as connection:
            return listing.head(connection, document_id, private=private)

    def neighbours(self, document_id: str) -> Neighbours:
        """The documents before and after one, in the order in which they came in. UnknownDocument."""
        with self._database.read() as connection:
            return listing.neighbours(connection, document_id)

    def source(self, document_id: str) -> SourceRow:
        """What a worker needs to know about the original. UnknownDocument."""
        with self._database.read() as connection:
            return views.source(connection, document_id)

    def revision(self, document_id: str) -> int:
        """How many times the document has been retried. UnknownDocument."""
        return self.source(document_id).revision

    def failed_pages(self, document_id: str) -> dict[int, Problem]:
        """Why pages could not be read, by page number."""
        with self._database.read() as connection:
            return views.failed_pages(connection, document_id)

    def current(self, document_id: str) -> CurrentRecord:
        """Where the current record lies. UnknownDocument, Withdrawn, NotReady, ReadingFailed."""
        with self._database.read() as connection:
            return views.current(connection, document_id)

    def record_of(self, document_id: str, version: str) -> CurrentRecord:
        """Where the pipeline's record of this version lies. UnknownDocument, Withdrawn, UnknownVersion."""
        with self._database.read() as connection:
            return views.record_of(connection, document_id, version)

    def events(self, *, after: int, limit: int) -> Feed:
        """What happened after event `after`, oldest first. A follower misses none."""
        with self._database.read() as connection:
            return views.feed(connection, after=after, limit=limit)

    def log(self, query: LogQuery, *, after: int = 0, limit: int) -> Feed:
        """What is asked for of what happened after event `after`, oldest first."""
        with self._database.read() as connection:
            return views.log(connection, query, after=after, limit=limit)

    def log_heads(self) -> dict[LogName, LogHead | None]:
        """The ends of the logs, to be noted elsewhere; None for one whose head is gone."""
        with self._database.read() as connection:
            heads = {name: chains.head(connection, log) for name, log in _LOGS.items()}
        return {
            name: LogHead(sequence=head.sequence, hash=head.hash) if head else None
            for name, head in heads.items()
        }

    def verify_logs(self, *, noted: str | None = None) -> dict[LogName, Walk]:
        """Look through the logs from their first entries; `noted` is a hash that was noted elsewhere."""
        with self._database.read() as connection:
            return {name: chains.verify(connection, log, noted=noted) for name, log in _LOGS.items()}

    def history(self, document_id: str) -> tuple[Event, ...]:
        """What has happened to one document, oldest first; nothing for an unknown one."""
        with self._database.read() as connection:
            return views.history(connection, document_id)

    def counts(self, *, withdrawn: bool = True) -> dict[DocumentStatus, int]:
        """How many documents have each status, with or without those that were withdrawn."""
        with self._database.read() as connection:
            return views.counts(connection, withdrawn=withdrawn)

    def backlog(self) -> int:
        """Units of work that are not closed: pages and assemblies, waiting or in work."""
        with self._database.read() as connection:
            return views.backlog(connection)

    def longest_wait(self) -> float:
        """Seconds since the oldest unit of work that is not closed could first have been done; 0 for none."""
        with self._database.read() as connection:
            return views.longest_wait(connection)

    def clock(self) -> datetime:
        """The database's time, UTC."""
        with self._database.read() as connection:
            return to_utc(read_clock(connection))
