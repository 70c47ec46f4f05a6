"""What is done to a register by hand: uploads, claims, and what the relay and the sweep would do."""

import hashlib

from alembic import command
from alembic.config import Config

from ingest.register import Claim, NewDocument, Register
from ingest.register.tables import claims
from schemas.base import Problem
from schemas.document import Statement

BROKEN = Problem(code="unreadable_page", sv="Sidan är skadad.", en="The page is damaged.")
SLOW = Problem(code="engine_timed_out", sv="Det tog för lång tid.", en="It took too long.")
ATTEMPTS = 3


def upload(name: str = "remiss.pdf", *, pages: int = 2, actor: str = "registrator") -> NewDocument:
    """An upload whose bytes are told apart by its name."""
    return NewDocument(
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        filename=name,
        media_type="application/pdf",
        bytes=1234,
        pages=pages,
        stated=Statement(dnr="KS 2024/17", note="Inkom per post"),
        actor=actor,
    )


def take(register: Register, document_id: str, page: int, *, lease: float = 600) -> Claim:
    claim = register.claim(document_id, page, owner="worker-1", lease_seconds=lease, attempts=ATTEMPTS)
    assert claim is not None
    return claim


def refused(register: Register, document_id: str, page: int) -> bool:
    return register.claim(document_id, page, owner="worker-2", lease_seconds=600, attempts=ATTEMPTS) is None


def let_pass(register: Register, seconds: float) -> None:
    """So much time has gone by since work fell due, or was claimed."""
    with register.database.write() as connection:
        connection.execute(
            claims.update().values(
                due_at=claims.c.due_at - seconds, lease_until=claims.c.lease_until - seconds
            )
        )


def drain(register: Register, limit: int = 100_000) -> list[tuple[str, int]]:
    """Play the relay: what stands in the outbox, in order, is sent."""
    work = register.outbox(limit)
    register.sent([row.sequence for row in work])
    return [(row.document_id, row.page) for row in work]


def sweep(register: Register, *, requeue: float = 3600) -> tuple[int, int]:
    swept = register.sweep(attempts=ATTEMPTS, requeue_seconds=requeue)
    return swept.requeued, swept.given_up


def kinds(register: Register) -> list[str]:
    return [event.kind for event in register.events(after=0, limit=1000).events]


def migrate_to(register: Register, revision: str) -> None:
    """The tables as they were once."""
    config = Config()
    config.set_main_option("script_location", "ingest/register/migrations")
    with register._database.migration() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
