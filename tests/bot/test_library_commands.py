"""``pincite add``, ``list``, ``remove``, ``undelete``, ``backup`` and ``restore``, and ``--guild``."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.libraries.walking import files_in
from knowledge import HOST, By, Store, database_url

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.bot.calling import Called


OPENING = "The garden opens at nine in the morning, and closes at six.\n\nDogs stay on a lead.\n"
PAPER = "frus1952-54v14p1-d183"


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A folder with two documents, one file that is none, and what nobody wants to add."""
    folder = tmp_path / "documents"
    (folder / "deep" / ".hidden").mkdir(parents=True)
    (folder / "deep" / "rules.txt").write_text(OPENING, encoding="utf-8")
    (folder / "fees.txt").write_text("A ticket costs five crowns.\n", encoding="utf-8")
    (folder / "broken.txt").write_bytes(b"\0\1\2")
    (folder / "deep" / ".hidden" / "secret.txt").write_text("Secret.", encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    return folder


def listed(called: Called) -> list[str]:
    """The ids that ``list --json`` printed."""
    return [one["document"]["id"] for one in called.lines]


def test_a_folder_is_added_with_all_that_can_be_read(pincite: Callable[..., Called], documents: Path) -> None:
    """One bad file is told, stops nothing, and makes the status 2."""
    added = pincite("add", documents)

    assert 2 == added.status
    assert "2 added, 1 failed" in added.out
    assert 1 == sum("broken.txt" in line for line in added.err.splitlines())
    assert [PAPER, "rules", "fees"] == listed(pincite("list", "--json"))


def test_what_is_unchanged_is_skipped_and_what_changed_is_replaced(
    pincite: Callable[..., Called], documents: Path
) -> None:
    """By content; the same file name is the next edition of the same document."""
    rules = documents / "deep" / "rules.txt"
    assert ["added", "unchanged"] == [pincite("add", rules, "--json").lines[0]["status"] for _ in range(2)]
    rules.write_text(OPENING.replace("nine", "ten"), encoding="utf-8")
    (replaced,) = pincite("add", rules, "--json").lines

    assert ("replaced", "rules") == (replaced["status"], replaced["document"]["id"])
    found = pincite("ask", "When does the garden open?", "--limit", "1", "--json").lines[0]
    assert "ten in the morning" in found["hits"][0]["text"]
    assert [1, 2] == [one["edition"] for one in pincite("list", "--json").lines]


def test_the_next_edition_keeps_corrections_only(pincite: Callable[..., Called], tmp_path: Path) -> None:
    """The newer file's title and no more the older one's author; the licence that somebody added stays."""
    rules = tmp_path / "rules.html"
    rules.write_text('<title>Old</title><meta name="author" content="Ann"><p>One rule.</p>', encoding="utf-8")
    pincite("add", rules)
    with closing(Store.open(database_url(tmp_path / "data"))) as store:
        (info,) = (one for one in store.documents.list(None) if one.id == "rules")
        metadata = replace(info.metadata, licence="CC0")
        store.documents.describe(None, info.key, metadata, By(HOST, datetime.now(UTC)))
    rules.write_text("<title>New</title><p>One rule.</p><p>Another.</p>", encoding="utf-8")
    pincite("add", rules)
    with closing(Store.open(database_url(tmp_path / "data"))) as store:
        (info,) = (one for one in store.documents.list(None) if one.id == "rules")
    assert ("New", None, "CC0", 2) == (info.title, info.metadata.author, info.metadata.licence, info.edition)


def test_every_file_gets_a_line_of_json(pincite: Callable[..., Called], documents: Path) -> None:
    """With the document it became, or with what is wrong; nothing else is on stdout."""
    added = pincite("add", documents, "--json")
    by_name = {one["file"]: one for one in added.lines}

    assert {"broken.txt", "deep/rules.txt", "fees.txt"} == by_name.keys()
    assert ("failed", None) == (by_name["broken.txt"]["status"], by_name["broken.txt"]["document"])
    assert by_name["broken.txt"]["error"].endswith(".")
    assert ("added", {"id": "rules", "title": "rules"}, 2, None) == tuple(
        by_name["deep/rules.txt"][field] for field in ("status", "document", "passages", "error")
    )


def test_what_is_added_for_a_server_is_in_its_library_alone(pincite: Callable[..., Called], documents: Path) -> None:
    """Asking, looking up, listing and removing all take the server."""
    assert 0 == pincite("add", documents / "fees.txt", "--guild", 5).status
    question = ("ask", "What does a ticket cost?", "--document", "fees")

    assert [0, 2, 2] == [pincite(*question, *guild).status for guild in (("--guild", 5), ("--guild", 6), ())]
    assert [0, 2] == [pincite("contents", "fees", "--guild", guild).status for guild in (5, 6)]
    assert 0 == pincite("lookup", "paragraph 1", "--document", "fees", "--guild", 5).status
    assert ([PAPER, "fees"], [PAPER]) == (
        listed(pincite("list", "--guild", 5, "--json")), listed(pincite("list", "--json")),
    )  # fmt: skip
    assert [2, 2, 0, 2] == [
        pincite("remove", "fees", *guild).status for guild in ((), ("--guild", 6), ("--guild", 5), ("--guild", 5))
    ]


def test_the_bundled_document_stays(pincite: Callable[..., Called]) -> None:
    """The sentence says why."""
    removed = pincite("remove", PAPER)
    assert (2, "", True) == (removed.status, removed.out, "comes with Pincite" in removed.err)


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("add",), "PATH"),
        (("add", "nowhere.txt"), "nowhere.txt"),
        (("add", "."), "no file to add"),
        (("add", "x", "--guild", "0"), "--guild"),
        (("list", "--guild", "mine"), "--guild"),
        (("remove", "nothing"), "no such document"),
        (("undelete", "nothing"), "no such document"),
        (("restore", "nowhere"), "nowhere"),
        (("backup", "nowhere/copy"), "nowhere/copy"),
    ],
)
def test_wrong_use_is_one_line_and_status_2(
    pincite: Callable[..., Called], arguments: tuple[str, ...], part: str
) -> None:
    """On stderr, with what to do."""
    called = pincite(*arguments)
    assert 2 == called.status
    assert part in called.err
    assert 1 == len(called.err.strip().splitlines())


def test_a_backup_brings_everything_back(pincite: Callable[..., Called], documents: Path) -> None:
    """Also what was removed since."""
    pincite("add", documents / "fees.txt")
    assert 0 == pincite("backup", "copy").status
    pincite("remove", "fees")
    assert [PAPER] == listed(pincite("list", "--json"))
    assert 0 == pincite("restore", "copy").status
    assert [PAPER, "fees"] == listed(pincite("list", "--json"))


def test_two_files_of_one_name_are_two_documents(tmp_path: Path) -> None:
    """The second one is kept with as much of its path as tells it apart, which shows nothing of the machine."""
    one, two, three = (tmp_path / name / "rules.txt" for name in ("a", "b", "c/b"))
    expected = [(one, "rules.txt"), (two, "b/rules.txt"), (three, "c/b/rules.txt")]
    assert expected == files_in([one, two, three, one, two]).files


def test_another_text_of_the_same_name_replaces_nothing(pincite: Callable[..., Called], tmp_path: Path) -> None:
    """It is a document of its own, which is said; each is told by its text when it is added again, changed."""
    for folder, text in (("a", OPENING), ("b", "A ticket costs five crowns.\n\nChildren pay nothing.\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "readme.txt").write_text(text, encoding="utf-8")
    pincite("add", "a")
    added = pincite("add", "b")
    assert "readme.txt: added, readme-2, beside readme, another text of that name" in added.out
    assert ["1 unchanged", "1 unchanged"] == [pincite("add", folder).out.splitlines()[-1] for folder in "ab"]

    for folder, before, after in (("b", "five", "six"), ("a", "nine", "ten")):
        file = tmp_path / folder / "readme.txt"
        file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    changed = [pincite("add", folder, "--json").lines[0] for folder in "ba"]
    assert [("replaced", "readme-2"), ("replaced", "readme")] == [
        (one["status"], one["document"]["id"]) for one in changed
    ]
    assert [PAPER, "readme", "readme-2"] == sorted(listed(pincite("list", "--json")))


def test_what_was_removed_can_be_put_back(pincite: Callable[..., Called], documents: Path) -> None:
    """A shared document as well as one of a server, each in its own library."""
    for guild in ((), ("--guild", 5)):
        pincite("add", documents / ("fees.txt" if guild else "deep/rules.txt"), *guild)
    pincite("remove", "rules")
    pincite("remove", "fees", "--guild", 5)

    assert [["rules"], ["fees"], []] == [
        [one["document"]["id"] for one in pincite("list", "--removed", "--json", *guild).lines]
        for guild in ((), ("--guild", 5), ("--guild", 6))
    ]
    assert pincite("list", "--removed").out.startswith("rules  rules  removed ")
    assert [2, 0, 2, 0] == [
        pincite("undelete", *rest).status for rest in (("fees",), ("rules",), ("rules",), ("fees", "--guild", 5))
    ]
    assert [PAPER, "rules", "fees"] == listed(pincite("list", "--guild", 5, "--json"))
    assert "There are no removed documents" in pincite("list", "--removed").out


def test_adding_what_was_removed_restores_it(pincite: Callable[..., Called], documents: Path, tmp_path: Path) -> None:
    """By its bytes, whatever the file is called now; only in the library that it was removed from."""
    fees = documents / "fees.txt"
    pincite("add", fees)
    pincite("remove", "fees")
    (tmp_path / "prices.txt").write_bytes(fees.read_bytes())

    assert "added" == pincite("add", fees, "--guild", 5, "--json").lines[0]["status"]
    restored = pincite("add", "prices.txt")
    assert ["✓ prices.txt: restored, fees", "1 restored"] == restored.out.splitlines()
    assert [(PAPER, 1), ("fees", 1)] == [
        (one["document"]["id"], one["edition"]) for one in pincite("list", "--json").lines
    ]


def test_files_of_unknown_types_are_counted(pincite: Callable[..., Called], documents: Path) -> None:
    """Hidden ones are not."""
    assert pincite("add", documents).out.endswith("2 added, 1 failed, 1 skipped for its type\n")
    (documents / "deep" / "film.mp4").write_bytes(b"")
    assert pincite("add", documents).out.endswith("2 unchanged, 1 failed, 2 skipped for their type\n")


def test_a_reference_to_an_earlier_edition_leads_to_its_text(pincite: Callable[..., Called], tmp_path: Path) -> None:
    """And says so; an id means the newest edition, and what was removed is gone."""
    (tmp_path / "rules.txt").write_text(OPENING, encoding="utf-8")
    pincite("add", "rules.txt")
    (hit,) = pincite("lookup", "rules:p1", "--json").lines[0]["hits"]
    (tmp_path / "rules.txt").write_text(OPENING.replace("nine", "ten"), encoding="utf-8")
    assert "replaced" in pincite("add", "rules.txt").out
    for name, hour, told in ((hit["ref"], "nine", True), ("rules:p1", "ten", False)):
        shown, cited = pincite("lookup", name), pincite("cite", name, "--style", "bibtex")
        assert (0, 0, True) == (shown.status, cited.status, hour in shown.out)
        assert (told, told) == ("earlier edition" in shown.out, "earlier edition" in cited.err)
        assert cited.out.startswith("@")
    assert "superseded" == pincite("lookup", hit["ref"], "--json").lines[0]["hits"][0]["document"]["status"]
    (now,) = pincite("lookup", "rules:p1", "--json").lines[0]["hits"]
    pincite("remove", "rules")
    assert 2 == pincite("cite", now["ref"]).status


def test_links_out_of_a_folder_are_left_out(pincite: Callable[..., Called], documents: Path, tmp_path: Path) -> None:
    """Each is named, and the rest is added; a link that the host names is the host's own will."""
    (tmp_path / "secret.env").write_text("The key is hidden under the mat.\n", encoding="utf-8")
    (documents / "broken.txt").unlink()
    (documents / "notes.txt").symlink_to(tmp_path / "secret.env")
    added = pincite("add", documents)
    assert {PAPER, "fees", "rules"} == set(listed(pincite("list", "--json")))
    assert "notes.txt is left out: it is a link that leads out of its folder." in added.err
    assert (0, 1) == (added.status, len(added.err.strip().splitlines()))
    assert "added, notes" in pincite("add", documents / "notes.txt").out


def test_the_file_is_kept_for_export(pincite: Callable[..., Called], documents: Path, tmp_path: Path) -> None:
    """Byte for byte, under the name that it had in its folder."""
    pincite("add", documents)
    with closing(Store.open(database_url(tmp_path / "data"))) as store:
        source = store.documents.source(None, store.documents.history(None, "rules")[0].key)
    assert ("deep/rules.txt", OPENING.encode()) == (source.name, source.data)
