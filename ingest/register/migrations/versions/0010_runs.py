"""Documents are run again: what each run made of which document, and what that would change."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Nothing has been run again yet: the readings of every record lie under its own version."""
    op.add_column("records", sa.Column("readings", sa.String()))
    _make_runs()
    _make_items()
    op.create_table(
        "run_changes",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("run_id", "document_id", "kind", name="pk_run_changes"),
        sa.ForeignKeyConstraint(
            ["run_id", "document_id"],
            ["run_items.run_id", "run_items.document_id"],
            name="fk_run_changes_run_id",
        ),
    )
    op.create_index("ix_run_changes_kind", "run_changes", ["run_id", "kind"])


def _make_runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.Double(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("selection", sa.JSON(), nullable=False),
        sa.Column("reading", sa.String(), nullable=False),
        sa.Column("pipeline_version", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("compared", sa.Integer(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
        sa.CheckConstraint("state IN ('running', 'paused', 'cancelled')", name="ck_runs_state"),
        sa.CheckConstraint("reading IN ('kept', 'again')", name="ck_runs_reading"),
        sqlite_autoincrement=True,
    )


def _make_items() -> None:
    op.create_table(
        "run_items",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("base_version", sa.String()),
        sa.Column("version", sa.String()),
        sa.Column("record_key", sa.String()),
        sa.Column("artifacts", sa.JSON()),
        sa.Column("readings", sa.String()),
        sa.Column("after_number", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("compared", sa.Integer()),
        sa.Column("problem", sa.JSON()),
        sa.Column("decided_by", sa.String()),
        sa.Column("decided_at", sa.Double()),
        sa.PrimaryKeyConstraint("run_id", "document_id", name="pk_run_items"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_run_items_run_id"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_run_items_document_id"),
        sa.CheckConstraint(
            "state IN ('waiting', 'ready', 'accepting', 'accepted', 'rejected', 'failed', 'outdated', "
            "'cancelled')",
            name="ck_run_items_state",
        ),
    )
    op.create_index("ix_run_items_state", "run_items", ["run_id", "state", "number"])
    op.create_index("ix_run_items_document_id", "run_items", ["document_id", "state"])
