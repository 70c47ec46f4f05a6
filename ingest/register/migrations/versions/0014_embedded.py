"""How many files lie in a PDF beside its pages is kept from the door on; of earlier ones it is not known."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """At once, also for a large archive."""
    op.add_column("documents", sa.Column("embedded", sa.Integer()))
