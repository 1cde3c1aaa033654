"""A glossary before it is changed: what is wrong with a file, and what a library would be without a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import GlossaryRow, Store, build_in_child, database_url, glossary_faults, parse_glossary
from tests.knowledge.stores import ALICE, OURS, add

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "name\tother names\tkind\n"


def test_every_wrong_line_is_told_by_its_number() -> None:
    """Lines of another form and names that cannot be names; blank lines count as lines and are no faults."""
    text = f"{HEADER}Kreml\tKremlin\tsame\n\nno tabs\n?!\tMoscow\tsame\nPeking\tPeiping\tperhaps\n"
    told = [str(fault) for fault in glossary_faults(text, most=5)]
    assert [one[:6] for one in told] == ["Line 4", "Line 5", "Line 6"]
    assert told[0].startswith("Line 4, “no tabs”: It needs three columns")
    assert told[1].startswith("Line 5, “?! | Moscow | same”: A name in the glossary must have")
    assert told[2] == "Line 6, “Peking | Peiping | perhaps”: The third column must be “same” or “related”."


def test_a_file_without_one_right_line_is_not_read_to_its_end() -> None:
    """No more faults are told than were asked for, and what comes after the last of them is not looked at."""
    text = HEADER + "no tabs\n" * 9
    assert [str(fault)[:6] for fault in glossary_faults(text, most=3)] == ["Line 2", "Line 3", "Line 4"]


def test_a_right_file_has_no_faults() -> None:
    """What can be imported is not complained about."""
    text = f"{HEADER}Kreml\tKremlin; Moscow\tsame\n"
    assert glossary_faults(text, most=5) == ()
    assert parse_glossary(text) == [GlossaryRow("Kreml", ("Kremlin", "Moscow"), "same")]


def test_a_library_without_a_name(tmp_path: Path) -> None:
    """It lacks that name of the guild's and no other, here and in a child process; the store keeps both."""
    store = Store.open(database_url(tmp_path))
    add(store, OURS, "Zebras graze at noon.", "Lions sleep at night.")
    for name, other in (("Striped", "zebras"), ("Maned", "lions")):
        store.glossary.add(OURS, GlossaryRow(name, (other,), "same"), ALICE)
    child = build_in_child(store.url, OURS, bundled=True, started=lambda process: None, without=["Striped"])
    for library in (store.library(OURS, without=["striped"]), child):
        assert library.ask("Striped").unknown_words == ("Striped",)
        assert library.ask("Maned").unknown_words == ()
    assert store.library(OURS).ask("Striped").unknown_words == ()
    assert store.library(OURS, without=["Striped", "zebras"]).ask("Striped").unknown_words == ("Striped",)
    assert store.library(OURS, without=["Striped", "horses"]).ask("Striped").unknown_words == ()
    assert len(store.glossary.list(OURS)) == 2
    store.close()
