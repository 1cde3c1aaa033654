"""The history of the store's tables, one numbered step a file, applied by Alembic when a store is opened."""
