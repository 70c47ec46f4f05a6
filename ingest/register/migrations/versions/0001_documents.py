"""Documents with their receipts, pages, claims, outbox, events and records."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    """Make the first tables."""
    _what_was_taken_in()
    _the_work_on_it()
    _what_came_of_it()
    _refuse_changes_of_events()


def _what_was_taken_in() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.Double(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("finished_at", sa.Double()),
        sa.Column("problem", sa.JSON()),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("current_version", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
        sa.UniqueConstraint("sha256", name="uq_documents_sha256"),
        sa.CheckConstraint(
            "status IN ('received', 'processing', 'done', 'failed')", name="ck_documents_status"
        ),
    )
    op.create_index("ix_documents_received_at", "documents", ["received_at", "id"])
    op.create_table(
        "receipts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("received_at", sa.Double(), nullable=False),
        sa.Column("duplicate", sa.Boolean(), nullable=False),
        sa.Column("stated", sa.JSON(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_receipts"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_receipts_document_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_receipts_document_id", "receipts", ["document_id"])
    op.create_table(
        "pages",
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("problem", sa.JSON()),
        sa.PrimaryKeyConstraint("document_id", "number", name="pk_pages"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_pages_document_id"),
        sa.CheckConstraint("status IN ('waiting', 'reading', 'read', 'failed')", name="ck_pages_status"),
    )


def _the_work_on_it() -> None:
    op.create_table(
        "claims",
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String()),
        sa.Column("lease_until", sa.Double()),
        sa.Column("due_at", sa.Double(), nullable=False),
        sa.Column("sweeps", sa.Integer(), nullable=False),
        sa.Column("problem", sa.JSON()),
        sa.PrimaryKeyConstraint("document_id", "page", name="pk_claims"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_claims_document_id"),
        sa.CheckConstraint("state IN ('open', 'closed')", name="ck_claims_state"),
    )
    op.create_index(
        "ix_claims_open", "claims", ["document_id", "page"], sqlite_where=_OPEN, postgresql_where=_OPEN
    )
    op.create_table(
        "outbox",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_outbox"),
        sa.ForeignKeyConstraint(
            ["document_id", "page"], ["claims.document_id", "claims.page"], name="fk_outbox_document_id"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_unit", "outbox", ["document_id", "page"])


def _what_came_of_it() -> None:
    op.create_table(
        "events",
        sa.Column("sequence", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_events"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_events_document_id"),
    )
    op.create_index("ix_events_document_id", "events", ["document_id"])
    op.create_table(
        "last_event",
        sa.Column("sequence", sa.Integer(), nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_last_event"),
    )
    op.execute("INSERT INTO last_event (sequence) VALUES (0)")
    op.create_table(
        "records",
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("record_key", sa.String(), nullable=False),
        sa.Column("artifacts", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", "version", name="pk_records"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_records_document_id"),
    )


def _refuse_changes_of_events() -> None:
    if op.get_context().dialect.name == "sqlite":
        for change in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER events_no_{change} BEFORE {change.upper()} ON events "
                "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION events_are_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'events are append-only' USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$"
    )
    op.execute(
        "CREATE TRIGGER events_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON events "
        "FOR EACH STATEMENT EXECUTE FUNCTION events_are_append_only()"
    )
