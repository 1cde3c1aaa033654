"""The same file twice in one library: the store decides, in one transaction, that there is one document."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from knowledge import AlreadyThere, EditionInfo, InputError, Status, Store, database_url
from tests.knowledge.stores import ALICE, OURS, THEIRS, add, preview

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with closing(Store.open(database_url(tmp_path))) as opened:
        yield opened


def states(store: Store) -> list[tuple[str, str]]:
    """The documents of our server that are not superseded: id and status."""
    found = (Status.PENDING, Status.LIVE, Status.REMOVED)
    return [(one.id, one.status.value) for status in found for one in store.documents.list(OURS, status)]


def test_a_removed_document_stays_removed_while_its_file_is_live(store: Store) -> None:
    """Putting it back would say everything twice; the sentence names the document that has its words now."""
    add(store, OURS, "No dogs.")
    store.documents.remove(OURS, "rules", ALICE)
    add(store, THEIRS, "No dogs.", name="theirs")
    add(store, OURS, "No dogs.", name="again")
    before = (states(store), store.audit.list(OURS), store.version(OURS))
    with pytest.raises(InputError, match="“again”, which is in the library, comes from the same file"):
        store.documents.restore(OURS, "rules", ALICE)
    assert before == (states(store), store.audit.list(OURS), store.version(OURS))

    store.documents.remove(OURS, "again", ALICE)
    assert Status.LIVE is store.documents.restore(OURS, "rules", ALICE).status


def test_what_was_removed_is_found_by_its_file(store: Store) -> None:
    """The one that was removed last; no more when it is back, nor for another server."""
    info = add(store, OURS, "No dogs.")
    assert store.documents.find_removed(OURS, info.sha256) is None
    store.documents.remove(OURS, "rules", ALICE)
    add(store, OURS, "No dogs.", name="again")
    assert store.documents.find_removed(OURS, info.sha256) is None
    removed = store.documents.remove(OURS, "again", ALICE)
    assert removed == store.documents.find_removed(OURS, info.sha256)
    assert (None, None) == tuple(store.documents.find_removed(guild, info.sha256) for guild in (THEIRS, None))


def test_a_file_becomes_one_preview(store: Store) -> None:
    """Whoever brings it second is led to the first one's preview, and another server has its own."""
    first = preview(store, OURS, "No dogs.")
    with pytest.raises(AlreadyThere) as caught:
        preview(store, OURS, "No dogs.", name="other")
    assert first == caught.value.edition
    live = store.documents.approve(OURS, first.key, ALICE)
    with pytest.raises(AlreadyThere) as caught:
        preview(store, OURS, "No dogs.", name="other")
    assert live == caught.value.edition
    assert [("rules", "live")] == states(store)
    assert ["document.approve", "document.preview"] == [one.action for one in store.audit.list(OURS)]
    assert preview(store, THEIRS, "No dogs.")


def test_a_server_without_the_bundled_documents_may_have_one_of_its_own(store: Store) -> None:
    """What it turned off is nothing that it has."""
    store.install_bundled()
    (bundled,) = store.documents.list(None)
    source = store.documents.source(None, bundled.key)
    assert bundled == store.documents.find(OURS, bundled.sha256)
    assert store.documents.find(OURS, bundled.sha256, bundled=False) is None
    (document,) = store.documents.load()
    assert f"{bundled.id}-2" == store.documents.add_pending(OURS, document, source, ALICE).id


def test_a_shared_document_that_gave_way_is_not_there(store: Store) -> None:
    """A server whose own document has the same id does not see it, and may have its text under another id."""
    add(store, OURS, "Dogs welcome.")
    shared = add(store, None, "No dogs.")
    assert shared.id == "rules"
    assert store.documents.find(OURS, shared.sha256) is None
    assert shared == store.documents.find(THEIRS, shared.sha256)
    assert "rules-2" == preview(store, OURS, "No dogs.").id


def test_of_two_at_the_same_moment_one_makes_the_preview(tmp_path: Path) -> None:
    """Two programs over one database: the transaction decides, whichever comes first."""
    start = Barrier(2)

    def bring(name: str) -> EditionInfo:
        with closing(Store.open(database_url(tmp_path))) as opened:
            start.wait()
            try:
                return preview(opened, OURS, "No dogs.", name=name)
            except AlreadyThere as error:
                return error.edition

    with ThreadPoolExecutor(2) as pool:
        one, two = pool.map(bring, ("one", "two"))
    assert one == two


def test_a_preview_whose_file_went_live_meanwhile_does_not(store: Store) -> None:
    """The host may have added the same file on the command line, or an older document may be back."""
    add(store, OURS, "No dogs.", name="old")
    store.documents.remove(OURS, "old", ALICE)
    waiting = preview(store, OURS, "No dogs.")
    store.documents.restore(OURS, "old", ALICE)
    with pytest.raises(InputError, match="“old”, which is in the library, comes from the same file"):
        store.documents.approve(OURS, waiting.key, ALICE)
    assert [("rules", "pending"), ("old", "live")] == states(store)
