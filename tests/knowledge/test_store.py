"""The store: what is kept in it comes back, after a restart as well."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

import pytest

from knowledge import Document, NotInLibrary, Status, Store, database_url
from tests.knowledge.stores import execute

if TYPE_CHECKING:
    from pathlib import Path


def test_what_was_stored_comes_back_equal(filled: Path, url: str, paper: Document) -> None:
    """Text, sections, pages, passages, notes and metadata: everything but the key, which the store gives."""
    with closing(Store.open(url)) as opened:
        (document,) = opened.documents.load()
        (again,) = opened.documents.load()
    assert document == again
    assert document.key > 0
    for field in (
        "id",
        "metadata",
        "text",
        "sections",
        "pages",
        "passages",
        "notes",
        "references",
        "warnings",
        "sha256",
    ):
        assert getattr(paper, field) == getattr(document, field), field


def test_installing_twice_changes_nothing(filled: Path, url: str) -> None:
    """The second time reads what is there and writes nothing."""
    with closing(Store.open(url)) as opened:
        before = opened.documents.load()
        opened.install_bundled()
        assert before == opened.documents.load()
    assert [(1, 1)] == execute(filled, "SELECT count(*), max(key) FROM editions")


def test_a_document_that_is_read_anew_gets_a_new_key(filled: Path, url: str) -> None:
    """Keys are never used again: an old reference must not lead to other text."""
    with closing(Store.open(url)) as opened:
        old = opened.library().ask("direct lever").hits[0]
        execute(filled, "UPDATE editions SET reading = 'of another time'")
        opened.install_bundled()
        library = opened.library()
        new = library.ask("direct lever").hits[0]
        earlier = library.with_earlier(partial(opened.documents.edition, None)).resolve(old.ref)
    assert (old.passage_id, old.text) == (new.passage_id, new.text)
    assert old.ref != new.ref
    with pytest.raises(NotInLibrary):
        library.resolve(old.ref)
    assert (old.text, Status.SUPERSEDED) == (earlier.text, earlier.document.status)
    assert new.text == library.resolve(new.ref).text


def test_a_key_is_not_used_again_when_everything_was_removed(filled: Path, url: str) -> None:
    """Not even that of the last document."""
    with closing(Store.open(url)) as opened:
        (old,) = opened.documents.load()
        execute(filled, "DELETE FROM editions")
        opened.install_bundled()
        (new,) = opened.documents.load()
    assert new.key > old.key


def test_a_renewed_document_is_there_once(filled: Path, url: str, paper: Document) -> None:
    """The old reading stays for old references alone."""
    execute(filled, "UPDATE editions SET reading = ''")
    with closing(Store.open(url)) as opened:
        opened.install_bundled()
        assert [paper.text] == [document.text for document in opened.documents.load()]
        assert [1, 2] == [one.edition for one in opened.documents.history(None, paper.id)]


def test_a_document_removed_from_the_file_comes_back(filled: Path, url: str) -> None:
    """The bundled documents are always there after the start."""
    execute(filled, "DELETE FROM editions")
    with closing(Store.open(url)) as opened:
        assert () == opened.documents.load()
        opened.install_bundled()
        assert 1 == len(opened.documents.load())


def test_the_library_of_the_store_answers(filled: Path, url: str) -> None:
    """With the bundled glossary."""
    with closing(Store.open(url)) as opened:
        answer = opened.library().ask("Could Xinjiang turn into a flashpoint?")
    assert answer.hits[0].paragraph == "20"
    assert ("Sinkiang",) == answer.aliases[0].also


def test_small_values_are_kept(url: str) -> None:
    """Under their key, the last one winning, over a restart."""
    with closing(Store.open(url)) as opened:
        assert None is opened.state.get("synced")
        opened.state.put("synced", "one")
        opened.state.put("synced", "two “½”")
        opened.state.put("other", "")
    with closing(Store.open(url)) as opened:
        assert ("two “½”", "") == (opened.state.get("synced"), opened.state.get("other"))


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    """However deep it lies."""
    folder = tmp_path / "a" / "b c"
    with closing(Store.open(database_url(folder))):
        assert (folder / "pincite.db").exists()


def test_the_log_is_written_ahead(filled: Path) -> None:
    """Readers don't wait for a writer, and a crash loses nothing that was stored."""
    assert [("wal",)] == execute(filled, "PRAGMA journal_mode")


def test_a_sound_database_passes_its_check(filled: Path, url: str) -> None:
    """Reading all of it finds nothing."""
    with closing(Store.open(url)) as opened:
        opened.check()


def test_a_database_in_memory_will_do(paper: Document) -> None:
    """For a try that leaves nothing behind."""
    with closing(Store.open("sqlite://")) as opened:
        opened.install_bundled()
        assert [paper.text] == [document.text for document in opened.documents.load()]
