"""The migrations of the store's tables, one numbered file each, applied by Alembic when a store is opened."""
