"""A folder of the host is kept in step with the documents that all servers share."""

from __future__ import annotations

import asyncio
import os
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.libraries import Libraries
from bot.libraries.folder import Folder
from knowledge import HOST, By, Origin, Status, Store, database_url
from tests.bot.folders import by_file, texts, warnings, write
from tests.knowledge.stores import add

if TYPE_CHECKING:
    from collections.abc import Iterator


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


def test_files_of_the_same_words_are_one_document(store: Store, path: Path) -> None:
    """A copy adds none and stops nothing behind it, and takes the place of the first file when that one goes."""
    folder = Folder(path)
    write(path / "a.txt", "No dogs.")
    folder.sync(store)
    (path / "a.txt").rename(path / "b.txt")
    folder.sync(store)
    write(path / "a.txt", "No dogs.")
    write(path / "z.txt", "Five crowns.")
    folder.sync(store)
    assert {"b.txt": "No dogs.", "z.txt": "Five crowns."} == by_file(store)
    (path / "b.txt").unlink()
    folder.sync(store)
    assert {"a.txt": "No dogs.", "z.txt": "Five crowns."} == by_file(store)


def test_a_copy_takes_the_place_of_what_it_was_a_copy_of(store: Store, path: Path) -> None:
    """When the other file is changed, and when a document that was added by hand is removed."""
    folder = Folder(path)
    by_hand = add(store, None, "Five crowns.", name="fees")
    for name, text in (("a.txt", "No dogs."), ("b.txt", "No dogs."), ("fees.txt", "Five crowns.")):
        write(path / name, text)
    folder.sync(store)
    assert ["Five crowns.", "No dogs."] == sorted(texts(store).values())
    write(path / "a.txt", "Cats are welcome.", seconds_ago=30)
    store.documents.remove(None, by_hand.id, By(HOST, datetime.now(UTC)))
    for _ in range(2):
        folder.sync(store)
    assert {"a.txt": "Cats are welcome.", "b.txt": "No dogs.", "fees.txt": "Five crowns."} == by_file(store)


def test_what_was_removed_is_back_as_long_as_its_file_is_there(store: Store, path: Path) -> None:
    """What lies in the folder is in the library, and not only from the next start on."""
    folder = Folder(path)
    write(path / "rules.txt", "No dogs.")
    folder.sync(store)
    (before,) = store.documents.list(None)
    store.documents.remove(None, before.id, By(HOST, datetime.now(UTC)))
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


def test_links_out_of_the_folder_are_left_out(store: Store, path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Else whoever may write into the folder could publish any file; links within it are as good as files."""
    folder = Folder(path)
    write(path.with_name("secret.env"), "The key is hidden under the mat.")
    write(path.with_name("others") / "notes.txt", "The other key is hidden as well.")
    write(path / "rules.txt", "No dogs.")
    (path / "notes.txt").symlink_to(path.with_name("secret.env"))
    (path / "others").symlink_to(path.with_name("others"))
    (path / "round.txt").symlink_to("round.txt")
    folder.sync(store)
    folder.sync(store)
    assert {"rules.txt": "No dogs."} == by_file(store)
    assert (1, 1) == (warnings(caplog, "notes.txt is left out"), warnings(caplog, "others is left out"))

    (path / "rules.txt").rename(path / ".rules")
    (path / "rules.txt").symlink_to(".rules")
    folder.sync(store)
    assert {"rules.txt": "No dogs."} == by_file(store)


def test_a_renamed_file_keeps_its_document(store: Store, path: Path) -> None:
    """In one pass, or with a pass in between that sees neither name; when it is changed, its next edition follows."""
    folder = Folder(path)
    write(path / "rules.txt", "No dogs.")
    folder.sync(store)
    (before,) = store.documents.list(None)
    (path / "rules.txt").rename(path / "house.txt")
    folder.sync(store)
    assert [replace(before, file_name="house.txt")] == list(store.documents.list(None))
    assert not store.documents.list(None, Status.REMOVED)

    (path / "house.txt").rename(path.with_name("elsewhere.txt"))
    folder.sync(store)
    path.with_name("elsewhere.txt").rename(path / "garden.txt")
    folder.sync(store)
    assert [replace(before, file_name="garden.txt")] == list(store.documents.list(None))

    write(path / "garden.txt", "Dogs welcome.", seconds_ago=30)
    folder.sync(store)
    (after,) = store.documents.list(None)
    assert (before.id, 2) == (after.id, after.edition)


def test_a_file_from_the_future_is_taken_in_when_it_stands_still(store: Store, path: Path) -> None:
    """The clock of whoever wrote it may be wrong by years."""
    folder = Folder(path)
    write(path / "rules.txt", "No dogs.", seconds_ago=-1e8)
    folder.sync(store)
    folder.sync(store)
    assert {"rules": "No dogs."} == texts(store)


def test_a_name_that_is_not_utf_8_is_left_out_steadily(
    store: Store, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It is warned about once, and nothing comes and goes for it."""
    folder = Folder(path)
    write(path / "rules.txt", "No dogs.")
    write(Path(os.fsdecode(bytes(path) + b"/caf\xe9.txt")), "Coffee.")
    folder.sync(store)
    version = store.version(None)
    folder.sync(store)
    assert {"rules.txt": "No dogs."} == by_file(store)
    assert (version, 1) == (store.version(None), warnings(caplog, "caf?.txt is left out"))


def test_another_content_under_the_same_date_is_noticed(store: Store, path: Path) -> None:
    """While the folder is followed, and from one start to the next."""
    folder = Folder(path)
    write(path / "rules.txt", "No dogs.")
    folder.sync(store)
    dates = (path / "rules.txt").stat()
    for text, follower in (("No cats.", folder), ("No boys.", Folder(path))):
        write(path / "rules.txt", text)
        os.utime(path / "rules.txt", ns=(dates.st_atime_ns, dates.st_mtime_ns))
        follower.sync(store)
        assert {"rules": text} == texts(store)


async def test_the_bot_follows_its_folder(tmp_path: Path, path: Path) -> None:
    """From the start on, for every server."""
    write(path / "rules.txt", "The garden opens at nine.")
    libraries = Libraries(Store.open(database_url(tmp_path)), folder=path, poll_seconds=0.01)
    await libraries.load()
    async with asyncio.timeout(20):
        while "rules" not in await libraries.use(1, lambda library: [one.id for one in library.documents()]):
            pass
    await libraries.close()
