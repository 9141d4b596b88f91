"""Calendars keep what files say of them; the index by time holds whole lines, and more than eight days, not a month, is long."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

#: Seconds from which on a thing counts as long, from here on.
LONG = 8 * 86_400


def upgrade() -> None:
    """Adds the column, makes the indexes anew and moves what is long now to its lane."""
    op.add_column("calendar", sa.Column("extra", sa.JSON(none_as_null=True)))
    for table in ("event_occurrence", "task_occurrence"):
        op.drop_index(f"ix_{table}_time", table)
        op.execute(f"UPDATE {table} SET lane = lane + 2 WHERE lane < 2 AND last - first > {LONG}")
        op.create_index(f"ix_{table}_time", table, ["lane", "first", "last", "owner", "row"])
