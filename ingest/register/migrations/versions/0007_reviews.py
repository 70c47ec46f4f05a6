"""Corrections, reviews, and by how many errors each document is expected to have it waits for review.

Documents that were read before have no such number until `inkom reindex` has looked at their records.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Nobody has corrected anything yet."""
    op.create_table(
        "corrections",
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("target", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String()),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", "number", name="pk_corrections"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_corrections_document_id"),
    )
    op.create_table(
        "reviews",
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("holder", sa.String()),
        sa.Column("token", sa.String()),
        sa.Column("lease_until", sa.Double()),
        sa.Column("finished_version", sa.String()),
        sa.Column("finished_by", sa.String()),
        sa.Column("finished_at", sa.Double()),
        sa.PrimaryKeyConstraint("document_id", name="pk_reviews"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_reviews_document_id"),
    )
    op.add_column("heads", sa.Column("expected_errors", sa.Double()))
    op.create_index("ix_heads_expected_errors", "heads", ["withdrawn", "expected_errors"])
    _refuse_changes_of_corrections()


def _refuse_changes_of_corrections() -> None:
    if op.get_context().dialect.name == "sqlite":
        for change in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER corrections_no_{change} BEFORE {change.upper()} ON corrections "
                "BEGIN SELECT RAISE(ABORT, 'corrections are append-only'); END"
            )
        return
    op.execute(
        "CREATE TRIGGER corrections_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON corrections "
        "FOR EACH STATEMENT EXECUTE FUNCTION events_are_append_only()"
    )
