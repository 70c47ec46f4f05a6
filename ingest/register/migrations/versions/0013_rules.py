"""How often the rules fired is summed from their index alone."""

from alembic import op

revision = "0013"
down_revision = "0011"


def upgrade() -> None:
    """Seconds, also for a large archive."""
    op.drop_index("ix_rule_counts_rule", "rule_counts")
    op.create_index("ix_rule_counts_rule", "rule_counts", ["rule", "disagreed", "document_id", "fired"])
