"""The logs become hash chains; the rows that are there already are chained in order.

The hashes are `chain.row_hash`, which is what later versions verify by, and so may never change.
"""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from ingest.register.chain import GENESIS, chained

revision = "0006"
down_revision = "0005"

_LOGS = {"events": "last_event", "access_log": "last_access"}


def upgrade() -> None:
    """Chain both logs. What refuses their changes is put aside for as long as this transaction."""
    op.add_column("last_event", sa.Column("hash", sa.String(64), nullable=False, server_default=""))
    op.create_table(
        "last_access",
        sa.Column("sequence", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_last_access"),
    )
    heads = sa.table("last_access", sa.column("sequence"), sa.column("hash"))
    op.execute(sa.insert(heads).values(sequence=0, hash=GENESIS))
    for log, head in _LOGS.items():
        for name in ("previous", "hash"):
            op.add_column(log, sa.Column(name, sa.String(64), nullable=False, server_default=""))
        _allow_changes(log)
        _chain(log, head)
        _refuse_changes(log)


def _chain(log: str, head: str) -> None:
    connection = op.get_bind()
    rows = sa.table(log, *(sa.column(name) for name in ("sequence", "previous", "hash")))
    last, last_hash = None, GENESIS
    for row in chained(_contents(connection, log)):
        connection.execute(
            sa.update(rows)
            .where(rows.c.sequence == row.sequence)
            .values(previous=row.previous, hash=row.hash)
        )
        last, last_hash = row.sequence, row.hash
    heads = sa.table(head, sa.column("sequence"), sa.column("hash"))
    connection.execute(sa.update(heads).values(hash=last_hash, **({"sequence": last} if last else {})))


def _contents(connection: sa.Connection, log: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows, a thousand at a time."""
    after = 0
    while True:
        found = connection.execute(
            sa.text(
                f"SELECT {log}.*, CAST(details AS TEXT) AS written FROM {log} "  # noqa: S608  # Fixed names.
                "WHERE sequence > :after ORDER BY sequence LIMIT 1000"
            ),
            {"after": after},
        ).all()
        if not found:
            return
        for row in found:
            content = dict(row._mapping)
            for name in ("previous", "hash", "details"):
                del content[name]
            content["details"] = json.loads(content.pop("written"))
            yield row.sequence, content
        after = found[-1].sequence


def _allow_changes(log: str) -> None:
    if op.get_context().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER {log}_no_update")
    else:
        op.execute(f"DROP TRIGGER {log}_no_change ON {log}")


def _refuse_changes(log: str) -> None:
    if op.get_context().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {log}_no_update BEFORE UPDATE ON {log} "
            "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {log}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {log} "
            "FOR EACH STATEMENT EXECUTE FUNCTION events_are_append_only()"
        )
