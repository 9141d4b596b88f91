"""Brings a file to the schema of this program with alembic. Loaded only where there is something to migrate: it takes a while."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

SCRIPTS = Path(__file__).parent / "migrations"


def upgrade(connection: Connection, revision: str) -> None:
    """Runs every migration up to `revision` inside the transaction that the caller holds."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
