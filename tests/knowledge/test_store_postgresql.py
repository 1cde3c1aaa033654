"""The store on a real PostgreSQL server, started for the tests where its programs are installed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from knowledge import StorageError, Store

if TYPE_CHECKING:
    from collections.abc import Iterator

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

    assert there.documents() == here.documents()
    assert here.library().ask("trade controls").answered
    here.check()
    here.close()
    there.close()


def test_four_that_open_a_new_database_at_once_all_succeed(url: str) -> None:
    """They wait for each other, and the document is there once, under one key."""

    def start() -> tuple[int, ...]:
        store = Store.open(url)
        store.install_bundled()
        keys = tuple(document.key for document in store.documents())
        store.close()
        return keys

    with ThreadPoolExecutor(4) as pool:
        found = [future.result() for future in [pool.submit(start) for _ in range(4)]]

    assert 1 == len(set(found))
    assert 1 == len(found[0])


def test_state_is_kept(url: str) -> None:
    """A value survives closing, and a new one takes its place."""
    store = Store.open(url)
    store.set_state("commands", "one")
    store.set_state("commands", "two")
    store.close()
    again = Store.open(url)

    assert "two" == again.get_state("commands")
    assert again.get_state("other") is None
    again.close()


def test_a_server_that_is_away_is_one_sentence_without_the_password() -> None:
    """The sentence names the database, and hides the password."""
    with pytest.raises(StorageError) as caught:
        Store.open("postgresql+pg8000://reader:secret@127.0.0.1:9/library")

    assert "secret" not in str(caught.value)
    assert "127.0.0.1" in str(caught.value)
    assert 1 == len(str(caught.value).splitlines())
