"""What the authority has taught Inkom about itself, and what a run is made with that is not in force."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0012"


def upgrade() -> None:
    """Nothing has been taught yet."""
    op.add_column("runs", sa.Column("taught", sa.JSON()))
    op.create_table(
        "vocabulary",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("setting", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("tried_by", sa.String(), nullable=False),
        sa.Column("tried_at", sa.Double(), nullable=False),
        sa.Column("decided_by", sa.String()),
        sa.Column("decided_at", sa.Double()),
        sa.PrimaryKeyConstraint("id", name="pk_vocabulary"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_vocabulary_run_id"),
        sa.CheckConstraint(
            "state IN ('trial', 'in_force', 'declined', 'undone')", name="ck_vocabulary_state"
        ),
        sqlite_autoincrement=True,
    )
