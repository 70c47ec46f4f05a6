"""Heads, texts and full-text index for finding documents. What is here already is filled in by `inkom
reindex`."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Every document has a head, in the order in which they came in."""
    _heads()
    _what_is_searched()
    if op.get_context().dialect.name == "sqlite":
        _sqlite_keeps_heads()
        _sqlite_full_text()
    else:
        _postgresql_keeps_heads()
        _postgresql_full_text()
    op.execute(
        "INSERT INTO heads (document_id, received_at, status, withdrawn) "
        "SELECT id, received_at, status, withdrawn IS NOT NULL FROM documents ORDER BY received_at, id"
    )


def _heads() -> None:
    op.create_table(
        "heads",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("received_at", sa.Double(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("version", sa.String()),
        sa.Column("title", sa.String()),
        sa.Column("document_type", sa.String()),
        sa.Column("issuer", sa.String()),
        sa.Column("officer", sa.String()),
        sa.Column("document_date", sa.String()),
        sa.Column("dnr", sa.String()),
        sa.Column("needs_review", sa.Boolean()),
        sa.Column("personal_data", sa.Boolean()),
        sa.Column("issuer_key", _KEY),
        sa.Column("officer_key", _KEY),
        sa.Column("date_key", _KEY, nullable=False, server_default=""),
        sa.Column("title_key", _KEY, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("number", name="pk_heads"),
        sa.UniqueConstraint("document_id", name="uq_heads_document_id"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_heads_document_id"),
        sqlite_autoincrement=True,
    )
    for name in ("status", "document_type", "needs_review", "personal_data", "date_key", "title_key"):
        op.create_index(f"ix_heads_{name}", "heads", ["withdrawn", name, "number"])
    op.create_index("ix_heads_received_at", "heads", ["received_at"])


def _what_is_searched() -> None:
    op.create_table(
        "dnr_keys",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("key", _KEY, nullable=False),
        sa.Column("stated", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", "key", "stated", name="pk_dnr_keys"),
        sa.ForeignKeyConstraint(["number"], ["heads.number"], name="fk_dnr_keys_number"),
    )
    op.create_index("ix_dnr_keys_key", "dnr_keys", ["key", "number"])
    op.create_table(
        "texts",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("private", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_texts"),
        sa.ForeignKeyConstraint(["number"], ["heads.number"], name="fk_texts_number"),
    )
    op.create_table(
        "saved_searches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("query", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_searches"),
        sa.UniqueConstraint("owner", "name", name="uq_saved_searches_owner"),
        sqlite_autoincrement=True,
    )


def _sqlite_keeps_heads() -> None:
    op.execute(
        "CREATE TRIGGER documents_make_heads AFTER INSERT ON documents BEGIN "
        "INSERT INTO heads (document_id, received_at, status, withdrawn) "
        "VALUES (new.id, new.received_at, new.status, new.withdrawn IS NOT NULL); END"
    )
    op.execute(
        "CREATE TRIGGER documents_keep_heads AFTER UPDATE OF status, withdrawn ON documents BEGIN "
        "UPDATE heads SET status = new.status, withdrawn = new.withdrawn IS NOT NULL "
        "WHERE document_id = new.id; END"
    )


def _sqlite_full_text() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE texts_index USING fts5(head, body, private, content='texts', "
        "content_rowid='number', tokenize='unicode61 remove_diacritics 0')"
    )
    added = (
        "INSERT INTO texts_index (rowid, head, body, private) "
        "VALUES (new.number, new.head, new.body, new.private)"
    )
    removed = (
        "INSERT INTO texts_index (texts_index, rowid, head, body, private) "
        "VALUES ('delete', old.number, old.head, old.body, old.private)"
    )
    for change, steps in (("INSERT", (added,)), ("DELETE", (removed,)), ("UPDATE", (removed, added))):
        op.execute(
            f"CREATE TRIGGER texts_index_{change.lower()} AFTER {change} ON texts "
            f"BEGIN {'; '.join(steps)}; END"
        )


def _postgresql_keeps_heads() -> None:
    op.execute(
        "CREATE FUNCTION make_head() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "INSERT INTO heads (document_id, received_at, status, withdrawn) "
        "VALUES (new.id, new.received_at, new.status, new.withdrawn IS NOT NULL); RETURN NULL; END $$"
    )
    op.execute(
        "CREATE FUNCTION keep_head() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "UPDATE heads SET status = new.status, withdrawn = new.withdrawn IS NOT NULL "
        "WHERE document_id = new.id; RETURN NULL; END $$"
    )
    op.execute(
        "CREATE TRIGGER documents_make_heads AFTER INSERT ON documents "
        "FOR EACH ROW EXECUTE FUNCTION make_head()"
    )
    op.execute(
        "CREATE TRIGGER documents_keep_heads AFTER UPDATE OF status, withdrawn ON documents "
        "FOR EACH ROW EXECUTE FUNCTION keep_head()"
    )


def _postgresql_full_text() -> None:
    """The words are taken apart by our own rule: PostgreSQL's reads `2025/153` as a path and å by the
    locale."""
    op.execute(
        "CREATE TABLE texts_index (number INTEGER PRIMARY KEY REFERENCES heads (number), "
        'open_words tsvector NOT NULL, open_text text COLLATE "C" NOT NULL, '
        'private_words tsvector, private_text text COLLATE "C")'
    )
    # Unpacking would take most of the time in which hits are checked.
    for words in ("open_words", "open_text", "private_words", "private_text"):
        op.execute(f"ALTER TABLE texts_index ALTER COLUMN {words} SET STORAGE EXTERNAL")
    op.execute("CREATE INDEX ix_texts_index_open_words ON texts_index USING gin (open_words)")
    op.execute("CREATE INDEX ix_texts_index_private_words ON texts_index USING gin (private_words)")
