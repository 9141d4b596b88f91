"""Alembic's entry: runs the migrations on the connection that ``models.migration`` hands over, in its transaction."""

from alembic import context

from models.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=False)
context.run_migrations()
