"""Settings, names, questions and golden questions of servers in the store."""

from __future__ import annotations

from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Asked, Day, GlossaryRow, InputError, NotInLibrary, Store, database_url
from tests.knowledge.samples import library_of
from tests.knowledge.stores import ALICE, NOW, OURS, THEIRS, days

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with closing(Store.open(database_url(tmp_path))) as opened:
        yield opened


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store for tests of many examples."""
    with closing(Store.open(database_url(tmp_path_factory.mktemp("shared")))) as opened:
        yield opened


# Settings


def test_settings_come_back_as_they_were_put(store: Store) -> None:
    """All at once, in place of those before; direct messages have none."""
    store.settings.put(OURS, {"private": True, "channels": [1, 2**63], "language": None})
    store.settings.put(THEIRS, {"private": False})
    store.settings.put(OURS, {"channels": [3], "name": "½ “quoted”"})

    assert {"channels": [3], "name": "½ “quoted”"} == store.settings.get(OURS)
    assert ({}, {}) == (store.settings.get(None), store.settings.get(300))
    assert {OURS: {"channels": [3], "name": "½ “quoted”"}, THEIRS: {"private": False}} == store.settings.all()


@settings(max_examples=50)
@given(
    st.dictionaries(
        st.text(max_size=9),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
            st.lists,
            max_leaves=5,
        ),
        max_size=5,
    )
)
def test_any_json_can_be_a_setting(shared: Store, values: dict[str, Any]) -> None:
    """Whatever is JSON can be put, however wild; what no database takes is left out of texts."""
    shared.settings.put(OURS, values)
    kept = shared.settings.get(OURS)
    if not any(wild in repr(values) for wild in ("\\x00", "\\ud")):
        assert values == kept


def test_what_was_set_is_in_the_audit_log(store: Store) -> None:
    """The settings that changed, with what they are now; nothing where nothing changed."""
    store.settings.put(OURS, {"private": True, "language": "de"}, ALICE)
    store.settings.put(OURS, {"private": True, "language": "fr"}, ALICE)
    store.settings.put(OURS, {"private": True, "language": "fr"}, ALICE)

    assert [("language", '{"language": "fr"}'), ("language, private", '{"language": "de", "private": true}')] == [
        (entry.target, entry.detail) for entry in store.audit.list(OURS)
    ]


def test_a_server_that_left_and_never_set_anything_is_forgotten_too(store: Store) -> None:
    """Nothing stays behind of it, not even that it left."""
    store.settings.left(OURS, NOW)
    store.settings.left(OURS, NOW)
    assert (OURS,) == store.settings.forget_left(NOW + days(1))
    assert () == store.settings.forget_left(NOW + days(1))


# Names


def test_names_are_added_to_those_that_are_there(store: Store) -> None:
    """Whatever their case; related names are a row of their own."""
    store.glossary.add(OURS, GlossaryRow("Beijing", ("Peiping",), "same"), ALICE)
    store.glossary.add(OURS, GlossaryRow("Beijing", ("China",), "related"), ALICE)
    whole = store.glossary.add(OURS, GlossaryRow("BEIJING", ("Peking", "Peiping"), "same"), ALICE)

    assert GlossaryRow("Beijing", ("Peiping", "Peking"), "same") == whole
    assert (GlossaryRow("Beijing", ("China",), "related"), whole) == store.glossary.list(OURS)
    assert 2 == len(store.glossary.remove(OURS, "beijing ", ALICE))
    assert () == store.glossary.list(OURS)
    with pytest.raises(NotInLibrary, match="Beijing"):
        store.glossary.remove(OURS, "Beijing", ALICE)


def test_a_glossary_goes_out_and_comes_in_again(store: Store) -> None:
    """As the tab-separated file that the bundled glossary is, too."""
    text = "name\tother names\tkind\nBeijing\tPeiping; Peking\tsame\nKremlin\tMoscow\trelated\n"
    assert 2 == store.glossary.import_tsv(OURS, text, ALICE)
    assert text == store.glossary.export_tsv(OURS, ALICE)
    assert 2 == store.glossary.import_tsv(THEIRS, store.glossary.export_tsv(OURS, ALICE), ALICE)
    assert store.glossary.list(OURS) == store.glossary.list(THEIRS)


def test_what_a_spreadsheet_would_run_goes_out_as_text_and_comes_in_as_it_was(store: Store) -> None:
    """And what it writes in quotation marks loses these."""
    rows = [GlossaryRow("'=2*3", ("-Peking", "two"), "same"), GlossaryRow("@home", ('"Ike"', "-b"), "same")]
    for row in rows:
        store.glossary.add(OURS, row, ALICE)
    written = store.glossary.export_tsv(OURS, ALICE)
    assert written.splitlines()[1:] == ["''=2*3\t'-Peking; two\tsame", '\'@home\t"""Ike""; -b"\tsame']
    quoted = 'name\tother names\tkind\n"Beijing"\t"Peiping; ""Peking"""\t"same"\n"Ike\nhimself"\tEisenhower\tsame\n'
    assert (2, 2) == tuple(store.glossary.import_tsv(THEIRS, text, ALICE) for text in (written, quoted))
    assert {
        *rows, GlossaryRow("Beijing", ("Peiping", '"Peking"'), "same"), GlossaryRow("Ike himself", ("Eisenhower",), "same"),
    } == set(store.glossary.list(THEIRS))  # fmt: skip


@pytest.mark.parametrize("odd", ["\u202eBeijing", "Bei\u200bjing\ufeff", "\u2066Beijing\u2069", "Bei\u200djing\xad"])
def test_what_nobody_sees_is_no_part_of_a_name(store: Store, odd: str) -> None:
    """Two names that look the same are the same; joiners stay where a script is spelt with them."""
    persian = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    row = store.glossary.add(OURS, GlossaryRow(odd, (f"Pei{odd[0]}ping", persian), "same"), ALICE)
    assert "Beijing" == row.name
    assert persian == row.others[1]
    assert "\u202e" not in row.others[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name\tother\tkind\nBeijing\tPeiping\tsame\nKremlin\tMoscow\n", "Line 3"),
        ("name\tother\tkind\n\t\t\n", "nothing to import"),
        ('name\tother\tkind\n"Beijing\tPeiping\tsame\nKremlin\tMoscow\tsame\n' + "x" * 200_000, "Line 2"),
        ("name\tother\tkind\nBeijing\tPeiping\tsame\n?!\tMoscow\tsame\n", "letter or digit"),
        ("name\tother\tkind\nBeijing\tPeiping\tsame\n" + "x" * 101 + "\tMoscow\tsame\n", "1 to 100"),
        ("name\tother\tkind\nBeijing\tbeijing\tsame\n", "needs at least one other name"),
        ("name\tother\tkind\n" + "".join(f"name {n}\tother\tsame\n" for n in range(2001)), "2,001 rows"),
        ("name\tother\tkind\nBeijing\t" + "; ".join(map(str, range(21))) + "\tsame\n", "21 other names"),
    ],
)
def test_a_glossary_with_a_wrong_line_is_refused_whole(store: Store, text: str, said: str) -> None:
    """Nothing of it is taken in, and the sentence says what is wrong."""
    with pytest.raises(InputError, match=said):
        store.glossary.import_tsv(OURS, text, ALICE)
    assert () == store.glossary.list(OURS)
    assert () == store.audit.list(OURS)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), max_size=4))
def test_whatever_is_taken_into_a_glossary_comes_out_of_it(shared: Store, names: list[tuple[str, str]]) -> None:
    """Export and import are each other's reverse, whatever people type."""
    for name, other in names:
        with suppress(InputError):
            shared.glossary.add(OURS, GlossaryRow(name, (other,), "same"), ALICE)
    written = shared.glossary.export_tsv(OURS, ALICE)
    rows = shared.glossary.list(OURS)
    for row in rows:
        shared.glossary.remove(OURS, row.name, ALICE)
    if rows:
        shared.glossary.import_tsv(OURS, written, ALICE)
    assert rows == shared.glossary.list(OURS)


# Questions


def test_questions_are_counted_by_day(store: Store) -> None:
    """Asked and answered, and which passages were shown how often."""
    yes, no = ("rules:p1", "rules:p2"), ()
    store.questions.note(
        [
            Asked(OURS, "One?", answered=True, at=NOW - days(1), cited=yes),
            Asked(OURS, "Two?", answered=False, at=NOW, cited=no),
            Asked(OURS, "Three?", answered=True, at=NOW, cited=("rules:p2", "rules:p2")),
            Asked(THEIRS, "Four?", answered=True, at=NOW),
        ]
    )
    assert (Day("2026-01-30", 1, 1), Day("2026-01-31", 2, 1)) == store.questions.days(OURS, since=NOW - days(9))
    assert (Day("2026-01-31", 2, 1),) == store.questions.days(OURS, since=NOW)
    assert (("rules:p2", 2), ("rules:p1", 1)) == store.questions.most_cited(OURS, since=NOW - days(9))
    assert (("rules:p2", 2),) == store.questions.most_cited(OURS, since=NOW - days(9), limit=1)


def test_gaps_are_kept_unless_they_shall_not_be(store: Store) -> None:
    """The text alone; newest first; dismissed ones are gone."""
    store.questions.note(
        [
            Asked(OURS, "Where is \0 the \ud800 key?", answered=False, at=NOW - days(1)),
            Asked(OURS, "Answered?", answered=True, at=NOW),
            Asked(OURS, "Not to be kept?", answered=False, at=NOW, keep_gap=False),
            Asked(OURS, "x" * 9000, answered=False, at=NOW),
        ]
    )
    long, key = store.questions.gaps(OURS)

    assert ("Where is  the ? key?", NOW - days(1)) == (key.question, key.asked_at)
    assert 1000 == len(long.question)
    assert 1 == store.questions.dismiss(OURS, [key.key, 999], ALICE)
    assert (long,) == store.questions.gaps(OURS)


def test_old_questions_are_purged(store: Store) -> None:
    """Gaps and statistics each after their own time."""
    store.questions.note([Asked(OURS, f"{n}?", answered=False, at=NOW - days(n), cited=("a:p1",)) for n in (0, 9)])
    assert 1 == store.questions.purge(gaps_before=NOW - days(5), usage_before=NOW - days(5))
    assert ["0?"] == [gap.question for gap in store.questions.gaps(OURS)]
    assert ["2026-01-31"] == [day.day for day in store.questions.days(OURS, since=NOW - days(99))]
    assert (("a:p1", 1),) == store.questions.most_cited(OURS, since=NOW - days(99))


# Golden questions


def test_golden_questions_are_kept_with_their_passage(store: Store) -> None:
    """A question has one right passage: the one that was said last."""
    one, two = library_of("The garden opens at nine.", "Dogs stay outside.").lookup("paragraphs 1-2").hits
    store.golden.add(OURS, "When does  it open?", two, ALICE)
    kept = store.golden.add(OURS, "When does it open? ", one, ALICE)

    assert (kept,) == store.golden.list(OURS)
    assert ("When does it open?", "sample:p1", "The garden opens at nine.") == (
        kept.question, kept.passage_id, kept.text,
    )  # fmt: skip
    assert kept == store.golden.remove(OURS, kept.key, ALICE)
    assert () == store.golden.list(OURS)
    assert ["golden.remove", "golden.add", "golden.add"] == [entry.action for entry in store.audit.list(OURS)]


@pytest.mark.parametrize("question", ["", " \0 ", "x" * 501])
def test_a_golden_question_has_some_length(store: Store, question: str) -> None:
    """Neither empty nor a whole text."""
    hit = library_of("Dogs stay outside.").lookup("paragraph 1").hits[0]
    with pytest.raises(InputError, match="1 to 500"):
        store.golden.add(OURS, question, hit, ALICE)
