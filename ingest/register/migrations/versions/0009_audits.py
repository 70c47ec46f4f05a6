"""Audits by sample, what each document adds to the figures of quality, and checks of the logs.

The figures are derived: documents from before have none until `inkom reindex` has looked at their records.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Nothing was audited yet."""
    _make_figures()
    op.create_table(
        "audits",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("lot", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("drawn", sa.String(), nullable=False),
        sa.Column("begun_by", sa.String(), nullable=False),
        sa.Column("drawn_at", sa.Double(), nullable=False),
        sa.Column("report", sa.String()),
        sa.Column("ended_by", sa.String()),
        sa.Column("ended_at", sa.Double()),
        sa.Column("ended_why", sa.String()),
        sa.PrimaryKeyConstraint("number", name="pk_audits"),
        sa.CheckConstraint("state IN ('open', 'accepted', 'rejected', 'abandoned')", name="ck_audits_state"),
    )
    op.create_table(
        "audit_documents",
        sa.Column("audit", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("position", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("record_version", sa.String(), nullable=False),
        sa.Column("finding", sa.JSON(none_as_null=True)),
        sa.Column("wrong", sa.Integer()),
        sa.Column("looked_at", sa.Integer()),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("audit", "position", name="pk_audit_documents"),
        sa.ForeignKeyConstraint(["audit"], ["audits.number"], name="fk_audit_documents_audit"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_audit_documents_document_id"),
    )
    op.create_index("ix_audit_documents_document_id", "audit_documents", ["document_id"])
    op.create_table(
        "log_checks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("log", sa.String(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(64)),
        sa.Column("broken_at", sa.Integer()),
        sa.Column("breach", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_log_checks"),
        sqlite_autoincrement=True,
    )


def _make_figures() -> None:
    op.create_table(
        "observations",
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("text_source", sa.String(), nullable=False),
        sa.Column("scanner", sa.String()),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("judged_characters", sa.Integer(), nullable=False),
        sa.Column("expected_characters", sa.Double(), nullable=False),
        sa.Column("wrong_characters", sa.Integer(), nullable=False),
        sa.Column("extracted", sa.Integer(), nullable=False),
        sa.Column("judged_values", sa.Integer(), nullable=False),
        sa.Column("expected_values", sa.Double(), nullable=False),
        sa.Column("wrong_values", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name="pk_observations"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_observations_document_id"),
    )
    op.create_table(
        "rule_counts",
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("fired", sa.Integer(), nullable=False),
        sa.Column("disagreed", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", "rule", name="pk_rule_counts"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_rule_counts_document_id"),
    )
    op.create_index("ix_rule_counts_rule", "rule_counts", ["rule", "disagreed"])
    op.create_table(
        "calibration",
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("bin", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("things", sa.Integer(), nullable=False),
        sa.Column("expected", sa.Double(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", "kind", "bin", name="pk_calibration"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_calibration_document_id"),
    )
