"""Editions of documents, and the data of each guild."""

from __future__ import annotations

import time

import sqlalchemy as sa
from alembic import op

revision = "m002"
down_revision = "m001"


def upgrade() -> None:
    """Turn documents into first editions, with the same keys, and create the tables of guilds."""
    _make_editions()
    _move_documents()
    _make_tables_of_guilds()


def _make_editions() -> None:
    op.create_table(
        "editions",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("guild_id", sa.BigInteger, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("reading", sa.Text, nullable=False),
        sa.Column("checksum", sa.Text, nullable=False),
        sa.Column("metadata", sa.JSON, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("sections", sa.JSON, nullable=False),
        sa.Column("pages", sa.JSON, nullable=False),
        sa.Column("notes", sa.JSON, nullable=False),
        sa.Column("references", sa.JSON, nullable=False),
        sa.Column("warnings", sa.JSON, nullable=False),
        sa.Column("passage_count", sa.Integer, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("added_at", sa.BigInteger, nullable=False),
        sa.Column("added_by", sa.BigInteger, nullable=False),
        sa.Column("ended_at", sa.BigInteger, nullable=True),
        sa.Column("replaces", sa.Integer, nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_index("editions_of_guild", "editions", ["guild_id", "id"])
    live, shared = sa.text("status = 'live'"), sa.text("guild_id IS NULL AND status = 'live'")
    op.create_index(
        "editions_live", "editions", ["guild_id", "id"], unique=True, sqlite_where=live, postgresql_where=live
    )
    op.create_index(
        "editions_live_shared", "editions", ["id"], unique=True, sqlite_where=shared, postgresql_where=shared
    )


def _move_documents() -> None:
    # Former checksums covered other data; these documents are replaced by the ones bundled with this version.
    moved = sa.text(
        'INSERT INTO editions (key, guild_id, id, edition, status, origin, sha256, reading, checksum, metadata, "text",'
        ' sections, pages, notes, "references", warnings, passage_count, size, file_name, added_at, added_by)'
        " SELECT key, guild_id, id, 1, 'live', 'bundled', sha256, reading, '', metadata, \"text\","
        ' sections, pages, notes, "references", warnings,'
        " (SELECT count(*) FROM passages WHERE document_key = documents.key), length(\"text\"), id || '.txt',"
        " :now, 0 FROM documents"
    )
    op.execute(moved.bindparams(now=time.time_ns() // 1000))
    _keep_counting()
    # Dropping a table also deletes rows that refer to it, so the passages are moved before the documents are dropped.
    op.rename_table("passages", "passages_m001")
    op.create_table(
        "passages",
        sa.Column("edition_key", sa.Integer, sa.ForeignKey("editions.key", ondelete="CASCADE"), primary_key=True),
        sa.Column("ordinal", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=True),
        sa.Column("section_index", sa.Integer, nullable=True),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("first_page", sa.Text, nullable=True),
        sa.Column("last_page", sa.Text, nullable=True),
        sa.Column("page_kind", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=True),
        sa.Column("anchor", sa.Text, nullable=True),
    )
    op.execute(
        'INSERT INTO passages (edition_key, ordinal, name, role, number, section_index, start, "end", first_page,'
        " last_page, page_kind, url, anchor) SELECT document_key, ordinal, name, role, number, section_index, start,"
        ' "end", first_page, last_page, page_kind, url, anchor FROM passages_m001'
    )
    op.drop_table("passages_m001")
    op.drop_table("documents")


def _keep_counting() -> None:
    """Continue with the keys after the documents' keys, since a key is never reused."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DELETE FROM sqlite_sequence WHERE name = 'editions'")
        op.execute(
            "INSERT INTO sqlite_sequence (name, seq)"
            " SELECT 'editions', seq FROM sqlite_sequence WHERE name = 'documents'"
        )
        return
    op.execute("SELECT setval(pg_get_serial_sequence('editions', 'key'), last_value, is_called) FROM documents_key_seq")


def _make_tables_of_guilds() -> None:
    op.create_table(
        "sources",
        sa.Column("edition_key", sa.Integer, sa.ForeignKey("editions.key", ondelete="CASCADE"), primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "guilds",
        sa.Column("guild_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("settings", sa.JSON, nullable=False),
        sa.Column("left_at", sa.BigInteger, nullable=True),
    )
    op.create_table(
        "versions",
        sa.Column("guild_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("version", sa.BigInteger, nullable=False, index=True),
    )
    op.create_table(
        "glossary",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("others", sa.JSON, nullable=False),
        sa.Column("relation", sa.Text, nullable=False),
    )
    op.create_index("glossary_name", "glossary", ["guild_id", "folded", "relation"], unique=True)
    _make_questions()
    op.create_table(
        "audit",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("guild_id", sa.BigInteger, nullable=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("audit_of_guild", "audit", ["guild_id", "key"])


def _make_questions() -> None:
    op.create_table(
        "gaps",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("guild_id", sa.BigInteger, nullable=False, index=True),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "golden",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("document_id", sa.Text, nullable=False),
        sa.Column("passage", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("golden_question", "golden", ["guild_id", "question"], unique=True)
    op.create_table(
        "usage",
        sa.Column("guild_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("day", sa.Text, primary_key=True),
        sa.Column("asked", sa.Integer, nullable=False),
        sa.Column("answered", sa.Integer, nullable=False),
    )
    op.create_table(
        "citations",
        sa.Column("guild_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("day", sa.Text, primary_key=True),
        sa.Column("passage_id", sa.Text, primary_key=True),
        sa.Column("times", sa.Integer, nullable=False),
    )
