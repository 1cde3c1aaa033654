"""The store on a real PostgreSQL server, started for the tests where its programs are installed."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext

from knowledge import Asked, Day, GlossaryRow, Metadata, StorageError, Store, restore_backup
from knowledge.store import tables
from tests.knowledge.samples import library_of
from tests.knowledge.stores import ALICE, NOW, OURS, THEIRS, add, days, preview

if TYPE_CHECKING:
    from collections.abc import Iterator

M001 = (Path(__file__).parents[1] / "data" / "m001.sql").read_text(encoding="utf-8")
PROGRAMS = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)
SERVER = "postgres"
"""The account that the server runs as: it refuses to run as root."""

pytestmark = pytest.mark.skipif(PROGRAMS is None, reason="PostgreSQL's server programs are not installed")


def as_server(program: str, *arguments: str) -> None:
    """Run one of the server's programs."""
    command = [str(PROGRAMS / program) if PROGRAMS else program, *arguments]
    if os.getuid() == 0:
        command = ["runuser", "-u", SERVER, "--", *command]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with an empty cluster: host and port."""
    folder = Path(tmp_path_factory.mktemp("server"))
    cluster = Path("/tmp") / f"{folder.parent.name}-{os.getpid()}-cluster"
    cluster.mkdir(mode=0o700)
    if os.getuid() == 0:
        shutil.chown(cluster, SERVER)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    as_server("initdb", "--pgdata", str(cluster), "--username", SERVER, "--auth", "trust", "--no-sync")
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories= -c fsync=off"
    as_server("pg_ctl", "--pgdata", str(cluster), "--wait", "--log", str(cluster / "log"), "-o", options, "start")
    yield f"127.0.0.1:{port}"
    as_server("pg_ctl", "--pgdata", str(cluster), "--mode", "immediate", "stop")
    shutil.rmtree(cluster)


@pytest.fixture
def url(server: str, request: pytest.FixtureRequest) -> str:
    """The URL of an empty database of its own."""
    host, port = server.split(":")
    name = request.node.name
    as_server("createdb", "--host", host, "--port", port, "--username", SERVER, name)
    return f"postgresql+pg8000://{SERVER}@{server}/{name}"


def test_the_bundled_document_comes_back_equal(url: str, tmp_path: Path) -> None:
    """A document read from PostgreSQL is the one that SQLite gives, and is not stored twice."""
    here, there = Store.open(url), Store.open(f"sqlite:///{tmp_path / 'p.db'}")
    for store in (here, there):
        store.install_bundled()
        store.install_bundled()

    assert there.documents.load() == here.documents.load()
    assert here.library().ask("trade controls").answered
    here.check()
    here.close()
    there.close()


def test_four_that_open_a_new_database_at_once_all_succeed(url: str) -> None:
    """They wait for each other, and the document is there once, under one key."""

    def start() -> tuple[int, ...]:
        store = Store.open(url)
        store.install_bundled()
        keys = tuple(document.key for document in store.documents.load())
        store.close()
        return keys

    with ThreadPoolExecutor(4) as pool:
        found = [future.result() for future in [pool.submit(start) for _ in range(4)]]

    assert 1 == len(set(found))
    assert 1 == len(found[0])


def test_state_is_kept(url: str) -> None:
    """A value survives closing, and a new one takes its place."""
    store = Store.open(url)
    store.state.put("commands", "one")
    store.state.put("commands", "two")
    store.close()
    again = Store.open(url)

    assert "two" == again.state.get("commands")
    assert again.state.get("other") is None
    again.close()


def test_a_database_of_the_first_version_is_brought_up_to_date(url: str) -> None:
    """Documents keep their keys and passages, and keys that were given before are not given again."""
    engine = sa.create_engine(url)
    config = Config()
    config.set_main_option("script_location", "knowledge.store:migrations")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "m001")
        for line in re.findall(r"^INSERT INTO \"(?:documents|passages|state)\".*?\);$", M001, re.MULTILINE | re.DOTALL):
            connection.exec_driver_sql(line.replace("%", "%%"))
        connection.exec_driver_sql("SELECT setval('documents_key_seq', 4)")
        assert "m001" == connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    engine.dispose()
    with closing(Store.open(url)) as store:
        rules, customs = store.documents.load()
        assert ([1, 3], [2, 2]) == ([rules.key, customs.key], [len(rules.passages), len(customs.passages)])
        assert "abc" == store.state.get("commands.1")
        assert 5 == add(store, OURS, "New.").key


def test_the_tables_are_those_that_the_code_uses(url: str) -> None:
    """Nothing is missing and nothing is left over; remarks on columns are for readers of the code alone."""
    Store.open(url).close()
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), tables.metadata)
    engine.dispose()
    assert [] == [one for one in differences if "modify_comment" not in str(one)]


def test_editions_go_their_way(url: str) -> None:
    """Preview, approval, replacement, removal, restoring, purging; each server for itself."""
    with closing(Store.open(url)) as store:
        store.install_bundled()
        first = add(store, OURS, "No dogs.")
        second = add(store, OURS, "Dogs on a lead.", replaces=first.key)
        preview(store, OURS, "A plan.", name="plan")
        add(store, THEIRS, "Theirs.")
        store.documents.describe(OURS, second.key, Metadata(title="The Rules", url="https://example.org"), ALICE)
        store.documents.remove(OURS, "rules", ALICE)
        assert ["frus1952-54v14p1-d183"] == [document.id for document in store.documents.load(OURS)]
        store.documents.restore(OURS, "rules", ALICE)

        assert ["Dogs on a lead."] == [document.text for document in store.documents.load(OURS)[1:]]
        assert b"No dogs." == store.documents.source(OURS, first.key).data
        assert store.documents.edition(THEIRS, first.key) is None
        assert second.sha256 == store.documents.history(OURS, "rules")[1].sha256
        assert second.key == getattr(store.documents.find(OURS, second.sha256), "key", None)
        assert (2, 36) == (store.documents.usage(OURS).documents, store.documents.extent(OURS).passages)
        assert 1 == store.documents.purge(removed_before=NOW + days(1), pending_before=NOW + days(1))
        assert {OURS, THEIRS} == store.changes_since(1).keys()


def test_what_else_a_server_has_is_kept_and_forgotten(url: str) -> None:
    """Settings, names, questions, golden questions, the audit log."""
    with closing(Store.open(url)) as store:
        store.settings.put(OURS, {"language": "de", "wild": "\0\ud800½"}, ALICE)
        store.glossary.add(OURS, GlossaryRow("Beijing", ("Peiping",), "same"), ALICE)
        store.glossary.add(OURS, GlossaryRow("beijing", ("Peking",), "same"), ALICE)
        asked = Asked(OURS, "Where\0?", answered=False, at=NOW, cited=("rules:p1",))
        store.questions.note([asked, asked])
        hit = library_of("Dogs stay outside.").lookup("paragraph 1").hits[0]
        for _ in range(2):
            store.golden.add(OURS, "And dogs?", hit, ALICE)

        assert "de" == store.settings.all()[OURS]["language"]
        assert (GlossaryRow("Beijing", ("Peiping", "Peking"), "same"),) == store.glossary.list(OURS)
        assert ["Where?"] * 2 == [gap.question for gap in store.questions.gaps(OURS)]
        assert (Day("2026-01-31", 2, 0),) == store.questions.days(OURS, since=NOW)
        assert (("rules:p1", 2),) == store.questions.most_cited(OURS, since=NOW)
        assert ["sample:p1"] == [one.passage_id for one in store.golden.list(OURS)]
        assert 5 == len(store.audit.list(OURS))
        store.settings.left(OURS, NOW)
        assert (OURS,) == store.settings.forget_left(NOW + days(1))
        assert ({}, (), (), ()) == (
            store.settings.all(), store.glossary.list(OURS), store.golden.list(OURS), store.audit.list(OURS),
        )  # fmt: skip


def test_a_backup_is_left_to_the_server(url: str, tmp_path: Path) -> None:
    """The sentence names its programs."""
    with closing(Store.open(url)) as store, pytest.raises(StorageError, match="pg_dump"):
        store.backup(tmp_path / "copy")
    with pytest.raises(StorageError, match="pg_restore"):
        restore_backup(tmp_path / "copy", url)


def test_a_server_that_is_away_is_one_sentence_without_the_password() -> None:
    """The sentence names the database, and hides the password."""
    with pytest.raises(StorageError) as caught:
        Store.open("postgresql+pg8000://reader:secret@127.0.0.1:9/library")

    assert "secret" not in str(caught.value)
    assert "127.0.0.1" in str(caught.value)
    assert 1 == len(str(caught.value).splitlines())
