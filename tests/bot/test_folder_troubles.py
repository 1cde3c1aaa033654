"""What goes wrong with a folder of the host, and with its disk."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, Self

import pytest

from bot.libraries.folder import Folder
from knowledge import Store, database_url
from tests.bot.folders import by_file, texts, warnings, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


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


@pytest.fixture
def forbid(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Let the operating system keep a folder shut; its permissions do not, for the administrator."""
    forbidden: set[str] = set()
    scandir = os.scandir

    def guarded(path: Any) -> Any:
        if str(path) in forbidden:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    return lambda path: forbidden.add(str(path))


class Broken:
    """The listing of a folder of a broken disk, or of one that is gone."""

    def __init__(self, number: int, path: str) -> None:
        self._error = OSError(number, os.strerror(number), path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        pass

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> NoReturn:
        raise self._error

    def close(self) -> None:
        """Do nothing: nothing was opened."""


def test_a_folder_that_is_away_takes_nothing_with_it(store: Store, path: Path) -> None:
    """A disk that was not mounted for a while is no reason to forget its documents."""
    folder = Folder(path)
    write(path / "rules.txt", "No dogs.")
    folder.sync(store)
    path.rename(path.with_name("elsewhere"))
    folder.sync(store)
    assert {"rules": "No dogs."} == texts(store)


def test_what_cannot_be_looked_into_keeps_its_documents(
    store: Store, path: Path, caplog: pytest.LogCaptureFixture, forbid: Callable[[Path], None]
) -> None:
    """A subfolder, then the folder itself; the other files are still taken in, and a warning comes once."""
    folder = Folder(path)
    write(path / "deep" / "rules.txt", "No dogs.")
    folder.sync(store)
    forbid(path / "deep")
    write(path / "fees.txt", "Five crowns.")
    folder.sync(store)
    folder.sync(store)
    assert {"deep/rules.txt": "No dogs.", "fees.txt": "Five crowns."} == by_file(store)
    assert 1 == warnings(caplog, "deep is left out")
    forbid(path)
    folder.sync(store)
    folder.sync(store)
    assert {"deep/rules.txt", "fees.txt"} == by_file(store).keys()
    assert 1 == warnings(caplog, f"{path} cannot be read (Permission denied)")


def test_an_error_in_the_folder_itself_takes_nothing_with_it(
    store: Store, path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Be it that it breaks off while it is listed, or that it went away a moment ago."""
    folder = Folder(path)
    write(path / "rules.txt", "No dogs.")
    folder.sync(store)
    version = store.version(None)
    for number in (errno.EIO, errno.ENOENT):
        with monkeypatch.context() as patch:
            patch.setattr(os, "scandir", lambda top, number=number: Broken(number, str(top)))
            folder.sync(store)
        assert 1 == warnings(caplog, f"cannot be read ({os.strerror(number)})")
    assert version == store.version(None)


def test_a_file_that_cannot_be_looked_at_keeps_its_document(
    store: Store, path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where Python's ``Path.is_file`` and its like answer no for it, as from 3.14 on."""
    folder = Folder(path)
    write(path / "rules.txt", "No dogs.")
    write(path / "deep" / "fees.txt", "Five crowns.")
    folder.sync(store)
    version, look = store.version(None), Path.stat

    def guarded(self: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if self in {path / "rules.txt", path / "deep"}:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self))
        return look(self, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", guarded)
    for name in ("is_file", "is_dir", "is_symlink"):
        monkeypatch.setattr(Path, name, lambda _: False)
    folder.sync(store)
    assert (1, 1) == (warnings(caplog, "rules.txt is left out"), warnings(caplog, "deep is left out"))
    assert version == store.version(None)


def test_a_folder_that_is_empty_at_once_is_warned_about(
    store: Store, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Its disk may not be mounted; a file among others goes without a warning."""
    folder = Folder(path)
    for name in ("rules.txt", "fees.txt", "hours.txt"):
        write(path / name, f"These are the {name}.")
    folder.sync(store)
    (path / "hours.txt").unlink()
    folder.sync(store)
    before = store.documents.list(None)
    assert not warnings(caplog, "no documents any more")

    path.rename(path.with_name("elsewhere"))
    path.mkdir()
    folder.sync(store)
    folder.sync(store)
    assert not texts(store)
    assert 1 == warnings(caplog, f"{path} has no documents any more: those that it had (2) leave")
    path.rmdir()
    path.with_name("elsewhere").rename(path)
    folder.sync(store)
    assert before == store.documents.list(None)


def test_a_machine_in_trouble_is_waited_for(
    store: Store, path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk stops nothing for good: it is logged once, and the files come in when there is room again."""
    folder = Folder(path)
    write(path / "rules.txt", "No dogs.")
    write(path / "fees.txt", "Five crowns.")
    with monkeypatch.context() as patch:
        patch.setattr(tempfile, "TemporaryFile", no_room)
        folder.sync(store)
        folder.sync(store)
    assert {} == texts(store)
    assert 1 == warnings(caplog, "No space left on device")
    folder.sync(store)
    assert {"rules", "fees"} == texts(store).keys()


def no_room(*_arguments: object, **_options: object) -> NoReturn:
    """Refuse a file, as a full disk does."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/tmp/any")
