"""Run by Alembic: applies the migrations on the connection, and in the transaction, it is given."""

from alembic import context

from ingest.register.tables import metadata

# SQLite's DDL is transactional too, now that SQLAlchemy begins the transactions.
context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True
)
context.run_migrations()
