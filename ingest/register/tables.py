"""The register's tables. Every time is in seconds since 1970-01-01 UTC, by the database's clock.

The migrations make these tables; a test compares the two.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    column,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

_KEY = String().with_variant(String(collation="C"), "postgresql")
"""Compared character by character, in whatever language the database was set up."""


def _chained() -> tuple[Column[str], Column[str]]:
    """The hash of the row before and the row's own; `chain.py` says of what."""
    return (
        Column("previous", String(64), nullable=False, server_default=""),
        Column("hash", String(64), nullable=False, server_default=""),
    )


documents = Table(
    "documents",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("filename", String, nullable=False),
    Column("media_type", String, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("embedded", Integer),
    Column("received_at", Double, nullable=False),
    Column("status", String, nullable=False),
    Column("finished_at", Double),
    Column("problem", JSON(none_as_null=True)),
    Column("revision", Integer, nullable=False),
    Column("current_version", String),
    Column("withdrawn", JSON(none_as_null=True)),
    CheckConstraint("status IN ('received', 'processing', 'done', 'failed')", name="status"),
    Index("ix_documents_received_at", "received_at", "id"),
)

receipts = Table(
    "receipts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", String(32), ForeignKey("documents.id"), nullable=False, index=True),
    Column("filename", String, nullable=False),
    Column("received_at", Double, nullable=False),
    Column("duplicate", Boolean, nullable=False),
    Column("stated", JSON, nullable=False),
    Column("actor", String, nullable=False),
    sqlite_autoincrement=True,
)

pages = Table(
    "pages",
    metadata,
    Column("document_id", String(32), ForeignKey("documents.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("status", String, nullable=False),
    Column("problem", JSON(none_as_null=True)),
    CheckConstraint("status IN ('waiting', 'reading', 'read', 'failed')", name="status"),
)

#: One row for each unit of work: a page, or page 0, the document's assembly, or below 0 the run (negated) in
#: which the document is run again. Holding a row means that
#: `owner` is set and `lease_until` lies ahead. Work is not to be claimed before `due_at`, from which the
#: wait for a claimant is also counted; `sweeps` is how often it was queued again since. Times that lie
#: further ahead than anybody sets them are dated anew by the sweep: the clock was set back.
claims = Table(
    "claims",
    metadata,
    Column("document_id", String(32), ForeignKey("documents.id"), primary_key=True),
    Column("page", Integer, primary_key=True, autoincrement=False),
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("owner", String),
    Column("lease_until", Double),
    Column("due_at", Double, nullable=False),
    Column("sweeps", Integer, nullable=False),
    Column("problem", JSON(none_as_null=True)),
    CheckConstraint("state IN ('open', 'closed')", name="state"),
    Index(
        "ix_claims_open",
        "document_id",
        "page",
        sqlite_where=column("state") == "open",
        postgresql_where=column("state") == "open",
    ),
    Index(
        "ix_claims_held",
        "lease_until",
        sqlite_where=column("owner").is_not(None),
        postgresql_where=column("owner").is_not(None),
    ),
)

#: What the broker is to be told of, lowest `turn` first: the pages of one document follow each other in
#: turns, and a new document begins at the turn that is next, beside those that came before it.
outbox = Table(
    "outbox",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("document_id", String(32), nullable=False),
    Column("page", Integer, nullable=False),
    Column("turn", Integer, nullable=False),
    ForeignKeyConstraint(["document_id", "page"], ["claims.document_id", "claims.page"]),
    Index("ix_outbox_unit", "document_id", "page"),
    Index("ix_outbox_turn", "turn", "sequence"),
    sqlite_autoincrement=True,
)

#: Append-only: the database itself refuses to change or delete a row.
events = Table(
    "events",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("at", Double, nullable=False),
    Column("kind", String, nullable=False),
    Column("document_id", String(32), ForeignKey("documents.id"), nullable=False, index=True),
    Column("actor", String, nullable=False),
    Column("details", JSON, nullable=False),
    *_chained(),
)

#: One row: the sequence and the hash of the last event. Whoever writes an event holds this row until the end
#: of the transaction, so events become visible in the order of their sequence and a follower misses none.
last_event = Table(
    "last_event",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("hash", String(64), nullable=False, server_default=""),
)

records = Table(
    "records",
    metadata,
    Column("document_id", String(32), ForeignKey("documents.id"), primary_key=True),
    Column("version", String, primary_key=True),
    Column("record_key", String, nullable=False),
    Column("artifacts", JSON, nullable=False),
    Column("made_at", Double, nullable=False),
    #: The version under which the readings and pictures of its pages lie; null: its own.
    Column("readings", String),
)

#: What people have said about records, for good: only ever added to.
corrections = Table(
    "corrections",
    metadata,
    Column("document_id", String(32), ForeignKey("documents.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("version", String, nullable=False),
    Column("target", JSON, nullable=False),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
    Column("reason", String),
    Column("actor", String, nullable=False),
    Column("at", Double, nullable=False),
    Column("key", String(64)),
)

#: One row for each document that somebody reviews or has reviewed. `token` is set while they do, and holds
#: until `lease_until`; `finished_version` is the record that was last looked through to the end.
reviews = Table(
    "reviews",
    metadata,
    Column("document_id", String(32), ForeignKey("documents.id"), primary_key=True),
    Column("holder", String),
    Column("token", String),
    Column("lease_until", Double),
    Column("finished_version", String),
    Column("finished_by", String),
    Column("finished_at", Double),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("role", String, nullable=False),
    Column("password", String),
    Column("active", Boolean, nullable=False),
    Column("made_at", Double, nullable=False),
    CheckConstraint("role IN ('reader', 'registrar', 'archivist', 'administrator')", name="role"),
    sqlite_autoincrement=True,
)

#: Who is signed in. Of the cookie only its digest is kept.
sessions = Table(
    "sessions",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("account_id", Integer, ForeignKey("accounts.id"), nullable=False, index=True),
    Column("seen_at", Double, nullable=False),
    Column("ends_at", Double, nullable=False),
)

#: Links that open once: to choose a password or, without an account, to make the first administrator's.
one_time_links = Table(
    "one_time_links",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("account_id", Integer, ForeignKey("accounts.id"), index=True),
    Column("ends_at", Double, nullable=False),
)

#: Failed sign-ins since `first_at`, by `name:…` and by `address:…`.
sign_in_failures = Table(
    "sign_in_failures",
    metadata,
    Column("whose", String, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("first_at", Double, nullable=False),
)

#: Append-only, as `events` is: who signed in or failed to, and what was done to accounts.
access_log = Table(
    "access_log",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("at", Double, nullable=False),
    Column("kind", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("account", String),
    Column("address", String),
    Column("details", JSON, nullable=False),
    *_chained(),
    sqlite_autoincrement=True,
)

#: One row: the sequence and the hash of the last entry of the log of access.
last_access = Table(
    "last_access",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("hash", String(64), nullable=False),
)

#: What lists of documents are filtered, sorted and made from. The database itself keeps a row for every
#: document, in the order in which they came in, and its status; the rest is of the current record, and null
#: before there is one. `received_on` is the day that the uploader `stated` or that is `read` in the document,
#: null where nobody says one. The keys are words in small letters; those for sorting have å, ä and ö after z.
heads = Table(
    "heads",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document_id", String(32), ForeignKey("documents.id"), nullable=False, unique=True),
    Column("received_at", Double, nullable=False),
    Column("status", String, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("version", String),
    Column("title", String),
    Column("document_type", String),
    Column("issuer", String),
    Column("officer", String),
    Column("document_date", String),
    Column("dnr", String),
    Column("needs_review", Boolean),
    Column("personal_data", Boolean),
    Column("expected_errors", Double),
    Column("expected", JSON),
    Column("received_on", String(10)),
    Column("received_basis", String),
    Column("issuer_key", _KEY),
    Column("officer_key", _KEY),
    Column("date_key", _KEY, nullable=False, server_default=""),
    Column("title_key", _KEY, nullable=False, server_default=""),
    *(
        Index(f"ix_heads_{name}", "withdrawn", name, "number")
        for name in ("status", "document_type", "needs_review", "personal_data", "date_key", "title_key")
    ),
    Index("ix_heads_received_at", "received_at"),
    Index("ix_heads_received_on", "received_on", "number"),
    Index("ix_heads_expected_errors", "withdrawn", "expected_errors"),
    sqlite_autoincrement=True,
)

#: The numbers of a document, in its record and as its uploader stated them, by spelling-insensitive keys.
dnr_keys = Table(
    "dnr_keys",
    metadata,
    Column("number", Integer, ForeignKey("heads.number"), primary_key=True, autoincrement=False),
    Column("key", _KEY, primary_key=True),
    Column("stated", Boolean, primary_key=True),
    Index("ix_dnr_keys_key", "key", "number"),
)

#: What is searched and quoted: the protected form of the current record, and apart from it what is protected.
#: SQLite's full-text index follows this table by itself; PostgreSQL's is filled by `search/tsvector.py`.
texts = Table(
    "texts",
    metadata,
    Column("number", Integer, ForeignKey("heads.number"), primary_key=True, autoincrement=False),
    Column("head", String, nullable=False),
    Column("body", String, nullable=False),
    Column("private", String, nullable=False),
)

saved_searches = Table(
    "saved_searches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("owner", String, nullable=False),
    Column("name", String, nullable=False),
    Column("query", String, nullable=False),
    UniqueConstraint("owner", "name", name="uq_saved_searches_owner"),
    sqlite_autoincrement=True,
)

#: What each document adds to the figures of quality, by its current record and corrections; derived, and made
#: anew by `inkom reindex`. Characters and values are judged where the model says how often it expects errors.
observations = Table(
    "observations",
    metadata,
    Column("document_id", String(32), ForeignKey("documents.id"), primary_key=True),
    Column("version", String, nullable=False),
    Column("period", String(7), nullable=False),
    Column("text_source", String, nullable=False),
    Column("scanner", String),
    Column("characters", Integer, nullable=False),
    Column("judged_characters", Integer, nullable=False),
    Column("expected_characters", Double, nullable=False),
    Column("wrong_characters", Integer, nullable=False),
    Column("extracted", Integer, nullable=False),
    Column("judged_values", Integer, nullable=False),
    Column("expected_values", Double, nullable=False),
    Column("wrong_values", Integer, nullable=False),
)

#: How often a rule fired in a document, how often a person disagreed, and the page where that is best seen.
rule_counts = Table(
    "rule_counts",
    metadata,
    Column("document_id", String(32), ForeignKey("documents.id"), primary_key=True),
    Column("rule", String, primary_key=True),
    Column("fired", Integer, nullable=False),
    Column("disagreed", Integer, nullable=False),
    Column("page", Integer, nullable=False),
    Index("ix_rule_counts_rule", "rule", "disagreed", "document_id", "fired"),
)

#: A document's characters or values by how wrong they are expected to be, and how many people corrected.
calibration = Table(
    "calibration",
    metadata,
    Column("document_id", String(32), ForeignKey("documents.id"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("bin", Integer, primary_key=True, autoincrement=False),
    Column("things", Integer, nullable=False),
    Column("expected", Double, nullable=False),
    Column("wrong", Integer, nullable=False),
)

#: Audits by sample. `drawn` and `report` are JSON as text, byte for byte what their hashes were taken of.
audits = Table(
    "audits",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("lot", String, nullable=False),
    Column("state", String, nullable=False),
    Column("drawn", String, nullable=False),
    Column("begun_by", String, nullable=False),
    Column("drawn_at", Double, nullable=False),
    Column("report", String),
    Column("ended_by", String),
    Column("ended_at", Double),
    Column("ended_why", String),
    CheckConstraint("state IN ('open', 'accepted', 'rejected', 'abandoned')", name="state"),
)

#: The documents of each sample, in its order, and what was found in them; `wrong` of `looked_at` values.
#: `revision` counts the findings.
audit_documents = Table(
    "audit_documents",
    metadata,
    Column("audit", Integer, ForeignKey("audits.number"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("document_id", String(32), ForeignKey("documents.id"), nullable=False, index=True),
    Column("record_version", String, nullable=False),
    Column("finding", JSON(none_as_null=True)),
    Column("wrong", Integer),
    Column("looked_at", Integer),
    Column("revision", Integer, nullable=False),
)

#: When the chains of the logs were looked through, and what was found.
log_checks = Table(
    "log_checks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Double, nullable=False),
    Column("actor", String, nullable=False),
    Column("log", String, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("head", String(64)),
    Column("broken_at", Integer),
    Column("breach", String),
    sqlite_autoincrement=True,
)
#: Documents that are run again together. `compared` counts the comparisons, so that a decision can say which
#: of them it has seen. `taught` is what it is made with of the vocabulary that is only on trial.
runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("made_at", Double, nullable=False),
    Column("actor", String, nullable=False),
    Column("selection", JSON, nullable=False),
    Column("reading", String, nullable=False),
    Column("pipeline_version", String, nullable=False),
    Column("state", String, nullable=False),
    Column("compared", Integer, nullable=False, server_default="0"),
    Column("taught", JSON(none_as_null=True)),
    CheckConstraint("state IN ('running', 'paused', 'cancelled')", name="state"),
    CheckConstraint("reading IN ('kept', 'again')", name="reading"),
    sqlite_autoincrement=True,
)

#: Values of settings that corrections have proposed and somebody has tried; those in force are used by the
#: workers, together with the settings of the environment.
vocabulary = Table(
    "vocabulary",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("setting", String, nullable=False),
    Column("value", String, nullable=False),
    Column("state", String, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("run_id", Integer, ForeignKey("runs.id"), nullable=False),
    Column("tried_by", String, nullable=False),
    Column("tried_at", Double, nullable=False),
    Column("decided_by", String),
    Column("decided_at", Double),
    CheckConstraint("state IN ('trial', 'in_force', 'declined', 'undone')", name="state"),
    sqlite_autoincrement=True,
)

#: The documents of a run, in the order of their heads. From `ready` on there is a candidate: a record that is
#: stored and not served, made of `base_version`; its comparison with it, under the first `after_number`
#: corrections, was the run's one number `compared`.
run_items = Table(
    "run_items",
    metadata,
    Column("run_id", Integer, ForeignKey("runs.id"), primary_key=True),
    Column("document_id", String(32), ForeignKey("documents.id"), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("base_version", String),
    Column("version", String),
    Column("record_key", String),
    Column("artifacts", JSON(none_as_null=True)),
    Column("readings", String),
    Column("after_number", Integer, nullable=False, server_default="0"),
    Column("compared", Integer),
    Column("problem", JSON(none_as_null=True)),
    Column("decided_by", String),
    Column("decided_at", Double),
    CheckConstraint(
        "state IN ('waiting', 'ready', 'accepting', 'accepted', 'rejected', 'failed', 'outdated', "
        "'cancelled')",
        name="state",
    ),
    Index("ix_run_items_state", "run_id", "state", "number"),
    Index("ix_run_items_document_id", "document_id", "state"),
)

#: How often something of a kind would change in a document; a candidate without a row changes nothing.
run_changes = Table(
    "run_changes",
    metadata,
    Column("run_id", Integer, primary_key=True),
    Column("document_id", String(32), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("changes", Integer, nullable=False),
    ForeignKeyConstraint(["run_id", "document_id"], ["run_items.run_id", "run_items.document_id"]),
    Index("ix_run_changes_kind", "run_id", "kind"),
)
