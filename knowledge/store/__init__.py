"""The store: documents, settings and small state in a database, the truth that every index can be rebuilt from.

``Store`` is the way in; it is made of small repositories, one for each kind of thing. SQLite in WAL mode by default, in
one file, or PostgreSQL. Opening a store brings its tables up to date.
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
from knowledge.store.engine import Database, database_url
from knowledge.store.glossary import Glossaries, glossary_faults
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
    from collections.abc import Callable
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
    "glossary_faults",
    "restore_backup",
]


class Store:
    """An open database; use ``Store.open``, and ``close`` it in the end."""

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
        """Open the database at ``url``, made or brought up to date where needed.

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
        """Whether nobody else can open it."""
        return self._database.is_in_memory

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    def install_bundled(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Load the bundled documents that are not there yet, or that are there as an older version read them."""
        install_bundled(self._database, now())

    def library(
        self,
        guild_id: int | None = None,
        *,
        bundled: bool | None = None,
        without: str = "",
        trying: int | None = None,
    ) -> Library:
        """The library of a guild (``None``: of what all share); takes time in proportion to its size.

        It has the shared documents and the guild's own, the bundled glossary and the guild's own. ``bundled`` says
        whether the documents that come with Pincite are among them; if not given, the guild's settings say so.
        ``without`` is a name of the guild's glossary, as the store has it, to be left out; ``trying`` is the key of an
        edition to try out in place of the live one of its document.

        Raises NotInLibrary where there is no edition of that key.
        """
        if bundled is None:
            bundled = self.settings.uses_bundled(guild_id)
        omitted = without.casefold()
        rows = [*bundled_glossary(), *(row for row in self.glossary.list(guild_id) if row.name.casefold() != omitted)]
        documents = self.documents.load(guild_id, bundled=bundled)
        if trying is not None:
            info, tried = self.documents.info(guild_id, trying), self.documents.edition(guild_id, trying)
            documents = (*(one for one in documents if one.id != info.id), *([tried.document] if tried else []))
        return Library(documents, rows)

    def has_own(self, guild_id: int) -> bool:
        """Whether a guild's library has anything that others' have not: documents or names."""
        return self.documents.has_own(guild_id) or bool(self.glossary.list(guild_id))

    def version(self, guild_id: int | None) -> int:
        """A number that is another one as soon as anything of a guild's library or settings is changed by anyone."""
        with self._database.reading() as connection:
            return version(connection, guild_id)

    def changes_since(self, seen: int) -> dict[int | None, int]:
        """The guilds that changed after the version ``seen`` (``None``: what all share), each with its newest."""
        with self._database.reading() as connection:
            return changes_since(connection, seen)

    def backup(self, file: Path) -> None:
        """Write a copy of everything into ``file``, while others may read and write; see ``restore_backup``.

        Raises StorageError where the store is a database server's, InputError where the file cannot be written.
        """
        back_up(self._database, file)

    def check(self) -> None:
        """Read the whole database for damage, as far as the database can tell.

        Raises StorageError.
        """
        if not self._database.is_sqlite:
            return
        with self._database.reading() as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
            if found != "ok":
                raise self._database.damaged(" ".join(str(found).split()))
