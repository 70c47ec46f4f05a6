"""Beginnings of words and neighbouring words are indexed; and the day on which a document came in is kept.

The days that stand in records already are filled in by `inkom reindex`; those that uploaders stated, here.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0010"


def upgrade() -> None:
    """A large archive takes minutes: all its texts are indexed anew."""
    _days()
    if op.get_context().dialect.name == "sqlite":
        _sqlite_beginnings()
    else:
        _postgresql_neighbours()


def _days() -> None:
    op.add_column("heads", sa.Column("received_on", sa.String(10)))
    op.add_column("heads", sa.Column("received_basis", sa.String()))
    op.create_index("ix_heads_received_on", "heads", ["received_on", "number"])
    path = "$.date_received" if op.get_context().dialect.name == "sqlite" else "date_received"
    op.execute(
        f"UPDATE heads SET received_on = (SELECT stated ->> '{path}' FROM receipts "  # noqa: S608  # Fixed names.
        f"WHERE document_id = heads.document_id AND stated ->> '{path}' IS NOT NULL ORDER BY id LIMIT 1)"
    )
    op.execute("UPDATE heads SET received_basis = 'stated' WHERE received_on IS NOT NULL")
    op.execute("UPDATE heads SET version = NULL")


def _sqlite_beginnings() -> None:
    """Without an index of them, all words with a short beginning would have to be put together."""
    op.execute("DROP TABLE texts_index")
    op.execute(
        "CREATE VIRTUAL TABLE texts_index USING fts5(head, body, private, content='texts', "
        "content_rowid='number', tokenize='unicode61 remove_diacritics 0', prefix='1 2 3 4')"
    )
    op.execute("INSERT INTO texts_index (texts_index) VALUES ('rebuild')")


def _postgresql_neighbours() -> None:
    """By them a phrase is looked for; `tsvector.pair` is the same rule."""
    op.execute(
        "CREATE FUNCTION neighbours(words text) RETURNS integer[] LANGUAGE sql IMMUTABLE AS $$ "
        "SELECT coalesce(array_agg(DISTINCT ('x' || left(encode(sha256(convert_to(one || ' ' || next, "
        "'UTF8')), 'hex'), 5))::bit(20)::integer), '{}') "
        "FROM (SELECT one, lead(one) OVER (ORDER BY at) AS next "
        "FROM unnest(string_to_array(btrim(words), ' ')) WITH ORDINALITY AS each(one, at)) AS both_of "
        "WHERE next IS NOT NULL $$"
    )
    for kind in ("open", "private"):
        op.execute(f"ALTER TABLE texts_index ADD COLUMN {kind}_pairs integer[]")
        op.execute(f"ALTER TABLE texts_index ALTER COLUMN {kind}_pairs SET STORAGE EXTERNAL")
        op.execute(f"UPDATE texts_index SET {kind}_pairs = neighbours({kind}_text)")  # noqa: S608  # Fixed names.
        op.execute(f"CREATE INDEX ix_texts_index_{kind}_pairs ON texts_index USING gin ({kind}_pairs)")
    op.execute("UPDATE texts_index SET private_pairs = NULL WHERE private_text IS NULL")
    op.execute("ALTER TABLE texts_index ALTER COLUMN open_pairs SET NOT NULL")
    op.execute("DROP FUNCTION neighbours")
