"""Migrates a database's tables when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from knowledge.errors import StorageError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from knowledge.store.engine import Database

HEAD = "m003"
"""The newest migration; a store that already has it needs no Alembic."""


def migrate(database: Database) -> None:
    """Create or migrate the tables, in one transaction.

    Raises StorageError when the database was made by a newer version.
    """
    with database.reading() as connection:
        found = _version(connection)
    if found == HEAD:
        return
    # Alembic takes longer to import than a question takes to answer, so it is imported only if needed.
    import alembic.command  # noqa: PLC0415 - see above
    import alembic.config  # noqa: PLC0415 - see above
    import alembic.util  # noqa: PLC0415 - see above

    with database.writing() as connection:
        if _version(connection) == HEAD:  # another process was quicker
            return
        config = alembic.config.Config()
        config.set_main_option("script_location", "knowledge.store:migrations")
        config.attributes["connection"] = connection
        try:
            alembic.command.upgrade(config, "head")
        except alembic.util.CommandError as error:
            raise StorageError(
                "The database {place} was made by a newer version of Pincite: update Pincite; nothing was changed.",
                place=database.place,
            ) from error


def _version(connection: Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return version
