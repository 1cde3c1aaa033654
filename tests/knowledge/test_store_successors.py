"""What is corrected in a document stays corrected when the edition that waits to replace it goes live."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from knowledge import InputError, NotInLibrary, Quota, Status, Store, database_url
from knowledge.store import documents
from knowledge.store.preparing import prepare
from tests.knowledge.stores import ALICE, OURS, add, preview

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge import Document, EditionInfo
    from knowledge.store.preparing import Prepared


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with closing(Store.open(database_url(tmp_path))) as opened:
        yield opened


def describe(store: Store, info: EditionInfo, **fields: Any) -> None:
    """Change what is said of an edition as it is now."""
    metadata = replace(store.documents.info(OURS, info.key).metadata, **fields)
    store.documents.describe(OURS, info.key, metadata, ALICE)


def test_a_correction_outlives_the_approval_of_a_successor(store: Store) -> None:
    """What waits gets the new title and its passages their address; only live ones hand it on."""
    live = add(store, OURS, "No dogs.")
    waiting, other = [preview(store, OURS, text, replaces=live.key) for text in ("No cats.", "No birds.")]
    alone = preview(store, OURS, "No fish.")
    describe(store, live, title="The Law", url="https://example.org/law")

    assert "The Law" == store.documents.info(OURS, other.key).title
    assert alone.metadata == store.documents.info(OURS, alone.key).metadata
    store.documents.approve(OURS, waiting.key, ALICE)
    (document,) = store.documents.load(OURS)
    assert ("The Law", "No cats.") == (document.metadata.title, document.passages[0].text)
    assert "https://example.org/law" == document.passages[0].url


def test_what_is_said_of_the_successor_itself_stays(store: Store) -> None:
    """Field by field; and nothing that is said of the successor is said of the live document."""
    live = add(store, OURS, "No dogs.")
    waiting = preview(store, OURS, "No cats.", replaces=live.key)
    describe(store, waiting, title="The Law of 1954", author="The Clerk")
    describe(store, live, title="The Law", licence="CC0")

    after = store.documents.info(OURS, waiting.key).metadata
    assert ("The Law of 1954", "The Clerk", "CC0") == (after.title, after.author, after.licence)
    assert store.documents.info(OURS, live.key).metadata.author == live.metadata.author


def test_a_successor_that_comes_meanwhile_is_corrected_too(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that another moderator uploads while the correction is being prepared."""
    live = add(store, OURS, "No dogs.")

    def slowly(document: Document) -> Prepared:
        monkeypatch.setattr(documents, "prepare", prepare)
        preview(store, OURS, "No cats.", replaces=live.key)
        return prepare(document)

    monkeypatch.setattr(documents, "prepare", slowly)
    describe(store, live, title="The Law")

    (waiting,) = store.documents.list(OURS, Status.PENDING)
    assert "The Law" == waiting.title
    assert ["document.describe", "document.preview"] == [one.action for one in store.audit.list(OURS, limit=2)]


def test_a_preview_of_a_new_document_becomes_a_successor(store: Store) -> None:
    """It is discarded for it in the same step: where there is no room for that, it stays as it was."""
    live = add(store, OURS, "No dogs.")
    alone = preview(store, OURS, "No cats.")
    edition, source = store.documents.edition(OURS, alone.key), store.documents.source(OURS, alone.key)
    assert edition is not None

    def succeed(quota: Quota) -> EditionInfo:
        return store.documents.add_pending(
            OURS, edition.document, source, ALICE, replaces=live.key, instead_of=alone.key, quota=quota
        )

    with pytest.raises(InputError):
        succeed(Quota(9, 9, bytes=1))
    assert (alone,) == store.documents.list(OURS, Status.PENDING)
    assert ("rules-2", "rules", 2) == (alone.id, (successor := succeed(Quota(9, 9, 999))).id, successor.edition)
    assert (successor,) == store.documents.list(OURS, Status.PENDING)
    with pytest.raises(NotInLibrary):
        succeed(Quota(9, 9, 999))
    last = store.audit.last_of(OURS, alone.key), store.audit.last_of(OURS, alone.key, "document.preview")
    assert ["document.discard", "document.preview"] == [one.action for one in last if one is not None]
