"""The first schema: calendars, events, tasks, their occurrences and text index, the journal."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes every table, and the two calendars that each file begins with."""
    calendar = op.create_table(
        "calendar",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("color", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("visible", sa.Boolean, nullable=False),
        sa.Column("is_default", sa.Boolean, nullable=False),
    )
    create_components("event", sa.Column("end", sa.Text), sa.Column("transparency", sa.Text))
    create_components(
        "task", sa.Column("due", sa.Text), sa.Column("completed", sa.Text), sa.Column("percent", sa.Integer)
    )
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("changes", sa.JSON, nullable=False),
        sa.Column("undone", sa.Boolean, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "window",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("first", sa.Integer, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
    )
    shared = {"color": "#3584e4", "visible": True, "is_default": True}
    op.bulk_insert(
        calendar,
        [
            {"id": "personal", "name": "Personal", "kind": "event", "position": 0, **shared},
            {"id": "tasks", "name": "Tasks", "kind": "task", "position": 1, **shared},
        ],
    )


def create_components(name: str, *own: sa.Column[object]) -> None:
    """The table of one kind, its occurrences and its text index."""
    text = ("recurrence_id", "start", "rrule", "location", "description", "status", "url", "klass", "related_to")
    listed = ("rdates", "exdates", "attendees", "organizer", "categories", "alarms", "extra")
    op.create_table(
        name,
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("calendar_id", sa.Text, sa.ForeignKey("calendar.id"), nullable=False, index=True),
        sa.Column("uid", sa.Text, nullable=False, index=True),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("priority", sa.Integer),
        sa.Column("sequence", sa.Integer, nullable=False),
        *(sa.Column(column, sa.Text) for column in text),
        *(sa.Column(column, sa.JSON(none_as_null=True)) for column in listed),
        *own,
    )
    series = sa.text("rrule IS NOT NULL OR rdates IS NOT NULL")
    op.create_index(f"ix_{name}_series", name, ["key"], sqlite_where=series)
    key = f"{name}.key"
    op.create_table(
        f"{name}_occurrence",
        sa.Column("owner", sa.Integer, sa.ForeignKey(key, ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("row", sa.Integer, sa.ForeignKey(key, ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("lane", sa.Integer, nullable=False),
        sa.Column("first", sa.Integer, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
    )
    op.create_index(f"ix_{name}_occurrence_time", f"{name}_occurrence", ["lane", "first", "last"])
    op.execute(
        f"CREATE VIRTUAL TABLE {name}_search USING fts5(summary, location, description, attendees,"
        " tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')"
    )
