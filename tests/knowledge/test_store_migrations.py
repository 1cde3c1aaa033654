"""A database that an earlier version made is brought up to date with everything in it, by migrations in a line."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import alembic.command
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from knowledge import NotInLibrary, PageKind, Pages, Source, Status, Store
from knowledge.store import migrating, tables
from tests.knowledge.samples import document_of
from tests.knowledge.stores import ALICE, OURS, execute

M001 = (Path(__file__).parents[1] / "data" / "m001.sql").read_text(encoding="utf-8")
"""A database of the first version: two documents, and keys up to 4 that were given before."""


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The URL of a database as the first version left it."""
    path = tmp_path / "pincite.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(M001)
    return f"sqlite:///{path}"


def test_documents_keep_their_keys_texts_and_pages(url: str) -> None:
    """They become first editions."""
    with closing(Store.open(url)) as store:
        rules, customs = store.documents.load()
        infos = store.documents.list(None)

    assert ([1, 3], ["rules", "customs"]) == ([rules.key, customs.key], [rules.id, customs.id])
    assert ["The first rules is “quiet”; 100% of it.", "The second rules is order."] == [
        passage.text for passage in rules.passages
    ]
    assert Pages("4", "4", PageKind.PRINTED) == rules.passages[1].pages
    assert "https://example.org/customs#p4" == customs.passages[1].url
    assert [(1, Status.LIVE, 2, "The Rules"), (1, Status.LIVE, 2, "The Customs")] == [
        (info.edition, info.status, info.passages, info.title) for info in infos
    ]


def test_old_references_still_lead_to_their_passages(url: str) -> None:
    """Buttons of messages from before carry them."""
    with closing(Store.open(url)) as store:
        library = store.library()
        assert "The second customs is order." == library.resolve("3.1").text
        with pytest.raises(NotInLibrary):
            library.resolve("2.0")


def test_keys_given_before_are_not_given_again(url: str) -> None:
    """Not even those of documents that were the last ones and are gone."""
    with closing(Store.open(url)) as store:
        info = store.documents.put(OURS, document_of("New."), Source("new.txt", b"New."), ALICE)
    assert 5 == info.key


def test_small_values_stay(url: str) -> None:
    """The commands are not sent to Discord again."""
    with closing(Store.open(url)) as store:
        assert "abc" == store.state.get("commands.1")


def test_what_came_with_the_earlier_version_gives_way_to_what_comes_with_this_one(url: str) -> None:
    """The bundled document is installed beside what was there."""
    with closing(Store.open(url)) as store:
        store.install_bundled()
        assert ["rules", "customs", "frus1952-54v14p1-d183"] == [one.id for one in store.documents.list(None)]


def test_opening_twice_migrates_once(url: str) -> None:
    """The second time finds everything done."""
    for _ in range(2):
        with closing(Store.open(url)) as store:
            assert 2 == len(store.documents.load())


def test_the_audit_log_still_says_which_edition_it_was(url: str) -> None:
    """What one column held, titles with tabs in them included, has columns of its own; the rest stays."""
    rows = [
        (OURS, "document.add", "rules", "The\tRules\t2\t17"),
        (OURS, "document.export", "rules", "The Rules\t2\t17"),
        (OURS, "document.remove", "notes", "Notes\tof 1952"),
        (OURS, "glossary.add", "Beijing", "Beijing\t1\t2"),
    ]
    path = Path(str(sa.make_url(url).database))
    upgrade(url, "m002")
    for row in rows:
        execute(
            path, "INSERT INTO audit (guild_id, at, user_id, action, target, detail) VALUES (?, 1, 7, ?, ?, ?)", *row
        )
    with closing(Store.open(url)) as store:
        found = [(one.target, one.title, one.edition, one.detail) for one in store.audit.list(OURS)[::-1]]
        last = store.audit.last_of(OURS, 17)
    assert found == [
        ("rules", "The\tRules", 2, ""),
        ("rules", "The Rules", 2, ""),
        ("notes", "Notes\tof 1952", None, ""),
        ("Beijing", "", None, "Beijing\t1\t2"),
    ]
    assert last is not None
    assert (last.action, last.user_id) == ("document.add", 7)


def config() -> Config:
    """Alembic's settings for the migrations."""
    made = Config()
    made.set_main_option("script_location", "knowledge.store:migrations")
    return made


def upgrade(url: str, revision: str) -> None:
    """Bring a database to an earlier version than the newest."""
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        made = config()
        made.attributes["connection"] = connection
        alembic.command.upgrade(made, revision)
    engine.dispose()


def script() -> ScriptDirectory:
    """Alembic's view of the migrations."""
    return ScriptDirectory.from_config(config())


def test_the_newest_migration_is_the_one_that_the_store_expects() -> None:
    """A new migration without the constant would run Alembic at every start, or never."""
    assert migrating.HEAD == script().get_current_head()


def test_migrations_are_numbered_in_one_line() -> None:
    """m001, m002, …: each after the one before."""
    revisions = [revision.revision for revision in script().walk_revisions()][::-1]
    assert [f"m{number:03}" for number in range(1, len(revisions) + 1)] == revisions


def test_migrating_makes_the_tables_that_the_code_uses(url: str) -> None:
    """Nothing is missing and nothing is left over."""
    Store.open(url).close()
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        assert [] == compare_metadata(MigrationContext.configure(connection), tables.metadata)
    engine.dispose()
