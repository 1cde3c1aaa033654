"""Classifies the elements of TEI: which are sections, blocks, apparatus, or not text at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.readers.xmltree import attribute, tag
from knowledge.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.readers.xmltree import Element

DIVISIONS: Final = frozenset({"div", *(f"div{number}" for number in range(8)), "attachment"})
LEFT_OUT: Final = {
    "index": Wording("The index was left out: it repeats what the text says."),
    "toc": Wording("The table of contents was left out: it repeats the headings."),
}
NO_TEXT: Final = frozenset(
    {"teiHeader", "titlePage", "graphic", "del", "fw", "facsimile", "standOff", "divGen", "binaryObject"}
)
"""Elements that are not text of the document; the title page repeats the header."""
APPARATUS: Final = frozenset({"opener", "closer", "dateline", "signed", "salute", "byline", "docDate", "trailer"})
PARAGRAPHS: Final = frozenset(
    {"p", "ab", "lg", "sp", "speaker", "stage", "epigraph", "postscript", "floatingText", "figDesc", "address", "head"}
    | {"body", "front", "back", "text", "group", "figure", "argument", "TEI", "fragment", "table"}
)
LISTS: Final = frozenset({"list", "listPerson", "listOrg", "listPlace", "listBibl", "listEvent", "listNym"})
"""Each item or entry is a block of its own."""
QUOTES: Final = frozenset({"quote", "q", "said", "cit"})
BLOCKS: Final = frozenset({"p", "ab", "list", "table", "lg", "floatingText", "quote"})
CHOICES: Final = ("corr", "orig", "abbr")
"""The children of ``choice`` that are read: the editors' corrections of errors, otherwise the original forms."""
SET_OFF: Final = frozenset({"lb", "l", "addrLine"})
"""Elements in running text that are separated from the text before them."""
_SUBHEADINGS: Final = frozenset({"flushleft", "center", "sectiontitlebold", "sectiontitleital"})
_EMPHASIS: Final = frozenset({"italic", "strong", "bold"})
_HEADING_LENGTH: Final = 250


def is_subheading(paragraph: Element) -> bool:
    """Whether a paragraph is a heading not marked as one: short, wholly emphasised, and with something after it."""
    rendering = set((attribute(paragraph, "rend") or "").split())
    if not rendering & _SUBHEADINGS:
        return False
    runs = list(_runs(paragraph, emphasised=False))
    letters = [emphasised for text, emphasised in runs if any(map(str.isalpha, text))]
    followed = paragraph.getnext() is not None or any(tag(child) in BLOCKS for child in paragraph)
    return bool(letters) and all(letters) and followed and sum(len(text) for text, _ in runs) <= _HEADING_LENGTH


def _runs(element: Element, *, emphasised: bool) -> Iterator[tuple[str, bool]]:
    """The text of an element up to its first block, in pieces, each with whether it is emphasised."""
    yield element.text or "", emphasised
    for child in element:
        if tag(child) in BLOCKS:
            return
        if tag(child) not in NO_TEXT | {"note"}:
            yield from _runs(child, emphasised=emphasised or attribute(child, "rend") in _EMPHASIS)
        yield child.tail or "", emphasised


def is_in_pieces(entry: Element) -> bool:
    """Whether an entry of a list consists of elements only, without text between them that would separate them."""
    between = [entry.text, *(child.tail for child in entry)]
    return not any(text and text.strip() for text in between)


def heading_first(division: Element) -> list[Element]:
    """The children of a division with text printed above its heading moved after it; page breaks stay before it."""
    children = list(division)
    position = next((index for index, child in enumerate(children) if tag(child) == "head"), 0)
    above, below = children[:position], children[position:]
    breaks = [child for child in above if tag(child) == "pb"]
    return [*breaks, *below[:1], *(child for child in above if tag(child) != "pb"), *below[1:]]


def page_label(page_break: Element) -> str | None:
    """The label of the page: as printed, else from its id ("pg_iv"); ``[30]`` is a number that was not printed."""
    printed = (attribute(page_break, "n") or "").strip()
    if printed:
        return printed
    identifier = (attribute(page_break, "id") or "").removeprefix("pg_")
    return identifier if identifier.isdecimal() or (identifier and set(identifier.lower()) <= set("ivxlc")) else None
