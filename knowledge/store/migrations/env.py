"""Alembic's entry point: runs the migrations on the connection that the store passes."""

from __future__ import annotations

from alembic import context

from knowledge.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
