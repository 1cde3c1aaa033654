"""The tables of the store, as SQLAlchemy sees them; the migrations make them."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData()

# Without AUTOINCREMENT, SQLite gives a removed document's key to the next one, and old buttons would show the new text.
documents = Table(
    "documents",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("guild_id", BigInteger, nullable=True, comment="whose it is; NULL: bundled, shared by all"),
    Column("id", Text, nullable=False),
    Column("sha256", Text, nullable=False, comment="digest of the bytes it was read from"),
    Column(
        "reading", Text, nullable=False, comment="digest of metadata and reader version: read again when it differs"
    ),
    Column("checksum", Text, nullable=False, comment="digest of what was made of them, passages included"),
    Column("metadata", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("sections", JSON, nullable=False),
    Column("pages", JSON, nullable=False),
    Column("notes", JSON, nullable=False),
    Column("references", JSON, nullable=False),
    Column("warnings", JSON, nullable=False),
    UniqueConstraint("guild_id", "id", name="documents_guild_id_id"),
    # A unique constraint takes no two NULLs for the same.
    Index(
        "documents_shared_id",
        "id",
        unique=True,
        sqlite_where=text("guild_id IS NULL"),
        postgresql_where=text("guild_id IS NULL"),
    ),
    sqlite_autoincrement=True,
)

passages = Table(
    "passages",
    metadata,
    Column("document_key", Integer, ForeignKey("documents.key", ondelete="CASCADE"), primary_key=True),
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

state = Table(
    "state",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
