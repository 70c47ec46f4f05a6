"""Documents take turns in the outbox, and the claims that are held can be counted."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_HELD = sa.text("owner IS NOT NULL")


def upgrade() -> None:
    """What waits already goes first, in the order in which it came."""
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("turn", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("outbox") as outbox:
        outbox.alter_column("turn", server_default=None)
    op.create_index("ix_outbox_turn", "outbox", ["turn", "sequence"])
    op.create_index("ix_claims_held", "claims", ["lease_until"], sqlite_where=_HELD, postgresql_where=_HELD)
