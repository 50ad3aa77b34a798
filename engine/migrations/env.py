"""Alembic's entry: always on a connection that `engine.store.schema` hands over."""

from alembic import context

from engine.store.schema import METADATA

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
