"""Nothing of one server is ever seen, found, changed or deleted from another."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from knowledge import Asked, GlossaryRow, Metadata, NotInLibrary, Status, Store, Usage, database_url
from knowledge.hits import make_hit
from knowledge.store import tables
from tests.knowledge.stores import ALICE, NOW, OURS, THEIRS, add, days, preview

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SECRET = "The password is swordfish."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with the bundled document in which the other server has something of every kind."""
    with closing(Store.open(database_url(tmp_path))) as opened:
        opened.install_bundled()
        first = add(opened, THEIRS, "An earlier secret.", name="secret")
        live = add(opened, THEIRS, SECRET, replaces=first.key)
        preview(opened, THEIRS, "A secret plan.", name="plan")
        add(opened, THEIRS, "A burnt secret.", name="burnt")
        opened.documents.remove(THEIRS, "burnt", ALICE)
        opened.settings.put(THEIRS, {"log_channel": 5}, ALICE)
        opened.glossary.add(THEIRS, GlossaryRow("swordfish", ("password",), "same"), ALICE)
        opened.questions.note([Asked(THEIRS, "secret?", answered=False, at=NOW, cited=("secret:p1",))])
        edition = opened.documents.edition(THEIRS, live.key)
        assert edition is not None
        hit = make_hit(edition.document, edition.document.passages[0])
        opened.golden.add(THEIRS, "What is the password?", hit, ALICE)
        yield opened


def keys(store: Store) -> list[int]:
    """The keys of all that the other server has in documents."""
    infos = [one for status in Status for one in store.documents.list(THEIRS, status) if not one.is_shared]
    return [*{one.key for one in infos}]


@pytest.mark.parametrize("guild", [None, OURS])
def test_nothing_of_another_server_can_be_read(store: Store, guild: int | None) -> None:
    """By no key, id or digest, in no list, export or count."""
    assert 4 == len(keys(store))
    for key in keys(store):
        assert store.documents.edition(guild, key) is None
        for read in (store.documents.info, store.documents.source):
            with pytest.raises(NotInLibrary) as caught:
                read(guild, key)
            assert "secret" not in str(caught.value)
    digests = [store.documents.info(THEIRS, key).sha256 for key in keys(store)]
    assert [None] * 4 == [store.documents.find(guild, digest) for digest in digests]
    assert [1, 0, 0, 0] == [
        len(store.documents.list(guild, status))
        for status in (Status.LIVE, Status.PENDING, Status.SUPERSEDED, Status.REMOVED)
    ]
    assert () == store.documents.history(guild, "secret")
    assert 1 == len(store.documents.load(guild))
    if guild is not None:
        assert Usage() == store.documents.usage(guild)
        assert not store.has_own(guild)


def test_nothing_else_of_another_server_can_be_read(store: Store) -> None:
    """Settings, names, questions, statistics, the audit log."""
    assert {} == store.settings.get(OURS)
    assert () == store.glossary.list(OURS)
    assert () == store.questions.gaps(OURS)
    assert () == store.questions.days(OURS, since=NOW - days(9))
    assert () == store.questions.most_cited(OURS, since=NOW - days(9))
    assert () == store.golden.list(OURS)
    assert () == store.audit.list(OURS)
    assert "swordfish" not in store.glossary.export_tsv(OURS, ALICE)


def test_a_library_answers_from_its_own_server_alone(store: Store) -> None:
    """The same question, the same reference: one server has the answer, the other knows nothing of it."""
    theirs, ours = store.library(THEIRS), store.library(OURS)
    hit = theirs.ask("What is the password?").hits[0]

    assert SECRET == hit.text
    assert all(SECRET != one.text for one in ours.ask("What is the password?").hits)
    assert () == ours.ask("swordfish password").aliases
    with pytest.raises(NotInLibrary):
        ours.with_earlier(lambda key: store.documents.edition(OURS, key)).resolve(hit.ref)


def test_nothing_of_another_server_can_be_changed(store: Store) -> None:
    """Every change is refused as if there were nothing, and changes nothing."""
    before = [store.documents.info(THEIRS, key) for key in keys(store)]
    row = store.glossary.list(THEIRS)
    golden = store.golden.list(THEIRS)
    attempts: list[Callable[[int], object]] = [
        lambda key: store.documents.approve(OURS, key, ALICE),
        lambda key: store.documents.discard(OURS, key, ALICE),
        lambda key: store.documents.describe(OURS, key, Metadata(title="Mine"), ALICE),
        lambda key: preview(store, OURS, "Mine now.", replaces=key),
        lambda _: store.documents.remove(OURS, "secret", ALICE),
        lambda _: store.documents.restore(OURS, "burnt", ALICE),
        lambda _: store.glossary.remove(OURS, "swordfish", ALICE),
        lambda _: store.golden.remove(OURS, golden[0].key, ALICE),
    ]
    for attempt in attempts:
        for key in keys(store):
            with pytest.raises(NotInLibrary):
                attempt(key)
    assert 0 == store.questions.dismiss(OURS, [gap.key for gap in store.questions.gaps(THEIRS)], ALICE)

    assert before == [store.documents.info(THEIRS, key) for key in keys(store)]
    assert (row, golden, 1) == (
        store.glossary.list(THEIRS), store.golden.list(THEIRS), len(store.questions.gaps(THEIRS)),
    )  # fmt: skip
    assert () == store.audit.list(OURS)


def test_an_id_tells_nothing_of_another_server(store: Store) -> None:
    """Two servers may have documents of the same id: neither sees from its own that the other has one."""
    assert ("secret", "plan", "burnt") == tuple(
        add(store, OURS, f"Our {name}.", name=name).id for name in ("secret", "plan", "burnt")
    )
    assert SECRET in [document.text for document in store.documents.load(THEIRS)]
    assert SECRET not in [document.text for document in store.documents.load(OURS)]


def test_a_change_in_one_server_is_none_in_another(store: Store) -> None:
    """Nobody else's library is built anew for it."""
    before = store.version(OURS)
    add(store, THEIRS, "More secrets.", name="more")
    assert before == store.version(OURS)


def test_a_server_that_left_long_ago_is_forgotten_whole(store: Store) -> None:
    """No row of it is left in any table; others, and what is shared, stay as they are."""
    add(store, OURS, "Ours.")
    newest = max(store.changes_since(0).values())
    store.settings.left(THEIRS, NOW)

    assert () == store.settings.forget_left(NOW)
    assert (THEIRS,) == store.settings.forget_left(NOW + timedelta(microseconds=1))
    with store._database.reading() as connection:
        for table in tables.OF_A_GUILD:
            assert [] == connection.execute(table.select().where(table.c.guild_id == THEIRS)).all()
        for table in (tables.passages, tables.sources):
            keys_left = set(connection.scalars(tables.editions.select().with_only_columns(tables.editions.c.key)))
            assert set(connection.scalars(table.select().with_only_columns(table.c.edition_key))) <= keys_left
    assert 2 == len(store.documents.load(OURS))
    add(store, OURS, "A change.", name="later")
    assert [OURS] == list(store.changes_since(newest))


def test_a_server_that_came_back_is_not_forgotten(store: Store) -> None:
    """Leaving counts from the last time."""
    store.settings.left(THEIRS, NOW)
    assert (OURS in store.settings.known(), THEIRS in store.settings.known()) == (False, False)
    store.settings.returned(THEIRS)

    assert () == store.settings.forget_left(NOW + days(99))
    assert (THEIRS,) == store.settings.known()
    assert {"log_channel": 5} == store.settings.get(THEIRS)
