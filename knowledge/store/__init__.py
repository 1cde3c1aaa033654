"""The store: documents, settings and small state in a database, the source of truth for every index.

``Store`` is the entry point; it consists of small repositories, one for each kind of data. The database is SQLite in
WAL mode in one file, by default, or PostgreSQL. Opening a store migrates its tables.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from knowledge.bundled import bundled_glossary
from knowledge.errors import StorageError
from knowledge.library import Library
from knowledge.store.audit import Audit
from knowledge.store.backup import back_up, restore_backup
from knowledge.store.changes import changes_since, version
from knowledge.store.documents import Documents
from knowledge.store.editions import document_gone
from knowledge.store.engine import Database, database_url
from knowledge.store.glossary import Glossaries, glossary_faults, glossary_parts, rows_without
from knowledge.store.golden import Golden
from knowledge.store.installing import install_bundled
from knowledge.store.migrating import migrate
from knowledge.store.questions import Questions
from knowledge.store.settings import Settings
from knowledge.store.state import State
from knowledge.store.values import (
    HOST,
    Asked,
    AuditEntry,
    By,
    Day,
    Edition,
    EditionInfo,
    Gap,
    Origin,
    Quota,
    Source,
    Usage,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = [
    "HOST",
    "Asked",
    "AuditEntry",
    "By",
    "Day",
    "Edition",
    "EditionInfo",
    "Gap",
    "Origin",
    "Quota",
    "Source",
    "Store",
    "Usage",
    "database_url",
    "document_gone",
    "glossary_faults",
    "glossary_parts",
    "restore_backup",
]


class Store:
    """An open database; create it with ``Store.open``, and ``close`` it at the end."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.settings = Settings(database)
        self.documents = Documents(database)
        self.glossary = Glossaries(database)
        self.questions = Questions(database)
        self.golden = Golden(database)
        self.audit = Audit(database)
        self.state = State(database)

    @classmethod
    def open(cls, url: str) -> Store:
        """Open the database at ``url``; its tables are created or migrated where needed.

        Raises StorageError when it cannot be opened, is damaged, or was made by a newer version.
        """
        database = Database.open(url)
        try:
            migrate(database)
        except StorageError:
            database.close()
            raise
        return cls(database)

    @property
    def url(self) -> str:
        """The URL that it was opened with; it may hold a password."""
        return self._database.url

    @property
    def is_in_memory(self) -> bool:
        """Whether it is an in-memory database, which no other process can open."""
        return self._database.is_in_memory

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    def install_bundled(self) -> None:
        """Load the bundled documents that are missing, or that were stored by an older version of the readers."""
        install_bundled(self._database, datetime.now(UTC))

    def library(
        self,
        guild_id: int | None = None,
        *,
        bundled: bool | None = None,
        without: Sequence[str] = (),
        trying: int | None = None,
    ) -> Library:
        """Build the library of a guild (``None``: of shared documents only), in time proportional to its size.

        It has the shared documents and the guild's own, the bundled glossary and the guild's own. ``bundled`` says
        whether the bundled documents are included; if not given, the guild's settings decide. ``without`` is a name of
        the guild's glossary to leave out, or a name and one of its other names to leave out; ``trying`` is the key of
        an edition to try out in place of the live one of its document.

        Raises NotInLibrary where there is no edition with that key.
        """
        if bundled is None:
            bundled = self.settings.uses_bundled(guild_id)
        own = self.glossary.list(guild_id)
        rows = [*bundled_glossary(), *(rows_without(own, *without) if without else own)]
        documents = self.documents.load(guild_id, bundled=bundled)
        if trying is not None:
            info, tried = self.documents.info(guild_id, trying), self.documents.edition(guild_id, trying)
            documents = (*(one for one in documents if one.id != info.id), *([tried.document] if tried else []))
        return Library(documents, rows)

    def has_own(self, guild_id: int) -> bool:
        """Whether a guild has documents or glossary names of its own."""
        return self.documents.has_own(guild_id) or bool(self.glossary.list(guild_id))

    def version(self, guild_id: int | None) -> int:
        """The version of a guild's library and settings, which changes whenever anyone changes any of them."""
        with self._database.reading() as connection:
            return version(connection, guild_id)

    def changes_since(self, seen: int) -> dict[int | None, int]:
        """The guilds that changed after version ``seen`` (``None``: shared data), each with its newest version."""
        with self._database.reading() as connection:
            return changes_since(connection, seen)

    def backup(self, file: Path) -> None:
        """Write a copy of the database to ``file``, while others may read and write; see ``restore_backup``.

        Raises StorageError where the database is on a server, InputError where the file cannot be written.
        """
        back_up(self._database, file)

    def check(self) -> None:
        """Check the whole database for damage, as far as the database can detect it.

        Raises StorageError.
        """
        if not self._database.is_sqlite:
            return
        with self._database.reading() as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
            if found != "ok":
                raise self._database.damaged(" ".join(str(found).split()))
