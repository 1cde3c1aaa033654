"""How much a server may store: what counts, and what is refused beyond it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from knowledge import InputError, Quota, Store, Usage, database_url
from tests.knowledge.stores import ALICE, OURS, add, preview

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with closing(Store.open(database_url(tmp_path))) as opened:
        yield opened


def test_usage_counts_what_is_live_or_waiting(store: Store) -> None:
    """An edition that is to be replaced does not count beside its replacement; what is kept counts apart."""
    assert Usage() == store.documents.usage(OURS)
    first = add(store, OURS, "One.", "Two.")
    assert Usage(1, 2, 10) == store.documents.usage(OURS)
    waiting = preview(store, OURS, "One.", "Two.", "Three.", replaces=first.key)
    assert Usage(1, 3, 18) == store.documents.usage(OURS)
    store.documents.approve(OURS, waiting.key, ALICE)
    assert Usage(1, 3, 18, kept_bytes=10) == store.documents.usage(OURS)


@pytest.mark.parametrize(
    ("quota", "said"),
    [
        (Quota(1, 99, 999), "2 documents; the limit is 1"),
        (Quota(9, 3, 999), "4 passages; the limit is 3"),
    ],
)
def test_beyond_a_quota_nothing_is_stored(store: Store, quota: Quota, said: str) -> None:
    """The sentence says what it would be and what it may be."""
    add(store, OURS, "One.", "Two.", name="first")
    with pytest.raises(InputError, match=said):
        preview(store, OURS, "Six.", "Ten.", name="second", quota=quota)
    assert 1 == store.documents.usage(OURS).documents


def test_beyond_a_quota_of_bytes_both_sizes_are_whole_megabytes(store: Store) -> None:
    """Rounded up: what is a byte too much is not said to be within the quota."""
    preview(store, OURS, "1234", quota=Quota(9, 999, 10**6))
    with pytest.raises(InputError, match="would take 2 MB; the limit is 1 MB"):
        preview(store, OURS, "x" * (10**6 - 3), name="second", quota=Quota(9, 999, 10**6))


def test_a_document_at_its_quota_can_still_be_replaced(store: Store) -> None:
    """Replacing needs no room for both."""
    first = add(store, OURS, "One.", "Two.")
    assert preview(store, OURS, "Three.", replaces=first.key, quota=Quota(1, 2, 10))


def test_a_document_counts_once_however_many_successors_wait(store: Store) -> None:
    """Only one of them can go live; their files are all kept, and count. What went counts again when it is back."""
    first = add(store, OURS, "One.", "Two.")
    for text in ("Three.", "Four is longer."):
        preview(store, OURS, text, "Five.", "Six.", replaces=first.key, quota=Quota(1, 3, 99))
    assert Usage(1, 3, 47) == store.documents.usage(OURS)
    store.documents.remove(OURS, "rules", ALICE)
    assert Usage(1, 3, 47, kept_bytes=10) == store.documents.usage(OURS)
    assert store.documents.restore(OURS, "rules", ALICE, quota=Quota(1, 3, 47))


def test_a_small_preview_makes_no_room(store: Store) -> None:
    """Until it goes live the document counts as it is: thrown away, the preview would leave too much behind."""
    first = add(store, OURS, "A long one.", "Two.")
    preview(store, OURS, "S.", replaces=first.key)
    assert Usage(1, 2, 17) == store.documents.usage(OURS)
    with pytest.raises(InputError, match="The library's files"):
        preview(store, OURS, "Other.", name="other", quota=Quota(9, 9, 20))


def test_what_was_takes_no_more_than_its_room(store: Store) -> None:
    """Four times the quota of bytes; restoring needs none of it."""
    quota = Quota(9, 99, 4)
    for text in ("1111", "2222", "3333", "4444", "5555"):
        info = add(store, OURS, text)
        store.documents.remove(OURS, info.id, ALICE)
    with pytest.raises(InputError, match="Earlier editions and removed documents take"):
        preview(store, OURS, "6666", quota=quota)
    assert store.documents.restore(OURS, info.id, ALICE, quota=quota)


def test_restoring_keeps_to_the_quota(store: Store) -> None:
    """What was removed to make room does not come back beside what took it."""
    add(store, OURS, "One.", name="first")
    store.documents.remove(OURS, "first", ALICE)
    add(store, OURS, "Two.", name="second")
    with pytest.raises(InputError, match="the limit is 1"):
        store.documents.restore(OURS, "first", ALICE, quota=Quota(1, 99, 999))
    assert ["Two."] == [one.text for one in store.documents.load(OURS)]
