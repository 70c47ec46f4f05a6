"""Brings the register's tables up to date. The steps lie in `migrations/versions`."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from ingest.register.database import Database

_MIGRATIONS = Path(__file__).parent / "migrations"


def to_newest(database: Database) -> None:
    """Run the migrations that the database lacks, all of them or none. RegisterUnavailable."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with database.migration() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
