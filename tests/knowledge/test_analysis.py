"""Text to terms: passages and questions meet in the same form."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
import snowballstemmer
from hypothesis import given
from hypothesis import strategies as st
from snowballstemmer.english_stemmer import EnglishStemmer
from Stemmer import Stemmer

from knowledge.text.analysis import Analyzer, strip_accents

if TYPE_CHECKING:
    from collections.abc import Callable

ENGLISH = Analyzer("en")


def forms(text: str, language: str = "en") -> list[str]:
    """The forms of the words of ``text``."""
    return [token.form for token in Analyzer(language).tokens(text)]


def stems(text: str) -> list[str]:
    """The English stems of the words of ``text``."""
    return [token.stem for token in ENGLISH.tokens(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mao’s", "Mao's"),
        ("Mao's", "mao"),
        ("satellites'", "satellites"),
        ("Lüshun", "lushun"),
        ("Lu\u0308shun", "lushun"),
        ("ＰＲＣ", "prc"),
        ("U.S.S.R.", "USSR"),
        ("U.S.", "us"),
        ("STRASSE", "straße"),
        ("O’Neill", "oneill"),
        ("ﬁve", "five"),
    ],
)
def test_ways_to_write_a_word_have_one_form(one: str, other: str) -> None:
    """Case, accents, typographic apostrophes, possessives, acronyms' stops and compatibility letters do not matter."""
    assert forms(one) == forms(other)


@pytest.mark.parametrize(
    "family",
    [
        "control controls controlled controlling",
        "pay paid paying pays",
        "grow grew grown growth",
        "crisis crises",
        "write wrote written",
    ],
)
def test_inflections_share_a_stem(family: str) -> None:
    """Regular ones by the stemmer, irregular ones by the list of families."""
    assert 1 == len(set(stems(family)))


def test_different_words_keep_different_stems() -> None:
    """Names of two countries, or a country and its neighbour, are not the same word."""
    assert 4 == len(set(stems("Korea China Japan Manchuria")))


def test_tokens_know_their_place() -> None:
    """Text and offsets are those of the source, whatever was folded."""
    text = "Peiping’s (1940) “thought”"
    tokens = ENGLISH.tokens(text)
    assert ["Peiping’s", "1940", "thought"] == [token.text for token in tokens]
    assert [token.text for token in tokens] == [text[token.start : token.end] for token in tokens]


def test_compounds_are_parts() -> None:
    """A hyphen or an underscore parts words, so that either half finds the whole."""
    assert ["sino", "soviet", "mao", "tse", "tung"] == forms("Sino-Soviet Mao_Tse-tung")


def test_grammar_words_are_marked_not_dropped() -> None:
    """Whoever builds a query decides what to do without them."""
    marked = {token.form: token.is_stop for token in ENGLISH.tokens("what does the paper say about trade")}
    assert marked["what"]
    assert marked["the"]
    assert not marked["trade"]


def test_a_name_in_capitals_is_no_grammar_word() -> None:
    """US and WHO are names; us and who are not."""
    assert [False, True, False, True] == [token.is_stop for token in ENGLISH.tokens("US us WHO who")]


def test_everyday_words_are_known() -> None:
    """Small talk says nothing about the subject when the library does not use it."""
    assert ENGLISH.is_everyday("thanks")
    assert ENGLISH.is_everyday("the")
    assert not ENGLISH.is_everyday("embargo")


def test_scripts_without_spaces_give_pairs_of_characters() -> None:
    """Overlapping, so that any word of two characters is found; a single character stands for itself."""
    tokens = ENGLISH.tokens("中国共产党 party 党")
    assert ["中国", "国共", "共产", "产党", "party", "党"] == [token.form for token in tokens]
    assert [True, True, True, True, False, True] == [token.is_unspaced for token in tokens]


def test_a_language_without_a_stemmer_is_folded_all_the_same() -> None:
    """Forms still meet; the stem is the form."""
    tokens = Analyzer("xx").tokens("Ünïted CONTROLS")
    assert [("united", "united"), ("controls", "controls")] == [(token.form, token.stem) for token in tokens]


def test_other_languages_have_their_own_stems() -> None:
    """German and Russian inflections meet."""
    for language, words in (("de", "Häuser Hauses"), ("ru", "договор договора договоры")):
        assert 1 == len({token.stem for token in Analyzer(language).tokens(words)})


def test_accents_are_stripped_from_any_script() -> None:
    """Only marks go; letters stay."""
    assert "Lushun Teng Еж" == strip_accents("Lüshun Têng Ёж")


def test_many_threads_get_the_same_stems() -> None:
    """One analyser serves a whole library, whoever asks."""
    words = [f"nationalization{'s' * (number % 2)} controlling{number} relationships" for number in range(400)]
    alone = [Analyzer("en").tokens(text) for text in words]
    shared = Analyzer("en")
    with ThreadPoolExecutor(8) as pool:
        assert alone == list(pool.map(shared.tokens, words))


@pytest.mark.parametrize("compiled", [False, True])
def test_a_copy_in_another_process_stems_alike(monkeypatch: pytest.MonkeyPatch, *, compiled: bool) -> None:
    """Whichever stemmer is installed: the compiled one cannot be pickled itself."""
    stemmer: Callable[[str], Any] = Stemmer if compiled else lambda _language: EnglishStemmer()
    monkeypatch.setattr(snowballstemmer, "stemmer", stemmer)
    analyzer = Analyzer("en")
    copied = pickle.loads(pickle.dumps(analyzer))
    words = "Controlling relationships generously"
    assert ["control", "relationship", "generous"] == [token.stem for token in analyzer.tokens(words)]
    assert copied.tokens(words) == analyzer.tokens(words)


@given(st.text())
def test_any_text_is_analysed(text: str) -> None:
    """Tokens are slices of the text, in order, and the same text gives the same tokens."""
    tokens = ENGLISH.tokens(text)
    assert [token.text for token in tokens] == [text[token.start : token.end] for token in tokens]
    assert all(token.form for token in tokens)
    starts = [token.start for token in tokens]
    assert sorted(set(starts)) == starts
    assert tokens == Analyzer("en").tokens(text)


@given(st.text(st.characters(categories=["L", "Nd"]), min_size=1))
def test_upper_and_lower_case_meet(word: str) -> None:
    """A question typed in capitals is the same question, in every script whose case folds."""
    if word.casefold() == word.upper().casefold():
        assert forms(word.casefold()) == forms(word.upper().casefold())
