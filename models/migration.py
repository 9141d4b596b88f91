"""Brings a file to the schema of this program with alembic. Loaded only where there is something to migrate: it takes a while."""

import datetime as dt
from pathlib import Path

from alembic import command
from alembic.config import Config

from models.backup import back_up
from models.database import Database
from models.tables import APPLICATION_ID, REVISION

SCRIPTS = Path(__file__).parent / "migrations"


def upgrade(database: Database, found: str, wanted: str = REVISION) -> None:
    """Runs the migrations after revision `found`, up to `wanted`, in one transaction. A file that has one ("" is a new file) is copied before, dated by
    its last change."""
    if database.path and found:
        back_up(database, dt.datetime.fromtimestamp(database.path.stat().st_mtime, dt.UTC))
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with database.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        config.attributes["connection"] = connection
        command.upgrade(config, wanted)
