"""The catalogues: complete, without leftovers, and with everything in its place, in every language."""

from __future__ import annotations

import ast
import re
import string
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import Message, Plural, translation, warm
from knowledge import NotInLibrary, Wording
from tests import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from babel.messages.catalog import Message as Entry

MODULES = sorted((catalogue.ROOT / "bot").rglob("*.py"))
TEXTS = sorted((catalogue.ROOT / "bot" / "texts").glob("*.py"))
every_language = pytest.mark.parametrize("language", catalogue.TRANSLATED)
in_english = cache(catalogue.template)
translated = cache(catalogue.read)


def forms(entry: Entry) -> tuple[str, ...]:
    """The text in English, in its forms."""
    return (entry.id,) if isinstance(entry.id, str) else tuple(entry.id)


def entries(language: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Each text that is translated: English forms, translated forms."""
    for entry in translated(language):
        if entry.id and all(catalogue.translations(entry.string)):
            yield forms(entry), catalogue.translations(entry.string)


def gaps(text: str) -> set[str]:
    """The names of a text's gaps; fails where braces do not match."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def marks(text: str) -> Counter[str]:
    """What makes a text Markdown: bold, code, small print, headings, lines, warning signs."""
    found = re.findall(r"\*\*|`|\n|^-# |^#+ |⚠️|[▶◀]", text, re.MULTILINE)
    return Counter(found)


def constants() -> dict[str, str]:
    """Name → module of every text that stands as a constant in the modules of texts."""
    found: dict[str, str] = {}
    for path in TEXTS:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if (
                isinstance(node, ast.AnnAssign)
                and isinstance(node.target, ast.Name)
                and isinstance(node.value, ast.Call)
            ):
                module = "texts" if path.stem == "__init__" else path.stem
                found[f"{module}.{node.target.id}"] = module
    return found


@every_language
def test_no_text_is_missing(language: str) -> None:
    """Every text of the code is translated, in as many forms as the language has."""
    there = {english for english, _ in entries(language)}
    missing = [forms(entry) for entry in in_english() if entry.id and forms(entry) not in there]
    assert not missing, f"{len(missing)} texts lack a translation: run `make messages`, then fill in bot/locales"


@every_language
def test_no_text_is_left_over(language: str) -> None:
    """What the code does not say any more is not in the catalogue."""
    said = {forms(entry) for entry in in_english()}
    assert [] == [forms(entry) for entry in translated(language) if entry.id and forms(entry) not in said]
    assert not translated(language).obsolete


@every_language
def test_gaps_are_the_same(language: str) -> None:
    """A translation has the gaps of the text; the number may be left out where a form says it in words."""
    for english, said in entries(language):
        needed = gaps(english[-1]) if len(english) > 1 else gaps(english[0])
        for text in said:
            optional = {"n"} if len(english) > 1 else set()
            assert needed - optional <= gaps(text) <= needed | optional, (english, text)


@every_language
def test_markdown_is_the_same(language: str) -> None:
    """Bold, code, small print and lines are where they were in English."""
    for english, said in entries(language):
        for text in said:
            assert marks(text) == marks(english[-1]), (english, text)
            assert text == text.strip(), (english, text)


@every_language
def test_short_texts_stay_short(language: str) -> None:
    """What fits on a button in English does so in translation; names of commands are checked when they are sent."""
    for english, said in entries(language):
        if len(english[0]) <= 32 and english[0].islower() and re.fullmatch(r"[a-z_-]+", english[0]):
            assert all(len(text) <= 32 for text in said), (english, said)
        elif len(english[0]) <= 45:
            assert all(len(text) <= 80 for text in said), (english, said)


def test_every_constant_is_used() -> None:
    """No text stands in the modules of texts that nothing shows."""
    used = set()
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {
            alias.asname or alias.name: alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in names:
                used.add(f"{names[node.value.id]}.{node.attr}")
    assert sorted(set(constants()) - used) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('Wording("a " "b")', ["a b"]),
        ('_A: Final = "a"\nDocumentError(_A, name=1)', ["a"]),
        ('_A = {1: "a", 2: "b"}\nInputError(_A[n])', ["a", "b"]),
        ('_A = Wording("a")\nKnowledgeError(_A)', ["a"]),
        ("KnowledgeError(error.wording)", []),
    ],
)
def test_texts_are_collected_wherever_they_stand(
    code: str, found: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the call, as a constant of the module, or in a table of them."""
    assert collected(code, tmp_path, monkeypatch) == found


@pytest.mark.parametrize("code", ['Wording(f"a {b}")', 'Wording("a" if b else "c")', "Wording(a)", 'Wording("a" + b)'])
def test_texts_that_are_put_together_are_refused(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is made up in the code cannot be translated, and the collector says where it is."""
    with pytest.raises(ValueError, match=r"knowledge/probe.py:1 puts a text together"):
        collected(code, tmp_path, monkeypatch)


@pytest.mark.parametrize("name", ["bot/replies/rows.py", "bot/errors.py", "knowledge/places/parser.py"])
def test_only_named_modules_hand_texts_on(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module elsewhere with the name of one of them is read as strictly as any other."""
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text("StorageError(a)", encoding="utf-8")
    monkeypatch.setattr(catalogue, "ROOT", tmp_path)
    with pytest.raises(ValueError, match="puts a text together"):
        list(catalogue.texts())


def collected(code: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of a module of the retrieval layer."""
    (folder / "knowledge").mkdir()
    (folder / "knowledge" / "probe.py").write_text(code, encoding="utf-8")
    monkeypatch.setattr(catalogue, "ROOT", folder)
    return [text.forms[0] for text in catalogue.texts()]


def test_the_collector_finds_texts_of_all_kinds() -> None:
    """Interface, plurals, and sentences and errors of the retrieval layer are all collected."""
    files = {file for entry in in_english() for file, _ in entry.locations}
    assert {"bot/texts/__init__.py", "knowledge/places/missing.py", "knowledge/library.py"} <= files
    assert any(len(forms(entry)) == 2 for entry in in_english())


def test_updating_changes_nothing_that_is_complete(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bringing a complete catalogue up to date writes the same file again."""
    before = (catalogue.LOCALES / "de.po").read_text(encoding="utf-8")
    monkeypatch.setattr(catalogue, "LOCALES", tmp_path)
    copy = catalogue.LOCALES / "de.po"
    copy.write_text(before, encoding="utf-8")
    current = catalogue.read("de")
    current.update(in_english(), no_fuzzy_matching=True)
    catalogue.write("de", current)
    assert copy.read_text(encoding="utf-8") == before


def test_plurals_numbers_and_lists_follow_the_language() -> None:
    """Numbers are grouped, counted things agree with them, and lists read as they are spoken."""
    plural = Plural("{n} passage", "{n} passages")
    assert translation("en").count(plural, 1) == "1 passage"
    assert translation("en").count(plural, 1200) == "1,200 passages"
    assert translation("en-GB").listed(["a", "b", "c"]) in {"a, b, and c", "a, b and c"}
    assert translation("de").number(4000) == "4.000"
    assert translation("de").listed(["a", "b", "c"]) == "a, b und c"
    assert translation("ja").listed(["a", "b"]) == "a、b"
    assert translation("fr").percent(0.5).replace("\u202f", " ").replace("\xa0", " ") == "50 %"


@pytest.mark.parametrize("locale", ["pt-BR", "xx", "", "en-US"])
def test_other_languages_are_english(locale: str) -> None:
    """Whoever reads a language without a catalogue reads English; variants of a language read that language."""
    assert translation(locale).language == "en"
    assert translation("es-419").language == "es"


@every_language
def test_sentences_of_the_library_are_translated_with_their_values(language: str) -> None:
    """An error's template is translated, the values stay, also where one sentence is put together from two."""
    tr = translation(language)
    one = NotInLibrary("This document has no footnotes.").wording
    two = Wording.joined([one, Wording("Page {place} is in no document of this library.", place="{999}")])
    assert tr.wording(one) != str(one)
    assert tr.wording(one) in tr.wording(two)
    assert "{999}" in tr.wording(two)
    assert tr.wording("not of the library") == "not of the library"
    longest = Wording("The question has {length:,} characters; please use at most {most:,}.", length=7000, most=6000)
    assert tr.number(7000) in tr.wording(longest)


@given(st.text(), st.text())
def test_values_are_never_read_as_templates(typed: str, used: str) -> None:
    """Whatever a value holds, it is shown as it is."""
    assert translation("en")(Message("{typed} → {used}"), typed=typed, used=used) == f"{typed} → {used}"


def test_catalogues_are_read_once() -> None:
    """After ``warm`` no language is read again."""
    warm()
    before = translation.cache_info().misses
    for language in ("en", *catalogue.TRANSLATED):
        translation(language)
    assert translation.cache_info().misses == before


def test_a_collected_text_is_what_the_code_holds() -> None:
    """Implicitly joined strings and escapes are collected as Python reads them."""
    found = in_english()
    assert isinstance(found, Catalog)
    assert "◀\ufe0e" in {entry.id for entry in found}
