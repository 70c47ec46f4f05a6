"""A wrong upload can be withdrawn; who did it, when and why stands in the document's row."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Nothing is withdrawn yet."""
    op.add_column("documents", sa.Column("withdrawn", sa.JSON()))
