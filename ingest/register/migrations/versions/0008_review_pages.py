"""Why errors are expected in a document, and by which key a correction was asked for.

Documents that were read before have no causes until `inkom reindex --all` has looked at their records.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Nobody has said why yet; earlier corrections had no keys."""
    op.add_column("heads", sa.Column("expected", sa.JSON()))
    op.add_column("corrections", sa.Column("key", sa.String(64)))
