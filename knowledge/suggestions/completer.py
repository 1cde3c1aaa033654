"""Autocompletion: the documents, sections and places that a library offers for text typed so far."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import numpy as np

from knowledge.answers import Suggestion
from knowledge.citations import citation_line
from knowledge.models import Pages, Role
from knowledge.places.words import in_english
from knowledge.refs import ExcerptKind, PlaceRef
from knowledge.suggestions.choices import LONGEST, Choice, document_choices, fitted, fold, ranked, section_choices

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from knowledge.models import Document
    from knowledge.places.finder import Located
    from knowledge.ranking.concordance import Concordance

_Kind = Literal["page", "paragraph", "section", "note"]

_WORDS: Final[dict[str, _Kind]] = {
    # Folded like typed text: without accents, "ß" as "ss", without the marks of "ペ" and "ジ".
    **dict.fromkeys(("p", "pp", "pg", "page", "pages", "seite", "seiten", "pagina", "paginas", "ヘーシ"), "page"),
    **dict.fromkeys(("¶", "para", "par", "paras", "paragraph", "paragraphs"), "paragraph"),
    **dict.fromkeys(("absatz", "absatze", "paragraphe", "alinea", "parrafo", "段落"), "paragraph"),
    **dict.fromkeys(("§", "sec", "section", "sections", "abschnitt", "seccion", "節"), "section"),
    **dict.fromkeys(("fn", "footnote", "footnotes", "note", "fussnote", "nota", "脚注"), "note"),
}
_KINDS: Final[tuple[_Kind, ...]] = ("page", "paragraph", "section", "note")
_TYPED = re.compile(r"(?P<word>[^\W\d_]+|¶+|§+)?\s*(?P<number>\d\w*|(?<=\s)[ivxlc]+)?")
_FORMS = 5
"""Maximum word forms that begin with a typed word, when sections are found by their text."""
_SHORTEST_WORD = 3
_MOST_PLACES = 5_000
"""Maximum positions of a word form that are looked at: a more frequent one is not distinctive."""


class _Numbered(NamedTuple):
    """A page, paragraph, section or footnote with its name, its index and the index of its document."""

    name: str
    kind: _Kind
    place: int
    document: int


class Completer:
    """Offers the documents, sections and places of one library. Immutable once built."""

    def __init__(self, documents: Sequence[Document], located: Sequence[Located], concordance: Concordance) -> None:
        self._documents = documents
        self._concordance = concordance
        self._several = len(documents) > 1
        self._titles = document_choices(documents)
        self._sections = [section_choices(document, with_title=self._several) for document in documents]
        numbers = {id(document): number for number, document in enumerate(documents)}
        # The document and the section of every passage, to find sections by their text.
        self._document_of: NDArray[np.int32] = np.array([numbers[id(one)] for one, _ in located], dtype=np.int32)
        self._section_of: NDArray[np.int32] = np.array(
            [-1 if passage.section_index is None else passage.section_index for _, passage in located], dtype=np.int32
        )
        self._numbered = sorted(one for number, document in enumerate(documents) for one in _numbered(document, number))
        self._read_in_order = sorted(self._numbered, key=_in_order)

    def documents(self, typed: str, limit: int) -> tuple[Suggestion, ...]:
        """Documents by title or id."""
        return tuple(self._titles[number].suggestion for number in ranked(typed, self._titles, limit))

    def sections(self, typed: str, documents: Sequence[Document], limit: int) -> tuple[Suggestion, ...]:
        """Sections of the ``documents`` by their heading, by their text, or by a similar heading."""
        return self._named(typed, self._chosen(documents), limit, with_documents=False)

    def places(self, typed: str, documents: Sequence[Document], limit: int) -> tuple[Suggestion, ...]:
        """Pages, paragraphs and footnotes by their numbers, sections and whole documents by their names."""
        chosen = self._chosen(documents)
        match = _TYPED.fullmatch(fold(in_english(typed, loose=True)))
        if match is not None and match["number"]:
            return self._by_number(match["word"], match["number"], chosen, limit)
        named = self._named(typed, chosen, limit, with_documents=True)
        kinds = {kind for word, kind in _WORDS.items() if match and match["word"] and word.startswith(match["word"])}
        if not kinds:
            return named
        numbered = (one for one in self._read_in_order if one.kind in kinds and one.document in chosen)
        offered = tuple(self._suggestion(one) for one in islice(numbered, limit))
        half = limit // 2
        return tuple(dict.fromkeys((*offered[:half], *named[:half], *offered[half:], *named[half:])))[:limit]

    def _chosen(self, documents: Sequence[Document]) -> list[int]:
        wanted = {id(document) for document in documents}
        return [number for number, document in enumerate(self._documents) if id(document) in wanted]

    def _named(self, typed: str, chosen: list[int], limit: int, *, with_documents: bool) -> tuple[Suggestion, ...]:
        choices: list[Choice] = []
        if with_documents:
            choices += (_whole(self._documents[number], self._titles[number]) for number in chosen)
        first: dict[int, int] = {}
        for number in chosen:
            first[number] = len(choices)
            choices += self._sections[number]
        by_text = [first[document] + section for document, section in self._by_text(typed) if document in first]
        return tuple(choices[number].suggestion for number in ranked(typed, choices, limit, by_text))

    def _by_text(self, typed: str) -> list[tuple[int, int]]:
        """Document and section of the passages with words that begin with all the typed ones, most passages first."""
        words = fold(typed).split()
        if not words or any(len(word) < _SHORTEST_WORD for word in words):
            return []
        held = [self._entries(word) for word in words]
        entries = held[0]
        for others in held[1:]:
            entries = np.intersect1d(entries, others, assume_unique=True)
        entries = entries[self._section_of[entries] >= 0]
        if not len(entries):
            return []
        pairs = np.stack([self._document_of[entries], self._section_of[entries]], axis=1)
        sections, counts = np.unique(pairs, axis=0, return_counts=True)
        order = np.argsort(-counts, kind="stable")
        return [(int(sections[one][0]), int(sections[one][1])) for one in order]

    def _entries(self, word: str) -> NDArray[np.int32]:
        """The passages with a word that begins with ``word``."""
        places = [self._concordance.places(form) for form in self._concordance.beginning_with(word, _FORMS)]
        found = [one[:_MOST_PLACES] for one in places]
        return np.unique(self._concordance.entries(np.concatenate(found))) if found else np.zeros(0, dtype=np.int32)

    def _by_number(self, word: str | None, number: str, chosen: list[int], limit: int) -> tuple[Suggestion, ...]:
        """Places with the number, then those whose number begins with it; a bare number never means a section."""
        kinds = {_WORDS[word]} if word in _WORDS else {"page", "paragraph", "note"} if word is None else set()
        start = bisect_left(self._numbered, (number,))
        found = []
        for one in self._numbered[start:]:
            if not one.name.startswith(number):
                break
            if one.kind in kinds and one.document in chosen:
                found.append(one)
        found.sort(key=lambda one: (one.name != number, len(one.name), *_in_order(one)))
        return tuple(self._suggestion(one) for one in found[:limit])

    def _suggestion(self, one: _Numbered) -> Suggestion:
        document = self._documents[one.document]
        tail = f" · {fitted(document.title, 30)}" if self._several else ""
        if one.kind == "section":
            return self._sections[one.document][one.place].suggestion
        if one.kind == "page":
            span = document.pages[one.place]
            value = str(PlaceRef(document.key, ExcerptKind.PAGE, one.place))
            name, text = str(Pages(span.label, span.label, span.kind)), document.text[span.start : span.start + LONGEST]
        else:
            passage = document.passages[one.place]
            # Not the passage's own reference, which may look like "p.5", which somebody may type for a page.
            value = str(PlaceRef(document.key, ExcerptKind.PARAGRAPHS, passage.ordinal))
            name, text = fitted(citation_line(passage), LONGEST // 2), passage.text[:LONGEST]
        return Suggestion(value, fitted(f"{name} · {text.strip()}", LONGEST - len(tail)) + tail)


def _numbered(document: Document, number: int) -> Iterator[_Numbered]:
    for index, span in enumerate(document.pages):
        if span.label:
            yield _Numbered(span.label.strip("[]").casefold(), "page", index, number)
    for passage in document.passages:
        if passage.role is Role.NOTE:
            yield _Numbered(passage.name.removeprefix("note-").casefold(), "note", passage.ordinal, number)
        elif passage.role.is_body and passage.number:
            yield _Numbered(passage.number.casefold(), "paragraph", passage.ordinal, number)
    for index in range(len(document.sections)):
        yield _Numbered(str(index + 1), "section", index, number)


def _in_order(one: _Numbered) -> tuple[int, int, int]:
    """Sort key: by document, then pages before paragraphs before footnotes, each in reading order."""
    return one.document, _KINDS.index(one.kind), one.place


def _whole(document: Document, title: Choice) -> Choice:
    value = str(PlaceRef(document.key, ExcerptKind.DOCUMENT))
    return Choice(Suggestion(value, title.suggestion.label), title.folded)
