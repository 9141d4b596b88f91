"""The journal says itself which entries a calendar file brought; until here their words told it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Adds the column, and fills it as the words say: every import was named so, with a capital letter."""
    op.add_column("journal", sa.Column("brought", sa.Boolean, nullable=False, server_default=sa.false()))
    op.execute("UPDATE journal SET brought = true WHERE text GLOB 'Import *'")
