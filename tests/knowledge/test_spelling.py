"""Words that the library does not have are repaired against the words that it has."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import Correction
from knowledge.text.spelling import Speller
from tests.knowledge.samples import library_of

VOCABULARY = {"peiping": 9, "soviet": 8, "trade": 5, "tread": 1, "manchuria": 3, "communist": 7, "war": 2, "club": 1}


def repair(word: str, **vocabulary: int) -> str | None:
    """What a word becomes first of all in a vocabulary with these frequencies."""
    known = vocabulary or VOCABULARY
    return next(iter(Speller(known, known.__getitem__).nearest(word)), None)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("peipng", "peiping", id="a letter left out"),
        pytest.param("peipping", "peiping", id="a letter too many"),
        pytest.param("sowiet", "soviet", id="a wrong letter"),
        pytest.param("soveit", "soviet", id="two letters swapped"),
        pytest.param("oviet", "soviet", id="the first letter left out"),
        pytest.param("comunnist", "communist", id="two edits in a long word"),
        pytest.param("manchura", "manchuria", id="eight letters"),
    ],
)
def test_one_slip_is_repaired(typed: str, meant: str) -> None:
    """An insertion, a deletion, a substitution or a swap; two of them from eight letters on."""
    assert meant == repair(typed)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("wer", id="three letters"),
        pytest.param("peking", id="two edits in a short word"),
        pytest.param("soivtes", id="too far"),
        pytest.param("1950s", id="digits"),
        pytest.param("zebra", id="another word"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_too_short_or_too_far_stays(typed: str) -> None:
    """No repair is better than a wrong one."""
    assert None is repair(typed)


def test_the_nearest_word_wins_then_the_first_letter_then_the_frequency() -> None:
    """People seldom miss the first letter, and mostly mean the usual word."""
    assert "manchuria" == repair("manchuri", manchuria=1, manchukuo=99)
    assert "boat" == repair("boct", boat=1, root=9, coct=99)
    assert "bolt" == repair("boxt", boat=1, bolt=2)


def test_words_equally_near_stand_together() -> None:
    """Up to three words at the least distance; a word further off does not come in."""
    vocabulary = {"boat": 4, "bolt": 3, "bout": 2, "boot": 1, "bo": 9, "boxes": 9}
    assert ["boat", "bolt", "bout"] == Speller(vocabulary, vocabulary.__getitem__).nearest("boxt")


def test_a_word_of_the_vocabulary_is_never_repaired() -> None:
    """However rare it is, and however frequent its neighbour."""
    assert None is repair("tread")


def test_equal_words_are_told_apart_by_the_alphabet() -> None:
    """The same question gets the same answer every time, whatever the order of the vocabulary."""
    assert "boat" == repair("boxt", bolt=1, boat=1) == repair("boxt", boat=1, bolt=1)


def test_the_answer_tells_what_was_repaired() -> None:
    """With the word as the library writes it."""
    answer = library_of("Peiping wants machines.", "Nobody buys rice.").ask("What does peipng want?")
    assert (Correction("peipng", "Peiping"),) == answer.corrections
    assert "Peiping wants machines." == answer.hits[0].text
    assert () == answer.unknown_words


def test_a_name_is_no_misspelt_common_word() -> None:
    """Ulan Bator has nothing to do with "elan"; a capital at the beginning of a sentence tells nothing."""
    library = library_of("Peiping has the elan for this.", "Nobody buys rice.")
    assert () == library.ask("What is sold in Ulan Bator?").corrections
    assert (Correction("Ulan", "elan"),) == library.ask("Ulan, what is it?").corrections
    assert (Correction("Peipng", "Peiping"),) == library.ask("What does Peipng have?").corrections


def test_a_repaired_word_may_be_a_name() -> None:
    """Bejing is Beijing, and Beijing is Peiping."""
    library = library_of("Peiping wants machines.", "Nobody buys rice.", glossary="Beijing\tPeiping\tsame")
    answer = library.ask("What does Bejing want?")
    assert (Correction("Bejing", "Beijing"),) == answer.corrections
    assert ("Peiping",) == answer.aliases[0].also
    assert "Peiping wants machines." == answer.hits[0].text


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Who trades machines?", id="an inflected form of a known word"),
        pytest.param("Thanks, who sells machines?", id="small talk"),
        pytest.param("who else wants machines", id="grammar"),
        pytest.param("What does Beijing want?", id="a name of the glossary"),
    ],
)
def test_known_words_are_left_alone(question: str) -> None:
    """A question that is right already never gets worse."""
    library = library_of(
        "Peiping wants machines for trade.", "Tanks sell. Nobody else buys thinks.", glossary="Beijing\tPeiping\tsame"
    )
    assert () == library.ask(question).corrections


def test_a_word_that_nothing_comes_near_is_named_as_unknown() -> None:
    """The reader learns that the library never says it."""
    answer = library_of("Peiping wants machines.", "Nobody buys rice.").ask("Does Peiping want helicopters?")
    assert ("helicopters",) == answer.unknown_words
    assert () == answer.corrections


WORDS = st.text(alphabet="abcde", min_size=1, max_size=10)


def edits(one: str, other: str) -> int:
    """The edits between two words, counted the plain way: optimal string alignment."""
    rows = [list(range(len(other) + 1))]
    for i, left in enumerate(one, 1):
        row = [i]
        for j, right in enumerate(other, 1):
            best = min(rows[-1][j] + 1, row[j - 1] + 1, rows[-1][j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


@given(WORDS, st.dictionaries(WORDS, st.integers(1, 9), max_size=8))
def test_a_repair_is_the_nearest_word_within_reach(word: str, vocabulary: dict[str, int]) -> None:
    """Against the plain search through the whole vocabulary; a wrong first letter is the only edit."""
    reach = 2 if len(word) >= 8 else 1
    near = [
        (edits(word, known), known[0] != word[0], -vocabulary[known], known)
        for known in vocabulary
        if len(known) >= 3 and edits(word, known) <= (reach if known[0] == word[0] else 1)
    ]
    expected = min(near)[-1] if near and len(word) >= 4 and word not in vocabulary else None
    assert expected == next(iter(Speller(vocabulary, vocabulary.__getitem__).nearest(word)), None)


def test_the_plain_count_of_edits_counts_right() -> None:
    """A swap is one edit; the measure grows by one a step."""
    assert [0, 1, 1, 2] == [edits("abcd", other) for other in ("abcd", "abdc", "abc", "ab")]
    assert all(later - earlier == 1 for earlier, later in pairwise([edits("", "a" * n) for n in range(4)]))
