"""Which language a text is in, and how a question meets documents in several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.analyzers import Languages
from knowledge.text.detection import language_of, stop_words_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The board’s decision was final."),
        ("en", "There are strong ties of trade and the alliance is not likely to end in the next few years."),
        ("de", "Es gibt starke Bindungen des Handels, und das Bündnis wird in den nächsten Jahren nicht enden."),
        (
            "fr",
            "Il y a des liens commerciaux étroits et l’alliance ne devrait pas prendre fin dans les prochaines années.",
        ),
        ("es", "Hay fuertes lazos comerciales y no es probable que la alianza termine en los próximos años."),
        ("ru", "Между ними существуют тесные торговые связи, и этот союз вряд ли распадётся в ближайшие годы."),
        ("uk", "Між ними існують тісні торговельні зв’язки, і цей союз навряд чи розпадеться найближчими роками."),
        ("zh", "两国之间有密切的贸易关系，联盟在未来几年内不太可能结束。"),
        ("ja", "両国の間には緊密な貿易関係があり、同盟は今後数年で終わりそうにない。"),
        ("ko", "양국 사이에는 긴밀한 무역 관계가 있으며 동맹은 앞으로 몇 년 안에 끝나지 않을 것이다."),
        ("el", "Υπάρχουν ισχυροί εμπορικοί δεσμοί και η συμμαχία δεν είναι πιθανό να λήξει."),
    ],
)
def test_a_sentence_or_two_tell_their_language(language: str, text: str) -> None:
    """By their script, then by their stop words."""
    assert language == language_of(text)


@pytest.mark.parametrize("text", ["", "1954 – 402", "🙂", "Xyzzy plugh"])
def test_what_tells_nothing_is_taken_for_the_default(text: str) -> None:
    """Numbers, signs and unknown words belong to no language."""
    assert "nl" == language_of(text, default="nl")


@given(st.text())
def test_any_text_gets_a_language(text: str) -> None:
    """A code of two letters, the same every time."""
    language = language_of(text)
    assert 2 == len(language)
    assert language == language_of(text)


def test_stop_words_are_folded() -> None:
    """As the analyser folds words; a language without a list has none."""
    assert "und" in stop_words_of("de")
    assert all(word == word.casefold() for word in stop_words_of("de"))
    assert frozenset() == stop_words_of("xx")


def test_a_question_is_read_in_its_own_language() -> None:
    """As far as the library has it; else in the first one."""
    languages = Languages(["en", "de"])
    assert "de" == languages.asked_in("Wurde das Haus von der Frau verkauft?").language
    assert "en" == languages.asked_in("Was the house sold by the woman?").language
    assert "en" == languages.asked_in("La maison a-t-elle été vendue par cette femme ?").language


def test_a_word_of_a_question_has_a_stem_a_language() -> None:
    """So that it is found in the documents of each."""
    (token,) = Languages(["en", "de"]).tokens("alliances")
    assert {"allianc", "alli"} & {token.stem, *token.others}
    assert 1 == len(Languages(["en"]).tokens("alliances"))
    assert () == Languages(["en"]).tokens("alliances")[0].others


def test_a_library_without_documents_reads_english() -> None:
    """Some language has to be there for a question."""
    assert "en" == Languages([]).asked_in("Wurde das Haus verkauft?").language
