"""A folder of the host is kept in step with the documents that all servers share."""

from __future__ import annotations

import asyncio
import os
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.libraries import Libraries
from bot.libraries.folder import Folder
from knowledge import HOST, Origin, Store, database_url
from tests.knowledge.stores import add

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with closing(Store.open(database_url(tmp_path))) as opened:
        yield opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An empty folder."""
    folder = tmp_path / "folder"
    folder.mkdir()
    return folder


def write(file: Path, text: str, *, seconds_ago: float = 60) -> None:
    """Write a file, some time ago."""
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    os.utime(file, (time.time() - seconds_ago,) * 2)


def texts(store: Store) -> dict[str, str]:
    """The documents that all servers have, by their ids."""
    return {document.id: document.text for document in store.documents.load()}


def test_the_library_follows_the_folder(store: Store, path: Path) -> None:
    """Files that come, change, and go."""
    folder = Folder(path)
    write(path / "rules.txt", "No dogs.")
    write(path / "deep" / "fees.txt", "Five crowns.")
    folder.sync(store)
    assert {"rules": "No dogs.", "fees": "Five crowns."} == texts(store)
    write(path / "rules.txt", "Dogs welcome.", seconds_ago=30)
    (path / "deep" / "fees.txt").unlink()
    folder.sync(store)

    assert {"rules": "Dogs welcome."} == texts(store)
    (info,) = store.documents.list(None)
    assert (Origin.FOLDER, HOST, 2, "rules.txt") == (info.origin, info.added_by, info.edition, info.file_name)


def test_a_file_that_is_back_is_the_document_that_it_was(store: Store, path: Path) -> None:
    """Under its old id and key; old citations lead to it."""
    folder = Folder(path)
    write(path / "rules.txt", "No dogs.")
    folder.sync(store)
    (before,) = store.documents.list(None)
    (path / "rules.txt").unlink()
    folder.sync(store)
    write(path / "rules.txt", "No dogs.", seconds_ago=30)
    folder.sync(store)

    assert (before,) == store.documents.list(None)


def test_what_did_not_change_is_not_touched(store: Store, path: Path) -> None:
    """Not even after a restart, which knows nothing of what was seen."""
    write(path / "rules.txt", "No dogs.")
    Folder(path).sync(store)
    before = store.version(None)
    Folder(path).sync(store)
    assert before == store.version(None)


def test_other_documents_are_left_alone(store: Store, path: Path) -> None:
    """What the host added by hand does not have to lie in the folder."""
    add(store, None, "By hand.", name="rules")
    folder = Folder(path)
    write(path / "rules.txt", "From the folder.")
    folder.sync(store)
    (path / "rules.txt").unlink()
    folder.sync(store)
    assert {"rules": "By hand."} == texts(store)


def test_a_file_that_cannot_be_read_is_logged_once(store: Store, path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The others come in; when it was mended, it does too."""
    folder = Folder(path)
    write(path / "a.txt", "\0\1")
    write(path / "b.txt", "Fine.")
    folder.sync(store)
    folder.sync(store)
    assert {"b": "Fine."} == texts(store)
    assert 1 == sum("a.txt" in record.getMessage() for record in caplog.records)
    write(path / "a.txt", "Mended.", seconds_ago=30)
    folder.sync(store)
    assert {"a", "b"} == texts(store).keys()


def test_a_folder_that_is_away_takes_nothing_with_it(store: Store, path: Path) -> None:
    """A disk that was not mounted for a while is no reason to forget its documents."""
    folder = Folder(path)
    write(path / "rules.txt", "No dogs.")
    folder.sync(store)
    path.rename(path.with_name("elsewhere"))
    folder.sync(store)
    assert {"rules": "No dogs."} == texts(store)


def test_a_file_that_is_being_written_is_waited_for(store: Store, path: Path) -> None:
    """It may not be whole yet."""
    folder = Folder(path)
    write(path / "rules.txt", "No do", seconds_ago=-5)
    folder.sync(store)
    assert {} == texts(store)
    write(path / "rules.txt", "No dogs.", seconds_ago=30)
    folder.sync(store)
    assert {"rules": "No dogs."} == texts(store)


def test_a_folder_that_was_stopped_does_nothing(store: Store, path: Path) -> None:
    """The store may be closed by then."""
    folder = Folder(path)
    folder.stop()
    write(path / "rules.txt", "No dogs.")
    folder.sync(store)
    assert {} == texts(store)


async def test_the_bot_follows_its_folder(tmp_path: Path, path: Path) -> None:
    """From the start on, for every server."""
    write(path / "rules.txt", "The garden opens at nine.")
    libraries = Libraries(Store.open(database_url(tmp_path)), folder=path, poll_seconds=0.01)
    await libraries.load()
    async with asyncio.timeout(20):
        while "rules" not in await libraries.use(1, lambda library: [one.id for one in library.documents()]):
            pass
    await libraries.close()
