"""The preview of a new document becomes the newer edition of a live one: what is kept, and what late presses show."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.features.became import became
from bot.features.described import Submitted
from bot.features.desk import Desk
from bot.features.succession import keep, succession
from bot.i18n import translation
from bot.ids.library import Deed, Order
from bot.libraries.children import Children
from bot.texts import library as texts
from knowledge import By, NotInLibrary, Quota, Source, Status, Store, database_url, read_document
from tests.bot.librarians import NEWER_RULES, RULES
from tests.knowledge.stores import ALICE, NOW, OURS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.replies import Reply
    from knowledge import EditionInfo

ROOM = Quota(9, 99, 10**6)
LATER = By(12, NOW + timedelta(minutes=1))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with closing(Store.open(database_url(tmp_path))) as opened:
        yield opened


def uploaded(store: Store, data: bytes) -> EditionInfo:
    """The preview of a file as a new document."""
    return store.documents.add_pending(OURS, read_document(data, "rules.md"), Source("rules.md", data), ALICE)


def describe(store: Store, info: EditionInfo, **fields: Any) -> None:
    """Change what is said of an edition as it is now."""
    metadata = replace(store.documents.info(OURS, info.key).metadata, **fields)
    store.documents.describe(OURS, info.key, metadata, ALICE)


def late(store: Store, deed: Deed, key: int, **fields: str) -> Reply:
    """What a press, or a form that was sent, shows when it was too late."""
    desk = Desk(OURS, translation("en"), ROOM)
    return became(desk, store, LATER, Order(deed, key), Submitted(fields, {})).reply


def test_corrections_of_the_preview_are_kept_even_those_made_meanwhile(store: Store) -> None:
    """Also those of the live document, in other fields; and a second press shows the preview that was made."""
    live = store.documents.approve(OURS, uploaded(store, RULES).key, ALICE)
    describe(store, live, author="Smith", series="Rules", year="1952")
    preview = uploaded(store, NEWER_RULES)
    describe(store, preview, author="Jones")
    before = succession(store, OURS, preview.key)
    found = before.read(Children())
    describe(store, preview, publisher="The Board")
    describe(store, live, year="1953")
    made = keep(store, OURS, preview.key, before=before, found=found, by=LATER, quota=ROOM)
    said = made.metadata
    assert ("Jones", "Rules", "1953", "The Board") == (said.author, said.series, said.year, said.publisher)
    with pytest.raises(NotInLibrary):
        keep(store, OURS, preview.key, before=before, found=found, by=LATER, quota=ROOM)
    shown = late(store, Deed.SUCCEED, preview.key)
    assert texts.PREVIEW_REPLACES.format(edition=2) in shown.kept.notes
    assert "discarded" not in shown.lead


def test_a_document_that_is_replaced_meanwhile_is_not_replaced_by_the_preview(store: Store) -> None:
    """The preview stays as it was, and says so; a late form names the values that it could not accept."""
    live = store.documents.approve(OURS, uploaded(store, RULES).key, ALICE)
    preview = uploaded(store, NEWER_RULES)
    before = succession(store, OURS, preview.key)
    found = before.read(Children())
    newest = NEWER_RULES.replace(b"Fridays", b"Sundays")
    document = read_document(newest, "rules.md")
    store.documents.put(OURS, document, Source("rules.md", newest), ALICE, replaces=live.key)
    with pytest.raises(NotInLibrary):
        keep(store, OURS, preview.key, before=before, found=found, by=LATER, quota=ROOM)
    assert (preview,) == store.documents.list(OURS, Status.PENDING)
    assert late(store, Deed.SUCCEED, preview.key).lead.startswith(texts.NOT_SUCCEEDED)
    told = late(store, Deed.DETAILS, live.key, language="Klingonish").lead
    assert texts.NOT_SAVED.format(sentence=texts.NOT_A_LANGUAGE.format(value="Klingonish")) in told
