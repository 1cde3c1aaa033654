"""The SQLAlchemy definitions of the store's tables, which the migrations create.

A guild is a Discord server; a row whose ``guild_id`` is NULL is shared by all of them.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    text,
)

if TYPE_CHECKING:
    from sqlalchemy import Dialect

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """A point in time, exact to the microsecond, stored as an integer, since SQLite has no such type."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - as declared
        """The number of microseconds since 1970; a time without a time zone is refused with a TypeError."""
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - as declared
        """The point in time, in UTC."""
        return None if value is None else _EPOCH + value * _MICROSECOND


metadata = MetaData()

# Without AUTOINCREMENT, SQLite would reuse a removed edition's key, and old buttons would show another edition's text.
editions = Table(
    "editions",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("guild_id", BigInteger, nullable=True, comment="whose it is; NULL: shared by all"),
    Column("id", Text, nullable=False),
    Column("edition", Integer, nullable=False, comment="counts the editions of a document from 1"),
    Column("status", Text, nullable=False, comment="pending, live, superseded or removed"),
    Column("origin", Text, nullable=False, comment="bundled, folder or added"),
    Column("sha256", Text, nullable=False, comment="digest of the bytes it was read from"),
    Column(
        "reading", Text, nullable=False, comment="digest of metadata and reader version: read again when it differs"
    ),
    Column("checksum", Text, nullable=False, comment="digest of what was made of them, passages included; empty: none"),
    Column("metadata", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("sections", JSON, nullable=False),
    Column("pages", JSON, nullable=False),
    Column("notes", JSON, nullable=False),
    Column("references", JSON, nullable=False),
    Column("warnings", JSON, nullable=False),
    Column("passage_count", Integer, nullable=False),
    Column("size", BigInteger, nullable=False, comment="bytes of the file it was read from"),
    Column("file_name", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("added_by", BigInteger, nullable=False, comment="a person's id; 0: the host"),
    Column("ended_at", Moment, nullable=True, comment="when it was removed or superseded"),
    Column("replaces", Integer, nullable=True, comment="key of the edition that it was made to replace"),
    Index("editions_of_guild", "guild_id", "id"),
    # A unique index treats NULLs as distinct, so shared rows need an index of their own.
    Index(
        "editions_live", "guild_id", "id", unique=True, sqlite_where=text("status = 'live'"),
        postgresql_where=text("status = 'live'"),
    ),
    Index(
        "editions_live_shared", "id", unique=True, sqlite_where=text("guild_id IS NULL AND status = 'live'"),
        postgresql_where=text("guild_id IS NULL AND status = 'live'"),
    ),
    sqlite_autoincrement=True,
)  # fmt: skip

passages = Table(
    "passages",
    metadata,
    Column("edition_key", Integer, ForeignKey("editions.key", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("number", Text, nullable=True),
    Column("section_index", Integer, nullable=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("first_page", Text, nullable=True),
    Column("last_page", Text, nullable=True),
    Column("page_kind", Text, nullable=False),
    Column("url", Text, nullable=True),
    Column("anchor", Text, nullable=True),
)

sources = Table(
    "sources",
    metadata,
    Column("edition_key", Integer, ForeignKey("editions.key", ondelete="CASCADE"), primary_key=True),
    Column("data", LargeBinary, nullable=False, comment="the file itself, compressed with zlib"),
)

guilds = Table(
    "guilds",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("settings", JSON, nullable=False),
    Column("left_at", Moment, nullable=True),
)

versions = Table(
    "versions",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False, comment="0: what is shared"),
    Column("version", BigInteger, nullable=False, index=True, comment="rises over all guilds with every change"),
)

glossary = Table(
    "glossary",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("folded", Text, nullable=False, comment="the name, in the form in which names are compared"),
    Column("name", Text, nullable=False),
    Column("others", JSON, nullable=False),
    Column("relation", Text, nullable=False),
    Index("glossary_name", "guild_id", "folded", "relation", unique=True),
)

gaps = Table(
    "gaps",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("guild_id", BigInteger, nullable=False, index=True),
    Column("asked_at", Moment, nullable=False),
    Column("question", Text, nullable=False),
    sqlite_autoincrement=True,
)

golden = Table(
    "golden",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("question", Text, nullable=False),
    Column("document_id", Text, nullable=False),
    Column("passage", Text, nullable=False, comment="the passage's name in its document"),
    Column("text", Text, nullable=False, comment="the passage as it was, to find it again in a new edition"),
    Index("golden_question", "guild_id", "question", unique=True),
    sqlite_autoincrement=True,
)

usage = Table(
    "usage",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Text, primary_key=True, comment="in UTC, as 2026-01-31"),
    Column("asked", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
)

citations = Table(
    "citations",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Text, primary_key=True),
    Column("passage_id", Text, primary_key=True),
    Column("times", Integer, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("guild_id", BigInteger, nullable=True, comment="NULL: what is shared"),
    Column("at", Moment, nullable=False),
    Column("user_id", BigInteger, nullable=False, comment="0: the host"),
    Column("action", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("title", Text, nullable=True, comment="of the document that it is about, if any"),
    Column("edition", Integer, nullable=True, comment="the number of the edition of that document"),
    Column("edition_key", Integer, nullable=True),
    Index("audit_of_guild", "guild_id", "key"),
    sqlite_autoincrement=True,
)

state = Table(
    "state",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

OF_A_GUILD = (editions, glossary, gaps, golden, usage, citations, audit, guilds, versions)
"""Every table with data of a guild; passages and sources are deleted with their editions."""
