"""Documents of servers in the store: previews, editions, removal."""

from __future__ import annotations

import hashlib
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from knowledge import InputError, Metadata, NotInLibrary, Source, Status, Store, Wording, database_url
from tests.knowledge.samples import document_of
from tests.knowledge.stores import ALICE, NOW, OURS, add, days, preview

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with closing(Store.open(database_url(tmp_path))) as opened:
        yield opened


def texts(store: Store, guild_id: int | None = OURS) -> list[str]:
    """The texts of a library's documents."""
    return [document.text for document in store.documents.load(guild_id)]


def test_a_preview_is_in_no_library_until_it_is_approved(store: Store) -> None:
    """It waits among the pending ones, and approving makes it live under the same key."""
    waiting = preview(store, OURS, "No dogs.")

    assert ([], [waiting]) == (texts(store), list(store.documents.list(OURS, Status.PENDING)))
    live = store.documents.approve(OURS, waiting.key, ALICE)
    assert (Status.LIVE, waiting.key) == (live.status, live.key)
    assert (["No dogs."], ()) == (texts(store), store.documents.list(OURS, Status.PENDING))


def test_what_is_known_of_an_edition(store: Store) -> None:
    """Who added it, when, from which file, and what is in it."""
    info = add(store, OURS, "No dogs.", "No cats.")

    assert ("rules", 1, 2, 18, "rules.txt") == (info.id, info.edition, info.passages, info.size, info.file_name)
    assert (11, NOW, None) == (info.added_by, info.added_at, info.ended_at)
    assert info.is_current
    assert not info.is_shared
    assert info == store.documents.info(OURS, info.key)


def test_a_discarded_preview_is_gone(store: Store) -> None:
    """With its file, and nobody can approve it any more."""
    waiting = preview(store, OURS, "No dogs.")
    store.documents.discard(OURS, waiting.key, ALICE)

    assert store.documents.edition(OURS, waiting.key) is None
    for gone in (store.documents.approve, store.documents.discard):
        with pytest.raises(NotInLibrary):
            gone(OURS, waiting.key, ALICE)


def test_a_newer_edition_takes_the_place_of_the_one_before(store: Store) -> None:
    """Under the same id and the next number; the earlier one still leads to its own text."""
    first = add(store, OURS, "No dogs.")
    waiting = preview(store, OURS, "Dogs on a lead.", name="rules-final", replaces=first.key)
    assert ["No dogs."] == texts(store)
    second = store.documents.approve(OURS, waiting.key, ALICE)

    assert ["Dogs on a lead."] == texts(store)
    assert ("rules", 2) == (second.id, second.edition)
    earlier = store.documents.edition(OURS, first.key)
    assert earlier is not None
    assert ("No dogs.", Status.SUPERSEDED, NOW) == (earlier.document.text, earlier.info.status, earlier.info.ended_at)
    assert [1, 2] == [one.edition for one in store.documents.history(OURS, "rules")]


def test_of_two_previews_for_one_document_only_the_first_goes_live(store: Store) -> None:
    """What the second would replace is not live any more; nothing of it happens."""
    first = add(store, OURS, "No dogs.")
    one, two = (preview(store, OURS, text, replaces=first.key) for text in ("Dogs on a lead.", "Dogs welcome."))
    store.documents.approve(OURS, one.key, ALICE)
    with pytest.raises(NotInLibrary, match="was itself replaced or removed"):
        store.documents.approve(OURS, two.key, ALICE)

    assert ["Dogs on a lead."] == texts(store)
    assert [two.key] == [info.key for info in store.documents.list(OURS, Status.PENDING)]


def test_another_document_of_the_same_name_gets_an_id_of_its_own(store: Store) -> None:
    """Also where the first one is removed by then, and where only a preview has it."""
    assert "rules" == add(store, OURS, "No dogs.").id
    assert "rules-2" == preview(store, OURS, "No cats.").id
    store.documents.remove(OURS, "rules", ALICE)
    assert "rules-3" == add(store, OURS, "No birds.").id


def test_a_removed_document_can_be_had_back(store: Store) -> None:
    """Its key still leads to it meanwhile, as removed."""
    info = add(store, OURS, "No dogs.")
    removed = store.documents.remove(OURS, "rules", ALICE)
    edition = store.documents.edition(OURS, info.key)

    assert (Status.REMOVED, NOW) == (removed.status, removed.ended_at)
    assert edition is not None
    assert Status.REMOVED is edition.info.status
    assert ([], [removed]) == (texts(store), list(store.documents.list(OURS, Status.REMOVED)))
    assert info == store.documents.restore(OURS, "rules", ALICE)
    assert ["No dogs."] == texts(store)


def test_what_is_not_there_cannot_be_removed_or_restored(store: Store) -> None:
    """Twice is once too often."""
    with pytest.raises(NotInLibrary):
        store.documents.remove(OURS, "rules", ALICE)
    add(store, OURS, "No dogs.")
    with pytest.raises(NotInLibrary):
        store.documents.restore(OURS, "rules", ALICE)


def test_purging_deletes_what_had_its_time(store: Store) -> None:
    """A document removed long ago goes with its earlier editions; what is live keeps its own."""
    first = add(store, OURS, "No dogs.", name="old")
    second = add(store, OURS, "Dogs on a lead.", replaces=first.key)
    kept = add(store, OURS, "One.", name="kept")
    newer = add(store, OURS, "Two.", replaces=kept.key)
    waiting = preview(store, OURS, "Forgotten.", name="waiting")
    store.documents.remove(OURS, "old", ALICE)

    assert 0 == store.documents.purge(removed_before=NOW, pending_before=NOW)
    assert 3 == store.documents.purge(removed_before=NOW + days(1), pending_before=NOW + days(1))
    gone = [store.documents.edition(OURS, info.key) for info in (first, second, waiting)]
    assert [None, None, None] == gone
    assert [kept.key, newer.key] == [one.key for one in store.documents.history(OURS, "kept")]


def test_a_key_is_never_given_again(store: Store) -> None:
    """Not that of a discarded preview, which a button may still carry."""
    keys = []
    for _ in range(3):
        keys.append(preview(store, OURS, "No dogs.").key)
        store.documents.discard(OURS, keys[-1], ALICE)

    assert 3 == len(set(keys))
    assert keys == sorted(keys)


def test_the_file_comes_back_byte_for_byte(store: Store) -> None:
    """Export gives what was uploaded; for what is bundled, the bundled file."""
    data = bytes(range(256)) * 100
    info = store.documents.put(OURS, document_of("No dogs."), Source("wild\n.bin", data), ALICE)
    store.install_bundled()
    (bundled,) = store.documents.list(None)

    assert Source("wild\n.bin", data) == store.documents.source(OURS, info.key)
    assert bundled.sha256 == hashlib.sha256(store.documents.source(OURS, bundled.key).data).hexdigest()


def test_an_unchanged_file_is_recognised_by_its_content(store: Store) -> None:
    """Whatever it is called; not once it was removed."""
    info = add(store, OURS, "No dogs.")

    assert hashlib.sha256(b"No dogs.").hexdigest() == info.sha256
    assert info == store.documents.find(OURS, info.sha256)
    assert store.documents.find(OURS, "another") is None
    store.documents.remove(OURS, "rules", ALICE)
    assert store.documents.find(OURS, info.sha256) is None


def test_metadata_can_be_edited(store: Store) -> None:
    """The title, and the address with those of all passages; text and key stay."""
    info = add(store, OURS, "No dogs.", "No cats.")
    metadata = Metadata(title="The Rules", url="https://example.org/rules", licence="CC0")
    edited = store.documents.describe(OURS, info.key, metadata, ALICE)
    (document,) = store.documents.load(OURS)

    assert ("The Rules", info.key, info.id) == (edited.title, edited.key, edited.id)
    assert metadata == document.metadata
    assert ["https://example.org/rules"] * 2 == [passage.url for passage in document.passages]
    assert "No dogs." == document.passages[0].text


def test_what_is_bundled_cannot_be_changed(store: Store) -> None:
    """Not even by the host, and not by a server in its own name."""
    store.install_bundled()
    (bundled,) = store.documents.list(OURS)
    metadata = Metadata(title="Mine now")
    attempts: list[Callable[[int | None], object]] = [
        lambda guild: store.documents.remove(guild, bundled.id, ALICE),
        lambda guild: store.documents.describe(guild, bundled.key, metadata, ALICE),
        lambda guild: preview(store, guild, "Mine now.", replaces=bundled.key),
    ]
    for attempt in attempts:
        for guild in (None, OURS):
            with pytest.raises((InputError, NotInLibrary)):
                attempt(guild)
    assert (bundled,) == store.documents.list(OURS)


def test_warnings_can_still_be_said_in_another_language(store: Store) -> None:
    """The template and its values outlive the store."""
    warned = document_of("One.")
    object.__setattr__(warned, "warnings", (Wording("Page {page} is missing.", page="7"), "Plain."))
    info = store.documents.put(OURS, warned, Source("a", b"One."), ALICE)

    assert ("Page 7 is missing.", "Plain.") == info.warnings
    (document,) = store.documents.load(OURS)
    (wording, _) = document.warnings
    assert isinstance(wording, Wording)
    assert ("Page {page} is missing.", {"page": "7"}) == (wording.template, wording.values)


def test_every_change_gives_a_new_version(store: Store) -> None:
    """To the server that it concerns, and a preview changes nobody's library."""
    seen = [store.version(OURS)]
    waiting = preview(store, OURS, "No dogs.")
    assert seen == [store.version(OURS)]
    store.documents.approve(OURS, waiting.key, ALICE)
    seen.append(store.version(OURS))
    store.documents.describe(OURS, waiting.key, Metadata(title="Rules"), ALICE)
    seen.append(store.version(OURS))
    store.documents.remove(OURS, "rules", ALICE)
    seen.append(store.version(OURS))
    store.documents.restore(OURS, "rules", ALICE)
    seen.append(store.version(OURS))

    assert sorted(set(seen)) == seen
    assert {OURS: seen[-1]} == store.changes_since(seen[-2])


def test_every_action_is_in_the_audit_log(store: Store) -> None:
    """Newest first, a page at a time; and what did not happen is not."""
    first = add(store, OURS, "No dogs.")
    store.documents.remove(OURS, first.id, ALICE)
    with pytest.raises(NotInLibrary):
        store.documents.remove(OURS, first.id, ALICE)
    entries = store.audit.list(OURS)

    assert ["document.remove", "document.approve", "document.preview"] == [one.action for one in entries]
    assert {(11, NOW, "rules")} == {(one.user_id, one.at, one.target) for one in entries}
    assert entries[1:2] == store.audit.list(OURS, limit=1, before=entries[0].key)
    assert 3 == store.audit.purge(NOW + days(1))
    assert () == store.audit.list(OURS)
