"""Opens the excerpts that a typed reference names."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Self

from knowledge.catalogue import shortened
from knowledge.errors import NotInLibrary, QuestionError
from knowledge.places.excerpts import Excerpt, open_excerpt, runs
from knowledge.places.finder import find, pages_named, sections_named, uncounted
from knowledge.refs import ExcerptKind, PlaceRef, parse_place_ref, parse_ref
from knowledge.suggestions.choices import nearly_titled
from knowledge.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.catalogue import Catalogue
    from knowledge.models import Document
    from knowledge.places.parser import LookUp, Parser, Place

MOST_EXCERPTS = 50
"""Maximum excerpts that one reference opens: each leads on to the next, so more are not needed."""
_DOCUMENT_NUMBER = re.compile(
    r"(?:(?:the\s+)?(?:documents?|docs?\.?|dokumente?|documentos?|文書)\s*(?:(?:no|nr|n)[.º°]*\s*|number\s*|#\s*)?|no\.\s*)"
    r"(\w{1,12})",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"\[?\d{1,5}\]?(?:\s*[-–—]\s*\d{1,5})?(?:\s*(?:,|&|and)\s*\d{1,5}(?:\s*[-–—]\s*\d{1,5})?)*")


class Excerpts(tuple[Excerpt, ...]):  # noqa: SLOT001 - a tuple subclass cannot have nonempty slots
    """The excerpts of a reference; ``missing`` has a sentence for each place of it that is not in the library."""

    missing: tuple[Wording, ...]

    def __new__(cls, excerpts: Iterable[Excerpt], missing: Iterable[Wording] = ()) -> Self:
        """Excerpts in the order in which they are read."""
        one = super().__new__(cls, excerpts)
        one.missing = tuple(missing)
        return one


def meaning(reference: str, catalogue: Catalogue, parser: Parser, chosen: Sequence[Document]) -> str | LookUp | None:
    """What a reference means: the short reference of one place, or the places that it names; ``None`` if neither.

    "p.404" is a page, even if it is also the short reference of a passage.
    """
    text = reference.strip()
    place = parse_place_ref(text)
    has_key = place is not None and catalogue.has_key(place.key)
    if (has_key and parse_ref(text) is None) or catalogue.has_passage(text):
        return text
    document = catalogue.titled(text, chosen)
    asked = parser.parse(text, bare=True)
    if document is None and (not asked.places or parser.is_guess(text, asked)):
        document = _numbered(text, chosen) or nearly_titled(text, chosen, len(parser.subject(text)))
    if document is not None:
        return str(PlaceRef(document.key, ExcerptKind.DOCUMENT))
    if asked.places:
        return asked
    return text if has_key else None


def bare_numbers(reference: str, parser: Parser, chosen: Sequence[Document]) -> LookUp | None:
    """What a number or a range without a word means: pages or, if there are no such pages, paragraphs."""
    text = reference.strip()
    if not _NUMBERS.fullmatch(text):
        return None
    pages, paragraphs = (parser.parse(f"{word} {text}", bare=True) for word in ("page", "paragraph"))
    has_pages = any(span.label for document in chosen for span in document.pages)
    if not find(pages.places, chosen).passages and (not has_pages or find(paragraphs.places, chosen).passages):
        return paragraphs
    return pages


def refuse(reference: str) -> QuestionError:
    """The error for text that is not a reference."""
    return QuestionError(
        "“{reference}” is not a place I know: try “page 404”, “¶ 17”, “section …” or “footnote 1”.",
        reference=shortened(reference),
    )


def _numbered(text: str, documents: Sequence[Document]) -> Document | None:
    """The document that ``text`` names by number ("document 183")."""
    match = _DOCUMENT_NUMBER.fullmatch(text)
    if match is None:
        return None
    wanted = match[1].casefold()
    return next((one for one in documents if (one.metadata.number or "").casefold() == wanted), None)


def open_places(asked: LookUp, documents: Sequence[Document]) -> Excerpts:
    """The excerpts of each place, or of the passages at all of them ("paragraph 12 on page 404").

    Raises NotInLibrary when none of them exists.
    """
    found = find(asked.places, documents, are_joined=asked.are_joined)
    if found.is_within:
        refs = {ref: one for one in documents for ref in runs(one, (p for other, p in found.passages if other is one))}
    else:
        refs = {ref: one for one in documents for place in asked.places for ref in _refs(place, one)}
    opened = (open_excerpt(document, ref) for ref, document in islice(refs.items(), MOST_EXCERPTS))
    excerpts = Excerpts((excerpt for excerpt in opened if excerpt is not None), found.missing)
    if not excerpts:
        sentence = Wording.joined(found.missing)
        raise NotInLibrary(sentence.template, **sentence.values)
    return excerpts


def _refs(place: Place, document: Document) -> list[PlaceRef]:
    """The places of a document that ``place`` means."""
    named = uncounted(place, document)
    if named is None:
        return []
    match named.kind:
        case "page":
            return [PlaceRef(document.key, ExcerptKind.PAGE, index) for index in pages_named(named, document)]
        case "section":
            found = sorted(sections_named(named.first, document))
            return [PlaceRef(document.key, ExcerptKind.SECTION, index) for index in found]
        case "outline":
            return [PlaceRef(document.key, ExcerptKind.DOCUMENT)]
        case "note" if not named.first:
            return [PlaceRef(document.key, ExcerptKind.NOTES)]
    return runs(document, (passage for _, passage in find([named], [document]).passages))
